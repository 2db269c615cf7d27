"""The gate: the declaration's vaguest phrases are refused with reasons, and pass once they say enough."""

import csv
from dataclasses import replace
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.commitments.verifiability import (
    AnswerKind,
    ProposedCommitment,
    Question,
    examine,
    read_phrase,
    sentences,
)

SEED = Path(__file__).parents[3] / "db" / "provinces" / "ntt" / "statements.csv"
STATEMENTS = {row["code"]: row["text"] for row in csv.DictReader(StringIO(SEED.read_text("utf-8")))}
PLACES = ("Nusa Tenggara Timur", "NTT", "Kupang", "Malaka")

COMPLETED = {
    "D-02": ProposedCommitment("Menggelar rapat koordinasi tiap triwulan", 4, "rapat"),
    "D-03": ProposedCommitment("Melatih kader edukasi migrasi aman", 60, "kecamatan"),
    "D-04": ProposedCommitment("Menunjuk narahubung di lembaga keagamaan", 12, "lembaga"),
    "D-05": ProposedCommitment("Menerima laporan tepat waktu dari instansi", 20, "instansi"),
    "D-06": ProposedCommitment("Mencatat komitmen tiap kelompok pelaku", 7, "kelompok"),
    "D-08": ProposedCommitment("Menetapkan instansi penanggung jawab tiap tahap", 6, "tahap"),
    "D-09": ProposedCommitment("Menurunkan perkara TPPO", 0, "perkara"),
    "D-14": ProposedCommitment("Memeriksa bersama di pintu keluar", 6, "pintu"),
    "D-16": ProposedCommitment("Mencocokkan data perkara dengan data penempatan", 12, "berkas"),
    "D-17": ProposedCommitment("Menandatangani komitmen tiap peserta deklarasi", 9, "instansi"),
    "D-19": ProposedCommitment("Membentuk tim khusus di desa kantong", 120, "desa"),
    "E-02": ProposedCommitment("Membuka layanan pengaduan", 22, "kab/kota"),
}
"""Twelve of the vaguest, each with what somebody might make of it."""


def whole(proposal: ProposedCommitment) -> ProposedCommitment:
    return replace(
        proposal,
        place="Provinsi NTT",
        due_on=date(2027, 6, 30),
        evidence=("Laporan kegiatan",),
        owner="Disnakertrans NTT",
    )


@pytest.mark.parametrize("code", STATEMENTS)
def test_no_phrase_passes_as_it_was_spoken(code: str) -> None:
    """Not one of them names an amount with its unit, a day, a proof and one owner."""
    found = examine(read_phrase(STATEMENTS[code], PLACES))
    assert not found.passes
    assert {Question.DATE, Question.EVIDENCE, Question.OWNER} <= {each.question for each in found.missing}


@pytest.mark.parametrize("code", COMPLETED)
def test_a_vague_phrase_is_refused_with_reasons_and_ways_to_pass(code: str) -> None:
    found = examine(read_phrase(STATEMENTS[code], PLACES))
    assert {Question.VERB, Question.AMOUNT, Question.DATE, Question.EVIDENCE, Question.OWNER} <= {
        each.question for each in found.missing
    }
    assert all(each.reason and each.remedy for each in found.missing)


@pytest.mark.parametrize("code", COMPLETED)
def test_it_passes_once_all_is_given(code: str) -> None:
    found = examine(whole(COMPLETED[code]))
    assert found.passes, [each.reason for each in found.missing]
    assert {each.verdict for each in found.answers} == {AnswerKind.YES}


TAKEN_AWAY = {
    Question.VERB: {"sentence": "Meningkatkan sinergi lintas sektor"},
    Question.AMOUNT: {"amount": None},
    Question.PLACE: {"place": " "},
    Question.DATE: {"due_on": None},
    Question.EVIDENCE: {"evidence": ()},
    Question.OWNER: {"owner": ""},
}


@pytest.mark.parametrize("question", TAKEN_AWAY)
@pytest.mark.parametrize("code", COMPLETED)
def test_without_any_one_of_the_six_it_is_refused_for_that_one(code: str, question: Question) -> None:
    found = examine(replace(whole(COMPLETED[code]), **TAKEN_AWAY[question]))
    assert [each.question for each in found.missing] == [question]


def test_a_number_needs_its_unit() -> None:
    found = examine(replace(whole(COMPLETED["D-02"]), unit=" "))
    assert [each.question for each in found.missing] == [Question.AMOUNT]
    assert "satuan" in found.missing[0].reason


def test_each_checkpoint_needs_its_proof() -> None:
    found = examine(replace(whole(COMPLETED["D-02"]), evidence=("Notulen", "")))
    assert [each.question for each in found.missing] == [Question.EVIDENCE]


