"""Wilayah: the 22 side by side, and one of them in full."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from markupsafe import Markup

from components.kit import cards, chips, markup
from components.kit.layout import section
from components.kit.markup import Column, Text, link, outside_link
from components.map import why
from components.registers.figures import title_at_its_place
from domain import addresses
from domain.commitments.health import Health
from domain.commitments.standing import because
from domain.disclosure.suppression import Count
from domain.figures import layers
from domain.places.regions import display_name
from domain.statistics import exposure
from domain.tasks.clocks import TaskClock, Urgency
from domain.time import formats, lateness
from domain.time.calendar import local_time
from domain.words import headlines

if TYPE_CHECKING:
    from db.queries.commitments import CommitmentRow
    from db.queries.decisions import DecisionRow
    from db.queries.figures import FigureRow
    from db.queries.regions import RegencyDetail, RegionRow
    from db.queries.tasks import TaskRow
    from domain.figures.figures import FigureStanding
    from domain.statistics.exposure import Span
    from views.regency import HotspotStanding, RegisterYears, Series
    from views.registers import Rated, Timed


def figure_cell(series: Series, code: str) -> Text:
    """A published figure in a table; what no source mentions is zero only where the others leave nothing."""
    row = series.figures.get(code)
    if row is None and code in series.derived and series.total is not None:
        return link(
            f"0, {layers.DERIVED}",
            addresses.figure(series.total.code),
            title=f"Wilayah lain sudah mencapai total {formats.number(series.total.value)}",
        )
    if row is None:
        return markup.tinted(formats.NOT_MENTIONED, "gb-muted gb-hatched")
    return link(
        markup.bold(formats.number(row.value)),
        addresses.figure(row.code),
        title=f"{row.source}, {formats.period(row.period_start, row.period_end)}",
    )


def filter_words(state: str, text: str) -> str:
    return "; ".join(filter(None, (state, f"memuat “{text}”" if text else "")))


def nothing() -> Markup:
    return markup.empty("Tidak ada wilayah yang cocok.", link("Tampilkan semua", addresses.Page.REGION))


def side_by_side(
    regions: Sequence[RegionRow],
    words: Mapping[str, HotspotStanding],
    series: Mapping[str, Series],
    open_tasks: Mapping[str, int],
    commitments: Mapping[str, int],
) -> Markup:
    """All kabupaten against the published series; each number opens what lies behind it."""
    columns = [
        Column("Wilayah", "gb-wide"),
        Column("Penduduk (BPS 2024)", "gb-right"),
        Column(next(iter(words.values())).heading if words else "Titik panas kematian"),
        *(Column(label, "gb-right") for label in series),
        Column("Tugas terbuka", "gb-right"),
        Column("Komitmen", "gb-right"),
    ]
    rows: list[list[Text]] = []
    for region in regions:
        tasks, promised = open_tasks.get(region.code, 0), commitments.get(region.code, 0)
        rows.append(
            [
                link(display_name(region.name), addresses.region(region.code)),
                formats.number(region.population) if region.population else "belum ada",
                _word(words.get(region.code)),
                *(figure_cell(each, region.code) for each in series.values()),
                _opens(tasks, addresses.tasks(region=region.code)),
                _opens(promised, addresses.commitments(region=region.code)),
            ]
        )
    return markup.table(columns, rows, caption=f"{len(regions)} kabupaten/kota berdampingan")


def _word(standing: HotspotStanding | None) -> Text:
    """The word of a region as a link to *mengapa*, or why there is none."""
    if standing is None:
        return "–"
    found = standing.row.assessment
    if found is None or standing.row.confidence is None or not standing.row.confidence.is_hot:
        return markup.tinted(layers.word_of(standing.row), "gb-muted")
    chip = why.short_word(found)
    return link(chip, standing.address, css="gb-quiet", title=f"{standing.label}, {standing.period}")


def standings(rows: Sequence[HotspotStanding], *, sample: bool) -> Markup:
    """How the region stands in each series, every one for itself; each word leads to its reasons."""
    columns = [
        Column("Lapisan", "gb-wide"),
        Column("Periode"),
        Column("Jumlah", "gb-right"),
        Column("Menonjol"),
    ]
    return section(
        "Menonjol di mana", aside=markup.sample_badge() if sample and any(r.is_register for r in rows) else ""
    ) + markup.table(
        columns,
        [[link(each.label, each.address), each.period, each.row.count_text, _word(each)] for each in rows],
        caption="Menonjol per lapisan",
    )


def _opens(count: int, address: str) -> Text:
    return link(str(count), address) if count else "0"


def profile(detail: RegencyDetail) -> str:
    return (
        f"Ibu kota {detail.capital} · Pulau {detail.island} · {formats.number(detail.area_km2)} km² · "
        f"{exposure.inhabitants(detail.people_near(exposure.ESTIMATED_2024))} · "
        f"{formats.number(detail.districts)} kecamatan, {formats.number(detail.villages)} desa/kelurahan"
    )


def published(rows: Sequence[FigureRow], standings: Mapping[str, FigureStanding]) -> Markup:
    head = section("Angka terbit", aside="setiap deret terpisah")
    if not rows:
        return head + markup.empty("Belum ada angka terbit yang menyebut wilayah ini.")
    columns = [
        Column("Indikator", "gb-wide"),
        Column("Periode"),
        Column("Nilai", "gb-right"),
        Column("Sumber"),
        Column("Keadaan"),
    ]
    return head + markup.table(
        columns,
        [
            [
                link(
                    title_at_its_place(row),
                    addresses.figure(row.code),
                ),
                formats.period(row.period_start, row.period_end),
                markup.words(markup.bold(formats.number(row.value)), row.unit),
                outside_link(row.source, row.source_url),
                chips.of_figure(standings[row.code]),
            ]
            for row in rows
        ],
        caption="Angka terbit",
    )


def register_trend(years: RegisterYears, rows_address: str | None, *, sample: bool) -> Markup:
    """Reports per kind and year, each kind a series of its own; hidden counts stay hidden when drawn."""
    columns = [
        Column("Jenis"),
        *(Column(span.label + _NOT_WHOLE * _is_cut(span), "gb-right") for span in years.spans),
        Column("Arah", "gb-narrow"),
    ]
    rows = [
        [kind, *(count.said for count in counts), _spark(counts)] for kind, counts in years.by_kind.items()
    ]
    is_hidden = any(count.is_hidden for counts in years.by_kind.values() for count in counts)
    opened = link("Buka baris", rows_address) if rows_address else ""
    aside = Markup("laporan per tahun {}").format(markup.sample_badge() if sample else "")
    return (
        section("Register kasus", aside=aside, action=opened)
        + markup.table(
            columns, rows, caption="Laporan per jenis dan tahun", css="gb-tight" if is_hidden else "gb-dense"
        )
        + _years_not_whole(years)
    )


_NOT_WHOLE = "*"
"""Beside the year of a column; what it means stands below the table."""


def _is_cut(span: Span) -> bool:
    return span.begins_late or span.is_running


def _years_not_whole(years: RegisterYears) -> Markup:
    """Which columns count less than a year: the first days of a register, the last of one that runs."""
    said = [
        f"{span.label} sejak {formats.beginning(span.counted_from)} "
        f"({'paling lama ' if span.is_at_most else ''}{formats.days(span.days)}), "
        "sebelumnya tidak dihitung"
        for span in years.spans
        if span.begins_late
    ]
    said += [
        f"{span.label} sampai {formats.short_date(span.today)}" for span in years.spans if span.is_running
    ]
    sentences = [f"{_NOT_WHOLE} Tahun yang belum penuh: {'; '.join(said)}."] if said else []
    if years.told_until is not None:
        sentences.append(f"{headlines.since_release(years.told_until)}.")
    return markup.caption(" ".join(sentences)) if sentences else Markup("")


def _spark(counts: Sequence[Count]) -> Markup:
    """Bars beside the numbers that they draw; a hidden count is hatched and says no height."""
    highest = max((count.value for count in counts if count.value), default=1)
    heights = [None if count.value is None else round(100 * count.value / highest) for count in counts]
    return markup.render("registers.spark", heights=heights)


def work(tasks: Sequence[Timed], rated: Sequence[Rated], on: date, *, new_task: Markup) -> Markup:
    """``new_task`` is the link to one more, empty for who may not propose."""
    units = markup.note(lateness.published()) if tasks and rated else Markup("")
    return _tasks(tasks, new_task) + _commitments(rated, on) + units


def _tasks(tasks: Sequence[Timed], new_task: Markup) -> Markup:
    head = section("Tugas di sini", aside=f"{len(tasks)} tugas" if tasks else "", action=new_task)
    if not tasks:
        return head + markup.empty("Belum ada tugas untuk wilayah ini.")
    rows = [
        markup.stack(link(row.title, addresses.task(row.code)), f"{row.owner} · {_until(row, clock)}")
        + chips.of_task_state(row.state)
        for row, clock in tasks
    ]
    return head + markup.listed(rows, css="gb-here")


def _until(row: TaskRow, clock: TaskClock) -> str:
    """What is left of an open task; a closed one is not late any more."""
    if clock.urgency is Urgency.CLOSED:
        return f"tenggat {formats.short_date(row.due_on)}"
    return clock.left_in_words


def _commitments(rated: Sequence[Rated], on: date) -> Markup:
    head = section("Komitmen yang menyentuh wilayah ini")
    if not rated:
        return head + markup.empty("Belum ada komitmen yang menyebut wilayah ini.")
    rows = [
        markup.stack(link(row.title, addresses.commitment(row.code)), _standing(row, health, on))
        + chips.of_health(health)
        for row, health in rated
    ]
    return head + markup.listed(rows, css="gb-here")


def _standing(row: CommitmentRow, health: Health, on: date) -> str:
    why = because(row.progress, health, on, promised_on=row.promised_on)
    return " · ".join(filter(None, (row.owner or formats.NOT_SET, why)))


def responsible(detail: RegencyDetail) -> Markup:
    return section("Penanggung jawab setempat") + markup.definitions(
        [
            ("Pemerintah", detail.government or formats.NOT_SET),
            ("Hubungan", "dikoordinasikan Gubernur, tidak diperintah"),
        ]
    )


MOST_WORDS = 4


def last_words(decisions: Sequence[DecisionRow]) -> Markup:
    """What the forum last said about this place."""
    most = len(decisions) > MOST_WORDS
    head = section(
        "Kata rapat terakhir", aside=f"{MOST_WORDS} dari {formats.number(len(decisions))}" if most else ""
    )
    if not decisions:
        return head + markup.empty("Belum ada keputusan rapat tentang wilayah ini.")
    return head + cards.timeline(
        (
            local_time(decision.held_at).date(),
            Markup("{} {}").format(
                link(
                    f"Keputusan {decision.number}/{decision.year}",
                    addresses.decisions(decision.meeting_id),
                ),
                decision.text,
            ),
        )
        for decision in decisions[:MOST_WORDS]
    )
