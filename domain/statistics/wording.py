"""What a leader reads about a hotspot: the words, and the sentence that answers *mengapa*."""

import math

from domain.statistics.assessment import (
    ALPHA,
    FEWEST_TO_LEAN,
    HOT_RATIO,
    LAYERS,
    Absence,
    Assessment,
    Assessments,
    Confidence,
    Measured,
    Pattern,
    RegionCount,
)
from domain.statistics.hotspots import PER
from domain.statistics.scan_terms import Cluster, Hindrance
from domain.statistics.small_numbers import LEVEL
from domain.statistics.trend import FEWEST_PERIODS, Direction
from domain.time import formats
from domain.time.formats import number

CONFIDENCE = {
    Confidence.CERTAIN: "pasti",
    Confidence.LEANING: "condong",
    Confidence.ORDINARY: "tidak menonjol",
    Confidence.TOO_LITTLE: "belum cukup data",
}

PATTERNS = {
    Pattern.NEW: "baru",
    Pattern.INTENSIFYING: "menguat",
    Pattern.PERSISTENT: "menetap",
    Pattern.FADING: "mereda",
    Pattern.SPORADIC: "sporadis",
}

PATTERN_MEANINGS = {
    Pattern.NEW: "belum pernah disorot sebelum satu tahun terakhir",
    Pattern.INTENSIFYING: "disorot sejak lama dan terus naik",
    Pattern.PERSISTENT: "disorot hampir sepanjang waktu",
    Pattern.FADING: "pernah disorot lama, kini turun",
    Pattern.SPORADIC: "disorot sekarang, tetapi hilang timbul",
}

WHY_HIDDEN = "kecil atau dapat dipakai menghitung yang kecil"
"""Of a hidden count: a large one is hidden, too, where it and a total would give away a small one."""

ABSENCES = {
    Absence.NOT_REPORTED: "Sumber tidak menyebut wilayah ini. Tidak disebut bukan berarti nol.",
    Absence.HIDDEN: f"Disembunyikan bagi peran Anda agar orang tidak dikenali: jumlahnya {WHY_HIDDEN}.",
    Absence.BEFORE_DATA: "Periode ini sebelum pencatatan dimulai; pilih periode yang lebih baru.",
}
UNREADABLE = "Angkanya tidak terbaca sebagai jumlah; periksa baris impornya."
NO_POPULATION = "Jumlah penduduk belum ada, sehingga laju tidak dapat dihitung; lengkapi data penduduk."
PER_PEOPLE = f"per {number(PER)} per tahun"
REGIONS = "kabupaten/kota"
"""What is compared: only of them the people are known."""
INTERVAL = formats.percent(100 * LEVEL, 0)
RAREST = 0.001
"""Smaller chances are said to be smaller than this one."""
NO_NEIGHBOURS = "Tidak ada wilayah tetangga yang berangka, sehingga sekitarnya tidak dapat dibandingkan."
ALL_ALIKE = "Perbedaan antarwilayah tidak melebihi kebetulan, sehingga tidak ada yang menonjol."


def why(row: Assessment, *, unit: str = "kasus") -> str:
    """Two to four short sentences with the numbers behind the word."""
    return " ".join(_sentences(row, unit))


def in_brief(row: Assessment, *, unit: str = "kasus") -> str:
    """Why a hotspot is one, for a wall: how rare by chance, and which neighbours are high too."""
    if not row.confidence.is_hot or row.measured is None or row.place.count is None:
        return why(row, unit=unit)
    rare = f"Bila kebetulan, {number(row.place.count)} {unit} muncul {_odds(row.measured.chance)}"
    high = [each.name for each in row.neighbours if each.is_high]
    return f"{rare}; {formats.shortlist(high, 2)} di sekitarnya juga tinggi." if high else f"{rare}."


def _sentences(row: Assessment, unit: str) -> list[str]:
    count, found = row.place.count, row.measured
    if count is None:
        return [ABSENCES[row.place.absence]]
    if found is None:
        readable = math.isfinite(count) and count >= 0
        return [f"{number(count)} {unit}.", NO_POPULATION] if readable else [UNREADABLE]
    if not found.cases:
        return [f"Tidak ada {unit} di {number(found.compared)} wilayah pada periode ini."]
    if row.confidence is Confidence.TOO_LITTLE:
        return [*_too_little(row.place, found, unit), *_pattern(row)]
    if not row.confidence.is_hot:
        return [_ordinary(found), *_pattern(row)]
    return [_how_high(found), _chance(row.confidence, count, found, unit), _around(row), *_pattern(row)]


