"""The same place is said the same of on every screen that speaks of it, to each role in its own measure."""

import re

import pytest
from sqlalchemy import select

from db.engine import reading
from db.models import Meeting
from domain.access.permissions import PERMISSIONS, TIERS, DisclosureTier, Permission, Role
from domain.time.formats import capitalised, in_words
from server.deck import deck
from tests.factories import actor_named
from tests.pages.screen import links_of
from tests.pages.visiting import ACCOUNTS, Visitor
from views.ask import reading_run
from views.attention import points
from views.papers.region import region_sheet

READERS = [role for role in Role if Permission.VIEW_OVERVIEW in PERMISSIONS[role]]
MAPPERS = [role for role in Role if Permission.VIEW_REGION in PERMISSIONS[role]]
WORDS = {"pasti", "condong", "tidak menonjol", "belum cukup data"}


@pytest.mark.parametrize("role", READERS)
def test_ringkasan_says_of_its_map_what_the_map_says(visit: Visitor, role: Role) -> None:
    home = visit("/", as_=ACCOUNTS[role])
    opened = visit(home.link("Buka peta").address, as_=ACCOUNTS[role])
    assert opened.title in home.text
    assert re.search(r"20\d\d", opened.title)


@pytest.mark.parametrize("role", READERS)
def test_groups_and_figures_in_conflict_are_the_same_number_on_every_screen(
    visit: Visitor, role: Role
) -> None:
    """Ringkasan, Angka, and the point that agendas and papers take over."""
    home, listed = visit("/", as_=ACCOUNTS[role]), visit("/angka", as_=ACCOUNTS[role])
    [groups] = {int(found) for found in re.findall(r"Buka (\d+) kelompok", home.text)}
    [figures] = set(re.findall(r"\d+ dari \d+ angka terbit", home.text))
    assert figures in listed.text
    assert f"Bertentangan {figures.split()[0]}" in listed.text
    assert listed.title.lower().startswith(f"{in_words(groups)} kelompok angka terbit")
    with reading_run(visit.home.engine):
        with reading(visit.home.engine) as connection:
            scope = actor_named(connection, ACCOUNTS[role]).scope
        said = [point.title for point in points(scope, visit.home.settings.clock())]
    assert f"{capitalised(in_words(groups))} kelompok angka terbit masih bertentangan" in said


@pytest.mark.parametrize("role", READERS)
def test_what_rises_on_ringkasan_rises_on_the_map(visit: Visitor, role: Role) -> None:
    home = visit("/", as_=ACCOUNTS[role])
    if "Naik dalam dua belas bulan terakhir" not in home.text:
        assert TIERS[role] is not DisclosureTier.CASES
        return
    for link in (each for each in home.links if "ukuran=kelas" in each.address):
        table = visit(link.address, as_=ACCOUNTS[role], tabel="ya").tables[0]
        rising = {
            f"{row['Wilayah'].text} {word}"
            for row in table.rows
            for word in ("baru", "menguat")
            if row[table.columns[-1]].text.endswith(f", {word}")
        }
        assert rising
        assert all(said in home.text for said in rising)


def _word(text: str) -> str:
    return next((word for word in WORDS if word in text), text)


@pytest.mark.parametrize("role", MAPPERS)
@pytest.mark.parametrize("code", ["53.21", "53.05", "53.13"])
def test_a_region_has_the_word_on_its_page_that_it_has_on_the_map(
    visit: Visitor, role: Role, code: str
) -> None:
    page = visit("/wilayah", as_=ACCOUNTS[role], kode=code)
    for row in page.table("Menonjol per lapisan").rows:
        address = links_of(row["Lapisan"])[0].address
        on_map = visit(address, as_=ACCOUNTS[role]).body.one("section", "gb-panel").text
        said = row["Menonjol"].text
        if said == "disembunyikan":
            assert "disembunyikan bagi peran anda" in on_map.lower()
        else:
            assert _word(said) in on_map.lower(), (address, said)
        assert row["Jumlah"].text.lower() in on_map.lower(), address


