"""Peta as its readers have it without a picture: the table, the legend and the panel."""

import re
from datetime import date

import pytest
from sqlalchemy import func, select

from db.commands.cases import add_cases
from db.models import CaseRecord, PublishedFigure, Region, Source
from domain.access.permissions import TIERS, DisclosureTier, Role
from domain.disclosure.suppression import THRESHOLDS
from domain.figures.cases import CaseKind
from domain.places.regions import RegionLevel
from domain.time import formats
from tests import factories
from tests.factories import ACCOUNTS, filling
from tests.pages.screen import Screen, Table, links_of, whole
from tests.pages.visiting import House, Visitor

DEATHS = "Kematian PMI di luar negeri"
KINDS = [f"kasus-{kind.value}" for kind in CaseKind]
YEARS = ["2023", "2024", "2025", "2026"]


def _counts(table: Table) -> dict[str, int | str]:
    """What the column of counts says per region: a number, or the words instead of one."""
    found: dict[str, int | str] = {}
    for row in table.rows:
        text = row["Jumlah"].text
        number = re.fullmatch(r"([\d.]+) \w+", text)
        found[row["Wilayah"].text] = whole(number[1]) if number else text
    return found


def _year(year: str) -> str:
    return f"{year}-01-01..{year}-12-31"


def _true_counts(home: House, kind: CaseKind, year: int, level: RegionLevel) -> dict[str, int]:
    """Reports per region name, recounted from the records."""
    place = (
        CaseRecord.origin_regency_code if level is RegionLevel.REGENCY else CaseRecord.origin_district_code
    )
    counted = dict(
        home.rows(
            select(place, func.count())
            .where(
                CaseRecord.kind == kind, CaseRecord.reported_on.between(date(year, 1, 1), date(year, 12, 31))
            )
            .group_by(place)
        )
    )
    codes = home.rows(select(Region.code).where(Region.level == level))
    return {row.code: counted.get(row.code, 0) for row in codes}


def _by_code(home: House, screen: Screen, level: RegionLevel) -> dict[str, list[int | str]]:
    """The counts of the table by region code; names of kecamatan repeat, so a code may have several."""
    names: dict[str, list[str]] = {}
    for row in home.rows(select(Region.code, Region.name).where(Region.level == level)):
        names.setdefault(row.name.removeprefix("Kabupaten ").removeprefix("Kota "), []).append(row.code)
    result: dict[str, list[int | str]] = {}
    for row in screen.tables[0].rows:
        name = row["Wilayah"].text.removeprefix("Kab. ").removeprefix("Kota ")
        text = row["Jumlah"].text
        number = re.fullmatch(r"([\d.]+) laporan", text)
        for code in names[name]:
            result.setdefault(code, []).append(whole(number[1]) if number else text)
    return result


def test_published_deaths_are_17_values_that_add_up_to_119(visit: Visitor) -> None:
    counts = _counts(visit("/peta", tabel="ya").table(DEATHS))
    numbers = {name: value for name, value in counts.items() if isinstance(value, int)}
    assert len(counts) == 22
    assert len(numbers) == 17
    assert sum(numbers.values()) == 119
    assert numbers["Malaka"] == 25


def test_five_regions_are_zero_because_the_others_reach_the_total_and_said_to_be_derived(
    visit: Visitor,
) -> None:
    screen = visit("/peta", tabel="ya")
    derived = {
        name for name, value in _counts(screen.table(DEATHS)).items() if value == "0 orang, diturunkan"
    }
    assert derived == {"Alor", "Rote Ndao", "Manggarai Barat", "Sumba Tengah", "Sabu Raijua"}
    assert "Nol 5 wilayah, diturunkan" in screen.text
    assert "Jumlahnya 119, cocok dengan total" in screen.text
    assert "tidak disebut" not in screen.text.lower()


