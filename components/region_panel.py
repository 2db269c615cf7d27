"""The map's surroundings: legend, quality of the data, the chosen region, and the same as a table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from markupsafe import Markup

from components import chips, markup
from components.layout import section
from components.markup import Column, Text, href, link, outside_link
from domain import wording
from domain.layers import LayerRow, Measure
from domain.map_view import AreaState, MapArea, MapPane, swatch_css
from domain.regions import ABBREVIATIONS, RegionLevel

if TYPE_CHECKING:
    from components.runtime.map_layer import Comparison, LayerView
    from db.queries.figures import FigureRow
    from db.queries.tasks import TaskRow

ALSO_LABELLED = 1.5
"""Times the mean from which a label also carries its number."""


def areas(view: LayerView) -> list[MapArea]:
    """The layer as the map draws it; only kabupaten carry labels."""
    return [
        MapArea(
            code=row.code,
            name=row.name,
            state=row.state,
            shade=row.shade,
            value_text=row.value_text,
            label=_label(view, row) if view.level is RegionLevel.REGENCY else None,
        )
        for row in view.layer.rows
    ]


def crumbs(steps: list[tuple[str, str]]) -> list[Text]:
    """The way down as links; the last step is where the reader stands."""
    *before, (here, _) = steps
    return [*(link(label, address) for label, address in before), here]


def panes(view: LayerView, comparison: Comparison | None) -> list[MapPane]:
    """One map, or the earlier period above the later one."""
    if comparison is None:
        return [MapPane("", tuple(areas(view)))]
    return [MapPane(each.period.label, tuple(areas(each))) for each in (comparison.earlier, comparison.later)]


def few_labels(view: LayerView) -> list[MapArea]:
    """The layer for the small map, where only the regions that stand out are named."""
    return [
        area if area.label and area.label[-1].isdigit() else replace(area, label=None) for area in areas(view)
    ]


def small_legend(view: LayerView) -> Markup:
    missing = len(view.layer.in_state(AreaState.NOT_REPORTED))
    steps = Markup("").join(
        Markup('<span class="gb-step"><i style="background:{}"></i>{}</span>').format(
            swatch_css(AreaState.VALUE, index, view.choice.palette), label
        )
        for index, label in enumerate(view.layer.classes.labels())
    )
    return Markup(
        '<div class="gb-legend gb-tight"><div class="gb-key gb-classes"><b>{}</b><div>{}</div></div>'
        '<div class="gb-key"><b>Tidak disebut</b><i style="background:{}"></i><span>{} wilayah, bukan nol'
        '</span></div></div><p class="gb-caption">Angka terbit: {} {}, {}. {}</p>'
    ).format(
        wording.capitalised(MEASURES[view.measure]),
        steps,
        swatch_css(AreaState.NOT_REPORTED, None, view.choice.palette),
        missing,
        wording.number(view.layer.total),
        view.choice.unit,
        view.period.label,
        Markup(", ").join(outside_link(name, url) for name, url in view.sources),
    )


def _label(view: LayerView, row: LayerRow) -> str:
    name = ABBREVIATIONS.get(row.code, row.name)
    if row.value is None or row.value < ALSO_LABELLED * view.layer.mean or not row.value:
        return name
    return f"{name} {wording.number(row.value, 0 if view.measure is Measure.COUNT else 1)}"


MEASURES = {
    Measure.SHRUNK: "per 100.000 penduduk, disesuaikan",
    Measure.CRUDE: "per 100.000 penduduk, mentah",
    Measure.COUNT: "jumlah",
}


def legend(view: LayerView, *, sample: bool) -> Markup:
    """The five classes, and beside them what is not a number: silence, zero, hidden, conflicting."""
    layer = view.layer
    steps = Markup("").join(
        Markup('<span class="gb-step"><i style="background:{}"></i>{}</span>').format(
            swatch_css(AreaState.VALUE, index, view.choice.palette), label
        )
        for index, label in enumerate(layer.classes.labels())
    )
    kinds = (
        (AreaState.NOT_REPORTED, "Tidak disebut", "bukan nol"),
        (AreaState.ZERO, "Nol", ""),
        (AreaState.HIDDEN, "Disembunyikan", "jumlah kecil"),
        (AreaState.CONFLICTING, "Bertentangan", "dua sumber"),
    )
    others = Markup("").join(
        Markup(
            '<div class="gb-key"><b>{}</b><i style="background:{}"></i><span>{} wilayah{}</span></div>'
        ).format(
            label,
            swatch_css(state, 3 if state is AreaState.CONFLICTING else None, view.choice.palette),
            len(layer.in_state(state)),
            f", {remark}" if remark else "",
        )
        for state, label, remark in kinds
        if layer.in_state(state) or state is _expected_absence(view)
    )
    scale = Markup('<div class="gb-key gb-classes"><b>{}, {}</b><div>{}</div></div>').format(
        view.choice.label, MEASURES[view.measure], steps
    )
    drawn = any(row.shade is not None for row in layer.rows)
    return Markup('<div class="gb-legend">{}{}</div><p class="gb-caption">{}</p>').format(
        scale if drawn else "", others, _source_line(view, sample=sample)
    )


def _expected_absence(view: LayerView) -> AreaState:
    """A press report leaves regions out; a register counts them as zero. Each is named even when empty."""
    return AreaState.ZERO if view.choice.is_register else AreaState.NOT_REPORTED


def _source_line(view: LayerView, *, sample: bool) -> Markup:
    border = (
        "batas perkiraan, bukan acuan hukum"
        if view.level is RegionLevel.DISTRICT
        else "batas indikatif, bukan acuan hukum"
    )
    if view.choice.is_register:
        origin = Markup("Sumber: register kasus {}").format(markup.sample_badge() if sample else "")
    elif view.sources:
        origin = Markup("Sumber: ") + Markup(", ").join(outside_link(name, url) for name, url in view.sources)
    else:
        origin = Markup("Sumber tidak menyebut wilayah pada tingkat ini")
    bayes = " · laju disesuaikan: empirical Bayes" if view.measure is Measure.SHRUNK else ""
    people = "" if view.measure is Measure.COUNT else " · penduduk BPS 2024"
    return origin + Markup("{}{} · {}").format(bayes, people, border)


def quality(view: LayerView, register_address: str | None, table: Markup) -> Markup:
    """How far the map can be trusted: who was named, who was not, what the sum says."""
    facts = _register_quality(view) if view.choice.is_register else _published_quality(view)
    blocks = Markup("").join(
        Markup("<div><b>{}</b><p>{}</p></div>").format(value, text) for value, text in facts
    )
    count = len(view.figures)
    opens = (
        link(f"Buka {count} baris", href("/angka", {"lapisan": view.choice.key, "periode": view.period.key}))
        if count
        else link(f"Buka {wording.number(_records(view))} baris", register_address)
        if register_address
        else ""
    )
    actions = Markup("{} · {}").format(opens, table) if opens else table
    return section("Mutu data lapisan ini", action=actions) + Markup(
        '<div class="gb-quality">{}</div>'
    ).format(blocks)


def _records(view: LayerView) -> float:
    """Every record of the layer, those without a place included: what the register will list."""
    nowhere = view.without_region.value if view.without_region else None
    return view.layer.total + (nowhere or 0)


def _published_quality(view: LayerView) -> list[tuple[str, str]]:
    layer, period = view.layer, view.period
    named = len(view.figures)
    place = "kabupaten/kota" if view.level is RegionLevel.REGENCY else "kecamatan"
    facts = [(f"{named} dari {len(layer.rows)}", f"{place} disebut sumber. {_sum_check(view)}")]
    missing = layer.in_state(AreaState.NOT_REPORTED)
    if missing and view.level is RegionLevel.REGENCY:
        names = [row.name for row in missing]
        listed = wording.listing(names) if len(names) <= 6 else f"{wording.listing(names[:3])}, dan lainnya"
        facts.append((str(len(missing)), f"tidak disebut: {listed}"))
    months = round((period.ends_on - period.starts_on).days / 30.4375)
    span = f"{months} bulan" if months else f"{(period.ends_on - period.starts_on).days + 1} hari"
    where = sorted({row.destination for row in view.figures.values() if row.destination})
    facts.append((span, f"{period.label}{'; hanya ' + wording.listing(where) if where else ''}"))
    for row in view.other_totals[:1]:
        span_text = wording.period(row.period_start, row.period_end)
        facts.append((wording.number(row.value), f"{row.unit} {span_text} menurut {row.source}; deret lain"))
    return facts


def _sum_check(view: LayerView) -> str:
    if view.province_total is None or not view.figures:
        return ""
    total, stated = view.layer.total, view.province_total.value
    if total == stated:
        return f"Jumlahnya {wording.number(total)}, cocok dengan total"
    return f"Jumlahnya {wording.number(total)}, total yang disebut {wording.number(stated)}"


def _register_quality(view: LayerView) -> list[tuple[str, str]]:
    layer = view.layer
    hidden = layer.in_state(AreaState.HIDDEN)
    place = "kabupaten/kota" if view.level is RegionLevel.REGENCY else "kecamatan"
    facts = [(wording.number(layer.total), f"laporan terlihat, {view.period.label}")]
    facts.append((f"{len(layer.counted)} dari {len(layer.rows)}", f"{place} terlihat jumlahnya"))
    if hidden:
        facts.append(
            (f"{len(hidden)} dari {len(layer.rows)}", f"{place} disembunyikan agar orang tidak dikenali")
        )
    nowhere = view.without_region
    if nowhere is not None:
        value = wording.number(nowhere.value) if nowhere.value is not None else "—"
        facts.append(
            (value, f"laporan tanpa {place} asal" + ("" if nowhere.value is not None else " (disembunyikan)"))
        )
    return facts


def chosen_region(
    view: LayerView,
    row: LayerRow,
    others: list[FigureRow],
    tasks: list[TaskRow],
    *,
    facts: str,
    change: Text,
    close: str,
    sample: bool,
) -> Markup:
    """The panel of the region that was clicked: its number, why it looks as it does, what else is known."""
    parent = row.code[:5]
    return Markup(
        '<section class="gb-panel"><p class="gb-kicker">Wilayah dipilih · {}{}</p><h2>{}</h2>'
        '<p class="gb-muted">{}</p>{}{}{}{}{}<p class="gb-actions">{}</p></section>'
    ).format(
        row.code,
        link("Tutup", close, css="gb-link gb-close"),
        row.name,
        facts,
        _value(view, row),
        change,
        _why(view, row),
        _other_figures(others),
        _tasks_here(tasks, sample),
        link("Buka wilayah", href("/wilayah", {"kode": parent}), css="gb-button"),
    )


def _value(view: LayerView, row: LayerRow) -> Markup:
    if row.value is None or row.state is AreaState.ZERO:
        return Markup('<p class="gb-big gb-words">{}</p>').format(wording.capitalised(row.count_text))
    if view.measure is Measure.COUNT:
        return Markup('<p class="gb-big"><b>{}</b> {}</p>').format(
            wording.number(row.value), view.choice.unit
        )
    other = (
        f"mentah {wording.number(row.crude or 0, 1)} ({row.count_text})"
        if view.measure is Measure.SHRUNK
        else row.count_text
    )
    return Markup('<p class="gb-big"><b>{}</b><span>{} {}<small>{}</small></span></p>').format(
        wording.number(row.value, 1),
        view.choice.label if not view.choice.is_register else "Laporan",
        MEASURES[view.measure],
        other,
    )


def _why(view: LayerView, row: LayerRow) -> Markup:
    figure = view.figures.get(row.code)
    sentences = []
    if row.state is AreaState.NOT_REPORTED:
        sentences.append("Sumber tidak menyebut wilayah ini. Tidak disebut bukan berarti nol.")
    elif row.state is AreaState.HIDDEN:
        sentences.append("Jumlahnya kecil dan disembunyikan bagi peran Anda agar orang tidak dikenali.")
    elif row.state is AreaState.ZERO:
        sentences.append(
            "Tidak ada laporan dalam register untuk periode ini."
            if view.choice.is_register
            else "Sumber menyatakan nol; ini bukan tanpa laporan."
        )
    elif row.value and view.layer.mean:
        times = wording.number(row.value / view.layer.mean, 1)
        mean = wording.number(view.layer.mean, 0 if view.measure is Measure.COUNT else 1)
        sentences.append(f"{times} kali rata-rata {len(view.layer.counted)} wilayah yang berangka ({mean}).")
        if view.measure is Measure.SHRUNK:
            sentences.append(
                "Laju wilayah berpenduduk sedikit ditarik ke rata-rata, agar satu kejadian tidak menyesatkan."
            )
    source = (
        Markup('<p class="gb-caption">Sumber: {} · {}</p>').format(
            outside_link(figure.source, figure.source_url), figure.source_url
        )
        if figure
        else ""
    )
    return Markup('<div class="gb-why-box"><b>Mengapa tampak begini</b><p>{}</p>{}</div>').format(
        " ".join(sentences), source
    )


def _other_figures(others: list[FigureRow]) -> Markup:
    if not others:
        return Markup("")
    rows = Markup("").join(
        Markup("<li><b>{}</b>{}</li>").format(
            wording.number(figure.value),
            markup.stack(
                figure.indicator,
                f"{wording.period(figure.period_start, figure.period_end)} · {figure.source}",
            ),
        )
        for figure in others
    )
    return Markup('<h3>Angka lain, deret terpisah</h3><ul class="gb-others">{}</ul>').format(rows)


def _tasks_here(tasks: list[TaskRow], sample: bool) -> Markup:
    if not tasks:
        return Markup("")
    rows = Markup("").join(
        Markup("<li>{}{}</li>").format(
            link(task.title, href("/tugas", {"kode": task.code})), chips.of_task_state(task.state)
        )
        for task in tasks[:4]
    )
    return Markup('<h3>Yang sedang dikerjakan di sini {}</h3><ul class="gb-here">{}</ul>').format(
        markup.sample_badge() if sample else "", rows
    )


def invitation(view: LayerView) -> Markup:
    """The panel before anything was clicked: the highest five, ready to be opened."""
    ranked = sorted(
        (row for row in view.layer.rows if row.count and row.value), key=lambda row: -(row.value or 0.0)
    )[:6]
    return Markup(
        '<section class="gb-panel"><h2>Pilih wilayah</h2><p class="gb-muted">Klik peta atau tabel untuk '
        'melihat angka, sumber, dan tugas di satu wilayah.</p><ol class="gb-ranked">{}</ol></section>'
    ).format(
        Markup("").join(Markup("<li>{}<b>{}</b></li>").format(row.name, row.value_text) for row in ranked)
    )


def table_link(given: Mapping[str, str], *, is_open: bool) -> Markup:
    """Opens or closes the table: of 315 kecamatan it is four times the map's own weight."""
    if is_open:
        return link("Tutup tabel", href("/peta", {**given, "tabel": ""}))
    return link("Lihat sebagai tabel", href("/peta", {**given, "tabel": "ya"}))


def as_table(view: LayerView) -> Markup:
    """The same content as the map, row by row; silence and hidden counts in words."""
    has_rates = view.layer.rows and any(row.crude is not None for row in view.layer.rows)
    columns = [Column("Wilayah"), Column("Jumlah", "gb-right")]
    if has_rates:
        columns += [Column("Laju mentah", "gb-right"), Column("Laju disesuaikan", "gb-right")]
    ordered = sorted(view.layer.rows, key=lambda row: (-(row.value or -1.0), row.name))
    rows = []
    for row in ordered:
        name = (
            link(row.name, href("/wilayah", {"kode": row.code}))
            if view.level is RegionLevel.REGENCY
            else Markup("{}").format(row.name)
        )
        cells: list[str | Markup] = [name, row.count_text]
        if has_rates:
            cells += ["–" if rate is None else wording.number(rate, 1) for rate in (row.crude, row.shrunk)]
        rows.append(cells)
    return markup.table(columns, rows, caption=f"{view.choice.label}, {view.period.label}")
