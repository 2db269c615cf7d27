"""What leaves the screens as a file comes back as it left, and one changed cell is one change."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from db.acting import Sender
from db.commands.registry import dispatch
from db.engine import reading
from db.importers.run import Request, order
from db.importers.worker import answer
from db.models import Agency, PublishedFigure
from db.queries.case_rows import case_rows
from db.queries.commitments import commitment_rows
from db.queries.entering import standing_lines, terms_of
from db.queries.figures import figure_rows
from db.queries.import_plans import Planned
from db.queries.imports import batch, delivery
from db.queries.planned_imports import planned
from domain.access.agencies import AgencyKind, AgencyLevel
from domain.access.permissions import Actor
from domain.access.requests import AddAgency, AgencyCard
from domain.figures.figures import FigureStanding
from domain.imports.delivery import Delivery, packed_text
from domain.imports.kinds import ImportKind
from domain.imports.requests import KeepReading, ReceiveFile, StoreBatch
from domain.time.as_of import AsOf
from domain.time.calendar import Clock
from reports import csv_file, import_sheets, workbook
from reports import figures as figures_report
from reports.table import Cell, FileTable
from tests.factories import MORNING, actor_named
from views import list_files

TODAY = MORNING.date()
AS_OF = AsOf("Data s.d. 23 November 2026", MORNING)
XLSX, CSV = ("xlsx", workbook.sheet), ("csv", csv_file.lines)
Ending = tuple[str, Callable[[FileTable], bytes]]


class Sent:
    """A table sent in as somebody drops its file, read, and held beside what stands."""

    def __init__(
        self,
        engine: Engine,
        clock: Clock,
        table: FileTable,
        kind: ImportKind,
        by: Actor,
        ending: Ending,
        to: Path,
    ) -> None:
        self.sender = Sender(engine, by, clock)
        name, written = ending
        file = to / f"unduhan.{name}"
        file.write_bytes(written(table))
        with reading(engine) as connection:
            terms = terms_of(connection, kind, by=by)
            source = connection.scalars(select(Agency.code).where(Agency.id == by.agency_id)).one()
        received = ReceiveFile(
            kind, source, file.name, f"{hash((name, kind, *map(str, table.rows))):064x}"[-64:], 1
        )
        self.number: int = dispatch(self.sender, received)
        request = Request(kind, source, {}, TODAY, kept=True, terms=terms)
        read = packed_text("".join(answer(order(file, request))))
        dispatch(self.sender, KeepReading(self.number, read))
        with reading(engine) as connection:
            found = delivery(connection, self.number, by=by)
            assert found is not None
            self.read: Delivery = found
            self.plan: Planned = planned(connection, self.number, by=by, on=TODAY)

    def store(self) -> None:
        with reading(self.sender.engine) as connection:
            version = batch(connection, self.number, by=self.sender.by).version
        dispatch(self.sender, StoreBatch(self.number, version))


@pytest.fixture
def send(demo_engine: Engine, clock: Clock, tmp_path: Path) -> Callable[..., Sent]:
    def sent(table: FileTable, kind: ImportKind, username: str, ending: Ending = XLSX) -> Sent:
        with reading(demo_engine) as connection:
            by = actor_named(connection, username)
        return Sent(demo_engine, clock, table, kind, by, ending, tmp_path)

    return sent


def cases_of(engine: Engine) -> FileTable:
    with reading(engine) as connection:
        scope = actor_named(connection, "kasus.polda").scope
        _, rows = case_rows(
            connection, scope=scope, kind=None, year=None, region_code=None, page=1, size=10_000
        )
    return list_files.cases(rows, "", AS_OF, sample=True)()


def figures_of(engine: Engine) -> FileTable:
    with reading(engine) as connection:
        rows = figure_rows(connection)
    standings = dict.fromkeys((row.code for row in rows), next(iter(FigureStanding)))
    return figures_report.register(rows, standings, filtered_by="", as_of=AS_OF)


def commitments_of(engine: Engine) -> FileTable:
    with reading(engine) as connection:
        rows = commitment_rows(connection, scope=actor_named(connection, "sekretariat").scope)
    rated = [(row, row.progress.health(TODAY)) for row in rows]
    return list_files.commitments(rated, TODAY, "", AS_OF)()


SCREENS = (
    (ImportKind.CASES, "kasus.polda", cases_of),
    (ImportKind.FIGURES, "sekretariat", figures_of),
    (ImportKind.COMMITMENTS, "sekretariat", commitments_of),
)
TEMPLATES = (
    (ImportKind.CASES, "kasus.polda"),
    (ImportKind.VILLAGE_TEAMS, "dpmd"),
    (ImportKind.ACTIVITIES, "dpmd"),
    (ImportKind.AGENCIES, "admin"),
    (ImportKind.ACCOUNTS, "admin"),
)


def nothing_changes(sent: Sent, lines: int) -> None:
    assert [each.says for each in sent.read.doubts] == []
    assert [each.says for each in sent.read.questions] == []
    assert sent.read.left_out == ()
    assert [(each.at, each.reason) for each in sent.plan.back] == []
    assert (sent.plan.writes, sent.plan.same) == (0, lines)


@pytest.mark.parametrize("ending", [XLSX, CSV], ids=["xlsx", "csv"])
def test_a_register_that_was_downloaded_comes_back_with_nothing_changed(
    demo_engine: Engine, send: Callable[..., Sent], ending: Ending
) -> None:
    for kind, username, made in SCREENS:
        table = made(demo_engine)
        nothing_changes(send(table, kind, username, ending), len(table.rows))


def test_every_template_with_what_stands_comes_back_with_nothing_changed(
    demo_engine: Engine, send: Callable[..., Sent]
) -> None:
    for kind, username in TEMPLATES:
        with reading(demo_engine) as connection:
            lines = standing_lines(connection, kind, by=actor_named(connection, username))
        telling = sum(set(each) != {"region"} for each in lines)
        table = import_sheets.filled(kind, "Yang tercatat", ["Ubah, lalu kirim."], lines)
        if lines:
            nothing_changes(send(table, kind, username), telling)


def with_one_changed(table: FileTable, row: int, column: str, value: Cell) -> FileTable:
    place = [name for name, _ in table.columns].index(column)
    rows: list[Sequence[Cell]] = [*table.rows]
    rows[row] = [*rows[row][:place], value, *rows[row][place + 1 :]]
    return replace(table, rows=rows)


def test_one_changed_cell_of_the_register_of_cases_is_one_change(
    demo_engine: Engine, send: Callable[..., Sent]
) -> None:
    table = cases_of(demo_engine)
    own = next(place for place, row in enumerate(table.rows) if row[2] == "Polda NTT")
    others = next(place for place, row in enumerate(table.rows) if row[2] != "Polda NTT")
    plan = send(with_one_changed(table, own, "Perempuan dewasa", 7), ImportKind.CASES, "kasus.polda").plan
    [change] = plan.differences
    assert (f"CodeText(text='{change.label}')", change.field) == (str(table.rows[own][0]), "women")
    assert (change.before, change.after) == (table.rows[own][8], 7)
    foreign = send(with_one_changed(table, others, "Perempuan dewasa", 7), ImportKind.CASES, "kasus.polda")
    assert foreign.plan.writes == 0
    assert ["instansi lain" in each.reason for each in foreign.plan.back] == [True]


def test_a_corrected_figure_stays_one_of_its_own_source(
    demo_engine: Engine, send: Callable[..., Sent]
) -> None:
    sent = send(
        with_one_changed(figures_of(demo_engine), 0, "Nilai", 4_321), ImportKind.FIGURES, "sekretariat"
    )
    [change] = sent.plan.differences
    assert (change.label, change.field, change.after) == ("A-001", "value", 4_321)
    sent.store()
    with reading(demo_engine) as connection:
        old = connection.execute(
            select(PublishedFigure.__table__).where(PublishedFigure.code == "A-001")
        ).one()
        new = connection.execute(
            select(PublishedFigure.__table__).where(PublishedFigure.value == 4_321)
        ).one()
    assert old.withdrawn_at is not None
    assert new.withdrawn_at is None
    names = ("indicator_code", "region_code", "period_start", "period_end", "subgroup", "unit", "source_code")
    assert [getattr(new, name) for name in names] == [getattr(old, name) for name in names]


def test_what_a_file_says_else_of_a_commitment_is_named_as_it_stands_and_as_it_is_written(
    demo_engine: Engine, send: Callable[..., Sent]
) -> None:
    table = with_one_changed(commitments_of(demo_engine), 0, "Tenggat", date(2027, 3, 31))
    plan = send(table, ImportKind.COMMITMENTS, "sekretariat").plan
    assert (plan.writes, plan.same) == (0, len(table.rows) - 1)
    [back] = plan.back
    assert "tenggat 31 Maret 2027, di register" in back.reason


def test_an_agency_that_was_added_here_is_known_to_the_reader(
    demo_engine: Engine, send: Callable[..., Sent], clock: Clock
) -> None:
    with reading(demo_engine) as connection:
        admin = actor_named(connection, "admin")
    card = AgencyCard(
        "Balai Perlindungan Contoh",
        "BPC Kupang",
        AgencyKind.VERTICAL_AGENCY,
        AgencyLevel.PROVINCE,
        None,
        None,
        "",
        True,
    )
    dispatch(Sender(demo_engine, admin, clock), AddAgency(card))
    heads = [("Komitmen", 30), ("Penanggung jawab", 30), ("Tenggat", 12)]
    rows = [["Membuka posko contoh di pelabuhan", "BPC Kupang", date(2027, 1, 31)]]
    sent = send(FileTable("Komitmen", [], heads, rows), ImportKind.COMMITMENTS, "sekretariat")
    assert sent.read.doubts == ()
    assert [each.fields["owner"] for each in sent.read.records] == ["bpc-kupang"]
