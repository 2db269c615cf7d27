"""Angka & sumber: every published figure with its source, and both sides of every conflict."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select, update
from streamlit.testing.v1 import AppTest

from db.acting import Sender
from db.commands.registry import dispatch
from db.engine import reading
from db.models import PublishedFigure, Region, Source
from domain.figures.figures import Polarity
from domain.figures.map_view import Palette
from domain.figures.requests import NameExplainer, PublishFigure, SettleConflict, WithdrawFigure
from domain.tasks.life import TaskOrigin
from domain.tasks.proposals import Proposal
from domain.time.formats import number
from tests.factories import actor_named, filling
from tests.pages.screen import Node, Screen, links_of, whole
from tests.pages.test_page_commitments import press, receipt, refusal, widget
from tests.pages.visiting import House, Visitor

FAMOUS = {
    "procedural_placement-53-2025": {2249, 2226},
    "procedural_placement-53-2024": {1096, 1401},
    "deportation-53-2024": {307, 295},
}
"""The three that everybody in NTT knows: the key of each and what its sources say."""


OFFICE, IN_SUMBA = "gubernur.kantor", "A-016"
"""A published figure of one kabupaten that nothing contradicts."""


def do(visitor: Visitor, asked: object) -> Any:
    """As the secretariat, beside any screen."""
    home = visitor.home
    with reading(home.engine) as connection:
        by = actor_named(connection, OFFICE)
    return dispatch(Sender(home.engine, by, home.settings.clock), asked)


def _sources(home: House) -> dict[str, tuple[float, str]]:
    """Value and source address of every published figure, by code."""
    query = select(PublishedFigure.code, PublishedFigure.value, Source.url).join(
        Source, Source.code == PublishedFigure.source_code
    )
    return {row.code: (row.value, row.url) for row in home.rows(query)}


def _card(visit: Visitor, key: str) -> Node:
    return visit("/angka", pertentangan=key).body.one("section", "gb-conflict-card")


def test_who_settles_a_conflict_of_several_series_reads_which_figure_is_of_which(visit: Visitor) -> None:
    """117 percent stands beside 2.226 and 1.960 people, all three of one source."""
    key = "procedural_placement_achievement-53-2025"
    (asked,) = [
        each
        for each in visit("/angka", as_=OFFICE, pertentangan=key).app.get("radio")
        if "ditampilkan" in each.label
    ]
    assert asked.options == [
        "117 persen · Persentase capaian target penempatan prosedural · KemenP2MI",
        "2.226 orang · Penempatan prosedural · KemenP2MI",
        "1.960 orang · Target penempatan prosedural · KemenP2MI",
    ]


@pytest.mark.parametrize("key", FAMOUS)
def test_a_known_conflict_shows_both_values_and_both_addresses(visit: Visitor, key: str) -> None:
    readings = [n for n in _card(visit, key).one("div", "gb-readings").children if isinstance(n, Node)]
    said = {whole(next(reading.every("b")).text) for reading in readings}
    assert said == FAMOUS[key]
    links = [link.address for reading in readings for link in links_of(reading)]
    addresses = [address for address in links if address.startswith("http")]
    assert len(set(addresses)) == len(readings)
    published = {url for value, url in _sources(visit.home).values()}
    assert set(addresses) <= published


def test_a_computed_side_shows_its_rule_its_arithmetic_and_its_rows(visit: Visitor) -> None:
    card = _card(visit, "trafficking_police_reports-53-2023-tahap")
    assert "Bagian-bagiannya berjumlah lebih besar daripada totalnya." in card.text
    assert "lidik 10 + sidik 11 + P-19 2 + P-21 23 = 46" in card.text
    assert {"A-103", "A-128", "A-129", "A-130", "A-131"} <= {link.text for link in links_of(card)}
    assert "2.226 : 1.960 = 113,6 persen" in _card(visit, "procedural_placement_achievement-53-2025").text


def test_an_older_name_of_a_conflict_still_leads_to_it(visit: Visitor) -> None:
    assert "538" in _card(visit, "remains_repatriated-53-2018-2022").text


@pytest.mark.parametrize(
    ("series", "apart", "codes"),
    [
        ("trafficking_police_reports", "trafficking_and_smuggling_reports", {"A-110", "A-115"}),
        ("trafficking_cases_completed", "trafficking_and_smuggling_completed", {"A-111", "A-116"}),
        ("remains_repatriated", "deaths_undivided", {"A-042"}),
    ],
)
def test_figures_of_a_wider_definition_stand_in_a_series_that_the_older_address_leads_to(
    visit: Visitor, series: str, apart: str, codes: set[str]
) -> None:
    older = visit("/angka", lapisan=series)
    assert "Angka yang definisinya lebih luas berdiri di deretnya sendiri" in older.text
    [way] = [link for link in older.links if link.query == {"lapisan": apart}]
    table = visit(way.address).table("Daftar angka terbit")
    assert {links_of(row[""])[0].query["angka"] for row in table.rows} == codes


def test_what_an_office_counts_is_listed_as_its_own_and_not_drawn_as_a_kabupaten(visit: Visitor) -> None:
    [row] = visit("/angka", lapisan="passport_refusal").table("Daftar angka terbit").rows
    assert row["Wilayah"].text == "wilayah kerja kantor imigrasi di Belu"
    on_map = visit("/peta", lapisan="passport_refusal")
    assert "dihitung per wilayah kerja kantor imigrasi, bukan per kabupaten/kota" in on_map.text
    assert "43 permohonan" not in on_map.text


def test_neither_side_of_a_conflict_is_called_merely_published(visit: Visitor) -> None:
    for key in FAMOUS:
        card = _card(visit, key)
        assert card.text.count("Bertentangan") >= 2
        assert "Semua ditampilkan; tidak ada yang ditimpa." in card.text


def test_every_conflict_of_the_list_opens_with_all_its_readings(visit: Visitor) -> None:
    rows = visit("/angka", saring="pertentangan").table("Angka yang bertentangan").rows
    assert len(rows) >= len(FAMOUS)
    keys = set()
    for row in rows:
        (link,) = links_of(row["Pertentangan"])
        values = [text.strip() for text in row["Angka"].text.split("/")]
        assert len(values) >= 2
        card = visit(link.address).body.one("section", "gb-conflict-card")
        shown = [
            next(n.every("b")).text for n in card.one("div", "gb-readings").children if isinstance(n, Node)
        ]
        assert shown == values
        keys.add(link.query["pertentangan"])
    assert set(FAMOUS) <= keys


def test_stepping_through_the_conflicts_passes_each_once_and_comes_back(visit: Visitor) -> None:
    count = len(visit("/angka", saring="pertentangan").table("Angka yang bertentangan").rows)
    passed, address = [], "/angka"
    for _ in range(count):
        card = visit(address).body.one("section", "gb-conflict-card")
        passed.append(next(card.every("h2")).text)
        following = [a for a in card.every("a", "gb-pill") if a.attributes["aria-label"] == "Berikutnya"]
        address = following[0].attributes["href"]
    assert len(set(passed)) == count
    again = visit(address).body.one("section", "gb-conflict-card")
    assert next(again.every("h2")).text == passed[0]


def test_all_135_figures_stand_on_the_pages_with_value_and_source(visit: Visitor) -> None:
    known, seen = _sources(visit.home), []
    for page in range(1, 100):
        screen = visit("/angka", hal=str(page))
        for row in screen.table("Daftar angka terbit").rows:
            (definition,) = links_of(row[""])
            code = definition.query["angka"]
            value, url = known[code]
            assert row["Nilai"].text == number(value), code
            assert [link.address for link in links_of(row["Sumber"])] == [url], code
            seen.append(code)
        if len(seen) >= screen.total:
            break
    assert len(seen) == len(set(seen)) == screen.total == 135
    assert set(seen) == set(known)


@pytest.mark.parametrize("code", ["A-001", "A-033", "A-104"])
def test_one_figure_shows_value_definition_and_the_address_of_its_source(visit: Visitor, code: str) -> None:
    value, url = _sources(visit.home)[code]
    panel = visit("/angka", angka=code).body.one("section", "gb-panel")
    facts = dict(zip([n.text for n in panel.every("dt")], [n.text for n in panel.every("dd")], strict=True))
    assert next(panel.one("p", "gb-big").every("b")).text == number(value)
    assert facts["Alamat sumber"] == url
    assert len(facts["Definisi"]) > 20
    assert url in [link.address for link in links_of(panel)]


def test_searching_finds_what_a_row_says_and_nothing_else(visit: Visitor) -> None:
    found = visit("/angka", cari="malaka").table("Daftar angka terbit")
    assert found.rows
    assert all("malaka" in " ".join(n.text for n in row.values()).casefold() for row in found.rows)
    assert visit("/angka", cari="zzz tidak ada").tables == []


def test_no_figure_is_marked_as_sample_data(visit: Visitor) -> None:
    assert "DATA CONTOH" not in visit("/angka", angka="A-033").text.replace("DATA CONTOH Penjelas", "")


def test_the_secretariat_records_figures_and_others_only_read_them(visit: Visitor) -> None:
    assert visit("/angka").link("Angka baru").path == "/angka-baru"
    assert not [link for link in visit("/angka", as_="polda").links if link.path == "/angka-baru"]
    assert [box.label for box in visit("/angka").app.expander] == ["Tunjuk penjelas atau putuskan"]
    assert not visit("/angka", as_="polda").app.expander


def box(app: AppTest, kind: str, label: str) -> Any:
    [found] = [each for each in getattr(app, kind) if each.label == label]
    return found


def typed(app: AppTest, value: str) -> AppTest:
    box(app, "selectbox", "Indikator").set_value("procedural_placement")
    box(app, "selectbox", "Wilayah").set_value("53")
    box(app, "text_input", "Dibaca sebagai").set_value(value)
    box(app, "date_input", "Dari").set_value(date(2024, 1, 1))
    box(app, "date_input", "Sampai").set_value(date(2024, 12, 31))
    return app


def test_a_value_unlike_what_is_written_is_asked_about_and_its_receipt_repeats_it(
    visit_own: Visitor,
) -> None:
    app = typed(visit_own("/angka-baru", as_=OFFICE).app, "150")
    box(app, "text_input", "Nilai seperti tertulis di sumber").set_value("1.500 orang")
    box(app, "text_input", "Nama sumber").set_value("Laporan uji")
    box(app, "text_input", "Alamat halaman").set_value("https://contoh.example/uji")
    box(app, "date_input", "Halaman dilihat").set_value(date(2026, 11, 18))
    app.run()
    box(app, "button", "Simpan angka").click()
    assert "Dibaca sebagai 150 orang, sedangkan di sumber tertulis" in Screen("/angka-baru", app.run()).text
    box(app, "button", "Ya, 150 orang").click()
    assert "tercatat: 150 orang." in Screen("/angka-baru", app.run()).text


def test_a_conflict_is_seen_while_the_figure_is_typed(visit: Visitor) -> None:
    app = typed(visit("/angka-baru").app, "1.500")
    text = Screen("/angka-baru", app.run()).text
    assert "1.500 bertentangan dengan 1.096 dan 1.401." in text
    assert "tidak ada yang ditimpa" in text


def _said_otherwise(known: Any) -> PublishFigure:
    """The same place and time with another number, on another page."""
    return PublishFigure(
        known.indicator_code,
        known.region_code,
        known.period_start,
        known.period_end,
        "99 orang",
        99.0,
        "Laporan uji",
        "https://contoh.example/uji",
        known.period_end,
    )


def test_what_is_decided_of_a_conflict_is_what_the_map_draws_and_both_are_kept(visit_own: Visitor) -> None:
    (known,) = visit_own.home.rows(select(PublishedFigure).where(PublishedFigure.code == IN_SUMBA))
    do(visit_own, _said_otherwise(known))
    on_map = {"lapisan": known.indicator_code, "wilayah": known.region_code}
    on_map["periode"] = f"{known.period_start}..{known.period_end}"
    assert "Bertentangan dan belum diputus" in visit_own("/peta", as_=OFFICE, **on_map).text
    key = f"{known.indicator_code}-{known.region_code.replace('.', '-')}-{known.period_start.year}"
    new = visit_own("/angka", as_=OFFICE, angka="A-136")
    assert "Bertentangan" in new.text
    assert new.link(f"dengan {known.value:.0f}").query["pertentangan"] == key
    do(visit_own, SettleConflict(key, "A-136", "Laporan resmi yang lebih baru dan lengkap."))
    drawn = visit_own("/peta", as_=OFFICE, **on_map).text
    assert "99" in drawn
    assert "Ditampilkan menurut putusan" in drawn
    assert "Laporan resmi yang lebih baru dan lengkap." in drawn
    assert f"Tetap disimpan: {known.value:.0f} (" in drawn
    listed = visit_own("/angka", as_=OFFICE, saring="pertentangan")
    assert "satu sudah diputus" in listed.title
    assert "Diputus ditampilkan" in visit_own("/angka", as_=OFFICE, angka="A-136").text
    assert "Diputus tidak dipakai" in visit_own("/angka", as_=OFFICE, angka=IN_SUMBA).text
    card = visit_own("/angka", as_=OFFICE, pertentangan=key).body.one("section", "gb-conflict-card").text
    assert (card.count("Diputus ditampilkan"), card.count("Diputus tidak dipakai")) == (1, 1)
    do(visit_own, WithdrawFigure("A-136", "Halaman sumbernya sudah diralat."))
    past = visit_own("/angka", as_=OFFICE, pertentangan=key)
    assert "tidak dikenal dan diabaikan" not in past.text
    assert "Pertentangan ini tidak ada lagi. Diputus" in past.text
    assert "ditampilkan 99 menurut" in past.text
    assert "Laporan resmi yang lebih baru dan lengkap. Angka itu ditarik" in past.text
    assert past.link(f"{known.value:.0f} menurut .+").query["angka"] == IN_SUMBA


def test_a_conflict_that_went_before_it_was_decided_says_so_at_its_address(visit_own: Visitor) -> None:
    (known,) = visit_own.home.rows(select(PublishedFigure).where(PublishedFigure.code == IN_SUMBA))
    new = _said_otherwise(known)
    do(visit_own, new)
    key = f"{known.indicator_code}-{known.region_code.replace('.', '-')}-{known.period_start.year}"
    do(visit_own, NameExplainer(key, "bp3mi-ntt", date(2026, 12, 3)))
    do(visit_own, WithdrawFigure("A-136", "Halaman sumbernya sudah diralat."))
    past = visit_own("/angka", as_=OFFICE, pertentangan=key)
    assert "tidak dikenal dan diabaikan" not in past.text
    assert "Pertentangan ini tidak ada lagi. Belum pernah diputus, dan BP3MI NTT tidak perlu" in past.text
    assert "Tunjuk penjelas atau putuskan" not in past.text
    assert past.link(f"{known.value:.0f} menurut .+").query["angka"] == IN_SUMBA


def test_a_task_whose_conflict_nobody_was_to_explain_leads_to_what_became_of_it(visit_own: Visitor) -> None:
    (known,) = visit_own.home.rows(select(PublishedFigure).where(PublishedFigure.code == IN_SUMBA))
    do(visit_own, _said_otherwise(known))
    key = f"{known.indicator_code}-{known.region_code.replace('.', '-')}-{known.period_start.year}"
    task = do(
        visit_own,
        Proposal(
            "Jelaskan dua angka penempatan",
            "Penjelasan tertulis",
            "bp3mi-ntt",
            "53",
            "2 minggu",
            origin=TaskOrigin.FIGURE_CONFLICT,
            origin_key=key,
        ),
    )
    do(visit_own, WithdrawFigure("A-136", "Halaman sumbernya sudah diralat."))
    way = visit_own("/tugas", as_=OFFICE, kode=task).link("Pertentangan angka")
    past = visit_own(way.address, as_=OFFICE)
    assert "tidak dikenal dan diabaikan" not in past.text
    assert "Pertentangan ini tidak ada lagi. Belum pernah diputus, dan tidak ada yang ditunjuk" in past.text
    assert past.link(task).query["kode"] == task
    assert past.link(f"{known.value:.0f} menurut .+").query["angka"] == IN_SUMBA
    nobodys = visit_own("/angka", as_=OFFICE, pertentangan="deaths-53-1999")
    assert "tidak dikenal dan diabaikan" in nobodys.text


def test_a_withdrawn_figure_stands_in_a_list_of_its_own_with_its_reason(visit_own: Visitor) -> None:
    do(visit_own, WithdrawFigure(IN_SUMBA, "Halaman sumbernya sudah diralat."))
    listed = visit_own("/angka", as_="polda", saring="ditarik")
    assert "Halaman sumbernya sudah diralat." in listed.text
    assert IN_SUMBA in listed.text
    assert listed.title == "Satu angka sudah ditarik"
    assert "bertentangan, dari" not in listed.text
    assert IN_SUMBA in visit_own("/angka", as_="polda", saring="ditarik", cari="ralat").text
    searched = visit_own("/angka", as_="polda", saring="ditarik", cari="zzzz")
    assert "Tidak ada angka yang cocok" in searched.text


def test_a_new_indicator_is_defined_before_it_counts_and_can_then_be_chosen(visit_own: Visitor) -> None:
    screen = visit_own("/angka-baru", as_=OFFICE)
    widget(screen, "Nama indikator").set_value("Rumah aman yang buka")
    widget(screen, "Satuan").set_value("unit")
    widget(screen, "Definisi: apa yang dihitung, dan apa yang tidak").set_value("Rumah aman dengan petugas.")
    widget(screen, "Warna di peta").set_value(Palette.HARM)
    screen = press(screen, "Simpan indikator")
    assert "Pilih apa arti naiknya angka ini" in refusal(screen)
    widget(screen, "Arti naiknya angka").set_value(Polarity.UP)
    screen = press(screen, "Simpan indikator")
    assert "Warna bahaya hanya untuk deret yang naiknya berarti lebih buruk" in refusal(screen)
    widget(screen, "Warna di peta").set_value(Palette.NEUTRAL)
    screen = press(screen, "Simpan indikator")
    assert "Indikator Rumah aman yang buka tercatat." in receipt(screen)
    stood = place_of(screen.app.main, "Indikator baru")
    assert stood == place_of(screen.app.run().main, "Indikator baru"), "a form folds when the receipt goes"
    assert any("Rumah aman yang buka" in each for each in widget(screen, "Indikator").options)


def place_of(block: Any, label: str, at: tuple[int, ...] = ()) -> tuple[int, ...] | None:
    """Where Streamlit keeps what is unfolded: it counts the elements before and around it."""
    for index, each in block.children.items():
        if getattr(each, "label", "") == label:
            return (*at, index)
        if hasattr(each, "children") and (found := place_of(each, label, (*at, index))):
            return found
    return None


def test_a_page_that_gives_no_figure_is_recorded_once(visit_own: Visitor) -> None:
    for said in ("tercatat.", "sudah tercatat sebagai sumber"):
        screen = visit_own("/angka-baru", as_=OFFICE)
        widget(screen, "Nama halaman").set_value("Laporan tahunan uji")
        widget(screen, "Tautan halaman").set_value("https://contoh.example/tahunan")
        widget(screen, "Apa yang dicari dan tidak ditemukan").set_value("Angka per kabupaten.")
        screen = press(screen, "Simpan sumber")
        assert said in screen.text
    assert "Angka per kabupaten." in screen.text


def test_a_total_smaller_than_its_parts_is_a_group_and_the_map_doubts_it(visit_own: Visitor) -> None:
    with filling(visit_own.home.engine) as session:
        session.execute(
            update(PublishedFigure)
            .where(PublishedFigure.region_code == "53", PublishedFigure.destination_iso3 == "MYS")
            .where(PublishedFigure.value == 119)
            .values(value=100)
        )
    key = "deaths_abroad-53-2024-01-01-2024-11-30-MYS-wilayah"
    assert "Bagian-bagiannya berjumlah lebih besar daripada totalnya." in _card(visit_own, key).text
    title = visit_own("/peta", lapisan="deaths_abroad").title
    assert title.endswith("; diragukan, bagiannya berjumlah 119 sedangkan totalnya 100")


@pytest.mark.parametrize(
    ("registered", "said"),
    [
        (200_000, "Malaka dihitung dengan penduduk terdaftar 2025"),
        (0, "tanpa jumlah penduduk, jadi tanpa laju: Malaka (25 orang)"),
    ],
)
def test_a_year_that_counted_nobody_gives_way_and_who_has_no_people_is_named(
    visit_own: Visitor, registered: int, said: str
) -> None:
    """Below the headline and below the map."""
    with filling(visit_own.home.engine) as session:
        session.execute(
            update(Region)
            .where(Region.code == "53.21")
            .values(population_bps_2024=0, population_registered_2025=registered)
        )
    assert visit_own("/peta", lapisan="deaths_abroad").text.count(said) == 2
