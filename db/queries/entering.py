"""What stands of the things that a delivery of other kinds speaks of, and so what entering it would do."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from db.models import Agency, CaseRecord, Commitment, Delegation, Region, User
from db.queries.agencies import agency_names
from db.queries.mergers import went_into
from db.queries.outreach import TeamRow, outreach, village_teams
from db.queries.seats import superiors
from db.queries.service_entry import counted_before, service_form
from db.queries.services import service_review, service_voice
from db.queries.statements import FileDraftRow, file_drafts
from db.subjects import Subject, query
from domain.access.agencies import AgencyKind
from domain.access.errors import Forbidden
from domain.access.merging import stands_for
from domain.access.pasted import Directory
from domain.access.permissions import Actor, Role
from domain.access.requests import AgencyCard
from domain.imports.delivery import REGION, Decisions, Delivery, Given
from domain.imports.entering import (
    NOT_A_LIST,
    EnteredLines,
    KnownAccounts,
    KnownAgencies,
    KnownCommitments,
    KnownOutreach,
    KnownTeams,
    account_lines,
    activity,
    activity_key,
    agency,
    agency_key,
    card_fields,
    commitment,
    commitment_key,
    entered_lines,
    ready_lines,
    team,
    team_key,
)
from domain.imports.kinds import ImportKind
from domain.imports.life import code_of, needed
from domain.imports.monthly import KnownMonth, MonthsAsked, service_lines
from domain.imports.reference import InstallationTerms
from domain.imports.storing import SentBack
from domain.imports.storing_cases import case_as_told
from domain.places.regions import RegionLevel, regency_of
from domain.time.calendar import Month


@dataclass(frozen=True)
class ToEnter:
    """A delivery that is to be entered, by whom, and when."""

    number: int
    kind: ImportKind
    source: str
    """As the register of figures calls it."""
    read: Delivery
    decisions: Decisions
    by: Actor
    on: date


def entered(connection: Connection, asked: ToEnter) -> EnteredLines:
    return _PLANS[asked.kind](connection, asked)


def _teams(connection: Connection, asked: ToEnter) -> EnteredLines:
    rows = [row for row in village_teams(connection) if row.returned_at is None]
    villages = select(Region.code, Region.name).where(Region.level == RegionLevel.VILLAGE)
    voice = service_voice(connection, asked.by.agencies)
    known = KnownTeams(
        dict(connection.execute(villages).all()),
        {row.village_code: _of_team(row) for row in rows},
        {row.village_code: row.note for row in rows},
        voice.speaks_of_teams_in,
    )
    return _lines(asked, lambda lines: entered_lines(lines, team(known, asked.on), team_key))


def _of_team(row: TeamRow) -> dict[str, Given]:
    return _told(
        reference=row.decree,
        formed_on=row.decreed_on,
        members=row.members,
        last_report_on=row.last_report_on,
    )


def _told(**given: str | int | date | None) -> dict[str, Given]:
    """What is there, as a file would tell it."""
    return {
        name: value if isinstance(value, int) else str(value)
        for name, value in given.items()
        if value not in (None, "")
    }


def _activities(connection: Connection, asked: ToEnter) -> EnteredLines:
    agencies: dict[str, tuple[str, AgencyKind]] = {
        row.code: (row.short_name, row.kind)
        for row in connection.execute(select(Agency.code, Agency.short_name, Agency.kind))
    }
    known = KnownOutreach(
        dict(connection.execute(select(Region.code, Region.name)).all()),
        agencies,
        {
            (row.region_code, row.held_on, row.place.casefold(), row.organizer.casefold()): row.reach
            for row in outreach(connection)
            if row.counts
        },
    )
    return _lines(asked, lambda lines: entered_lines(lines, activity(known, asked.on), activity_key))


def _agencies(connection: Connection, asked: ToEnter) -> EnteredLines:
    rows = connection.execute(select(Agency.__table__)).all()
    standing = [row for row in rows if row.merged_on is None]
    codes = {
        name.casefold(): code
        for code, names in {
            **{row.code: (row.name, row.short_name) for row in rows if row.merged_on is not None},
            **agency_names(connection),
        }.items()
        for name in names
    }
    known = KnownAgencies(
        _cards(connection),
        {row.code: row.version for row in standing},
        codes,
        {row.code: row.id for row in rows},
        superiors(connection),
        f"Menurut kiriman berkas {code_of(asked.number)}.",
    )
    return _lines(asked, lambda lines: entered_lines(lines, agency(known), agency_key))


def _cards(connection: Connection) -> dict[str, AgencyCard]:
    """Of every agency that stands, by its code."""
    rows = connection.execute(select(Agency.__table__)).all()
    code_by_number = {row.id: row.code for row in rows}
    return {
        row.code: AgencyCard(
            row.name,
            row.short_name,
            row.kind,
            row.level,
            code_by_number.get(row.superior_id),
            row.region_code,
            row.contact,
            row.may_own_tasks,
        )
        for row in rows
        if row.merged_on is None
    }


def _accounts(connection: Connection, asked: ToEnter) -> EnteredLines:
    standing = _offices(connection)
    directory = Directory(
        agency_names(connection),
        frozenset(standing),
        frozenset((office, code) for office, code, _ in standing.values()),
    )
    known = KnownAccounts(directory, standing)
    return _lines(asked, lambda lines: account_lines(lines, known))


def _offices(connection: Connection) -> dict[str, tuple[str, str, Role]]:
    """Office, agency's code and role of every account, by its name."""
    went = went_into(connection)
    codes = dict(connection.execute(select(Agency.id, Agency.code)).all())
    rows = connection.execute(select(User.username, User.display_name, User.role, User.agency_id)).all()
    return {
        row.username: (row.display_name, codes[stands_for(row.agency_id, went)], row.role) for row in rows
    }