def _too_little(place: RegionCount, found: Measured, unit: str) -> list[str]:
    count = place.count or 0
    if place.days == 1 and count > 1:
        return [
            f"Semua {number(count)} {unit} jatuh pada satu hari, jadi mungkin satu peristiwa: "
            "belum cukup untuk menyebut titik panas."
        ]
    if found.cases == 1:
        return [f"Baru satu {unit} di seluruh wilayah: belum ada yang dapat dibandingkan."]
    low, high, mean = (
        formats.rate(each, found.mean) for each in (found.crude.low, found.crude.high, found.mean)
    )
    return [
        f"{number(count)} {unit} dari {number(place.population or 0)} jiwa terlalu sedikit untuk dinilai: "
        f"laju sebenarnya dapat berada di antara {low} dan {high} {PER_PEOPLE}, rata-ratanya {mean}.",
        f"Wilayah dengan kurang dari {formats.in_words(FEWEST_TO_LEAN)} {unit} tidak diperingkat.",
    ]


def reference(compared: int, hidden: int, regions: int) -> str:
    """Whose mean it is: of all, of those that a source names, or of some that the reader may not see."""
    said = f"{number(compared)} {REGIONS}"
    if hidden:
        return f"{said}, {number(hidden)} di antaranya disembunyikan dan dianggap sama rata"
    return said if compared == regions else f"{said} yang disebut"


def _mean(found: Measured) -> str:
    value = formats.rate(found.mean, found.mean)
    return f"rata-rata {reference(found.compared, found.hidden, found.regions)} ({value})"


def _how_high(found: Measured) -> str:
    value = formats.rate(found.shrunk.value, found.mean)
    return f"{value} {PER_PEOPLE}, {number(found.ratio, 1)} kali {_mean(found)}."


def _chance(confidence: Confidence, count: float, found: Measured, unit: str) -> str:
    said = (
        f"Bila risikonya sama dengan wilayah lain, {number(count)} {unit} atau lebih "
        f"hanya muncul {_odds(found.chance)}"
    )
    if confidence is Confidence.CERTAIN:
        return f"{said}; tetap menonjol setelah kendali temuan palsu."
    tested = f"{number(found.compared)} {REGIONS}"
    if found.chance_q <= ALPHA < LAYERS * found.layer_chance:
        tested = f"{tested} di {formats.in_words(LAYERS)} lapisan"
    return f"{said}; itu belum cukup setelah {tested} diuji sekaligus."


def _odds(chance: float) -> str:
    """``1 dalam 480 kali``: an official counts times, not decimals."""
    if chance < RAREST:
        return f"kurang dari 1 dalam {number(round(1 / RAREST))} kali"
    times = round(1 / chance)
    return f"sekitar 1 dalam {number(times if times < 20 else round(times, -1))} kali"


def _around(row: Assessment) -> str:
    known = [each for each in row.neighbours if each.shrunk is not None]
    if not known:
        return NO_NEIGHBOURS
    mean = row.measured.mean if row.measured else 0.0
    high = [f"{each.name} ({formats.rate(each.shrunk or 0.0, mean)})" for each in known if each.is_high]
    if high:
        return f"Di sekitarnya {formats.listing(high)} juga tinggi."
    return f"{formats.capitalised(formats.in_words(len(known)))} wilayah di sekitarnya tidak tinggi."


def _ordinary(found: Measured) -> str:
    value = formats.rate(found.shrunk.value, found.mean)
    others = _mean(found)
    if found.compared == 1:
        return f"{value} {PER_PEOPLE}; tidak ada wilayah lain yang berangka untuk dibandingkan."
    if abs(found.ratio - 1) < 1e-9:
        return f"{value} {PER_PEOPLE}, sama dengan {others}. {ALL_ALIKE}"
    if found.ratio < 1:
        return f"{value} {PER_PEOPLE}, di bawah {others}."
    if found.ratio >= HOT_RATIO:
        return (
            f"{value} {PER_PEOPLE}, {number(found.ratio, 1)} kali {others}, tetapi selisih sebesar itu "
            "dapat terjadi karena kebetulan."
        )
    return f"{value} {PER_PEOPLE}, dekat dengan {others}."


def _pattern(row: Assessment) -> list[str]:
    if row.pattern is None:
        return [direction(row)] if row.confidence.is_hot else []
    return [f"{capitalised_pattern(row.pattern)}: {PATTERN_MEANINGS[row.pattern]}."]


def capitalised_pattern(pattern: Pattern) -> str:
    return formats.capitalised(PATTERNS[pattern])


