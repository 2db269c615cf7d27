"""A conflict of published figures in words: what it is about, what each side says, and by which sum."""

from collections.abc import Callable

from domain.figures.figures import Arithmetic, Conflict, Figure, Reading
from domain.time.formats import number, period

ASPECTS = {
    "tahap": "menurut tahap",
    "jenis-kelamin": "menurut jenis kelamin",
    "sektor": "menurut sektor",
    "prosedur": "menurut prosedur berangkat",
    "usia": "menurut usia dan jenis kelamin",
    "negara-tujuan": "menurut negara tujuan",
    "wilayah": "menurut kabupaten/kota",
    "peristiwa": "dalam dua deret",
}
"""In what a conflict lies, beside its indicator."""


def subject(conflict: Conflict, indicator: str, *, place: str = "") -> str:
    """``Penempatan prosedural NTT menurut negara tujuan, 2024``: its name on every screen."""
    series = conflict.readings[0].figures[0]
    group = f"({series.subgroup})" if series.subgroup and not conflict.aspect else ""
    aspect = ASPECTS.get(conflict.aspect, conflict.aspect.replace("-", " "))
    # What an indicator adds after a comma stands behind the place, as one would say it.
    head, comma, more = indicator.partition(",")
    named = " ".join(part for part in (head, group, place) if part)
    named = " ".join(part for part in (f"{named}{comma}{more}", aspect) if part)
    return f"{named}, {period(conflict.starts_on, conflict.ends_on)}"


def value(reading: Reading) -> str:
    """``2.249``; of a computed percentage one digit after the comma."""
    return number(reading.value, 1 if reading.how is Arithmetic.SHARE else 0)


def values(conflict: Conflict) -> list[str]:
    """What is said, each value once."""
    return list(dict.fromkeys(value(reading) for reading in conflict.readings))


def arithmetic(reading: Reading, name: Callable[[Figure], str]) -> str:
    """``lidik 10 + sidik 11 = 21``; ``2.226 : 1.960 = 113,6 persen``; empty where nothing was computed."""
    if reading.how is Arithmetic.SHARE:
        realised, target = (number(figure.value) for figure in reading.figures)
        return f"{realised} : {target} = {value(reading)} persen"
    if reading.how is Arithmetic.SUM:
        parts = (f"{name(figure)} {number(figure.value)}".strip() for figure in reading.figures)
        return f"{' + '.join(parts)} = {value(reading)}"
    return ""