def _commitments(connection: Connection, asked: ToEnter) -> EnteredLines:
    went = went_into(connection)
    codes = dict(connection.execute(select(Agency.id, Agency.code)).all())
    formed: dict[str, Mapping[str, Given]] = {}
    for row in connection.execute(select(Commitment.__table__)):
        told: dict[str, Given] = {
            "title": row.title,
            "output": row.output,
            "indicator": row.indicator,
            "unit": row.unit,
            "due": str(row.due_on),
            REGION: row.region_code,
            "owner": codes[stands_for(row.owner_id, went)] if row.owner_id else "",
        }
        whole = {name: " ".join(str(text).split()) for name, text in told.items()}
        formed[row.code.casefold()] = formed[row.title.casefold()] = {
            **whole,
            "baseline": row.baseline,
            "target": row.target,
        }
    drafts = {row.title.casefold(): (row.id, _of_draft(row)) for row in file_drafts(connection)}
    known = KnownCommitments(formed, drafts, asked.source)
    return _lines(asked, lambda lines: entered_lines(lines, commitment(known), commitment_key))


def _of_draft(row: FileDraftRow) -> dict[str, Given]:
    numbers = {"baseline": row.baseline, "target": row.target}
    return {
        **_told(
            title=row.title,
            output=row.sentence,
            indicator=row.indicator,
            unit=row.unit,
            due=row.due_on,
            region=row.region_code,
            owner=row.owner_code,
        ),
        **{name: value for name, value in numbers.items() if value is not None},
    }


def _services(connection: Connection, asked: ToEnter) -> EnteredLines:
    months = MonthsAsked(asked.read, asked.decisions)
    known = {
        key: found for key in months.groups if (found := _known_month(connection, *key, asked)) is not None
    }
    return service_lines(months, known, asked.on)


def _known_month(connection: Connection, region: str, month: str, asked: ToEnter) -> KnownMonth | None:
    form = service_form(connection, region_code=region, month=Month.parse(month), by=asked.by, on=asked.on)
    if form is None:
        return None
    review = service_review(connection, form.latest.id) if form.latest else None
    return KnownMonth(
        form.region,
        form.part,
        form.names,
        form.latest.id if form.latest else 0,
        review.entries if review else None,
        form.draft is not None,
        counted_before(connection, region_code=region, month=Month.parse(month)),
    )


def _lines(asked: ToEnter, plan: Callable[..., EnteredLines]) -> EnteredLines:
    """What can be entered line by line; a table of counts goes back as a whole."""
    ready, back = ready_lines(asked.read, asked.decisions)
    found = plan(ready)
    why = NOT_A_LIST.get(asked.kind)
    cells = [
        SentBack(f"{each.sheet} {each.cell}".strip(), {}, why)
        for each in asked.read.counts
        if why and each.value is not None
    ]
    return EnteredLines(found.ready, found.same, (*back, *found.back, *cells))


