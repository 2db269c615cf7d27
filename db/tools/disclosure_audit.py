"""Asks every question about cases as each role would, and lets the attacker loose on the answers.

What is attacked is what ``case_counts``, ``case_routes`` and ``early_clusters`` of ``db.queries`` return,
with all their parts: counts per region, changes, tables and series at every grain, the grid behind Wilayah,
routes, announcements. Whatever a screen, chart or export shows of cases comes from these answers. The truth
is what stood in the register at the last release: nothing newer may follow from any answer, and what is
told has to be so. Then the log of all releases is read, and the bounds of what it never told are computed.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from typing import TypeVar

from sqlalchemy import Connection

from db.queries import case_counts, case_routes, early_clusters, releases
from db.queries.case_counts import CaseCounts, Grain, Period
from db.queries.early_clusters import ScanRow
from db.queries.releases import Release, last_release, released_counts
from domain.access.permissions import TIERS, DisclosureTier, Role, Scope
from domain.disclosure.attack import Audit, Exposed, ToldCount, ToldTotal, audit
from domain.disclosure.inference import LogAudit, audit_log
from domain.disclosure.suppression import NOWHERE, OUTSIDE, THRESHOLDS, Count
from domain.figures.cases import CaseKind
from domain.places.regions import PROVINCE, RegionLevel

T = TypeVar("T")

WAS_READ = (
    "Read: every question about counts of cases as each tier, from which all screens, exports, papers and "
    "the wall take their counts, and the log of all releases. Not read here: the words of tasks, decisions "
    "and the trail; that they hold nothing of a case is tried in the tests (test_page_case_born) as each "
    "role that sees no cases: each page as it opens, the files of lists and trail, papers and the wall."
)


@dataclass(frozen=True)
class TierAudit:
    tier: DisclosureTier
    roles: tuple[Role, ...]
    by_kind: dict[CaseKind, Audit]
    below_regency: int
    """Counts of a kecamatan that were said."""
    releases: int
    logs: dict[CaseKind, LogAudit]
    """Of each kind, what all releases together were told."""

    @property
    def passes(self) -> bool:
        return (
            not self.below_regency
            and all(each.passes for each in self.by_kind.values())
            and not any(each.exposed for each in self.logs.values())
        )


@dataclass
class Answers:
    """All that one tier was told of one kind."""

    said: list[ToldCount] = field(default_factory=list)
    of_all: list[ToldTotal] = field(default_factory=list)
    bounds: list[ToldCount] = field(default_factory=list)
    """What says that a count is no less, of a period that no screen counts."""
    below_regency: int = 0

    def add_counts(self, counts: CaseCounts, level: RegionLevel) -> None:
        self.of_all.append(ToldTotal(counts.period.starts_on, counts.period.ends_on, counts.total))
        for code, count in _with_those_beside(counts.by_region, counts.without_region, counts.outside):
            self.add(code, counts.period, count, level)

    def add(self, code: str, period: Period, count: Count, level: RegionLevel) -> None:
        if level is RegionLevel.REGENCY:
            self.said.append(ToldCount(code, period.starts_on, period.ends_on, count))
        elif not count.is_hidden:
            self.below_regency += 1


def _with_those_beside(
    by_region: Mapping[str, T], without_region: T, outside: T
) -> tuple[tuple[str, T], ...]:
    return (*by_region.items(), (NOWHERE, without_region), (OUTSIDE, outside))


def audit_disclosure(
    connection: Connection, kinds: Collection[CaseKind] = tuple(CaseKind)
) -> list[TierAudit]:
    """One audit per tier that may not see everything; each also hears what the tiers below it are told."""
    truth = {kind: _truth(connection, kind) for kind in kinds}
    below: dict[CaseKind, list[ToldCount]] = {kind: [] for kind in kinds}
    found = []
    for tier in sorted(THRESHOLDS, key=lambda each: -THRESHOLDS[each]):
        if tier is DisclosureTier.CASES:
            continue
        told = {kind: Answers() for kind in kinds}
        for kind, answers in told.items():
            ask_everything(connection, kind, Scope(tier, None, may_see_cases=False), answers)
        by_kind = {
            kind: audit(
                answers.said,
                answers.of_all,
                truth[kind],
                threshold=THRESHOLDS[tier],
                elsewhere=[*answers.bounds, *below[kind]],
            )
            for kind, answers in told.items()
        }
        roles = tuple(role for role in Role if TIERS[role] is tier)
        below_regency = sum(each.below_regency for each in told.values())
        last = last_release(connection)
        logs = _logs(connection, tier, kinds, last) if last else {}
        found.append(TierAudit(tier, roles, by_kind, below_regency, last.number if last else 0, logs))
        for kind, answers in told.items():
            below[kind] += [*answers.said, *answers.bounds]
    return found


def _logs(
    connection: Connection, tier: DisclosureTier, kinds: Collection[CaseKind], last: Release
) -> dict[CaseKind, LogAudit]:
    log = releases.told(connection, tier, kinds)
    return {
        kind: audit_log(table, log[kind], tier, last.ends_on)
        for kind, table in releases.tables(connection, kinds).items()
    }


def as_json(found: TierAudit) -> dict[str, object]:
    return {
        "tier": found.tier.value,
        "roles": [role.value for role in found.roles],
        "threshold": THRESHOLDS[found.tier],
        "passes": found.passes,
        "kecamatan_shown": found.below_regency,
        "releases": found.releases,
        "exposed_over_releases": sum(each.exposed for each in found.logs.values()),
        "kinds": {
            kind.value: {
                "answers": each.answers,
                "hidden": each.hidden,
                "narrowest": each.narrowest,
                "recovered": [_plain(one) for one in each.recovered],
                "too_narrow": [_plain(one) for one in each.too_narrow],
                "untrue": len(each.untrue),
                "not_provable": len(each.unused),
            }
            for kind, each in found.by_kind.items()
        },
    }


def _plain(exposed: Exposed) -> dict[str, object]:
    """Where and when, and between what: the operator may see what anybody could work out."""
    return {
        "region": exposed.region,
        "from": exposed.starts_on.isoformat(),
        "to": exposed.ends_on.isoformat(),
        "between": [exposed.low, exposed.high],
    }


def in_words(found: TierAudit) -> str:
    audits = found.by_kind.values()
    roles = ", ".join(role.value for role in found.roles)
    return (
        f"{found.tier.value} ({roles}): {sum(each.answers for each in audits)} answers, "
        f"{sum(each.hidden for each in audits)} hidden counts, "
        f"{sum(len(each.recovered) for each in audits)} recovered, "
        f"{sum(len(each.too_narrow) for each in audits)} with bounds too close, "
        f"{sum(len(each.untrue) for each in audits)} untrue, "
        f"{sum(len(each.unused) for each in audits)} not provable, "
        f"{found.below_regency} of a kecamatan shown; over {found.releases} release(s) "
        f"{sum(each.hidden for each in found.logs.values())} hidden, "
        f"{sum(each.exposed for each in found.logs.values())} exposed: "
        f"{'passes' if found.passes else 'FAILS'}"
    )


def _truth(connection: Connection, kind: CaseKind) -> dict[tuple[str, date], int]:
    counts = released_counts(connection, kind, RegionLevel.REGENCY)
    return {(row.code, row.month): row.reports for row in counts}


def ask_everything(connection: Connection, kind: CaseKind, scope: Scope, answers: Answers) -> None:
    span = case_counts.told_span(connection)
    if span is None:
        return
    for period, level in [
        *((each, RegionLevel.REGENCY) for each in periods(span)),
        (span, RegionLevel.DISTRICT),
    ]:
        counts = case_counts.case_counts(
            connection,
            kind=kind,
            starts_on=period.starts_on,
            ends_on=period.ends_on,
            level=level,
            scope=scope,
        )
        answers.add_counts(counts, level)
    _ask_over_time(connection, kind, scope, answers)
    _ask_changes(connection, kind, scope, answers, span)
    grid = case_counts.yearly_counts(connection, scope=scope)[kind]
    for (code, year), count in grid.cells.items():
        answers.add(code, Period.year(year), count, RegionLevel.REGENCY)
    years = Period(date(span.starts_on.year, 1, 1), date(span.ends_on.year, 12, 31))
    for code, count in grid.sums.items():
        answers.add(code, years, count, RegionLevel.REGENCY)
    _ask_days(connection, kind, scope, answers, span)
    _ask_routes(connection, kind, scope, answers, span)
    _ask_clusters(connection, kind, scope, answers, span)


def periods(span: Period) -> Iterator[Period]:
    """Every year, the whole, what overlaps them in odd ways, and beside the register."""
    years = list(range(span.starts_on.year, span.ends_on.year + 1))
    yield span
    yield Period(date(years[0] - 5, 1, 1), date(years[-1] + 5, 12, 31))
    yield from (Period.year(year) for year in (years[0] - 1, *years, years[-1] + 1))
    for first, last in list(pairwise(years))[-2:]:
        yield Period(date(first, 1, 1), date(last, 12, 31))
        yield Period(date(first, 7, 1), date(last, 6, 30))
    for month in (1, 6, 10):
        yield Period(date(years[-1], month, 1), date(years[-1], month + 2, 28))
    yield Period(span.ends_on - timedelta(days=1), span.ends_on)


def _ask_over_time(connection: Connection, kind: CaseKind, scope: Scope, answers: Answers) -> None:
    for grain in Grain:
        for level in (RegionLevel.REGENCY, RegionLevel.DISTRICT):
            table = case_counts.case_table(connection, kind=kind, grain=grain, level=level, scope=scope)
            for index, period in enumerate(table.periods):
                for code, row in _with_those_beside(table.by_region, table.without_region, table.outside):
                    answers.add(code, period, row[index], level)
                answers.of_all.append(ToldTotal(period.starts_on, period.ends_on, table.total[index]))
        series = case_counts.case_series(
            connection, kind=kind, region_code=PROVINCE, grain=grain, scope=scope
        )
        for period, total in zip(series.periods, series.total, strict=True):
            answers.of_all.append(ToldTotal(period.starts_on, period.ends_on, total))


def _ask_changes(
    connection: Connection, kind: CaseKind, scope: Scope, answers: Answers, span: Period
) -> None:
    years = range(span.starts_on.year, span.ends_on.year + 1)
    for first, second in [*list(pairwise(years))[-2:], (years[0], years[-1])]:
        changes = case_counts.case_changes(
            connection,
            kind=kind,
            first=Period.year(first),
            second=Period.year(second),
            level=RegionLevel.REGENCY,
            scope=scope,
        )
        for counts in (changes.first, changes.second):
            answers.add_counts(counts, RegionLevel.REGENCY)
        for code, change in changes.by_region.items():
            answers.add(code, changes.first.period, change.first, RegionLevel.REGENCY)
            answers.add(code, changes.second.period, change.second, RegionLevel.REGENCY)


def _ask_days(connection: Connection, kind: CaseKind, scope: Scope, answers: Answers, span: Period) -> None:
    """A regency that is named has one report at least, in each of its periods."""
    for period in periods(span):
        for code in case_counts.regencies_on_one_day(connection, kind=kind, period=period, scope=scope):
            answers.add(code, period, Count(None, at_least=1), RegionLevel.REGENCY)


def _ask_routes(connection: Connection, kind: CaseKind, scope: Scope, answers: Answers, span: Period) -> None:
    """The flows from a regency are a lower bound of its count, in whatever period they speak of."""
    years = [Period.year(year) for year in range(span.starts_on.year, span.ends_on.year + 1)]
    for period in (span, *years):
        routes = case_routes.case_routes(
            connection,
            kind=kind,
            starts_on=period.starts_on,
            ends_on=period.ends_on,
            scope=scope,
            most=1_000_000,
        )
        if routes.period is None:
            continue
        from_regency: dict[str, int] = defaultdict(int)
        for flow in routes.flows:
            from_regency[flow.regency_code or NOWHERE] += flow.reports
        for code, reports in from_regency.items():
            at_least = Count(None, at_least=reports)
            answers.bounds.append(ToldCount(code, routes.period.starts_on, routes.period.ends_on, at_least))
        answers.of_all.append(ToldTotal(routes.period.starts_on, routes.period.ends_on, routes.total))


@dataclass(frozen=True)
class _Pair:
    """The least cluster there is: two reports of one kecamatan in one month."""

    places: tuple[str, ...]
    starts_on: date
    ends_on: date


def _ask_clusters(
    connection: Connection, kind: CaseKind, scope: Scope, answers: Answers, span: Period
) -> None:
    """An announcement says that there are two reports at least."""

    def find(rows: Sequence[ScanRow]) -> list[_Pair]:
        return [_Pair((row.district_code,), row.month, row.month) for row in rows if row.reports > 1]

    clusters = early_clusters.early_clusters(
        connection, kind=kind, starts_on=span.starts_on, ends_on=span.ends_on, scope=scope, find=find
    )
    answers.below_regency += len(clusters.exact)
    for announced in clusters.announced:
        [code], [year] = announced.regency_codes, announced.years
        answers.add(code, Period.year(year), Count(None, at_least=2), RegionLevel.REGENCY)
