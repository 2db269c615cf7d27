"""Lists can be searched, narrowed in the address, taken along as files, and say why something is late."""

import csv
import io
import json
import re
from collections.abc import Callable
from typing import Any

import pytest
import streamlit as st
from openpyxl import load_workbook
from PIL import Image
from sqlalchemy import Engine, select, update

from db.models import AuditRecord, CaseRecord, Commitment, PublishedFigure, Task
from db.settings import Mode
from domain.access.events import Event
from domain.commitments.health import Health
from domain.tasks.life import TaskState
from tests import factories
from tests.factories import MovingClock, filling
from tests.pages.screen import links_of, whole
from tests.pages.visiting import Visitor, house, visiting

OFFICE, OFFICER, ADMIN = "sekretariat", "kasus.polda", "admin"

LISTS = {
    "/komitmen?tampilan=daftar&pilar=2": ("komitmen", OFFICE),
    "/tugas?saring=lewat": ("tugas", OFFICE),
    "/kasus?jenis=trafficking&tahun=2026": ("kasus", OFFICER),
    "/jejak": ("jejak-audit", ADMIN),
    "/wilayah?saring=tugas": ("wilayah", OFFICE),
    "/angka": ("angka-terbit", OFFICE),
}


@pytest.fixture
def offered(monkeypatch: pytest.MonkeyPatch) -> dict[str, Callable[[], bytes]]:
    """The files that the last page offers, by the keys of their buttons."""
    found: dict[str, Callable[[], bytes]] = {}

    def button(_label: str, data: Callable[[], bytes], *, key: str = "", **_look: Any) -> bool:
        found[key] = data
        return False

    monkeypatch.setattr(st, "download_button", button)
    return found


@pytest.mark.parametrize(("address", "told"), LISTS.items(), ids=[name for name, _ in LISTS.values()])
def test_both_files_of_a_list_hold_the_rows_that_its_screen_counts(
    visit: Visitor, offered: dict[str, Callable[[], bytes]], address: str, told: tuple[str, str]
) -> None:
    name, account = told
    total = visit(address, as_=account).total
    book = load_workbook(io.BytesIO(offered[f"unduh-{name}-xlsx"]())).active
    assert book is not None
    in_csv = list(csv.reader(io.StringIO(offered[f"unduh-{name}-csv"]().decode("utf-8-sig")), delimiter=";"))
    head = in_csv.index([]) + 1
    assert len(in_csv) - head - 1 == total
    assert book.max_row - head - 1 == total
    assert [cell.value for cell in book[head + 1]] == in_csv[head]


@pytest.mark.parametrize("address", ["/komitmen?tampilan=daftar", "/tugas", "/kasus", "/jejak", "/wilayah"])
def test_a_file_says_that_it_is_made_up_as_its_screen_does(
    visit: Visitor, offered: dict[str, Callable[[], bytes]], address: str
) -> None:
    account = {"/kasus": OFFICER, "/jejak": ADMIN}.get(address, OFFICE)
    assert "DATA CONTOH" in visit(address, as_=account).text
    (in_csv,) = [made for key, made in offered.items() if str(key).endswith("-csv")]
    assert "DATA CONTOH: rekaan" in in_csv().decode("utf-8-sig").partition("\n\n")[0]


def test_the_file_of_the_groups_holds_the_figures_in_them_and_no_others(
    visit: Visitor, offered: dict[str, Callable[[], bytes]]
) -> None:
    """Ringkasan leads here by its number of groups; the file under that filter had every figure."""
    screen = visit("/angka", as_=OFFICE, saring="pertentangan")
    found = re.search(r"(\d+) dari \d+ angka terbit bertentangan", screen.text)
    assert found
    lines = offered["unduh-angka-terbit-csv"]().decode("utf-8-sig").splitlines()
    assert f"; {found[1]} baris" in lines[3]
    assert {line.split(";")[11] for line in lines[6:]} == {"Bertentangan"}