def test_the_values_equal_the_published_figures(visit: Visitor) -> None:
    query = (
        select(Region.name, PublishedFigure.value)
        .join(Region, Region.code == PublishedFigure.region_code)
        .where(
            PublishedFigure.indicator_code == "deaths_abroad",
            PublishedFigure.period_start == date(2024, 1, 1),
            PublishedFigure.period_end == date(2024, 11, 30),
            Region.level == RegionLevel.REGENCY,
        )
    )
    published = sorted(int(row.value) for row in visit.home.rows(query))
    shown = [
        value
        for value in _counts(visit("/peta", tabel="ya").table(DEATHS)).values()
        if isinstance(value, int)
    ]
    assert sorted(shown) == published


def test_the_chosen_region_shows_its_number_and_the_address_of_its_source(visit: Visitor) -> None:
    screen = visit("/peta", tabel="ya", wilayah="53.21")
    panel = screen.body.one("section", "gb-panel")
    url = visit.home.rows(
        select(Source.url)
        .join(PublishedFigure, PublishedFigure.source_code == Source.code)
        .where(
            PublishedFigure.region_code == "53.21",
            PublishedFigure.indicator_code == "deaths_abroad",
            PublishedFigure.value == 25,
        )
    )[0].url
    assert next(panel.every("h2")).text == "Malaka"
    assert "25 orang" in panel.text
    assert url in panel.text
    assert url in [link.address for link in links_of(panel)]
    below_the_legend = [link for note in screen.body.every("p", "gb-caption") for link in links_of(note)]
    assert url in [link.address for link in below_the_legend if link.text]


def test_the_panel_says_how_many_tasks_of_a_region_it_does_not_name(own: House, visit_own: Visitor) -> None:
    with filling(own.engine) as session:
        for _ in range(6):
            factories.task(session, region_code="53.08")
    panel = visit_own("/peta", wilayah="53.08").body.one("ul", "gb-here")
    assert len(list(panel.every("li"))) == 5
    assert panel.text.endswith("3 tugas lainnya"), "one stood there before"


def test_a_region_that_no_source_mentions_says_so_in_its_panel(visit: Visitor) -> None:
    screen = visit("/peta", lapisan="procedural_placement", wilayah="53.05")
    panel = screen.body.one("section", "gb-panel").text
    assert "Tidak disebut" in panel
    assert "Tidak disebut bukan berarti nol." in panel


def test_a_derived_zero_shows_its_arithmetic_and_the_total_it_reaches(visit: Visitor) -> None:
    panel = visit("/peta", wilayah="53.05").body.one("section", "gb-panel")
    assert "0 orang, diturunkan" in panel.text
    assert "Sumber tidak menyebut Alor, tetapi 17 wilayah yang disebut sudah mencapai totalnya" in panel.text
    parts, total = re.findall(r"((?:\d+ \+ )+\d+) = (\d+)", panel.text)[0]
    assert sum(map(int, parts.split(" + "))) == int(total) == 119
    opened = next(link for link in links_of(panel) if link.text == "119")
    assert "119" in visit(opened.address).body.one("section", "gb-panel").text


def test_a_published_zero_is_a_zero(visit: Visitor) -> None:
    found = []
    for row in visit.home.rows(
        select(
            PublishedFigure.indicator_code,
            PublishedFigure.region_code,
            PublishedFigure.period_start,
            PublishedFigure.period_end,
        ).where(PublishedFigure.value == 0)
    ):
        period = f"{row.period_start}..{row.period_end}"
        screen = visit(
            "/peta", tabel="ya", lapisan=row.indicator_code, periode=period, wilayah=row.region_code
        )
        assert "Nol" in screen.text
        panel = screen.body.one("section", "gb-panel").text
        assert "0 orang" in panel
        assert "Sumber menyatakan nol; ini bukan tanpa laporan." in panel
        found.append(row.region_code)
    assert found


def test_the_link_to_the_rows_opens_as_many_as_it_says(visit: Visitor) -> None:
    link = visit("/peta", tabel="ya").link(r"Buka \d+ baris")
    assert visit(link.address).total == int(link.text.split()[1]) == 17


@pytest.mark.parametrize("layer", KINDS)
@pytest.mark.parametrize("level", ["regency", "district"])
def test_the_link_to_the_cases_opens_as_many_as_it_says(visit: Visitor, layer: str, level: str) -> None:
    opened = 0
    for year in YEARS:
        screen = visit("/peta", tabel="ya", lapisan=layer, periode=_year(year), tingkat=level)
        for link in screen.links:
            said = re.fullmatch(r"Buka ([\d.]+) baris", link.text)
            if said and whole(said[1]):
                assert visit(link.address).total == whole(said[1]), f"{layer} {year}"
                opened += 1
    assert opened


