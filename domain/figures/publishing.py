"""Recording what a page has published: what cannot be, and what it contradicts."""

import math
from collections.abc import Collection, Iterable
from datetime import date
from urllib.parse import parse_qsl, urlencode

from domain.access.errors import RuleBroken, refuse_empty, refuse_too_long
from domain.addresses import parts_of
from domain.commitments.declaration import check_source
from domain.commitments.plausibility import MEANT_OR_NOT, ClaimDoubt, DoubtKind, doubts_of_jump
from domain.commitments.verifiability import counts_in
from domain.figures.conflicts import find_conflicts
from domain.figures.figures import Conflict, Figure, Polarity
from domain.figures.map_view import Palette
from domain.imports.words import key
from domain.numbers import read_number, refuse_parts
from domain.reading import Ambiguous, Refused
from domain.time.formats import exact, long_date, number, quantity

LONGEST_AS_WRITTEN = 120
LONGEST_SAID_BY = 120
LONGEST_SOURCE = 120
LONGEST_ARGUMENT = 300
SHORTEST_REASON = 15
LONGEST_INDICATOR = 120
LONGEST_UNIT = 20
LONGEST_DEFINITION = 600
LONGEST_CODE = 28
FIRST_YEAR = 1990


def check_figure(
    *,
    value: float | None,
    unit: str,
    as_written: str,
    starts_on: date | None,
    ends_on: date | None,
    source_name: str,
    source_url: str,
    seen_on: date | None,
    said_by: str,
    on: date,
) -> tuple[float, date, date, date]:
    """Value, span and day as they may be kept."""
    refuse_empty({"Nilai seperti tertulis": as_written, "Alamat halaman": source_url})
    refuse_too_long(
        {
            "Nilai seperti tertulis": (as_written, LONGEST_AS_WRITTEN),
            "Menurut": (said_by, LONGEST_SAID_BY),
            "Nama sumber": (source_name, LONGEST_SOURCE),
        }
    )
    check_source(source_name, source_url)
    if value is None or not math.isfinite(value) or value < 0:
        raise RuleBroken("Tulis nilainya sebagai angka mulai nol, misalnya 2.100.")
    refuse_parts(value, unit)
    if starts_on is None or ends_on is None:
        raise RuleBroken("Isi rentang angkanya: dari tanggal berapa sampai tanggal berapa.")
    if ends_on < starts_on:
        raise RuleBroken("Akhir rentang mendahului awalnya. Periksa kedua tanggal.")
    if starts_on.year < FIRST_YEAR or ends_on > on:
        raise RuleBroken(
            f"Rentang angka terbit antara tahun {FIRST_YEAR} dan {long_date(on)}. Periksa tanggalnya."
        )
    if seen_on is None or seen_on > on:
        raise RuleBroken("Isi tanggal halaman itu dilihat; paling akhir hari ini.")
    return value, starts_on, ends_on, seen_on


def check_indicator(
    *,
    name: str,
    unit: str,
    definition: str,
    polarity: Polarity | None,
    palette: Palette | None,
    known: Collection[str],
) -> tuple[Polarity, Palette]:
    """What a new series must say of itself before anybody counts with it."""
    refuse_empty({"Nama indikator": name, "Satuan": unit, "Definisi": definition})
    refuse_too_long(
        {
            "Nama indikator": (name, LONGEST_INDICATOR),
            "Satuan": (unit, LONGEST_UNIT),
            "Definisi": (definition, LONGEST_DEFINITION),
        }
    )
    if name.strip().casefold() in {each.casefold() for each in known}:
        raise RuleBroken("Indikator dengan nama itu sudah ada. Pilih dari daftar, atau beri nama lain.")
    if polarity is None or palette is None:
        raise RuleBroken("Pilih apa arti naiknya angka ini, dan warnanya di peta.")
    if palette is Palette.HARM and polarity is not Polarity.DOWN:
        raise RuleBroken(
            "Warna bahaya hanya untuk deret yang naiknya berarti lebih buruk. Pilih warna netral, atau "
            "nyatakan bahwa turun berarti baik."
        )
    return polarity, palette


def indicator_code(name: str, taken: Collection[str]) -> str:
    """``Jumlah rumah aman`` -> ``jumlah_rumah_aman``; a code once given keeps its meaning."""
    stem = key(name).replace(" ", "_")[:LONGEST_CODE] or "indikator"
    numbered = (f"{stem}_{number}" for number in range(2, len(taken) + 3))
    return next(code for code in (stem, *numbered) if code not in taken)


