"""The forum's seats: handed on by day, ended, and put right where the newest was written wrongly."""

from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import or_, select

from db import merging
from db.acting import Act
from db.command import command
from db.commands.rows import find, standing_agency
from db.models import Agency, ForkopimdaSeat, Meeting
from db.queries.meetings import HELD_AT
from db.subjects import Subject
from domain.access.agencies import (
    LONGEST_AGENCY,
    Term,
    code_of,
    ended_by,
    is_changed_on,
    refuse_seat_days,
    refuse_second_seat,
)
from domain.access.errors import NotFound, RuleBroken, StaleData, refuse_too_long
from domain.access.events import Event
from domain.access.permissions import Permission
from domain.access.requests import ChangeSeat, CorrectSeat, EndSeat, SeatCard
from domain.access.screening import refuse_identity
from domain.meetings.life import MeetingState
from domain.tasks.proposals import check_text
from domain.time.calendar import local_time
from domain.time.formats import long_date

LONGEST_TITLE = 120


@command(Permission.MANAGE_AGENCIES, Subject.AGENCIES)
def change_seat(act: Act, asked: ChangeSeat) -> str:
    """Hand a seat on; open tasks and commitments stay with the office that holds them."""
    title, basis = check_text("Sebutan kursi", asked.title, longest=LONGEST_TITLE), asked.legal_basis.strip()
    refuse_too_long({"Dasar": (basis, LONGEST_AGENCY)})
    refuse_identity({"Sebutan kursi": title, "Dasar": basis})
    refuse_seat_days(local_time(act.now).date(), asked.starts_on)
    agency = standing_agency(act, asked.agency_code)
    _refuse_second_seat(act, agency, asked.position, asked.starts_on)
    held = act.session.execute(
        select(ForkopimdaSeat, Agency.short_name)
        .join(Agency, Agency.id == ForkopimdaSeat.agency_id)
        .where(ForkopimdaSeat.position == asked.position)
        .order_by(ForkopimdaSeat.id)
    ).all()
    if not held:
        raise NotFound("Kursi itu tidak ada. Pilih dari daftar kursi Forkopimda.")
    place = ended_by(asked.starts_on, [Term(name, row.valid_from, row.valid_to) for row, name in held])
    last, holder = held[place if place is not None else -1]
    if place is not None and (last.agency_id, last.title) == (agency.id, title):
        raise RuleBroken("Pemegang dan sebutannya sama seperti sekarang. Ubah salah satunya.")
    was = Term("" if place is None else _code_of(act, last), None, None)
    _refuse_closed_meetings(act, was, Term(agency.code, None, None), since=asked.starts_on)
    if place is not None:
        last.valid_to = asked.starts_on - timedelta(days=1)
    codes = frozenset(act.session.scalars(select(ForkopimdaSeat.code)))
    seat = act.add(
        ForkopimdaSeat(
            code=code_of(f"{agency.code} {asked.starts_on.year}", codes),
            title=title,
            agency_id=agency.id,
            basis=last.basis,
            position=asked.position,
            legal_basis=basis,
            valid_from=asked.starts_on,
        )
    )
    act.record(
        Event.SEAT_CHANGED,
        "seat",
        seat.code,
        before={"holder": holder, "title": last.title},
        after={"holder": agency.short_name, "title": title, "starts_on": asked.starts_on},
    )
    return seat.code


