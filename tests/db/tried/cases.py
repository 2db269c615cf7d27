"""Commands about cases and their releases."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from db.models import CaseFlag, CaseReferral, CaseStep
from domain.access.permissions import Actor
from domain.cases.facts import Victims
from domain.cases.requests import (
    AddStep,
    AnswerReferral,
    CloseRelease,
    CorrectCase,
    CorrectStep,
    EndService,
    KeepDraft,
    LiftFlag,
    OpenCase,
    RaiseFlag,
    ReferCase,
    ReinstateCase,
    SetStageLimit,
    TakeCases,
    WithdrawCase,
)
from domain.figures.cases import FlagKind, ReferralState, Track, Withdrawal
from tests import factories
from tests.db.tried.model import REASON, Tried, fixed
from tests.factories import MORNING

ENTRY = factories.entry(victims=Victims(2, 0, 0, 0))


def on_case(request: Callable[[str], object]) -> Tried:
    return Tried(lambda session, by: request(factories.case(session, agency_id=by.agency_id).code))


def a_running_service(session: Session, by: Actor) -> object:
    row = factories.case(session, agency_id=by.agency_id)
    step = CaseStep(
        case_id=row.id,
        track=Track.SERVICES,
        stage="shelter",
        started_on=date(2026, 11, 1),
        agency_id=by.agency_id,
        recorded_at=MORNING,
    )
    session.add(step)
    session.flush()
    return EndService(step.id, date(2026, 11, 20))


def a_wrong_step(session: Session, by: Actor) -> object:
    row = factories.case(session, agency_id=by.agency_id)
    step = CaseStep(
        case_id=row.id,
        track=Track.POLICE,
        stage="reported",
        started_on=date(2026, 11, 1),
        agency_id=by.agency_id,
        recorded_at=MORNING,
    )
    session.add(step)
    session.flush()
    return CorrectStep(row.code, 1, step.id, False, "investigation", date(2026, 11, 20), "", REASON)


def a_flag(session: Session, by: Actor) -> object:
    row = factories.case(session, agency_id=by.agency_id)
    session.add(
        CaseFlag(
            case_id=row.id,
            kind=FlagKind.MEDICAL,
            raised_on=date(2026, 11, 20),
            agency_id=by.agency_id,
            recorded_at=MORNING,
        )
    )
    session.flush()
    return LiftFlag(row.code, FlagKind.MEDICAL, REASON)


def a_withdrawn_case(session: Session, by: Actor) -> object:
    row = factories.case(session, agency_id=by.agency_id)
    row.withdrawn_as = Withdrawal.WRONG
    session.flush()
    return ReinstateCase(row.code, 1, REASON)


def a_referral(session: Session, by: Actor) -> object:
    referral = CaseReferral(
        case_id=factories.case(session).id,
        from_agency_id=factories.agency_id(session, "bp3mi-ntt"),
        to_agency_id=by.agency_id,
        asked="Pendampingan.",
        state=ReferralState.SENT,
        sent_at=MORNING,
    )
    session.add(referral)
    session.flush()
    return AnswerReferral(referral.id, 1, ReferralState.ACCEPTED)


CASES: dict[str, list[Tried]] = {
    "save_case_draft": [Tried(lambda _session, _by: KeepDraft({"women": "2"}), records=0)],
    "note_opening": [fixed(OpenCase("K26-0001"))],
    "note_taking": [fixed(TakeCases("Tahap: penyidikan"))],
    "enter_case": [fixed(ENTRY)],
    "correct_case": [on_case(lambda code: CorrectCase(code, 1, replace(ENTRY, reference="13"), REASON))],
    "withdraw_case": [on_case(lambda code: WithdrawCase(code, 1, Withdrawal.WRONG, "", REASON))],
    "reinstate_case": [Tried(a_withdrawn_case)],
    "correct_step": [Tried(a_wrong_step)],
    "lift_flag": [Tried(a_flag)],
    "add_step": [
        on_case(lambda code: AddStep(code, 1, Track.POLICE, "investigation", date(2026, 11, 20), ""))
    ],
    "end_service": [Tried(a_running_service)],
    "raise_flag": [on_case(lambda code: RaiseFlag(code, FlagKind.MEDICAL, date(2026, 11, 20), ""))],
    "refer_case": [on_case(lambda code: ReferCase(code, "dinsos", "Pendampingan."))],
    "answer_referral": [Tried(a_referral)],
    "close_release": [on_case(lambda _code: CloseRelease(date(2026, 10, 31)))],
    "set_stage_limit": [fixed(SetStageLimit(Track.POLICE, "trial", 90.0, "Pasal contoh", date(2026, 1, 1)))],
}
