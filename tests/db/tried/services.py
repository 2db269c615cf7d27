"""Commands about services, village teams and outreach."""

from datetime import date

from sqlalchemy.orm import Session

from db.models import SourceVillage, User
from domain.access.permissions import Actor
from domain.commitments.requests import Seen
from domain.services.chain import ChainStep
from domain.services.desks import DeskState
from domain.services.outreach import OrganizerKind, OutreachKind
from domain.services.requests import (
    ConfirmOutreach,
    ConfirmTeam,
    DeskTyped,
    DiscardServices,
    JudgeServices,
    ListSourceVillages,
    RecordOutreach,
    RecordTeam,
    SaveServices,
    SendServices,
    ServicesTyped,
    StepTyped,
    WithdrawOutreach,
    WithdrawSourceVillage,
)
from tests import factories
from tests.db.tried.model import REASON, Tried, fixed
from tests.factories import MORNING


def a_source_village(session: Session, by: Actor) -> int:
    row = SourceVillage(
        village_code="53.21.07.2001",
        source="Surat contoh",
        dated_on=date(2026, 11, 1),
        agency_id=by.agency_id,
        recorder_id=by.user_id,
        recorded_at=MORNING,
    )
    session.add(row)
    session.flush()
    return row.id


LTSA = ServicesTyped(
    {"employment": DeskTyped(DeskState.OPEN, 18.0, 12.0, 3.0, "BA-12", date(2026, 11, 2))},
    {ChainStep.REGISTRATION: StepTyped(12.0, 9.0, 1.0)},
)


def a_services_report(session: Session, _by: Actor) -> object:
    return JudgeServices(factories.service_report(session).id, 1, ("employment",), False)


def a_draft_of_services(session: Session, by: Actor) -> object:
    factories.service_draft(session, by=session.get_one(User, by.user_id))
    return DiscardServices("53.21", "2026-10")


def an_own_activity(session: Session, by: Actor) -> object:
    return WithdrawOutreach(factories.outreach(session, agency_id=by.agency_id).id, REASON)


SERVICES: dict[str, list[Tried]] = {
    "save_services": [
        Tried(
            lambda _session, _by: SaveServices("53.21", "2026-10", LTSA, Seen(0, 0)),
            agency="pemkab-malaka",
        )
    ],
    "discard_services": [Tried(a_draft_of_services, agency="pemkab-malaka")],
    "send_services": [
        Tried(
            lambda _session, _by: SendServices("53.21", "2026-10", LTSA, Seen(0, 0)),
            agency="pemkab-malaka",
        )
    ],
    "judge_services": [Tried(a_services_report, agency="inspektorat")],
    "record_team": [
        Tried(
            lambda _session, _by: RecordTeam("53.21.01.2001", "SK-7", date(2026, 3, 1), 7.0, None),
            agency="pemkab-malaka",
        )
    ],
    "record_outreach": [
        fixed(
            RecordOutreach(
                "53.21",
                "Betun",
                date(2026, 11, 1),
                OutreachKind.EDUCATION,
                OrganizerKind.FAITH,
                "Paroki",
                40.0,
                "Daftar hadir 3",
            )
        )
    ],
    "list_source_villages": [
        Tried(
            lambda _session, _by: ListSourceVillages(
                "53.21", ("53.21.07.2001",), "Surat contoh", date(2026, 11, 1)
            ),
            agency="pemkab-malaka",
        )
    ],
    "withdraw_source_village": [
        Tried(
            lambda session, by: WithdrawSourceVillage(a_source_village(session, by), REASON),
            agency="pemkab-malaka",
        )
    ],
    "confirm_team": [Tried(lambda session, _by: ConfirmTeam(factories.village_team(session).id))],
    "withdraw_outreach": [Tried(an_own_activity)],
    "confirm_outreach": [Tried(lambda session, _by: ConfirmOutreach(factories.outreach(session).id))],
}
