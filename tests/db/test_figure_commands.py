"""Figures recorded on a screen: never twice from one page, never over another, withdrawn with a reason."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, select

from db.acting import Sender
from db.command import run
from db.commands import figures as commands
from db.engine import reading
from db.models import PublishedFigure, Task
from db.queries import figures as questions
from db.queries.attention import conflict_facts
from db.queries.notices import notices_of, unread_notices
from domain.access.errors import Forbidden, NotFound, RuleBroken, StaleData
from domain.access.permissions import Actor, Role
from domain.access.screening import IdentityRefused
from domain.attention.rules import ConflictFact
from domain.commitments.plausibility import InDoubt
from domain.figures.conflicts import find_conflicts
from domain.figures.publishing import same_page
from domain.figures.requests import NameExplainer, PublishFigure, SettleConflict, WithdrawFigure
from domain.notices.kinds import OPEN_CONFLICT, NoticeKind, Work
from domain.tasks.life import TaskOrigin
from domain.time.calendar import Clock
from tests import factories
from tests.factories import MORNING, filling

pytestmark = pytest.mark.by_turns

NEW = PublishFigure(
    "procedural_placement",
    "53",
    date(2024, 1, 1),
    date(2024, 12, 31),
    "1,5 ribu orang",
    1500.0,
    "Portal Berita Contoh",
    "https://berita.contoh.id/penempatan",
    date(2026, 11, 18),
)
KEY = "procedural_placement-53-2024"
IN_MALAKA = replace(
    NEW,
    region_code="53.21",
    period_start=date(2019, 1, 1),
    period_end=date(2019, 12, 31),
    value=10.0,
    as_written="10",
)
MALAKA = "procedural_placement-53-21-2019"


class Office:
    def __init__(self, engine: Engine, clock: Clock, by: Actor) -> None:
        self.engine, self.clock, self.by = engine, clock, by

    def do(self, request: Any, *, by: Actor | None = None) -> Any:
        command = {
            PublishFigure: commands.publish_figure,
            WithdrawFigure: commands.withdraw_figure,
            NameExplainer: commands.name_explainer,
            SettleConflict: commands.settle_conflict,
        }[type(request)]
        return run(Sender(self.engine, by or self.by, self.clock), command, request)

    def rows(self) -> tuple[questions.FigureRow, ...]:
        with reading(self.engine) as connection:
            return questions.figure_rows(connection)

    def explanation(self) -> questions.ExplanationRow:
        with reading(self.engine) as connection:
            return questions.explanations(connection)[KEY]


@pytest.fixture
def office(engine: Engine, clock: Clock, actors: dict[Role, Actor]) -> Office:
    return Office(engine, clock, actors[Role.GOVERNOR_OFFICE])


def test_a_figure_joins_the_others_and_its_conflict_is_found(office: Office) -> None:
    before = {row.code: row.value for row in office.rows()}
    code = office.do(NEW)
    after = {row.code: row.value for row in office.rows()}
    assert after == {**before, code: 1500.0}
    [conflict] = [each for each in find_conflicts(row.plain for row in office.rows()) if each.key == KEY]
    assert code in {figure.code for reading in conflict.readings for figure in reading.figures}


def test_the_same_value_from_the_same_page_is_refused_by_its_code(office: Office) -> None:
    code = office.do(NEW)
    with pytest.raises(RuleBroken, match=f"sudah tercatat sebagai {code}"):
        office.do(replace(NEW, source_url=NEW.source_url + "/"))
    office.do(replace(NEW, source_url="https://lain.contoh.id/berita"))


@pytest.mark.parametrize(
    ("value", "written", "sentence"),
    [
        (150.0, "1.500 orang", "Dibaca sebagai 150 orang, sedangkan di sumber tertulis “1.500 orang”"),
        (15_000.0, "15.000 orang", "Nilai 15.000 orang: sepuluh kali lipat atau lebih dari angka terdekat"),
    ],
)
def test_what_is_likelier_a_slip_is_asked_about_once_and_then_taken(
    office: Office, value: float, written: str, sentence: str
) -> None:
    odd = replace(NEW, value=value, as_written=written)
    with pytest.raises(InDoubt, match=sentence) as asked:
        office.do(odd)
    code = office.do(replace(odd, sure=tuple(each.answer for each in asked.value.asked)))
    assert {row.code: row.value for row in office.rows()}[code] == value


@pytest.mark.parametrize(
    ("other", "is_same"),
    [
        ("http://contoh.id/Berita?id=7", True),
        ("https://www.Contoh.id/Berita/?id=7&utm_source=wa#atas", True),
        ("https://contoh.id/Berita?id=8", False),
        ("https://contoh.id/berita?id=7", False),
        ("https://data.contoh.id/Berita?id=7", False),
    ],
)
def test_a_page_is_the_same_however_its_address_is_passed_on(other: str, is_same: bool) -> None:
    assert (same_page("https://contoh.id/Berita?id=7") == same_page(other)) is is_same


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"value": None}, "sebagai angka"),
        ({"value": -1.0}, "sebagai angka"),
        ({"value": 12.5}, "selalu utuh"),
        ({"period_start": None}, "rentang"),
        ({"period_end": date(2023, 1, 1)}, "mendahului"),
        ({"period_end": date(2027, 1, 1)}, "Rentang"),
        ({"seen_on": date(2026, 11, 24)}, "dilihat"),
        ({"source_url": "berita.contoh.id"}, "https://"),
        ({"as_written": " "}, "Nilai seperti tertulis"),
    ],
)
def test_what_cannot_be_traced_is_refused_in_words(
    office: Office, wrong: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(RuleBroken, match=sentence):
        office.do(replace(NEW, **wrong))
    assert len(office.rows()) == 135


def test_a_number_of_a_person_is_no_part_of_a_figure(office: Office) -> None:
    with pytest.raises(IdentityRefused, match="Menurut"):
        office.do(replace(NEW, said_by="narahubung 0812 3456 7890"))


def test_a_withdrawn_figure_is_gone_from_every_question_and_its_row_stays(office: Office) -> None:
    code = office.do(NEW)
    with pytest.raises(RuleBroken, match="alasan"):
        office.do(WithdrawFigure(code, "salah"))
    office.do(WithdrawFigure(code, "Halaman mengoreksi angkanya sendiri."))
    assert code not in {row.code for row in office.rows()}
    with reading(office.engine) as connection:
        kept = connection.execute(
            select(PublishedFigure.value, PublishedFigure.withdrawal).where(PublishedFigure.code == code)
        ).one()
    assert tuple(kept) == (1500.0, "Halaman mengoreksi angkanya sendiri.")
    with pytest.raises(RuleBroken, match="sudah ditarik"):
        office.do(WithdrawFigure(code, "Halaman mengoreksi angkanya sendiri."))


def test_who_explains_is_named_with_a_day_that_is_to_come(office: Office) -> None:
    with pytest.raises(RuleBroken, match="tenggat"):
        office.do(NameExplainer(KEY, "bp3mi-ntt", date(2026, 11, 22)))
    office.do(NameExplainer(KEY, "bp3mi-ntt", date(2026, 12, 3)))
    assert office.explanation().due_on == date(2026, 12, 3)


def test_settling_keeps_both_sides_and_says_why(office: Office) -> None:
    office.do(SettleConflict(KEY, "A-022", "Angka akhir tahun dari UPT yang mencatat."))
    found = office.explanation()
    assert (found.shown_code, found.explanation) == ("A-022", "Angka akhir tahun dari UPT yang mencatat.")
    assert {"A-022", "A-028"} <= {row.code for row in office.rows()}
    with pytest.raises(RuleBroken, match="salah satu angka"):
        office.do(SettleConflict(KEY, "A-001", "Angka akhir tahun dari UPT yang mencatat."))


WHY = "Angka akhir tahun dari UPT yang mencatat."


def test_a_second_settlement_does_not_pass_over_one_it_has_not_seen(office: Office) -> None:
    office.do(SettleConflict(KEY, "A-022", WHY))
    with pytest.raises(StaleData, match="sudah diubah orang lain"):
        office.do(SettleConflict(KEY, "A-028", "Angka yang diumumkan kementerian."))
    assert office.explanation().shown_code == "A-022"
    office.do(SettleConflict(KEY, "A-028", "Angka yang diumumkan kementerian.", office.explanation().version))
    assert office.explanation().shown_code == "A-028"


def test_an_explainer_is_not_named_over_one_that_was_not_seen(office: Office) -> None:
    office.do(NameExplainer(KEY, "bp3mi-ntt", date(2026, 12, 3)))
    with pytest.raises(StaleData):
        office.do(NameExplainer(KEY, "disnakertrans", date(2026, 12, 4)))
    assert office.explanation().due_on == date(2026, 12, 3)


class TestWhatBecomesKnownLater:
    """A conflict that was settled, and what is published or withdrawn after that."""

    @pytest.fixture
    def explainer(self, office: Office) -> Actor:
        with filling(office.engine) as session:
            account = factories.user(session, agency="bp3mi-ntt", role=Role.AGENCY)
            return factories.actor_of(session, account)

    @pytest.fixture
    def settled(self, office: Office, explainer: Actor) -> None:
        office.do(NameExplainer(KEY, "bp3mi-ntt", date(2026, 11, 25)))
        office.do(SettleConflict(KEY, "A-022", WHY, office.explanation().version))

    def told(self, office: Office, actor: Actor) -> list[tuple[NoticeKind, bool]]:
        with reading(office.engine) as connection:
            assert actor.user_id is not None
            found = notices_of(connection, actor.user_id, scope=actor.scope, role=actor.role, now=MORNING)
        return [(each.kind, each.facts.state == OPEN_CONFLICT) for each in found]

    def said(self, office: Office, actor: Actor) -> str:
        assert actor.user_id is not None
        with reading(office.engine) as connection:
            [told] = notices_of(connection, actor.user_id, scope=actor.scope, role=actor.role, now=MORNING)
        return told.said

    def asked(self, office: Office) -> list[ConflictFact]:
        with reading(office.engine) as connection:
            found = conflict_facts(connection)
        return [
            each for each in found if each.key.startswith(KEY) and not each.key.endswith("-negara-tujuan")
        ]

    def test_whoever_explains_is_told_and_asked_until_it_is_settled(
        self, office: Office, explainer: Actor, settled: None
    ) -> None:
        assert self.told(office, explainer) == [(NoticeKind.EXPLANATION_ASKED, False)]
        assert self.asked(office) == []

    def test_whoever_was_asked_before_another_office_was_is_asked_no_more(
        self, office: Office, explainer: Actor
    ) -> None:
        office.do(NameExplainer(KEY, "bp3mi-ntt", date(2026, 11, 25)))
        assert self.told(office, explainer) == [(NoticeKind.EXPLANATION_ASKED, True)]
        office.do(NameExplainer(KEY, "disnakertrans", date(2026, 12, 4), office.explanation().version))
        assert self.told(office, explainer) == [(NoticeKind.EXPLANATION_ASKED, False)]
        assert self.said(office, explainer).endswith("Batas penjelasannya: tidak berlaku lagi.")

    def test_another_value_opens_it_again_and_asks_the_one_who_explains_it(
        self, office: Office, explainer: Actor, settled: None
    ) -> None:
        assert self.said(office, explainer).endswith("Batas penjelasannya: tidak berlaku lagi.")
        office.do(NEW)
        assert self.said(office, explainer).endswith(
            "Batas penjelasan instansi Anda: Senin, 30 November 2026."
        )
        found = office.explanation()
        assert (found.settled_at, found.reopened_at, found.shown_code) == (None, MORNING, "A-022")
        assert found.due_on == date(2026, 11, 30)
        [fact] = self.asked(office)
        assert (fact.explained, fact.due_on) == (False, found.due_on)
        assert self.told(office, explainer) == [(NoticeKind.CONFLICT_REOPENED, True)]
        with reading(office.engine) as connection:
            assert KEY not in questions.settlements(connection)

    def test_settled_anew_it_asks_nobody(self, office: Office, explainer: Actor, settled: None) -> None:
        code = office.do(NEW)
        office.do(SettleConflict(KEY, code, WHY, office.explanation().version))
        assert office.explanation().reopened_at is None
        assert self.asked(office) == []
        assert self.told(office, explainer) == [(NoticeKind.CONFLICT_REOPENED, False)]
        assert self.said(office, explainer).endswith("Batas penjelasan instansi Anda: tidak berlaku lagi.")

    def test_a_page_that_agrees_with_what_is_shown_changes_nothing(
        self, office: Office, settled: None
    ) -> None:
        shown = next(row.value for row in office.rows() if row.code == "A-022")
        office.do(replace(NEW, value=shown, as_written=f"{shown:.0f} orang"))
        assert office.explanation().settled_at == MORNING

    def test_the_figure_that_is_shown_is_withdrawn(self, office: Office, settled: None) -> None:
        office.do(NEW)
        office.do(SettleConflict(KEY, "A-022", WHY, office.explanation().version))
        office.do(WithdrawFigure("A-022", "Halaman itu salah menyalin angkanya."))
        [fact] = self.asked(office)
        assert fact.explained is False
        assert fact.explainer is not None

    def test_one_that_is_gone_before_it_was_decided_asks_nobody_and_is_told(
        self, office: Office, explainer: Actor
    ) -> None:
        number = self.two_of_malaka(office)
        office.do(WithdrawFigure(number, "Halaman itu salah menyalin angkanya."))
        assert explainer.user_id is not None
        with reading(office.engine) as connection:
            unread = unread_notices(connection, explainer.user_id, scope=explainer.scope, role=explainer.role)
            [told] = notices_of(
                connection, explainer.user_id, scope=explainer.scope, role=explainer.role, now=MORNING
            )
        assert (told.work, unread) == (Work.KNOW, 1)
        assert told.facts.title == "Penempatan prosedural 2019, Malaka: tidak bertentangan lagi"
        assert not [each for each in self.conflicts(office) if each.key == MALAKA]

    def test_one_that_comes_back_has_a_new_day_to_be_explained_by(
        self, office: Office, explainer: Actor
    ) -> None:
        office.do(WithdrawFigure(self.two_of_malaka(office), "Halaman itu salah menyalin angkanya."))
        later = Office(office.engine, lambda: MORNING + timedelta(days=60), office.by)
        later.do(replace(IN_MALAKA, value=15.0, as_written="15", source_url="https://baru.contoh.id/a"))
        [fact] = [each for each in self.conflicts(office) if each.key == MALAKA]
        assert fact.due_on == date(2027, 1, 29)
        assert self.told(office, explainer) == [(NoticeKind.CONFLICT_REOPENED, True)]

    def two_of_malaka(self, office: Office) -> str:
        """A conflict that BP3MI is to explain; the code of the figure with which it stands and falls."""
        office.do(IN_MALAKA)
        code: str = office.do(
            replace(IN_MALAKA, value=12.0, as_written="12", source_url="https://lain.contoh.id/a")
        )
        office.do(NameExplainer(MALAKA, "bp3mi-ntt", date(2026, 11, 25)))
        return code

    def conflicts(self, office: Office) -> tuple[ConflictFact, ...]:
        with reading(office.engine) as connection:
            return conflict_facts(connection)

    def test_what_is_known_stays_with_a_conflict_whose_days_grow(self, office: Office, settled: None) -> None:
        office.do(replace(NEW, value=900.0, as_written="900", period_end=date(2025, 12, 31)))
        [conflict] = [
            each
            for each in find_conflicts(row.plain for row in office.rows())
            if "A-022" in {figure.code for figure in each.figures}
        ]
        with reading(office.engine) as connection:
            found = questions.explanations(connection)
        assert conflict.key != KEY
        assert KEY not in found
        assert (found[conflict.key].agency, found[conflict.key].settled_at) == ("BP3MI NTT", None)


def test_a_task_follows_its_conflict_though_nobody_was_named_to_explain_it(office: Office) -> None:
    office.do(IN_MALAKA)
    office.do(replace(IN_MALAKA, value=12.0, as_written="12", source_url="https://lain.contoh.id/a"))
    with filling(office.engine) as session:
        code = factories.task(session, origin=TaskOrigin.FIGURE_CONFLICT, conflict_key=MALAKA).code
    office.do(replace(IN_MALAKA, value=1.0, as_written="1", period_end=date(2020, 12, 31)))
    with reading(office.engine) as connection:
        key = connection.execute(select(Task.conflict_key).where(Task.code == code)).scalar_one()
    keys = {each.key for each in find_conflicts(row.plain for row in office.rows())}
    assert MALAKA not in keys
    assert key in keys


def test_a_conflict_that_is_not_there_is_not_settled(office: Office) -> None:
    with pytest.raises(NotFound, match="tidak ada lagi"):
        office.do(SettleConflict("procedural_placement-53-1999", "A-022", "Alasan yang cukup panjang."))


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.GOVERNOR_OFFICE])
def test_nobody_but_the_secretariat_records_figures(
    office: Office, actors: dict[Role, Actor], role: Role
) -> None:
    with pytest.raises(Forbidden):
        office.do(NEW, by=actors[role])
