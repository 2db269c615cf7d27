"""Pictures over time say something true of nothing, of one point, of what is hidden or still running."""

from datetime import date, timedelta
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from domain.commitments.health import RollUp
from domain.commitments.history import QuarterStanding
from domain.tasks.history import OpenTasks
from domain.time.calendar import Quarter
from reports import chart_frame, charts, time_charts
from reports.chart_frame import Frame
from reports.charts import AgencyLines, PlannedStep
from reports.drawing import Picture
from reports.time_charts import CountedSpan, KeptPromises
from tests.factories import MORNING

ON = MORNING.date()


def standing(
    key: str, claimed: float | None, verified: float | None, *, is_open: bool = False
) -> QuarterStanding:
    total = RollUp(4, 0 if claimed is None else 3, claimed, verified)
    return QuarterStanding(Quarter.parse(key), MORNING, is_open, total, {})


def lines_of(picture: Picture) -> list[str]:
    found = ElementTree.fromstring(picture.shapes).iter()
    return [path.get("d", "") for path in found if path.get("fill") == "none" and path.get("d")]


def counted(*spans: CountedSpan) -> Picture:
    return time_charts.counts(spans, title="TPPO", unit="laporan", address="/peta")


KEPT = KeptPromises(ON, ON, False, 2, 1, 1, "/rapat?id=2")
EMPTY = {
    "claims": (charts.claims([], whose="Deklarasi", address=""), "belum ada komitmen yang melapor"),
    "weeks": (time_charts.weeks([], []), "Belum ada tugas"),
    "promises": (time_charts.promises([]), "Belum ada rapat yang ditutup"),
    "counts": (counted(), "belum ada angka"),
    "timeline": (charts.timeline([], ON, code="K-01"), "belum punya titik kendali"),
}


def of_agency(*points: RollUp) -> Picture:
    return charts.agency(AgencyLines("Dinkes NTT", "dinkes", points, [f"B{n}" for n in range(len(points))]))


def test_an_agency_that_never_reported_is_hatched_and_not_at_nought() -> None:
    picture = of_agency(RollUp(4, 0, None, None))
    assert "belum ada laporan; bukan nol" in picture.description
    assert [words.text for words in picture.words] == ["belum ada laporan"]


def test_of_one_report_of_an_agency_no_line_leads_anywhere() -> None:
    picture = of_agency(RollUp(4, 3, 20, 10))
    assert lines_of(picture) == []
    assert "diklaim 20,0 %, terverifikasi 10,0 %, selisih 10,0 poin" in picture.description


@pytest.mark.parametrize("name", EMPTY)
def test_of_nothing_a_picture_says_that_there_is_nothing(name: str) -> None:
    picture, why = EMPTY[name]
    assert picture.shapes == ""
    assert why in picture.description


ONE = {
    "claims": charts.claims([standing("2026-B12", 20, 10, is_open=True)], whose="Deklarasi", address=""),
    "weeks": time_charts.weeks([OpenTasks(MORNING, 3, 1)], []),
    "promises": time_charts.promises([KEPT]),
    "counts": counted(CountedSpan("Okt 2026", 3, is_complete=True)),
    "agency": of_agency(RollUp(4, 3, 20, 10)),
}


@pytest.mark.parametrize("name", ONE)
def test_of_one_point_it_tells_no_direction(name: str) -> None:
    assert "belum ada arah" in ONE[name].description
    assert lines_of(ONE[name]) == [], "no line leads from one point to itself"


MARKS = (
    "arsir",
    "Angka di atas garis",
    "garis titik",
    "garis merah",
    "lewat tenggat",
    "terlambat",
    "bersegel",
)


@pytest.mark.parametrize(
    ("picture", "marks"),
    [
        (ONE["claims"], set()),
        (charts.claims([standing("2026-B09", 20, 10)], whose="", address=""), set()),
        (time_charts.weeks([OpenTasks(MORNING, 3, 0)], [ON]), set()),
        (ONE["weeks"], {"lewat tenggat"}),
        (time_charts.promises([KeptPromises(ON, ON, False, 2, 0, 0, "")]), set()),
        (time_charts.promises([KeptPromises(ON, ON, False, 0, 0, 0, "")]), set()),
        (ONE["promises"], {"arsir", "terlambat"}),
        (charts.timeline([PlannedStep("B03", ON, ON, 40, 0, False, "", "")], ON, code="K-01"), set()),
        (
            charts.timeline([PlannedStep("B03", ON, ON, None, None, True, "", "")], ON, code="K-01"),
            {"arsir", "garis merah"},
        ),
        (
            charts.claims(
                [standing("2026-B09", 20, 10), standing("2026-B12", 40, 10, is_open=True)],
                whose="",
                address="",
            ),
            {"arsir", "Angka di atas garis"},
        ),
    ],
)
def test_below_a_picture_stands_what_its_own_marks_mean_and_no_others(
    picture: Picture, marks: set[str]
) -> None:
    assert {each for each in MARKS if each in picture.remark} == marks