@pytest.mark.parametrize("role", list(Role))
def test_no_small_count_of_a_kabupaten_reaches_a_role_that_may_not_see_it(visit: Visitor, role: Role) -> None:
    threshold, hidden = THRESHOLDS[TIERS[role]], 0
    for layer in KINDS:
        screen = visit("/peta", tabel="ya", as_=ACCOUNTS[role], lapisan=layer, periode=_year("2025"))
        shown = _by_code(visit.home, screen, RegionLevel.REGENCY)
        true = _true_counts(visit.home, CaseKind(layer.removeprefix("kasus-")), 2025, RegionLevel.REGENCY)
        for code, count in true.items():
            if count == 0 or count >= threshold:
                assert count in shown[code] or "disembunyikan" in shown[code], (layer, code)
            else:
                assert set(shown[code]) <= {f"< {threshold}", "disembunyikan", *_namesake(shown, true, code)}
                hidden += 1
    assert (hidden == 0) == (threshold == 1)


def _namesake(shown: dict[str, list[int | str]], true: dict[str, int], code: str) -> list[int | str]:
    """Kabupaten Kupang and Kota Kupang share a name; each may show the other's number."""
    twin = {"53.01": "53.71", "53.71": "53.01"}.get(code)
    return [value for value in shown[twin] if value == true[twin]] if twin else []


@pytest.mark.parametrize("role", [r for r in Role if TIERS[r] is not DisclosureTier.CASES])
def test_below_a_kabupaten_no_count_at_all_reaches_a_role_without_cases(visit: Visitor, role: Role) -> None:
    for layer in KINDS:
        screen = visit("/peta", tabel="ya", as_=ACCOUNTS[role], lapisan=layer, tingkat="district")
        table = screen.tables[0]
        assert len(table.rows) == 315
        assert set(table.column("Jumlah")) == {"disembunyikan"}, layer
        assert table.columns == ("Wilayah", "Jumlah")
        assert "315 dari 315 kecamatan disembunyikan" in screen.text
        assert "per 100.000" not in screen.text


@pytest.mark.parametrize("role", [r for r in Role if TIERS[r] is DisclosureTier.CASES])
def test_below_a_kabupaten_roles_with_cases_see_exact_counts(visit: Visitor, role: Role) -> None:
    screen = visit(
        "/peta",
        tabel="ya",
        as_=ACCOUNTS[role],
        lapisan="kasus-death_abroad",
        tingkat="district",
        periode=_year("2025"),
    )
    true = _true_counts(visit.home, CaseKind.DEATH_ABROAD, 2025, RegionLevel.DISTRICT)
    shown = sorted(value for value in _list(screen))
    assert shown == sorted(true.values())
    assert sum(shown) > 10


def _list(screen: Screen) -> list[int]:
    return [whole(text.removesuffix(" laporan")) for text in screen.tables[0].column("Jumlah")]


def test_the_chosen_kecamatan_of_an_agency_says_hidden_and_no_number(visit: Visitor) -> None:
    panel = visit(
        "/peta",
        tabel="ya",
        as_=ACCOUNTS[Role.AGENCY],
        lapisan="kasus-death_abroad",
        tingkat="district",
        wilayah="53.21.11",
    ).body.one("section", "gb-panel")
    assert "Disembunyikan" in panel.text
    assert "Disembunyikan bagi peran Anda agar orang tidak dikenali" in panel.text
    assert not re.search(r"\d+ laporan", panel.text)


def test_the_legend_has_its_own_word_for_silence_zero_and_hidden(visit: Visitor) -> None:
    published = visit("/peta", lapisan="procedural_placement").body.one("div", "gb-legend").text
    register = (
        visit("/peta", tabel="ya", as_=ACCOUNTS[Role.AGENCY], lapisan="kasus-death_abroad")
        .body.one("div", "gb-legend")
        .text
    )
    assert "Tidak disebut 15 wilayah, bukan nol" in published
    assert "Nol 2 wilayah" in published
    assert re.search(r"Nol \d+ wilayah", register)
    assert re.search(r"Disembunyikan \d+ wilayah, kecil atau dapat dipakai menghitung yang kecil", register)
    assert "Tidak disebut" not in register