@command(Permission.MANAGE_AGENCIES, Subject.AGENCIES)
def end_seat(act: Act, asked: EndSeat) -> str:
    """End a seat without a successor: the holder is invited to no later meeting, and keeps what is owed."""
    basis = check_text("Dasar", asked.legal_basis, longest=LONGEST_AGENCY)
    refuse_identity({"Dasar": basis})
    today = local_time(act.now).date()
    if asked.ends_on is None:
        raise RuleBroken("Isi hari terakhir kursi itu dipegang.")
    refuse_seat_days(today, asked.ends_on)
    seat = act.session.scalar(
        select(ForkopimdaSeat).where(
            ForkopimdaSeat.position == asked.position, ForkopimdaSeat.valid_to.is_(None)
        )
    )
    if seat is None:
        raise NotFound(
            "Kursi itu tidak ada, atau sudah berakhir. Pilih dari daftar kursi Forkopimda; bila hari "
            "terakhirnya salah tulis, pakai “Perbaiki yang salah tulis”."
        )
    if seat.valid_from is not None and asked.ends_on < seat.valid_from:
        raise RuleBroken(
            f"Kursi itu dipegang sejak {long_date(seat.valid_from)}. Pilih hari yang tidak sebelumnya; bila "
            "hari mulainya salah tulis, betulkan dahulu dengan “Perbaiki yang salah tulis”."
        )
    was = Term(_code_of(act, seat), seat.valid_from, None)
    _refuse_closed_meetings(act, was, replace(was, ends_on=asked.ends_on))
    seat.valid_to = asked.ends_on
    act.record(
        Event.SEAT_ENDED,
        "seat",
        seat.code,
        before={"holder": act.session.get_one(Agency, seat.agency_id).short_name, "title": seat.title},
        after={"ends_on": asked.ends_on, "basis": basis},
    )
    return seat.title


@command(Permission.MANAGE_AGENCIES, Subject.AGENCIES)
def correct_seat(act: Act, asked: CorrectSeat) -> str:
    """What was written wrongly of a seat's newest term; whoever held it before holds it until the day before.

    Closed minutes keep who was called by the seats of their day: on such a day it stays as it is.
    """
    seat, card, reason = find(act, ForkopimdaSeat, asked.code), asked.card, check_text("Alasan", asked.reason)
    title = check_text("Sebutan kursi", card.title, longest=LONGEST_TITLE)
    card = replace(card, title=title, legal_basis=card.legal_basis.strip())
    refuse_too_long({"Dasar": (card.legal_basis, LONGEST_AGENCY)})
    refuse_identity({"Sebutan kursi": title, "Dasar": card.legal_basis, "Alasan": reason})
    stood = _card_of(act, seat)
    if stood != asked.seen:
        raise StaleData(
            "Kursi ini sudah diubah orang lain sejak Anda membukanya. Isian Anda tetap ada; lihat isi "
            "terbarunya, lalu putuskan mana yang dipakai."
        )
    if card == stood:
        raise RuleBroken("Tidak ada yang berubah. Ubah isinya, lalu simpan.")
    before = _term_before(act, seat)
    _refuse_days(act, card, stood, before)
    _refuse_closed_meetings(act, _term_of(stood), _term_of(card))
    agency = find(act, Agency, card.agency_code)
    if card.agency_code != stood.agency_code:
        agency = standing_agency(act, card.agency_code)
    _refuse_second_seat(act, agency, seat.position, card.starts_on, card.ends_on)
    was, now = _said(stood, act.session.get_one(Agency, seat.agency_id)), _said(card, agency)
    if before is not None and card.starts_on != stood.starts_on and _hands_on(before, stood):
        assert card.starts_on is not None  # refused above where somebody held it before
        was["previous_until"], before.valid_to = before.valid_to, card.starts_on - timedelta(days=1)
        now["previous_until"] = before.valid_to
    seat.agency_id, seat.title, seat.legal_basis = agency.id, title, card.legal_basis
    seat.valid_from, seat.valid_to = card.starts_on, card.ends_on
    changed = sorted(key for key in was if was[key] != now[key])
    act.record(
        Event.SEAT_CORRECTED,
        "seat",
        seat.code,
        before={key: was[key] for key in changed},
        after={key: now[key] for key in changed} | {"reason": reason},
    )
    return title


def _code_of(act: Act, seat: ForkopimdaSeat) -> str:
    return act.session.get_one(Agency, seat.agency_id).code


def _card_of(act: Act, seat: ForkopimdaSeat) -> SeatCard:
    return SeatCard(seat.title, _code_of(act, seat), seat.valid_from, seat.valid_to, seat.legal_basis)


def _term_of(card: SeatCard) -> Term:
    return Term(card.agency_code, card.starts_on, card.ends_on)


