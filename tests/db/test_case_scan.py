"""``python -m db scan``: what it prints for good files, and what it says of bad ones."""

import json
import re
from pathlib import Path

import pytest

from db.__main__ import main
from db.tools.scan_files import read_span

PLACES = "id,lat,lon\nA,-9.5,124.9\nB,-9.6,124.8\nC,-8.3,123.0\nD,-10.5,121.8\n"
ROWS = {
    "A": [0, 1, 0, 0, 1, 0, 7, 6, 0, 1, 0, 0],
    "B": [1, 0, 0, 1, 0, 0, 4, 5, 0, 0, 1, 0],
    "C": [2, 1, 3, 2, 2, 3, 1, 2, 2, 3, 2, 2],
    "D": [1, 2, 1, 1, 2, 1, 2, 1, 1, 2, 1, 3],
}
CASES = "place,date,count\n" + "".join(
    f"{place},2024-{month:02d}-15,{count}\n"
    for place, row in ROWS.items()
    for month, count in enumerate(row, start=1)
)


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    """Runs the command on two files; no database can be reached, and none is needed."""
    monkeypatch.setenv("DATABASE_URL", "nonsense://nowhere")

    def given(
        *options: str,
        cases: str | bytes = CASES,
        places: str | bytes = PLACES,
        names: tuple[str, str] = ("cases.csv", "places.csv"),
    ):
        for name, content in zip(names, (cases, places), strict=True):
            data = content if isinstance(content, bytes) else content.encode()
            (tmp_path / name).write_bytes(data)
        files = ["--cases", str(tmp_path / names[0]), "--places", str(tmp_path / names[1])]
        code = main(["scan", *files, *options])
        said = capsys.readouterr()
        return code, said.out, said.err

    return given


def test_json_tells_the_cluster_whole(run) -> None:
    code, out, err = run("--json")
    report = json.loads(out)
    assert (code, err) == (0, "")
    first = report["clusters"][0]
    assert sorted(first["places"]) == ["A", "B"]
    assert (first["from"], first["to"], first["observed"], first["p"]) == (
        "2024-07-01",
        "2024-08-31",
        22,
        0.001,
    )
    assert first["expected"] == pytest.approx(28 * 28 / 71, abs=1e-6)
    assert {"centre", "lat", "lon", "radius_km", "ratio", "statistic", "recurrence_days"} <= set(first)
    assert report["study"]["cases"] == 71
    assert report["study"]["periods"] == 12
    assert report["hindrance"] is None


def test_options_reach_the_scan(run) -> None:
    options = [
        "--json",
        "--unit",
        "week",
        "--kind",
        "prospective",
        "--max-share",
        "0.4",
        "--max-km",
        "50",
        "--max-periods",
        "6",
        "--replications",
        "19",
        "--seed",
        "3",
        "--from",
        "2024-01-01",
        "--to",
        "2024-08-31",
    ]
    study = json.loads(run(*options)[1])["study"]
    assert (study["unit"], study["kind"], study["max_share"], study["max_km"]) == (
        "week",
        "prospective",
        0.4,
        50,
    )
    assert (study["max_periods"], study["replications"], study["seed"]) == (6, 19, 3)
    assert (study["from"], study["to"], study["cases_left_out"]) == ("2024-01-01", "2024-08-31", 18)


def test_text_is_for_reading(run) -> None:
    code, out, _ = run("--replications", "19")
    assert code == 0
    assert "71 cases, 4 places, 12 periods" in out
    assert "2024-07-01 to 2024-08-31" in out


def test_semicolons_a_byte_order_mark_and_further_columns_are_read(run) -> None:
    places = "\ufeff" + PLACES.replace(",", ";").replace("lon\n", "lon;nama\n")
    code, out, _ = run("--json", "--replications", "19", places=places)
    assert code == 0
    assert json.loads(out)["study"]["places"] == 4