def test_a_region_page_hides_exactly_what_the_map_hides(visit: Visitor) -> None:
    agency = ACCOUNTS[Role.AGENCY]
    table = visit("/wilayah", as_=agency, kode="53.07").table("Laporan per jenis dan tahun")
    for year in YEARS[1:]:
        on_map = _by_code(
            visit.home,
            visit("/peta", tabel="ya", as_=agency, lapisan="kasus-deportation", periode=_year(year)),
            RegionLevel.REGENCY,
        )["53.07"][0]
        # A year that still runs carries a mark at its column.
        [head] = [column for column in table.columns if column.rstrip("*") == year]
        assert table.row("Jenis", "Deportasi")[head].text == str(on_map)


@pytest.mark.parametrize("measure", ["disesuaikan", "mentah", "jumlah"])
def test_each_measure_is_named_where_it_is_drawn(visit: Visitor, measure: str) -> None:
    words = {"disesuaikan": "per tahun, disesuaikan", "mentah": "per tahun, mentah", "jumlah": ", jumlah"}
    assert words[measure] in visit("/peta", tabel="ya", ukuran=measure).body.one("div", "gb-legend").text


REGISTER = "kasus-death_abroad"
POLDA, LAYAR = ACCOUNTS[Role.AGENCY], ACCOUNTS[Role.SHARED_SCREEN]


LIMITS = re.compile(r"rentang 95 %: ([\d,]+)–([\d,]+)")


def _panel(screen: Screen) -> str:
    return next(screen.body.every("section", "gb-panel")).text


def _limits(screen: Screen) -> tuple[str, str]:
    found = LIMITS.search(_panel(screen))
    assert found
    return found[1], found[2]


def test_why_gives_the_word_the_interval_and_the_numbers_behind(visit: Visitor) -> None:
    panel = _panel(visit("/peta", wilayah="53.21"))
    assert "Titik panas: pasti" in panel
    low, high = (float(text.replace(",", ".")) for text in _limits(visit("/peta", wilayah="53.21")))
    assert low < 12.2 < high
    assert "12,2 per 100.000 per tahun, 5,3 kali rata-rata 22 kabupaten/kota (2,3)" in panel
    assert "Belu (5,9) juga tinggi" in panel
    assert "n 25 orang; diharapkan 4,1" in panel
    assert "Pasti: paling sedikit 5 orang" in panel


def test_a_kabupaten_with_one_case_and_few_people_is_not_on_top_and_why_says_so(visit: Visitor) -> None:
    """Lembata: one case, 143,345 people; the word is the same whenever it is computed."""
    screens = [visit("/peta", wilayah="53.13"), visit("/peta", wilayah="53.13", ukuran="mentah")]
    for screen in screens:
        assert "Belum cukup data" in _panel(screen)
        assert "terlalu sedikit untuk dinilai" in _panel(screen)
        assert "Lembata" not in screen.title
    table = visit("/peta", tabel="ya").table(DEATHS)
    assert [row["Wilayah"].text for row in table.rows[:2]] == ["Malaka", "Belu"]
    assert table.row("Wilayah", "Lembata")["Titik panas"].text == "belum cukup data"


def test_the_table_says_of_every_region_what_the_map_shows(visit: Visitor) -> None:
    table = visit("/peta", tabel="ya").table(DEATHS)
    assert table.columns == (
        "Wilayah",
        "Jumlah",
        "Laju mentah",
        "Laju disesuaikan",
        "Rentang 95 %",
        "Titik panas",
    )
    malaka = table.row("Wilayah", "Malaka")
    assert [malaka[column].text for column in table.columns[1:]] == [
        "25 orang",
        "14,1",
        "12,2",
        "–".join(_limits(visit("/peta", wilayah="53.21"))),
        "titik panas pasti",
    ]


