"""A letter says whose it is, to whom, and why; what cannot go out is refused with what is missing."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from domain.access.errors import StaleData
from domain.tasks.escalation import EscalationCause, EscalationStep
from domain.tasks.letters import (
    Correspondence,
    LetterMatter,
    LetterRefused,
    Office,
    Sending,
    Signatory,
    TypedLetter,
    check_previewed,
    check_sending,
    check_typed,
    check_without_letter,
    number_key,
    read_letter,
    signing_to,
)
from domain.tasks.life import TaskClass
from domain.words.letters import compose

MISSED, TODAY = date(2026, 11, 10), date(2026, 11, 23)
MATTER = LetterMatter(
    step=EscalationStep.SUPERIOR,
    cause=EscalationCause.OVERDUE,
    missed_on=MISSED,
    task="T-038",
    title="Surat tugas meja Imigrasi",
    output="Surat tugas",
    owner="Kanwil Imigrasi NTT",
    source="Komitmen K-11",
    reason="",
    due_on=MISSED,
    task_class=TaskClass.ORDINARY,
    is_secret=False,
    is_sample=False,
)
SETDA = Office(
    "setda",
    "Setda NTT",
    Correspondence("Sekretaris Daerah", "Jalan A\nKupang", "Pemerintah Provinsi\nSetda", "Kupang"),
)
DITJEN = Office("ditjen", "Ditjen Imigrasi", Correspondence("Direktur Jenderal Imigrasi", "Jalan B\nJakarta"))
KANWIL = Office("kanwil", "Kanwil Imigrasi NTT")
SENDING = Sending(SETDA, DITJEN, (KANWIL,), Signatory("Sekretaris Daerah", "Gubernur"))
TYPED = TypedLetter("500.15/1/2026", TODAY)


def test_a_letter_to_the_superior_asks_for_direction_and_copies_the_owner() -> None:
    letter = compose(MATTER, SENDING, TYPED)
    assert letter.subject == "Permohonan arahan tentang penyelesaian tugas T-038"
    assert letter.addressee == "Direktur Jenderal Imigrasi"
    assert letter.copies == ("Pimpinan Kanwil Imigrasi NTT",)
    assert "arahan Bapak/Ibu kepada Kanwil Imigrasi NTT" in " ".join(letter.paragraphs)
    assert letter.dated_on == "23 November 2026"


@pytest.mark.parametrize(("source", "is_named"), [("Komitmen K-11", True), ("Dibuat langsung", False)])
def test_a_letter_names_what_the_task_rests_on_where_there_is_anything(source: str, is_named: bool) -> None:
    letter = compose(replace(MATTER, source=source), SENDING, TYPED)
    assert (("Dasar", source) in letter.facts) is is_named


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"task_class": TaskClass.URGENT}, "Segera"),
        ({"task_class": TaskClass.EMERGENCY, "is_secret": True}, "Rahasia, sangat segera"),
        ({}, "Biasa"),
    ],
)
def test_the_nature_is_that_of_the_task(changes: dict[str, object], said: str) -> None:
    assert compose(replace(MATTER, **changes), SENDING, TYPED).nature == said  # type: ignore[arg-type]  # mixed values


@pytest.mark.parametrize(
    ("cause", "says"),
    [
        (EscalationCause.NO_ANSWER, "belum kami terima jawabannya"),
        (EscalationCause.DECLINED, "ditolak pada 10 November 2026 dengan alasan: Di luar kewenangan."),
        (EscalationCause.OVERDUE, "melewati tenggat 10 November 2026"),
    ],
)
def test_a_letter_says_what_was_missed(cause: EscalationCause, says: str) -> None:
    letter = compose(replace(MATTER, cause=cause, reason="Di luar kewenangan."), SENDING, TYPED)
    assert says in letter.paragraphs[1]


def test_a_kept_letter_reads_back_as_it_was() -> None:
    letter = compose(MATTER, SENDING, TYPED)
    assert read_letter(json.loads(letter.text)) == letter


def test_nobody_writes_to_an_office_in_that_offices_own_name() -> None:
    governor = Office("gubernur", "Gubernur NTT", Correspondence("Gubernur  NTT", "Jalan C\nKupang"))
    secretary = Signatory("Sekretaris Daerah", "gubernur ntt")
    assert signing_to(secretary, governor) == Signatory("Sekretaris Daerah")
    assert signing_to(secretary, DITJEN) == secretary
    assert signing_to(None, governor) is None
    unknown = replace(governor, known=Correspondence())
    assert signing_to(Signatory("Sekretaris Daerah"), unknown) == Signatory("Sekretaris Daerah")


def _sending(**changes: object) -> Callable[[], object]:
    return lambda: check_sending(replace(SENDING, **changes))  # type: ignore[arg-type]  # mixed values


@pytest.mark.parametrize(
    ("check", "says"),
    [
        (_sending(to=SETDA), "tidak bersurat kepada kantornya sendiri"),
        (_sending(to=KANWIL), "alamat surat Kanwil Imigrasi NTT belum dicatat"),
        (_sending(sender=KANWIL), "Kop, alamat, dan tempat surat"),
        (_sending(signatory=None), "siapa yang menandatangani"),
        (_sending(signatory=Signatory("Direktur Jenderal Imigrasi")), "juga tercatat sebagai penanda tangan"),
        (lambda: check_typed(replace(TYPED, number=" "), MISSED, TODAY), "Nomor surat belum diisi"),
        (lambda: check_typed(replace(TYPED, dated_on=None), MISSED, TODAY), "Tanggal surat belum dipilih"),
        (lambda: check_typed(replace(TYPED, dated_on=date(2026, 11, 24)), MISSED, TODAY), "hari ini"),
        (lambda: check_typed(replace(TYPED, dated_on=date(2026, 11, 9)), MISSED, TODAY), "10 November 2026"),
        (
            lambda: check_without_letter(EscalationStep.SUPERIOR, "lisan", to_itself=False),
            "dilakukan dengan surat",
        ),
        (lambda: check_without_letter(EscalationStep.REMINDER, " ", to_itself=False), "perlu catatan"),
        (lambda: check_previewed(compose(MATTER, SENDING, TYPED), TYPED), "belum dilihat"),
    ],
)
def test_what_cannot_go_out_is_refused_with_what_to_do(check: Callable[[], object], says: str) -> None:
    with pytest.raises(LetterRefused, match=says):
        check()


def test_a_letter_that_changed_since_it_was_looked_at_is_looked_at_again() -> None:
    seen = compose(MATTER, SENDING, TYPED).fingerprint
    moved = replace(SENDING, to=replace(DITJEN, known=replace(DITJEN.known, address="Jalan C")))
    with pytest.raises(StaleData, match="rancangan"):
        check_previewed(compose(MATTER, moved, TYPED), replace(TYPED, previewed=seen))


def test_inside_one_office_a_step_is_taken_without_a_letter() -> None:
    check_without_letter(EscalationStep.SUPERIOR, "Diarahkan pada apel pagi.", to_itself=True)
    check_without_letter(EscalationStep.FORUM, "", to_itself=False)


def test_spaces_and_case_do_not_make_another_number() -> None:
    assert number_key("500.15 / 12 / Setda") == number_key("500.15/12/SETDA")