def check_page(name: str, url: str, note: str, *, known: Collection[str]) -> None:
    refuse_empty({"Nama sumber": name, "Alamat halaman": url})
    refuse_too_long({"Nama sumber": (name, LONGEST_SOURCE), "Catatan": (note, LONGEST_ARGUMENT)})
    check_source(name, url)
    if same_page(url) in {same_page(each) for each in known}:
        raise RuleBroken("Halaman itu sudah tercatat sebagai sumber; tidak perlu dicatat dua kali.")


def same_page(address: str) -> str:
    """An address without what leads to the same page all the same: two of one page are equal in it."""
    parts = parts_of(address.strip())
    asked = [
        each for each in parse_qsl(parts.query, keep_blank_values=True) if not each[0].startswith("utm_")
    ]
    host = parts.netloc.lower().removeprefix("www.")
    return f"{host}{parts.path.rstrip('/')}?{urlencode(asked)}"


def refuse_repeated(new: Figure, page: str, known: Iterable[tuple[Figure, str]]) -> None:
    """The same value of the same series from the same page stands there already."""
    for figure, address in known:
        same_series = (
            figure.indicator,
            figure.region_code,
            figure.starts_on,
            figure.ends_on,
            figure.subgroup,
            figure.destination,
        ) == (new.indicator, new.region_code, new.starts_on, new.ends_on, new.subgroup, new.destination)
        if same_series and figure.value == new.value and same_page(address) == same_page(page):
            raise RuleBroken(
                f"Angka {number(new.value)} dari halaman ini sudah tercatat sebagai {figure.code}. "
                "Buka angka itu; tidak perlu dicatat dua kali."
            )


def contradicts(new: Figure, known: Iterable[Figure]) -> list[Conflict]:
    """The conflicts that one more figure is part of."""
    found = find_conflicts([*known, new])
    return [each for each in found if any(new in reading.figures for reading in each.readings)]


def doubts_of_figure(
    new: Figure, as_written: str, unit: str, known: Iterable[Figure]
) -> tuple[ClaimDoubt, ...]:
    """225 read of "2.249", or ten times what the series said of the time nearest to it."""
    near = min(
        (each for each in known if _is_comparable(each, new)),
        key=lambda each: abs((each.ends_on - new.ends_on).days),
        default=None,
    )
    held = None if near is None else near.value
    whose = "" if near is None else f"angka terdekat dari deret ini, {near.code}"
    return (
        *_other_than_written(new.value, as_written, unit),
        *doubts_of_jump(new.value, held, unit, what="Nilai", whose=whose),
    )


def _is_comparable(known: Figure, new: Figure) -> bool:
    """Of the same series and place, for about as many days."""
    same = (known.indicator, known.region_code, known.subgroup, known.destination) == (
        new.indicator,
        new.region_code,
        new.subgroup,
        new.destination,
    )
    days, others = ((each.ends_on - each.starts_on).days + 1 for each in (known, new))
    return same and max(days, others) <= 2 * min(days, others)


def _other_than_written(value: float, as_written: str, unit: str) -> tuple[ClaimDoubt, ...]:
    heard = read_number(as_written, unit)
    if isinstance(heard, Refused):
        readings = tuple(count for count, _ in counts_in(as_written))
    else:
        read = heard.readings if isinstance(heard, Ambiguous) else (heard.value,)
        readings = tuple(float(each) for each in read)
    if not readings or value in readings:
        return ()
    shown = quantity(value, unit)
    question = f"Dibaca sebagai {shown}, sedangkan di sumber tertulis “{as_written}”. {MEANT_OR_NOT}"
    answer = f"{DoubtKind.OTHER_IN_SENTENCE}:{exact(value)}:{as_written}"
    return (ClaimDoubt(DoubtKind.OTHER_IN_SENTENCE, question, f"Ya, {shown}", answer),)


def checked_reason(reason: str, what: str) -> str:
    reason = reason.strip()
    if len(reason) < SHORTEST_REASON:
        raise RuleBroken(
            f"{what} memerlukan alasan yang dapat dibaca pihak lain, paling sedikit {SHORTEST_REASON} huruf."
        )
    refuse_too_long({"Alasan": (reason, LONGEST_ARGUMENT)})
    return reason


def next_code(codes: Iterable[str]) -> str:
    """``A-125`` after ``A-124``."""
    numbers = [int(code[2:]) for code in codes if code.startswith("A-") and code[2:].isdecimal()]
    return f"A-{max(numbers, default=0) + 1:03d}"
