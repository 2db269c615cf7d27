"""Sample reports of services: fourteen places that spoke, eight that did not, village teams and outreach."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import select

from db.models import (
    Agency,
    ChainCount,
    DeskStatement,
    OutreachActivity,
    ServiceDesk,
    ServiceReport,
    SourceVillage,
    User,
    VillageTeam,
)
from db.seed.demo.sheet import Book, at, rows, working
from domain.access.agencies import AgencyKind
from domain.commitments.health import ReportState
from domain.services.chain import ChainStep
from domain.services.desks import DUE_DAY, DeskState, reported_month
from domain.services.outreach import OrganizerKind, OutreachKind
from domain.services.reports import LEADS_MIGRANT_CENTER, MIGRANT_CENTER
from domain.time.calendar import Month

SOURCE_LIST = "DATA CONTOH: daftar kantong desa untuk latihan"

_STATES = {
    "T": (DeskState.OPEN, True),
    "R": (DeskState.OPEN, False),
    "P": (DeskState.PLANNED, False),
    "A": (DeskState.ABSENT, False),
}

_OF_REGISTERED = {
    ChainStep.REGISTRATION: (1.0, 0.9, 0.015),
    ChainStep.DOCUMENTS: (0.9, 0.723, 0.233),
    ChainStep.TRAINING: (0.723, 0.636, 0.053),
    ChainStep.HEALTH_CHECK: (0.636, 0.519, 0.022),
    ChainStep.PASSPORT: (0.519, 0.476, 0.172),
    ChainStep.SOCIAL_SECURITY: (0.476, 0.459, 0.0),
    ChainStep.ORIENTATION: (0.459, 0.444, 0.007),
}
"""Of all who registered: those who came to a step, went on from it, and are held back there."""
_DEPARTED, _VISITS = 0.444, 3


class _Cast:
    def __init__(self, book: Book) -> None:
        self.book = book
        accounts = {user.username: user for user in book.session.execute(select(User)).scalars()}
        self.inspector, self.secretariat = accounts["inspektorat"], accounts["sekretariat"]
        self.by_agency = {user.agency_id: user.id for user in accounts.values()}
        self.governments = {
            agency.region_code: agency.id
            for agency in book.session.execute(select(Agency)).scalars()
            if agency.kind is AgencyKind.REGENCY_GOVERNMENT
        }

    def agency_of(self, region_code: str) -> int:
        if region_code == MIGRANT_CENTER:
            return self.book.agencies[LEADS_MIGRANT_CENTER]
        return self.governments[region_code]

    def reporter_of(self, agency_id: int) -> int:
        """Its own account; else the secretariat, which typed what came by letter."""
        return self.by_agency.get(agency_id, self.secretariat.id)

    def past(self, moment: datetime) -> datetime:
        return min(moment, self.book.now)


def load(book: Book) -> None:
    cast = _Cast(book)
    desks = book.session.execute(select(ServiceDesk.code).order_by(ServiceDesk.position)).scalars().all()
    for number, row in enumerate(rows("desks.csv"), start=1):
        report = _report(cast, row)
        for desk, letter in zip(desks, row["desks"], strict=True):
            if letter in _STATES:
                book.session.add(_desk(report, desk, letter, row, number))
        if row["registered"]:
            book.session.add_all(_chain(report, int(row["registered"])))
    _source_villages(cast)
    _teams(cast)
    _outreach(cast)
    book.session.flush()


def _report(cast: _Cast, row: Mapping[str, str]) -> ServiceReport:
    month = reported_month(cast.book.on).shift(int(row["month"]))
    agency, state = cast.agency_of(row["region_code"]), ReportState(row["state"])
    sent = cast.past(at(working(month.shift(1).starts_on + timedelta(days=DUE_DAY - 3)), 10))
    judged = state in (ReportState.VERIFIED, ReportState.RETURNED)
    report = ServiceReport(
        region_code=row["region_code"],
        month=month.starts_on,
        agency_id=agency,
        reporter_id=cast.reporter_of(agency),
        state=state,
        submitted_at=sent,
        verifier_id=cast.inspector.id if judged else None,
        verifier_agency_id=cast.inspector.agency_id if judged else None,
        decided_at=cast.past(sent + timedelta(days=4)) if judged else None,
        verdict_notes=(
            "Contoh: foto meja belum dilampirkan; kirim lagi dengan berita acara."
            if state is ReportState.RETURNED
            else ""
        ),
        version=2 if judged else 1,
        is_demo=True,
    )
    cast.book.session.add(report)
    cast.book.session.flush()
    return report


def _desk(
    report: ServiceReport, desk: str, letter: str, row: Mapping[str, str], number: int
) -> DeskStatement:
    state, proven = _STATES[letter]
    is_open = state is DeskState.OPEN
    month = Month.containing(report.month)
    registered = int(row["registered"] or 0)
    return DeskStatement(
        report_id=report.id,
        desk_code=desk,
        state=state,
        days_open=min(12 + (number + len(desk)) % 10, 22) if is_open else None,
        served=(registered * (3 + len(desk) % 4)) // 4 + 2 if is_open else None,
        days_per_document=float(2 + (number + len(desk)) % 6) if is_open else None,
        proof=f"CONTOH/BA/{number}-{desk[:3].upper()}" if is_open else "",
        proof_on=month.ends_on - timedelta(days=number % 9) if is_open else None,
        is_proven=proven,
    )


def _chain(report: ServiceReport, registered: int) -> list[ChainCount]:
    ends = [
        ChainCount(report_id=report.id, step=ChainStep.INFORMATION, entered=registered * _VISITS),
        ChainCount(report_id=report.id, step=ChainStep.DEPARTURE, entered=round(registered * _DEPARTED)),
    ]
    return [
        ends[0],
        *(
            ChainCount(
                report_id=report.id,
                step=step,
                entered=round(registered * entered),
                moved_on=round(registered * moved_on),
                held_back=round(registered * held_back),
            )
            for step, (entered, moved_on, held_back) in _OF_REGISTERED.items()
        ),
        ends[1],
    ]


def _source_villages(cast: _Cast) -> None:
    """As an invented list names them; the villages are real, that they are on such a list is not."""
    book = cast.book
    for row in rows("source_villages.csv"):
        agency = cast.governments[row["village_code"][:5]]
        book.session.add(
            SourceVillage(
                village_code=row["village_code"],
                source=SOURCE_LIST,
                dated_on=book.day(-60),
                agency_id=agency,
                recorder_id=cast.reporter_of(agency),
                recorded_at=at(book.working_day(-40), 10),
                is_demo=True,
            )
        )


def _teams(cast: _Cast) -> None:
    book = cast.book
    for row in rows("teams.csv"):
        agency = cast.governments[row["village_code"][:5]]
        verified = bool(row["verified"])
        book.session.add(
            VillageTeam(
                village_code=row["village_code"],
                decree=row["decree"],
                decreed_on=book.day(int(row["decreed"])) if row["decreed"] else None,
                members=int(row["members"]) if row["members"] else None,
                last_report_on=book.day(int(row["last_report"])) if row["last_report"] else None,
                agency_id=agency,
                recorder_id=cast.reporter_of(agency),
                recorded_at=at(book.working_day(-20), 9),
                verifier_id=cast.inspector.id if verified else None,
                verifier_agency_id=cast.inspector.agency_id if verified else None,
                verified_at=at(book.working_day(-14), 15) if verified else None,
                is_demo=True,
            )
        )


def _outreach(cast: _Cast) -> None:
    book = cast.book
    for number, row in enumerate(rows("outreach.csv"), start=1):
        agency = cast.governments[row["region_code"]]
        verified = bool(row["verified"])
        held = book.day(int(row["held"]))
        book.session.add(
            OutreachActivity(
                region_code=row["region_code"],
                place=row["place"],
                held_on=held,
                kind=OutreachKind(row["kind"]),
                organizer_kind=OrganizerKind(row["organizer_kind"]),
                organizer=row["organizer"],
                reach=int(row["reach"]),
                proof=f"CONTOH/DH/{number}",
                agency_id=agency,
                recorder_id=cast.reporter_of(agency),
                recorded_at=cast.past(at(working(held + timedelta(days=2)), 11)),
                verifier_id=cast.inspector.id if verified else None,
                verifier_agency_id=cast.inspector.agency_id if verified else None,
                verified_at=cast.past(at(working(held + timedelta(days=6)), 11)) if verified else None,
                is_demo=True,
            )
        )
