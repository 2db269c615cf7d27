"""The register of decisions: events, what was said there, and what the law asks of each kabupaten."""

from datetime import date

from sqlalchemy import Engine, func, select

from db.acting import Act, acting
from db.models import DecisionEvent, DutyFinding, Pillar, Region, Source, Statement
from domain.access.errors import NotFound, refuse_too_long
from domain.access.events import Event
from domain.access.permissions import Actor, Permission
from domain.access.screening import refuse_identity
from domain.commitments.declaration import (
    DecisionEventKind,
    DutyState,
    RegencyDuty,
    StatementBasis,
    StatementKind,
    check_event,
    check_finding,
    check_source,
    check_statement,
)
from domain.places.regions import RegionLevel
from domain.time.calendar import Clock, to_wita

_PREFIXES = {
    DecisionEventKind.DECLARATION: "DEK",
    DecisionEventKind.COORDINATION_MEETING: "RAKOR",
    DecisionEventKind.STATEMENT_TO_PRESS: "PERS",
}


def add_decision_event(
    engine: Engine,
    *,
    by: Actor,
    title: str,
    kind: DecisionEventKind,
    held_on: date,
    place: str,
    description: str,
    source_name: str,
    source_url: str,
    clock: Clock,
    screen: str = "",
    once: str | None = None,
) -> str:
    """Another occasion on which promises were made, with the page or letter that says so."""
    with acting(engine, by, Permission.REGISTER_DECISIONS, clock=clock, screen=screen, once=once) as act:
        if act.earlier is not None:
            return act.earlier
        refuse_identity(
            {
                "Judul": title,
                "Tempat": place,
                "Uraian": description,
                "Sumber": source_name,
                "Tautan": source_url,
            }
        )
        refuse_too_long({"Judul": (title, 200), "Tempat": (place, 120), "Sumber": (source_name, 120)})
        check_event(title=title, held_on=held_on, on=to_wita(act.now).date())
        event = act.add(
            DecisionEvent(
                code=_event_code(act, kind, held_on),
                title=title.strip(),
                kind=kind,
                held_on=held_on,
                place=place.strip(),
                description=description.strip(),
                source_code=_source(act, source_name, source_url),
            )
        )
        act.record(
            Event.DECISION_EVENT_ADDED,
            "decision_event",
            event.code,
            after={"title": event.title, "held_on": held_on, "source": source_name.strip()},
        )
        act.result = event.code
        return event.code


def add_statement(
    engine: Engine,
    *,
    by: Actor,
    event_code: str,
    kind: StatementKind,
    text: str,
    speaker: str,
    basis: StatementBasis,
    pillar_code: str = "",
    source_name: str,
    source_url: str,
    clock: Clock,
    screen: str = "",
    once: str | None = None,
) -> str:
    """A phrase as it was said; it stays a statement until it passes the gate."""
    with acting(engine, by, Permission.REGISTER_DECISIONS, clock=clock, screen=screen, once=once) as act:
        if act.earlier is not None:
            return act.earlier
        refuse_identity({"Pernyataan": text, "Penutur": speaker, "Sumber": source_name, "Tautan": source_url})
        refuse_too_long({"Penutur": (speaker, 80), "Sumber": (source_name, 120)})
        check_statement(text=text, speaker=speaker)
        event = act.session.scalar(select(DecisionEvent).where(DecisionEvent.code == event_code))
        if event is None:
            raise NotFound("Peristiwa itu tidak ada. Pilih dari daftar, atau catat peristiwanya dahulu.")
        if pillar_code and act.session.get(Pillar, pillar_code) is None:
            raise NotFound("Pilar itu tidak dikenal. Pilih dari daftar.")
        last = act.session.scalar(select(func.max(Statement.position)).where(Statement.event_id == event.id))
        statement = act.add(
            Statement(
                code=_statement_code(act),
                event_id=event.id,
                position=(last or 0) + 1,
                kind=kind,
                text=text.strip(),
                speaker=speaker.strip(),
                basis=basis,
                pillar_code=pillar_code or None,
                source_code=_source(act, source_name, source_url),
            )
        )
        act.record(
            Event.STATEMENT_ADDED,
            "statement",
            statement.code,
            after={"event": event.code, "text": statement.text, "source": source_name.strip()},
        )
        act.result = statement.code
        return statement.code


def record_duty(
    engine: Engine,
    *,
    by: Actor,
    region_code: str,
    duty: RegencyDuty,
    state: DutyState,
    reference: str,
    link: str,
    dated_on: date | None,
    source: str,
    clock: Clock,
    screen: str = "",
    once: str | None = None,
) -> str:
    """What was found about one duty of one kabupaten; earlier findings stay below it."""
    with acting(engine, by, Permission.RECORD_DUTIES, clock=clock, screen=screen, once=once) as act:
        if act.earlier is not None:
            return act.earlier
        refuse_identity({"Nomor": reference, "Sumber": source, "Tautan": link})
        refuse_too_long({"Nomor": (reference, 200), "Sumber": (source, 160)})
        region = act.session.get(Region, region_code)
        if region is None or region.level is not RegionLevel.REGENCY:
            raise NotFound("Kabupaten/kota itu tidak dikenal. Pilih dari daftar.")
        check_finding(
            state,
            reference=reference,
            link=link,
            dated_on=dated_on,
            source=source,
            on=to_wita(act.now).date(),
        )
        finding = act.add(
            DutyFinding(
                region_code=region_code,
                duty=duty,
                state=state,
                reference=reference.strip(),
                link=link.strip(),
                dated_on=dated_on,
                source=source.strip(),
                recorded_at=act.now,
                recorder_id=by.user_id,
                agency_id=by.agency_id,
                is_demo=by.is_demo,
            )
        )
        act.record(
            Event.DUTY_RECORDED,
            "region",
            region_code,
            after={
                "duty": duty,
                "state": state,
                "reference": finding.reference,
                "link": finding.link,
                "dated_on": dated_on,
                "source": finding.source,
            },
        )
        act.result = finding.id
        return str(finding.id)


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
    """The source of that address or name; one that is known is not entered twice."""
    check_source(name, url)
    known = act.session.scalar(
        select(Source.code).where(Source.url == url.strip(), Source.name == name.strip()).limit(1)
    )
    if known is not None:
        return known
    numbers = [
        int(code[1:])
        for code in act.session.scalars(select(Source.code).where(Source.code.like("T%")))
        if code[1:].isdigit()
    ]
    return act.add(Source(code=f"T{max(numbers, default=0) + 1}", name=name.strip(), url=url.strip())).code
