"""Pictures over time: what was claimed and proven, what is late, what was kept, and what one plan holds.

Each function turns what a view has put together into one picture; nothing is counted here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from domain import addresses
from domain.commitments.health import AT_RISK_MARGIN, RollUp
from domain.commitments.history import QuarterStanding
from domain.look import Colour
from domain.tasks.history import OpenTasks
from domain.time import formats
from domain.words.headlines import of_tasks
from reports.drawing import DOTTED, HATCHED, Pen, Picture, PictureRow, Spot, TextAnchor, Words

CLAIMED_LOOK = {"stroke": Colour.NILA, "stroke_width": 1.6, "stroke_dasharray": "4 3"}
VERIFIED_LOOK = {"stroke": Colour.NILA, "stroke_width": 2.6}
GRID = {"stroke": Colour.GARIS, "stroke_width": 0.8}
AXIS = {"stroke": Colour.TEPI, "stroke_width": 1}


@dataclass(frozen=True)
class Frame:
    """How large a picture is, and how high its words will be set, in its own units: they need room."""

    width: float
    height: float
    letters: float


ON_SCREEN = Frame(600, 190, 12)
LETTERS_OF_COUNTS = 12
"""Of the pictures of counts, which are small wherever they stand."""


def _quarter(each: QuarterStanding) -> str:
    return "kini" if each.is_open else each.quarter.label


def _when(each: QuarterStanding) -> str:
    return _quarter(each) if each.is_open else f"pada {_quarter(each)}"


def checkpoint_name(each: QuarterStanding) -> str:
    """In a table, where there is room for the year."""
    return f"{each.quarter.label} {each.quarter.year}{', berjalan' if each.is_open else ''}"


def _percent(value: float | None) -> str:
    return formats.NO_REPORT if value is None else formats.percent(value)


_ROLLED_UP = ("Titik kendali", "Diklaim", "Terverifikasi", "Selisih", "Melapor")


def _rolled_up(name: str, total: RollUp, address: str) -> PictureRow:
    return PictureRow(
        (
            name,
            _percent(total.claimed),
            _percent(total.verified),
            "–" if total.gap is None else formats.number(total.gap, 1),
            f"{total.reporting} dari {total.commitments}",
        ),
        address,
        f"Buka {total.commitments} baris",
    )


def _beside(left: float, y: float, letters: float, mark: str) -> Words:
    """A mark of the upright axis, before its line."""
    return Words(left - 6, y + letters / 3, mark, TextAnchor.END, colour=Colour.REDUP)


def _below(
    x: float, height: float, letters: float, said: str, anchor: TextAnchor = TextAnchor.MIDDLE
) -> Words:
    """What stands below the floor."""
    return Words(x, height - letters / 2, said, anchor, colour=Colour.REDUP)


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
        words.append(_beside(left, y, letters, f"{mark} %"))
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
            words.append(_below(at(place, 0)[0], height, letters, _quarter(each), anchor))
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
        _key(
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
    claimed, verified = _percent(last.total.claimed), _percent(last.total.verified)
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
        Words(x, high, _percent(total.claimed), is_bold=True),
        Words(x, high + line, "diklaim", colour=Colour.REDUP),
        Words(x, low, _percent(total.verified), is_bold=True),
        Words(x, low + line, "terverifikasi", colour=Colour.REDUP),
    ]


def _key(*marks: tuple[str, bool], between: str = " ") -> str:
    """What the marks of a picture mean: of those alone that stand in it."""
    return between.join(said for said, is_drawn in marks if is_drawn)


def _legend(*marks: tuple[str, bool]) -> str:
    """The same in one sentence."""
    said = _key(*marks, between="; ")
    return f"{formats.capitalised(said)}." if said else ""


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


def weeks(found: Sequence[OpenTasks], meetings: Sequence[date], *, frame: Frame = ON_SCREEN) -> Picture:
    """Open tasks as outlined bars, the late ones filled within, and when the forum met."""
    title = "Tugas terbuka dan lewat tenggat, per pekan"
    if not found:
        return Picture(title, "Belum ada tugas, jadi belum ada batang.", frame.width, 0)
    width, height, letters, top = frame.width, frame.height, frame.letters, 26.0
    most = max(1, *(each.open for each in found))
    beside = letters * (0.65 * len(formats.number(most)) + 0.9)
    left, right, bottom = beside, beside, letters * 1.9
    span, floor = width - left - right, height - bottom
    pen, words = Pen(width, height), list[Words]()
    step = span / max(len(found), 6)
    bar = step * 0.68
    every = max(1, -int(-letters * 4.2 // step))

    def up(value: float) -> float:
        return (floor - top) * value / most

    for mark in sorted({most, most // 2} - {0}):
        pen.line(left, floor - up(mark), left + span, floor - up(mark), **GRID)
        words.append(_beside(left, floor - up(mark), letters, formats.number(mark)))
    # What was late in another week is no list that anybody can open; only the present one is.
    ways, spots = [*[""] * (len(found) - 1), addresses.tasks(state="lewat")], []
    for place, each in enumerate(found):
        x = left + step * place + (step - bar) / 2
        pen.box(x, floor - up(each.open), bar, up(each.open), fill=Colour.KERTAS, stroke=Colour.NILA)
        pen.box(x, floor - up(each.late), bar, up(each.late), fill=Colour.MENGKUDU)
        if each.late and letters * 0.6 * len(formats.number(each.late)) < step:
            words.append(
                Words(
                    x + bar / 2,
                    floor - up(each.late) - 4,
                    formats.number(each.late),
                    TextAnchor.MIDDLE,
                    is_bold=True,
                )
            )
        if (len(found) - 1 - place) % every == 0:
            words.append(_below(x + bar / 2, height, letters, _short_day(each.on)))
        if place == len(found) - 1:
            words.append(
                Words(
                    x + bar + 5,
                    floor - up(each.open) + letters * 0.7,
                    formats.number(each.open),
                    is_bold=True,
                )
            )
        spots.append(
            Spot(
                x,
                top,
                bar,
                floor - top,
                f"{formats.long_date(each.on)}: {each.open} terbuka, {each.late} lewat tenggat",
                ways[place],
            )
        )
    pen.line(left, floor, left + span, floor, **AXIS)
    first, last = found[0].on, found[-1].on
    met = [day for day in meetings if first <= day <= last] if len(found) > 1 else []
    for day in met:
        share = (day - first).days / max((last - first).days, 1)
        x = left + step / 2 + step * (len(found) - 1) * share
        pen.line(x, top - 6, x, floor, stroke=Colour.TINTA, stroke_width=1, stroke_dasharray="1.5 3")
        pen.path(f"M{x - 5:.1f} {top - 14:.1f}h10l-5 8z", fill=Colour.TINTA)
    return Picture(
        title,
        _weeks_in_words(found),
        width,
        height,
        pen.drawn,
        tuple(words),
        tuple(spots),
        ("Pada", "Terbuka", "Lewat tenggat", "Rapat sejak pekan sebelumnya"),
        _rows_of_weeks(found, meetings, ways),
        _key(
            ("Dihitung pada awal setiap Senin dan kini, dengan tenggat yang berlaku sekarang.", True),
            (
                _legend(
                    ("isi: lewat tenggat", any(each.late for each in found)),
                    ("garis titik: rapat", bool(met)),
                ),
                True,
            ),
        ).strip(),
    )


def _weeks_in_words(found: Sequence[OpenTasks]) -> str:
    first, last = found[0], found[-1]
    now = f"{of_tasks(last.late, last.open)} kini"
    if len(found) == 1:
        return f"{now}. Baru satu pekan, belum ada arah."
    before = formats.uncapitalised(of_tasks(first.late, first.open))
    return f"{now}; pada {formats.day_and_month(first.on)} {before}."


def _rows_of_weeks(
    found: Sequence[OpenTasks], meetings: Sequence[date], ways: Sequence[str]
) -> tuple[PictureRow, ...]:
    return tuple(
        PictureRow(
            (
                formats.long_date(each.on),
                formats.number(each.open),
                formats.number(each.late),
                ", ".join(formats.short_date(day) for day in meetings if _in_week(day, found, place)) or "–",
            ),
            ways[place],
            f"Buka {each.late} baris",
        )
        for place, each in enumerate(found)
    )


def _short_day(day: date) -> str:
    return formats.short_date(day).rsplit(" ", 1)[0]


def _in_week(day: date, found: Sequence[OpenTasks], place: int) -> bool:
    return place > 0 and found[place - 1].on <= day < found[place].on


@dataclass(frozen=True)
class KeptPromises:
    """What a meeting's promises came to, as the next meeting found them, or by now."""

    meeting_on: date
    judged_on: date
    is_sealed: bool
    kept: int
    late: int
    no_answer: int
    address: str

    @property
    def due(self) -> int:
        return self.kept + self.late + self.no_answer