def test_only_the_present_week_leads_to_its_rows() -> None:
    weeks = [OpenTasks(MORNING - timedelta(days=7), 3, 2), OpenTasks(MORNING, 4, 1)]
    picture = time_charts.weeks(weeks, [])
    assert [bool(spot.address) for spot in picture.spots] == [False, True]
    assert [bool(row.address) for row in picture.rows] == [False, True]


def test_hidden_unreported_running_and_zero_are_four_things() -> None:
    picture = counted(
        CountedSpan("Jul 2026", None, is_complete=True),
        CountedSpan("Agu 2026", 0, is_complete=True),
        CountedSpan("Sep 2026", 5, is_complete=True),
        CountedSpan("Okt 2026", 2, is_complete=False),
    )
    assert [row.cells[1:] for row in picture.rows] == [
        ("disembunyikan", "ya"),
        ("0", "ya"),
        ("5", "ya"),
        ("2", "belum lengkap"),
    ]
    assert "1 dari 4 masa disembunyikan" in picture.description
    assert "5 laporan pada Sep 2026" in picture.description, "a running month is no fall"
    fills = [each.get("fill") for each in ElementTree.fromstring(picture.shapes) if each.tag.endswith("rect")]
    assert len(set(fills)) == 4


SEPTEMBER, OCTOBER, NOVEMBER = (
    CountedSpan("Sep 2026", 5, is_complete=True),
    CountedSpan("Okt 2026", 2, is_complete=False),
    CountedSpan("Nov 2026", None, is_complete=False),
)


@pytest.mark.parametrize(
    ("spans", "said"),
    [
        ((SEPTEMBER,), "5 laporan pada Sep 2026. Baru satu masa, belum ada arah."),
        ((OCTOBER,), "belum ada masa yang lengkap; Okt 2026 belum lengkap, sejauh ini 2 laporan. Baru satu"),
        ((NOVEMBER,), "belum ada masa yang lengkap; Nov 2026 belum lengkap; 1 dari 1 masa disembunyikan."),
        ((SEPTEMBER, OCTOBER), "5 laporan pada Sep 2026; Okt 2026 belum lengkap, sejauh ini 2 laporan."),
        (
            (SEPTEMBER, OCTOBER, NOVEMBER),
            "; Okt 2026 sampai Nov 2026 belum lengkap; 1 dari 3 masa disembunyikan.",
        ),
    ],
    ids=["one", "one that runs", "one that is hidden", "full", "two that run"],
)
def test_a_picture_of_months_says_which_of_them_are_not_complete(
    spans: tuple[CountedSpan, ...], said: str
) -> None:
    picture = counted(*spans)
    assert said in picture.description
    assert all(picture.description.removesuffix(".") in spot.name for spot in picture.spots)
    assert len(picture.rows) == len(spans)


@pytest.mark.parametrize("frame", [chart_frame.ON_SCREEN, Frame(300, 150, 15)], ids=["screen", "half a page"])
@pytest.mark.parametrize("quarters", [2, 5, 6, 10, 20])
def test_names_of_quarters_below_the_lines_do_not_lie_upon_each_other(quarters: int, frame: Frame) -> None:
    found = [
        standing(Quarter.parse("2025-B12").shift(place).key, 20, 10, is_open=place == quarters - 1)
        for place in range(quarters)
    ]
    picture = charts.claims(found, whose="Deklarasi", address="", frame=frame)
    below = [each for each in picture.words if each.y == frame.height - frame.letters / 2]
    assert below[-1].text == "kini"
    wide = 0.62 * frame.letters  # of one letter at most
    for one, other in pairwise(below):
        assert other.x - one.x >= wide * (len(one.text) + len(other.text)) / 2


