"""What a layer says in words: its headline, and of what, when and how many it speaks."""

from collections.abc import Sequence
from datetime import date

from domain.figures import layers
from domain.figures.layers import LayerRow, Measure
from domain.places.province import HERE
from domain.places.regions import RegionLevel
from domain.statistics import wording as hotspot_wording
from domain.statistics.assessment import Confidence
from domain.time import formats
from domain.words import headlines
from views.map.layer import LayerView
from views.map.layer_choices import LEVELS
from views.map.places import region_names


def finding(view: LayerView, within: str | None = None) -> str:
    """The map's headline: what stands out, and where parts and total contradict each other, that doubt."""
    return _finding(view, within) + headlines.doubt(view.parts.sum, view.parts.total)


def _finding(view: LayerView, within: str | None) -> str:
    """Which region stands out, in the measure that is drawn, here or in all of NTT."""
    hidden, seen = view.layer.hidden, len(view.layer.counted)
    place = LEVELS[view.level].lower()
    if hidden and not any(row.count for row in view.layer.rows):
        rest = f"; {formats.number(seen)} yang terlihat nol" if seen else ""
        of_all = f"{hidden} dari {len(view.layer.rows)} {place}"
        return f"{of_all} disembunyikan bagi peran Anda, {view.when}{rest}"
    rows = [row for row in view.layer.rows if within is None or row.code.startswith(f"{within}.")]
    if view.layer.assessments and view.measure is not Measure.COUNT:
        hot = view.layer.with_confidence(Confidence.CERTAIN, Confidence.LEANING)
        # A plain rate is led by whoever has one case and few people; words lead instead.
        if view.measure is not Measure.SHRUNK or not hot:
            called = view.choice.hot if view.choice.hot == layers.HOTSPOT else f"yang {view.choice.hot}"
            said = hotspot_wording.overall(
                view.layer.assessments, unit=view.choice.unit, hot=called, when=view.when
            )
            return said.removesuffix(".")
        rows = hot
    said = headlines.of_map(
        {row.name: row.value for row in rows if row.value is not None},
        mean=view.layer.mean,
        is_rate=view.measure is not Measure.COUNT,
        unit=view.choice.unit,
        total=_total(view, rows, within),
        when=view.when,
        reference=view.layer.reference + (" menurut yang terlihat" if hidden else ""),
    ) + hotspot_wording.unseen(hidden)
    return f"{region_names(RegionLevel.REGENCY)[within]}, {formats.uncapitalised(said)}" if within else said


def counted(view: LayerView) -> str:
    """Of what, where and when, and how many."""
    where = f", hanya {view.where}" if view.where else ""
    total = view.counts.total if view.counts else view.layer.total
    return f"{view.choice.label}{where}, {view.period.label}: {formats.number(total)} {view.choice.unit}"


def basis(view: LayerView) -> str:
    """Below the headline: of what, where and when, how many, and the mean that ratios are taken from."""
    said = counted(view)
    if view.counts is not None:
        said += f" di seluruh {HERE.short_name}"
    if view.layer.assessments and view.measure is not Measure.COUNT:
        mean = formats.rate(view.layer.mean, view.layer.mean)
        said += f"; rata-rata {view.layer.reference} {mean} {hotspot_wording.PER_PEOPLE}"
    if view.exceptions and view.measure is not Measure.COUNT:
        said += f"; {view.exceptions}"
    if view.layer.hidden and view.layer.assessments and any(row.count for row in view.layer.rows):
        said += ". Kata dan kelipatan dihitung dari yang terlihat; yang disembunyikan dianggap sama rata"
    if view.span.begins_late:
        said += f". Register berjalan sejak {formats.beginning(view.span.counted_from)}"
        if view.span.is_at_most:
            said += f": paling lama {formats.days(view.span.days)}, jadi laju ini paling sedikit"
    if view.counts is not None and view.counts.told_until is not None:
        said += f". {headlines.since_release(view.counts.told_until)}"
    return f"{said}."


def as_of(view: LayerView) -> str:
    """The day of the newest record that is drawn, or its year where the day may not be told."""
    if view.newest is None:
        return ""
    first, last = view.newest.starts_on, view.newest.ends_on
    is_year = view.counts is not None and (first, last) == (date(last.year, 1, 1), date(last.year, 12, 31))
    return str(last.year) if is_year else formats.long_date(last)


def _total(view: LayerView, rows: Sequence[LayerRow], within: str | None) -> float:
    """Of how many: of the whole province its open total, hidden counts and those without a place included."""
    if view.counts is not None and within is None:
        return view.counts.total
    return sum(row.count or 0 for row in rows)
