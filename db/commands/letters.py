"""How offices write and are written to: kept by the secretariat, by office and title."""

from collections.abc import Mapping

from sqlalchemy import delete

from db.acting import Act
from db.command import command
from db.commands.rows import standing_agency
from db.models import AgencyCorrespondence, AgencySignatory
from db.queries.letters import OfficeRow, offices
from db.subjects import Subject
from domain.access.errors import RuleBroken
from domain.access.events import Event
from domain.access.permissions import Permission
from domain.access.screening import refuse_identity
from domain.tasks.escalation import EscalationStep
from domain.tasks.letters import BY_LETTER, Correspondence, Signatory, check_correspondence
from domain.tasks.requests import KeepCorrespondence
from domain.words import letters as words


@command(Permission.RECORD_LETTERS, Subject.AGENCIES)
def keep_correspondence(act: Act, asked: KeepCorrespondence) -> None:
    """Letters that were recorded before stay as they are."""
    agency = standing_agency(act, asked.agency_code)
    known = _tidied(asked.known)
    signatories = {
        step: Signatory(_line(each.title), _line(each.on_behalf))
        for step, each in asked.signatories.items()
        if step in BY_LETTER and (each.title.strip() or each.on_behalf.strip())
    }
    check_correspondence(known, signatories)
    refuse_identity(
        {
            "Jabatan yang dituju": known.head,
            "Alamat kantor": known.address,
            "Kop surat": known.letterhead,
            "Tempat surat": known.town,
            "Penanda tangan": "\n".join(f"{each.title}\n{each.on_behalf}" for each in signatories.values()),
        }
    )
    act.change(agency, seen=asked.seen)
    row = offices(act.session.connection())[agency.code]
    before, after = _said(row.office.known, row.signatories), _said(known, signatories)
    changed = sorted(name for name in after if before[name] != after[name])
    if not changed:
        raise RuleBroken("Tidak ada yang berubah. Ubah isinya, lalu simpan.")
    _write(act, row, known)
    act.session.execute(delete(AgencySignatory).where(AgencySignatory.agency_id == agency.id))
    for step, each in signatories.items():
        act.add(AgencySignatory(agency_id=agency.id, step=step, title=each.title, on_behalf=each.on_behalf))
    act.record(
        Event.CORRESPONDENCE_KEPT,
        "agency",
        agency.code,
        before={name: before[name] for name in changed},
        after={name: after[name] for name in changed},
    )


def _write(act: Act, row: OfficeRow, known: Correspondence) -> None:
    kept = act.session.get(AgencyCorrespondence, row.id)
    if kept is None:
        kept = act.add(AgencyCorrespondence(agency_id=row.id))
    kept.head, kept.address = known.head, known.address
    kept.letterhead, kept.town = known.letterhead, known.town


def _tidied(known: Correspondence) -> Correspondence:
    return Correspondence(
        _line(known.head), _lines(known.address), _lines(known.letterhead), _line(known.town)
    )


def _line(text: str) -> str:
    return " ".join(text.split())


def _lines(text: str) -> str:
    return "\n".join(line for each in text.splitlines() if (line := _line(each)))


def _said(known: Correspondence, signatories: Mapping[EscalationStep, Signatory]) -> dict[str, str]:
    signed = {f"signs_{step.value}": words.signed_by(signatories.get(step)) for step in BY_LETTER}
    return {
        "addressed_to": known.head,
        "address": known.address,
        "letterhead": known.letterhead,
        "town": known.town,
        **signed,
    }
