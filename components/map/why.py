"""*Mengapa*: the word, the sentence, and the numbers behind both, drawn so that they can be checked."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from markupsafe import Markup

from components.kit import markup
from components.kit.markup import Column
from domain.statistics import wording as hotspot_wording
from domain.statistics.assessment import (
    ALPHA,
    FEWEST_TO_BE_SURE,
    HOT_RATIO,
    LAYERS,
    Assessment,
    Confidence,
    Measured,
)
from domain.statistics.wording import INTERVAL, RAREST
from domain.time import formats
from domain.time.formats import number

if TYPE_CHECKING:
    from domain.statistics.assessment import Neighbour

SYMBOLS = {
    Confidence.CERTAIN: "radio_button_checked",
    Confidence.LEANING: "contrast",
    Confidence.ORDINARY: "remove",
    Confidence.TOO_LITTLE: "more_horiz",
}
"""Each word has a shape of its own: the colour of a chip says nothing that its word does not."""

TITLES = {
    Confidence.CERTAIN: "Mengapa disorot",
    Confidence.LEANING: "Mengapa condong disorot",
    Confidence.ORDINARY: "Mengapa tidak disorot",
    Confidence.TOO_LITTLE: "Mengapa belum dapat dikatakan",
}


UNMEASURED = "Mengapa tampak begini"


def word(found: Assessment, hot: str) -> Markup:
    """``Titik panas: pasti`` as a chip; a pattern such as *menguat* stands beside it.

    ``hot`` is what standing out is called in this series.
    """
    said = hotspot_wording.CONFIDENCE[found.confidence]
    label = formats.capitalised(f"{hot}: {said}" if found.confidence.is_hot else said)
    chip = markup.chip(label, f"sure-{found.confidence.value}", SYMBOLS[found.confidence])
    if found.pattern is None:
        return chip
    return chip + markup.tinted(hotspot_wording.PATTERNS[found.pattern], "gb-pattern")


def short_word(found: Assessment) -> Markup:
    """For a list of hotspots: ``pasti`` is enough."""
    said = hotspot_wording.CONFIDENCE[found.confidence]
    label = f"{said}, {hotspot_wording.PATTERNS[found.pattern]}" if found.pattern else said
    return markup.chip(label, f"sure-{found.confidence.value}", SYMBOLS[found.confidence])


def interval(found: Measured) -> Markup:
    """The rate, its 95 % interval and the mean on one line that begins at zero."""
    value, low, high = found.shrunk.value, found.shrunk.low, found.shrunk.high
    end = 1.06 * max(high, found.mean) or 1.0
    mean, left, here = (f"{round(100 * each / end, 1)}%" for each in (found.mean, low, value))
    width = f"{round(100 * (high - low) / end, 1)}%"
    mean_said, *ends = (formats.rate(each, found.mean) for each in (found.mean, low, high))
    words = {"mean": mean_said, "range": "–".join(ends)}
    return markup.render(
        "map.interval",
        said=f"Rentang {INTERVAL}: {words['range']}; rata-rata {words['mean']}",
        low=left,
        width=width,
        mean=mean,
        value=here,
        words=words,
        interval=INTERVAL,
    )


def box(found: Assessment, *, unit: str, remark: str, source: Markup) -> Markup:
    """The sentence, and below it what it was concluded from."""
    return markup.render(
        "map.why_box",
        title=TITLES[found.confidence] if found.measured else UNMEASURED,
        text=f"{remark} {hotspot_wording.why(found, unit=unit)}".strip(),
        numbers=_numbers(found, unit) if found.measured else "",
        source=source,
    )


def plain_box(sentence: str, source: Markup) -> Markup:
    """Why an area without a rate looks as it does."""
    return markup.render("map.why_box", title=UNMEASURED, text=sentence, numbers="", source=source)


def _numbers(found: Assessment, unit: str) -> Markup:
    """Folded away: whoever doubts the word finds here all it follows from."""
    measured = found.measured
    if measured is None:
        return Markup("")
    around, rate = measured.surroundings, partial(formats.rate, mean=measured.mean)
    facts = [
        ("n", f"{number(found.place.count or 0)} {unit}; diharapkan {number(measured.expected, 1)}"),
        (
            "Laju mentah",
            f"{rate(measured.crude.value)} ({rate(measured.crude.low)}–{rate(measured.crude.high)})",
        ),
        (
            "Laju disesuaikan",
            f"{rate(measured.shrunk.value)}; menurut tetangga {rate(measured.local)}",
        ),
        ("Peluang kebetulan", f"{_chance(measured.chance)}; terkendali {_chance(measured.chance_q)}"),
        ("Seluruh lapisan", f"peluang kebetulan {_chance(measured.layer_chance)}"),
        (
            "Gi* sekitar",
            f"z {number(around.z, 1)}; terkendali {_chance(around.q)}" if around else "tidak dapat dihitung",
        ),
    ]
    rule = (
        f"Pasti: paling sedikit {FEWEST_TO_BE_SURE} {unit}, {number(HOT_RATIO, 1)} kali rata-rata, dan "
        f"peluang kebetulan terkendali paling banyak {formats.percent(100 * ALPHA, 0)}, di lapisan yang "
        f"peluangnya paling banyak {formats.percent(100 * ALPHA / LAYERS, 1)} karena "
        f"{formats.in_words(LAYERS)} lapisan dilihat berdampingan."
    )
    return markup.fold(
        "Angka di balik kata ini",
        markup.definitions(facts),
        _neighbours(found),
        markup.caption(rule),
        css="gb-fold",
    )


def _chance(p: float) -> str:
    return formats.percent(100 * p, 1) if p >= RAREST else f"< {formats.percent(100 * RAREST, 1)}"


def _neighbours(found: Assessment) -> Markup:
    if not found.neighbours:
        return markup.caption(hotspot_wording.NO_NEIGHBOURS)
    columns = [Column("Tetangga"), Column("Jumlah", "gb-right"), Column("Laju", "gb-right")]
    digits = formats.rate_digits(found.measured.mean if found.measured else 0.0)
    rows = [
        [_neighbour(each), _or_dash(each.count, 0), _or_dash(each.shrunk, digits)]
        for each in found.neighbours
    ]
    return markup.table(columns, rows, caption=f"Tetangga {found.name}", css="gb-dense")


def _neighbour(each: Neighbour) -> Markup:
    return markup.stack(each.name, f"{number(each.km)} km" + ("; seberang laut" if each.crossing else ""))


def _or_dash(value: float | None, digits: int) -> str:
    return "–" if value is None else number(value, digits)
