"""Agencies: added, renamed with their old names kept, and merged."""

from datetime import date, timedelta

from sqlalchemy import func, inspect, or_, select

from db import merging
from db.acting import Act
from db.command import command
from db.commands.accounts import end_all_of, revoke
from db.commands.case_parties import refuse_place_of_work_on_cases
from db.commands.moves import cancel_plan
from db.commands.rows import find, standing_agency
from db.models import (
    Agency,
    AgencyAlias,
    Commitment,
    CommitmentSupport,
    Delegation,
    ForkopimdaSeat,
    OwnershipOffer,
    PlannedMove,
    ProgressReport,
    Region,
    Task,
    TaskSupport,
    User,
    UserSession,
)
from db.queries.case_born import telling_places
from db.queries.seats import superiors
from db.queries.standing import IS_OPEN
from db.subjects import Subject
from db.types import Base
from domain.access.agencies import LONGEST_AGENCY, code_of, refuse_circle, refuse_leaving_work
from domain.access.errors import RuleBroken, refuse_empty, refuse_too_long
from domain.access.events import Event
from domain.access.merging import refuse_merging
from domain.access.permissions import Permission
from domain.access.requests import AddAgency, AddAgencyName, AgencyCard, ChangeAgency, MergeAgency
from domain.access.screening import refuse_identity
from domain.commitments.ownership import OfferState
from domain.tasks.life import CLOSED_STATES
from domain.tasks.proposals import check_text
from domain.time.calendar import local_time


@command(Permission.MANAGE_AGENCIES, Subject.AGENCIES)
def add_agency(act: Act, asked: AddAgency) -> str:
    card = asked.card
    card.check()
    _refuse_taken(act, card)
    codes = frozenset(act.session.scalars(select(Agency.code)))
    agency = act.add(Agency(code=code_of(card.short_name, codes), mandate="", **_columns(act, card)))
    act.record(Event.AGENCY_ADDED, "agency", agency.code, after=_said(card))
    return agency.code


@command(Permission.MANAGE_AGENCIES, Subject.AGENCIES)
def change_agency(act: Act, asked: ChangeAgency) -> None:
    """What it was called stays as a name of it, with the day on which that ended."""
    agency, card = standing_agency(act, asked.code), asked.card
    reason = check_text("Alasan", asked.reason)
    refuse_identity({"Alasan": reason})
    card.check()
    act.change(agency, seen=asked.seen)
    _refuse_taken(act, card, but=agency.id)
    columns, superior = _columns(act, card), _superior(act, card)
    refuse_circle(agency.id, superior.id if superior else None, superiors(act.session.connection()))
    if agency.may_own_tasks and not card.may_own_tasks:
        refuse_leaving_work(*_work(act, agency))
    before, after = _said(_card_of(act, agency)), _said(card)
    changed = sorted(key for key in before if before[key] != after[key])
    if not changed:
        raise RuleBroken("Tidak ada yang berubah. Ubah isinya, lalu simpan.")
    for old, new in ((agency.name, card.name), (agency.short_name, card.short_name)):
        _keep_name(act, agency, old, new)
    told = telling_places(act.session.connection(), [agency])
    for name, value in columns.items():
        setattr(agency, name, value)
    if not told:
        refuse_place_of_work_on_cases(act, agency, agency)
    act.record(
        Event.AGENCY_CHANGED,
        "agency",
        agency.code,
        before={key: before[key] for key in changed},
        after={key: after[key] for key in changed} | {"reason": reason},
    )


@command(Permission.MANAGE_AGENCIES, Subject.AGENCIES)
def add_agency_name(act: Act, asked: AddAgencyName) -> None:
    agency = standing_agency(act, asked.code)
    alias, note = " ".join(asked.alias.split()), " ".join(asked.note.split())
    refuse_empty({"Nama lain": alias})
    refuse_too_long({"Nama lain": (alias, LONGEST_AGENCY), "Asal nama": (note, LONGEST_AGENCY)})
    refuse_identity({"Nama lain": alias, "Asal nama": note})
    holder = _holder_of_name(act, alias)
    if holder is not None:
        raise RuleBroken(f"“{alias}” sudah menjadi nama {holder}. Satu nama menunjuk satu instansi.")
    act.add(AgencyAlias(agency_id=agency.id, alias=alias, note=note))
    act.record(Event.AGENCY_NAMED, "agency", agency.code, after={"alias": alias, "note": note})


