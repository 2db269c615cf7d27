"""Accounts that go over to another agency or role on a day: planned, cancelled, and written down in time."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import select

from db.acting import Act, Sender
from db.command import command, run
from db.commands.delegations import end_delegations_of
from db.commands.people import agency_named, forget_address, has_plan, other_administrators, put_out, taken
from db.engine import reading
from db.models import Agency, PlannedMove, User
from db.queries.standing import due_moves
from db.subjects import Subject
from domain.access.accounts import refuse_losing_last_administrator
from domain.access.errors import NotFound, RuleBroken
from domain.access.events import Event
from domain.access.moves import Belonging, refuse_move
from domain.access.permissions import Permission, Role
from domain.access.requests import CancelMove, CarryOutMove, PlanMove
from domain.access.screening import refuse_identity
from domain.tasks.proposals import check_text
from domain.time.calendar import day_begins, local_time


@command(Permission.MANAGE_ACCOUNTS, Subject.ACCOUNTS)
def plan_move(act: Act, asked: PlanMove) -> int:
    user, reason = taken(act, asked.username, asked.seen, asked.reason)
    if not user.is_active:
        raise RuleBroken("Akun ini nonaktif. Aktifkan dahulu, lalu rencanakan kepindahannya.")
    agency, today = agency_named(act, asked.agency_code), local_time(act.now).date()
    now, then = _belonging(act, user), Belonging(asked.role, agency.code)
    refuse_move(now, then, asked.starts_on, today, has_one=has_plan(act, user))
    if asked.role is not Role.ADMINISTRATOR:
        refuse_losing_last_administrator(user.role, other_administrators(act, user))
    row = act.add(
        PlannedMove(
            user_id=user.id,
            role=asked.role,
            agency_id=agency.id,
            starts_on=asked.starts_on,
            reason=reason,
            planned_at=act.now,
        )
    )
    act.record(
        Event.MOVE_PLANNED,
        "user",
        user.username,
        before={"role": now.role, "agency": now.agency_code},
        after=_said(then, asked.starts_on) | {"reason": reason},
    )
    return row.id


@command(Permission.MANAGE_ACCOUNTS, Subject.ACCOUNTS)
def cancel_move(act: Act, asked: CancelMove) -> None:
    row = _open(act, asked.move_id)
    if row.starts_on <= local_time(act.now).date():
        raise RuleBroken("Kepindahan ini sudah berlaku. Ubah akunnya bila harus kembali.")
    reason = check_text("Alasan", asked.reason)
    refuse_identity({"Alasan": reason})
    user = act.session.get_one(User, row.user_id)
    agency = act.session.get_one(Agency, row.agency_id)
    cancel_plan(act, row, user, agency.code, {"reason": reason})


@command(
    Permission.MOVE_ACCOUNTS_IN_TIME,
    Subject.ACCOUNTS,
    Subject.MEETINGS,
    idempotency_key=lambda asked: f"carry out move {asked.move_id}",
)
def carry_out_move(act: Act, asked: CarryOutMove) -> None:
    """Write down a move that is in effect since its day; sessions opened before that day end."""
    row = _open(act, asked.move_id)
    if row.starts_on > local_time(act.now).date():
        raise RuleBroken("Harinya belum tiba.")
    user, agency = act.session.get_one(User, row.user_id), act.session.get_one(Agency, row.agency_id)
    before, after = _belonging(act, user), Belonging(row.role, agency.code)
    if before == after:
        cancel_plan(act, row, user, agency.code, {"reason": "Peran dan instansinya sudah sama."})
        return
    user.role, user.agency_id, row.carried_out_at = row.role, agency.id, act.now
    user.version += 1
    begins = day_begins(row.starts_on)
    closed = put_out(act, user, opened_before=begins)
    ended = end_delegations_of(act, user, named_before=begins)
    act.record(
        Event.ACCOUNT_MOVED,
        "user",
        user.username,
        before={"role": before.role, "agency": before.agency_code},
        after=_said(after, row.starts_on)
        | {"sessions": closed, "delegations": ended, **forget_address(act, user)},
    )


def cancel_plan(
    act: Act, plan: PlannedMove, user: User, agency_code: str, after: Mapping[str, object]
) -> None:
    """Cancel a planned move; the trail keeps what it was and why."""
    plan.cancelled_at = act.now
    said = _said(Belonging(plan.role, agency_code), plan.starts_on)
    act.record(Event.MOVE_CANCELLED, "user", user.username, before=said, after=after)


def carry_out_moves(sender: Sender) -> int:
    """Carry out every move whose day has come; returns how many."""
    with reading(sender.engine) as connection:
        due = due_moves(connection, local_time(sender.clock()).date())
    for each in due:
        run(sender, carry_out_move, CarryOutMove(each))
    return len(due)


def _open(act: Act, move_id: int) -> PlannedMove:
    row = act.session.scalar(select(PlannedMove).where(PlannedMove.id == move_id).with_for_update())
    if row is None or row.cancelled_at is not None or row.carried_out_at is not None:
        raise NotFound("Rencana pindah itu sudah dibatalkan atau sudah dijalankan. Muat ulang halaman.")
    return row


def _belonging(act: Act, user: User) -> Belonging:
    return Belonging(user.role, act.session.get_one(Agency, user.agency_id).code)


def _said(post: Belonging, starts_on: date) -> dict[str, object]:
    return {"role": post.role, "agency": post.agency_code, "starts_on": starts_on}