_PLANS: Mapping[ImportKind, Callable[[Connection, ToEnter], EnteredLines]] = {
    ImportKind.VILLAGE_TEAMS: _teams,
    ImportKind.ACTIVITIES: _activities,
    ImportKind.AGENCIES: _agencies,
    ImportKind.ACCOUNTS: _accounts,
    ImportKind.SERVICES: _services,
    ImportKind.COMMITMENTS: _commitments,
}


# What stands, as a file would tell it -----------------------------------------------------------------


@query(Subject.AGENCIES, Subject.ACCOUNTS, Subject.CASES, Subject.PLACES, Subject.SERVICES)
def standing_lines(connection: Connection, kind: ImportKind, *, by: Actor) -> tuple[dict[str, Given], ...]:
    """What this sender may say of a kind, line by line; sent in again it changes nothing."""
    if not by.may(needed(kind)):
        raise Forbidden("Templat ini untuk yang mengisi jenis datanya. Pilih jenis lain.")
    return tuple(_STANDING[kind](connection, by)) if kind in _STANDING else ()


@query(
    Subject.AGENCIES,
    Subject.ACCOUNTS,
    Subject.PLACES,
    Subject.SERVICES,
    Subject.COMMITMENTS,
)
def terms_of(connection: Connection, kind: ImportKind, *, by: Actor) -> InstallationTerms:
    """What the reading process must know of this database to know our own names again."""
    named = {
        name: code for code, names in agency_names(connection).items() for name in (code, *names) if name
    }
    texts: set[str] = set()
    if kind is ImportKind.COMMITMENTS:
        commitment = Commitment.__table__.c
        columns = (commitment.title, commitment.output, commitment.indicator)
        texts = {text for row in connection.execute(select(*columns)) for text in row}
    elif kind in _STANDING and kind is not ImportKind.CASES:
        lines = standing_lines(connection, kind, by=by)
        texts = {value for line in lines for value in line.values() if isinstance(value, str)}
    return InstallationTerms(named, sorted(texts))


def _teams_standing(connection: Connection, by: Actor) -> Iterator[dict[str, Given]]:
    voice = service_voice(connection, by.agencies)
    for row in village_teams(connection):
        if row.returned_at is None and voice.speaks_of_teams_in(regency_of(row.village_code)):
            yield {REGION: row.village_code, **_of_team(row)}


def _activities_standing(connection: Connection, by: Actor) -> Iterator[dict[str, Given]]:
    for row in outreach(connection):
        if row.counts and by.is_of(row.agency_id):
            yield _told(
                region=row.region_code,
                held_on=row.held_on,
                organizer_kind=str(row.organizer_kind),
                agency=row.organizer,
                kind=str(row.kind),
                place=row.place,
                proof=row.proof,
                participants=row.reach,
                title=row.note,
            )


def _agencies_standing(connection: Connection, _by: Actor) -> Iterator[dict[str, Given]]:
    for code, card in sorted(_cards(connection).items()):
        yield {"code": code, **card_fields(card)}


def _accounts_standing(connection: Connection, _by: Actor) -> Iterator[dict[str, Given]]:
    """Without those that only stand for a delegation: nobody signs in under their names."""
    of_delegations = select(User.username).join(Delegation, Delegation.account_id == User.id)
    made = set(connection.scalars(of_delegations))
    for username, (office, code, role) in sorted(_offices(connection).items()):
        if username not in made:
            yield _told(username=username, role=str(role), agency=code, function=office)


def _cases_standing(connection: Connection, by: Actor) -> Iterator[dict[str, Given]]:
    """Those of their own agency."""
    record = CaseRecord.__table__.c
    rows = connection.execute(
        select(CaseRecord.__table__, Agency.code.label("agency"))
        .join(Agency, Agency.id == record.agency_id)
        .where(record.agency_id.in_(by.agencies), record.withdrawn_as.is_(None))
        .order_by(record.id)
    )
    for row in rows:
        yield case_as_told(dict(row._mapping))


_STANDING: Mapping[ImportKind, Callable[[Connection, Actor], Iterator[dict[str, Given]]]] = {
    ImportKind.CASES: _cases_standing,
    ImportKind.VILLAGE_TEAMS: _teams_standing,
    ImportKind.ACTIVITIES: _activities_standing,
    ImportKind.AGENCIES: _agencies_standing,
    ImportKind.ACCOUNTS: _accounts_standing,
}
