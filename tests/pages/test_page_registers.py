"""Lists hold what their counts say: tasks, commitments, regions and cases."""

import re
from datetime import date

import pytest
from sqlalchemy import func, select, update

from db.models import CaseRecord, Commitment, Region, Task
from domain.access.permissions import Role
from domain.figures.cases import CaseKind
from domain.places.regions import RegionLevel
from domain.tasks.life import CLOSED_STATES
from tests.factories import ACCOUNTS, filling
from tests.pages.screen import Screen, links_of, whole
from tests.pages.visiting import Visitor


def _pills(screen: Screen, label: str) -> dict[str, tuple[int, str]]:
    """Choices of a row of pills: the word, its count and its address."""
    (row,) = [nav for nav in screen.body.every("nav", "gb-pills") if nav.attributes["aria-label"] == label]
    found = {}
    for link in links_of(row):
        word, number = re.fullmatch(r"(.+) (\d+)", link.text).groups()
        found[word] = (int(number), link.address)
    return found


@pytest.mark.parametrize("path", ["/tugas", "/angka"])
def test_each_pill_opens_as_many_rows_as_it_counts(visit: Visitor, path: str) -> None:
    pills = _pills(visit(path), "Saringan")
    assert len(pills) >= 4
    for word, (number, address) in pills.items():
        opened = visit(address)
        if number:
            assert opened.total == number, word
        else:
            assert opened.tables == []


def test_a_region_opens_as_many_tasks_and_commitments_as_it_counts(visit: Visitor) -> None:
    table = visit("/wilayah").table("22 kabupaten/kota")
    assert len(table.rows) == 22
    opened = 0
    for row in table.rows:
        for column in ("Tugas terbuka", "Komitmen"):
            for link in links_of(row[column]):
                assert visit(link.address).total == whole(link.text), link.address
                opened += 1
    assert opened > 5


@pytest.mark.parametrize(
    ("registered", "said", "rates"),
    [
        (200_000, "200.000 jiwa (terdaftar 2025)", True),
        (0, "jumlah penduduk belum ada, jadi tanpa laju", False),
    ],
)
def test_a_region_without_people_takes_the_other_years_or_says_why_it_has_no_rate(
    visit_own: Visitor, registered: int, said: str, rates: bool
) -> None:
    with filling(visit_own.home.engine) as session:
        session.execute(
            update(Region)
            .where(Region.code == "53.21")
            .values(population_bps_2024=0, population_registered_2025=registered)
        )
    screen = visit_own("/wilayah", kode="53.21")
    assert said in screen.text
    assert " 0 jiwa" not in screen.text
    assert ("belum ada laju" not in screen.text) is rates
    row = visit_own("/wilayah").tables[0].row("Wilayah", "Malaka")
    assert row["Penduduk (BPS 2024)"].text == "belum ada"


def test_the_regions_are_the_real_ones_with_their_people(visit: Visitor) -> None:
    table = visit("/wilayah").table("22 kabupaten/kota")
    people = {
        row.population_bps_2024
        for row in visit.home.rows(
            select(Region.population_bps_2024).where(Region.level == RegionLevel.REGENCY)
        )
    }
    assert {whole(text) for text in table.column("Penduduk (BPS 2024)")} == people


def test_all_tasks_are_reached_through_the_pages(visit: Visitor) -> None:
    codes = {row.code for row in visit.home.rows(select(Task.code))}
    seen: list[str] = []
    for page in range(1, 10):
        screen = visit("/tugas", saring="semua", hal=str(page))
        seen += screen.table("Daftar tugas").column("Kode")
        if len(seen) >= screen.total:
            break
    assert sorted(seen) == sorted(codes)


def test_open_tasks_are_those_that_are_neither_verified_nor_declined(visit: Visitor) -> None:
    query = select(func.count()).select_from(Task).where(Task.state.not_in(CLOSED_STATES))
    assert visit("/tugas").total == visit.home.rows(query)[0][0]


def test_the_matrix_of_commitments_holds_each_square_once(visit: Visitor) -> None:
    codes = sorted(row.code for row in visit.home.rows(select(Commitment.code)))
    for view in ("instansi", "pilar"):
        squares = visit("/komitmen", tampilan=view).body.one("tbody").every("a", "gb-cell")
        assert sorted(s.attributes["href"].rpartition("=")[2] for s in squares) == codes, view


