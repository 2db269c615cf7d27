"""Commands about deliveries, with a line entered for each kind of file."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from db.commands.ledger import Ledger
from db.models import Agency, Base, CaseRecord, FileDraft, ImportBatch, PublishedFigure, User, VillageTeam
from domain.access.agencies import AgencyKind, AgencyLevel
from domain.access.permissions import Actor, Permission, Role
from domain.imports.kinds import ImportKind
from domain.imports.life import ImportState
from domain.imports.requests import (
    AnswerQuestions,
    DecideDoubts,
    DiscardBatch,
    KeepReading,
    ReceiveFile,
    StoreAccounts,
    StoreBatch,
    UndoBatch,
)
from tests import factories
from tests.db.tried.model import LONGER, REASON, Tried, _explained, _longer_than_known, fixed
from tests.factories import MORNING

_ALSO = frozenset({Permission.KEEP_CASES, Permission.PUBLISH_FIGURES})


_ASKED = ["mark:-", "Nol atau belum ada laporan?", 1, [["zero", "nol"]]]


_DOUBT = ["fraction", "Data", "D8", "Banyaknya orang tidak mungkin pecahan.", ["18"], True]


def on_delivery(
    request: Callable[[ImportBatch], object],
    kind: ImportKind = ImportKind.CASES,
    state: ImportState = ImportState.WAITING,
) -> Tried:
    def make(session: Session, by: Actor) -> object:
        by = replace(by, granted=_ALSO)
        batch = factories.delivery(
            session,
            by,
            kind,
            state=state,
            records=[factories.delivered_case(1)] if kind is ImportKind.CASES else [],
            counts=[factories.delivered_count("D9", 3)] if kind is not ImportKind.CASES else [],
            questions=[_ASKED],
            doubts=[_DOUBT],
        )
        return request(batch)

    return Tried(make, also=_ALSO)


def a_delivery_that_grows_a_conflict(session: Session, by: Actor) -> object:
    _explained(session, "procedural_placement-53-2024")
    span = [str(day) for day in (LONGER.period_start, LONGER.period_end)]
    said = ["Data", "D8", "procedural_placement", "", "", "53", *span, "value", 900]
    batch = factories.delivery(session, replace(by, granted=_ALSO), ImportKind.PLACEMENTS, counts=[said])
    return StoreBatch(batch.id, batch.version)


def a_delivery_that_grew_a_conflict(session: Session, by: Actor) -> object:
    batch = factories.delivery(session, by, ImportKind.PLACEMENTS, state=ImportState.STORED)
    ledger = Ledger(session, batch.id)
    ledger.made(PublishedFigure, [_longer_than_known(session).id])
    ledger.close()
    return UndoBatch(batch.id, REASON)


def new_accounts(session: Session, by: Actor) -> object:
    told = {"username": "uji.baru", "role": "agency", "agency": "dpmd", "function": "Penghubung 9"}
    batch = factories.delivery(session, by, ImportKind.ACCOUNTS, records=[["Data", 2, told, {}]])
    return StoreAccounts(batch.id, batch.version)


def entering(kind: ImportKind, agency: str, permission: Permission, /, **told: Any) -> Tried:
    """A delivery of one line that goes through the command of another screen, with its own record."""

    def make(session: Session, by: Actor) -> object:
        batch = factories.delivery(session, by, kind, records=[["Data", 2, told, {}]])
        return StoreBatch(batch.id, batch.version)

    return Tried(make, agency, frozenset({permission}), records=2)


ENTERED: list[Tried] = [
    entering(ImportKind.VILLAGE_TEAMS, "dpmd", Permission.REPORT_SERVICES, region="53.21.01.2001", members=5),
    entering(ImportKind.COMMITMENTS, "setda", Permission.FORM_COMMITMENTS, title="Edukasi migrasi"),
    entering(
        ImportKind.AGENCIES,
        "diskominfo",
        Permission.MANAGE_AGENCIES,
        name="Kepolisian Resor Uji",
        short_name="Polres Uji",
        kind="police",
        level="regency",
        may_own_tasks="yes",
    ),
]


def rows_of(session: Session, by: Actor) -> list[Base]:
    """One of each that went through the command of another screen."""
    agency = factories.agency_id(session, "dpmd")
    return [
        VillageTeam(
            village_code="53.21.01.2001",
            members=5,
            agency_id=agency,
            recorder_id=by.user_id,
            recorded_at=MORNING,
        ),
        FileDraft(title="Edukasi migrasi", source="Setda NTT", drafted_at=MORNING),
        User(
            username="uji.kirim",
            display_name="Penghubung",
            role=Role.AGENCY,
            agency_id=agency,
            password_hash="",
            created_at=MORNING,
        ),
        Agency(
            code="uji-kirim",
            name="Kantor Uji Kirim",
            short_name="Uji Kirim",
            kind=AgencyKind.POLICE,
            level=AgencyLevel.REGENCY,
            mandate="",
        ),
    ]


def a_stored_delivery(kind: ImportKind) -> Tried:
    def make(session: Session, by: Actor) -> object:
        batch = factories.delivery(session, by, kind, state=ImportState.STORED)
        ledger = Ledger(session, batch.id)
        if kind is ImportKind.CASES:
            ledger.made(CaseRecord, [factories.case(session).id])
            with ledger.watching():
                session.add_all(rows_of(session, by))
        else:
            figure = PublishedFigure(
                code="A-900",
                indicator_code="procedural_placement",
                region_code="53.21",
                period_start=date(2026, 9, 1),
                period_end=date(2026, 9, 30),
                value=3,
                unit="orang",
                source_code="SEED",
            )
            session.add(figure)
            session.flush()
            ledger.made(PublishedFigure, [figure.id])
        ledger.close()
        return UndoBatch(batch.id, REASON)

    return Tried(make, also=_ALSO)


IMPORTS: dict[str, list[Tried]] = {
    "receive_file": [
        replace(fixed(ReceiveFile(ImportKind.CASES, "polda-ntt", "Data.xlsx", "0" * 64, 10)), also=_ALSO)
    ],
    "keep_reading": [
        on_delivery(lambda batch: KeepReading(batch.id, factories.reading_of()), state=ImportState.READING)
    ],
    "answer_questions": [
        on_delivery(lambda batch: AnswerQuestions(batch.id, batch.version, {"mark:-": "zero"}))
    ],
    "decide_doubts": [on_delivery(lambda batch: DecideDoubts(batch.id, batch.version, {"Data!D8": "18"}))],
    "store_batch": [
        on_delivery(lambda batch: StoreBatch(batch.id, batch.version), kind)
        for kind in (ImportKind.CASES, ImportKind.PLACEMENTS)
    ]
    + [Tried(a_delivery_that_grows_a_conflict, also=_ALSO), *ENTERED],
    "store_accounts": [Tried(new_accounts, records=2)],
    "undo_batch": [
        *(a_stored_delivery(kind) for kind in (ImportKind.CASES, ImportKind.PLACEMENTS)),
        Tried(a_delivery_that_grew_a_conflict, also=_ALSO),
    ],
    "discard_batch": [on_delivery(lambda batch: DiscardBatch(batch.id, batch.version))],
}
