"""The report form that an address asks for, or why there is none of a commitment that is one's own."""

from dataclasses import dataclass
from datetime import date

from db.queries.commitments import OwnCommitment, commitments_of_agency
from db.queries.progress import ReportForm, report_form
from domain.access.permissions import Actor
from domain.commitments.due import ReportUrgency, next_duty
from views.ask import ask


@dataclass(frozen=True)
class AskedReport:
    """Without a form and without a reason it is not this reader's to report on."""

    form: ReportForm | None = None
    missing: str = ""


def asked_report(code: str, quarter: str, actor: Actor, on: date) -> AskedReport:
    """Of a commitment alone it is the checkpoint that is due next."""
    form = ask(report_form, commitment=code, quarter=quarter, by=actor) if quarter else None
    if form is not None:
        return AskedReport(form)
    held = next(
        (each for each in ask(commitments_of_agency, scope=actor.scope) if each.row.code == code), None
    )
    if held is None:
        return AskedReport()
    if quarter:
        return AskedReport(missing=f"{code} tidak punya titik kendali {quarter}")
    due, missing = _due_next(held, on)
    form = ask(report_form, commitment=code, quarter=due, by=actor) if due else None
    return AskedReport(form, missing)


def _due_next(held: OwnCommitment, on: date) -> tuple[str, str]:
    """The quarter, or why there is none."""
    duty = next_duty([point.to_report for point in held.checkpoints], on)
    if duty is None:
        return "", f"{held.row.code} belum punya titik kendali, jadi belum ada yang dapat dilaporkan"
    if duty.urgency is ReportUrgency.DONE:
        return "", f"Semua titik kendali {held.row.code} sudah lewat atau dinilai; tidak ada yang dilaporkan"
    return held.checkpoints[duty.point].quarter, ""
