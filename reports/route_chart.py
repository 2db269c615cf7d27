"""Routes in three columns: where people came from, left through and went to."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from domain.figures.routes import NO_DESTINATION, NO_EXIT, NO_ORIGIN, OTHERS, Route
from domain.look import Colour
from domain.time import formats
from reports.drawing import HATCHED, Pen, Picture, PictureRow, Spot, TextAnchor, Words

MOST_NODES, MOST_ROWS = 8, 12
WIDTH, HEIGHT, NODE, GAP, TOP = 900.0, 380.0, 12.0, 9.0, 26.0
PLACES = (190.0, 444.0, 698.0)
"""Where each column stands; its names are left of the first one, and right of the others."""
HEADS = ("Asal", "Pintu keluar", "Tujuan")
UNRECORDED = (NO_ORIGIN, NO_EXIT, NO_DESTINATION)

Way = tuple[str, str, str]


@dataclass(frozen=True)
class _Node:
    name: str
    reports: int
    top: float
    height: float

    @property
    def look(self) -> Mapping[str, object]:
        if self.name in UNRECORDED:
            return {"fill": HATCHED, "stroke": Colour.TEPI, "stroke_width": 0.8}
        return {"fill": Colour.TEPI if self.name == OTHERS else Colour.NILA_TUA}


def routes(found: Sequence[Route], *, other: int, title: str, opens: str, address: str) -> Picture:
    """``other``: reports on routes too small to be told one by one."""
    total = sum(each.reports for each in found) + other
    if not total:
        return Picture(title, f"{title}: belum ada alur untuk digambar.", WIDTH, 0)
    if not found:
        said = f"{formats.number(other)} laporan, semuanya pada rute yang terlalu kecil untuk disebut."
        return Picture(title, f"{title}: {said}", WIDTH, 0)
    ways = _merged(found, other)
    columns = [_column(ways, place, total) for place in range(3)]
    pen, words, spots = Pen(WIDTH, HEIGHT), list[Words](), list[Spot]()
    for place in range(2):
        _bands(pen, ways, columns, place)
    for place, nodes in enumerate(columns):
        x = PLACES[place]
        words.append(Words(x + NODE / 2, 14, HEADS[place], TextAnchor.MIDDLE, is_bold=True))
        for node in nodes.values():
            pen.box(x, node.top, NODE, node.height, **node.look)
            words.append(_name(node, place))
            said = f"{HEADS[place]} {node.name}: {formats.number(node.reports)} dari {formats.number(total)}"
            spots.append(Spot(x - 4, node.top, NODE + 8, node.height, f"{said} laporan", address))
    return Picture(
        title,
        _said(found, other, title, total),
        WIDTH,
        HEIGHT,
        pen.drawn,
        tuple(words),
        tuple(spots),
        (*HEADS, "Laporan"),
        _rows(found, other, opens, address),
        "Pita menunjukkan banyaknya laporan, bukan jalan yang ditempuh. "
        + ("Terarsir: tidak tercatat. " if any(name in UNRECORDED for way in ways for name in way) else "")
        + "Naik belum tentu buruk: penjagaan ikut menghitung.",
    )


def _merged(found: Sequence[Route], other: int) -> Counter[Way]:
    """By the names that the columns have room for."""
    named = [((each.origin_name, each.exit_name, each.destination_name), each.reports) for each in found]
    kept = [_kept(named, place) for place in range(3)]
    ways = Counter[Way]()
    for way, reports in named:
        origin, through, to = (name if name in kept[at] else OTHERS for at, name in enumerate(way))
        ways[origin, through, to] += reports
    if other:
        ways[OTHERS, OTHERS, OTHERS] += other
    return ways


def _kept(named: Sequence[tuple[Way, int]], place: int) -> set[str]:
    counted = Counter[str]()
    for way, reports in named:
        counted[way[place]] += reports
    recorded = [name for name, _ in counted.most_common() if name not in UNRECORDED]
    return {*recorded[:MOST_NODES], *UNRECORDED}


def _column(ways: Counter[Way], place: int, total: int) -> dict[str, _Node]:
    """From top to bottom the largest first; what is merged or unrecorded comes last."""
    counted = Counter[str]()
    for way, reports in ways.items():
        counted[way[place]] += reports
    order = sorted(counted, key=lambda name: (name in UNRECORDED, name == OTHERS, -counted[name], name))
    scale = (HEIGHT - TOP - GAP * (MOST_NODES + 2)) / total
    top, nodes = TOP, {}
    for name in order:
        nodes[name] = _Node(name, counted[name], top, max(counted[name] * scale, 1.5))
        top += nodes[name].height + GAP
    return nodes


def _bands(pen: Pen, ways: Counter[Way], columns: Sequence[Mapping[str, _Node]], place: int) -> None:
    """Between two columns, each beginning where the one above it ended."""
    left, right = columns[place], columns[place + 1]
    flows = Counter[tuple[str, str]]()
    for way, reports in ways.items():
        flows[way[place], way[place + 1]] += reports
    from_top: dict[str, float] = {name: node.top for name, node in left.items()}
    to_top: dict[str, float] = {name: node.top for name, node in right.items()}
    down_left, down_right = list(left), list(right)
    for start, end in sorted(flows, key=lambda pair: (down_left.index(pair[0]), down_right.index(pair[1]))):
        share = flows[start, end]
        high = left[start].height * share / left[start].reports
        tall = right[end].height * share / right[end].reports
        is_known = start not in UNRECORDED and end not in UNRECORDED
        look = {"fill": Colour.NILA_4, "opacity": 0.55} if is_known else {"fill": HATCHED, "opacity": 0.6}
        x, far = PLACES[place] + NODE, PLACES[place + 1]
        y, down, middle = from_top[start], to_top[end], (PLACES[place] + PLACES[place + 1]) / 2
        pen.path(
            f"M{x:.1f} {y:.1f}C{middle:.1f} {y:.1f} {middle:.1f} {down:.1f} {far:.1f} {down:.1f}"
            f"v{tall:.1f}C{middle:.1f} {down + tall:.1f} {middle:.1f} {y + high:.1f} {x:.1f} {y + high:.1f}z",
            **look,
        )
        from_top[start] += high
        to_top[end] += tall


def _name(node: _Node, place: int) -> Words:
    y, said = node.top + node.height / 2 + 4, f"{node.name} {formats.number(node.reports)}"
    if place == 0:
        return Words(PLACES[0] - 8, y, said, TextAnchor.END)
    return Words(PLACES[place] + NODE + 8, y, said)


def _said(found: Sequence[Route], other: int, title: str, total: int) -> str:
    """The largest way of which every part is named; what was merged may have named every part."""
    whole = [each for each in found if each.origin and each.exit and each.destination]
    if not whole and other:
        return f"{title}: {formats.number(total)} laporan; rute lengkapnya digabung bagi peran Anda."
    if not whole:
        return f"{title}: {formats.number(total)} laporan, tidak satu pun dengan rute lengkap."
    most = max(whole, key=lambda each: each.reports)
    return (
        f"{title}: terbanyak {most.origin_name} lewat {most.exit_name} ke {most.destination_name}, "
        f"{formats.number(most.reports)} dari {formats.number(total)} laporan."
    )


def _rows(found: Sequence[Route], other: int, opens: str, address: str) -> tuple[PictureRow, ...]:
    largest = sorted(found, key=lambda each: -each.reports)
    rows = [
        PictureRow(
            (each.origin_name, each.exit_name, each.destination_name, formats.number(each.reports)),
            address,
            opens,
        )
        for each in largest[:MOST_ROWS]
    ]
    left = sum(each.reports for each in largest[MOST_ROWS:]) + other
    if left:
        rows.append(PictureRow(("Rute lain, digabung", "–", "–", formats.number(left)), address, opens))
    return tuple(rows)