@pytest.mark.parametrize(
    "names",
    [
        ("Jan 2026",),
        ("Jan 2026", "Feb 2026"),
        ("Jan 2026", "Feb 2026", "Mar 2026"),
        ("Jan 2026", "Feb 2026", "Mar 2026", "Apr 2026"),
        ("2025", "1 Jan–30 Sep 2026"),
        ("2023", "2024", "2025", "1 Jan–30 Sep 2026"),
        ("Jan 2026",) * 13,
    ],
    ids=" ".join,
)
def test_the_names_below_a_few_small_bars_do_not_lie_upon_each_other(names: tuple[str, ...]) -> None:
    picture = time_charts.counts(
        [CountedSpan(name, 5, is_complete=True) for name in names],
        title="Malaka",
        unit="laporan",
        address="",
        width=190,
        height=84,
    )
    below = [each for each in picture.words if each.y > 70]
    said = " ".join(each.text for each in below)
    assert said.startswith(names[0])
    assert said.endswith(names[-1])
    assert not any(one.lies_on(other, 12) for one, other in pairwise(below))
    assert all(each.span(12)[0] >= 0 for each in below)


def test_what_is_said_of_a_long_bar_of_promises_has_room_behind_it() -> None:
    picture = time_charts.promises([KeptPromises(ON, ON, False, 100, 12, 8, "")], width=350)
    assert all(each.x + 6.6 * len(each.text) <= 350 for each in picture.words)


def test_today_stands_in_a_plan_that_has_not_begun() -> None:
    begins = ON + timedelta(days=40)
    step = PlannedStep("B03 2027", begins, begins + timedelta(days=90), None, None, False, "", "")
    words = charts.timeline([step], ON, code="K-01").words
    [today] = [each for each in words if each.text == "hari ini"]
    [name] = [each for each in words if each.text == "B03 2027"]
    assert today.span(12)[0] >= 0
    assert today.x < name.span(12)[0]
    assert not today.lies_on(name, 12)


def test_the_name_of_a_step_stands_at_its_bar_and_within_the_picture() -> None:
    """A phone shows the newest part of a wide picture, where names at its left edge are out of sight."""
    quarters = [("B03 2026", 90), ("B06 2026", 180), ("B12 2027", 700)]
    begins = [ON, ON + timedelta(days=90), ON + timedelta(days=695)]
    steps = [
        PlannedStep(name, start, ON + timedelta(days=due), None, None, False, "", "")
        for (name, due), start in zip(quarters, begins, strict=True)
    ]
    words = charts.timeline(steps, ON, code="K-01", width=700).words
    ends = {each.text: each.span(12) for each in words}
    assert ends["B03 2026"][0] < 10
    assert ends["B12 2027"][0] > 350
    assert all(left >= 0 and right <= 700 for left, right in ends.values())


def test_a_quarter_in_which_nobody_reported_is_a_gap_and_no_zero() -> None:
    picture = charts.claims(
        [standing("2026-B03", None, None), standing("2026-B06", 40, 30), standing("2026-B09", 50, 45)],
        whose="Deklarasi",
        address="/komitmen",
    )
    assert picture.rows[0].cells[1:4] == ("Belum ada laporan", "Belum ada laporan", "–")
    assert "selisih 10,0 poin pada B06, 5,0 poin pada B09" in picture.description
    assert len(picture.spots) == 3, "each point opens its rows"


def test_a_plan_on_a_calendar_marks_what_passed_without_a_word() -> None:
    steps = [
        PlannedStep("B06 2026", date(2026, 4, 1), date(2026, 6, 30), 100, 80, False, "Substansial", ""),
        PlannedStep(
            "B09 2026", date(2026, 6, 30), date(2026, 9, 30), None, None, True, "Belum ada laporan", ""
        ),
    ]
    picture = charts.timeline(steps, ON, code="K-18")
    assert (
        picture.description == "K-18: 1 dari 2 titik kendali sudah dilaporkan, 1 lewat harinya tanpa laporan."
    )
    assert [row.cells[-1] for row in picture.rows] == ["Substansial", "Belum ada laporan"]


def test_words_within_a_drawing_are_text_whatever_was_typed() -> None:
    lines = charts.AgencyLines("Dinas <b>&</b>", "dinas", [RollUp(1, 0, None, None)], ["B12 2026"])
    picture = charts.agency(lines)
    assert [row.cells[0] for row in picture.rows] == ["B12 2026"]
    drawn = ElementTree.fromstring(picture.on_paper(12))
    assert "belum ada laporan" in "".join(drawn.itertext())
    assert picture.description == "Dinas <b>&</b>: belum ada laporan; bukan nol."


def test_a_last_word_of_an_earlier_quarter_is_not_said_to_be_of_now() -> None:
    found = [standing("2026-B06", 40, 30), standing("2026-B09", 50, 45)]
    picture = charts.claims([*found, standing("2026-B12", None, None, is_open=True)], whose="", address="")
    assert "10,0 poin pada B06, 5,0 poin pada B09." in picture.description
