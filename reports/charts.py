"""Pictures of progress: what was claimed and proven, of all or of one agency, and the steps of one plan.

Each function turns what a view has put together into one picture; nothing is counted here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from domain import addresses
from domain.commitments.health import AT_RISK_MARGIN, RollUp
from domain.commitments.history import QuarterStanding
from domain.look import Colour
from domain.time import formats
from reports.chart_frame import (
    AXIS,
    GRID,
    ON_SCREEN,
    Frame,
    key_line,
    legend,
    percent,
    words_below,
    words_beside,
)
from reports.drawing import HATCHED, Pen, Picture, PictureRow, Spot, TextAnchor, Words

CLAIMED_LOOK = {"stroke": Colour.NILA, "stroke_width": 1.6, "stroke_dasharray": "4 3"}
VERIFIED_LOOK = {"stroke": Colour.NILA, "stroke_width": 2.6}


def _quarter(each: QuarterStanding) -> str:
    return "kini" if each.is_open else each.quarter.label


def _when(each: QuarterStanding) -> str:
    return _quarter(each) if each.is_open else f"pada {_quarter(each)}"


def checkpoint_name(each: QuarterStanding) -> str:
    """In a table, where there is room for the year."""
    return f"{each.quarter.label} {each.quarter.year}{', berjalan' if each.is_open else ''}"


_ROLLED_UP = ("Titik kendali", "Diklaim", "Terverifikasi", "Selisih", "Melapor")


def _rolled_up(name: str, total: RollUp, address: str) -> PictureRow:
    return PictureRow(
        (
            name,
            percent(total.claimed),
            percent(total.verified),
            "–" if total.gap is None else formats.number(total.gap, 1),
            f"{total.reporting} dari {total.commitments}",
        ),
        address,
        f"Buka {total.commitments} baris",
    )


def claims(
    found: Sequence[QuarterStanding], *, whose: str, address: str, frame: Frame = ON_SCREEN
) -> Picture:
    """Two lines that are never added up, and the gap between them, quarter by quarter."""
    width, height, letters = frame.width, frame.height, frame.letters
    top = letters * 1.2
    left, right, bottom = letters * 3.4, letters * 6.8, letters * 1.9
    title = f"{whose}: diklaim dan terverifikasi"
    told = [each for each in found if each.total.claimed is not None and each.total.verified is not None]
    rows = tuple(_rolled_up(checkpoint_name(each), each.total, address) for each in found)
    if not told:
        return Picture(title, f"{whose}: belum ada komitmen yang melapor, jadi belum ada garis.", width, 0)
    pen = Pen(width, height)
    span, floor = width - left - right, height - bottom

    def at(place: int, value: float) -> tuple[float, float]:
        share = place / (len(found) - 1) if len(found) > 1 else 1.0
        return left + span * share, floor - (floor - top) * min(value, 100.0) / 100

    words: list[Words] = []
    for mark in (0, 50, 100):
        y = at(0, mark)[1]
        pen.line(left, y, left + span, y, **(AXIS if mark == 0 else GRID))
        words.append(words_beside(left, y, letters, f"{mark} %"))
    is_running = found[-1].is_open and len(found) > 1
    if is_running:
        start = at(len(found) - 2, 0)[0]
        pen.box(start, top, left + span - start, floor - top, fill=HATCHED, opacity=0.35)
    places = {id(each): place for place, each in enumerate(found)}
    claimed = [at(places[id(each)], each.total.claimed or 0) for each in told]
    verified = [at(places[id(each)], each.total.verified or 0) for each in told]
    pen.through(claimed, **CLAIMED_LOOK)
    pen.through(verified, **VERIFIED_LOOK)
    for x, y in claimed:
        pen.dot(x, y, 3.6, fill=Colour.KERTAS, stroke=Colour.NILA, stroke_width=1.6)
    for x, y in verified:
        pen.dot(x, y, 3.4, fill=Colour.NILA)
    apart = span / max(len(found) - 1, 1)
    every = max(1, -int(-letters * 2.6 // apart))
    for place, each in enumerate(found):
        anchor = TextAnchor.MIDDLE if len(found) > 1 else TextAnchor.END
        if (len(found) - 1 - place) % every == 0:
            words.append(words_below(at(place, 0)[0], height, letters, _quarter(each), anchor))
    has_room = apart > letters * 4
    for each, (x, y) in zip(told[:-1], claimed[:-1], strict=True) if has_room else ():
        words.append(
            Words(x, y - 8, formats.number(each.total.gap or 0, 1), TextAnchor.MIDDLE, colour=Colour.REDUP)
        )
    line = letters * 1.15
    ends = claimed[-1][1], verified[-1][1]
    high, low = _apart(*ends, line=line, highest=top, lowest=floor)
    words += _named_ends(told[-1].total, left + span + 9, high, low, line)
    spots = tuple(
        Spot(
            at(place, 0)[0] - 22,
            top,
            44,
            floor - top,
            f"{row.cells[0]}: diklaim {row.cells[1]}, terverifikasi {row.cells[2]}. {row.opens}",
            address,
        )
        for place, row in enumerate(rows)
    )
    return Picture(
        title,
        _claims_in_words(whose, told),
        width,
        height,
        pen.drawn,
        tuple(words),
        spots,
        _ROLLED_UP,
        rows,
        key_line(
            ("Angka di atas garis: selisih dalam poin.", has_room and len(told) > 1),
            (
                "Rata-rata berbobot komitmen yang pernah melapor, dengan target dan penanggung jawab yang "
                "berlaku sekarang.",
                True,
            ),
            ("Bagian terarsir masih berjalan.", is_running),
        ),
    )


def _claims_in_words(whose: str, told: Sequence[QuarterStanding]) -> str:
    first, last = told[0], told[-1]
    claimed, verified = percent(last.total.claimed), percent(last.total.verified)
    said = f"{whose}: diklaim {claimed}, terverifikasi {verified}"
    if len(told) == 1:
        return f"{said}. Baru satu titik kendali, belum ada arah."
    before = f"{formats.points(first.total.gap or 0)} {_when(first)}"
    return f"{said}; selisih {before}, {formats.points(last.total.gap or 0)} {_when(last)}."


def _apart(high: float, low: float, *, line: float, highest: float, lowest: float) -> tuple[float, float]:
    """Where two lines of words each stand at the end of two curves without lying upon each other."""
    if low - high >= 2.2 * line:
        return high, low
    middle = min(max((high + low) / 2, highest + line), lowest - line)
    return middle - 1.1 * line, middle + 1.1 * line


def _named_ends(total: RollUp, x: float, high: float, low: float, line: float) -> list[Words]:
    return [
        Words(x, high, percent(total.claimed), is_bold=True),
        Words(x, high + line, "diklaim", colour=Colour.REDUP),
        Words(x, low, percent(total.verified), is_bold=True),
        Words(x, low + line, "terverifikasi", colour=Colour.REDUP),
    ]


@dataclass(frozen=True)
class AgencyLines:
    agency: str
    code: str
    points: Sequence[RollUp]
    names: Sequence[str]
    """Of the checkpoints at which these were taken."""

    @property
    def last(self) -> RollUp:
        return self.points[-1]


def agency(found: AgencyLines, *, width: float = 190) -> Picture:
    """The same two lines in small, from 0 to 100 %; red only above the margin of the published rule."""
    height, right, top, bottom = 64.0, 40.0, 8.0, 4.0
    address = addresses.commitments(agency=found.code)
    last, gap = found.last, found.last.gap
    rows = tuple(
        _rolled_up(name, each, address) for name, each in zip(found.names, found.points, strict=True)
    )
    if last.claimed is None or last.verified is None or gap is None:
        pen = Pen(width, height)
        pen.box(0, top, width - 4, height - top - bottom, fill=Colour.BATU)
        pen.box(
            0, top, width - 4, height - top - bottom, fill=HATCHED, stroke=Colour.TEPI, stroke_dasharray="3 2"
        )
        return Picture(
            found.agency,
            f"{found.agency}: belum ada laporan; bukan nol.",
            width,
            height,
            pen.drawn,
            (Words((width - 4) / 2, height / 2 + 5, "belum ada laporan", TextAnchor.MIDDLE, is_bold=True),),
            (Spot(0, 0, width, height, f"{found.agency}: belum ada laporan", address),),
            _ROLLED_UP,
            rows,
        )
    pen = Pen(width, height)
    span, floor = width - right, height - bottom
    pen.line(0, floor, span, floor, **AXIS)
    pen.line(0, top, span, top, **GRID)

    def at(place: int, value: float) -> tuple[float, float]:
        share = place / (len(found.points) - 1) if len(found.points) > 1 else 1.0
        return 3 + (span - 6) * share, floor - (floor - top) * min(value, 100.0) / 100

    told = [(place, each) for place, each in enumerate(found.points) if each.claimed is not None]
    pen.through([at(place, each.claimed or 0) for place, each in told], **CLAIMED_LOOK)
    pen.through([at(place, each.verified or 0) for place, each in told], **VERIFIED_LOOK)
    (x, high), (_, low) = at(told[-1][0], last.claimed), at(told[-1][0], last.verified)
    pen.dot(x, high, 3, fill=Colour.KERTAS, stroke=Colour.NILA, stroke_width=1.5)
    pen.dot(x, low, 3, fill=Colour.NILA)
    if low - high < 12:
        middle = min(max((high + low) / 2, top + 4), floor - 6)
        high, low = middle - 6, middle + 6
    words = (
        Words(span + 5, high + 4, formats.number(last.claimed)),
        Words(span + 5, low + 4, formats.number(last.verified), is_bold=True),
    )
    said = (
        f"{found.agency}: diklaim {formats.percent(last.claimed)}, terverifikasi "
        f"{formats.percent(last.verified)}, selisih {formats.points(gap)}"
    )
    alone = ". Baru satu titik kendali, belum ada arah" if len(told) == 1 else ""
    return Picture(
        found.agency,
        f"{said}{alone}.",
        width,
        height,
        pen.drawn,
        words,
        (Spot(0, 0, width, height, f"{said}. Buka {last.commitments} baris", address),),
        _ROLLED_UP,
        rows,
    )


def is_wide(gap: float | None) -> bool:
    return gap is not None and gap > AT_RISK_MARGIN


@dataclass(frozen=True)
class PlannedStep:
    """A checkpoint on its way: from the one before it to its own day."""

    label: str
    starts_on: date
    due_on: date
    claimed: float | None
    verified: float | None
    is_late: bool
    state: str
    address: str


def timeline(found: Sequence[PlannedStep], on: date, *, code: str, width: float = 700) -> Picture:
    """The checkpoints of one commitment on a calendar: hollow what is claimed, solid what is proven."""
    title = f"Garis waktu {code}"
    if not found:
        return Picture(title, f"{code} belum punya titik kendali.", width, 0)
    left, row, top = 6.0, 42.0, 18.0
    height = top + row * len(found) + 4
    # Today stands in it also before the first day of the plan, as after its last.
    start = min(on, *(each.starts_on for each in found))
    end = max(on, *(each.due_on for each in found))
    span = max((end - start).days, 1)
    pen, words, spots = Pen(width, height), list[Words](), list[Spot]()

    def at(day: date) -> float:
        return left + (width - left - 6) * (day - start).days / span

    for place, each in enumerate(found):
        # Its name stands over the bar: a phone, which shows the newest part, has no room beside it.
        y, x = top + row * place + 20, at(each.starts_on)
        full = max(at(each.due_on) - x, 6)
        pen.box(x, y, full, 18, fill=Colour.ALUR, stroke=Colour.TEPI, rx=3)
        if each.claimed is None:
            pen.box(x, y, full, 18, fill=HATCHED, rx=3)
        else:
            pen.box(
                x, y, full * min(each.claimed, 100) / 100, 18, fill=Colour.NILA_3, stroke=Colour.NILA, rx=3
            )
            pen.box(x, y + 5, full * min(each.verified or 0, 100) / 100, 8, fill=Colour.NILA)
        if each.is_late:
            pen.line(at(each.due_on), y - 4, at(each.due_on), y + 22, stroke=Colour.MENGKUDU, stroke_width=3)
        is_near_end = x > width - 90
        words.append(
            Words(
                at(each.due_on) if is_near_end else x,
                y - 5,
                each.label,
                TextAnchor.END if is_near_end else TextAnchor.START,
                is_bold=True,
            )
        )
        spots.append(Spot(0, y - 18, width, row - 2, f"{each.label}: {each.state}", each.address))
    pen.line(at(on), 14, at(on), height, stroke=Colour.TINTA, stroke_width=1.4, stroke_dasharray="3 3")
    turned = TextAnchor.END if at(on) > width - 80 else TextAnchor.START if at(on) < 80 else TextAnchor.MIDDLE
    words.append(Words(at(on), 10, "hari ini", turned, is_bold=True))
    told = sum(each.claimed is not None for each in found)
    late = sum(each.is_late for each in found)
    return Picture(
        title,
        f"{code}: {told} dari {len(found)} titik kendali sudah dilaporkan"
        + (f", {late} lewat harinya tanpa laporan." if late else "."),
        width,
        height,
        pen.drawn,
        tuple(words),
        tuple(spots),
        ("Titik kendali", "Mulai", "Tenggat", "Diklaim", "Terverifikasi", "Keadaan"),
        tuple(
            PictureRow(
                (
                    each.label,
                    formats.short_date(each.starts_on),
                    formats.short_date(each.due_on),
                    percent(each.claimed),
                    percent(each.verified) if each.claimed is not None else "–",
                    each.state,
                ),
                each.address,
                "Buka",
            )
            for each in found
        ),
        legend(
            ("kotak terang: diklaim", any(each.claimed for each in found)),
            ("batang isi: terverifikasi", any(each.claimed and each.verified for each in found)),
            ("diarsir: belum ada laporan", told < len(found)),
            ("garis merah: lewat harinya tanpa laporan", late > 0),
        ),
    )
