"""Published figures: conflicts side by side, the register, and one figure with its definition."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from markupsafe import Markup

from components.kit import chips, markup
from components.kit.layout import section
from components.kit.markup import WAY_ON, Column, Text, link, outside_link
from domain import addresses
from domain.access.parameters import Parameters
from domain.figures.figures import Arithmetic, Conflict, FigureStanding, Reading
from domain.figures.series import BY_OFFICE, SET_APART, whole_area
from domain.places.regions import PROVINCE, display_name, short_name, split_that_changes
from domain.search import is_about
from domain.time import formats, lateness
from domain.time.calendar import local_time
from domain.words import conflicts as words
from domain.words import labels

if TYPE_CHECKING:
    from db.queries.figures import ExplanationRow, FigureRow, WithdrawnFigure
    from db.queries.tasks import TaskRow

PAGE_SIZE = 12
PERCENT = "persen"

STATUS_FILTERS = {
    "semua": None,
    "terbit": FigureStanding.PUBLISHED,
    "bertentangan": FigureStanding.CONFLICTING,
    "diputus": FigureStanding.DECIDED,
    "disisihkan": FigureStanding.SET_ASIDE,
}
_ALWAYS_COUNTED = (FigureStanding.PUBLISHED, FigureStanding.CONFLICTING)
CONFLICTS = "pertentangan"
"""The filter that lists groups of figures, not figures."""
WITHDRAWN = "ditarik"
"""The filter that lists what is shown nowhere else any more."""


def filter_pills(
    rows: Sequence[FigureRow],
    standings: Mapping[str, FigureStanding],
    conflicts: int,
    withdrawn: int,
    chosen: str,
) -> Markup:
    """Every state with its count, the groups in conflict and what was withdrawn last."""
    counts = Counter(standings[row.code] for row in rows)
    options = [("semua", "Semua", len(rows))]
    options += [
        (name, labels.FIGURE_STANDINGS[state], counts[state])
        for name, state in STATUS_FILTERS.items()
        if state and (state in _ALWAYS_COUNTED or counts[state] or name == chosen)
    ]
    options.append((CONFLICTS, "Kelompok", conflicts))
    if withdrawn or chosen == WITHDRAWN:
        options.append((WITHDRAWN, "Ditarik", withdrawn))
    return markup.pills(
        [
            (markup.counted(label, count), addresses.figures(state=name), name == chosen)
            for name, label, count in options
        ],
        label="Saringan",
    )


def list_head(*, may: bool) -> Markup:
    """Above the list: what is never added up, and the way to one more figure."""
    new = link("Angka baru", addresses.Page.NEW_FIGURE) if may else ""
    aside = "Kematian dan jenazah adalah dua deret; tidak dijumlahkan."
    return section("Daftar angka", aside=aside, action=new)


def conflict_card(
    conflict: Conflict,
    position: int,
    conflicts: Sequence[Conflict],
    rows: Mapping[str, FigureRow],
    standings: Mapping[str, FigureStanding],
    explanation: ExplanationRow | None,
    on: date,
) -> Markup:
    """One conflict: what each source says, in columns of equal weight, and who must explain it."""
    first = rows[conflict.readings[0].figures[0].code]
    highest = max(reading.value for reading in conflict.readings)
    share = formats.percent(100 * conflict.spread / highest) if highest else ""
    several = len({each.figures[0].indicator for each in conflict.readings}) > 1
    digits = 0 if conflict.spread == int(conflict.spread) else 1
    return markup.render(
        "registers.conflict",
        title=_subject(conflict, rows),
        spread=f"{formats.number(conflict.spread, digits)} {first.unit}, {share}",
        stepper=_stepper(position, conflicts),
        readings=[
            _reading(reading, rows, chips.of_figure(standings[reading.figures[0].code]), names_series=several)
            for reading in conflict.readings
        ],
        verdict=_verdict(conflict),
        explainer=_explainer(explanation, on),
    )


def _subject(conflict: Conflict, rows: Mapping[str, FigureRow]) -> str:
    first = next(
        rows[each.code] for each in conflict.readings[0].figures if each.indicator == conflict.indicator
    )
    return words.subject(conflict, first.indicator, place=place(first))


def _stepper(position: int, conflicts: Sequence[Conflict]) -> Markup:
    count = len(conflicts)
    before, after = (conflicts[(position + offset) % count].key for offset in (-1, 1))
    return markup.render(
        "registers.stepper",
        before=addresses.conflict(before),
        after=addresses.conflict(after),
        position=position + 1,
        count=count,
    )


def _verdict(conflict: Conflict) -> str:
    sentence = f"{labels.CONFLICT_RULES[conflict.rule]} Semua ditampilkan; tidak ada yang ditimpa."
    if conflict.breakdowns:
        sentence += f" {len(conflict.breakdowns)} rincian ikut berbeda."
    return sentence


def _reading(
    reading: Reading, rows: Mapping[str, FigureRow], status: Markup, *, names_series: bool
) -> dict[str, Text]:
    """``names_series`` where the sides are of several series."""
    row = rows[reading.figures[0].code]
    pairs: list[tuple[Text, Text]] = []
    if row.said_by:
        pairs.append(("Menurut", row.said_by))
    split = split_that_changes(row.region_code, row.period_start)
    if split is not None:
        pairs.append(("Wilayah waktu itu", labels.split_in_words(split, row.region_code)))
    computed = reading.how is not Arithmetic.AS_GIVEN
    if row.as_written and not computed:
        pairs.append(("Tertulis", f"“{row.as_written}”"))
    start = min(figure.starts_on for figure in reading.figures)
    end = max(figure.ends_on for figure in reading.figures)
    period = formats.period(start, end)
    if names_series:
        pairs.append(("Deret", row.indicator))
    if computed:
        pairs.append(("Hitungan", words.arithmetic(reading, lambda figure: _part(rows[figure.code]))))
    pairs.append(("Periode", period))
    if row.note:
        pairs.append(("Catatan", row.note))
    pairs.append(("Sumber", outside_link(row.source, row.source_url)))
    codes = [link(figure.code, addresses.figure(figure.code)) for figure in reading.figures]
    pairs.append(("Angka", markup.words(*codes)))
    return {
        "value": words.value(reading),
        "unit": PERCENT if reading.how is Arithmetic.SHARE else row.unit,
        "status": status,
        "facts": markup.definitions(pairs),
    }


def _part(row: FigureRow) -> str:
    """What a summand is of its whole; consecutive periods need no name."""
    return row.subgroup or row.destination or ("" if row.region_code == PROVINCE else place(row))


def _explainer(explanation: ExplanationRow | None, on: date) -> Markup:
    if explanation is None:
        return markup.render("registers.no_explainer", said=formats.NOT_SET.lower())
    task = (
        link(f"Buka {explanation.task_code}", addresses.task(explanation.task_code))
        if explanation.task_code
        else ""
    )
    return markup.render(
        "registers.explainer",
        badge=markup.sample_badge() if explanation.is_demo else "",
        agency=explanation.agency,
        due_on=formats.long_date(explanation.due_on),
        left=lateness.left(lateness.DueKind.EXPLANATION, explanation.due_on, on),
        task=task,
    )


def conflict_list(
    conflicts: Sequence[Conflict],
    rows: Mapping[str, FigureRow],
    explanations: Mapping[str, ExplanationRow],
    chosen: Sequence[FigureRow],
) -> Markup:
    """Every conflict of the chosen figures as one row: the rows behind the number on Ringkasan."""
    codes = {row.code for row in chosen}
    conflicts = [each for each in conflicts if any(figure.code in codes for figure in each.figures)]
    if not conflicts:
        return nothing()
    columns = [
        Column("Pertentangan", "gb-wide"),
        Column("Angka", "gb-right gb-unbroken"),
        Column("Sumber"),
        Column("Penjelas"),
        Column("Putusan", "gb-wide"),
    ]
    table_rows = []
    for conflict in conflicts:
        explanation = explanations.get(conflict.key)
        table_rows.append(
            [
                link(_subject(conflict, rows), addresses.conflict(conflict.key)),
                " / ".join(words.value(reading) for reading in conflict.readings),
                formats.listing(list(dict.fromkeys(reading.source for reading in conflict.readings))),
                explanation.agency if explanation else formats.NOT_SET,
                _settlement(explanation, rows),
            ]
        )
    return markup.table(columns, table_rows, caption="Angka yang bertentangan")


def _settlement(explanation: ExplanationRow | None, rows: Mapping[str, FigureRow]) -> Text:
    """Which figure was decided to be shown, and why; the others stand beside it."""
    if explanation is None or explanation.shown_code is None or explanation.shown_code not in rows:
        return "belum diputus"
    shown = rows[explanation.shown_code]
    if explanation.settled_at is None:
        return markup.stack("terbuka kembali", f"sebelumnya {formats.number(shown.value)}")
    return markup.stack(f"Ditampilkan {formats.number(shown.value)}", explanation.explanation)


def basis(kind: str, rows: Sequence[FigureRow], in_conflict: str) -> str:
    """Below the headline: of what it speaks."""
    if kind == WITHDRAWN:
        return "Tidak tampil di layar lain. Di tiap baris: sumbernya, kapan ditarik, dan alasannya."
    pages = len({row.source_url for row in rows})
    return (
        f"{in_conflict} bertentangan, dari {pages} halaman sumber. "
        "Setiap angka menyebut sumber, periode, dan definisinya."
    )


def nothing() -> Markup:
    return markup.empty("Tidak ada angka yang cocok.", link("Tampilkan semua", addresses.Page.FIGURES))


def withdrawn_about(asked: Parameters, rows: Sequence[WithdrawnFigure]) -> list[WithdrawnFigure]:
    """Those that the search asks for."""
    text = asked.text("cari")
    return [
        row for row in rows if is_about(text, row.code, row.indicator, row.region, row.source, row.reason)
    ]


def withdrawn(rows: Sequence[WithdrawnFigure], *, any_at_all: bool) -> Markup:
    """What was taken out of every screen: by whom it was published, when it was withdrawn and why."""
    if not rows:
        return nothing() if any_at_all else markup.empty("Belum ada angka yang ditarik.")
    return markup.table(
        [
            Column("Angka", "gb-wide"),
            Column("Nilai", "gb-right"),
            Column("Sumber"),
            Column("Ditarik", "gb-narrow"),
            Column("Alasan", "gb-wide"),
        ],
        [
            [
                markup.stack(
                    f"{row.code} {row.indicator}",
                    f"{display_name(row.region)}, {formats.period(row.period_start, row.period_end)}",
                ),
                f"{formats.number(row.value)} {row.unit}",
                outside_link(row.source, row.source_url),
                formats.short_date(local_time(row.withdrawn_at).date()),
                row.reason,
            ]
            for row in rows
        ],
        caption="Angka yang ditarik",
    )


_FIRST_FIRST = (
    FigureStanding.CONFLICTING,
    FigureStanding.DECIDED,
    FigureStanding.SET_ASIDE,
    FigureStanding.PUBLISHED,
)


def select(
    rows: Sequence[FigureRow],
    standings: Mapping[str, FigureStanding],
    *,
    standing: FigureStanding | None,
    text: str,
    layer: str,
    period: str,
    region: str,
) -> list[FigureRow]:
    """The register's rows that the address asks for; conflicts come first, then the newest."""
    chosen = [
        row
        for row in rows
        if (standing is None or standings[row.code] is standing)
        and (not layer or row.indicator_code == layer)
        and (not region or row.region_code == region)
        and (not period or f"{row.period_start}..{row.period_end}" == period)
        and (not period or (row.region_code != PROVINCE and not row.subgroup))
        and is_about(text, row.indicator, row.region, row.source, row.destination, row.subgroup)
    ]

    def heaviest_first(row: FigureRow) -> tuple[int, int, str, float]:
        weight = _FIRST_FIRST.index(standings[row.code])
        return weight, -row.period_end.toordinal(), row.indicator, -row.value

    return sorted(chosen, key=heaviest_first)