def _kept_of(each: KeptPromises) -> str:
    return f"{each.kept} dari {each.due} ditepati" if each.due else ""


def promises(found: Sequence[KeptPromises], *, width: float = 600) -> Picture:
    """A bar a meeting: kept, late, without an answer."""
    title = "Janji rapat yang ditepati"
    if not found:
        return Picture(title, "Belum ada rapat yang ditutup, jadi belum ada janji yang dinilai.", width, 0)
    # What is said of the longest bar stands behind it.
    longest = max(len(_kept_of(each)) for each in found)
    height, left, right = 26.0 * len(found) + 4, 64.0, max(110.0, 14 + 6.8 * longest)
    most = max(1, *(each.due for each in found))
    pen, words, spots, rows = Pen(width, height), list[Words](), list[Spot](), list[PictureRow]()
    unit = (width - left - right) / most
    for place, each in enumerate(found):
        y, x = 26.0 * place + 4, left
        look = {"stroke": Colour.TINTA, "stroke_width": 0.8}
        for count, fill in (
            (each.kept, Colour.DAUN_ISI),
            (each.late, Colour.KERTAS),
            (each.no_answer, HATCHED),
        ):
            pen.box(x, y, unit * count, 16, fill=fill, **look) if count else None
            x += unit * count
        said = _kept_of(each) or "belum ada yang jatuh tempo"
        words.append(Words(0, y + 12, _short_day(each.meeting_on), is_bold=True))
        words.append(Words(x + 8, y + 12, said))
        name = f"Rapat {formats.long_date(each.meeting_on)}: {said}, {each.late} terlambat, "
        spots.append(Spot(0, y - 3, width, 22, f"{name}{each.no_answer} tanpa jawaban", each.address))
        rows.append(
            PictureRow(
                (
                    formats.long_date(each.meeting_on),
                    formats.number(each.kept),
                    formats.number(each.late),
                    formats.number(each.no_answer),
                    formats.percent(100 * each.kept / each.due, 0) if each.due else "–",
                    f"notulen {formats.short_date(each.judged_on)}"
                    if each.is_sealed
                    else f"berjalan, {formats.short_date(each.judged_on)}",
                ),
                each.address,
                "Buka rapat",
            )
        )
    last = found[-1]
    said = (
        f"{last.kept} dari {last.due} janji sampai rapat {formats.day_and_month(last.meeting_on)} ditepati"
        if last.due
        else f"Belum ada janji sampai rapat {formats.day_and_month(last.meeting_on)} yang jatuh tempo"
    )
    return Picture(
        title,
        said + (". Baru satu rapat, belum ada arah." if len(found) == 1 else "."),
        width,
        height,
        pen.drawn,
        tuple(words),
        tuple(spots),
        ("Rapat", "Ditepati", "Terlambat", "Tanpa jawaban", "Skor", "Dinilai"),
        tuple(rows),
        _key(
            (
                _legend(
                    ("terisi: ditepati", any(each.kept for each in found)),
                    ("kosong: terlambat", any(each.late for each in found)),
                    ("diarsir: tanpa jawaban", any(each.no_answer for each in found)),
                ),
                any(each.due for each in found),
            ),
            ("Yang lalu menurut notulen bersegel.", any(each.is_sealed for each in found)),
        ),
    )


