"""Below the map: what its colours, patterns and outlines mean, and how far its data can be trusted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from markupsafe import Markup

from components.kit import markup
from components.kit.layout import section
from components.kit.markup import link, outside_link
from domain import addresses
from domain.disclosure.suppression import Count
from domain.figures import layers
from domain.figures.layers import SCALES, WORD_STEPS, Measure
from domain.figures.map_view import AreaState, swatch_css
from domain.places.province import HERE
from domain.places.regions import RegionLevel
from domain.statistics.assessment import Confidence, Pattern
from domain.statistics.wording import CONFIDENCE, PATTERN_MEANINGS, PATTERNS, WHY_HIDDEN
from domain.time import formats
from domain.words import headlines

if TYPE_CHECKING:
    from domain.figures.layers import Layer, LayerRow
    from views.map.front import Rising
    from views.map.layer import LayerView


def small_legend(view: LayerView, *, sample: bool) -> Markup:
    return markup.render(
        "map.legend",
        keys=[
            markup.render(
                "map.classes", title=formats.capitalised(SCALES[view.measure]), steps=_class_steps(view)
            ),
            *_absences(view),
            _hotspots(view),
        ],
        meanings="",
        caption=_origin(view, sample=sample) + _told_until(view),
        css=" gb-tight",
    )


def rising(found: Sequence[Rising]) -> Markup:
    """Where something is new or grows, layer by layer: never one list of all kinds."""
    if not found:
        return Markup("")
    rows = [markup.words(link(each.label, each.address), each.said) for each in found]
    return section("Naik dalam dua belas bulan terakhir") + markup.listed(rows, css="gb-here")


def legend(view: LayerView, *, sample: bool, of_two: bool = False) -> Markup:
    """The five classes, and beside them what is not a number: silence, zero, hidden, conflicting.

    Where two periods are drawn with one key, its counts are of this one.
    """
    steps = _word_steps(view) if view.measure is Measure.WORD else _class_steps(view)
    title = f"{view.choice.label}, {SCALES[view.measure]}"
    drawn = any(row.shade is not None for row in view.layer.rows)
    scale = [markup.render("map.classes", title=title, steps=steps)] if drawn else []
    return markup.render(
        "map.legend",
        keys=[*scale, *_absences(view), _hotspots(view)],
        meanings=_patterns(view),
        caption=(Markup("Hitungan wilayah: {}. ").format(view.period.label) if of_two else Markup(""))
        + _source_line(view, sample=sample),
    )


def _absences(view: LayerView) -> list[Markup]:
    """What is not a number of a source or of the register, each with how many regions it is."""
    layer = view.layer
    kinds = (
        (AreaState.NOT_REPORTED, "Tidak disebut", "bukan nol"),
        (AreaState.ZERO, "Nol", _derived(layer)),
        (AreaState.HIDDEN, "Disembunyikan", WHY_HIDDEN),
        (AreaState.TOO_LITTLE, "Belum cukup data", "terlalu sedikit kasus"),
        (AreaState.CONFLICTING, "Bertentangan", "dua sumber"),
    )
    return [
        _key(view, state, label, f"{len(layer.in_state(state))} wilayah{', ' + remark if remark else ''}")
        for state, label, remark in kinds
        if layer.in_state(state) or state is _expected_absence(view)
    ]


def _derived(layer: Layer) -> str:
    """How many of the zeros nobody said."""
    if not layer.derived:
        return ""
    is_all = len(layer.derived) == len(layer.in_state(AreaState.ZERO))
    return layers.DERIVED if is_all else f"{len(layer.derived)} {layers.DERIVED}"


def _key(view: LayerView, state: AreaState, label: str, said: str) -> Markup:
    shade = 3 if state is AreaState.CONFLICTING else None
    swatch = swatch_css(state, shade, view.choice.palette)
    return markup.render("map.key", label=label, swatch=swatch, said=said)


def _class_steps(view: LayerView) -> list[dict[str, str]]:
    return [
        {"css": "", "swatch": swatch_css(AreaState.VALUE, index, view.choice.palette), "label": label}
        for index, label in enumerate(view.layer.classes.labels())
    ]


def _word_steps(view: LayerView) -> list[dict[str, str]]:
    """One step per word, with how many of the regions that show have it."""
    return [
        {
            "css": f" gb-word-{shade}",
            "swatch": swatch_css(AreaState.VALUE, shade, view.choice.palette),
            "label": f"{label} ({_of_seen(view, sum(row.shade == shade for row in view.layer.rows))})",
        }
        for shade, label in WORD_STEPS.items()
    ]


def _hotspots(view: LayerView) -> Markup:
    """The outlines, whatever number is drawn below them; in words they stand on the scale itself."""
    if not view.layer.assessments or view.measure is Measure.WORD:
        return Markup("")
    lines = [
        {
            "css": confidence.value,
            "label": CONFIDENCE[confidence],
            "count": _of_seen(view, len(view.layer.with_confidence(confidence))),
        }
        for confidence in (Confidence.CERTAIN, Confidence.LEANING)
    ]
    hidden = f"{view.layer.hidden} wilayah disembunyikan" if view.layer.hidden else ""
    return markup.render(
        "map.outlines", title=formats.capitalised(view.choice.hot), lines=lines, remark=hidden
    )


def _of_seen(view: LayerView, count: int) -> str:
    """A count of words beside how many regions have one that the reader may see: ``0 dari 11 terlihat``."""
    if not view.layer.hidden:
        return str(count)
    return f"{count} dari {len(view.layer.rows) - view.layer.hidden} terlihat"


def _patterns(view: LayerView) -> Markup:
    """What the words on the map mean, for those that stand on it."""
    found = {row.assessment.pattern for row in view.layer.rows if row.assessment} - {None}
    if view.measure is not Measure.WORD or not found:
        return Markup("")
    meanings = [f"{PATTERNS[each]}: {PATTERN_MEANINGS[each]}" for each in Pattern if each in found]
    return markup.caption(formats.capitalised("; ".join(meanings)), ".")


def _expected_absence(view: LayerView) -> AreaState | None:
    """A press report leaves regions out; a register counts them as zero. Each is named even when empty."""
    if view.measure is Measure.WORD or view.layer.derived:
        return None
    return AreaState.ZERO if view.choice.is_register else AreaState.NOT_REPORTED


def _source_line(view: LayerView, *, sample: bool) -> Markup:
    people = ""
    if view.measure is not Measure.COUNT:
        people = f" · {view.population.name}" + (f"; {view.exceptions}" if view.exceptions else "")
    bayes = " · laju disesuaikan: empirical Bayes" if view.measure is Measure.SHRUNK else ""
    border = (
        "batas perkiraan, bukan acuan hukum"
        if view.level is RegionLevel.DISTRICT
        else "batas indikatif, bukan acuan hukum"
    )
    return _origin(view, sample=sample) + Markup("{}{} · {}").format(bayes, people, border)


def _told_until(view: LayerView) -> Markup:
    until = view.counts.told_until if view.counts else None
    return Markup(" · {}").format(headlines.since_release(until)) if until else Markup("")


def _origin(view: LayerView, *, sample: bool) -> Markup:
    if view.choice.is_register:
        return Markup("Sumber: register kasus {}").format(markup.sample_badge() if sample else "")
    if view.sources:
        return Markup("Sumber: ") + Markup(", ").join(outside_link(name, url) for name, url in view.sources)
    return Markup("Sumber tidak menyebut wilayah pada tingkat ini")


def quality(view: LayerView, register_address: str | None, table: Markup) -> Markup:
    """How far the map can be trusted: who was named, who was not, what the sum says."""
    facts = _register_quality(view) if view.choice.is_register else _published_quality(view)
    count = len(view.figures)
    opens = (
        link(
            f"Buka {count} baris",
            addresses.figures(layer=view.choice.key, period=view.period.key),
        )
        if count
        else link(f"Buka {formats.number(_records(view))} baris", register_address)
        if register_address
        else ""
    )
    actions = Markup("{} · {}").format(opens, table) if opens else table
    return section("Mutu data lapisan ini", action=actions) + markup.render("map.quality", facts=facts)


def _records(view: LayerView) -> float:
    """Every record of the layer, those without a place included: what the register will list."""
    return view.counts.total if view.counts else 0


def _published_quality(view: LayerView) -> list[tuple[str, str]]:
    layer, period = view.layer, view.period
    named = len(view.figures)
    place = "kabupaten/kota" if view.level is RegionLevel.REGENCY else "kecamatan"
    facts = [(f"{named} dari {len(layer.rows)}", f"{place} disebut sumber. {_sum_check(view)}")]
    if layer.derived:
        facts.append((str(len(layer.derived)), f"nol, {layers.DERIVED}: {_listed(layer.derived)}"))
    missing = layer.in_state(AreaState.NOT_REPORTED)
    if missing and view.level is RegionLevel.REGENCY:
        facts.append((str(len(missing)), f"tidak disebut: {_listed(missing)}"))
    months = round((period.ends_on - period.starts_on).days / 30.4375)
    span = f"{months} bulan" if months else f"{(period.ends_on - period.starts_on).days + 1} hari"
    facts.append((span, f"{period.label}{'; hanya ' + view.where if view.where else ''}"))
    for row in view.other_totals[:1]:
        span_text = formats.period(row.period_start, row.period_end)
        facts.append((formats.number(row.value), f"{row.unit} {span_text} menurut {row.source}; deret lain"))
    return facts


def _listed(rows: Sequence[LayerRow]) -> str:
    names = [row.name for row in rows]
    return formats.shortlist(names)


def _sum_check(view: LayerView) -> str:
    parts = view.parts
    if parts.total is None or not parts.values:
        return ""
    said = f"Jumlahnya {formats.number(parts.sum)}"
    if parts.reach_the_total:
        return f"{said}, cocok dengan total"
    stated = f"total yang disebut {formats.number(parts.total)}"
    if parts.exceed_the_total:
        return f"{said}, lebih dari {stated}: salah satu keliru"
    return f"{said}, {stated}"


def _register_quality(view: LayerView) -> list[tuple[str, str]]:
    layer, counts = view.layer, view.counts
    if counts is None:
        return []
    place = "kabupaten/kota" if view.level is RegionLevel.REGENCY else "kecamatan"
    silent = [row for row in layer.rows if row.state is AreaState.ZERO]
    facts = [(formats.number(counts.total), f"laporan di seluruh {HERE.short_name}, {_counted(view)}")]
    if counts.hidden:
        facts.append(
            (f"{counts.hidden} dari {len(layer.rows)}", f"{place} disembunyikan agar orang tidak dikenali")
        )
    else:
        facts.append((f"{len(layer.counted)} dari {len(layer.rows)}", f"{place} terlihat jumlahnya"))
    facts.append(_beside(counts.without_region, f"laporan tanpa {place} asal"))
    facts.append(_beside(counts.outside, f"laporan tentang orang dari {HERE.outside}"))
    if silent:
        said = f"{place} tanpa laporan; pastikan memang nol, bukan belum melapor"
        if view.level is RegionLevel.REGENCY:
            said += f": {formats.shortlist([row.name for row in silent])}"
        facts.append((formats.number(len(silent)), said))
    return facts


def _counted(view: LayerView) -> str:
    """The period, and what of it nobody has counted: the days before the register, those to come."""
    span = view.span
    if span.begins_late:
        return f"{span.label} sejak {formats.beginning(span.counted_from)}"
    return f"{span.label} sampai {formats.short_date(span.today)}" if span.is_running else span.label


def _beside(count: Count, what: str) -> tuple[str, str]:
    """Reports that are on no area of the map."""
    if count.value is None:
        return "—", f"{what} (disembunyikan)"
    return formats.number(count.value), what


def table_link(given: Mapping[str, str], *, is_open: bool) -> Markup:
    """Opens or closes the table: of 315 kecamatan it is four times the map's own weight."""
    if is_open:
        return link("Tutup tabel", addresses.region_map({**given, "tabel": ""}))
    return link("Lihat sebagai tabel", addresses.region_map({**given, "tabel": "ya"}))