def test_no_owner_yet_is_an_answer_when_it_is_said_openly() -> None:
    found = examine(replace(whole(COMPLETED["D-02"]), owner="", owner_is_open=True))
    assert found.passes
    assert found.answers[-1].verdict is AnswerKind.OPEN
    assert "belum dapat dinilai" in found.answers[-1].reason


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Meningkatkan sinergi", "meningkatkan"),
        ("meningkatkan sinergi antarinstansi", "sinergi"),
        ("Mendorong partisipasi masyarakat", "mendorong"),
        ("Mengoptimalkan peran Gugus Tugas", "mengoptimalkan"),
        ("Memperkuat koordinasi lintas sektor", "memperkuat"),
        ("Melakukan sinergi", "melakukan"),
        ("Melaksanakan koordinasi", "koordinasi"),
        ("Membangun kesadaran masyarakat", "membangun"),
        ("Perlu dibentuk tim di 40 desa", "perlu"),
        ("Diharapkan instansi melapor", "diharapkan"),
        ("Optimalisasi peran Gugus Tugas", "optimalisasi"),
        ("MENINGKATKAN SINERGI", "meningkatkan"),
    ],
)
def test_vague_words_are_named_in_the_reason(text: str, named: str) -> None:
    [read] = sentences(text)
    assert not read.acts
    assert f"“{named}”" in read.reason


@pytest.mark.parametrize(
    "text",
    [
        "Membentuk tim di 40 desa",
        "Melaksanakan rapat koordinasi",
        "Membangun Migrant Center",
        "Nota kesepahaman ditandatangani Polda NTT",
        "Memulangkan jenazah paling lama 14 hari",
        "Menganggarkan dana desa",
        "Tim bertugas di pos perbatasan",
        "MEMBUKA 8 MEJA",
    ],
)
def test_words_that_can_be_seen_to_happen_pass(text: str) -> None:
    assert all(read.acts for read in sentences(text))


def test_each_sentence_is_read_for_itself() -> None:
    first, second = sentences("Melatih 40 kader. Meningkatkan sinergi; ")
    assert (first.acts, second.acts) == (True, False)
    found = examine(replace(whole(COMPLETED["D-02"]), sentence="Melatih 40 kader. Meningkatkan sinergi."))
    assert "Meningkatkan sinergi" in found.missing[0].reason
    assert "Melatih" not in found.missing[0].reason


def test_a_number_with_thousands_ends_no_sentence() -> None:
    assert len(sentences("Melatih 2.249 orang di NTT")) == 1


@pytest.mark.parametrize("text", ["", "   ", "…", "12/2027", "!!!"])
def test_nothing_said_is_no_action(text: str) -> None:
    assert sentences(text) == []
    assert examine(ProposedCommitment(text)).answers[0].verdict is AnswerKind.NO


def test_a_name_that_begins_like_a_verb_is_none() -> None:
    [read] = sentences("Dukungan Disnakertrans dan Diskominfo")
    assert read.verbs == ()


def test_a_phrase_that_says_it_all_but_for_its_owner_is_read_so() -> None:
    read = read_phrase(
        "Membuka 8 meja layanan di Kupang sebelum 31 Desember 2027, dengan berita acara", PLACES
    )
    assert (read.amount, read.unit, read.place, read.due_on, read.evidence) == (
        8.0,
        "meja",
        "Kupang",
        date(2027, 12, 31),
        ("berita acara",),
    )
    assert [each.question for each in examine(read).missing] == [Question.OWNER]


@pytest.mark.parametrize(
    "text", ["salah satu provinsi", "tahun 2025 NTT", "2.249 ribu orang", "satu atap", "6 Agustus 2025"]
)
def test_what_is_no_amount_is_not_read_as_one(text: str) -> None:
    assert read_phrase(text, PLACES).amount is None


def test_a_day_that_does_not_exist_is_no_date() -> None:
    assert read_phrase("sebelum 31 Februari 2027", PLACES).due_on is None
    assert read_phrase("sampai B06 2027", PLACES).due_on == date(2027, 6, 30)


@given(st.text(max_size=200))
def test_any_text_is_read_without_a_fault(text: str) -> None:
    found = examine(read_phrase(text, PLACES))
    assert [each.question for each in found.answers] == list(Question)
    assert not found.passes  # a bare text never names one owner


@pytest.mark.parametrize(
    ("said", "amount"), [("tiga", 3), ("sebelas", 11), ("dua belas", 12), ("Dua  puluh", 20)]
)
def test_an_amount_in_words_is_read_whole(said: str, amount: float) -> None:
    read = read_phrase(f"Membentuk {said} posko di Belu", PLACES)
    assert (read.amount, read.unit) == (amount, "posko")