@command(Permission.MANAGE_AGENCIES, *merging.SUBJECTS)
def merge_agency(act: Act, asked: MergeAgency) -> str:
    """What is open goes over to the one that remains; what is over keeps the name of its time.

    The old one stays below the new one: so its cases, which nobody rewrites, are kept by the new one.
    """
    goes, remains = find(act, Agency, asked.code), find(act, Agency, asked.into)
    reason = check_text("Alasan", asked.reason)
    refuse_identity({"Alasan": reason})
    act.change(goes, seen=asked.seen)
    connection, today = act.session.connection(), local_time(act.now).date()
    refuse_merging(
        *merging.partners(connection, goes.id, remains.id, today),
        superiors(connection),
        open_work=sum(_work(act, goes)),
        refers=merging.refer(connection, goes.id, remains.id),
    )
    refuse_place_of_work_on_cases(act, goes, remains)
    counts = merging.counted(connection, goes.id, remains.id, today)
    _tell_of_owners(act, goes, remains)
    for opposite in merging.OPPOSITES:
        _let_fall(act, opposite, goes, remains)
    closed = _put_everybody_out(act, goes, remains)
    for move in merging.MOVES:
        _take_over(act, move, goes, remains)
    _lead_plans_on(act, goes, remains)
    for membership in merging.MEMBERSHIPS:
        _join(act, membership, goes, remains)
    _hand_seats_on(act, goes, remains, today)
    for name in (goes.name, goes.short_name):
        _keep_name(act, remains, name, "", note="dilebur ke instansi ini")
    goes.merged_into_id, goes.merged_on = remains.id, today
    goes.superior_id, goes.may_own_tasks = remains.id, False
    act.record(
        Event.AGENCY_MERGED,
        "agency",
        goes.code,
        before={what.value: count for what, count in counts.items()},
        after={"into": remains.code, "reason": reason, "sessions": closed},
    )
    return remains.short_name


def _tell_of_owners(act: Act, goes: Agency, remains: Agency) -> None:
    """Each open task and each commitment says in the trail whose it was and whose it is."""
    tasks = select(Task.code).where(Task.owner_id == goes.id, Task.state.not_in(CLOSED_STATES))
    commitments = select(Commitment.code).where(Commitment.owner_id == goes.id)
    for subject, codes in (("task", tasks), ("commitment", commitments)):
        for code in act.session.scalars(codes.order_by("code")).all():
            act.record(
                Event.OWNER_MERGED,
                subject,
                code,
                before={"owner": goes.code},
                after={"owner": remains.code},
            )


def _let_fall(act: Act, kind: merging.Opposite, goes: Agency, remains: Agency) -> None:
    """What one of the two was to the other, told in the trail of what it stood on."""
    for row in act.session.scalars(select(kind.model).where(kind.between(goes.id, remains.id))).all():
        named = goes if getattr(row, kind.column.key) == goes.id else remains
        act.record(
            Event.MERGED_AWAY,
            *_stood_on(act, row),
            before={"agency": named.code},
            after={"into": remains.code},
        )
        if kind.becomes is None:
            act.session.delete(row)
            continue
        for name, value in kind.becomes.items():
            setattr(row, name, value)
        if isinstance(row, OwnershipOffer) and row.state is OfferState.WITHDRAWN:
            row.settled_at = act.now
    act.session.flush()


def _stood_on(act: Act, row: Base) -> tuple[str, str]:
    """The task, the commitment or the report of a row, as the trail names it."""
    if isinstance(row, ProgressReport):
        return "report", str(row.id)
    if isinstance(row, CommitmentSupport | OwnershipOffer):
        return "commitment", act.session.get_one(Commitment, row.commitment_id).code
    assert isinstance(row, Task | TaskSupport)  # all that one agency can be to another
    task = row if isinstance(row, Task) else act.session.get_one(Task, row.task_id)
    return "task", task.code


def _put_everybody_out(act: Act, goes: Agency, remains: Agency) -> int:
    """No screen lives on with what was, a deputy's neither; the trail of each account tells of which agency
    it was until then."""
    people = act.session.scalars(select(User).where(User.agency_id == goes.id).order_by(User.id)).all()
    for each in people:
        act.record(
            Event.ACCOUNT_CHANGED,
            "user",
            each.username,
            before={"agency": goes.code},
            after={"agency": remains.code},
        )
    acting = select(Delegation.id).where(Delegation.principal_id.in_([each.id for each in people]))
    return sum(end_all_of(act, each) for each in people) + revoke(act, UserSession.delegation_id.in_(acting))


def _take_over(act: Act, move: merging.Takeover, goes: Agency, remains: Agency) -> None:
    for row in act.session.scalars(select(move.model).where(move.of(goes.id))).all():
        for column in move.columns:
            if getattr(row, column.key) == goes.id and row is not goes:
                setattr(row, column.key, remains.id)
    act.session.flush()


def _lead_plans_on(act: Act, goes: Agency, remains: Agency) -> None:
    """Who was to go over there goes to the one that remains; a plan that changes nothing any more is
    cancelled."""
    plans = select(PlannedMove, User).join(User, User.id == PlannedMove.user_id)
    which = or_(PlannedMove.agency_id == goes.id, User.agency_id == remains.id)
    for plan, user in act.session.execute(plans.where(IS_OPEN, which).order_by(PlannedMove.id)).all():
        named = act.session.get_one(Agency, plan.agency_id)
        if named is goes:
            plan.agency_id = remains.id
        if (plan.role, plan.agency_id) != (user.role, user.agency_id):
            continue
        cancel_plan(act, plan, user, named.code, {"into": remains.code})
    act.session.flush()


