"""Deliveries through their commands: one batch or nothing, the same file once, undone row for row."""

import gc
import json
import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, Table, func, select, update

from db.acting import Sender
from db.commands.registry import dispatch
from db.engine import reading
from db.importers import jobs
from db.importers.command import Opened, store_as_read
from db.importers.run import Request
from db.models import (
    Agency,
    AuditRecord,
    Base,
    CaseRecord,
    ConflictExplanation,
    ImportBatch,
    ImportedRow,
    PublishedFigure,
    RowSeal,
    Task,
)
from db.queries import planned_cases as queries
from db.queries.figures import figure_rows
from db.queries.import_plans import Planned
from db.queries.imports import BatchRow, batch, batches, delivery, remembered
from db.queries.planned_imports import planned
from db.settings import ROOT
from domain.access.errors import Forbidden, NotFound, RuleBroken, StaleData
from domain.access.permissions import OPERATOR, Actor, Role
from domain.cases.facts import Entry, Victims
from domain.cases.requests import CorrectCase
from domain.figures.cases import CaseKind, RecruitmentMode, Sector
from domain.figures.conflicts import find_conflicts
from domain.figures.figures import Conflict
from domain.figures.requests import SettleConflict
from domain.imports.kinds import ImportKind
from domain.imports.life import ImportState
from domain.imports.requests import (
    ASK_AGAIN,
    AnswerQuestions,
    DecideDoubts,
    DiscardBatch,
    KeepReading,
    ReceiveFile,
    StoreBatch,
    UndoBatch,
)
from domain.time.calendar import Clock
from tests import factories
from tests.db.test_trail import checked, keyed
from tests.factories import (
    MORNING,
    agency_id,
    filling,
    reading_of,
)
from tests.imports.corpus.model import xlsx

TODAY = MORNING.date()
line, count = factories.delivered_case, factories.delivered_count
WHY = "Berkas yang salah terkirim."
POLDA = "polda-ntt"
OF_IMPORTS = {
    "audit_record",
    "subject_revision",
    "command_receipt",
    "import_batch",
    "import_reading",
    "imported_row",
    "import_answer",
}


class Desk:
    """Somebody who sends files in and stores them."""

    def __init__(self, engine: Engine, clock: Clock, by: Actor, source: str = POLDA) -> None:
        self.engine, self.clock, self.by, self.source = engine, clock, by, source
        self.sent = 0

    def do(self, request: object) -> Any:
        return dispatch(Sender(self.engine, self.by, self.clock), request)

    def receive(self, kind: ImportKind = ImportKind.CASES, *, sha256: str = "") -> int:
        self.sent += 1
        number: int = self.do(
            ReceiveFile(kind, self.source, "Data.xlsx", sha256 or f"{self.sent:064d}", 1_000)
        )
        return number

    def read(self, number: int, **parts: Any) -> int:
        self.do(KeepReading(number, reading_of(**parts)))
        return number

    def deliver(self, kind: ImportKind = ImportKind.CASES, *, sha256: str = "", **parts: Any) -> int:
        return self.read(self.receive(kind, sha256=sha256), **parts)

    def row(self, number: int) -> BatchRow:
        with reading(self.engine) as connection:
            return batch(connection, number, by=self.by)

    def plan(self, number: int) -> Planned:
        with reading(self.engine) as connection:
            return planned(connection, number, by=self.by, on=TODAY)

    def answer(self, number: int, answers: Mapping[str, str], also: tuple[int, ...] = ()) -> None:
        self.do(AnswerQuestions(number, self.row(number).version, answers, also))

    def decide(self, number: int, chosen: Mapping[str, str]) -> None:
        self.do(DecideDoubts(number, self.row(number).version, chosen))

    def store(self, number: int) -> BatchRow:
        self.do(StoreBatch(number, self.row(number).version))
        return self.row(number)

    def dump(self) -> dict[str, list[str]]:
        """Everything but the trail, the deliveries themselves, and which version a row is at."""
        with reading(self.engine) as connection:
            return {
                table.name: sorted(
                    repr({name: value for name, value in row._mapping.items() if name != "version"})
                    for row in connection.execute(select(table))
                )
                for table in Base.metadata.sorted_tables
                if table.name not in OF_IMPORTS
            }

    def cases(self) -> dict[str, Mapping[str, Any]]:
        table = CaseRecord.__table__
        assert isinstance(table, Table)
        with reading(self.engine) as connection:
            return {row.agency_reference: dict(row._mapping) for row in connection.execute(select(table))}


@pytest.fixture
def officer(engine: Engine, clock: Clock, actors: dict[Role, Actor]) -> Desk:
    own = replace(actors[Role.CASE_OFFICER], agency_id=_agency(engine, POLDA))
    return Desk(engine, clock, own)


@pytest.fixture
def office(engine: Engine, clock: Clock, actors: dict[Role, Actor]) -> Desk:
    return Desk(engine, clock, actors[Role.GOVERNOR_OFFICE], "bp3mi-ntt")


