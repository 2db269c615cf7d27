"""Papers that were issued, as the trail has them."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from db.models import AuditRecord
from db.queries.audit import told_of
from db.queries.case_born import headline_is_for
from db.subjects import Subject, query
from domain.access.events import Event
from domain.access.permissions import Scope
from domain.papers.sealing import PaperKind, code_of, typed_code


@dataclass(frozen=True)
class IssuedPaper:
    """What stands on record of a paper; any reader of its kind may hold a copy against it."""

    code: str
    kind: PaperKind
    headline: str
    """Empty where it was made for a tier that is shown more than this reader."""
    revision: int
    issued_at: datetime
    """When it was issued first."""
    times: int
    is_whole: bool
    """Whether the records still are as they were written."""


@query(Subject.TRAIL)
def issued_paper(
    connection: Connection, code: str, *, scope: Scope, reader: int | None
) -> IssuedPaper | None:
    """The paper with this code; None when none was ever issued. Who took it himself is told all of it."""
    wanted = typed_code(code)
    told = [after for _, after in told_of(connection, Event.PAPER_ISSUED, "paper", [wanted])]
    if not told:
        return None
    of_this = (AuditRecord.event == Event.PAPER_ISSUED, AuditRecord.subject_id == wanted)
    first = connection.execute(select(func.min(AuditRecord.at)).where(*of_this)).scalar_one()
    own = select(AuditRecord.id).where(*of_this, AuditRecord.actor_id == reader).limit(1)
    is_own = reader is not None and connection.scalar(own) is not None
    said = told[0][0]
    is_told = is_own or any(headline_is_for(scope, after) for after, _ in told)
    return IssuedPaper(
        code=wanted,
        kind=PaperKind(said["kind"]),
        headline=said["headline"] if is_told else "",
        revision=said["revision"],
        issued_at=first,
        times=len(told),
        is_whole=all(fits and code_of(after["hash"]) == wanted for after, fits in told),
    )