def _join(act: Act, kind: merging.Membership, goes: Agency, remains: Agency) -> None:
    """Nobody is named twice: where the one that remains is there already, its own entry stands."""
    there = set(act.session.scalars(select(kind.other).where(kind.agency == remains.id)))
    for row in act.session.scalars(select(kind.model).where(kind.of(goes.id))).all():
        values = {column.key: getattr(row, column.key) for column in inspect(kind.model).columns}
        act.session.delete(row)
        act.session.flush()
        if values[kind.other.key] not in there:
            act.add(kind.model(**values | {kind.agency.key: remains.id}))


def _hand_seats_on(act: Act, goes: Agency, remains: Agency, today: date) -> None:
    """Until yesterday it was held by the one, from today on by the other."""
    codes = set(act.session.scalars(select(ForkopimdaSeat.code)))
    for seat in act.session.scalars(
        select(ForkopimdaSeat).where(merging.seats_from(goes.id, today)).order_by(ForkopimdaSeat.id)
    ).all():
        if seat.valid_from is not None and seat.valid_from >= today:
            seat.agency_id = remains.id
            continue
        code = code_of(f"{remains.code} {today.year}", codes)
        codes.add(code)
        act.add(
            ForkopimdaSeat(
                code=code,
                title=seat.title,
                agency_id=remains.id,
                basis=seat.basis,
                position=seat.position,
                legal_basis=seat.legal_basis,
                valid_from=today,
                valid_to=seat.valid_to,
            )
        )
        seat.valid_to = today - timedelta(days=1)
    act.session.flush()


def _refuse_taken(act: Act, card: AgencyCard, but: int | None = None) -> None:
    for name in (_tidy(card.name), _tidy(card.short_name)):
        holder = _holder_of_name(act, name, but=but)
        if holder is not None:
            raise RuleBroken(
                f"“{name}” sudah menjadi nama {holder}. Pakai nama lain, atau ubah instansi itu."
            )


def _holder_of_name(act: Act, name: str, but: int | None = None) -> str | None:
    """Who is called so by now, by any of its names, however it is written."""
    wanted = name.casefold()
    own = select(Agency.id, Agency.short_name, Agency.name.label("alias"))
    short = select(Agency.id, Agency.short_name, Agency.short_name.label("alias"))
    others = select(Agency.id, Agency.short_name, AgencyAlias.alias).join(
        AgencyAlias, AgencyAlias.agency_id == Agency.id
    )
    rows = act.session.execute(own.union_all(short, others))
    return next((row.short_name for row in rows if row.alias.casefold() == wanted and row.id != but), None)


def _columns(act: Act, card: AgencyCard) -> dict[str, object]:
    superior = _superior(act, card)
    region = find(act, Region, card.region_code) if card.region_code else None
    return {
        "name": _tidy(card.name),
        "short_name": _tidy(card.short_name),
        "kind": card.kind,
        "level": card.level,
        "superior_id": superior.id if superior else None,
        "region_code": region.code if region else None,
        "contact": _tidy(card.contact),
        "may_own_tasks": card.may_own_tasks,
    }


def _superior(act: Act, card: AgencyCard) -> Agency | None:
    return standing_agency(act, card.superior_code) if card.superior_code else None


def _card_of(act: Act, agency: Agency) -> AgencyCard:
    superior = act.session.get(Agency, agency.superior_id) if agency.superior_id else None
    return AgencyCard(
        agency.name,
        agency.short_name,
        agency.kind,
        agency.level,
        superior.code if superior else None,
        agency.region_code,
        agency.contact,
        agency.may_own_tasks,
    )


def _said(card: AgencyCard) -> dict[str, object]:
    return {
        "name": _tidy(card.name),
        "short_name": _tidy(card.short_name),
        "kind": card.kind,
        "level": card.level,
        "superior": card.superior_code or "",
        "region": card.region_code or "",
        "contact": _tidy(card.contact),
        "may_own_tasks": "ya" if card.may_own_tasks else "tidak",
    }


def _keep_name(act: Act, agency: Agency, old: str, new: str, *, note: str = "nama lama") -> None:
    """The day on which a name ended; one that was an alias before only gets its day."""
    if old.casefold() == _tidy(new).casefold():
        return
    today = local_time(act.now).date()
    known = act.session.scalar(
        select(AgencyAlias).where(
            AgencyAlias.agency_id == agency.id, func.lower(AgencyAlias.alias) == old.lower()
        )
    )
    if known is None:
        act.add(AgencyAlias(agency_id=agency.id, alias=old, note=note, valid_to=today))
    else:
        known.valid_to = today


def _work(act: Act, agency: Agency) -> tuple[int, int]:
    """Commitments it holds and tasks that are not over."""
    commitments = act.session.scalar(
        select(func.count()).select_from(Commitment).where(Commitment.owner_id == agency.id)
    )
    tasks = act.session.scalar(
        select(func.count())
        .select_from(Task)
        .where(Task.owner_id == agency.id, Task.state.not_in(CLOSED_STATES))
    )
    return commitments or 0, tasks or 0


def _tidy(text: str) -> str:
    return " ".join(text.split())