@dataclass(frozen=True)
class CountedSpan:
    """A count of a month or a year; None is hidden, and what is not complete is no low."""

    label: str
    value: int | None
    is_complete: bool


def _bar(pen: Pen, x: float, floor: float, wide: float, each: CountedSpan, tall: float, colour: str) -> None:
    if each.value is None:
        pen.box(x, floor - 9, wide, 9, fill=DOTTED, stroke=Colour.TEPI)
    elif not each.value:
        pen.box(x, floor - 2.5, wide, 2.5, fill=Colour.KERTAS, stroke=Colour.TEPI)
    elif each.is_complete:
        pen.box(x, floor - tall, wide, tall, fill=colour)
    else:
        for fill in (Colour.KERTAS, HATCHED):
            pen.box(x, floor - tall, wide, tall, fill=fill, stroke=Colour.TEPI)


def _said_of(found: Sequence[CountedSpan], title: str, unit: str) -> str:
    last = next((each for each in reversed(found) if each.is_complete), None)
    hidden = sum(each.value is None for each in found)
    said = f"{title}: "
    if last is None:
        said += "belum ada masa yang lengkap"
    elif last.value is None:
        said += f"{last.label} disembunyikan"
    else:
        said += f"{formats.number(last.value)} {unit} pada {last.label}"
    said += _unfinished([each for each in found if not each.is_complete], unit)
    if hidden:
        said += f"; {hidden} dari {len(found)} masa disembunyikan"
    if len(found) == 1:
        said += ". Baru satu masa, belum ada arah"
    return said


def _unfinished(running: Sequence[CountedSpan], unit: str) -> str:
    """What a low bar at the end is: a month that is not over, or not told of yet."""
    if not running:
        return ""
    if len(running) > 1:
        return f"; {running[0].label} sampai {running[-1].label} belum lengkap"
    value = running[0].value
    so_far = f", sejauh ini {formats.number(value)} {unit}" if value is not None else ""
    return f"; {running[0].label} belum lengkap{so_far}"