def chosen(
    asked: Parameters,
    rows: Sequence[FigureRow],
    standings: Mapping[str, FigureStanding],
    kind: str,
    conflicts: Sequence[Conflict],
) -> list[FigureRow]:
    """The rows that the address asks for, with its older names understood; of groups, all that is in one."""
    present = {row.indicator_code for row in rows}
    layer = asked.given.get("lapisan", "")
    if layer not in present and SET_APART.get(layer) in present:
        layer = asked.accepted["lapisan"] = SET_APART[layer]
    else:
        layer = asked.one_of("lapisan", present) or ""
    if kind == CONFLICTS:
        grouped = {figure.code for conflict in conflicts for figure in conflict.figures}
        rows = [row for row in rows if row.code in grouped]
    return select(
        rows,
        standings,
        standing=STATUS_FILTERS.get(kind),
        text=asked.text("cari"),
        layer=layer,
        period=asked.text("periode"),
        region=asked.one_of("wilayah", {row.region_code for row in rows}) or "",
    )


def past_asked_for(
    asked: Parameters, keys: Sequence[str], told: Mapping[str, ExplanationRow], tasks: Sequence[TaskRow]
) -> str | None:
    """The key of a conflict that is none any more: one that was decided, that somebody was to explain, or
    that a task was born of."""
    given = asked.given.get("pertentangan", "")
    says_less = any(key.startswith(f"{given}-") for key in keys)
    past = given not in keys and (given in told or (bool(tasks) and not says_less))
    return asked.one_of("pertentangan", {given}) if past else None


