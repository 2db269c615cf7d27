"""Two periods side by side in words and numbers: the change, how sure it is, what cannot be compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from components.kit import markup
from components.kit.markup import Column, link
from domain import addresses
from domain.figures import changes
from domain.figures.changes import Change
from domain.places.regions import RegionLevel
from domain.statistics.assessment import ALPHA, Confidence
from domain.time import formats

if TYPE_CHECKING:
    from views.map.comparing import Comparison

CONFIDENCE = {
    Confidence.CERTAIN: ("pasti", "radio_button_checked"),
    Confidence.LEANING: ("condong", "contrast"),
    Confidence.TOO_LITTLE: ("belum cukup data", "circle"),
}
"""Word and shape; a colour would say that a rise is bad, which not every series means."""

LISTED = 5


def of_region(comparison: Comparison, code: str) -> Markup:
    """Both numbers of one region, as bars of one pace where they can be compared, and the change in a
    sentence."""
    found = comparison.changes[code]
    unit = comparison.chosen.choice.unit
    earlier, later = comparison.spans
    return markup.render(
        "map.change_of_region",
        earlier=earlier.label,
        later=later.label,
        bars=_bars(comparison, found),
        sentence=changes.sentence(found, comparison.spans, unit),
        cautions=_cautions(comparison),
    )


def of_map(comparison: Comparison) -> Markup:
    """Before a region is chosen: where most changed, and what the reader must know beforehand."""
    moved = changes.largest(list(comparison.changes.values()), LISTED)
    rows = [
        markup.stack(each.name, f"{each.before.count_text} → {each.after.count_text}") + how_sure(each)
        for each in moved
    ]
    earlier, later = comparison.spans
    return markup.render(
        "map.change_of_map",
        earlier=earlier.label,
        later=later.label,
        cautions=_cautions(comparison),
        largest=markup.listed(rows, css="gb-here")
        if moved
        else markup.empty("Tidak ada wilayah dengan dua angka yang dapat dibandingkan dan berbeda."),
        chance=formats.percent(100 * ALPHA, 0),
    )


def how_sure(found: Change) -> Markup:
    if found.confidence not in CONFIDENCE:
        return markup.tinted("tidak dapat dibandingkan" if found.confidence is None else "tetap", "gb-muted")
    word, symbol = CONFIDENCE[found.confidence]
    return markup.chip(word, f"sure-{found.confidence.value}", symbol)


def _bars(comparison: Comparison, found: Change) -> list[dict[str, object]]:
    sides = (found.before, found.after)
    return [
        {"period": span.label, "width": width, "count": side.count_text}
        for span, side, width in zip(comparison.spans, sides, _shares(found), strict=True)
    ]


def _shares(found: Change) -> list[int | None]:
    """Of the higher pace: over a longer time the same count is a lower one."""
    paces = found.paces
    highest = max((pace for pace in paces if pace), default=0.0)
    return [None if pace is None else round(100 * pace / highest) if highest else 0 for pace in paces]


def _cautions(comparison: Comparison) -> Markup:
    why = changes.hindrance(comparison.changes.values())
    sentences = (
        [f"{formats.capitalised(why)}, jadi tidak dibandingkan."]
        if why
        else changes.cautions(comparison.spans)
    )
    return markup.render("map.caution", sentence=" ".join(sentences)) if sentences else Markup("")


def as_table(comparison: Comparison) -> Markup:
    """Every region in both periods; the surest change first, what cannot be compared last."""
    is_alike = changes.are_alike(comparison.spans)
    columns = [
        Column("Wilayah"),
        Column(comparison.spans[0].label, "gb-right"),
        Column(comparison.spans[1].label, "gb-right"),
        Column("Selisih" if is_alike else "Laju", "gb-right"),
        Column("Kepastian"),
    ]
    everything = list(comparison.changes.values())
    moved = changes.largest(everything, len(everything))
    rest = [each for each in everything if each not in moved]
    rest.sort(key=lambda each: (each.difference is None, each.name))
    rows = [
        [
            _name(comparison, each),
            each.before.count_text,
            each.after.count_text,
            _by(each, is_alike),
            how_sure(each),
        ]
        for each in [*moved, *rest]
    ]
    choice = comparison.chosen.choice
    return markup.table(
        columns,
        rows,
        caption=f"{choice.label}, {comparison.spans[0].label} dan {comparison.spans[1].label}",
        css="gb-change",
    )


def _by(found: Change, is_alike: bool) -> str:
    """By how much the count changed; between periods of other lengths how many times the rate."""
    if is_alike:
        return "–" if found.difference is None else formats.signed(found.difference)
    return "–" if found.times is None else f"{formats.number(found.times, 1)} kali"


def _name(comparison: Comparison, found: Change) -> Markup:
    if comparison.chosen.level is RegionLevel.REGENCY:
        return link(found.name, addresses.region(found.code))
    return Markup("{}").format(found.name)
