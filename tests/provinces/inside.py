"""An invented province in service: run by ``test_provinces.py`` in a process of its own, with its pack.

Nobody there has heard of NTT: whatever is drawn, printed, sent or taken along is searched for its words.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader
from sqlalchemy import Engine, func, insert, select
from starlette.applications import Starlette

from components.kit import static_files
from db import backend
from db.acting import Sender
from db.command import run
from db.commands import agenda, case_work, commitments, meetings
from db.engine import build, reading, writing
from db.importers import command as importing
from db.importers.run import Request
from db.models import Base, CaseRecord, Commitment, Meeting, PublishedFigure, Region
from db.queries.commitments import commitment_rows
from db.queries.holidays import public_holidays
from db.schema import migrate
from db.seed import seed
from db.settings import Mode, Settings
from db.startup import NotReady, prepare
from domain import addresses
from domain.access.errors import Refusal
from domain.access.permissions import Actor, Role
from domain.access.screening import identity_kinds
from domain.access.sessions import Cookie
from domain.cases.facts import Entry, Victims
from domain.commitments.requests import FormCommitment
from domain.commitments.targets import CheckpointPlan
from domain.figures.cases import CaseKind, RecruitmentMode, Sector
from domain.figures.figures import Polarity
from domain.imports.kinds import ImportKind
from domain.meetings.life import Classification
from domain.meetings.requests import DraftAgenda, Plan
from domain.notices.kinds import Work
from domain.notices.mail import Purpose
from domain.places.province import HERE, PACK
from domain.places.regions import RegionLevel, level_of
from domain.time import formats
from domain.time.as_of import AsOf
from domain.time.calendar import ZONE, Clock, local_time
from domain.words import mail as mail_words
from reports import calendar as calendars
from reports import csv_file, map_picture, workbook
from reports.table import FileTable
from server import assets, gate, html, sign_in
from server.routes import papers, shared_screen
from tests.factories import ACCOUNTS, MORNING, actor_named
from tests.imports.corpus.model import xlsx
from tests.pages.visiting import House, Visitor, visiting
from tests.provinces.living import COVERED, everything_on, foreign, opened
from tests.server.doors import TestClient
from views import list_files

SAME_ORIGIN = {"origin": "http://testserver", "sec-fetch-site": "same-origin"}


@pytest.fixture(scope="module")
def clock(standing_clock: Clock) -> Clock:
    return standing_clock


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, clock: Clock) -> Iterator[House]:
    with opened(tmp_path_factory.mktemp("invented") / "province.db", clock) as house:
        yield house


@pytest.fixture(scope="module")
def engine(served: House) -> Engine:
    return served.engine


@pytest.fixture(scope="module")
def visit(served: House, lived: None) -> Iterator[Visitor]:
    with visiting(served) as visitor:
        yield visitor


def who(engine: Engine, role: Role) -> Actor:
    with reading(engine) as connection:
        return actor_named(connection, ACCOUNTS[role])


def regency(engine: Engine, number: int = 0) -> Any:
    with reading(engine) as connection:
        asked = select(Region.code, Region.name).where(Region.level == RegionLevel.REGENCY)
        return connection.execute(asked.order_by(Region.code)).all()[number]


def entry(engine: Engine) -> Entry:
    return Entry(
        agency_code="bp3mi",
        reference="CONTOH-1",
        kind=CaseKind.TRAFFICKING,
        reported_on=date(2026, 11, 20),
        happened_on=None,
        origin=regency(engine).code,
        district_code="",
        transit_id=None,
        destination_iso3="MYS",
        victims=Victims(1, 0, 0, 0),
        suspects=0.0,
        sector=Sector.UNKNOWN,
        recruitment=RecruitmentMode.UNKNOWN,
        note="",
        blanks_are_unknown=True,
    )


def promise() -> FormCommitment:
    june = date(2027, 6, 30)
    return FormCommitment(
        statement_code="D-02",
        title="Rapat contoh tiap triwulan",
        sentence="Menggelar empat rapat koordinasi dengan notulen",
        indicator="Rapat dengan notulen",
        unit="rapat",
        baseline=0.0,
        target=4.0,
        polarity=Polarity.UP,
        weight=1.0,
        region_code=HERE.code,
        pillar_code="6",
        starts_on=date(2027, 1, 1),
        due_on=june,
        checkpoints=[CheckpointPlan("2027-B06", june, "Empat rapat", "Notulen", 0.0, 4.0, "rapat", 1.0)],
        owner_is_open=True,
    )


def table(engine: Engine) -> bytes:
    rows: list[list[Any]] = [["Kabupaten/Kota", "2024", "2025"]]
    rows += [[regency(engine, number).name, 10 + number, 20 + number] for number in range(5)]
    return xlsx([["Penempatan PMI prosedural menurut kabupaten/kota asal"], *rows])


@pytest.fixture(scope="module")
def lived(engine: Engine, clock: Clock, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A case, a promise, a table and a meeting with a decision, so that screens have something to say."""
    office = Sender(engine, who(engine, Role.GOVERNOR_OFFICE), clock)
    run(Sender(engine, who(engine, Role.CASE_OFFICER), clock), case_work.enter_case, entry(engine))
    run(office, commitments.form_commitment, promise())
    file = tmp_path_factory.mktemp("table") / "penempatan.xlsx"
    file.write_bytes(table(engine))
    request = Request(ImportKind.PLACEMENTS, "bp3mi", {}, local_time(clock()).date())
    importing._stored(file, request, importing.Opened(engine, clock))
    plan = Plan(
        "Rapat contoh",
        date(2026, 11, 23),
        time(6),
        HERE.hall,
        60,
        Classification.ORDINARY,
        "",
        HERE.governor,
        "",
    )
    number = run(office, meetings.schedule, plan)
    run(office, agenda.draft_agenda, DraftAgenda(number))