def conflict_asked_for(asked: Parameters, keys: Sequence[str]) -> str | None:
    """The key of a conflict; an older key that says less leads to the first that it may mean."""
    given = asked.given.get("pertentangan", "")
    meant = next((key for key in keys if key.startswith(f"{given}-")), None) if given else None
    if given not in keys and meant is not None:
        asked.accepted["pertentangan"] = meant
        return meant
    return asked.one_of("pertentangan", keys)


def set_apart(asked: Parameters, rows: Sequence[FigureRow]) -> Markup:
    """Where the figures of a wider definition went that stood in the series asked for."""
    given = asked.given.get("lapisan", "")
    apart = next((row for row in rows if row.indicator_code == SET_APART.get(given)), None)
    if apart is None:
        return Markup("")
    way = link(apart.indicator, addresses.figures({"lapisan": apart.indicator_code}))
    return markup.note("Angka yang definisinya lebih luas berdiri di deretnya sendiri: ", way, ".")


def in_words(given: Mapping[str, str]) -> str:
    """The register's filter as a sentence for the file that is taken from it."""
    names = {"saring": "keadaan", "cari": "kata", "lapisan": "indikator", "periode": "periode"}
    return ", ".join(f"{word} {given[name]}" for name, word in names.items() if given.get(name))