def test_in_words_the_headline_names_what_is_certain_and_what_leans(visit: Visitor) -> None:
    screen = visit("/peta", ukuran="kelas")
    assert screen.title == "2024: titik panas pasti Malaka, Belu, Ende, dan Flores Timur"
    legend = screen.body.one("div", "gb-legend").text
    assert "pasti (4)" in legend
    assert "condong (0)" in legend
    assert "Belum cukup data 4 wilayah" in legend


def test_many_legal_departures_stand_out_and_are_no_hotspot(visit: Visitor) -> None:
    screen = visit("/peta", lapisan="procedural_placement", ukuran="kelas", wilayah="53.18", tabel="ya")
    assert screen.title.startswith("2023: yang menonjol pasti ")
    assert "titik panas" not in screen.text.lower()
    assert "Menonjol: pasti" in _panel(screen)


def test_two_periods_are_compared_in_one_sentence(visit: Visitor) -> None:
    screen = visit("/peta", lapisan=REGISTER, periode=_year("2025"), banding=_year("2024"), wilayah="53.21")
    assert screen.title == (
        "Malaka turun dari 11 (2024) menjadi 5 laporan (2025); belum cukup data untuk menyebut tren"
    )
    assert "Malaka turun dari 11 (2024) menjadi 5 laporan (2025)" in _panel(screen)


def test_a_year_that_still_runs_is_said_to_run(visit: Visitor) -> None:
    screen = visit("/peta", lapisan=REGISTER, banding=_year("2025"), wilayah="53.21")
    assert "2026 belum penuh: baru sampai 23 Nov 2026." in _panel(screen)
    assert "lalu 14 laporan (2026, 11 bulan)" in screen.title


def test_the_order_in_which_two_periods_are_chosen_does_not_turn_time_round(visit: Visitor) -> None:
    one = visit("/peta", lapisan=REGISTER, periode=_year("2025"), banding=_year("2024"), wilayah="53.21")
    other = visit("/peta", lapisan=REGISTER, periode=_year("2024"), banding=_year("2025"), wilayah="53.21")
    assert one.title == other.title


def test_the_table_of_two_periods_holds_all_regions_and_says_what_cannot_be_compared(visit: Visitor) -> None:
    screen = visit(
        "/peta", as_=POLDA, lapisan=REGISTER, periode=_year("2025"), banding=_year("2024"), tabel="ya"
    )
    table = screen.tables[-1]
    assert table.columns == ("Wilayah", "2024", "2025", "Selisih", "Kepastian")
    assert len(table.rows) == 22
    for row in table.rows:
        seen = [row[year].text for year in ("2024", "2025")]
        both = all(re.fullmatch(r"[\d.]+ laporan", text) for text in seen)
        assert (row["Selisih"].text == "–") is not both, seen
        assert (row["Kepastian"].text == "tidak dapat dibandingkan") is not both, seen
    assert any(row["Selisih"].text == "–" for row in table.rows)


def test_a_change_with_a_hidden_side_has_no_direction(visit: Visitor) -> None:
    table = visit(
        "/peta", as_=LAYAR, lapisan=REGISTER, periode=_year("2025"), banding=_year("2024"), tabel="ya"
    ).tables[-1]
    hidden = next(row for row in table.rows if row["Selisih"].text == "–")["Wilayah"].text
    code = visit.home.rows(select(Region.code).where(Region.name.endswith(hidden)))[0].code
    screen = visit(
        "/peta", as_=LAYAR, lapisan=REGISTER, periode=_year("2025"), banding=_year("2024"), wilayah=code
    )
    assert "tidak dapat disebut" in screen.title
    assert not re.search("naik|turun", screen.title)


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ({"wilayah": "53.99"}, "“53.99” pada alamat (wilayah) tidak dikenal dan diabaikan."),
        ({"ukuran": "panas"}, "“panas” pada alamat (ukuran) tidak dikenal"),
        ({"tampil": "rute,hantu"}, "“hantu” pada alamat (tampil) tidak dikenal"),
        ({"periode": "1990-01-01..1990-12-31"}, "sebelum data lapisan ini mulai (1 Januari 2024)"),
        ({"periode": "2031-01-01..2031-12-31"}, "Periode pada alamat tidak ada pada lapisan ini"),
        ({"periode": "kemarin"}, "“kemarin” pada alamat (periode) tidak dikenal"),
        ({"banding": "2024-01-01..2024-11-30"}, "tidak dapat dibandingkan dengan dirinya sendiri"),
        ({"banding": "1990-01-01..1990-12-31"}, "pada alamat (banding) tidak dikenal"),
        ({"tingkat": "district"}, "Lapisan ini terbit per kabupaten/kota"),
    ],
)
def test_what_an_address_gets_wrong_is_said_and_the_map_still_stands(
    visit: Visitor, query: dict[str, str], sentence: str
) -> None:
    screen = visit("/peta", **query)
    assert sentence in screen.body.one("p", "gb-warning").text
    assert screen.title.startswith("2024: Malaka 5,3 kali rata-rata 22 kabupaten/kota")