def test_the_pack_is_the_one_that_was_asked_for() -> None:
    assert (PACK / "province.toml").is_file()
    assert HERE.code != "53"
    assert HERE.zone_label == "WIB"


def test_a_new_database_holds_what_the_pack_lists_and_nothing_else(tmp_path: Path, clock: Clock) -> None:
    files = {
        "region": ("kabupaten.csv", "kecamatan.csv", "desa.csv"),
        "agency": ("agencies.csv",),
        "agency_alias": ("agency_aliases.csv",),
        "forkopimda_seat": ("forkopimda_seats.csv",),
        "transit_point": ("transit.csv",),
        "source": ("sources.csv",),
        "decision_event": ("decision_events.csv",),
        "statement": ("statements.csv",),
        "pillar": ("pillars.csv",),
        "indicator": ("indicators.csv",),
        "published_figure": ("figures.csv",),
        "service_desk": ("ltsa_desks.csv",),
    }
    new = build(f"sqlite:///{tmp_path / 'new.db'}")
    migrate(new)
    seed(new, with_demo=False, clock=clock)
    with reading(new) as connection:
        tables = {name: select(func.count()).select_from(Base.metadata.tables[name]) for name in files}
        stored = {name: connection.execute(asked).scalar_one() for name, asked in tables.items()}
    new.dispose()
    listed = {name: sum(len(rows(file)) for file in of) for name, of in files.items()}
    assert stored == listed | {"region": listed["region"] + 1}


def rows(file: str) -> list[dict[str, str]]:
    with (PACK / file).open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def test_the_map_is_drawn_from_the_pack(engine: Engine) -> None:
    drawn, land = map_picture.shapes(RegionLevel.REGENCY)
    assert set(drawn) == {row["kode"] for row in rows("kabupaten.csv")}
    assert land
    assert static_files.address("map/kecamatan.json").endswith("/map/kecamatan.json")
    assert assets.ours.packed("map/kecamatan.json") is not None
    assert (
        json.loads(static_files.text("map/kecamatan.json"))["features"][0]["properties"]["kab"]
        == f"{HERE.code}.01"
    )


def test_a_database_of_another_province_is_refused(tmp_path: Path, engine: Engine, clock: Clock) -> None:
    url = f"sqlite:///{tmp_path / 'other.db'}"
    other = build(url)
    migrate(other)
    with writing(other) as connection:
        connection.execute(
            insert(Region).values(code="53", level=RegionLevel.PROVINCE, name="Lain", capital="Lain")
        )
    other.dispose()
    with pytest.raises(NotReady, match=f"the database is of province 53 .*PROVINCE_PACK of {HERE.code}"):
        prepare(Settings(url, Mode.PRODUCTION, clock))


