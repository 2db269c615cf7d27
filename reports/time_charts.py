"""Pictures of counts by week and year: what is open and late, what was kept, how many by span of time.

Each function turns what a view has put together into one picture; nothing is counted here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from domain import addresses
from domain.look import Colour
from domain.tasks.history import OpenTasks
from domain.time import formats
from domain.words.headlines import of_tasks
from reports.chart_frame import (
    AXIS,
    GRID,
    LETTERS_OF_COUNTS,
    ON_SCREEN,
    Frame,
    key_line,
    legend,
    words_below,
    words_beside,
)
from reports.drawing import DOTTED, HATCHED, Pen, Picture, PictureRow, Spot, TextAnchor, Words


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
        words.append(words_beside(left, floor - up(mark), letters, formats.number(mark)))
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
            words.append(words_below(x + bar / 2, height, letters, _short_day(each.on)))
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
        key_line(
            ("Dihitung pada awal setiap Senin dan kini, dengan tenggat yang berlaku sekarang.", True),
            (
                legend(
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
        key_line(
            (
                legend(
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
        return words_below(x, height, LETTERS_OF_COUNTS, said, anchor).within(width, LETTERS_OF_COUNTS)

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
