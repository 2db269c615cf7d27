"""``python -m db scan``: what it prints for good files, and what it says of bad ones."""

import json
from pathlib import Path

import pytest

from db.__main__ import main

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

    def given(*options: str, cases: str | bytes = CASES, places: str | bytes = PLACES):
        for name, content in (("cases.csv", cases), ("places.csv", places)):
            data = content if isinstance(content, bytes) else content.encode()
            (tmp_path / name).write_bytes(data)
        files = ["--cases", str(tmp_path / "cases.csv"), "--places", str(tmp_path / "places.csv")]
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
