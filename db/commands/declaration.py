"""The register of decisions: events, what was said there, and what the law asks of each kabupaten."""

from datetime import date

from sqlalchemy import func, select

from db.acting import Act
from db.command import command
from db.commands.rows import find
from db.commands.sources import source_at
from db.models import DecisionEvent, DutyFinding, Pillar, Region, Statement
from db.subjects import Subject
from domain.access.errors import NotFound, chosen, refuse_too_long
from domain.access.events import Event
from domain.access.permissions import Permission
from domain.access.screening import refuse_identity
from domain.commitments.declaration import (
    DecisionEventKind,
    check_event,
    check_finding,
    check_source,
    check_statement,
)
from domain.commitments.requests import AddDecisionEvent, AddStatement, RecordDuty
from domain.places.regions import RegionLevel
from domain.time.calendar import local_time

_PREFIXES = {
    DecisionEventKind.DECLARATION: "DEK",
    DecisionEventKind.COORDINATION_MEETING: "RAKOR",
    DecisionEventKind.STATEMENT_TO_PRESS: "PERS",
}


@command(Permission.REGISTER_DECISIONS, Subject.DECLARATION, Subject.FIGURES)
def add_decision_event(act: Act, asked: AddDecisionEvent) -> str:
    """Another occasion on which promises were made, with the page or letter that says so."""
    refuse_identity(
        {
            "Judul": asked.title,
            "Tempat": asked.place,
            "Uraian": asked.description,
            "Sumber": asked.source_name,
            "Tautan": asked.source_url,
        }
    )
    refuse_too_long(
        {
            "Judul": (asked.title, 200),
            "Tempat": (asked.place, 120),
            "Uraian": (asked.description, 2_000),
            "Sumber": (asked.source_name, 120),
        }
    )
    held_on = check_event(title=asked.title, held_on=asked.held_on, on=local_time(act.now).date())
    kind = chosen("Jenis", asked.kind)
    event = act.add(
        DecisionEvent(
            code=_event_code(act, kind, held_on),
            title=asked.title.strip(),
            kind=kind,
            held_on=held_on,
            place=asked.place.strip(),
            description=asked.description.strip(),
            source_code=_source(act, asked.source_name, asked.source_url),
        )
    )
    act.record(
        Event.DECISION_EVENT_ADDED,
        "decision_event",
        event.code,
        after={"title": event.title, "held_on": event.held_on, "source": asked.source_name.strip()},
    )
    return event.code


@command(Permission.REGISTER_DECISIONS, Subject.DECLARATION, Subject.FIGURES)
def add_statement(act: Act, asked: AddStatement) -> str:
    """A phrase as it was said; it stays a statement until it passes the verifiability check."""
    refuse_identity(
        {
            "Pernyataan": asked.text,
            "Penutur": asked.speaker,
            "Sumber": asked.source_name,
            "Tautan": asked.source_url,
        }
    )
    refuse_too_long(
        {
            "Pernyataan": (asked.text, 2_000),
            "Penutur": (asked.speaker, 80),
            "Sumber": (asked.source_name, 120),
        }
    )
    check_statement(text=asked.text, speaker=asked.speaker)
    event = find(act, DecisionEvent, chosen("Peristiwa", asked.event_code))
    pillar = find(act, Pillar, asked.pillar_code) if asked.pillar_code else None
    last = act.session.scalar(select(func.max(Statement.position)).where(Statement.event_id == event.id))
    statement = act.add(
        Statement(
            code=_statement_code(act),
            event_id=event.id,
            position=(last or 0) + 1,
            kind=chosen("Jenis", asked.kind),
            text=asked.text.strip(),
            speaker=asked.speaker.strip(),
            basis=chosen("Dasar", asked.basis),
            pillar_code=pillar.code if pillar else None,
            source_code=_source(act, asked.source_name, asked.source_url),
        )
    )
    act.record(
        Event.STATEMENT_ADDED,
        "statement",
        statement.code,
        after={"event": event.code, "text": statement.text, "source": asked.source_name.strip()},
    )
    return statement.code


@command(Permission.RECORD_DUTIES, Subject.DECLARATION)
def record_duty(act: Act, asked: RecordDuty) -> int:
    """What was found about one duty of one kabupaten; earlier findings stay below it."""
    refuse_identity({"Nomor": asked.reference, "Sumber": asked.source, "Tautan": asked.link})
    refuse_too_long({"Nomor": (asked.reference, 200), "Sumber": (asked.source, 160)})
    region = act.session.get(Region, chosen("Kabupaten/kota", asked.region_code))
    duty, state = chosen("Kewajiban", asked.duty), chosen("Keadaan", asked.state)
    if region is None or region.level is not RegionLevel.REGENCY:
        raise NotFound("Kabupaten/kota itu tidak dikenal. Pilih dari daftar.")
    check_finding(
        state,
        reference=asked.reference,
        link=asked.link,
        dated_on=asked.dated_on,
        source=asked.source,
        on=local_time(act.now).date(),
    )
    finding = act.add(
        DutyFinding(
            region_code=region.code,
            duty=duty,
            state=state,
            reference=asked.reference.strip(),
            link=asked.link.strip(),
            dated_on=asked.dated_on,
            source=asked.source.strip(),
            recorded_at=act.now,
            recorder_id=act.by.user_id,
            agency_id=act.by.agency_id,
            is_demo=act.by.is_demo,
        )
    )
    act.record(
        Event.DUTY_RECORDED,
        "region",
        region.code,
        after={
            "duty": finding.duty,
            "state": finding.state,
            "reference": finding.reference,
            "link": finding.link,
            "dated_on": finding.dated_on,
            "source": finding.source,
        },
    )
    return finding.id


def _event_code(act: Act, kind: DecisionEventKind, held_on: date) -> str:
    stem = f"{_PREFIXES[kind]}-{held_on.year}"
    taken = set(act.session.scalars(select(DecisionEvent.code).where(DecisionEvent.code.like(f"{stem}%"))))
    number = 1
    code = stem
    while code in taken:
        number += 1
        code = f"{stem}-{number}"
    return code


def _statement_code(act: Act) -> str:
    numbers = [
        int(code[2:])
        for code in act.session.scalars(select(Statement.code).where(Statement.code.like("P-%")))
        if code[2:].isdigit()
    ]
    return f"P-{max(numbers, default=0) + 1:02d}"


def _source(act: Act, name: str, url: str) -> str:
    check_source(name, url)
    return source_at(act, name.strip(), url.strip())[0].code