def test_groups_and_withdrawn_figures_can_be_searched_too(visit: Visitor) -> None:
    groups = visit("/angka", as_=OFFICE, saring="pertentangan", cari="deportasi").table(
        "Angka yang bertentangan"
    )
    assert groups.column("Pertentangan") == ["Deportasi NTT, 2024"]
    for kind in ("pertentangan", "ditarik"):
        nothing = visit("/angka", as_=OFFICE, saring=kind, cari="zzzz")
        assert not [table for table in nothing.tables if "Angka yang" in table.caption]


def test_tasks_are_narrowed_to_a_pillar_by_way_of_their_commitment(visit: Visitor) -> None:
    everything = visit("/tugas", saring="semua")
    [pillars] = [each for each in everything.app.selectbox if each.label == "Pilar"]
    assert pillars.options[0] == "Semua pilar"
    assert pillars.options[-1] == "Tanpa pilar"
    born_from = select(Commitment.pillar_code).join(Task, Task.commitment_id == Commitment.id).distinct()
    codes = [*(row.pillar_code for row in visit.home.rows(born_from)), "tanpa"]
    found = {code: visit("/tugas", saring="semua", pilar=code).total for code in codes}
    assert sum(found.values()) == everything.total
    assert sum(count > 0 for count in found.values()) == len(pillars.options) - 1 == len(codes)


def test_a_map_is_taken_along_as_a_picture(visit: Visitor, offered: dict[str, Callable[[], bytes]]) -> None:
    visit("/peta", as_="layar", lapisan="kasus-death_abroad", ukuran="kelas", tingkat="district")
    with Image.open(io.BytesIO(offered["unduh-peta-kasus-death_abroad-png"]())) as picture:
        assert picture.format == "PNG"
        assert picture.width == 2_000


def test_codes_leave_as_text_and_days_as_days(
    visit: Visitor, offered: dict[str, Callable[[], bytes]]
) -> None:
    visit("/komitmen", as_=OFFICE, tampilan="daftar")
    book = load_workbook(io.BytesIO(offered["unduh-komitmen-xlsx"]())).active
    assert book is not None
    (head,) = [row for row in book.iter_rows() if row[0].value == "Kode"]
    first = next(book.iter_rows(min_row=head[0].row + 1))
    cells = {name.value: cell for name, cell in zip(head, first, strict=True)}
    assert (cells["Kode wilayah"].data_type, cells["Kode wilayah"].number_format) == ("s", "@")
    assert cells["Tenggat"].is_date
    assert cells["Bobot"].data_type == "n"


def test_1_466_on_the_screen_is_the_number_1466_in_both_files(
    visit_own: Visitor, offered: dict[str, Callable[[], bytes]]
) -> None:
    with visit_own.home.engine.begin() as connection:
        of = PublishedFigure.code == "A-016"
        connection.execute(update(PublishedFigure).where(of).values(value=1_466.0))
    assert "1.466" in visit_own("/angka", as_=OFFICE, angka="A-016").text
    visit_own("/angka", as_=OFFICE)
    book = load_workbook(io.BytesIO(offered["unduh-angka-terbit-xlsx"]())).active
    assert book is not None
    [line] = [row for row in book.iter_rows() if row[0].value == "A-016"]
    [cell] = [each for each in line if each.value == 1_466]
    assert (cell.data_type, cell.number_format) == ("n", "#,##0")
    assert ";1466;" in offered["unduh-angka-terbit-csv"]().decode("utf-8-sig")


def test_who_takes_the_register_of_cases_stands_in_the_trail(
    visit: Visitor, offered: dict[str, Callable[[], bytes]]
) -> None:
    visit("/kasus", as_=OFFICER, tahun="2026")
    taken = select(AuditRecord.after).where(
        AuditRecord.event == Event.CASES_TAKEN, AuditRecord.actor == OFFICER
    )
    before = len(visit.home.rows(taken))
    offered["unduh-kasus-csv"]()
    (*_, (after,)) = visit.home.rows(taken)
    assert len(visit.home.rows(taken)) == before + 1
    assert json.loads(after) == {"filter": "Tahun: 2026"}