@pytest.mark.parametrize("role", MAPPERS)
@pytest.mark.parametrize("code", ["53.21", "53.07"])
def test_the_sheet_of_a_region_is_headed_by_the_words_of_its_page(
    visit: Visitor, role: Role, code: str
) -> None:
    rows = visit("/wilayah", as_=ACCOUNTS[role], kode=code).table("Menonjol per lapisan").rows
    with reading_run(visit.home.engine), reading(visit.home.engine) as connection:
        sheet = region_sheet(code, actor_named(connection, ACCOUNTS[role]))
    table = next(each for each in sheet.tables if each.title == "Menonjol di mana")
    assert {(row[0], row[-1].removeprefix("titik panas ")) for row in table.rows} == {
        (row["Lapisan"].text, row["Menonjol"].text) for row in rows
    }
    named = [
        layer.removeprefix("Register kasus: ").lower() in sheet.finding.lower() for layer, *_ in table.rows
    ]
    assert named == [word.startswith("titik panas") for *_, word in table.rows], sheet.finding


@pytest.mark.parametrize("role", MAPPERS)
def test_the_list_of_regions_and_the_map_give_the_same_words_and_zeros(visit: Visitor, role: Role) -> None:
    listed = visit("/wilayah", as_=ACCOUNTS[role]).tables[0]
    on_map = visit("/peta", as_=ACCOUNTS[role], tabel="ya").tables[0]
    words, deaths = listed.columns[2], listed.columns[3]
    by_name = {row["Wilayah"].text: row for row in listed.rows}
    for row in on_map.rows:
        there = by_name[row["Wilayah"].text]
        assert _word(there[words].text) == _word(row["Titik panas"].text)
        assert there[deaths].text == row["Jumlah"].text.replace(" orang", "")


@pytest.mark.parametrize("role", [Role.AGENCY, Role.GOVERNOR_OFFICE])
def test_angka_lists_what_the_map_draws(visit: Visitor, role: Role) -> None:
    on_map = visit("/peta", as_=ACCOUNTS[role], tabel="ya")
    way = next(each for each in on_map.links if re.fullmatch(r"Buka \d+ baris", each.text))
    pages = [visit(way.address, as_=ACCOUNTS[role], hal=number).tables[-1] for number in "12"]
    by_name = {row["Wilayah"].text: row["Nilai"].text for page in pages for row in page.rows}
    drawn = {row["Wilayah"].text: row["Jumlah"].text.replace(" orang", "") for row in on_map.tables[0].rows}
    named = by_name.keys() & drawn.keys()
    assert len(named) > 10
    assert {name: by_name[name] for name in named} == {name: drawn[name] for name in named}


def test_the_wall_says_of_published_deaths_what_the_map_says(visit: Visitor) -> None:
    on_map = visit("/peta", as_=ACCOUNTS[Role.SHARED_SCREEN])
    meeting = visit.home.rows(select(Meeting.id).where(Meeting.closed_at.is_(None)))[0].id
    with reading_run(visit.home.engine):
        found = deck(meeting, now=visit.home.settings.clock(), base="http://127.0.0.1")
    slide = next(each for each in found.slides if each.id == "titik-panas")
    assert slide.headline == on_map.title
    assert "22 kabupaten/kota" in slide.label
    assert "nol, karena yang disebut mencapai totalnya" in slide.note


def test_pengguna_and_instansi_count_the_same_agencies_that_nobody_can_sign_in_for(visit: Visitor) -> None:
    admin = ACCOUNTS[Role.ADMINISTRATOR]
    people, agencies = visit("/pengguna", as_=admin).title, visit("/lembaga", as_=admin).title
    [said] = re.findall(r"(\S+) instansi bertugas tanpa akun", people)
    assert f"{said} bertugas tetapi belum punya akun" in agencies
