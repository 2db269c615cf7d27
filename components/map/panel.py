"""What the map shows and the panel beside it says: areas, the chosen region, and the same as a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from markupsafe import Markup

from components.kit import chips, markup
from components.kit.markup import Column, Text, link, outside_link
from components.map import change, why
from components.registers.figures import title_at_its_place
from domain import addresses
from domain.figures import layers, map_areas
from domain.figures.layers import LayerRow, Measure
from domain.figures.map_view import AreaState, MapPane
from domain.places.regions import RegionLevel
from domain.statistics.assessment import Absence, Confidence, Measured
from domain.statistics.wording import ABSENCES, INTERVAL, NO_POPULATION, PER_PEOPLE
from domain.time import formats
from domain.time.calendar import local_time

if TYPE_CHECKING:
    from db.queries.figures import FigureRow
    from db.queries.tasks import TaskRow
    from views.map.comparing import Comparison
    from views.map.layer import ContestedFigure, LayerView
    from views.map.screen import MapScreen


def crumbs(steps: list[tuple[str, str]]) -> list[Text]:
    """The way down as links; the last step is where the reader stands."""
    *before, (here, _) = steps
    return [*(link(label, address) for label, address in before), here]


def panes(view: LayerView, comparison: Comparison | None) -> list[MapPane]:
    """One map, or the earlier period above the later one."""
    if comparison is None:
        return [MapPane("", tuple(map_areas.all_labels(view)))]
    return [
        MapPane(each.period.label, tuple(map_areas.all_labels(each)))
        for each in (comparison.earlier, comparison.later)
    ]


def _is_hot(row: LayerRow) -> bool:
    return row.confidence is not None and row.confidence.is_hot


def beside(screen: MapScreen, tasks: Sequence[TaskRow], *, sample: bool, may_propose: bool) -> Markup:
    """The panel: the chosen region, or what leads before one is chosen."""
    if screen.row is not None:
        return _chosen(screen, screen.row, tasks, sample=sample, may_propose=may_propose)
    if screen.comparison is not None:
        return change.of_map(screen.comparison)
    return _invitation(screen.view, screen.place.focus, screen.given)


def _chosen(
    screen: MapScreen, row: LayerRow, tasks: Sequence[TaskRow], *, sample: bool, may_propose: bool
) -> Markup:
    """Its number, why it looks as it does, what else is known, and what can be done from here."""
    view, addresses = screen.view, screen.addresses
    has_word = row.assessment is not None and row.assessment.measured is not None
    return markup.render(
        "map.chosen",
        code=row.code,
        close=link("Tutup", addresses.close, css="gb-link gb-close"),
        name=row.name,
        facts=screen.facts,
        about=[
            markup.paragraph(why.word(row.assessment, view.choice.hot), css="gb-word")
            if row.assessment and has_word
            else "",
            _value(view, row),
            _contested(screen.contested) if screen.contested else "",
            change.of_region(screen.comparison, row.code) if screen.comparison else "",
            _why(view, row),
            _other_figures(screen.other_figures),
            _tasks_here(tasks, sample, addresses.region),
        ],
        actions=[
            link(markup.icon("add_task") + "Buat tugas", addresses.new_task, css="gb-button")
            if may_propose
            else "",
            link("Buka wilayah", addresses.region, css="gb-second"),
            link("Lihat kecamatannya", addresses.districts, css="gb-second") if addresses.districts else "",
        ],
    )


def _value(view: LayerView, row: LayerRow) -> Markup:
    measured = row.assessment.measured if row.assessment else None
    if measured is None or row.state is AreaState.ZERO or row.confidence is Confidence.TOO_LITTLE:
        said = markup.paragraph(formats.capitalised(row.count_text), css="gb-big gb-words")
        return said + (why.interval(measured) if measured and measured.cases else "")
    if view.measure is Measure.COUNT:
        big, unit, other = row.count_text.partition(" ")[0], view.choice.unit, _both_rates(measured)
    elif view.measure is Measure.CRUDE:
        big, unit = (
            formats.rate(measured.crude.value, measured.mean),
            f"{view.choice.unit} {PER_PEOPLE}, mentah",
        )
        other = f"disesuaikan {formats.rate(measured.shrunk.value, measured.mean)} ({row.count_text})"
    else:
        big, unit = (
            formats.rate(measured.shrunk.value, measured.mean),
            f"{view.choice.unit} {PER_PEOPLE}, disesuaikan",
        )
        other = f"mentah {formats.rate(measured.crude.value, measured.mean)} ({row.count_text})"
    return markup.render("map.value", number=big, unit=unit, beside=other, interval=why.interval(measured))


def _contested(found: ContestedFigure) -> Markup:
    """Says that sources contradict each other, and why this figure is drawn if that was decided."""
    kept = [
        f"{formats.number(each.value)} ({formats.period(each.period_start, each.period_end)}, {each.source})"
        for each in found.others
    ]
    said = f"Bertentangan dan belum diputus; sumber lain menyebut {formats.listing(kept)}. "
    if found.settlement:
        day = formats.long_date(local_time(found.settlement.settled_at).date())
        said = (
            f"Ditampilkan menurut putusan {day}: {found.settlement.reason} "
            f"Tetap disimpan: {formats.listing(kept)}. "
        )
    return markup.note(
        said,
        link("Buka pertentangannya", addresses.conflict(found.key)),
    )


def _both_rates(found: Measured) -> str:
    shrunk, crude = formats.rate(found.shrunk.value, found.mean), formats.rate(found.crude.value, found.mean)
    return f"{PER_PEOPLE}: disesuaikan {shrunk}, mentah {crude}"


def _why(view: LayerView, row: LayerRow) -> Markup:
    if row.is_derived:
        source = _arithmetic(view)
        remark = (
            f"Sumber tidak menyebut {row.name}, tetapi {formats.number(len(view.parts.values))} wilayah yang "
            "disebut sudah mencapai totalnya, jadi sisanya nol."
        )
        if row.assessment is not None:
            return why.box(row.assessment, unit=view.choice.unit, remark=remark, source=source)
        return why.plain_box(remark, source)
    figure = view.figures.get(row.code)
    source = (
        markup.caption("Sumber: ", outside_link(figure.source, figure.source_url), " · ", figure.source_url)
        if figure
        else Markup("")
    )
    if row.assessment is not None:
        remark = _of_zero(view) if row.count == 0 else ""
        return why.box(row.assessment, unit=view.choice.unit, remark=remark, source=source)
    return why.plain_box(_without_rates(view, row), source)


def _arithmetic(view: LayerView) -> Markup:
    """How a zero that nobody said follows: the parts, their sum, and the total that it reaches."""
    parts, total = view.parts, view.province_total
    if total is None:
        return Markup("")
    sum_of_parts = " + ".join(formats.number(value) for value in sorted(parts.values.values(), reverse=True))
    return markup.fold(
        "Hitungan nol ini",
        markup.caption(f"{sum_of_parts} = {formats.number(parts.sum)}"),
        markup.caption(
            f"Total yang terbit, {view.period.label}: ",
            link(formats.number(total.value), addresses.figure(total.code)),
            f" {view.choice.unit} · ",
            outside_link(total.source, total.source_url),
        ),
        css="gb-fold",
    )


def _of_zero(view: LayerView) -> str:
    if view.choice.is_register:
        return "Tidak ada laporan dalam register untuk periode ini."
    return "Sumber menyatakan nol; ini bukan tanpa laporan."


def _without_rates(view: LayerView, row: LayerRow) -> str:
    if row.state is AreaState.NOT_REPORTED:
        return ABSENCES[Absence.NOT_REPORTED]
    if row.state is AreaState.HIDDEN:
        return ABSENCES[Absence.HIDDEN]
    if row.state is AreaState.ZERO:
        return _of_zero(view)
    if view.level is RegionLevel.DISTRICT:
        return (
            f"{formats.capitalised(row.count_text)}. Jumlah penduduk kecamatan belum ada, sehingga laju "
            "tidak dapat dihitung; klaster awal menilai kecamatan dari laporannya sendiri."
        )
    return f"{formats.capitalised(row.count_text)}. {NO_POPULATION}"


def _other_figures(others: list[FigureRow]) -> Markup:
    if not others:
        return Markup("")
    rows = [
        markup.bold(formats.number(figure.value))
        + markup.stack(
            title_at_its_place(figure),
            f"{formats.period(figure.period_start, figure.period_end)} · {figure.source}",
        )
        for figure in others
    ]
    return markup.heading("Angka lain, deret terpisah") + markup.listed(rows, css="gb-others")


MOST_TASKS = 4


def _tasks_here(tasks: Sequence[TaskRow], sample: bool, all_of_them: str) -> Markup:
    if not tasks:
        return Markup("")
    rows = [
        link(task.title, addresses.task(task.code)) + chips.of_task_state(task.state)
        for task in tasks[:MOST_TASKS]
    ]
    if len(tasks) > MOST_TASKS:
        rows.append(link(f"{formats.number(len(tasks) - MOST_TASKS)} tugas lainnya", all_of_them))
    badge = markup.sample_badge() if sample else ""
    return markup.heading("Yang sedang dikerjakan di sini ", badge) + markup.listed(rows, css="gb-here")


RANKED = 6


def _invitation(view: LayerView, within: str | None, given: Mapping[str, str]) -> Markup:
    """The panel before an area was clicked: those that lead, the surest first, ready to be opened."""
    inside = [row for row in view.layer.rows if within is None or row.code.startswith(f"{within}.")]
    hidden = sum(row.state is AreaState.HIDDEN for row in inside)
    order = list(Confidence)
    leading = sorted(
        (row for row in inside if row.count and row.value),
        key=lambda row: (order.index(row.confidence or Confidence.ORDINARY), -(row.value or 0.0)),
    )[:RANKED]
    rows = [
        markup.stack(link(row.name, addresses.region_map(given, region=row.code)), _brief(view, row))
        + (why.short_word(row.assessment) if row.assessment and _is_hot(row) else "")
        for row in leading
    ]
    return markup.render(
        "map.invitation",
        leading=markup.listed(rows, css="gb-ranked", ordered=True)
        if leading
        else markup.empty("Tidak ada wilayah dengan angka yang terlihat pada lapisan dan periode ini."),
        remark=f"{formats.number(hidden)} wilayah disembunyikan bagi peran Anda dan tidak ikut di sini."
        if hidden
        else "",
    )


def _brief(view: LayerView, row: LayerRow) -> str:
    """The number without the word, which stands beside it."""
    if row.assessment is None or not _is_hot(row):
        return row.value_text
    words = layers.words(row.assessment, view.choice.hot)
    return row.value_text.removesuffix(f", {words}").replace(f"{words} ({row.count_text})", row.count_text)


@markup.drawn_once
def as_table(view: LayerView) -> Markup:
    """The same content as the map, row by row; silence and hidden counts in words."""
    columns = [Column("Wilayah"), Column("Jumlah", "gb-right")]
    if view.layer.assessments:
        columns += [
            Column("Laju mentah", "gb-right"),
            Column("Laju disesuaikan", "gb-right"),
            Column(f"Rentang {INTERVAL}", "gb-right"),
            Column(formats.capitalised(view.choice.hot)),
        ]
    ordered = sorted(view.layer.rows, key=lambda row: (-(row.value or -1.0), row.name))
    return markup.table(
        columns,
        [_cells(view, row) for row in ordered],
        caption=f"{view.choice.label}, {view.period.label}",
        css="" if view.layer.assessments else "gb-listed",
    )


def _cells(view: LayerView, row: LayerRow) -> list[Text]:
    name: Text = row.name
    if view.level is RegionLevel.REGENCY:
        name = link(row.name, addresses.region(row.code))
    if not view.layer.assessments:
        return [name, row.count_text]
    measured = row.assessment.measured if row.assessment else None
    if measured is None or row.assessment is None:
        word = formats.HIDDEN if row.state is AreaState.HIDDEN else "–"
        return [name, row.count_text, "–", "–", "–", word]
    rates = [
        formats.rate(measured.crude.value, measured.mean),
        formats.rate(measured.shrunk.value, measured.mean),
    ]
    limits = f"{formats.number(measured.shrunk.low, 1)}–{formats.number(measured.shrunk.high, 1)}"
    return [name, row.count_text, *rates, limits, layers.words(row.assessment, view.choice.hot)]
