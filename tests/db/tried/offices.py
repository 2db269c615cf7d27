"""Commands about agencies, seats and letters."""

from dataclasses import replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import ForkopimdaSeat
from domain.access.agencies import AgencyKind, AgencyLevel
from domain.access.permissions import Actor
from domain.access.requests import (
    AddAgency,
    AddAgencyName,
    AgencyCard,
    ChangeAgency,
    ChangeSeat,
    CorrectSeat,
    EndSeat,
    MergeAgency,
    SeatCard,
)
from domain.tasks.letters import Correspondence
from domain.tasks.requests import KeepCorrespondence
from tests import factories
from tests.db.tried.model import REASON, Tried, fixed

CARD = AgencyCard(
    "Dinas Uji Provinsi NTT",
    "Dinas Uji",
    AgencyKind.PROVINCIAL_AGENCY,
    AgencyLevel.PROVINCE,
    "setda",
    "53",
    "Subbagian Umum",
    True,
)


def a_seat_put_right(session: Session, _by: Actor) -> object:
    """The seat of Polda, as the shipped list has it."""
    seat = session.scalars(select(ForkopimdaSeat).where(ForkopimdaSeat.position == 3)).one()
    stood = SeatCard(seat.title, "polda-ntt", seat.valid_from, seat.valid_to, seat.legal_basis)
    return CorrectSeat(seat.code, stood, replace(stood, title="Anggota: Kepala Polda NTT"), REASON)


def an_agency_to_merge(session: Session, _by: Actor) -> object:
    factories.open_things(session, "dinsos")
    return MergeAgency("dinsos", "dpmd", 0, REASON)


OFFICES: dict[str, list[Tried]] = {
    "keep_correspondence": [
        fixed(KeepCorrespondence("dinsos", 0, Correspondence("Kepala Dinas", "Jalan Uji 2\nKupang"), {}))
    ],
    "add_agency": [fixed(AddAgency(CARD))],
    "change_agency": [fixed(ChangeAgency("dinsos", 0, CARD, REASON))],
    "add_agency_name": [fixed(AddAgencyName("dinsos", "Dinas Sosial Uji", "surat"))],
    "merge_agency": [Tried(an_agency_to_merge, records=4)],
    "change_seat": [fixed(ChangeSeat(3, "Anggota: Kapolda", "dinsos", date(2027, 1, 1), "PP contoh"))],
    "correct_seat": [Tried(a_seat_put_right)],
    "end_seat": [fixed(EndSeat(3, date(2027, 1, 1), "PP contoh"))],
}
