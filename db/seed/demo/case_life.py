"""What officers did with a few of the sample cases: steps, flags, referrals, corrections and withdrawals.

Two more records were withdrawn, so that the counts are those of the other cases alone. The limits of
stages are examples and say so: the real ones are for Biro Hukum to fill in.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from db.commands.cases import add_cases
from db.models import (
    CaseChange,
    CaseFlag,
    CaseRecord,
    CaseReferral,
    CaseStageLimit,
    CaseStep,
)
from db.seed.demo.sheet import Book, at
from domain.figures.cases import (
    FlagKind,
    PoliceStage,
    ReferralState,
    RestitutionStage,
    ServiceStage,
    Stage,
    Track,
    Withdrawal,
)
from domain.time.working_days import add_working_days

Days = int
"""After the report of the case."""

_STEPS: dict[int, dict[Track, tuple[tuple[Stage, Days, Days | None], ...]]] = {
    331: {
        Track.POLICE: (
            (PoliceStage.REPORTED, 0, None),
            (PoliceStage.PRELIMINARY_INQUIRY, 3, None),
            (PoliceStage.INVESTIGATION, 20, None),
            (PoliceStage.FILE_SUBMITTED, 150, None),
            (PoliceStage.RETURNED_P19, 161, None),
            (PoliceStage.FILE_SUBMITTED, 187, None),
            (PoliceStage.RETURNED_P19, 254, None),
        ),
        Track.SERVICES: (
            (ServiceStage.IDENTIFICATION, 0, 1),
            (ServiceStage.SHELTER, 2, 50),
            (ServiceStage.PSYCHOSOCIAL_REHABILITATION, 12, None),
            (ServiceStage.LEGAL_AID, 30, None),
            (ServiceStage.HEALTH_REHABILITATION, 60, None),
        ),
        Track.RESTITUTION: (
            (RestitutionStage.APPLICATION, 100, None),
            (RestitutionStage.LPSK_CALCULATION, 120, None),
        ),
    },
    376: {
        Track.SERVICES: (
            (ServiceStage.IDENTIFICATION, 0, 2),
            (ServiceStage.REPATRIATION, 20, None),
        )
    },
    400: {
        Track.POLICE: ((PoliceStage.REPORTED, 0, None), (PoliceStage.PRELIMINARY_INQUIRY, 9, None)),
        Track.SERVICES: ((ServiceStage.IDENTIFICATION, 0, None),),
    },
    411: {
        Track.POLICE: ((PoliceStage.REPORTED, 0, None), (PoliceStage.PRELIMINARY_INQUIRY, 2, None)),
        Track.SERVICES: ((ServiceStage.IDENTIFICATION, 0, 0), (ServiceStage.SHELTER, 1, None)),
    },
}
_LIMITS = (
    (PoliceStage.FILE_SUBMITTED, 14),
    (PoliceStage.RETURNED_P19, 14),
)
_LIMIT_BASIS = "CONTOH: angka contoh, menunggu isian Biro Hukum"
_FLAGS = (
    (331, FlagKind.SUSPECT_AT_LARGE, 165, "Satu tersangka belum ditemukan."),
    (393, FlagKind.CHILD, 0, ""),
    (400, FlagKind.CHILD, 0, "Didampingi sejak hari lapor."),
)
_SUSPECTS = {331: 2, 400: 1, 411: 0}


@dataclass(frozen=True)
class _Referral:
    case: int
    to: str
    asked: str
    days_ago: int
    state: ReferralState = ReferralState.SENT
    answered_after: int = 0
    """In working days, as the time until it was done."""
    reason: str = ""
    letter: str = ""
    done_after: int = 0


_REFERRALS = (
    _Referral(
        331,
        "dinsos",
        "Reintegrasi dan pendampingan usaha di daerah asal.",
        116,
        ReferralState.REFUSED,
        5,
        "Pendamping tidak tersedia di kabupaten itu.",
    ),
    _Referral(
        331, "dp3ap2kb", "Reintegrasi dan pendampingan di daerah asal.", 106, ReferralState.ACCEPTED, 3
    ),
    _Referral(411, "dp3ap2kb", "Pendampingan psikososial selama di rumah aman.", 3),
    _Referral(
        400,
        "kp2mi-trc",
        "Penelusuran pemberi kerja di negara tujuan.",
        34,
        ReferralState.DONE,
        2,
        "Pemberi kerja ditemukan; berkas dikirim.",
        "CONTOH/TRC/11",
        9,
    ),
    _Referral(376, "dinsos", "Penjemputan dan biaya perjalanan ke daerah asal.", 10),
    _Referral(341, "bp3mi-ntt", "Pemeriksaan dokumen penempatan dan hak gaji.", 3),
)
_CORRECTIONS = (
    (400, "men", "2", "1", "Seorang ternyata saksi.", 5),
    (331, "suspects", "1", "2", "Satu tersangka lagi menurut berkas tahap I.", 151),
)


def load(book: Book) -> None:
    found = _cases(book)
    _write_steps(book, found)
    _write_flags(book, found)
    _write_referrals(book, found)
    _write_corrections(book, found)
    _withdraw(book, found)


def _cases(book: Book) -> dict[int, CaseRecord]:
    """By their running number."""
    return {int(case.code[4:]): case for case in book.session.scalars(select(CaseRecord))}


def _day(case: CaseRecord, after: Days) -> date:
    return case.reported_on + timedelta(days=after)


def _write_steps(book: Book, found: dict[int, CaseRecord]) -> None:
    for limited, days in _LIMITS:
        book.session.add(
            CaseStageLimit(
                track=Track.POLICE,
                stage=limited.value,
                days=days,
                basis=_LIMIT_BASIS,
                valid_from=book.day(-1_000),
                is_demo=True,
            )
        )
    for number, tracks in _STEPS.items():
        case = found[number]
        for track, steps in tracks.items():
            for stage, after, ended in steps:
                book.session.add(
                    CaseStep(
                        case_id=case.id,
                        track=track,
                        stage=stage.value,
                        started_on=_day(case, after),
                        ended_on=None if ended is None else _day(case, ended),
                        agency_id=case.agency_id,
                        recorded_at=at(_day(case, after), 10),
                        is_demo=True,
                    )
                )
    found[331].restitution_stage = RestitutionStage.LPSK_CALCULATION
    for number, suspects in _SUSPECTS.items():
        found[number].suspects = suspects
    book.session.flush()


def _write_flags(book: Book, found: dict[int, CaseRecord]) -> None:
    for number, kind, after, note in _FLAGS:
        case = found[number]
        book.session.add(
            CaseFlag(
                case_id=case.id,
                kind=kind,
                raised_on=_day(case, after),
                note=note,
                agency_id=case.agency_id,
                recorded_at=at(_day(case, after), 10),
                is_demo=True,
            )
        )


def _write_referrals(book: Book, found: dict[int, CaseRecord]) -> None:
    for each in _REFERRALS:
        sent_on = book.working_day(-each.days_ago)
        answered = add_working_days(sent_on, each.answered_after, ()) if each.answered_after else None
        done = add_working_days(sent_on, each.done_after, ()) if each.done_after else None
        case = found[each.case]
        book.session.add(
            CaseReferral(
                case_id=case.id,
                from_agency_id=case.agency_id,
                to_agency_id=book.agencies[each.to],
                asked=each.asked,
                state=each.state,
                sent_at=at(sent_on, 9),
                answered_at=at(answered, 14) if answered else None,
                reason=each.reason,
                letter=each.letter,
                done_at=at(done, 11) if done else None,
                version=1,
                is_demo=True,
            )
        )


def _write_corrections(book: Book, found: dict[int, CaseRecord]) -> None:
    for number, field, before, after, reason, days in _CORRECTIONS:
        case = found[number]
        book.session.add(
            CaseChange(
                case_id=case.id,
                at=at(_day(case, days), 11),
                agency_id=case.agency_id,
                reason=reason,
                before=json.dumps({field: before}),
                after=json.dumps({field: after}),
                is_demo=True,
            )
        )
        case.version += 1


def _withdraw(book: Book, found: dict[int, CaseRecord]) -> None:
    """One that another agency had entered as well, and one that never was a case."""
    withdrawn = list(_withdrawn(book, found))
    add_cases(book.session, [values for values, _why, _reason in withdrawn])
    there = _cases(book)
    for values, why, reason in withdrawn:
        case = there[int(str(values["code"])[4:])]
        twin = found[411] if why is Withdrawal.DOUBLE else None
        case.double_of_id = twin.id if twin else None
        said = f"Ditarik: rangkap dengan {twin.code}" if twin else "Ditarik: keliru"
        book.session.add(
            CaseChange(
                case_id=case.id,
                at=at(_day(case, 2), 15),
                agency_id=case.agency_id,
                reason=reason,
                before=json.dumps({"withdrawn_as": "dihitung"}),
                after=json.dumps({"withdrawn_as": said}),
                is_demo=True,
            )
        )


def _withdrawn(book: Book, found: dict[int, CaseRecord]) -> Iterator[tuple[dict[str, Any], Withdrawal, str]]:
    last = max(found)
    copied = (
        (411, "dp3ap2kb", Withdrawal.DOUBLE, "Laporan yang sama sudah dicatat Polda NTT."),
        (383, "bp3mi-ntt", Withdrawal.WRONG, "Konsultasi dokumen, bukan pengaduan."),
    )
    for offset, (number, agency, why, reason) in enumerate(copied, start=1):
        like = found[number]
        values: dict[str, Any] = {
            column.key: getattr(like, column.key)
            for column in CaseRecord.__table__.columns
            if column.key not in ("id", "restitution_stage", "double_of_id")
        }
        values |= {
            "code": f"K{like.reported_on:%y}-{last + offset:04d}",
            "agency_id": book.agencies[agency],
            "agency_reference": f"CONTOH-{last + offset:04d}",
            "withdrawn_as": why,
            "version": 2,
        }
        yield values, why, reason