@pytest.mark.parametrize(
    ("layer", "levels"),
    [
        ("procedural_placement", ["Kabupaten/kota"]),
        ("kasus-death_abroad", ["Kabupaten/kota", "Kecamatan"]),
    ],
)
def test_kecamatan_are_offered_where_a_layer_has_them_and_nowhere_else(
    visit: Visitor, layer: str, levels: list[str]
) -> None:
    offered = visit("/peta", lapisan=layer).choices("tingkat").options
    assert list(offered) == levels


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("layer", KINDS)
def test_every_layer_can_be_drawn_with_everything_on_it(visit: Visitor, role: Role, layer: str) -> None:
    screen = visit(
        "/peta",
        as_=ACCOUNTS[role],
        lapisan=layer,
        ukuran="kelas",
        tampil="klaster,rute,titik",
        periode="2022-01-01..2026-12-31",
        banding=_year("2025"),
    )
    assert "bertumpang tindih" in screen.text


def test_clusters_are_for_those_who_may_see_kecamatan(visit: Visitor) -> None:
    full = visit("/peta", lapisan=REGISTER, tampil="klaster").body.one("ol", "gb-clusters").text
    assert "Kobalima" in full
    assert re.search(r"\d laporan, diharapkan \d", full)
    assert "Bila kebetulan: sekali dalam" in full
    for account in (POLDA, LAYAR):
        screen = visit("/peta", as_=account, lapisan=REGISTER, tampil="klaster")
        assert not list(screen.body.every("ol", "gb-clusters"))
        assert "Kobalima" not in screen.everything


def test_a_published_layer_says_where_clusters_and_routes_come_from(visit: Visitor) -> None:
    screen = visit("/peta", tampil="klaster,rute")
    assert "Klaster awal dihitung dari laporan dalam register kasus" in screen.text
    links = {link.address for link in screen.links if link.text == "Buka lapisan register"}
    assert len(links) == 1
    assert visit(links.pop()).body.one("ol", "gb-clusters")


def test_routes_add_up_to_all_reports_and_small_ones_are_merged(visit: Visitor) -> None:
    for account in (ACCOUNTS[Role.GOVERNOR_OFFICE], POLDA, LAYAR):
        screen = visit(
            "/peta", as_=account, lapisan=REGISTER, tampil="rute", periode="2022-01-01..2026-12-31"
        )
        table = screen.table("Rute")
        total = whole(screen.body.one("div", "gb-quality").text.split()[0])
        counts = [whole(row["Laporan"].text) for row in table.rows]
        if account in (POLDA, LAYAR):
            assert sum(counts) < total, "the running year is told when it is over"
        else:
            assert sum(counts) == total
        assert table.rows[-1]["Asal"].text == "lainnya"
        threshold = THRESHOLDS[TIERS[next(r for r, name in ACCOUNTS.items() if name == account)]]
        assert min(counts[:-1], default=threshold) >= threshold


def test_marks_say_what_is_not_known(visit: Visitor) -> None:
    screen = visit("/peta", tampil="titik")
    assert "pos lintas batas (5)" in screen.text
    assert "jumlah LTSA yang beroperasi sekarang belum diverifikasi" in screen.text
    assert "tim khusus desa belum ada yang dilaporkan" in screen.text