def test_a_case_is_found_by_its_code_and_by_the_number_of_its_agency(visit: Visitor) -> None:
    code, reference = visit.home.rows(
        select(CaseRecord.code, CaseRecord.agency_reference).where(CaseRecord.agency_reference != "")
    )[0]
    for number in (code, code.lower(), reference):
        assert code in visit("/kasus", as_=OFFICER, cari=number).table("Register kasus").column("Kode")
    assert not visit("/kasus", as_=OFFICER, cari="X-0").tables


@pytest.mark.parametrize(
    ("address", "table", "column"),
    [
        ("/komitmen?tampilan=daftar&cari=perdes", "Daftar komitmen", "Komitmen"),
        ("/tugas?cari=t-031&saring=semua", "Daftar tugas", "Kode"),
        ("/wilayah?cari=malaka", "1 kabupaten/kota", "Wilayah"),
    ],
)
def test_words_in_the_address_leave_only_the_rows_that_say_them(
    visit: Visitor, address: str, table: str, column: str
) -> None:
    word = address.partition("cari=")[2].partition("&")[0]
    found = visit(address, as_=OFFICE).table(table).column(column)
    assert found
    assert all(word in text.casefold() for text in found)


def test_a_headline_speaks_of_the_rows_that_the_address_leaves(visit: Visitor) -> None:
    assert visit("/tugas?cari=t-031", as_=OFFICE).title == "1 dari 1 tugas terbuka lewat tenggat"
    nothing = visit("/komitmen?tampilan=daftar&cari=zzzz", as_=OFFICE)
    assert nothing.title == "Tidak ada komitmen yang cocok dengan saringan"


def test_nothing_found_says_so_and_leads_out(visit: Visitor) -> None:
    for address in ("/komitmen?tampilan=daftar", "/tugas?", "/wilayah?", "/jejak?"):
        screen = visit(f"{address}&cari=zzzz", as_=ADMIN if address == "/jejak?" else OFFICE)
        assert not screen.tables
        assert "yang cocok" in screen.text
        assert screen.link("Tampilkan semua").address == address.partition("?")[0] + (
            "?tampilan=daftar" if "daftar" in address else "?saring=semua" if "tugas" in address else ""
        )


def test_a_narrowed_matrix_opens_lists_that_are_as_narrow(visit: Visitor) -> None:
    screen = visit("/komitmen", as_=OFFICE, pilar="2")
    opened = 0
    for row in screen.table("Komitmen menurut penanggung jawab").rows:
        for cell in row.values():
            for link in links_of(cell):
                if link.text.isdigit():
                    assert visit(link.address, as_=OFFICE).total == whole(link.text), link.address
                    opened += 1
    assert opened
    assert "pilar 2" in screen.text


def test_what_is_late_says_why_and_for_how_long(visit: Visitor) -> None:
    for health, said in (
        (Health.OVERDUE, "lewat "),
        (Health.SILENT, "jatuh tempo "),
        (Health.NO_OWNER, " hari"),
    ):
        listed = visit("/komitmen", as_=OFFICE, tampilan="daftar", keadaan=health.value)
        for words in listed.table("Daftar komitmen").column("Keadaan"):
            assert said in words, words
    blocked = visit("/tugas", as_=OFFICE, saring="terkendala").table("Daftar tugas").column("Keadaan")
    assert blocked
    assert all(len(words) > len(TaskState.BLOCKED.label) for words in blocked)


def test_five_hundred_commitments_stay_within_pages(demo_engine: Engine) -> None:
    with filling(demo_engine) as session:
        for number in range(500):
            factories.commitment(session, code=f"U-{number:03}", quarters=("2027-B03",))
    with visiting(house(demo_engine, mode=Mode.DEMO, clock=MovingClock(factories.MORNING))) as visitor:
        screen = visitor("/komitmen", as_=OFFICE, tampilan="daftar", hal="2")
        assert len(screen.table("Daftar komitmen").rows) == 20
        assert screen.total > 500
        assert "hal=3" in " ".join(link.address for link in screen.links)
