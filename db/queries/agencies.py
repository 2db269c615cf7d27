"""Agencies: as choices of a form, by all their names, and as those who keep the list see them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from sqlalchemy import Connection, func, select
from sqlalchemy.orm import aliased

from db import merging
from db.importers.reference import region_aliases
from db.models import Agency, AgencyAlias, Commitment, ForkopimdaSeat, Region, Task, User
from db.queries.case_born import telling_places
from db.queries.rows import build, typed
from db.queries.seats import superiors
from db.subjects import Subject, query
from domain.access.agencies import AgencyKind, AgencyLevel, SeatBasis
from domain.access.errors import RuleBroken
from domain.access.merging import Moving, refuse_merging
from domain.places.regions import RegionLevel
from domain.tasks.life import CLOSED_STATES

_ABOVE, _AFTER = aliased(Agency), aliased(Agency)


@dataclass(frozen=True)
class AgencyChoice:
    code: str
    short_name: str
    name: str


@query(Subject.AGENCIES, cached=True)
def agency_choices(connection: Connection) -> tuple[AgencyChoice, ...]:
    """Every agency, whether it may be asked or is only shown data, by name."""
    rows = connection.execute(
        select(Agency.code, Agency.short_name, Agency.name)
        .where(Agency.merged_on.is_(None))
        .order_by(Agency.short_name)
    )
    return typed(AgencyChoice, rows)


@query(Subject.AGENCIES, cached=True)
def agency_names(connection: Connection) -> Mapping[str, tuple[str, ...]]:
    """Every name under which each agency is known, by its code."""
    names = {row.code: [row.name, row.short_name] for row in agency_choices(connection)}
    aliases = connection.execute(
        select(Agency.code, AgencyAlias.alias).join(AgencyAlias, AgencyAlias.agency_id == Agency.id)
    )
    for code, alias in aliases:
        names[code].append(alias)
    for code, place in _governed(connection):
        office = "Pemkot" if int(place.partition(".")[2]) >= FIRST_CITY else "Pemkab"
        names[code] += [f"{office} {short}" for short in _short_places()[place]]
    return {code: tuple(dict.fromkeys(own)) for code, own in names.items()}


FIRST_CITY = 71
"""From here on the two digits after a province's are those of a city."""


@lru_cache(maxsize=1)
def _short_places() -> Mapping[str, Sequence[str]]:
    """How places are written for short, by code; ``Kab. Kpg`` is ``Kpg`` after the office's own word."""
    found: dict[str, list[str]] = defaultdict(list)
    for alias, code in region_aliases():
        found[code].append(alias.removeprefix("Kab. ").removeprefix("Kota "))
    return found


def _governed(connection: Connection) -> Iterable[tuple[str, str]]:
    """The governments of kabupaten/kota, each with its place."""
    rows = connection.execute(
        select(Agency.code, Agency.region_code).where(
            Agency.kind == AgencyKind.REGENCY_GOVERNMENT,
            Agency.region_code.in_(_short_places()),
            Agency.merged_on.is_(None),
        )
    )
    return [(row.code, row.region_code) for row in rows]


@query(Subject.AGENCIES, cached=True)
def possible_owners(connection: Connection, of_case: bool = False) -> tuple[AgencyChoice, ...]:
    """Every agency that may be asked to do something, by name; of what was born of a case, such as name no
    place by their own."""
    rows = connection.execute(
        select(Agency.code, Agency.short_name, Agency.name, Agency.region_code)
        .where(Agency.may_own_tasks.is_(True))
        .order_by(Agency.short_name)
    ).all()
    barred = telling_places(connection, rows) if of_case else ()
    return tuple(AgencyChoice(*row[:3]) for row in rows if row.short_name not in barred)


@dataclass(frozen=True)
class AgencyRow:
    """An agency as those who keep the list see it."""

    id: int
    code: str
    name: str
    short_name: str
    kind: AgencyKind
    level: AgencyLevel
    superior_code: str | None
    superior: str | None
    region_code: str | None
    contact: str
    may_own_tasks: bool
    note: str
    version: int
    accounts: int
    commitments: int
    tasks: int
    """Those that are not over."""
    merged_into: str | None
    merged_into_code: str | None
    merged_on: date | None

    @property
    def is_on_duty(self) -> bool:
        """Whether it holds a commitment, or a task that is not over."""
        return bool(self.commitments or self.tasks)

    @property
    def is_unreachable(self) -> bool:
        """Whether it has something to answer, and nobody can sign in to do it."""
        return self.is_on_duty and not self.accounts


