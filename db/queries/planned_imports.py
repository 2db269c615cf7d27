"""What storing a delivery would do."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from sqlalchemy import Connection, select

from db.bulk import among, uncollected
from db.kept_rows import pieces
from db.models import (
    Indicator,
    PublishedFigure,
    Source,
)
from db.queries.entering import ToEnter, entered
from db.queries.import_plans import Planned, ReplacedFigure
from db.queries.imports import BatchRow, batch, content, source_name
from db.queries.planned_cases import planned_cases
from db.subjects import Subject, query
from domain.access.permissions import Actor
from domain.imports.delivery import Delivery, from_text
from domain.imports.jumps import jumps
from domain.imports.kinds import ImportKind
from domain.imports.life import (
    FIGURE_KINDS,
)
from domain.imports.storing import codes_in
from domain.imports.storing_figures import Series, SeriesLine, figure_lines


@query(
    Subject.IMPORTS,
    Subject.CASES,
    Subject.AGENCIES,
    Subject.FIGURES,
    Subject.ACCOUNTS,
    Subject.PLACES,
    Subject.SERVICES,
    Subject.COMMITMENTS,
    cached=True,
    most=2,
)
def planned(connection: Connection, number: int, *, by: Actor, on: date) -> Planned:
    """Line by line what storing would do now; the command asks the same inside its own transaction."""
    with uncollected():
        return _planned(connection, number, by, on)


def _planned(connection: Connection, number: int, by: Actor, on: date) -> Planned:
    row = batch(connection, number, by=by)
    text = content(connection, number, by)
    if not text:
        return Planned()
    if row.kind is ImportKind.CASES:
        return planned_cases(connection, row, text, by, on)
    read = from_text(text)
    if row.kind in FIGURE_KINDS:
        return _planned_figures(connection, row, read, on)
    found = entered(
        connection,
        ToEnter(row.id, row.kind, source_name(connection, row.source), read, row.decided, by, on),
    )
    return Planned(entered=found.ready, same=found.same, back=found.back)


def _planned_figures(connection: Connection, row: BatchRow, read: Delivery, on: date) -> Planned:
    indicators = frozenset(connection.scalars(select(Indicator.code)))
    coded = _coded_figures(connection, codes_in(read))
    standing = {code: each.line for code, each in coded.items()}
    lines = figure_lines(read, row.decided, row.kind, indicators, on, standing)
    there = _figures_of(
        connection, source_name(connection, row.source), {line.indicator for line in lines.ready}
    )
    new: list[SeriesLine] = []
    same: list[SeriesLine] = []
    replaced: list[ReplacedFigure] = []
    withdrawn: list[ReplacedFigure] = []
    unsaid = lines.unsaid
    for line in lines.ready:
        known = there.get(line.series)
        if line.code:
            stands = coded[line.code]
            if line.value == stands.value:
                same.append(line)
            else:
                replaced.append(replace(stands, line=line))
        elif known is None:
            if line.value is None:
                unsaid += 1
            else:
                new.append(line)
        elif line.value is None:
            withdrawn.append(ReplacedFigure(line, *known))
        elif line.value == known[2]:
            same.append(line)
        else:
            replaced.append(ReplacedFigure(line, *known))
    return Planned(
        new_figures=tuple(new),
        replaced=tuple(replaced),
        withdrawn=tuple(withdrawn),
        same=len(same),
        same_figures=tuple(same),
        unsaid=unsaid,
        asked=lines.asked,
        back=lines.back,
        jumps=jumps(lines.ready, {series: value for series, (_, _, value) in there.items()}),
    )


def _coded_figures(connection: Connection, codes: Iterable[str]) -> dict[str, ReplacedFigure]:
    """Figures that stand, by the number of our register."""
    figure = PublishedFigure
    found: dict[str, ReplacedFigure] = {}
    for some in pieces(sorted(codes)):
        rows = connection.execute(
            select(figure.__table__).where(
                among(connection, figure.code, some), figure.withdrawn_at.is_(None)
            )
        )
        for row in rows:
            line = SeriesLine(
                "",
                row.indicator_code,
                row.region_code,
                row.period_start,
                row.period_end,
                row.subgroup,
                row.destination_iso3 or "",
                row.value,
                row.code,
            )
            found[row.code] = ReplacedFigure(line, row.id, row.code, row.value, row.source_code, row.unit)
    return found


def _figures_of(
    connection: Connection, source: str, indicators: Iterable[str]
) -> dict[Series, tuple[int, str, float]]:
    """The figures of one source that stand, by series; of several alike the newest."""
    figure = PublishedFigure
    rows = connection.execute(
        select(
            figure.id,
            figure.code,
            figure.value,
            figure.indicator_code,
            figure.region_code,
            figure.period_start,
            figure.period_end,
            figure.subgroup,
            figure.destination_iso3,
        )
        .join(Source, Source.code == figure.source_code)
        .where(
            Source.name == source,
            figure.withdrawn_at.is_(None),
            figure.indicator_code.in_(sorted(indicators)),
        )
        .order_by(figure.id)
    )
    return {
        (
            row.indicator_code,
            row.region_code,
            row.period_start,
            row.period_end,
            row.subgroup,
            row.destination_iso3 or "",
        ): (row.id, row.code, row.value)
        for row in rows
    }