def _agency(engine: Engine, code: str) -> int:
    with filling(engine) as session:
        return agency_id(session, code)


# Stored ---------------------------------------------------------------------------------------------


def test_good_lines_are_counted_at_once_and_bad_ones_come_back_with_a_reason(officer: Desk) -> None:
    number = officer.deliver(
        records=[
            line(1, girls=1),
            line(2),
            line(3, reference=""),
            line(4, reported_on="2027-01-01"),
        ]
    )
    stored = officer.store(number)
    assert (stored.new_rows, stored.back_rows, stored.state) == (2, 2, ImportState.STORED)
    with reading(officer.engine) as connection:
        assert connection.scalar(select(func.sum(Base.metadata.tables["case_summary"].c.reports))) == 2 * 2
        record = connection.execute(select(AuditRecord).order_by(AuditRecord.id.desc()).limit(1)).one()
    assert record.event == "import_stored"
    assert set(json.loads(record.after)) == {"kind", "source"}, (
        "few new cases are not for the trail's readers"
    )


def test_what_a_file_does_not_say_is_not_known_and_never_zero(officer: Desk) -> None:
    officer.store(officer.deliver(records=[line(1, girls="")]))
    row = officer.cases()["LP/1/XI/2026"]
    assert (row["women"], row["girls"], row["men"]) == (1, None, None)
    assert (row["sector"], row["recruitment"]) == (Sector.UNKNOWN, RecruitmentMode.UNKNOWN)