def test_a_demo_is_refused_where_the_pack_has_no_sample(tmp_path: Path, clock: Clock) -> None:
    with pytest.raises(NotReady, match="has no sample data for a demo; set GERAK_MODE=production"):
        prepare(Settings(f"sqlite:///{tmp_path / 'demo.db'}", Mode.DEMO, clock))


def test_the_search_for_words_of_ntt_finds_them() -> None:
    said = "<p>Polda NTT di Kupang</p><b>53.21</b> pukul 07.00 WITA; 53 laporan"
    assert len(foreign(said)) == 4


def test_the_day_is_that_of_the_province() -> None:
    assert local_time(datetime(2026, 11, 22, 17, tzinfo=UTC)).date() == date(2026, 11, 23)
    assert formats.clock_time(datetime(2026, 11, 22, 17, tzinfo=UTC)) == "00.00 WIB"


def test_a_day_that_the_province_keeps_is_no_working_day() -> None:
    assert date(2026, 3, 4) in {each.day for each in public_holidays(2026)}


@pytest.mark.parametrize("code", ["53", "53.21", "53.21.01", "53.21.01.2001"])
def test_a_code_of_ntt_is_none_here(code: str) -> None:
    assert level_of(code) is None


def test_a_case_was_entered_with_its_place(engine: Engine, lived: None) -> None:
    with reading(engine) as connection:
        origins = connection.scalars(select(CaseRecord.origin_regency_code)).all()
    assert origins == [regency(engine).code]


def test_a_case_from_a_kabupaten_of_ntt_is_refused(engine: Engine, clock: Clock) -> None:
    wrong = replace(entry(engine), origin="53.21", reference="CONTOH-2")
    with pytest.raises(Refusal):
        run(Sender(engine, who(engine, Role.CASE_OFFICER), clock), case_work.enter_case, wrong)


def test_a_table_was_imported_by_the_names_of_its_kabupaten(engine: Engine, lived: None) -> None:
    with reading(engine) as connection:
        found = connection.execute(
            select(PublishedFigure.region_code, PublishedFigure.value).where(
                PublishedFigure.period_start == date(2025, 1, 1), PublishedFigure.region_code != HERE.code
            )
        ).all()
    assert {(row.region_code, row.value) for row in found} == {
        (regency(engine, number).code, 20.0 + number) for number in range(5)
    }


def test_a_commitment_was_decided(engine: Engine, lived: None) -> None:
    with reading(engine) as connection:
        assert connection.scalars(select(Commitment.region_code)).all() == [HERE.code]


def test_a_number_of_a_person_is_known_by_the_codes_of_the_country() -> None:
    assert identity_kinds(f"NIK {HERE.code}01014107900001")


@pytest.mark.parametrize(("path", "role"), COVERED)
def test_every_page_opens_without_a_word_of_ntt(visit: Visitor, path: str, role: Role) -> None:
    assert foreign(everything_on(visit(path, as_=ACCOUNTS[role]))) == []


@pytest.mark.parametrize(
    "address",
    [
        "/komitmen?tampilan=daftar",
        "/komitmen?tampilan=frasa",
        "/deklarasi?tampilan=kewajiban",
        "/peta?lapisan=kasus-trafficking",
        "/peta?tingkat=district",
        "/rapat?tampilan=baru",
        "/layanan?bagian=tim",
        "/lembaga?tampilan=kursi",
    ],
)
def test_the_views_of_a_page_speak_of_this_province(visit: Visitor, address: str) -> None:
    role = Role.ADMINISTRATOR if address.startswith("/lembaga") else Role.GOVERNOR_OFFICE
    assert foreign(visit(address, as_=ACCOUNTS[role]).everything) == []


def test_a_kabupaten_has_its_screen(visit: Visitor, engine: Engine) -> None:
    place = regency(engine)
    screen = visit("/wilayah", kode=place.code)
    assert place.name.removeprefix("Kabupaten ") in screen.text
    assert foreign(screen.everything) == []


def test_a_kabupaten_of_ntt_has_none(visit: Visitor) -> None:
    assert "Malaka" not in visit("/wilayah", kode="53.21").everything.replace("53.21", "")


