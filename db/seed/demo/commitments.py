"""Sample commitments with their checkpoints, reports, evidence and verdicts."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from babel.dates import format_date
from sqlalchemy import insert, select

from db.models import (
    Checkpoint,
    Commitment,
    CommitmentSupport,
    Evidence,
    ProgressReport,
    Statement,
    User,
    Verdict,
)
from db.seed.demo.evidence import sample_file
from db.seed.demo.sheet import Book, at, rows, working
from domain.access.permissions import Role
from domain.commitments.health import EvidenceKind, ObstacleKind, ReportState, VerdictLevel
from domain.figures.figures import Polarity
from domain.time.calendar import Quarter
from domain.time.formats import LOCALE

_MEDIA = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "jpg": "image/jpeg",
}


def load(book: Book) -> None:
    commitments = _commitments(book)
    checkpoints = _checkpoints(book, commitments)
    _reports(book, commitments, checkpoints)


def _anchor(book: Book, due: str) -> Quarter:
    """The running quarter; for a promise with its own date, the last quarter closed before it."""
    if not due:
        return book.quarter
    return Quarter.containing(book.day(int(due) + 1)).shift(-1)


def _commitments(book: Book) -> dict[str, Commitment]:
    statements = book.numbers(Statement.code, Statement.id)
    offsets: dict[str, list[int]] = {}
    for row in rows("checkpoints.csv"):
        offsets.setdefault(row["commitment_code"], []).append(int(row["quarter"]))
    sheet = list(rows("commitments.csv"))
    commitments = {}
    for row in sheet:
        quarters = [_anchor(book, row["due"]).shift(offset) for offset in offsets[row["code"]]]
        commitments[row["code"]] = Commitment(
            code=row["code"],
            title=row["title"],
            statement_id=statements[row["statement_code"]],
            pillar_code=row["pillar_code"],
            owner_id=book.agency(row["owner_code"]),
            region_code=row["region_code"],
            output=row["output"],
            indicator=row["indicator"],
            unit=row["unit"],
            baseline=float(row["baseline"]),
            target=float(row["target"]),
            polarity=Polarity(row["polarity"]),
            starts_on=min(quarters).starts_on,
            due_on=book.day(int(row["due"])) if row["due"] else max(quarters).ends_on,
            formed_at=at(working(min(quarters).starts_on - timedelta(days=12)), 10),
            formed_by_id=book.agencies["setda"],
            is_demo=True,
        )
    book.session.add_all(commitments.values())
    book.session.flush()
    book.session.execute(
        insert(CommitmentSupport),
        [
            {"commitment_id": commitments[row["code"]].id, "agency_id": book.agencies[code]}
            for row in sheet
            for code in row["supports"].split()
        ],
    )
    return commitments


def _checkpoints(book: Book, commitments: dict[str, Commitment]) -> dict[tuple[str, str], Checkpoint]:
    due = {row["code"]: row["due"] for row in rows("commitments.csv")}
    checkpoints = {}
    for row in rows("checkpoints.csv"):
        code = row["commitment_code"]
        quarter = _anchor(book, due[code]).shift(int(row["quarter"]))
        checkpoints[code, row["quarter"]] = Checkpoint(
            commitment_id=commitments[code].id,
            quarter=quarter.key,
            due_on=quarter.ends_on,
            measure=row["measure"],
            required_evidence=row["required_evidence"],
            target=float(row["target"]),
            unit=row["unit"],
            weight=float(row["weight"]),
        )
    book.session.add_all(checkpoints.values())
    book.session.flush()
    return checkpoints


@dataclass(frozen=True)
class _Dates:
    sent: date
    judged: date | None


_DAY = re.compile(r"(due|on)([+-]\d+)")
_LATEST_SENT, _LATEST_JUDGED = -9, -2


def _dates(book: Book, row: dict[str, str], due_on: date) -> _Dates:
    """When a report was sent and judged; both are past, even on the first day of a quarter."""
    sent = _day(book, row["sent"], due_on)
    if row["sent"].startswith("due"):
        sent = min(sent, book.day(_LATEST_SENT))
    if not row["judged"]:
        return _Dates(working(sent), None)
    judged = min(_day(book, row["judged"], due_on), book.day(_LATEST_JUDGED))
    return _Dates(working(sent), working(max(judged, sent + timedelta(days=3))))


def _day(book: Book, text: str, due_on: date) -> date:
    match = _DAY.fullmatch(text)
    if match is None:
        raise ValueError(text)
    return (due_on if match[1] == "due" else book.on) + timedelta(days=int(match[2]))


def _reports(
    book: Book,
    commitments: dict[str, Commitment],
    checkpoints: dict[tuple[str, str], Checkpoint],
) -> None:
    accounts = list(book.session.execute(select(User).order_by(User.id)).scalars())
    # The secretariat reports for Setda: the Governor's office comes first but does not report.
    reporters = {
        user.agency_id: user
        for user in accounts
        if user.role is Role.AGENCY or user.username == "sekretariat"
    }
    verifiers = {user.username: user for user in accounts if user.role is Role.VERIFIER}
    sheet = list(rows("reports.csv"))
    dates = [_dates(book, row, checkpoints[row["commitment_code"], row["quarter"]].due_on) for row in sheet]
    reports = []
    for number, (row, day) in enumerate(zip(sheet, dates, strict=True)):
        owner = commitments[row["commitment_code"]].owner_id
        assert owner is not None, row["commitment_code"]
        state = ReportState(row["state"])
        sent_at = at(day.sent, 8 + number * 5 % 8, number * 17 % 60)
        reports.append(
            ProgressReport(
                checkpoint_id=checkpoints[row["commitment_code"], row["quarter"]].id,
                agency_id=owner,
                reporter_id=reporters[owner].id,
                state=state,
                claimed_value=float(row["claimed"]),
                sentence=book.text(row["sentence"]),
                obstacle=ObstacleKind(row["obstacle"]) if row["obstacle"] else None,
                helper_id=book.agency(row["helper_code"]),
                written_at=sent_at - timedelta(minutes=6),
                submitted_at=None if state is ReportState.DRAFT else sent_at,
                is_demo=True,
            )
        )
    book.session.add_all(reports)
    book.session.flush()
    book.session.execute(
        insert(Evidence),
        [
            _evidence(book, report, item, checkpoints[row["commitment_code"], row["quarter"]].due_on)
            for row, report in zip(sheet, reports, strict=True)
            for item in filter(None, row["evidence"].split("|"))
        ],
    )
    book.session.execute(
        insert(Verdict),
        [
            {
                "report_id": report.id,
                "verifier_id": verifiers[row["verifier"]].id,
                "agency_id": verifiers[row["verifier"]].agency_id,
                "level": VerdictLevel(row["level"]),
                "verified_value": float(row["verified"]),
                "notes": book.text(row["notes"]),
                "decided_at": at(day.judged, 9 + report.id % 7, report.id * 13 % 60),
            }
            for row, report, day in zip(sheet, reports, dates, strict=True)
            if day.judged is not None
        ],
    )


def _evidence(book: Book, report: ProgressReport, item: str, due_on: date) -> dict[str, object]:
    """A small file that says what it is, kept in the store if there is one."""
    kind, title, media, _ = item.split(";")
    title = title.replace("{bulan}", format_date(due_on, "MMMM y", locale=LOCALE))
    content = sample_file(title, media)
    return {
        "report_id": report.id,
        "kind": EvidenceKind(kind),
        "title": title,
        "content_hash": book.keep(content),
        "media_type": _MEDIA[media],
        "size_bytes": len(content),
        "link": None,
    }