@query(Subject.AGENCIES, Subject.ACCOUNTS, Subject.COMMITMENTS, Subject.TASKS, cached=True)
def agency_rows(connection: Connection) -> tuple[AgencyRow, ...]:
    """Every agency by name, with what it holds."""
    accounts = (
        select(func.count())
        .where(User.agency_id == Agency.id, User.is_active.is_(True))
        .correlate(Agency)
        .scalar_subquery()
    )
    commitments = (
        select(func.count()).where(Commitment.owner_id == Agency.id).correlate(Agency).scalar_subquery()
    )
    tasks = (
        select(func.count())
        .where(Task.owner_id == Agency.id, Task.state.not_in(CLOSED_STATES))
        .correlate(Agency)
        .scalar_subquery()
    )
    rows = connection.execute(
        select(
            Agency.id,
            Agency.code,
            Agency.name,
            Agency.short_name,
            Agency.kind,
            Agency.level,
            _ABOVE.code,
            _ABOVE.short_name,
            Agency.region_code,
            Agency.contact,
            Agency.may_own_tasks,
            Agency.note,
            Agency.version,
            accounts,
            commitments,
            tasks,
            _AFTER.short_name,
            _AFTER.code,
            Agency.merged_on,
        )
        .outerjoin(_AFTER, _AFTER.id == Agency.merged_into_id)
        .outerjoin(_ABOVE, _ABOVE.id == Agency.superior_id)
        .order_by(Agency.short_name)
    )
    return typed(AgencyRow, rows)


@dataclass(frozen=True)
class MergePreview:
    """What would go over to the agency that remains, or why it cannot be."""

    into: str
    counts: Mapping[Moving, int]
    refusal: str


@query(*merging.SUBJECTS)
def merge_preview(connection: Connection, goes: int, into: str, *, on: date) -> MergePreview | None:
    """None for an agency that there is not."""
    remains = connection.execute(
        select(Agency.id, Agency.short_name).where(Agency.code == into)
    ).one_or_none()
    if remains is None:
        return None
    counts = merging.counted(connection, goes, remains.id, on)
    open_work = counts.get(Moving.COMMITMENTS, 0) + counts.get(Moving.TASKS, 0)
    try:
        refuse_merging(
            *merging.partners(connection, goes, remains.id, on),
            superiors(connection),
            open_work=open_work,
            refers=merging.refer(connection, goes, remains.id),
        )
    except RuleBroken as refused:
        return MergePreview(remains.short_name, counts, str(refused))
    return MergePreview(remains.short_name, counts, "")


@dataclass(frozen=True)
class AliasRow:
    alias: str
    note: str
    valid_to: date | None


@query(Subject.AGENCIES, cached=True)
def aliases_of(connection: Connection, agency_id: int) -> tuple[AliasRow, ...]:
    rows = connection.execute(
        select(AgencyAlias.alias, AgencyAlias.note, AgencyAlias.valid_to)
        .where(AgencyAlias.agency_id == agency_id)
        .order_by(AgencyAlias.valid_to.desc(), AgencyAlias.alias)
    )
    return typed(AliasRow, rows)


@dataclass(frozen=True)
class SeatTerm:
    """One holder of a seat, with the days for which he held it as far as they are known."""

    code: str
    position: int
    title: str
    agency_code: str
    agency: str
    basis: SeatBasis
    legal_basis: str
    valid_from: date | None
    valid_to: date | None
    note: str


@query(Subject.AGENCIES, cached=True)
def seat_terms(connection: Connection) -> tuple[SeatTerm, ...]:
    """Every holder there was, by seat, the newest first."""
    rows = connection.execute(
        select(
            ForkopimdaSeat.code,
            ForkopimdaSeat.position,
            ForkopimdaSeat.title,
            Agency.code,
            Agency.short_name,
            ForkopimdaSeat.basis,
            ForkopimdaSeat.legal_basis,
            ForkopimdaSeat.valid_from,
            ForkopimdaSeat.valid_to,
            ForkopimdaSeat.validity_note,
        )
        .join(Agency, Agency.id == ForkopimdaSeat.agency_id)
        .order_by(ForkopimdaSeat.position, ForkopimdaSeat.id.desc())
    )
    return typed(SeatTerm, rows)


@dataclass(frozen=True)
class HomeRow:
    code: str
    name: str


@query(Subject.PLACES, Subject.AGENCIES, cached=True)
def home_of_agency(connection: Connection, agency_id: int | None) -> HomeRow | None:
    """The kabupaten/kota that an agency sits in; None for those of the province and beyond."""
    row = connection.execute(
        select(Region.code, Region.name)
        .join(Agency, Agency.region_code == Region.code)
        .where(Agency.id == agency_id, Agency.level == AgencyLevel.REGENCY)
        .where(Region.level == RegionLevel.REGENCY)
    ).one_or_none()
    return build(HomeRow, row) if row else None