@pytest.fixture
def client(served: House, lived: None, clock: Clock, tmp_path: Path) -> Iterator[TestClient]:
    before = backend.get()
    settings = Settings(str(served.engine.url), Mode.PRODUCTION, clock, (tmp_path / "bukti").as_uri())
    backend.use(settings, served.engine)
    gate.sessions.forget_all()
    app = Starlette(
        routes=[*sign_in.ROUTES, *papers.ROUTES, *shared_screen.ROUTES], middleware=gate.MIDDLEWARE
    )
    token = served.token(ACCOUNTS[Role.GOVERNOR_OFFICE])
    with TestClient(
        app, follow_redirects=False, cookies={Cookie.SESSION: token}, headers=SAME_ORIGIN
    ) as opened:
        yield opened
    backend.put(before)


def pdf_text(content: bytes) -> str:
    read = PdfReader(io.BytesIO(content))
    return " ".join([*(page.extract_text() for page in read.pages), str(read.metadata)])


@pytest.mark.parametrize(
    "address",
    [
        addresses.Endpoint.BRIEFING,
        addresses.agency_sheet("dpmd"),
        addresses.Endpoint.DECLARATION_SHEET,
        addresses.Endpoint.FOLLOW_UP,
    ],
)
def test_a_paper_is_this_provinces_own(client: TestClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    said = pdf_text(answer.content)
    assert HERE.name in said or HERE.product in said
    assert foreign(said) == []


def test_the_wall_is_this_provinces_own(client: TestClient, engine: Engine) -> None:
    with reading(engine) as connection:
        number = connection.execute(select(Meeting.id)).scalar_one()
    shown = client.get(addresses.at(addresses.Endpoint.WALL, rapat=number), headers={"accept": "text/html"})
    assert shown.status_code == 200, shown.text
    assert HERE.short_name in shown.text
    assert foreign(shown.text) == []


def test_a_mail_is_this_provinces_own() -> None:
    day = date(2026, 11, 23)
    lines = [mail_words.MailLine(Work.ACT, "Janji contoh", "menunggu", "http://testserver/tugas")]
    until = datetime(2026, 11, 30, tzinfo=ZONE)
    said = [
        mail_words.subject(lines, day, Purpose.DIGEST, sample=False),
        mail_words.body(lines, paper="", inbox="http://testserver/kotak-masuk", sample=False),
        mail_words.link_subject("contoh", sample=False),
        mail_words.link_body("Kantor contoh", "contoh", "http://x", until, sample=False),
    ]
    assert HERE.product in said[0]
    assert "00.00 WIB" in said[3]
    assert foreign(" ".join(said)) == []


def test_a_calendar_is_this_provinces_own(clock: Clock) -> None:
    starts = datetime(2026, 11, 23, 9, tzinfo=ZONE)
    entry_ = calendars.FeedEntry(
        "rapat-1", "Rapat contoh", starts, None, HERE.hall, "http://testserver/rapat", 0
    )
    made = calendars.calendar([entry_], office="Polda", now=clock(), sample=False).decode()
    assert "TZID=Asia/Jakarta" in made
    assert not re.search(r"ntt|makassar", made, re.I)


@pytest.mark.parametrize("written", [csv_file.lines, workbook.sheet], ids=["CSV", "workbook"])
def test_a_list_that_is_taken_along_is_this_provinces_own(
    engine: Engine, lived: None, written: Callable[[FileTable], bytes]
) -> None:
    with reading(engine) as connection:
        rows = commitment_rows(connection, scope=who(engine, Role.GOVERNOR_OFFICE).scope)
    day = date(2026, 11, 23)
    made = list_files.commitments(
        [(row, row.progress.health(day)) for row in rows], day, "", AsOf("", MORNING)
    )()
    said = cells_of(written(made))
    assert HERE.product in said
    assert foreign(said) == []


def cells_of(content: bytes) -> str:
    if not content.startswith(b"PK"):
        return content.decode("utf-8-sig")
    book = load_workbook(io.BytesIO(content))
    return " ".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row)


def test_the_pages_before_signing_in_are_this_provinces_own(client: TestClient) -> None:
    client.cookies.clear()
    shown = client.get(addresses.Endpoint.SIGN_IN, headers={"accept": "text/html"})
    assert HERE.product in shown.text
    assert foreign(shown.text) == []


def test_the_frame_of_all_screens_bears_this_provinces_name() -> None:
    index, _ = html.indonesian_index(
        b'<html lang="en"><head><title>x</title></head><div id="root"></div></html>'
    )
    assert HERE.product in index.decode()
    assert foreign(index.decode()) == []