def register(
    rows: Sequence[FigureRow], standings: Mapping[str, FigureStanding], given: Mapping[str, str]
) -> Markup:
    columns = [
        Column("Indikator", "gb-wide"),
        Column("Wilayah"),
        Column("Periode"),
        Column("Nilai", "gb-right"),
        Column("Satuan"),
        Column("Sumber"),
        Column("Keadaan"),
        WAY_ON,
    ]
    return markup.table(
        columns,
        [
            [
                markup.bold(title(row)),
                place(row),
                formats.period(row.period_start, row.period_end),
                markup.bold(formats.number(row.value)),
                row.unit,
                outside_link(row.source, row.source_url),
                chips.of_figure(standings[row.code]),
                link("Definisi", addresses.figure(row.code, given), title=title(row)),
            ]
            for row in rows
        ],
        caption="Daftar angka terbit",
    )


def title(row: FigureRow) -> str:
    return ", ".join(part for part in (row.indicator, row.subgroup, row.destination) if part)


def title_at_its_place(row: FigureRow) -> str:
    """Where the place is named already: with the office where the figure is one of all its area."""
    return ", ".join(part for part in (title(row), whole_area(row.indicator_code)) if part)


def place(row: FigureRow) -> str:
    """The region; of a figure that an office counts in all of its working area, the office."""
    name = short_name(row.region_code, row.region)
    office = BY_OFFICE.get(row.indicator_code)
    return f"wilayah kerja {office} di {name}" if office else name


def _contradiction(row: FigureRow, conflict: Conflict) -> Markup:
    """The way from a figure to the card on which what it contradicts is explained and decided."""
    others = [
        words.value(reading)
        for reading in conflict.readings
        if row.code not in {figure.code for figure in reading.figures}
    ]
    return link(f"dengan {formats.listing(others)}", addresses.conflict(conflict.key))


def one(row: FigureRow, standing: FigureStanding, conflicts: Sequence[Conflict], close: str) -> Markup:
    """A figure with everything that must be known before quoting it."""
    pairs: list[tuple[Text, Text]] = [
        ("Definisi", row.definition),
        ("Wilayah", place(row)),
        ("Periode", formats.period(row.period_start, row.period_end)),
        ("Polaritas", labels.POLARITIES[row.polarity]),
    ]
    if row.as_written:
        pairs.append(("Tertulis", f"“{row.as_written}”"))
    if row.said_by:
        pairs.append(("Menurut", row.said_by))
    if row.note:
        pairs.append(("Catatan", row.note))
    pairs += [("Pertentangan", _contradiction(row, each)) for each in conflicts]
    pairs += [("Sumber", outside_link(row.source, row.source_url)), ("Alamat sumber", row.source_url)]
    return markup.panel(
        markup.render(
            "registers.figure",
            code=row.code,
            close=link("Tutup", close, css="gb-link gb-close"),
            title=title(row),
            value=formats.number(row.value),
            unit=row.unit,
            status=chips.of_figure(standing),
        ),
        markup.definitions(pairs),
    )
