"""Two agencies become one: what is open goes over, what is over keeps its name."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine, select

from db.acting import Sender
from db.command import run
from db.commands.agencies import change_seat, merge_agency
from db.commands.people import invite
from db.engine import reading
from db.models import Agency, AuditRecord, CaseRecord, Task, User, UserSession
from db.queries.agencies import agency_names, agency_rows, merge_preview, possible_owners
from db.queries.seats import seats_on
from domain.access.errors import RuleBroken
from domain.access.events import Event
from domain.access.merging import Moving
from domain.access.permissions import Actor, Role
from domain.access.requests import ChangeSeat, InviteAccount, MergeAgency
from domain.tasks.life import CLOSED_STATES
from tests import factories
from tests.factories import MORNING, MovingClock, filling

REASON = "Peraturan daerah tentang susunan perangkat daerah"
GOES, REMAINS = "dinsos", "dpmd"
TODAY = MORNING.date()


class Office:
    def __init__(self, engine: Engine, clock: MovingClock) -> None:
        self.engine, self.clock = engine, clock
        with filling(engine) as session:
            self.by = factories.actor_of(session, factories.user(session, role=Role.ADMINISTRATOR))
            factories.open_things(session, GOES)

    def do(self, command: Any, asked: object, by: Actor | None = None) -> Any:
        return run(Sender(self.engine, by or self.by, self.clock), command, asked)

    def merge(self, goes: str = GOES, into: str = REMAINS) -> Any:
        return self.do(merge_agency, MergeAgency(goes, into, self.row(goes).version, REASON))

    def ask(self, query: Any, *args: Any, **named: Any) -> Any:
        with reading(self.engine) as connection:
            return query(connection, *args, **named)

    def row(self, code: str) -> Any:
        return next(row for row in self.ask(agency_rows) if row.code == code)

    def rows(self, statement: Any) -> list[Any]:
        return self.ask(lambda connection: list(connection.execute(statement)))


@pytest.fixture
def office(engine: Engine, moving_clock: MovingClock) -> Office:
    return Office(engine, moving_clock)


def test_what_the_preview_counts_goes_over_and_nothing_open_is_left(office: Office) -> None:
    goes = office.row(GOES)
    counts = office.ask(merge_preview, goes.id, REMAINS, on=TODAY).counts
    assert (
        counts.items()
        >= {
            Moving.ACCOUNTS: 1,
            Moving.COMMITMENTS: 1,
            Moving.TASKS: 1,
            Moving.PROPOSALS: 1,
            Moving.DRAFTS: 1,
            Moving.MEETINGS: 2,
            Moving.FIGURES: 1,
            Moving.REFERRALS: 1,
            Moving.IMPORTS: 1,
        }.items()
    )
    before = office.row(REMAINS)
    assert office.merge() == before.short_name
    after = office.row(REMAINS)
    held = (after.accounts, after.commitments, after.tasks)
    assert held == (before.accounts + 1, before.commitments + 1, before.tasks + 1)
    assert office.ask(merge_preview, goes.id, "setda", on=TODAY).counts == {}


def test_what_is_over_keeps_the_name_of_its_time(office: Office) -> None:
    office.merge()
    owners = select(Task.code, Agency.code).join(Agency, Agency.id == Task.owner_id)
    assert office.rows(owners.where(Task.state.in_(CLOSED_STATES), Task.code == "T-903")) == [("T-903", GOES)]
    assert office.rows(select(Agency.code).join(CaseRecord)) == [(GOES,)]


def test_each_task_and_commitment_tells_the_trail_whose_it_was(office: Office) -> None:
    office.merge()
    told = office.rows(
        select(AuditRecord.subject, AuditRecord.subject_id, AuditRecord.before, AuditRecord.after)
        .where(AuditRecord.event == Event.OWNER_MERGED)
        .order_by(AuditRecord.id)
    )
    sides = (f'{{"owner":"{GOES}"}}', f'{{"owner":"{REMAINS}"}}')
    assert told == [("task", "T-901", *sides), ("commitment", "K-90", *sides)]


def test_its_people_sign_in_again_and_its_names_mean_the_one_that_remains(office: Office) -> None:
    name = office.row(GOES).name
    with filling(office.engine) as session:
        holder = session.scalars(select(User).join(Agency).where(Agency.code == GOES)).one()
        session.add(
            UserSession(token_digest="1" * 64, user_id=holder.id, created_at=MORNING, expires_at=MORNING)
        )
    office.merge()
    assert office.rows(select(UserSession.id).where(UserSession.revoked_at.is_(None))) == []
    names = office.ask(agency_names)
    assert name in names[REMAINS]
    assert GOES not in names
    assert GOES not in [each.code for each in office.ask(possible_owners)]
    with pytest.raises(RuleBroken, match="sudah dilebur ke"):
        office.do(invite, InviteAccount("uji.dinsos", "Penghubung", Role.AGENCY, GOES))


def test_a_seat_is_held_until_yesterday_by_the_one_and_from_today_by_the_other(office: Office) -> None:
    seat = ChangeSeat(3, "Anggota: Kepala Dinas", GOES, date(2026, 1, 5), "")
    office.do(change_seat, seat)
    office.merge()
    two = {office.row(code).id for code in (GOES, REMAINS)}
    holders = [
        {row.agency_id for row in office.ask(seats_on, day)} & two for day in (date(2026, 11, 22), TODAY)
    ]
    assert holders == [{office.row(GOES).id}, {office.row(REMAINS).id}]


def test_what_cannot_be_is_said_and_changes_nothing(office: Office) -> None:
    for goes, into, said in (
        (GOES, GOES, "dirinya sendiri"),
        ("polda-ntt", "polres-ntt", "berada di bawah"),
        ("polda-ntt", "korem-161", "Keduanya memegang kursi"),
        (GOES, "pt-kupang", "hanya diberi data"),
    ):
        with pytest.raises(RuleBroken, match=said):
            office.merge(goes, into)
        assert office.row(goes).merged_on is None


def test_one_that_went_over_goes_nowhere_else(office: Office) -> None:
    office.merge()
    with pytest.raises(RuleBroken, match="sudah dilebur pada 23 November 2026"):
        office.merge(GOES, "setda")
    with pytest.raises(RuleBroken, match="sudah dilebur pada 23 November 2026"):
        office.merge("setda", GOES)