def direction(row: Assessment) -> str:
    """Which way the series goes, or why that cannot be said."""
    trend = row.trend
    if trend is None:
        return "Arah: belum cukup data, hanya satu periode."
    if trend.direction is Direction.TOO_LITTLE:
        if trend.periods < FEWEST_PERIODS:
            return f"Arah: belum cukup data, baru {number(trend.periods)} dari {FEWEST_PERIODS} periode."
        return f"Arah: belum cukup data, baru {number(trend.events)} kasus."
    said = {Direction.RISING: "naik", Direction.FALLING: "turun", Direction.NONE: "tidak berubah nyata"}
    return f"Arah: {said[trend.direction]} selama {number(trend.periods)} periode."


def overall(found: Assessments, *, unit: str = "kasus", hot: str = "titik panas", when: str = "") -> str:
    """One sentence on the whole map: which hotspots, or why none can be named.

    ``hot`` is what they are called in this series, ``when`` the time that the map speaks of. What the
    reader may not see is never among those that do not stand out.
    """
    said = _overall(found, unit, hot, is_list=not when)
    return f"{f'{when}: {said}' if when else formats.capitalised(said)}{unseen(found.hidden)}."


def _overall(found: Assessments, unit: str, hot: str, *, is_list: bool) -> str:
    if not found.compared:
        return "belum ada wilayah yang berangka dan berpenduduk; tidak ada yang dapat dibandingkan"
    if found.compared == 1:
        return "hanya satu wilayah yang berangka, jadi tidak ada yang dapat dibandingkan"
    if not found.cases:
        return f"tidak ada {unit} di {number(found.compared)} wilayah pada periode ini"
    if found.cases == 1:
        return f"baru satu {unit} di seluruh wilayah: belum ada yang dapat dibandingkan"
    certain = [row.name for row in found.ranked if row.confidence is Confidence.CERTAIN]
    leaning = [row.name for row in found.ranked if row.confidence is Confidence.LEANING]
    if certain:
        also = f"; {formats.shortlist(leaning)} condong" if leaning else ""
        return f"{hot} pasti{':' if is_list else ''} {formats.shortlist(certain)}{also}"
    seen = f"dari {number(len(found.rows) - found.hidden)} wilayah yang terlihat" if found.hidden else ""
    if leaning:
        none = f"tidak satu pun {seen} pasti" if seen else f"belum ada {hot} pasti"
        return f"{none}; {formats.shortlist(leaning)} condong"
    few = sum(row.confidence is Confidence.TOO_LITTLE and row.measured is not None for row in found.rows)
    if few >= found.compared - found.hidden:
        among = seen.removeprefix("dari ") or f"{number(found.compared)} wilayah"
        return f"belum cukup data di {among} untuk mengatakan mana yang menonjol"
    too_little = f"; {number(few)} belum cukup data" if few else ""
    if seen:
        return f"tidak satu pun {seen} menonjol{too_little}"
    return f"tidak ada wilayah yang menonjol di antara {number(found.compared)} wilayah{too_little}"


def unseen(hidden: int, where: str = "wilayah") -> str:
    """What a count of words cannot count: ``; 11 wilayah disembunyikan``."""
    return f"; {number(hidden)} {where} disembunyikan" if hidden else ""


HINDRANCES = {
    Hindrance.TOO_FEW_CASES: "Kurang dari dua kasus: belum ada yang dapat mengelompok.",
    Hindrance.ONE_PERIOD: "Semua kasus jatuh pada satu periode, sehingga tidak ada waktu pembandingnya.",
    Hindrance.ONE_PLACE: "Semua kasus berada di satu tempat, sehingga tidak ada tempat pembandingnya.",
    Hindrance.NOTHING_TO_SHUFFLE: (
        "Kasus pada hari pekan dan kelompok yang sama berada di satu tempat atau satu periode: "
        "tidak ada yang dapat dibandingkan."
    ),
}


def cluster(found: Cluster, *, unit: str = "kasus") -> str:
    """What a circle on the map says: how many, when, against what, and how rare."""
    places = f"{number(len(found.places))} kecamatan" if len(found.places) > 1 else "satu kecamatan"
    return (
        f"{number(found.observed)} {unit} di {places}, {formats.period(found.starts_on, found.ends_on)}; "
        f"lazimnya {number(found.expected, 1)}. {recurrence(found)}"
    )


def recurrence(found: Cluster) -> str:
    """How often chance alone would bring the like."""
    years = found.recurrence_days / 365.25
    often = f"{number(years)} tahun" if years >= 2 else f"{number(found.recurrence_days)} hari"
    if not found.is_noteworthy:
        return f"Kebetulan membawa yang serupa sekali dalam {often}: belum cukup untuk bertindak."
    return f"Kebetulan membawa yang serupa hanya sekali dalam {often}."