def test_the_rows_behind_each_agency_are_as_many_as_its_count(visit: Visitor) -> None:
    table = visit("/komitmen").table("Komitmen menurut penanggung jawab")
    for row in table.rows:
        (link,) = [each for each in links_of(row[""]) if each.text in ("Buka", "Tetapkan PJ")]
        assert visit(link.address).total == whole(row["Komitmen"].text), link.address


def test_every_phrase_of_the_declaration_is_quoted_with_its_source(visit: Visitor) -> None:
    phrases = list(visit("/komitmen", tampilan="frasa").body.every("article", "gb-phrase"))
    assert len(phrases) == 27
    for phrase in phrases:
        assert next(phrase.every("q")).text
        assert any(link.address.startswith("http") for link in links_of(phrase)), phrase.text


def test_cases_are_counted_and_paged_as_the_database_has_them(visit: Visitor) -> None:
    counted = select(func.count()).where(CaseRecord.withdrawn_as.is_(None))
    everything = visit.home.rows(counted)[0][0]
    first, last = visit("/kasus"), visit("/kasus", hal=str((everything - 1) // 20 + 1))
    assert first.total == everything
    assert len(first.table("Register kasus").rows) == 20
    assert len(last.table("Register kasus").rows) == (everything - 1) % 20 + 1


@pytest.mark.parametrize("kind", list(CaseKind))
def test_cases_of_one_kind_and_year_are_as_many_as_in_the_database(visit: Visitor, kind: CaseKind) -> None:
    query = select(func.count()).where(
        CaseRecord.kind == kind, CaseRecord.reported_on.between(date(2025, 1, 1), date(2025, 12, 31))
    )
    screen = visit("/kasus", jenis=kind.value, tahun="2025")
    assert screen.total == visit.home.rows(query)[0][0]
    assert screen.title.startswith(f"{screen.total} laporan")


def test_no_column_of_a_case_can_name_a_person(visit: Visitor) -> None:
    columns = visit("/kasus").table("Register kasus").columns
    assert not [c for c in columns if re.search(r"nama|nik|paspor|telepon|alamat", c, re.IGNORECASE)]
    assert len(columns) >= 8


def test_a_link_to_a_detail_leads_to_that_detail(visit: Visitor) -> None:
    for path, table in (("/tugas", "Daftar tugas"), ("/komitmen?tampilan=daftar", "Daftar komitmen")):
        for row in visit(path).table(table).rows[:5]:
            link = next(each for node in row.values() for each in links_of(node) if "kode" in each.query)
            assert link.query["kode"] == row["Kode"].text
            assert visit(link.address).title == link.text


def test_wilayah_says_of_which_country_a_series_speaks_where_it_is_one_only(visit: Visitor) -> None:
    screen = visit("/wilayah")
    assert "Kematian 2024 (hanya Malaysia) terbanyak di Malaka" in screen.everything
    assert "Titik panas kematian 2024 (hanya Malaysia)" in screen.everything


@pytest.mark.parametrize("path", ["/wilayah?kode=53.04", "/peta?wilayah=53.04"])
def test_what_an_office_counted_in_its_whole_area_is_said_so_wherever_its_seat_is_named(
    visit: Visitor, path: str
) -> None:
    address, _, query = path.partition("?")
    key, _, code = query.partition("=")
    text = visit(address, **{key: code}).everything
    assert "Penolakan permohonan paspor, seluruh wilayah kerja kantor imigrasi" in text


def test_a_running_year_of_the_register_says_until_when_it_is_told(visit: Visitor) -> None:
    """Below cases it moves with the releases: eight reports of 2026 are those until the last of them."""
    for account, told in ((ACCOUNTS[Role.AGENCY], True), (ACCOUNTS[Role.GOVERNOR_OFFICE], False)):
        table = visit("/wilayah", as_=account, kode="53.21").table("Menonjol per lapisan")
        assert ("1 Jan–30 Sep 2026" in [row["Periode"].text for row in table.rows]) is told


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({}, "Saring"),
        ({"wilayah": "tidak-ada"}, "Saring"),
        ({"tahun": "2026", "jenis": "trafficking"}, "Saring · 2 aktif"),
        ({"urut": "terlama"}, "Saring"),
    ],
)
def test_what_folds_the_drop_downs_says_how_many_of_them_narrow(
    visit: Visitor, asked: dict[str, str], said: str
) -> None:
    fold = visit("/kasus", **asked).body.one("details", "gb-sieve")
    assert fold.text == said
    assert ("open" in fold.attributes) == ("aktif" in said)
