"""Files of teams, desks, activities, accounts and agencies: entered as their screens would, and undone."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, select

from db.engine import reading
from db.importers.run import Request, order
from db.importers.worker import answer
from db.models import (
    Agency,
    Commitment,
    DeskStatement,
    Notice,
    OutreachActivity,
    Region,
    ServiceReport,
    User,
    VillageTeam,
)
from db.queries.entering import standing_lines
from db.queries.statements import file_drafts
from domain.access.errors import Forbidden, NotFound, RuleBroken
from domain.access.permissions import Actor, Role
from domain.access.requests import Invitation, InviteAccount, SetPassword
from domain.commitments.health import ReportState
from domain.commitments.requests import DropDraft
from domain.imports.delivery import packed_text
from domain.imports.kinds import ImportKind
from domain.imports.requests import KeepReading, StoreAccounts, StoreBatch, UndoBatch
from domain.services.desks import DeskState
from domain.services.outreach import OrganizerKind, OutreachKind
from domain.services.requests import RecordOutreach, RecordTeam
from domain.time.calendar import Clock
from reports import workbook
from reports.import_sheets import filled
from tests.db.test_imports import TODAY, WHY, Desk
from tests.factories import agency_id, delivered_case, filling

TEAMS, DESKS = ImportKind.VILLAGE_TEAMS, ImportKind.SERVICES
OCTOBER = "2026-10-01/2026-10-31"


def line(row: int, span: str = "", **fields: Any) -> list[Any]:
    return ["Data", row, fields, {}, span]


@pytest.fixture
def dpmd(engine: Engine, clock: Clock, actors: dict[Role, Actor]) -> Desk:
    return _office(engine, clock, actors[Role.AGENCY], "dpmd")


@pytest.fixture
def malaka(engine: Engine, clock: Clock, actors: dict[Role, Actor]) -> Desk:
    return _office(engine, clock, actors[Role.AGENCY], "pemkab-malaka")


@pytest.fixture
def admin(engine: Engine, clock: Clock, actors: dict[Role, Actor]) -> Desk:
    return _office(engine, clock, actors[Role.ADMINISTRATOR], "diskominfo")


def _office(engine: Engine, clock: Clock, actor: Actor, code: str) -> Desk:
    with filling(engine) as session:
        own = agency_id(session, code)
    desk = Desk(engine, clock, replace(actor, agency_id=own), code)
    desk.sent = 1_000 * own  # no two offices send the same file
    return desk


def villages(desk: Desk, regency: str) -> list[str]:
    with reading(desk.engine) as connection:
        found = select(Region.code).where(Region.code.like(f"{regency}.%.%")).order_by(Region.code).limit(3)
        return list(connection.scalars(found))


def reasons(desk: Desk, number: int) -> list[str]:
    return [each.reason for each in desk.plan(number).back]


# Village teams --------------------------------------------------------------------------------------


def test_a_team_changes_only_in_what_a_later_file_speaks_of(dpmd: Desk) -> None:
    here, there, _ = villages(dpmd, "53.21")
    decreed = {"reference": "SK/1/2026", "formed_on": "2026-02-01"}
    dpmd.store(dpmd.deliver(TEAMS, records=[line(4, region=here, members=7, **decreed)]))
    before = dpmd.dump()
    later = dpmd.deliver(TEAMS, records=[line(4, region=here, members=9), line(5, region=there, members=5)])
    plan = dpmd.plan(later)
    assert [(each.field, each.before, each.after) for each in plan.differences] == [("members", 7, 9)]
    stored = dpmd.store(later)
    assert (stored.new_rows, stored.changed_rows) == (1, 1)
    with reading(dpmd.engine) as connection:
        rows = connection.execute(select(VillageTeam.decree, VillageTeam.members).order_by(VillageTeam.id))
        assert rows.all() == [("SK/1/2026", 7), ("SK/1/2026", 9), ("", 5)]
    assert dpmd.plan(dpmd.deliver(TEAMS, records=[line(4, region=here, members=9)])).same == 1
    dpmd.do(UndoBatch(later, WHY))
    assert dpmd.dump() == before


def test_what_the_screen_refuses_of_a_team_goes_back_with_the_same_words(dpmd: Desk, malaka: Desk) -> None:
    here, there, _ = villages(dpmd, "53.21")
    wrong = dpmd.deliver(
        TEAMS,
        records=[line(4, region=here, reference="SK/1/2026"), line(5, region="53.21", members=4)],
    )
    without_day, too_wide = reasons(dpmd, wrong)
    assert "memerlukan tanggalnya" in without_day
    assert "Tulis desa" in too_wide
    elsewhere = malaka.deliver(TEAMS, records=[line(4, region=villages(malaka, "53.04")[0], members=4)])
    assert "dilaporkan pemerintah kabupaten" in reasons(malaka, elsewhere)[0]
    twice = dpmd.deliver(TEAMS, records=[line(4, region=there, members=4), line(5, region=there, members=5)])
    assert reasons(dpmd, twice) == ["Sudah disebut di Data baris 4. Satu hal satu baris; satukan keduanya."]


def test_teams_are_sent_by_who_reports_them_and_seen_by_that_office_alone(
    dpmd: Desk, malaka: Desk, engine: Engine, clock: Clock, actors: dict[Role, Actor]
) -> None:
    number = dpmd.deliver(TEAMS, records=[line(4, region=villages(dpmd, "53.21")[0], members=7)])
    with pytest.raises(NotFound):
        malaka.row(number)
    with pytest.raises(Forbidden):
        Desk(engine, clock, actors[Role.GOVERNOR_OFFICE]).receive(TEAMS)


# Desks ----------------------------------------------------------------------------------------------


def test_desks_of_a_month_are_one_report_that_keeps_what_was_said_before(malaka: Desk) -> None:
    health = line(4, OCTOBER, region="53.21", desk="health", status="open", served=12)
    malaka.store(malaka.deliver(DESKS, records=[health]))
    before = malaka.dump()
    police = line(4, OCTOBER, region="53.21", desk="police", status="planned")
    number = malaka.deliver(DESKS, records=[police])
    malaka.store(number)
    with reading(malaka.engine) as connection:
        states = connection.scalars(select(ServiceReport.state).order_by(ServiceReport.id)).all()
        last = connection.execute(
            select(DeskStatement.desk_code, DeskStatement.state, DeskStatement.served)
            .where(DeskStatement.report_id == 2)
            .order_by(DeskStatement.desk_code)
        ).all()
    assert states == [ReportState.SUPERSEDED, ReportState.SUBMITTED]
    assert last == [("health", DeskState.OPEN, 12), ("police", DeskState.PLANNED, None)]
    malaka.do(UndoBatch(number, WHY))
    assert malaka.dump() == before


def test_undoing_a_report_asks_nobody_about_it_any_more(malaka: Desk) -> None:
    number = malaka.deliver(
        DESKS, records=[line(4, OCTOBER, region="53.21", desk="health", status="open", served=12)]
    )
    malaka.store(number)
    malaka.do(UndoBatch(number, WHY))
    with reading(malaka.engine) as connection:
        assert connection.scalars(select(Notice.id)).all() == []
        assert connection.scalars(select(ServiceReport.id)).all() == []


def test_a_table_of_desks_tells_how_many_were_served_and_no_state_of_a_desk_without_visitors(
    malaka: Desk,
) -> None:
    cells = [
        ["Data", cell, "people_served", desk, "", "53.21", "2026-10-01", "2026-10-31", "value", served]
        for cell, desk, served in (("B3", "health", 10), ("C3", "immigration", 0))
    ]
    assert "Keadaan Keimigrasian tidak tertulis" in reasons(malaka, malaka.deliver(DESKS, counts=cells))[0]
    number = malaka.deliver(DESKS, counts=cells[:1])
    [entered] = malaka.plan(number).entered
    assert entered.said == {"Kesehatan": "buka, 10 orang dilayani"}


def test_of_a_desk_by_sex_its_sum_is_what_it_served_and_women_and_men_together_where_none_is_told(
    malaka: Desk,
) -> None:
    def cells(*told: tuple[str, int]) -> list[list[Any]]:
        span = ["2026-10-01", "2026-10-31"]
        return [
            ["Data", f"B{row}", "people_served", part, "", "53.21", *span, "value", served]
            for row, (part, served) in enumerate(told)
        ]

    parts = ("laki-laki health", 4), ("perempuan health", 6)
    for told in ((*parts, ("health", 10)), parts):
        [entered] = malaka.plan(malaka.deliver(DESKS, counts=cells(*told))).entered
        assert entered.said == {"Kesehatan": "buka, 10 orang dilayani"}
    without_desk = cells(("laki-laki", 4), ("perempuan", 6), ("", 10))
    assert len(reasons(malaka, malaka.deliver(DESKS, counts=without_desk))) == 1
    women_alone = malaka.plan(malaka.deliver(DESKS, counts=cells(parts[1])))
    assert (women_alone.entered, len(women_alone.back)) == ((), 1)


# Activities -----------------------------------------------------------------------------------------


def test_an_activity_needs_what_its_screen_needs_and_is_recorded_once(dpmd: Desk) -> None:
    told = {
        "region": "53.02",
        "held_on": "2026-05-02",
        "agency": "gmit",
        "title": "Migrasi aman",
        "kind": "education",
        "place": "Aula Klasis",
        "participants": 120,
    }
    unproven = dpmd.deliver(ImportKind.ACTIVITIES, records=[line(2, **told)])
    assert "“Bukti” belum diisi" in reasons(dpmd, unproven)[0]
    proven = line(2, **told, proof="BA-12")
    dpmd.store(dpmd.deliver(ImportKind.ACTIVITIES, records=[proven]))
    with reading(dpmd.engine) as connection:
        [row] = connection.execute(select(OutreachActivity.organizer, OutreachActivity.reach)).all()
    assert row == ("GMIT", 120)
    assert dpmd.plan(dpmd.deliver(ImportKind.ACTIVITIES, records=[proven])).same == 1
    fewer = line(2, **told | {"participants": 90}, proof="BA-12")
    other = dpmd.deliver(ImportKind.ACTIVITIES, records=[fewer])
    assert "sudah tercatat dengan jangkauan 120" in reasons(dpmd, other)[0]


# Commitments ----------------------------------------------------------------------------------------


def test_commitments_of_a_file_wait_as_drafts_that_count_nowhere_until_they_are_formed(
    engine: Engine, clock: Clock, actors: dict[Role, Actor]
) -> None:
    office = Desk(engine, clock, actors[Role.GOVERNOR_OFFICE], "setda")
    told = {"title": "Edukasi di enam puluh kecamatan", "owner": "disnakertrans", "target": 60}
    office.store(office.deliver(ImportKind.COMMITMENTS, records=[line(2, **told)]))
    before = office.dump()
    with reading(engine) as connection:
        assert connection.scalars(select(Commitment.id)).all() == []
        [draft] = file_drafts(connection)
    assert (draft.owner_code, draft.target, draft.due_on) == ("disnakertrans", 60, None)
    number = office.deliver(ImportKind.COMMITMENTS, records=[line(2, **told | {"target": 64})])
    office.store(number)
    office.do(UndoBatch(number, WHY))
    assert office.dump() == before
    again = office.deliver(ImportKind.COMMITMENTS, records=[line(2, **told | {"target": 64})])
    office.store(again)
    office.do(DropDraft(draft.id, 4))
    with pytest.raises(RuleBroken, match="usulan Edukasi"):
        office.do(UndoBatch(again, WHY))


# Agencies -------------------------------------------------------------------------------------------

NEW = {
    "name": "Kepolisian Resor Contoh",
    "short_name": "Polres Contoh",
    "kind": "police",
    "level": "regency",
    "superior": "polda-ntt",
    "may_own_tasks": "yes",
}


def test_agencies_are_added_and_changed_and_come_back_as_they_were(admin: Desk) -> None:
    admin.store(admin.deliver(ImportKind.AGENCIES, records=[line(2, **NEW)]))
    number = admin.deliver(
        ImportKind.AGENCIES, records=[line(2, code="polres-contoh", contact="Subbagian Umum")]
    )
    admin.store(number)
    with reading(admin.engine) as connection:
        row = connection.execute(select(Agency).where(Agency.code == "polres-contoh")).one()
    assert (row.contact, row.name) == ("Subbagian Umum", NEW["name"])
    admin.do(UndoBatch(number, WHY))
    with reading(admin.engine) as connection:
        again = connection.execute(select(Agency).where(Agency.code == "polres-contoh")).one()
    assert again.contact == ""
    assert again.version > row.version, "a form that was opened in between is stale"


def test_an_agency_that_somebody_sits_in_since_is_not_taken_away(admin: Desk) -> None:
    number = admin.deliver(ImportKind.AGENCIES, records=[line(2, **NEW)])
    admin.store(number)
    admin.do(InviteAccount("polres.contoh", "Penghubung", Role.AGENCY, "polres-contoh"))
    with pytest.raises(RuleBroken, match="polres-contoh sudah diubah atau ditindaklanjuti"):
        admin.do(UndoBatch(number, WHY))


def test_an_agency_without_its_kind_or_under_a_name_of_another_goes_back(admin: Desk) -> None:
    number = admin.deliver(
        ImportKind.AGENCIES,
        records=[
            line(2, name="Dinas Baru", short_name="Dinbar", level="province", may_own_tasks="yes"),
            line(3, **NEW | {"short_name": "Polda NTT"}),
        ],
    )
    kind, taken = reasons(admin, number)
    assert "Jenis instansinya tidak tertulis" in kind
    assert "sudah menjadi nama instansi polda-ntt" in taken


# Templates ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [ImportKind.AGENCIES, ImportKind.ACCOUNTS])
def test_a_template_with_what_stands_changes_nothing_when_it_comes_back(
    admin: Desk, kind: ImportKind, tmp_path: Path
) -> None:
    with reading(admin.engine) as connection:
        lines = standing_lines(connection, kind, by=admin.by)
    _assert_same(admin, kind, lines, tmp_path)


def test_a_template_of_teams_and_of_activities_comes_back_as_it_stands(dpmd: Desk, tmp_path: Path) -> None:
    here = villages(dpmd, "53.21")[0]
    decreed = {"reference": "SK/1/2026", "formed_on": "2026-02-01", "members": 7}
    dpmd.do(RecordTeam(here, "SK/1/2026", date(2026, 2, 1), 7, date(2026, 10, 1)))
    held = date(2026, 5, 2)
    education, faith = OutreachKind.EDUCATION, OrganizerKind.FAITH
    dpmd.do(RecordOutreach("53.02", "Aula Klasis", held, education, faith, "Gereja Contoh", 120, "BA-12"))
    for kind in (TEAMS, ImportKind.ACTIVITIES):
        with reading(dpmd.engine) as connection:
            lines = standing_lines(connection, kind, by=dpmd.by)
        if kind is TEAMS:
            assert lines == ({"region": here, **decreed, "last_report_on": "2026-10-01"},)
        _assert_same(dpmd, kind, lines, tmp_path)


def test_a_template_of_cases_holds_those_of_its_own_agency_and_comes_back_as_it_stands(
    engine: Engine, clock: Clock, actors: dict[Role, Actor], tmp_path: Path
) -> None:
    officer = _office(engine, clock, actors[Role.CASE_OFFICER], "polda-ntt")
    told = delivered_case(2, men=2, girls="", destination="MYS", sector="palm_plantation")
    officer.store(officer.deliver(records=[delivered_case(1), told]))
    with reading(engine) as connection:
        lines = standing_lines(connection, ImportKind.CASES, by=officer.by)
        of_others = standing_lines(connection, ImportKind.CASES, by=actors[Role.CASE_OFFICER])
    assert of_others == ()
    _assert_same(officer, ImportKind.CASES, lines, tmp_path)


def _assert_same(desk: Desk, kind: ImportKind, lines: tuple[Any, ...], folder: Path) -> None:
    assert lines
    file = folder / "templat.xlsx"
    file.write_bytes(
        workbook.sheet(filled(kind, "Yang tercatat", ["Ubah, lalu kirim."], lines), is_form=True)
    )
    request = Request(kind, desk.source, {}, TODAY, kept=True)
    number = desk.receive(kind)
    desk.do(KeepReading(number, packed_text("".join(answer(order(file, request))))))
    plan = desk.plan(number)
    assert [(each.at, each.reason) for each in plan.back] == []
    assert (plan.writes, plan.same) == (0, len(lines))


# Accounts -------------------------------------------------------------------------------------------


def test_accounts_of_a_file_get_links_and_go_again_until_somebody_uses_one(admin: Desk) -> None:
    told = {"role": "agency", "agency": "dpmd", "function": "Penghubung 2"}
    number = admin.deliver(ImportKind.ACCOUNTS, records=[line(2, username="dpmd.2", **told), line(3, **told)])
    assert reasons(admin, number) == ["Sama dengan baris 1."]
    with pytest.raises(RuleBroken, match="sekali saja"):
        admin.do(StoreBatch(number, admin.row(number).version))
    before = admin.dump()
    admin.do(StoreAccounts(number, admin.row(number).version))
    admin.do(UndoBatch(number, WHY))
    assert admin.dump() == before
    again = admin.deliver(ImportKind.ACCOUNTS, records=[line(2, username="dpmd.2", **told)])
    made: list[Invitation] = admin.do(StoreAccounts(again, admin.row(again).version))
    admin.do(SetPassword(made[0].key, "Kuda-sumba-7-lari"))
    with pytest.raises(RuleBroken, match="akun dpmd"):
        admin.do(UndoBatch(again, WHY))
    with reading(admin.engine) as connection:
        assert connection.scalar(select(User.username).where(User.username == "dpmd.2")) == "dpmd.2"