def _said(card: SeatCard, agency: Agency) -> dict[str, object]:
    return {
        "holder": agency.short_name,
        "title": card.title,
        "starts_on": card.starts_on or "",
        "ends_on": card.ends_on or "",
        "basis": card.legal_basis,
    }


def _term_before(act: Act, seat: ForkopimdaSeat) -> ForkopimdaSeat | None:
    """Who held it before; a term that another one followed is over, and stays as it was."""
    terms = act.session.scalars(select(ForkopimdaSeat).where(ForkopimdaSeat.position == seat.position)).all()
    *earlier, newest = sorted(terms, key=lambda term: (term.valid_from or date.min, term.id))
    if newest is not seat:
        raise RuleBroken(
            "Sesudah itu kursi ini sudah berganti pemegang. Yang dapat diperbaiki hanya pemegang terbaru "
            f"({newest.title})."
        )
    return earlier[-1] if earlier else None


def _hands_on(before: ForkopimdaSeat, stood: SeatCard) -> bool:
    """Whether the one before ended for this one; else there was nobody for a time, and that stays."""
    return before.valid_to is not None and before.valid_to + timedelta(days=1) == stood.starts_on


def _refuse_days(act: Act, card: SeatCard, stood: SeatCard, before: ForkopimdaSeat | None) -> None:
    if card.starts_on is None and (before is not None or stood.starts_on is not None):
        raise RuleBroken("Isi hari mulai kursi itu dipegang.")
    if card.starts_on and card.ends_on and card.ends_on < card.starts_on:
        raise RuleBroken(
            f"Hari terakhir ({long_date(card.ends_on)}) sebelum hari mulainya ({long_date(card.starts_on)}). "
            "Betulkan salah satunya."
        )
    changed = {card.starts_on, card.ends_on} - {stood.starts_on, stood.ends_on}
    refuse_seat_days(local_time(act.now).date(), *changed)
    if before is None or card.starts_on is None or card.starts_on == stood.starts_on:
        return
    holder = act.session.get_one(Agency, before.agency_id)
    held_since = before.valid_from if _hands_on(before, stood) else before.valid_to
    if held_since is not None and card.starts_on <= held_since:
        raise RuleBroken(
            f"Pada {long_date(card.starts_on)} kursi ini masih dipegang {holder.short_name}; satu hari satu "
            f"pemegang. Pilih hari sesudah {long_date(held_since)}."
        )
    if holder.merged_on is not None and card.starts_on > holder.merged_on and _hands_on(before, stood):
        raise RuleBroken(
            f"{holder.short_name} dilebur pada {long_date(holder.merged_on)} dan sesudahnya tidak memegang "
            "kursi. Pilih hari mulai paling lambat hari itu."
        )


def _refuse_closed_meetings(act: Act, was: Term, now: Term, *, since: date = date.min) -> None:
    closed = act.session.scalars(select(HELD_AT).where(Meeting.state == MeetingState.CLOSED))
    held_on = sorted(local_time(moment).date() for moment in closed)
    relied = [day for day in held_on if day >= since and is_changed_on(day, was, now)]
    if relied:
        raise RuleBroken(
            f"Rapat {long_date(relied[-1])} sudah ditutup, dan notulennya memakai susunan kursi pada hari "
            "itu. Pemegang dan hari yang menyangkut rapat itu tetap; bila sesudahnya lain, catat "
            "pergantian mulai hari sesudah rapat, atau hari terakhir yang tidak sebelum rapat."
        )


def _refuse_second_seat(
    act: Act, agency: Agency, position: int, starts_on: date | None, ends_on: date | None = None
) -> None:
    """One office on one seat: who sat on two would be counted, asked and heard twice."""
    others = select(ForkopimdaSeat.title).where(
        merging.seats_from(agency.id, starts_on or date.min), ForkopimdaSeat.position != position
    )
    if ends_on is not None:
        others = others.where(or_(ForkopimdaSeat.valid_from.is_(None), ForkopimdaSeat.valid_from <= ends_on))
    other = act.session.scalars(others).first()
    if other is not None:
        refuse_second_seat(agency.short_name, other)