def test_a_task_can_be_born_from_a_place(visit: Visitor) -> None:
    link = visit("/peta", wilayah="53.21").link("Buat tugas")
    assert link.path == "/tugas"
    assert link.query == {"baru": "ya", "wilayah": "53.21", "asal": "wilayah"}


def test_the_way_down_and_up_again_is_made_of_links(visit: Visitor) -> None:
    top = visit("/peta", lapisan=REGISTER, wilayah="53.21")
    inside = visit(top.link("Lihat kecamatannya").address)
    assert inside.title.startswith("Malaka, 2026: ")
    leading = inside.body.one("ol", "gb-ranked")
    district = visit(links_of(leading)[0].address)
    assert [node.text for node in district.body.one("section", "gb-panel").every("h2")] == [
        links_of(leading)[0].text
    ]
    trail = [link.text for link in links_of(district.body.one("header", "gb-head").one("nav"))]
    assert trail == ["Peta", "Malaka"]
    closed = visit(district.link("Tutup").address)
    assert "Pilih wilayah" in closed.text


def test_the_quality_of_a_register_says_what_hiding_costs(visit: Visitor) -> None:
    quality = visit("/peta", as_=LAYAR, lapisan=REGISTER).body.one("div", "gb-quality").text
    assert re.search(r"\d+ dari 22 kabupaten/kota disembunyikan agar orang tidak dikenali", quality)
    assert "laporan di seluruh NTT, 2026" in quality
    assert "laporan tanpa kabupaten/kota asal" in quality


def test_where_nearly_everything_is_hidden_the_headline_does_not_speak_of_zero_alone(visit: Visitor) -> None:
    screen = visit("/peta", as_=LAYAR, lapisan="kasus-prevented_departure")
    found = re.fullmatch(
        r"(\d+) dari 22 kabupaten/kota disembunyikan bagi peran Anda, 2026; (\d+) yang terlihat nol",
        screen.title,
    )
    assert found
    assert int(found[1]) + int(found[2]) == 22
    assert "sisanya" not in screen.text


def _hidden(screen: Screen) -> int:
    return sum(not re.match(r"\d", text) for text in screen.tables[0].column("Jumlah"))


@pytest.mark.parametrize("account", [POLDA, LAYAR])
@pytest.mark.parametrize("layer", KINDS)
def test_whatever_counts_words_says_how_many_it_cannot_see(visit: Visitor, account: str, layer: str) -> None:
    for measure in ("kelas", "disesuaikan"):
        screen = visit("/peta", as_=account, lapisan=layer, ukuran=measure, tabel="ya")
        hidden = _hidden(screen)
        assert hidden
        assert f"{hidden} wilayah disembunyikan" in screen.title or f"{hidden} dari 22" in screen.title
        legend = screen.body.one("div", "gb-legend").text
        counted = re.findall(r"(?:pasti|condong|mereda|tidak menonjol) \((.*?)\)", legend)
        assert {text.partition(" ")[2] for text in counted} <= {f"dari {22 - hidden} terlihat"}
        if "kali rata-rata" in screen.title:
            assert "menurut yang terlihat" in screen.title
            assert "yang disembunyikan dianggap sama rata" in screen.text
        words = screen.tables[0].column(screen.tables[0].columns[-1])
        assert words.count("disembunyikan") == hidden


def test_who_sees_everything_is_told_of_nothing_hidden(visit: Visitor) -> None:
    for layer in KINDS:
        screen = visit("/peta", lapisan=layer, ukuran="kelas")
        assert "disembunyikan" not in screen.text.lower()
        assert "yang terlihat" not in screen.text


@pytest.mark.parametrize("layer", ["deaths_abroad", "procedural_placement", *KINDS])
def test_every_headline_carries_its_time_and_every_ratio_its_reference(visit: Visitor, layer: str) -> None:
    for account in (ACCOUNTS[Role.GOVERNOR_OFFICE], POLDA, LAYAR):
        title = visit("/peta", as_=account, lapisan=layer).title
        assert re.search(r"20\d\d", title), title
        assert ("kali rata-rata" in title) == bool(re.search(r"kali rata-rata \d+ kabupaten/kota", title))


