"""What the forms of cases offer: agencies, places, words known before, cases near by, and what was begun."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Self

from sqlalchemy import Connection, or_, select, union_all

from db.importers.reference import region_aliases
from db.models import Agency, AgencyAlias, CaseDraft, CaseRecord, Destination, Region, TransitPoint
from db.queries.case_work import MOST_NEAR, NEAR_DAYS, CaseFile, require_cases
from db.queries.drafts import Drafts
from db.queries.seats import superiors
from db.subjects import Subject, query
from domain.access.agencies import seat_above
from domain.access.permissions import Actor, Permission, Scope
from domain.cases.facts import Victims
from domain.cases.references import KnownWords
from domain.figures.cases import CaseKind
from domain.places.regions import RegionLevel


@dataclass(frozen=True)
class FormChoices:
    """What may be chosen, by key and as its reader knows it."""

    agencies: Mapping[str, str]
    """The reader's own and those below it, by code."""
    regencies: Mapping[str, str]
    transits: Mapping[int, str]
    destinations: Mapping[str, str]

    def keeping(self, row: CaseFile) -> Self:
        """Also the source that a record has, though it may stand no more."""
        return replace(self, agencies={row.agency_code: row.agency, **self.agencies})


@query(Subject.AGENCIES, Subject.PLACES)
def form_choices(connection: Connection, *, scope: Scope) -> FormChoices:
    above = superiors(connection)
    kept = [agency for agency in above if seat_above(agency, above, scope.agencies) is not None]
    agencies = connection.execute(
        select(Agency.code, Agency.short_name)
        .where(Agency.id.in_(kept), Agency.merged_on.is_(None))
        .order_by(Agency.id.not_in(scope.agencies), Agency.short_name)
    )
    regencies = connection.execute(
        select(Region.code, Region.name).where(Region.level == RegionLevel.REGENCY).order_by(Region.code)
    )
    transits = connection.execute(
        select(TransitPoint.id, TransitPoint.name, TransitPoint.town).order_by(TransitPoint.name)
    )
    destinations = connection.execute(
        select(Destination.iso3, Destination.name).order_by(Destination.iso3 != "IDN", Destination.name)
    )
    return FormChoices(
        {row.code: row.short_name for row in agencies},
        {row.code: row.name for row in regencies},
        {key: name if town in name else f"{name}, {town}" for key, name, town in transits},
        {row.iso3: row.name for row in destinations},
    )


@query(Subject.AGENCIES, Subject.PLACES, cached=True)
def known_words(connection: Connection) -> KnownWords:
    """What may be spelt out in an agency's own number."""
    names: dict[RegionLevel, list[str]] = {level: [] for level in RegionLevel}
    for level, name, capital in connection.execute(select(Region.level, Region.name, Region.capital)):
        names[level] += [name, capital or ""]
    agencies = connection.execute(
        union_all(select(Agency.name), select(Agency.short_name), select(AgencyAlias.alias))
    )
    other_names = (alias for alias, _ in region_aliases())
    return _known_words(
        (*names[RegionLevel.PROVINCE], *names[RegionLevel.REGENCY], *agencies.scalars(), *other_names),
        tuple(names[RegionLevel.DISTRICT]),
        tuple(names[RegionLevel.VILLAGE]),
    )


@lru_cache(maxsize=2)
def _known_words(
    anywhere: tuple[str, ...], districts: tuple[str, ...], villages: tuple[str, ...]
) -> KnownWords:
    """Taken apart once: thousands of names stay the same for years."""
    return KnownWords.of(anywhere, districts, villages)


@query(Subject.PLACES, cached=True)
def districts_of(connection: Connection, regency: str) -> tuple[tuple[str, str], ...]:
    rows = connection.execute(
        select(Region.code, Region.name).where(Region.parent_code == regency).order_by(Region.name)
    )
    return tuple((code, name) for code, name in rows)


@dataclass(frozen=True)
class NearCase:
    """Another report from the same place around the same day."""

    code: str
    kind: CaseKind
    agency: str
    reported_on: date
    victims: Victims


@query(Subject.AGENCIES, Subject.CASES)
def near_cases(
    connection: Connection, *, regency: str, reported_on: date, but: str, scope: Scope
) -> tuple[NearCase, ...]:
    """Reports that may be the same one, from another agency perhaps; the nearest day first."""
    require_cases(scope)
    counts = (CaseRecord.women, CaseRecord.men, CaseRecord.girls, CaseRecord.boys)
    query = (
        select(CaseRecord.code, CaseRecord.kind, Agency.short_name, CaseRecord.reported_on, *counts)
        .join(Agency, Agency.id == CaseRecord.agency_id)
        .where(
            CaseRecord.origin_regency_code == regency,
            CaseRecord.kind.in_(list(CaseKind)),
            CaseRecord.withdrawn_as.is_(None),
            CaseRecord.code != but,
        )
        .limit(MOST_NEAR)
    )
    around, on = timedelta(days=NEAR_DAYS), CaseRecord.reported_on
    # On either side of the day no more than are shown: a large kabupaten has thousands in these weeks.
    sides = (
        query.where(on.between(reported_on - around, reported_on)).order_by(on.desc(), CaseRecord.code),
        query.where(on > reported_on, on <= reported_on + around).order_by(on, CaseRecord.code),
    )
    near = [
        NearCase(code, kind, agency, day, Victims(*people))
        for side in sides
        for code, kind, agency, day, *people in connection.execute(side)
    ]
    found = sorted(near, key=lambda each: (abs(each.reported_on - reported_on), each.code))
    return tuple(found[:MOST_NEAR])


@dataclass(frozen=True)
class CaseDraftKept:
    typed: Mapping[str, str]
    saved_at: datetime
    left_by: int
    """The account of who has left the office; 0 for one's own."""
    author: str


@query(Subject.CASES, Subject.ACCOUNTS)
def case_draft(connection: Connection, *, by: Actor, on: date) -> CaseDraftKept | None:
    """What this account has typed here and not sent, or else what somebody has left behind."""
    drafts = drafts_of_cases(by)
    own = CaseDraft.account_id == by.user_id
    found = connection.execute(
        select(CaseDraft.typed, CaseDraft.saved_at, CaseDraft.account_id, drafts.author.display_name)
        .join(drafts.author, drafts.author.id == CaseDraft.account_id)
        .where(or_(drafts.own, drafts.left(connection, on)))
        .order_by(own.desc(), CaseDraft.saved_at.desc(), CaseDraft.account_id)
        .limit(1)
    ).one_or_none()
    if found is None:
        return None
    typed, saved_at, writer, author = found
    return CaseDraftKept(json.loads(typed), saved_at, 0 if writer == by.user_id else writer, author)


def drafts_of_cases(by: Actor) -> Drafts:
    return Drafts(by, Permission.KEEP_CASES, CaseDraft.account_id, CaseDraft.agency_id)
