"""Agencies and seats: names that stay known, superiors that lead somewhere, one holder on a day."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, select

from db.acting import Sender
from db.command import run
from db.commands.agencies import (
    add_agency,
    add_agency_name,
    change_agency,
    merge_agency,
)
from db.commands.seats import change_seat, correct_seat, end_seat
from db.engine import reading
from db.models import Agency, AgencyAlias, AuditRecord, ForkopimdaSeat
from db.queries.agencies import agency_names, agency_rows, seat_terms
from db.queries.seats import seats_on
from domain.access.agencies import AgencyKind, AgencyLevel
from domain.access.errors import Forbidden, NotFound, Refusal, RuleBroken, StaleData
from domain.access.pasted import Directory, read_rows, split_rows
from domain.access.permissions import PERMISSIONS, Actor, Permission, Role
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
from domain.meetings.life import MeetingState
from domain.tasks.life import TaskOrigin
from tests import factories
from tests.factories import MovingClock, filling

pytestmark = pytest.mark.by_turns

REASON = "Peraturan Gubernur tentang perangkat daerah"
NEW = AgencyCard(
    name="Kepolisian Resor Sumba Baru",
    short_name="Polres Sumba Baru",
    kind=AgencyKind.POLICE,
    level=AgencyLevel.REGENCY,
    superior_code="polda-ntt",
    region_code=None,
    contact="Bagian Operasi",
    may_own_tasks=True,
)


class Office:
    def __init__(self, engine: Engine, clock: MovingClock) -> None:
        self.engine, self.clock = engine, clock
        with filling(engine) as session:
            self.by = factories.actor_of(session, factories.user(session, role=Role.ADMINISTRATOR))

    def do(self, command: Any, asked: object, by: Actor | None = None) -> Any:
        return run(Sender(self.engine, by or self.by, self.clock), command, asked)

    def row(self, code: str) -> Any:
        with reading(self.engine) as connection:
            return next(row for row in agency_rows(connection) if row.code == code)

    def card(self, code: str) -> AgencyCard:
        row = self.row(code)
        return AgencyCard(
            row.name,
            row.short_name,
            row.kind,
            row.level,
            row.superior_code,
            row.region_code,
            row.contact,
            row.may_own_tasks,
        )

    def change(self, code: str, **values: Any) -> None:
        seen = self.row(code).version
        self.do(change_agency, ChangeAgency(code, seen, replace(self.card(code), **values), REASON))

    def understood(self, name: str) -> str | None:
        """Which agency a pasted list is understood to mean."""
        with reading(self.engine) as connection:
            names = agency_names(connection)
        [row] = read_rows(
            split_rows(f"Penghubung\t{name}\tInstansi"), Directory(names, frozenset(), frozenset())
        )
        return row.agency

    def holder(self, position: int, on: date) -> list[str]:
        with reading(self.engine) as connection:
            places = dict(connection.execute(select(ForkopimdaSeat.code, ForkopimdaSeat.position)).all())
            return [row.agency for row in seats_on(connection, on) if places[row.code] == position]


@pytest.fixture
def office(engine: Engine, moving_clock: MovingClock) -> Office:
    return Office(engine, moving_clock)


class TestAdding:
    def test_a_new_agency_has_a_code_of_its_name_and_is_understood_by_it(self, office: Office) -> None:
        assert office.do(add_agency, AddAgency(NEW)) == "polres-sumba-baru"
        assert office.row("polres-sumba-baru").superior_code == "polda-ntt"
        assert office.understood("POLRES sumba baru") == "polres-sumba-baru"

    @pytest.mark.parametrize("taken", ["Polda NTT", "polda ntt", "Kepolisian Daerah Nusa Tenggara Timur"])
    def test_a_name_that_another_agency_has_is_refused_with_whose_it_is(
        self, office: Office, taken: str
    ) -> None:
        with pytest.raises(RuleBroken, match="sudah menjadi nama Polda NTT"):
            office.do(add_agency, AddAgency(replace(NEW, short_name=taken)))

    @pytest.mark.parametrize(
        ("values", "said"),
        [
            ({"name": " "}, "“Nama resmi” belum diisi"),
            ({"short_name": "x" * 61}, "“Nama pendek” paling banyak 60"),
            ({"contact": "hubungi 0812 3456 7890"}, "nomor telepon"),
            ({"superior_code": "tidak-ada"}, "tidak dikenal"),
            ({"short_name": "–"}, "sedikitnya memuat"),
        ],
    )
    def test_what_cannot_stand_is_said(self, office: Office, values: dict[str, Any], said: str) -> None:
        with pytest.raises((RuleBroken, NotFound), match=said):
            office.do(add_agency, AddAgency(replace(NEW, **values)))


class TestChanging:
    def test_the_old_name_is_understood_ever_after_and_has_its_day(self, office: Office) -> None:
        office.change("dinsos", name="Dinas Sosial dan Perlindungan Provinsi NTT", short_name="Dinsoslin NTT")
        assert office.understood("Dinsoslin NTT") == "dinsos"
        assert office.understood("Dinsos NTT") == "dinsos"
        with reading(office.engine) as connection:
            ended = connection.execute(
                select(AgencyAlias.valid_to).where(AgencyAlias.alias == "Dinsos NTT")
            ).scalar_one()
        assert ended == date(2026, 11, 23)

    def test_an_agency_takes_its_old_name_back(self, office: Office) -> None:
        office.change("dinsos", short_name="Dinsoslin NTT")
        office.change("dinsos", short_name="Dinsos NTT")
        assert office.row("dinsos").short_name == "Dinsos NTT"
        assert office.understood("Dinsoslin NTT") == "dinsos"

    def test_nobody_is_above_himself(self, office: Office) -> None:
        office.do(add_agency, AddAgency(NEW))
        with pytest.raises(RuleBroken, match="eskalasi akan berputar"):
            office.change("polda-ntt", superior_code="polres-sumba-baru")
        with pytest.raises(RuleBroken, match="eskalasi akan berputar"):
            office.change("polda-ntt", superior_code="polda-ntt")

    def test_who_holds_open_work_cannot_be_only_shown_data(self, office: Office) -> None:
        with filling(office.engine) as session:
            factories.commitment(session, owner="dinsos")
        with pytest.raises(RuleBroken, match="memegang 1 komitmen dan 0 tugas terbuka"):
            office.change("dinsos", may_own_tasks=False)
        office.change("dinkes", may_own_tasks=False)
        assert office.row("dinkes").may_own_tasks is False

    def test_two_who_change_it_at_once_do_not_overwrite_each_other(self, office: Office) -> None:
        office.change("dinsos", contact="Sekretariat")
        card = replace(office.card("dinsos"), contact="Bidang")
        with pytest.raises(StaleData):
            office.do(change_agency, ChangeAgency("dinsos", 0, card, REASON))

    def test_whoever_works_on_what_a_case_led_to_is_not_called_after_a_place(self, office: Office) -> None:
        with filling(office.engine) as session:
            case = factories.case(session)
            born = {"owner": "uptd-ppa", "origin": TaskOrigin.CASE, "case_id": case.id}
            code = factories.task(session, **born).code
        with pytest.raises(RuleBroken, match=f"Nama UPTD PPA Belu menyebut tempat, sedangkan {code}"):
            office.change("uptd-ppa", short_name="UPTD PPA Belu")
        office.change("uptd-ppa", contact="Sekretariat")
        with reading(office.engine) as connection:
            seen = connection.scalars(select(Agency.version).where(Agency.code == "uptd-ppa")).one()
        with pytest.raises(RuleBroken, match=rf"Nama Pemda Kab\. Malaka menyebut tempat, sedangkan {code}"):
            office.do(merge_agency, MergeAgency("uptd-ppa", "pemkab-malaka", seen, REASON))

    def test_nothing_changed_is_said(self, office: Office) -> None:
        with pytest.raises(RuleBroken, match="Tidak ada yang berubah"):
            office.change("dinsos")

    def test_the_trail_tells_only_what_changed_and_why(self, office: Office) -> None:
        office.change("dinsos", contact="Sekretariat")
        with reading(office.engine) as connection:
            record: Any = connection.execute(
                select(AuditRecord).order_by(AuditRecord.id.desc()).limit(1)
            ).one()
        assert (record.event, record.before) == ("agency_changed", '{"contact":""}')
        assert record.after == f'{{"contact":"Sekretariat","reason":"{REASON}"}}'


class TestOtherNames:
    def test_a_government_is_understood_by_the_short_name_of_its_place(self, office: Office) -> None:
        places = {
            "Pemkab SBD": "pemkab-sumba-barat-daya",
            "Pemkab Flotim": "pemkab-flores-timur",
            "Pemkab Mabar": "pemkab-manggarai-barat",
            "pemkab sarai": "pemkab-sabu-raijua",
            "Pemkab Kpg": "pemkab-kupang",
            "Pemkot Kpg": "pemkot-kupang",
        }
        assert {written: office.understood(written) for written in places} == places

    def test_a_name_from_a_letter_is_understood_afterwards(self, office: Office) -> None:
        assert office.understood("Kantor Sosial Flobamora") is None
        office.do(add_agency_name, AddAgencyName("dinsos", "Kantor Sosial Flobamora", "surat 12/2026"))
        assert office.understood("kantor sosial flobamora") == "dinsos"

    def test_one_name_never_means_two(self, office: Office) -> None:
        with pytest.raises(RuleBroken, match="Satu nama menunjuk satu instansi"):
            office.do(add_agency_name, AddAgencyName("dinsos", "polda ntt", ""))


class TestSeats:
    POLICE = 3

    def change(self, office: Office, starts_on: date, agency: str = "setda") -> None:
        office.do(change_seat, ChangeSeat(self.POLICE, "Anggota: uji", agency, starts_on, "PP contoh"))

    def test_the_old_holder_ends_on_the_day_before(self, office: Office) -> None:
        self.change(office, date(2027, 1, 1))
        assert office.holder(self.POLICE, date(2026, 12, 31)) == ["Polda NTT"]
        assert office.holder(self.POLICE, date(2027, 1, 1)) == ["Setda NTT"]

    @pytest.mark.parametrize("day", [date(2026, 12, 1), date(2027, 1, 1)])
    def test_two_holders_on_one_day_are_refused(self, office: Office, day: date) -> None:
        self.change(office, date(2027, 1, 1))
        with pytest.raises(RuleBroken, match="satu hari satu pemegang"):
            self.change(office, day, "dinsos")
        assert office.holder(self.POLICE, date(2027, 1, 1)) == ["Setda NTT"]

    def test_each_day_has_one_holder_after_several_changes(self, office: Office) -> None:
        for day, agency in ((date(2027, 1, 1), "setda"), (date(2027, 6, 1), "polda-ntt")):
            self.change(office, day, agency)
        for day in (date(2026, 11, 23), date(2027, 3, 1), date(2027, 6, 1), date(2030, 1, 1)):
            assert len(office.holder(self.POLICE, day)) == 1

    def test_a_seat_that_is_not_there_is_said_so(self, office: Office) -> None:
        with pytest.raises(NotFound, match="Kursi itu tidak ada"):
            office.do(change_seat, ChangeSeat(99, "Anggota: uji", "setda", date(2027, 1, 1), ""))

    def test_one_that_nobody_takes_over_is_empty_after_its_last_day(self, office: Office) -> None:
        office.do(end_seat, EndSeat(self.POLICE, date(2026, 12, 31), "PP contoh"))
        assert office.holder(self.POLICE, date(2026, 12, 31)) == ["Polda NTT"]
        assert office.holder(self.POLICE, date(2027, 1, 1)) == []
        with pytest.raises(NotFound, match="sudah berakhir"):
            office.do(end_seat, EndSeat(self.POLICE, date(2026, 12, 31), "PP contoh"))
        self.change(office, date(2027, 2, 1))
        assert office.holder(self.POLICE, date(2027, 2, 1)) == ["Setda NTT"]

    @pytest.mark.parametrize(
        ("changed", "says"),
        [
            ({"position": 99}, "Kursi itu tidak ada"),
            ({"ends_on": None}, "hari terakhir"),
            ({"ends_on": date(2028, 1, 1)}, "paling lama setahun"),
            ({"ends_on": date(1900, 1, 1)}, "Periksa tahunnya"),
            ({"legal_basis": " "}, "Dasar"),
        ],
    )
    def test_an_end_that_cannot_be_is_refused(self, office: Office, changed: dict, says: str) -> None:
        asked = EndSeat(self.POLICE, date(2026, 12, 31), "PP contoh")
        with pytest.raises(Refusal, match=says):
            office.do(end_seat, replace(asked, **changed))
        assert office.holder(self.POLICE, date(2027, 1, 1)) == ["Polda NTT"]

    def test_the_same_holder_under_the_same_title_is_no_change(self, office: Office) -> None:
        asked = ChangeSeat(self.POLICE, "Anggota: Kapolda NTT", "polda-ntt", date(2027, 1, 1), "")
        with pytest.raises(RuleBroken, match="sama seperti sekarang"):
            office.do(change_seat, asked)

    @pytest.mark.parametrize(
        ("day", "says"), [(date(2027, 12, 31), "paling lama setahun"), (date(1900, 1, 1), "Periksa tahunnya")]
    )
    def test_nothing_is_planned_so_far_ahead_that_it_could_not_be_put_right(
        self, office: Office, day: date, says: str
    ) -> None:
        with pytest.raises(RuleBroken, match=says):
            self.change(office, day)

    def test_who_a_closed_meeting_was_held_with_is_neither_handed_on_nor_ended_afterwards(
        self, office: Office
    ) -> None:
        with filling(office.engine) as session:
            held = datetime(2026, 11, 10, 1, tzinfo=UTC)
            factories.meeting(session, starts_at=held, state=MeetingState.CLOSED)
        before = date(2026, 11, 9)
        with pytest.raises(RuleBroken, match="Rapat 10 November 2026 sudah ditutup"):
            self.change(office, before)
        with pytest.raises(RuleBroken, match="tidak sebelum rapat"):
            office.do(end_seat, EndSeat(self.POLICE, before, "PP contoh"))
        assert office.holder(self.POLICE, held.date()) == ["Polda NTT"]
        # Another title of the same office stands in no minutes, and what comes after the meeting is free.
        self.change(office, before, "polda-ntt")
        self.change(office, date(2026, 11, 11))
        assert office.holder(self.POLICE, held.date()) == ["Polda NTT"]

    def test_a_seat_that_was_empty_at_a_closed_meeting_is_not_filled_afterwards(self, office: Office) -> None:
        office.do(end_seat, EndSeat(self.POLICE, date(2026, 11, 1), "PP contoh"))
        with filling(office.engine) as session:
            held = datetime(2026, 11, 10, 1, tzinfo=UTC)
            factories.meeting(session, starts_at=held, state=MeetingState.CLOSED)
        with pytest.raises(RuleBroken, match="Rapat 10 November 2026 sudah ditutup"):
            self.change(office, date(2026, 11, 10))
        self.change(office, date(2026, 11, 11))


class TestSeatsWrittenWrongly:
    """The newest term of a seat is put right, as long as no closed meeting was held by it."""

    POLICE = 3

    def change(self, office: Office, starts_on: date, agency: str = "setda") -> None:
        office.do(change_seat, ChangeSeat(self.POLICE, "Anggota: uji", agency, starts_on, "PP contoh"))

    def newest(self, office: Office) -> tuple[str, SeatCard]:
        with reading(office.engine) as connection:
            term = next(each for each in seat_terms(connection) if each.position == self.POLICE)
        card = SeatCard(term.title, term.agency_code, term.valid_from, term.valid_to, term.legal_basis)
        return term.code, card

    def correct(self, office: Office, **values: Any) -> None:
        code, stood = self.newest(office)
        office.do(correct_seat, CorrectSeat(code, stood, replace(stood, **values), REASON))

    def held(self, office: Office, state: MeetingState, day: datetime) -> None:
        with filling(office.engine) as session:
            factories.meeting(session, starts_at=day, state=state)

    def test_one_that_begins_on_the_same_day_gets_its_right_holder(self, office: Office) -> None:
        self.change(office, date(2026, 11, 23))
        with pytest.raises(RuleBroken, match="pakai “Perbaiki yang salah tulis”"):
            self.change(office, date(2026, 11, 23), "dinsos")
        self.correct(office, agency_code="dinsos")
        assert office.holder(self.POLICE, date(2026, 11, 22)) == ["Polda NTT"]
        assert office.holder(self.POLICE, date(2026, 11, 23)) == ["Dinsos NTT"]

    @pytest.mark.parametrize("right", [date(2026, 12, 1), date(2027, 2, 1)])
    def test_who_held_it_before_holds_it_until_the_day_before(self, office: Office, right: date) -> None:
        self.change(office, date(2027, 1, 1))
        self.correct(office, starts_on=right)
        assert office.holder(self.POLICE, right - timedelta(days=1)) == ["Polda NTT"]
        assert office.holder(self.POLICE, right) == ["Setda NTT"]

    def test_an_end_written_down_is_taken_back(self, office: Office) -> None:
        office.do(end_seat, EndSeat(self.POLICE, date(2026, 12, 31), "PP contoh"))
        self.correct(office, ends_on=None)
        assert office.holder(self.POLICE, date(2027, 1, 1)) == ["Polda NTT"]

    def test_a_time_without_a_holder_stays_one(self, office: Office) -> None:
        office.do(end_seat, EndSeat(self.POLICE, date(2026, 12, 31), "PP contoh"))
        self.change(office, date(2027, 2, 1))
        self.correct(office, starts_on=date(2027, 3, 1))
        assert office.holder(self.POLICE, date(2027, 2, 1)) == []
        with pytest.raises(RuleBroken, match="masih dipegang Polda NTT"):
            self.correct(office, starts_on=date(2026, 12, 31))

    def test_the_trail_has_what_was_and_what_is_and_why(self, office: Office) -> None:
        self.change(office, date(2027, 1, 1))
        self.correct(office, agency_code="dinsos", starts_on=date(2027, 1, 15))
        with reading(office.engine) as connection:
            record: Any = connection.execute(
                select(AuditRecord).order_by(AuditRecord.id.desc()).limit(1)
            ).one()
        assert record.event == "seat_corrected"
        assert json.loads(record.before) == {
            "holder": "Setda NTT",
            "previous_until": "2026-12-31",
            "starts_on": "2027-01-01",
        }
        assert json.loads(record.after) == {
            "holder": "Dinsos NTT",
            "previous_until": "2027-01-14",
            "starts_on": "2027-01-15",
            "reason": REASON,
        }

    def test_what_a_closed_meeting_was_held_by_stays(self, office: Office) -> None:
        self.change(office, date(2026, 11, 1))
        self.held(office, MeetingState.CLOSED, datetime(2026, 11, 10, 1, tzinfo=UTC))
        for values in ({"agency_code": "dinsos"}, {"starts_on": date(2026, 11, 11)}):
            with pytest.raises(RuleBroken, match="Rapat 10 November 2026 sudah ditutup"):
                self.correct(office, **values)
        self.correct(office, starts_on=date(2026, 11, 9), title="Anggota: uji yang benar")
        assert office.holder(self.POLICE, date(2026, 11, 10)) == ["Setda NTT"]

    def test_a_meeting_that_is_not_closed_follows(self, office: Office) -> None:
        self.change(office, date(2026, 11, 1))
        self.held(office, MeetingState.IN_PROGRESS, datetime(2026, 11, 10, 1, tzinfo=UTC))
        self.correct(office, agency_code="dinsos")
        assert office.holder(self.POLICE, date(2026, 11, 10)) == ["Dinsos NTT"]

    @pytest.mark.parametrize(
        ("values", "says"),
        [
            ({}, "Tidak ada yang berubah"),
            ({"starts_on": None}, "Isi hari mulai"),
            ({"starts_on": date(2029, 1, 1)}, "paling lama setahun"),
            ({"ends_on": date(2026, 12, 1)}, "sebelum hari mulainya"),
            ({"title": " "}, "Sebutan kursi"),
            ({"title": "Anggota: hubungi 0812 3456 7890"}, "nomor telepon"),
            ({"agency_code": "danrem-161"}, "tidak dikenal"),
            ({"agency_code": "setda", "title": "x" * 121}, "paling banyak 120"),
        ],
    )
    def test_what_cannot_be_is_refused(self, office: Office, values: dict[str, Any], says: str) -> None:
        self.change(office, date(2027, 1, 1))
        with pytest.raises(Refusal, match=says):
            self.correct(office, **values)
        assert office.holder(self.POLICE, date(2027, 1, 1)) == ["Setda NTT"]

    def test_an_office_that_sits_elsewhere_is_not_named(self, office: Office) -> None:
        self.change(office, date(2027, 1, 1))
        with reading(office.engine) as connection:
            other = next(each for each in seat_terms(connection) if each.position != self.POLICE)
        with pytest.raises(RuleBroken, match="satu kantor memegang satu kursi"):
            self.correct(office, agency_code=other.agency_code)

    def test_one_that_another_followed_stays_as_it_was(self, office: Office) -> None:
        code, stood = self.newest(office)
        self.change(office, date(2027, 1, 1))
        asked = CorrectSeat(code, replace(stood, ends_on=date(2026, 12, 31)), stood, REASON)
        with pytest.raises(RuleBroken, match="hanya pemegang terbaru"):
            office.do(correct_seat, asked)

    def test_two_who_put_it_right_at_once_do_not_overwrite_each_other(self, office: Office) -> None:
        self.change(office, date(2027, 1, 1))
        code, stood = self.newest(office)
        self.correct(office, agency_code="dinsos")
        asked = CorrectSeat(code, stood, replace(stood, starts_on=date(2027, 1, 2)), REASON)
        with pytest.raises(StaleData):
            office.do(correct_seat, asked)


@pytest.mark.parametrize("role", [r for r in Role if Permission.MANAGE_AGENCIES not in PERMISSIONS[r]])
def test_other_roles_change_no_agency(office: Office, role: Role) -> None:
    with filling(office.engine) as session:
        by = factories.actor_of(session, factories.user(session, role=role))
    with pytest.raises(Forbidden):
        office.do(add_agency, AddAgency(NEW), by)
    with reading(office.engine) as connection:
        assert not connection.execute(select(Agency.id).where(Agency.name == NEW.name)).all()
