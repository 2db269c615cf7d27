"""Routes as a picture: every report is in it, the small ones together, and one alone says what is true."""

from collections import Counter
from xml.etree import ElementTree

from domain.figures.routes import NO_DESTINATION, NO_EXIT, Route, Stop
from reports.route_chart import MOST_NODES, routes


def stop(name: str) -> Stop:
    return Stop(name, -10.0, 124.0, is_inside=True)


def way(origin: str, through: str | None, to: str | None, reports: int) -> Route:
    return Route(stop(origin), stop(through) if through else None, stop(to) if to else None, reports)


def test_every_report_stands_in_each_column_and_in_the_table() -> None:
    many = [way(f"Kabupaten {number}", "Tenau", "Malaysia", 20 - number) for number in range(12)]
    drawn = routes([*many, way("Belu", None, None, 3)], other=7, title="TPPO", opens="Buka", address="/kasus")
    total = sum(each.reports for each in many) + 10
    columns = Counter[float]()
    for spot in drawn.spots:
        columns[spot.x] += int(spot.name.rpartition(" dari ")[0].rpartition(" ")[2])
    assert set(columns.values()) == {total}
    assert sum(int(row.cells[-1]) for row in drawn.rows) == total
    said = " ".join(each.text for each in drawn.words)
    merged = sum(each.reports for each in many[MOST_NODES:]) + 3 + 7
    assert f"lainnya {merged}" in said, "places without room for a name of their own stand together"
    assert NO_EXIT in said
    assert NO_DESTINATION in said
    assert ElementTree.fromstring(drawn.shapes).tag.endswith("svg")
    assert (
        drawn.description == f"TPPO: terbanyak Kabupaten 0 lewat Tenau ke Malaysia, 20 dari {total} laporan."
    )


def test_one_route_and_none_say_what_is_true() -> None:
    one = routes([way("Malaka", "Tenau", None, 1)], other=0, title="TPPO", opens="Buka", address="/peta")
    assert one.description == "TPPO: 1 laporan, tidak satu pun dengan rute lengkap."
    nothing = routes([], other=0, title="TPPO", opens="Buka", address="/peta")
    assert (nothing.shapes, nothing.description) == ("", "TPPO: belum ada alur untuk digambar.")
    merged = routes([way("Malaka", "Tenau", None, 1)], other=9, title="TPPO", opens="Buka", address="/peta")
    assert merged.description == "TPPO: 10 laporan; rute lengkapnya digabung bagi peran Anda."
    hidden = routes([], other=29, title="TPPO", opens="Buka", address="/peta")
    assert hidden.shapes == ""
    assert hidden.description == "TPPO: 29 laporan, semuanya pada rute yang terlalu kecil untuk disebut."