@pytest.fixture
def looked_through(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The source of each file that is looked through line by line."""
    sources: list[str] = []
    look = queries.case_lines

    def looking(*given: Any) -> Any:
        sources.append(given[2])
        return look(*given)

    monkeypatch.setattr(queries, "case_lines", looking)
    return sources


def test_what_is_stored_as_it_was_shown_is_not_looked_through_again(
    officer: Desk, looked_through: list[str]
) -> None:
    number = officer.deliver(records=[line(1), line(2, reference="")])
    shown = officer.plan(number)
    assert (officer.store(number).new_rows, looked_through) == (shown.new, [POLDA])


def test_a_file_is_looked_through_again_where_a_word_is_no_longer_known(
    officer: Desk, looked_through: list[str]
) -> None:
    polda = _agency(officer.engine, POLDA)
    with filling(officer.engine) as session:
        session.get_one(Agency, polda).name += " Contohan"
    number = officer.deliver(records=[line(1, reference="LP/1/Contohan/2026")])
    shown = officer.plan(number)
    with filling(officer.engine) as session:
        session.get_one(Agency, polda).name = "Polda NTT"
    now = officer.plan(number)
    assert (shown.new, now.new, len(looked_through)) == (1, 0, 2)


def test_lines_are_kept_no_longer_than_their_plan(officer: Desk, looked_through: list[str]) -> None:
    number = officer.deliver(records=[line(1)])
    assert officer.plan(number).new == 1
    gc.collect()
    officer.store(number)
    assert looked_through == [POLDA, POLDA]


def test_lines_of_one_report_with_a_person_each_become_one_record(officer: Desk) -> None:
    officer.store(officer.deliver(records=[line(1, girls=""), line(1, women="", girls=1)]))
    row = officer.cases()["LP/1/XI/2026"]
    assert (row["women"], row["girls"], row["men"]) == (1, 1, None)


def test_lines_of_one_report_that_contradict_each_other_go_back_and_say_in_what(officer: Desk) -> None:
    number = officer.deliver(
        records=[
            line(1, girls=""),
            line(1, girls="", reported_on="2026-11-12"),
            line(2, women=2, girls=""),
            line(2, girls=""),
        ]
    )
    plan = officer.plan(number)
    assert plan.new == 0
    assert "dengan tanggal lapor yang lain" in plan.back[0].reason
    assert "satu baris satu korban" in plan.back[2].reason


def test_a_doubtful_line_waits_until_its_reading_is_chosen(officer: Desk) -> None:
    doubt = ["date-order", "Data", "C2", "Hari dan bulan dapat tertukar.", ["2026-03-04", "2026-04-03"], True]
    waiting = line(1, reported_on="")
    waiting[3] = {"C2": "reported_on"}
    number = officer.deliver(records=[waiting], doubts=[doubt])
    assert (officer.plan(number).new, len(officer.plan(number).back)) == (0, 1)
    with pytest.raises(RuleBroken, match="tidak ada pada sel ini"):
        officer.decide(number, {"Data!C2": "2026-05-05"})
    with pytest.raises(RuleBroken, match="Belum ada bacaan yang dipilih"):
        officer.decide(number, {})
    officer.decide(number, {"Data!C2": "2026-04-03"})
    officer.store(number)
    assert officer.cases()["LP/1/XI/2026"]["reported_on"] == date(2026, 4, 3)


def test_a_later_file_changes_only_what_it_speaks_of(officer: Desk) -> None:
    officer.store(officer.deliver(records=[line(1), line(2)]))
    later = officer.deliver(records=[line(1), line(2, women=3, region=""), line(3)])
    plan = officer.plan(later)
    assert (plan.new, plan.changed, plan.same) == (1, 1, 1)
    officer.store(later)
    row = officer.cases()["LP/2/XI/2026"]
    assert (row["women"], row["origin_regency_code"], row["version"]) == (3, "53.21", 2)


def test_cases_of_another_agency_are_sent_back(officer: Desk) -> None:
    number = officer.deliver(records=[line(1, agency="bp3mi-ntt"), line(2)])
    plan = officer.plan(number)
    assert (plan.new, [each.at for each in plan.back]) == (1, ["Data baris 2"])


def test_a_report_that_counts_for_a_unit_below_is_not_counted_once_more_for_the_sender(
    officer: Desk,
) -> None:
    officer.store(officer.deliver(records=[line(1, agency="polres-ntt")]))
    plan = officer.plan(officer.deliver(records=[line(1), line(2)]))
    assert [each.line.entry.reference for each in plan.new_cases] == ["LP/2/XI/2026"]
    [back] = plan.back
    assert "atas nama Polres se-NTT" in back.reason
    of_another_day = officer.plan(officer.deliver(records=[line(1, reported_on="2026-11-11")]))
    assert len(of_another_day.new_cases) == 1


def test_one_number_of_another_day_is_not_written_over_the_report_that_has_it(officer: Desk) -> None:
    officer.store(officer.deliver(records=[line(1), line(2)]))
    code = officer.cases()["LP/1/XI/2026"]["code"]
    of_another_unit = line(1, reported_on="2026-11-12", region="53.04")
    plan = officer.plan(officer.deliver(records=[of_another_unit, line(2, women=3)]))
    assert [each.line.entry.reference for each in plan.changed_cases] == ["LP/2/XI/2026"]
    [back] = plan.back
    assert f"sudah tercatat sebagai {code} atas nama Polda NTT, dilaporkan 10 November 2026" in back.reason
    assert f"tulis {code} di kolom “Kode kasus”" in back.reason
    assert back.fields["code"] == "", "so that what goes back has the column"


def test_the_day_of_a_report_is_mended_by_our_own_code_beside_its_number(officer: Desk) -> None:
    officer.store(officer.deliver(records=[line(1)]))
    code = officer.cases()["LP/1/XI/2026"]["code"]
    mended = line(1, code=code, reported_on="2026-11-12")
    officer.store(officer.deliver(records=[mended]))
    assert officer.cases()["LP/1/XI/2026"]["reported_on"] == date(2026, 11, 12)


def test_a_number_that_names_its_unit_is_one_report_whatever_day_the_file_says(officer: Desk) -> None:
    whole = "LP/B/1/XI/2026/SPKT/POLRES MALAKA"
    officer.store(officer.deliver(records=[line(1, reference=whole)]))
    plan = officer.plan(officer.deliver(records=[line(1, reference=whole, reported_on="2026-11-12")]))
    assert ([each.changed for each in plan.changed_cases], plan.back) == (
        [{"reported_on": date(2026, 11, 12)}],
        (),
    )


def test_a_sender_corrects_his_figures_and_the_old_ones_stay_readable(office: Desk) -> None:
    kind = ImportKind.PLACEMENTS
    office.store(office.deliver(kind, counts=[count("D8", 10), count("D9", 5, region="53.04")]))
    later = office.deliver(
        kind,
        counts=[
            count("D8", 12),
            count("D9", None, "dash", "53.04"),
            count("D10", 7, region="53.06"),
        ],
    )
    stored = office.store(later)
    assert (stored.new_rows, stored.changed_rows, stored.withdrawn_rows) == (1, 1, 1)
    with reading(office.engine) as connection:
        standing = {
            row.region_code: row.value for row in figure_rows(connection) if row.source == "BP3MI NTT"
        }
        kept = connection.scalars(select(PublishedFigure.withdrawal).where(PublishedFigure.value == 10)).all()
    assert standing == {"53.21": 12.0, "53.06": 7.0}
    assert "Diganti pengirimnya lewat kiriman B-002." in kept


def test_figures_of_other_places_and_months_to_come_are_sent_back(office: Desk) -> None:
    future = [*count("D9", 4)[:6], "2026-11-01", "2026-11-30", "value", 4]
    number = office.deliver(ImportKind.PLACEMENTS, counts=[count("D8", 3, region="outside"), future])
    assert [each.at for each in office.plan(number).back] == ["Data D8", "Data D9"]


def test_a_figure_from_outside_and_one_of_nobody_knows_where_go_back_in_words_of_their_own(
    office: Desk,
) -> None:
    elsewhere = [count(f"D{row}", 3, region=region) for row, region in ((8, "outside"), (9, "unknown"))]
    outside, unknown = office.plan(office.deliver(ImportKind.PLACEMENTS, counts=elsewhere)).back
    assert outside.reason.startswith("Menurut berkas ini dari luar NTT")
    assert unknown.reason.startswith("Menurut berkas ini asalnya tidak diketahui")


# The same again, at the same moment, half-way ---------------------------------------------------------


def test_the_same_file_is_stored_once_and_says_as_what(officer: Desk) -> None:
    number = officer.read(officer.receive(sha256="a" * 64), records=[line(1)])
    assert officer.receive(sha256="a" * 64) == number, "one that waits is read anew"
    officer.read(number, records=[line(1)])
    officer.store(number)
    with pytest.raises(RuleBroken, match=r"sudah diimpor pada 23 November 2026, 07.00 WITA sebagai B-001"):
        officer.receive(sha256="a" * 64)
    officer.do(UndoBatch(number, WHY))
    assert officer.receive(sha256="a" * 64) != number


def test_two_deliveries_at_the_same_moment_write_each_report_once(officer: Desk) -> None:
    numbers = [officer.deliver(records=[line(1), line(2)]) for _ in range(2)]

    def store(number: int) -> str:
        try:
            return officer.store(number).state
        except RuleBroken as refusal:
            return str(refusal)

    with ThreadPoolExecutor(2) as both:
        said = sorted(both.map(store, numbers))
    assert said[0].startswith("Tidak ada yang berubah")
    assert said[1] == ImportState.STORED
    assert len(officer.cases()) == 2


def test_one_that_was_decided_anew_meanwhile_is_not_stored_unseen(officer: Desk) -> None:
    number = officer.deliver(records=[line(1)])
    with pytest.raises(StaleData):
        officer.do(StoreBatch(number, officer.row(number).version - 1))


def test_what_grew_far_meanwhile_is_not_stored_among_others(office: Desk) -> None:
    before, after = (
        office.deliver(ImportKind.PLACEMENTS, counts=[count("C1", value, month=month)])
        for value, month in ((9, "2025-09"), (41, "2026-09"))
    )
    office.do(StoreBatch(before, office.row(before).version, only_clean=True))
    with pytest.raises(RuleBroken, match="perlu dilihat sendiri: 1 nilai jauh dari tahun lalu"):
        office.do(StoreBatch(after, office.row(after).version, only_clean=True))
    assert office.store(after).state is ImportState.STORED


def test_a_report_long_before_all_others_is_shown_and_not_stored_unseen(officer: Desk) -> None:
    officer.store(officer.deliver(records=[line(1)]))
    number = officer.deliver(records=[line(2, reported_on="2019-05-02"), line(3)])
    assert [each.line.entry.reported_on for each in officer.plan(number).early] == [date(2019, 5, 2)]
    with pytest.raises(RuleBroken, match="1 laporan jauh sebelum hari pertama register"):
        officer.do(StoreBatch(number, officer.row(number).version, only_clean=True))
    assert officer.store(number).state is ImportState.STORED


def test_what_one_of_several_has_stored_at_the_same_press_holds_up_the_next_only_where_it_would_be_changed(
    office: Desk,
) -> None:
    first, alike, other = (
        office.deliver(ImportKind.PLACEMENTS, counts=[count("C1", value), count("D1", 7, month=month)])
        for value, month in ((4, "2026-06"), (4, "2026-04"), (5, "2026-05"))
    )
    seen = {number: (office.row(number).version, office.plan(number).digest) for number in (alike, other)}
    office.store(first)
    office.do(StoreBatch(alike, seen[alike][0], only_clean=True, plan=seen[alike][1]))
    with pytest.raises(StaleData, match="barisnya berubah sejak Anda membukanya"):
        office.do(StoreBatch(other, seen[other][0], only_clean=True, plan=seen[other][1]))


_KILLED = """
import os, signal, sys
from db.commands import imports
imports.Ledger.close = lambda self: os.kill(os.getpid(), signal.SIGKILL)
from db.__main__ import main
main(["import", sys.argv[1], "--kind", "placements", "--source", "BP3MI NTT"])
"""


def test_a_machine_that_dies_half_way_leaves_nothing_behind(office: Desk, tmp_path: Any) -> None:
    file = tmp_path / "Penempatan 2026.xlsx"
    head = ["Kabupaten/Kota", "Januari 2026", "Februari 2026"]
    file.write_bytes(xlsx([head, ["Kab. Malaka", 4, 5], ["Kab. Belu", 6, 7], ["Kab. Ngada", 1, 2]]))
    before = office.dump()
    url = office.engine.url.render_as_string(hide_password=False)
    died = subprocess.run(
        [sys.executable, "-c", _KILLED, str(file)],
        env=os.environ | {"DATABASE_URL": url, "GERAK_NOW": "2026-11-23T07:00"},
        cwd=ROOT,
        check=False,
    )
    assert died.returncode == -signal.SIGKILL
    assert office.dump() == before
    with reading(office.engine) as connection:
        assert connection.scalars(select(ImportBatch.state)).all() == [ImportState.WAITING]


# Undone ---------------------------------------------------------------------------------------------


def test_undoing_gives_back_every_row_as_it_was(officer: Desk) -> None:
    officer.store(officer.deliver(records=[line(1), line(2)]))
    before = officer.dump()
    number = officer.deliver(records=[line(1), line(2, women=3, girls=2), line(3, girls=1)])
    officer.store(number)
    assert officer.dump() != before
    seen = officer.cases()["LP/2/XI/2026"]["version"]
    officer.do(UndoBatch(number, WHY))
    assert officer.dump() == before
    assert officer.cases()["LP/2/XI/2026"]["version"] > seen, "a form that was opened in between is stale"
    assert officer.row(number).state is ImportState.UNDONE


def test_what_an_earlier_release_noted_row_by_row_is_undone_all_the_same(officer: Desk) -> None:
    before = officer.dump()
    number = officer.deliver(records=[line(1, girls=1), line(2), line(3)])
    officer.store(number)
    with filling(officer.engine) as session:
        noted = session.scalars(select(ImportedRow).where(ImportedRow.batch_id == number)).all()
        assert [len(each.digest) // 64 for each in noted] == [3, 1], "new rows that follow each other"
        for each in noted:
            digests = each.digest
            for place in range(1, len(digests) // 64):
                digest = digests[place * 64 : place * 64 + 64]
                key = str(int(each.row_key) + place)
                session.add(
                    ImportedRow(batch_id=number, table_name=each.table_name, row_key=key, digest=digest)
                )
            each.digest = digests[:64]
    officer.do(UndoBatch(number, WHY))
    assert officer.dump() == before


def test_one_row_of_many_that_was_changed_since_is_named(officer: Desk) -> None:
    number = officer.deliver(records=[line(each) for each in range(1, 6)])
    officer.store(number)
    changed = officer.cases()["LP/3/XI/2026"]
    with filling(officer.engine) as session:
        session.execute(update(CaseRecord).where(CaseRecord.id == changed["id"]).values(women=4))
    with pytest.raises(RuleBroken, match=f"Tidak dapat dibatalkan: {changed['code']} sudah diubah"):
        officer.do(UndoBatch(number, WHY))


def test_what_would_change_is_told_in_the_same_order_by_every_process(officer: Desk) -> None:
    officer.store(officer.deliver(records=[line(1)]))
    told = {"suspects": 2, "boys": 1, "sector": "fishing", "women": 3, "closed_on": "2026-11-12"}
    [changed] = officer.plan(officer.deliver(records=[line(1, **told)])).changed_cases
    assert list(changed.changed) == ["closed_on", "suspects", "women", "boys", "sector"]


def test_batches_are_undone_one_after_the_other_from_the_newest(officer: Desk) -> None:
    empty = officer.dump()
    first = officer.deliver(records=[line(1), line(2)])
    officer.store(first)
    second = officer.deliver(records=[line(1), line(2, women=3)])
    officer.store(second)
    for number in (second, first):
        officer.do(UndoBatch(number, WHY))
    assert officer.dump() == empty


def test_the_code_of_a_case_that_was_undone_is_given_to_no_other(officer: Desk) -> None:
    given: list[str] = []
    for _ in range(3):
        number = officer.deliver(records=[line(1), line(2)])
        officer.store(number)
        given += [each["code"] for each in officer.cases().values()]
        officer.do(UndoBatch(number, WHY))
    assert len(set(given)) == 6


def test_undoing_figures_brings_the_earlier_ones_back(office: Desk) -> None:
    kind = ImportKind.PLACEMENTS
    office.store(office.deliver(kind, counts=[count("D8", 10)]))
    before = office.dump()
    number = office.deliver(kind, counts=[count("D8", 12), count("D9", 3, region="53.04")])
    office.store(number)
    office.do(UndoBatch(number, WHY))
    assert office.dump() == before


def _conflict(desk: Desk) -> Conflict:
    """Of the placements from Malaka, the only place that was delivered."""
    with reading(desk.engine) as connection:
        [found] = [
            each
            for each in find_conflicts(row.plain for row in figure_rows(connection))
            if (each.indicator, each.region_code) == ("procedural_placement", "53.21")
        ]
    return found


def _decided(office: Desk) -> tuple[Conflict, str, Desk]:
    """A conflict of two senders that was decided, the figure that is shown, and a third sender."""
    second, third = (Desk(office.engine, office.clock, office.by, of) for of in ("polda-ntt", "dpmd"))
    second.sent, third.sent = 10, 20  # a file is known by its hash, whoever sends it
    for desk, value in ((office, 10), (second, 12)):
        desk.store(desk.deliver(ImportKind.PLACEMENTS, counts=[count("D8", value)]))
    conflict = _conflict(office)
    shown = conflict.readings[0].figures[0].code
    office.do(SettleConflict(conflict.key, shown, "Dicocokkan dengan buku register."))
    return conflict, shown, third


@pytest.mark.parametrize("whole", [False, True], ids=["of the same days", "of longer days than were known"])
def test_a_delivered_figure_opens_a_decided_conflict_again_and_undoing_it_gives_the_decision_back(
    office: Desk, whole: bool
) -> None:
    kind = ImportKind.PLACEMENTS
    conflict, _, third = _decided(office)
    with filling(office.engine) as session:
        factories.task(session, conflict_key=conflict.key)
    before = office.dump()
    said = [*count("D8", 5)[:6], "2026-01-01", "2026-10-31", "value", 5] if whole else count("D8", 15)
    number = third.deliver(kind, counts=[said])
    third.store(number)
    now = _conflict(office)
    with reading(office.engine) as connection:
        explained = connection.execute(
            select(ConflictExplanation.conflict_key, ConflictExplanation.settled_at)
        ).all()
        work = connection.scalars(select(Task.conflict_key)).all()
    assert explained == [(now.key, None)]
    assert work == [now.key]
    assert (now.key != conflict.key) is whole
    third.do(UndoBatch(number, WHY))
    assert office.dump() == before


def test_a_conflict_that_was_decided_anew_since_holds_the_delivery_that_opened_it(office: Desk) -> None:
    conflict, shown, third = _decided(office)
    number = third.deliver(ImportKind.PLACEMENTS, counts=[count("D8", 15)])
    third.store(number)
    with reading(office.engine) as connection:
        version = connection.scalars(select(ConflictExplanation.version)).one()
    office.do(SettleConflict(conflict.key, shown, "Tetap, sesudah dicocokkan lagi.", version))
    with pytest.raises(RuleBroken, match="pertentangan angka nomor"):
        third.do(UndoBatch(number, WHY))


def test_a_row_that_somebody_corrected_since_is_not_taken_away(officer: Desk) -> None:
    number = officer.deliver(records=[line(1), line(2)])
    officer.store(number)
    row = officer.cases()["LP/1/XI/2026"]
    facts = Entry(
        agency_code=POLDA,
        reference=row["agency_reference"],
        kind=CaseKind.TRAFFICKING,
        reported_on=row["reported_on"],
        happened_on=None,
        origin="53.04",
        district_code="",
        transit_id=None,
        destination_iso3="",
        victims=Victims(1, None, 0, None),
        suspects=None,
        sector=Sector.UNKNOWN,
        recruitment=RecruitmentMode.UNKNOWN,
        note="",
        blanks_are_unknown=True,
    )
    officer.do(CorrectCase(row["code"], row["version"], facts, "Asalnya tertukar di berkas."))
    before = officer.dump()
    with pytest.raises(RuleBroken, match=f"{row['code']} sudah diubah atau ditindaklanjuti"):
        officer.do(UndoBatch(number, WHY))
    assert officer.dump() == before


# Who, and what is remembered --------------------------------------------------------------------------


DASH = [
    "mark:-",
    "Tanda “-” berarti nol atau belum ada laporan?",
    2,
    [["zero", "nol"], ["no-report", "belum ada laporan"]],
]


def test_an_answer_is_remembered_for_its_source(office: Desk) -> None:
    number = office.deliver(ImportKind.PLACEMENTS, questions=[DASH])
    with pytest.raises(RuleBroken, match="pilihannya"):
        office.answer(number, {"mark:-": "mungkin"})
    office.answer(number, {"mark:-": "zero"})
    assert office.row(number).state is ImportState.READING
    with reading(office.engine) as connection:
        assert remembered(connection, ImportKind.PLACEMENTS, "bp3mi-ntt") == {"mark:-": "zero"}
    assert office.row(office.receive(ImportKind.PLACEMENTS)).given_answers == {"mark:-": "zero"}


def test_an_answer_that_was_taken_can_be_asked_again_and_is_then_forgotten(office: Desk) -> None:
    office.answer(office.deliver(ImportKind.PLACEMENTS, questions=[DASH]), {"mark:-": "zero"})
    number = office.deliver(ImportKind.PLACEMENTS, answered=["mark:-"])
    with pytest.raises(RuleBroken, match="pilihannya"):
        office.answer(number, {"code-system": ASK_AGAIN})
    office.answer(number, {"mark:-": ASK_AGAIN})
    assert office.row(number).state is ImportState.READING
    for each in (number, office.receive(ImportKind.PLACEMENTS)):
        assert office.row(each).given_answers == {"mark:-": ASK_AGAIN}


def test_one_that_is_sent_again_for_another_sender_is_read_by_what_that_sender_means(office: Desk) -> None:
    office.answer(office.deliver(ImportKind.PLACEMENTS, questions=[DASH]), {"mark:-": "zero"})
    number = office.deliver(ImportKind.PLACEMENTS, sha256="a" * 64)
    assert office.row(number).given_answers == {"mark:-": "zero"}
    office.source = "disnakertrans"
    assert office.receive(ImportKind.PLACEMENTS, sha256="a" * 64) == number
    assert office.row(number).given_answers == {}


def test_what_was_read_before_a_file_was_sent_again_is_not_kept(office: Desk) -> None:
    number = office.receive(ImportKind.PLACEMENTS, sha256="a" * 64)
    began = office.row(number).version
    office.receive(ImportKind.PLACEMENTS, sha256="a" * 64)
    with pytest.raises(StaleData, match="dikirim lagi"):
        office.do(KeepReading(number, reading_of(counts=[count("C4", 7)]), began))
    office.do(KeepReading(number, reading_of(counts=[count("C4", 7)]), office.row(number).version))
    assert office.row(number).state is ImportState.WAITING


def test_a_choice_that_a_file_no_longer_offers_when_it_is_read_anew_is_gone(office: Desk) -> None:
    def doubts(*candidates: str) -> list[Any]:
        return [["place-unknown", "Data", f"A{row}", "Wilayahnya?", candidates, True] for row in (3, 4)]

    number = office.deliver(ImportKind.PLACEMENTS, questions=[DASH], doubts=doubts("53.07", "53.08"))
    office.decide(number, {"Data!A3": "53.07", "Data!A4": "53.08"})
    office.answer(number, {"mark:-": "zero"})
    office.read(number, doubts=doubts("53.08"))
    assert office.row(number).decided.chosen == {"Data!A4": "53.08"}


MONTH = ["period", "Waktu mana yang benar?", 2, [["2026-01/2026-05", "Jan–Mei"], ["2026-05/2026-05", "Mei"]]]
THING = ["kind", "Tetap dibaca?", 2, [["yes", "ya"], ["no", "tidak"]]]


def test_the_month_of_one_file_is_not_that_of_the_next_one(office: Desk) -> None:
    number = office.deliver(ImportKind.PLACEMENTS, questions=[DASH, MONTH, THING])
    office.answer(number, {"mark:-": "zero", "period": "2026-01/2026-05", "kind": "yes"})
    assert office.row(number).given_answers["period"] == "2026-01/2026-05"
    assert office.row(office.receive(ImportKind.PLACEMENTS)).given_answers == {"mark:-": "zero"}


NO_TIME = ["period", "Waktu mana yang benar?", 2, []]


@pytest.mark.parametrize("forged", ["2026-12", "2027", "2026-13", "Maret 2026"])
def test_a_file_that_names_no_time_is_told_none_that_has_not_begun(office: Desk, forged: str) -> None:
    number = office.deliver(ImportKind.PLACEMENTS, questions=[NO_TIME])
    with pytest.raises(RuleBroken, match="pilihannya"):
        office.answer(number, {"period": forged})
    assert office.row(number).given_answers == {}


def test_the_time_that_is_told_of_one_file_is_that_of_no_other_though_it_asks_the_same(office: Desk) -> None:
    first, other = (office.deliver(ImportKind.PLACEMENTS, questions=[NO_TIME, DASH]) for _ in range(2))
    office.answer(first, {"period": "2026-03", "mark:-": "zero"}, also=(first, other))
    assert office.row(first).given_answers == {"period": "2026-03", "mark:-": "zero"}
    for each in (other, office.receive(ImportKind.PLACEMENTS)):
        assert office.row(each).given_answers == {"mark:-": "zero"}


def test_one_answer_serves_all_files_of_the_source_that_ask_the_same_and_are_at_hand(
    office: Desk, engine: Engine, clock: Clock, actors: dict[Role, Actor]
) -> None:
    first, alike = (office.deliver(ImportKind.PLACEMENTS, questions=[DASH]) for _ in range(2))
    silent = office.deliver(ImportKind.PLACEMENTS)
    away = office.deliver(ImportKind.PLACEMENTS, questions=[DASH])
    other_kind = office.deliver(ImportKind.DEATHS, questions=[DASH])
    of_others = Desk(engine, clock, actors[Role.GOVERNOR_OFFICE], "disnakertrans")
    of_others.sent = 50
    other_source = of_others.deliver(ImportKind.PLACEMENTS, questions=[DASH])
    also = (first, alike, silent, other_kind, other_source, 9_999)
    office.answer(first, {"mark:-": "zero"}, also=also)
    for number in (first, alike):
        assert office.row(number).state is ImportState.READING
        assert office.row(number).given_answers == {"mark:-": "zero"}
    for number in (silent, away, other_kind, other_source):
        assert office.row(number).state is ImportState.WAITING
        assert office.row(number).given_answers == {}


def test_cases_are_known_to_their_own_agency_alone(
    officer: Desk, office: Desk, actors: dict[Role, Actor]
) -> None:
    number = officer.deliver(records=[line(1)])
    other = Desk(officer.engine, officer.clock, actors[Role.CASE_OFFICER])
    for desk in (office, other):
        with pytest.raises(NotFound):
            desk.row(number)
        with reading(desk.engine) as connection:
            assert batches(connection, by=desk.by) == ()
    with pytest.raises(Forbidden):
        office.receive(ImportKind.CASES)


def test_what_is_discarded_leaves_no_copy(officer: Desk) -> None:
    number = officer.deliver(records=[line(1)])
    officer.do(DiscardBatch(number, officer.row(number).version))
    with reading(officer.engine) as connection:
        assert (
            connection.scalar(select(func.count()).select_from(Base.metadata.tables["import_reading"])) == 0
        )


def test_who_looks_at_an_old_page_does_not_discard_what_was_answered_since(office: Desk) -> None:
    number = office.deliver(ImportKind.PLACEMENTS, questions=[DASH])
    seen = office.row(number).version
    office.answer(number, {"mark:-": "zero"})
    with pytest.raises(StaleData, match="sudah diubah orang lain"):
        office.do(DiscardBatch(number, seen))
    assert office.row(number).state is ImportState.READING
    office.do(DiscardBatch(number, office.row(number).version))
    assert office.row(number).state is ImportState.DISCARDED


def test_who_looks_at_an_old_page_answers_and_decides_nothing_that_a_colleague_has_moved_on(
    office: Desk,
) -> None:
    doubts = [["place-unknown", "Data", "A3", "Wilayahnya?", ["53.07", "53.08"], True]]
    number = office.deliver(ImportKind.PLACEMENTS, questions=[DASH], doubts=doubts)
    seen = office.row(number).version
    office.decide(number, {"Data!A3": "53.07"})
    for late in (
        DecideDoubts(number, seen, {"Data!A3": "53.08"}),
        AnswerQuestions(number, seen, {"mark:-": "zero"}),
    ):
        with pytest.raises(StaleData, match="sudah diubah orang lain"):
            office.do(late)
    assert office.row(number).decided.chosen == {"Data!A3": "53.07"}
    assert office.row(number).given_answers == {}


def test_what_others_changed_since_the_preview_is_not_changed_back_unseen(officer: Desk) -> None:
    officer.store(officer.deliver(records=[line(1)]))
    number = officer.deliver(records=[line(1)])
    version, seen = officer.row(number).version, officer.plan(number).digest
    officer.store(officer.deliver(records=[line(1, women=3)]))
    with pytest.raises(StaleData, match="barisnya berubah sejak Anda membukanya"):
        officer.do(StoreBatch(number, version, plan=seen))
    assert officer.cases()["LP/1/XI/2026"]["women"] == 3
    officer.do(StoreBatch(number, version, plan=officer.plan(number).digest))
    assert officer.cases()["LP/1/XI/2026"]["women"] != 3, "what is seen is stored"


def test_the_shell_keeps_cases_of_the_agency_that_it_names(engine: Engine, clock: Clock) -> None:
    shell = Desk(engine, clock, OPERATOR)
    shell.store(shell.deliver(records=[line(1)]))
    assert set(shell.cases()) == {"LP/1/XI/2026"}


def test_the_shell_tells_what_was_written_though_another_delivery_came_between(
    engine: Engine, clock: Clock
) -> None:
    shell = Desk(engine, clock, OPERATOR)
    first, second = (shell.deliver(records=records) for records in ([line(1)], [line(1), line(2)]))

    def do(_: object, asked: object) -> Any:
        if isinstance(asked, StoreBatch):
            shell.store(first)
        return dispatch(Sender(engine, OPERATOR, clock), asked)

    request = Request(ImportKind.CASES, POLDA, {}, TODAY)
    said = store_as_read(second, request, Opened(engine, clock), do)
    assert (said["new"], said["same"]) == (1, 1)


# Cancelled, and large ----------------------------------------------------------------------------------


def test_a_reading_that_is_cancelled_half_way_leaves_nothing_but_that_the_file_came(officer: Desk) -> None:
    before = officer.dump()
    number = officer.receive()
    head = ["Nomor Laporan", "Jenis Kasus", "Tanggal Lapor", "Kabupaten Asal", "Perempuan Dewasa"]
    rows = [[f"LP/{each}/2026", "TPPO", "2026-05-01", "Belu", 1] for each in range(400)]
    request = Request(ImportKind.CASES, POLDA, {}, TODAY)
    thread = jobs.begin(
        number, xlsx([head, *rows]), request, Sender(officer.engine, officer.by, officer.clock)
    )
    jobs.cancel(number)
    officer.do(DiscardBatch(number, officer.row(number).version))
    thread.join(timeout=60)
    assert not thread.is_alive()
    assert not jobs.is_running(number)
    assert officer.row(number).state is ImportState.DISCARDED
    with reading(officer.engine) as connection:
        assert delivery(connection, number, by=officer.by) is None
    assert officer.dump() == before


def test_a_batch_of_many_rows_is_sealed_row_for_row_when_stored_and_when_undone(
    officer: Desk, tmp_path: Path
) -> None:
    keyed(officer.engine, tmp_path, officer.clock)
    many = 130  # more than are compared one by one
    number = officer.deliver(records=[line(each) for each in range(1, many + 1)])
    assert officer.store(number).new_rows == many
    assert checked(officer.engine).findings == ()
    officer.do(UndoBatch(number, WHY))
    assert checked(officer.engine).findings == ()
    with reading(officer.engine) as connection:
        seals = connection.scalars(
            select(RowSeal.content).where(RowSeal.table_name == CaseRecord.__tablename__)
        )
        assert Counter(bool(content) for content in seals) == {True: many, False: many}