def _ends(
    found: Sequence[CountedSpan], left: float, step: float, sizes: tuple[float, float, float]
) -> list[Words]:
    """Under the bars the names of the first and the last; of a few narrow bars, under which two names have no
    room beside each other, both as one span."""
    bar, width, height = sizes
    first, last = found[0].label, found[-1].label
    start, end = left + (step - bar) / 2, left + step * len(found) - (step - bar) / 2

    def below(x: float, said: str, anchor: TextAnchor) -> Words:
        return _below(x, height, LETTERS_OF_COUNTS, said, anchor).within(width, LETTERS_OF_COUNTS)

    if len(found) == 1:
        return [below(start, first, TextAnchor.START)]
    pair = [below(start, first, TextAnchor.START), below(end, last, TextAnchor.END)]
    if not pair[0].lies_on(pair[1], LETTERS_OF_COUNTS):
        return pair
    return [below(start, f"{first} s.d. {last}", TextAnchor.START)]


def counts(
    found: Sequence[CountedSpan],
    *,
    title: str,
    unit: str,
    address: str,
    most: int | None = None,
    width: float = 600,
    height: float = 120,
    colour: str = Colour.NILA_7,
) -> Picture:
    """Bars; hidden ones dotted, what is not complete hatched, a zero an empty outline."""
    if not found:
        return Picture(title, f"{title}: belum ada angka untuk digambar.", width, 0)
    left, bottom, top = 30.0, 20.0, 14.0
    seen = [each.value for each in found if each.value is not None]
    peak = most or max([1, *seen])
    pen, words = Pen(width, height), list[Words]()
    floor, step = height - bottom, (width - left) / max(len(found), 6)
    bar = step * 0.7
    pen.line(left, floor, width, floor, **AXIS)
    for place, each in enumerate(found):
        x = left + step * place + (step - bar) / 2
        _bar(pen, x, floor, bar, each, (floor - top) * (each.value or 0) / peak, colour)
    shown = [each for each in found if each.value is not None]
    if shown:
        top_one = max(shown, key=lambda each: each.value or 0)
        words.append(
            Words(
                left - 5,
                floor - (floor - top) * (top_one.value or 0) / peak + 5,
                formats.number(top_one.value or 0),
                TextAnchor.END,
                colour=Colour.REDUP,
            )
        )
    words += _ends(found, left, step, (bar, width, height))
    said = _said_of(found, title, unit)
    return Picture(
        title,
        f"{said}.",
        width,
        height,
        pen.drawn,
        tuple(words),
        (Spot(left, top, width - left, floor - top, f"{said}. Buka rinciannya", address),),
        ("Masa", formats.capitalised(unit), "Lengkap"),
        tuple(
            PictureRow(
                (
                    each.label,
                    formats.HIDDEN if each.value is None else formats.number(each.value),
                    "ya" if each.is_complete else "belum lengkap",
                ),
                address,
                "Buka",
            )
            for each in found
        ),
        "",
    )


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
    left, row, top = 92.0, 34.0, 22.0
    height = top + row * len(found) + 6
    # Today stands in it also before the first day of the plan, as after its last.
    start = min(on, *(each.starts_on for each in found))
    end = max(on, *(each.due_on for each in found))
    span = max((end - start).days, 1)
    pen, words, spots = Pen(width, height), list[Words](), list[Spot]()

    def at(day: date) -> float:
        return left + (width - left - 6) * (day - start).days / span

    for place, each in enumerate(found):
        y, x = top + row * place + 6, at(each.starts_on)
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
        words.append(Words(0, y + 13, each.label, is_bold=True))
        spots.append(Spot(0, y - 4, width, row - 4, f"{each.label}: {each.state}", each.address))
    pen.line(at(on), 14, at(on), height, stroke=Colour.TINTA, stroke_width=1.4, stroke_dasharray="3 3")
    near_end = at(on) > width - 80
    words.append(
        Words(at(on), 10, "hari ini", TextAnchor.END if near_end else TextAnchor.MIDDLE, is_bold=True)
    )
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
                    _percent(each.claimed),
                    _percent(each.verified) if each.claimed is not None else "–",
                    each.state,
                ),
                each.address,
                "Buka",
            )
            for each in found
        ),
        _legend(
            ("kotak terang: diklaim", any(each.claimed for each in found)),
            ("batang isi: terverifikasi", any(each.claimed and each.verified for each in found)),
            ("diarsir: belum ada laporan", told < len(found)),
            ("garis merah: lewat harinya tanpa laporan", late > 0),
        ),
    )
