"""Letters: how offices write and are written to, between whom one goes, and what was recorded of it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from db.models import Agency, AgencyCorrespondence, AgencySignatory, Escalation, EscalationLetter, Task
from db.queries.tasks import TaskRow, task_of_escalation
from db.subjects import Subject, query
from domain.access.permissions import Scope
from domain.tasks.escalation import EscalationStep, Ladder
from domain.tasks.letters import (
    NOT_RECORDED,
    Correspondence,
    Letter,
    LetterMatter,
    Office,
    Sending,
    Signatory,
    number_key,
    read_letter,
    signing_to,
)
from domain.words.matrix import source


@dataclass(frozen=True)
class OfficeRow:
    """An agency as an office that writes and is written to."""

    id: int
    superior_id: int | None
    office: Office
    signatories: Mapping[EscalationStep, Signatory]


@query(Subject.AGENCIES, cached=True)
def offices(connection: Connection) -> Mapping[str, OfficeRow]:
    """Every agency by its code, in the order of their names."""
    signed: dict[int, dict[EscalationStep, Signatory]] = {}
    for agency_id, step, title, on_behalf in connection.execute(
        select(
            AgencySignatory.agency_id, AgencySignatory.step, AgencySignatory.title, AgencySignatory.on_behalf
        )
    ):
        signed.setdefault(agency_id, {})[step] = Signatory(title, on_behalf)
    known = AgencyCorrespondence
    rows = connection.execute(
        select(
            Agency.id,
            Agency.superior_id,
            Agency.code,
            Agency.short_name,
            known.agency_id,
            known.head,
            known.address,
            known.letterhead,
            known.town,
        )
        .outerjoin(known, known.agency_id == Agency.id)
        .order_by(Agency.short_name)
    )
    return {
        row.code: OfficeRow(
            row.id,
            row.superior_id,
            Office(
                row.code,
                row.short_name,
                Correspondence(row.head, row.address, row.letterhead, row.town)
                if row.agency_id
                else NOT_RECORDED,
            ),
            signed.get(row.id, {}),
        )
        for row in rows
    }


def sending(
    known: Mapping[str, OfficeRow],
    *,
    sender_id: int,
    owner_id: int,
    proposer_id: int,
    step: EscalationStep,
    also: Sequence[str] = (),
) -> Sending:
    """A reminder goes to the owner, an escalation to its superior; each is copied to the other.

    The proposer gets a copy where somebody else writes, and ``also`` are the agencies that were chosen.
    """
    by_id = {row.id: row for row in known.values()}
    sender, owner = by_id[sender_id], by_id[owner_id]
    superior = by_id[owner.superior_id] if owner.superior_id else None
    to = superior if step is EscalationStep.SUPERIOR and superior else owner
    copied = [row for row in (owner, superior, by_id[proposer_id]) if row is not None]
    copied += [known[code] for code in also]
    copies = {row.id: row.office for row in copied if row.id not in {to.id, sender.id}}
    signatory = signing_to(sender.signatories.get(step), to.office)
    return Sending(sender.office, to.office, tuple(copies.values()), signatory)


def matter_of(row: TaskRow, found: Ladder, step: EscalationStep) -> LetterMatter:
    """What the letter of a step is about."""
    return LetterMatter(
        step=step,
        cause=found.cause,
        missed_on=found.missed_on,
        task=row.code,
        title=row.title,
        output=row.output,
        owner=row.owner,
        source=source(row),
        reason=row.reason,
        due_on=row.due_on,
        task_class=row.task_class,
        is_secret=row.is_secret,
        is_sample=row.is_demo,
    )


@dataclass(frozen=True)
class NumberHolder:
    """The letter that already has a number."""

    task: str
    number: str


def number_holder(connection: Connection, agency_id: int, year: int, number: str) -> NumberHolder | None:
    row = connection.execute(
        select(Task.code, Escalation.letter_number)
        .join(Escalation, Escalation.task_id == Task.id)
        .join(EscalationLetter, EscalationLetter.escalation_id == Escalation.id)
        .where(
            EscalationLetter.agency_id == agency_id,
            EscalationLetter.year == year,
            EscalationLetter.number_key == number_key(number),
        )
    ).one_or_none()
    return NumberHolder(*row) if row else None


@query(
    Subject.PLACES,
    Subject.AGENCIES,
    Subject.COMMITMENTS,
    Subject.TASKS,
    Subject.MEETINGS,
    Subject.CASES,
)
def letter_of(connection: Connection, escalation_id: int, *, scope: Scope) -> Letter | None:
    """As it was recorded; None where there is none, or its words are not this reader's."""
    task = task_of_escalation(connection, escalation_id, scope=scope)
    if task is None or not any(each.id == escalation_id and each.has_letter for each in task.escalations):
        return None
    content = connection.execute(
        select(EscalationLetter.content).where(EscalationLetter.escalation_id == escalation_id)
    ).scalar_one()
    return read_letter(json.loads(content))