def test_what_cannot_cluster_is_said(run) -> None:
    code, out, _ = run(cases="place,date,count\nA,2024-01-01,3\nB,2024-01-02,4\n")
    assert code == 0
    assert "All cases fall into one period" in out


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"cases": "place,count\nA,1\n"}, "column date is missing"),
        ({"places": "id\nA\n"}, "column lat, lon is missing"),
        ({"cases": ""}, "is missing"),
        ({"places": "id,lat,lon\n"}, "no place stands below the header"),
        ({"cases": "place,date,count\nX,2024-01-01,1\n"}, "line 2: place 'X' is not in the file of places"),
        ({"cases": "place,date,count\nA,31/12/2024,1\n"}, "'31/12/2024' is not a date such as"),
        ({"cases": "place,date,count\nA,2024-01-01,-1\n"}, "'-1' is not a whole number"),
        ({"cases": "place,date,count\nA,2024-01-01,1.5\n"}, "'1.5' is not a whole number"),
        ({"places": "id,lat,lon\nA,-95,124\n"}, "'-95' is not a latitude"),
        ({"places": "id,lat,lon\nA,nan,124\n"}, "'nan' is not a latitude"),
        ({"places": "id,lat,lon\nA,-9,124\nA,-9,124\n"}, "line 3: place 'A' stands there twice"),
        ({"places": "id,lat,lon\n,-9,124\n"}, "the id is empty"),
        ({"cases": b"place,date,count\nA,2024-01-01,\xff\n"}, "is not UTF-8"),
        ({"cases": "place,date,count\n"}, "Tidak ada kasus"),
    ],
)
def test_a_bad_file_is_refused_with_its_reason(run, files, said: str) -> None:
    code, out, err = run(**files)
    assert (code, out) == (2, "")
    assert said in err


def test_a_missing_file_is_named(run, tmp_path: Path, capsys) -> None:
    code = main(["scan", "--cases", str(tmp_path / "none.csv"), "--places", str(tmp_path / "none.csv")])
    assert code == 2
    assert "none.csv cannot be read" in capsys.readouterr().err


def test_many_problems_are_counted_and_the_first_are_shown(run) -> None:
    _, _, err = run(cases="place,date,count\n" + "X,2024-01-01,1\n" * 9)
    assert "line 6" in err
    assert "and 4 more" in err


@pytest.mark.parametrize("option", [("--max-share", "0.9"), ("--replications", "0"), ("--max-periods", "0")])
def test_limits_that_make_no_sense_are_refused(run, option) -> None:
    code, _, err = run(*option)
    assert code == 2
    assert err


SATSCAN = ("cases.cas", "places.geo")
GEO = "".join(line.replace(",", " ") + "\n" for line in PLACES.splitlines()[1:])
CAS = "".join(
    "{0} {2} {1}\n".format(*line.split(",")).replace("-15", "/15").replace("2024-", "2024/")
    for line in CASES.splitlines()[1:]
)


def test_files_of_satscan_give_the_clusters_of_the_same_csv(run) -> None:
    as_csv = json.loads(run("--json", "--replications", "19")[1])
    assert "A 1 2024/02/15\n" in CAS
    for cases, places in ((CAS, GEO), (CAS.replace(" ", ", "), GEO.replace(" ", ","))):
        code, out, err = run("--json", "--replications", "19", cases=cases, places=places, names=SATSCAN)
        assert (code, err) == (0, "")
        assert json.loads(out) == as_csv


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2001", "2001-01-01", "2001-12-31"),
        ("2001/11", "2001-11-01", "2001-11-30"),
        ("2001/2/3", "2001-02-03", "2001-02-03"),
        ("2001-11-22", "2001-11-22", "2001-11-22"),
        ("2001.11.22", "2001-11-22", "2001-11-22"),
        ("11/2001", "2001-11-01", "2001-11-30"),
        ("11/22/2001", "2001-11-22", "2001-11-22"),
    ],
)
def test_a_date_of_satscan_lasts_as_long_as_it_is_exact(text: str, first: str, last: str) -> None:
    span = read_span(text, month_first=True)
    assert (str(span.first), str(span.last)) == (first, last)


@pytest.mark.parametrize(
    "text", ["22.11.2001", "22/11/2001", "01/11/22", "2001/13", "2001/2/30", "", "7", "x"]
)
def test_day_first_two_digit_years_and_days_that_are_none_are_no_dates(text: str) -> None:
    with pytest.raises(ValueError, match=f"^no date: {re.escape(text)}$"):
        read_span(text, month_first=True)


def test_month_first_is_read_in_files_of_satscan_only() -> None:
    with pytest.raises(ValueError, match="no date: 11/12/2001"):
        read_span("11/12/2001")


def test_years_and_months_last_to_their_end(run) -> None:
    yearly = "A 1 2001\nB 2 2003\nC 4 2002\n"
    study = json.loads(run("--json", "--unit", "year", cases=yearly, places=GEO, names=SATSCAN)[1])["study"]
    assert (study["from"], study["to"], study["periods"]) == ("2001-01-01", "2003-12-31", 3)
    monthly = "A 1 2001/11\nB 2 2002/2\n"
    study = json.loads(run("--json", cases=monthly, places=GEO, names=SATSCAN)[1])["study"]
    assert (study["from"], study["to"], study["periods"]) == ("2001-11-01", "2002-02-28", 4)
    study = json.loads(run("--json", "--from", "2023/10", "--to", "2024", "--replications", "9")[1])["study"]
    assert (study["from"], study["to"], study["periods"]) == ("2023-10-01", "2024-12-31", 15)


