"""Two periods side by side in words and numbers: the change, how sure it is, what cannot be compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from components.kit import markup
from components.kit.markup import Column, link
from domain import addresses
from domain.figures import changes
from domain.figures.changes import Change, Side
from domain.places.regions import RegionLevel
from domain.statistics.assessment import Confidence
from domain.time import formats

if TYPE_CHECKING:
    from views.map.layer import Comparison

CONFIDENCE = {
    Confidence.CERTAIN: ("pasti", "radio_button_checked"),
    Confidence.LEANING: ("condong", "contrast"),
    Confidence.TOO_LITTLE: ("belum cukup data", "circle"),
}
"""Word and shape; a colour would say that a rise is bad, which not every series means."""

LISTED = 5


def of_region(comparison: Comparison, code: str) -> Markup:
    """Both numbers of one region as bars of one scale, and the change in a sentence."""
    found = comparison.changes[code]
    unit = comparison.chosen.choice.unit
    return Markup('<div class="gb-change"><b>{} dibandingkan dengan {}</b>{}<p>{}</p>{}</div>').format(
        comparison.spans[0].label,
        comparison.spans[1].label,
        _bars(comparison, found),
        changes.sentence(found, comparison.spans, unit),
        _cautions(comparison),
    )


def of_map(comparison: Comparison) -> Markup:
    """Before a region is chosen: where most changed, and what the reader must know beforehand."""
    moved = changes.largest(list(comparison.changes.values()), LISTED)
    rows = Markup("").join(
        Markup("<li>{}{}</li>").format(
            markup.stack(each.name, f"{each.before.count_text} → {each.after.count_text}"),
            how_sure(each),
        )
        for each in moved
    )
    return Markup(
        '<section class="gb-panel"><h2>{} → {}</h2>{}<h3>Perubahan terbesar</h3>{}'
        '<p class="gb-caption">Pasti: lolos kendali temuan palsu (5 %). Condong: hanya bila dilihat sendiri. '
        "Klik wilayah untuk kalimatnya.</p></section>"
    ).format(
        comparison.spans[0].label,
        comparison.spans[1].label,
        _cautions(comparison),
        Markup('<ul class="gb-here">{}</ul>').format(rows)
        if moved
        else markup.empty("Tidak ada wilayah dengan dua angka yang berbeda."),
    )


def how_sure(found: Change) -> Markup:
    if found.confidence not in CONFIDENCE:
        return Markup('<span class="gb-muted">{}</span>').format(
            "tidak dapat dibandingkan" if found.confidence is None else "tetap"
        )
    word, symbol = CONFIDENCE[found.confidence]
    return markup.chip(word, f"sure-{found.confidence.value}", symbol)


def _bars(comparison: Comparison, found: Change) -> Markup:
    highest = max(found.before.count or 0, found.after.count or 0)
    return Markup('<div class="gb-two-periods">{}{}</div>').format(
        _bar(comparison.spans[0].label, found.before, highest),
        _bar(comparison.spans[1].label, found.after, highest),
    )


def _bar(label: str, side: Side, highest: float) -> Markup:
    if side.count is None:
        drawn = Markup('<i class="gb-none"></i>')
    else:
        drawn = Markup('<i style="width:{}%"></i>').format(
            round(100 * side.count / highest) if highest else 0
        )
    return Markup("<p><span>{}</span><em>{}</em><b>{}</b></p>").format(label, drawn, side.count_text)


def _cautions(comparison: Comparison) -> Markup:
    sentences = changes.cautions(comparison.spans)
    return (
        Markup('<p class="gb-caution">{}{}</p>').format(markup.icon("info"), " ".join(sentences))
        if sentences
        else Markup("")
    )


def as_table(comparison: Comparison) -> Markup:
    """Every region in both periods; the surest change first, what cannot be compared last."""
    columns = [
        Column("Wilayah"),
        Column(comparison.spans[0].label, "gb-right"),
        Column(comparison.spans[1].label, "gb-right"),
        Column("Selisih", "gb-right"),
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
            "–" if each.difference is None else formats.signed(each.difference),
            how_sure(each),
        ]
        for each in [*moved, *rest]
    ]
    choice = comparison.chosen.choice
    return markup.table(
        columns, rows, caption=f"{choice.label}, {comparison.spans[0].label} dan {comparison.spans[1].label}"
    )


def _name(comparison: Comparison, found: Change) -> Markup:
    if comparison.chosen.level is RegionLevel.REGENCY:
        return link(found.name, addresses.region(found.code))
    return Markup("{}").format(found.name)