def test_the_first_year_of_the_register_says_from_when_it_counts(visit: Visitor) -> None:
    first = visit.home.rows(select(func.min(CaseRecord.reported_on)))[0][0]
    screen = visit("/peta", lapisan=REGISTER, periode=_year(str(first.year)))
    assert f"Register berjalan sejak {formats.beginning(first)}" in screen.text
    assert f"{first.year} sejak {formats.beginning(first)}" in screen.body.one("div", "gb-quality").text
    whole_year = visit("/peta", lapisan=REGISTER, periode=_year(str(first.year + 1)))
    assert "Register berjalan sejak" not in whole_year.text


def test_a_rate_of_a_running_year_is_one_of_the_days_that_are_over(visit: Visitor) -> None:
    """Malaka in 2026, until 23 November: reports by people and by 327 days."""
    table = visit("/peta", lapisan=REGISTER, tabel="ya").tables[0]
    row = table.row("Wilayah", "Malaka")
    people = visit.home.rows(select(Region.population_registered_2025).where(Region.code == "53.21"))[0][0]
    rate = whole(row["Jumlah"].text.split()[0]) / people / (327 / 365.25) * 1e5
    assert row["Laju mentah"].text == formats.number(rate, 2), "the mean is below one"
    assert "penduduk terdaftar 2025" in visit("/peta", lapisan=REGISTER).text


def test_the_map_speaks_of_its_newest_record_and_beside_it_of_the_clock(visit: Visitor) -> None:
    published, register = visit("/peta"), visit("/peta", lapisan=REGISTER)
    newest = visit.home.rows(
        select(func.max(CaseRecord.reported_on)).where(CaseRecord.kind == CaseKind.DEATH_ABROAD)
    )[0][0]
    assert "Data s.d. 30 November 2024" in published.body.one("header", "gb-head").text
    assert f"Data s.d. {formats.long_date(newest)}" in register.body.one("header", "gb-head").text
    assert "dimuat 07.00 WITA" in published.body.one("header", "gb-head").text
    agency = visit("/peta", as_=POLDA, lapisan=REGISTER).body.one("header", "gb-head").text
    assert "Data s.d. 30 September 2026" in agency, "the last release"
    assert formats.long_date(newest) not in agency
    assert formats.month(newest) not in agency


def test_a_region_page_says_its_word_in_each_series(visit: Visitor) -> None:
    table = visit("/wilayah", kode="53.21").table("Menonjol per lapisan")
    assert table.row("Lapisan", DEATHS)["Menonjol"].text == "pasti"
    shown = {row["Lapisan"].text for row in table.rows}
    assert shown >= {f"{DEATHS} (hanya Malaysia)", "Register kasus: TPPO"}


def test_the_headline_counts_against_all_reports_and_not_against_those_shown(visit: Visitor) -> None:
    screen = visit("/peta", as_=POLDA, lapisan="kasus-deportation", ukuran="jumlah", periode=_year("2024"))
    total = screen.body.one("div", "gb-quality").text.split()[0]
    assert "disembunyikan" in screen.text
    assert re.fullmatch(
        rf"2024: terbanyak di \w+, \d+ dari {total} laporan; \d+ wilayah disembunyikan", screen.title
    )


def test_many_reports_of_one_day_are_one_event_and_no_hotspot(visit_own: Visitor) -> None:
    kind = CaseKind.PEOPLE_SMUGGLING
    days = [date(2024, 3, 9), date(2023, 3, 9), date(2023, 3, 10)]
    with filling(visit_own.home.engine) as session:
        agency = factories.agency_id(session, "bp3mi-ntt")
        add_cases(
            session,
            [
                factories.case_values(agency, regency="53.20", kind=kind, reported_on=day)
                for day in days
                for _ in range(30)
            ],
        )
    of_one_day, of_two = (
        visit_own(
            "/peta",
            as_="kasus.bp3mi",
            lapisan=f"kasus-{kind.value}",
            periode=_year(year),
            wilayah="53.20",
        ).text
        for year in ("2024", "2023")
    )
    assert "jatuh pada satu hari" in of_one_day
    assert "jatuh pada satu hari" not in of_two