def test_on_a_plane_radii_have_the_unit_of_the_file(run) -> None:
    plane = "A 0 0\nB 3 4\nC 500 0\nD 0 900\n"
    options = ("--json", "--coordinates", "cartesian", "--replications", "99")
    first = json.loads(run(*options, cases=CAS, places=plane, names=SATSCAN)[1])["clusters"][0]
    assert (sorted(first["places"]), first["radius"]) == (["A", "B"], 5.0)
    assert "radius_km" not in first


def test_covariates_and_days_of_the_week_change_what_is_expected(run) -> None:
    halves = "".join(f"{line} {'ab'[i % 2]}\n" for i, line in enumerate(CAS.splitlines()))
    options = ("--json", "--replications", "19")
    given = {"places": GEO, "names": SATSCAN}
    alone = json.loads(run(*options, cases=CAS, **given)[1])["clusters"][0]["expected"]
    by_group = json.loads(run(*options, cases=halves, **given)[1])["clusters"][0]["expected"]
    code, out, _ = run(*options, "--adjust-weekday", cases=CAS, **given)
    assert by_group != alone
    assert code == 0
    assert json.loads(out)["study"]["adjust_weekday"] is True


def test_chance_is_listed_apart_and_what_every_replication_reaches_nowhere(run) -> None:
    report = json.loads(run("--json", "--replications", "99")[1])
    assert all(each["p"] <= 0.05 for each in report["clusters"])
    assert all(0.05 < each["p"] < 1 for each in report["above_max_p"])
    first = report["clusters"][0]
    assert 0 < first["gumbel_p"] < 0.001 < first["p"]
    everything = run("--replications", "99", "--max-p", "0.001")[1]
    assert "None with p up to 0.001.\nNot told from chance (p above 0.001):" in everything
    assert "\n1.000  " not in everything


def test_a_cluster_has_as_many_cases_as_was_asked(run) -> None:
    report = json.loads(run("--json", "--min-cases", "23", "--replications", "19")[1])
    found = report["clusters"] + report["above_max_p"]
    assert all(each["observed"] >= 23 for each in found)
    assert report["study"]["min_cases"] == 23


@pytest.mark.parametrize(
    ("options", "cases", "places", "said"),
    [
        ((), "A 1\n", GEO, "line 1: a line of a .cas holds location, number of cases and date"),
        ((), "A 1 2001/1/1 x\nA 1 2001/2/1\n", GEO, "line 2: 0 covariates, where the first line has 1"),
        ((), "A 1 22.11.2001\n", GEO, "line 1: '22.11.2001' is not a date such as"),
        ((), "A 1 2001\n", GEO, "line 1: '2001' names no month: give it, or a larger --unit than month"),
        (("--unit", "day"), "A 1 2001/3\n", GEO, "'2001/3' names no day"),
        (("--adjust-weekday",), "A 1 2001/3\n", GEO, "--adjust-weekday needs one"),
        ((), "A one 2001/3\n", GEO, "line 1: 'one' is not a whole number"),
        ((), "\nZ 1 2001/3\n", GEO, "line 2: place 'Z' is not in the file of places"),
        (
            (),
            CAS,
            "A 1 2 3\n",
            "line 1: a line of a .geo holds id and two coordinates, and here are 4 fields",
        ),
        ((), CAS, "A 512300 8941200\n", "'512300' is not a latitude"),
        (("--coordinates", "cartesian"), CAS, "A x 1\n", "'x' is not a number for x"),
        ((), CAS, "", "no place stands in it"),
        (("--max-p", "0"), CAS, GEO, "--max-p must be above 0"),
        (("--min-cases", "1"), CAS, GEO, "sekurang-kurangnya 2"),
    ],
)
def test_a_bad_file_of_satscan_is_refused_with_its_line(run, options, cases, places, said: str) -> None:
    code, out, err = run(*options, cases=cases, places=places, names=SATSCAN)
    assert (code, out) == (2, "")
    assert said in err


def test_help_names_every_kind_of_file_and_date(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["scan", "--help"])
    said = capsys.readouterr().out
    for word in (
        ".cas",
        ".geo",
        "cartesian",
        "2001/11/22",
        "--min-cases",
        "--adjust-weekday",
        "--max-p",
        "year",
    ):
        assert word in said
