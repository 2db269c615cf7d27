"""Cases through their commands: counted at once, corrected in sight, withdrawn without being lost."""

import json
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, func, select

from db.acting import Sender
from db.command import run
from db.commands.case_flags import lift_flag, raise_flag
from db.commands.case_referrals import answer_referral, refer_case
from db.commands.case_tracks import add_step, correct_step, end_service, set_stage_limit
from db.commands.case_work import (
    correct_case,
    enter_case,
    note_opening,
    reinstate_case,
    save_case_draft,
    withdraw_case,
)
from db.commands.cases import add_cases
from db.engine import reading
from db.models import (
    AuditRecord,
    CaseChange,
    CaseDraft,
    CaseFlag,
    CaseRecord,
    CaseReferral,
    CaseRouteSummary,
    CaseStageLimit,
    CaseStep,
    CaseSummary,
    Notice,
    User,
)
from db.queries.case_counts import case_counts
from db.queries.case_forms import CaseDraftKept, case_draft, form_choices, near_cases
from db.queries.case_work import CaseDetail, case_detail, has_opened, openings, referrals_to
from domain import addresses
from domain.access.errors import Forbidden, NotFound, Refusal, RuleBroken, StaleData
from domain.access.events import Event
from domain.access.permissions import Actor, Permission, Role
from domain.access.screening import IdentityRefused
from domain.cases.facts import Entry, Victims, doubts_of_correction, doubts_of_first_day
from domain.cases.requests import (
    ALL_WRONG,
    AddStep,
    AnswerReferral,
    CorrectCase,
    CorrectStep,
    EndService,
    KeepDraft,
    LiftFlag,
    OpenCase,
    RaiseFlag,
    ReferCase,
    ReinstateCase,
    SetStageLimit,
    WithdrawCase,
)
from domain.commitments.plausibility import InDoubt
from domain.figures.cases import (
    CaseKind,
    FlagKind,
    PoliceStage,
    ReferralState,
    ServiceStage,
    Track,
    Withdrawal,
)
from domain.notices.kinds import NoticeKind
from domain.places.regions import RegionLevel
from domain.time.calendar import Clock
from tests import factories
from tests.factories import MORNING, filling

pytestmark = pytest.mark.by_turns

TODAY = MORNING.date()
NIK = "5371014512990001"
WHY = "Manifes kapal menyebut tempat lain."
ENTRY = factories.entry(
    agency_code="bp3mi-ntt",
    reference="BP3MI/12/XI/2026",
    happened_on=date(2026, 10, 1),
    victims=Victims(2, 1, 0, None),
    blanks_are_unknown=True,
    police_stage=PoliceStage.REPORTED,
    service_stage=ServiceStage.IDENTIFICATION,
)

Actors = dict[Role, Actor]


@pytest.fixture
def officer(actors: Actors) -> Actor:
    """A case officer of BP3MI."""
    return actors[Role.CASE_OFFICER]


@pytest.fixture
def sender(engine: Engine, clock: Clock, officer: Actor) -> Sender:
    return Sender(engine, officer, clock)


@pytest.fixture
def other(engine: Engine, clock: Clock) -> Sender:
    """A case officer of Polda."""
    with filling(engine) as session:
        account = factories.user(session, agency="polda-ntt", role=Role.CASE_OFFICER)
        return Sender(engine, factories.actor_of(session, account), clock)


@pytest.fixture
def code(sender: Sender) -> str:
    return run(sender, enter_case, ENTRY)


def detail(sender: Sender, code: str) -> CaseDetail:
    with reading(sender.engine) as connection:
        found = case_detail(connection, code, scope=sender.by.scope)
    assert found is not None
    return found


def counted(engine: Engine, regency: str, kind: CaseKind = CaseKind.TRAFFICKING) -> int:
    """As the map of the cases tier has it, in that year."""
    with reading(engine) as connection:
        scope = factories.actor(Role.CASE_OFFICER).scope
        year = {"starts_on": date(2026, 1, 1), "ends_on": date(2026, 12, 31)}
        level = RegionLevel.REGENCY
        return case_counts(connection, kind=kind, level=level, scope=scope, **year).by_region[regency].value


def rows(engine: Engine) -> tuple[int, ...]:
    """How many rows stand in all that work on cases writes to."""
    models = (
        CaseRecord,
        CaseSummary,
        CaseRouteSummary,
        CaseStep,
        CaseFlag,
        CaseChange,
        CaseReferral,
        CaseStageLimit,
    )
    with reading(engine) as connection:
        return tuple(
            connection.execute(select(func.count()).select_from(each)).scalar_one() for each in models
        )


def refused(sender: Sender, command: Any, request: Any, says: str, kind: type[Refusal] = RuleBroken) -> None:
    """It is turned down with this sentence, and nothing is half-written."""
    before = rows(sender.engine)
    with pytest.raises(kind, match=says):
        run(sender, command, request)
    assert rows(sender.engine) == before


class TestEntering:
    def test_it_is_counted_in_its_kabupaten_at_once(self, sender: Sender) -> None:
        before = counted(sender.engine, "53.21")
        run(sender, enter_case, ENTRY)
        assert counted(sender.engine, "53.21") == before + 1

    def test_what_was_typed_is_what_is_stored(self, sender: Sender, code: str) -> None:
        row = detail(sender, code).row
        assert (row.women, row.men, row.girls, row.boys, row.suspects) == (2, 1, 0, None, None)
        assert (row.regency_code, row.district_code, row.destination_iso3) == ("53.21", "53.21.11", "MYS")
        assert (row.reported_on, row.happened_on, row.closed_on) == (
            date(2026, 11, 10),
            date(2026, 10, 1),
            None,
        )
        assert (row.police_stage, row.service_stage) == (PoliceStage.REPORTED, ServiceStage.IDENTIFICATION)
        assert row.note == "Ditawari kerja rumah tangga."

    def test_its_stages_begin_on_the_day_of_the_report(self, sender: Sender, code: str) -> None:
        assert [(each.track, each.on) for each in detail(sender, code).steps] == [
            (Track.POLICE, date(2026, 11, 10)),
            (Track.SERVICES, date(2026, 11, 10)),
        ]

    def test_a_child_among_the_victims_is_flagged(self, sender: Sender) -> None:
        asked = replace(ENTRY, victims=Victims(1, 0, 1, 0))
        flags = detail(sender, run(sender, enter_case, asked)).flags
        assert [each.kind for each in flags] == [FlagKind.CHILD]

    def test_codes_count_on_and_carry_the_year_of_the_report(self, sender: Sender, code: str) -> None:
        day = date(2025, 5, 1)
        sure = tuple(each.answer for each in doubts_of_first_day(day, ENTRY.reported_on))
        last_year = replace(ENTRY, reference="13", reported_on=day, happened_on=None, sure=sure)
        second = run(sender, enter_case, last_year)
        assert code.startswith("K26-")
        assert second.startswith("K25-")
        assert int(second[4:]) == int(code[4:]) + 1

    @pytest.mark.parametrize(
        ("changed", "says"),
        [
            ({"reported_on": TODAY + timedelta(days=1)}, "belum tiba"),
            ({"victims": Victims(0, 0, 0, 0)}, "Jumlah korban 0 orang"),
            ({"note": f"NIK {NIK}"}, "tampak seperti NIK"),
            ({"kind": None}, "“Jenis” belum dipilih"),
        ],
    )
    def test_what_cannot_be_is_refused_in_words(self, sender: Sender, changed: dict, says: str) -> None:
        refused(sender, enter_case, replace(ENTRY, **changed), says)

    def test_a_number_that_the_agency_has_registered_leads_to_where(self, sender: Sender, code: str) -> None:
        refused(sender, enter_case, ENTRY, f"sudah terdaftar oleh instansi yang sama sebagai {code}")
        with pytest.raises(RuleBroken) as told:
            run(sender, enter_case, ENTRY)
        assert told.value.leads_to == addresses.case(code)

    def test_another_agency_may_use_the_same_number(self, sender: Sender, code: str, other: Sender) -> None:
        assert run(other, enter_case, replace(ENTRY, agency_code="polda-ntt")) != code

    def test_nobody_enters_a_case_of_another_agency(self, sender: Sender) -> None:
        refused(sender, enter_case, replace(ENTRY, agency_code="polda-ntt"), "milik instansi lain", Forbidden)

    def test_polda_enters_what_its_polres_received(self, other: Sender) -> None:
        entered = run(other, enter_case, replace(ENTRY, agency_code="polres-ntt"))
        assert detail(other, entered).row.agency_code == "polres-ntt"
        with reading(other.engine) as connection:
            offered = form_choices(connection, scope=other.by.scope).agencies
        assert next(iter(offered)) == "polda-ntt"
        assert {"ditres-ppa-ppo", "polres-ntt"} < offered.keys()
        assert "bp3mi-ntt" not in offered

    @pytest.mark.parametrize(
        "changed",
        [{"origin": "53.99", "district_code": ""}, {"transit_id": 9999}, {"destination_iso3": "XXX"}],
    )
    def test_a_place_that_is_not_on_the_list_is_refused(self, sender: Sender, changed: dict) -> None:
        refused(sender, enter_case, replace(ENTRY, **changed), "Pilih dari daftar", NotFound)

    def test_sent_twice_it_is_one_case(self, sender: Sender) -> None:
        once = replace(sender, idempotency_key="formulir")
        first = run(once, enter_case, ENTRY)
        assert run(once, enter_case, ENTRY) == first

    def test_a_day_before_the_register_began_is_asked_about_once(self, sender: Sender, code: str) -> None:
        first, early = ENTRY.reported_on, date(2019, 5, 2)
        old = replace(ENTRY, reference="BP3MI/1/2019", reported_on=early, happened_on=None)
        refused(sender, enter_case, old, "register terhitung berjalan sejak 2 Mei 2019", InDoubt)
        sure = tuple(each.answer for each in doubts_of_first_day(early, first))
        kept = run(sender, enter_case, replace(old, sure=sure))
        assert detail(sender, kept).row.reported_on == early

    def test_a_report_that_was_the_first_one_anyhow_moves_no_first_day(
        self, sender: Sender, code: str
    ) -> None:
        run(sender, correct_case, CorrectCase(code, 1, replace(ENTRY, reported_on=date(2026, 10, 2)), WHY))
        assert detail(sender, code).row.reported_on == date(2026, 10, 2)

    def test_a_correction_to_a_day_before_all_others_is_asked_about(self, sender: Sender, code: str) -> None:
        later = replace(ENTRY, reference="BP3MI/13/XI/2026")
        second = run(sender, enter_case, later)
        asked = CorrectCase(second, 1, replace(later, reported_on=date(2025, 10, 2), happened_on=None), WHY)
        refused(sender, correct_case, asked, "berjalan sejak 2 Oktober 2025", InDoubt)

    def test_the_trail_says_that_and_not_what(self, sender: Sender, code: str) -> None:
        with reading(sender.engine) as connection:
            found = connection.execute(
                select(AuditRecord.after).where(AuditRecord.event == Event.CASE_ENTERED)
            ).scalar_one()
        assert found == "{}"


class TestDraft:
    def drafts(self, engine: Engine) -> list[dict[str, str]]:
        with reading(engine) as connection:
            return [json.loads(typed) for typed in connection.execute(select(CaseDraft.typed)).scalars()]

    def test_it_is_kept_without_what_identifies_and_without_burying_the_trail(self, sender: Sender) -> None:
        before = audit_records(sender.engine)
        run(sender, save_case_draft, KeepDraft({"women": "2", "note": f"NIK {NIK}"}))
        run(sender, save_case_draft, KeepDraft({"women": "3", "note": "Di Betun."}))
        assert self.drafts(sender.engine) == [{"women": "3", "note": "Di Betun."}]
        assert audit_records(sender.engine) == before
        run(sender, save_case_draft, KeepDraft({"women": "3", "note": f"NIK {NIK}"}))
        assert NIK not in str(self.drafts(sender.engine))

    def test_it_goes_with_the_case_that_came_of_it_or_when_all_is_emptied(self, sender: Sender) -> None:
        run(sender, save_case_draft, KeepDraft({"women": "2"}))
        run(sender, save_case_draft, KeepDraft({"women": ""}))
        assert self.drafts(sender.engine) == []
        run(sender, save_case_draft, KeepDraft({"women": "2"}))
        run(sender, enter_case, ENTRY)
        assert self.drafts(sender.engine) == []

    def test_it_stays_at_the_office_when_its_writer_goes(self, sender: Sender) -> None:
        typed = {"women": "2", "note": "Di Betun."}
        run(sender, save_case_draft, KeepDraft(typed))
        with filling(sender.engine) as session:
            account = session.get_one(User, sender.by.user_id)
            account.agency_id = factories.agency_id(session, "polda-ntt")
            session.flush()
            moved = replace(sender, by=factories.actor_of(session, account))
            heir = factories.actor_of(session, factories.user(session, role=Role.CASE_OFFICER))
        assert self.shown(moved) is None
        left = self.shown(replace(sender, by=heir))
        assert left is not None
        assert (left.typed, left.author, left.left_by) == (typed, account.display_name, account.id)
        run(moved, save_case_draft, KeepDraft({"men": "1"}, account.id))
        run(replace(sender, by=heir), save_case_draft, KeepDraft(typed | {"women": "3"}, left.left_by))
        own = self.shown(replace(sender, by=heir))
        assert own is not None
        assert (own.typed["women"], own.left_by) == ("3", 0)
        assert sorted(map(len, self.drafts(sender.engine))) == [1, 2]

    def shown(self, sender: Sender) -> CaseDraftKept | None:
        with reading(sender.engine) as connection:
            return case_draft(connection, by=sender.by, on=TODAY)


def audit_records(engine: Engine) -> int:
    with reading(engine) as connection:
        return connection.execute(select(func.count()).select_from(AuditRecord)).scalar_one()


class TestCorrecting:
    def test_a_case_that_moves_takes_its_count_along(self, sender: Sender, code: str) -> None:
        malaka, belu = counted(sender.engine, "53.21"), counted(sender.engine, "53.04")
        asked = replace(ENTRY, origin="53.04", district_code="")
        run(sender, correct_case, CorrectCase(code, 1, asked, WHY))
        assert counted(sender.engine, "53.21") == malaka - 1
        assert counted(sender.engine, "53.04") == belu + 1

    def test_what_was_and_what_is_stand_side_by_side_with_the_reason(self, sender: Sender, code: str) -> None:
        asked = replace(ENTRY, victims=Victims(2, 0, 0, None), origin="53.04", district_code="")
        run(sender, correct_case, CorrectCase(code, 1, asked, WHY))
        [change] = detail(sender, code).changes
        assert change.reason == WHY
        assert change.before == {
            "men": "1",
            "origin_regency_code": "Malaka",
            "origin_district_code": "Kobalima",
        }
        assert change.after == {"men": "0", "origin_regency_code": "Belu", "origin_district_code": "kosong"}

    def test_the_trail_names_the_fields_alone(self, sender: Sender, code: str) -> None:
        run(sender, correct_case, CorrectCase(code, 1, replace(ENTRY, victims=Victims(9, 1, 0, None)), WHY))
        with reading(sender.engine) as connection:
            after = connection.execute(
                select(AuditRecord.after).where(AuditRecord.event == Event.CASE_CORRECTED)
            ).scalar_one()
        assert json.loads(after) == {"fields": "perempuan"}

    def test_ten_times_as_many_are_asked_about_once_and_then_taken(self, sender: Sender, code: str) -> None:
        asked = CorrectCase(code, 1, replace(ENTRY, victims=Victims(20, 1, 0, None)), WHY)
        refused(sender, correct_case, asked, "Perempuan 20 orang: sepuluh kali lipat .* 2 orang", InDoubt)
        sure = tuple(each.answer for each in doubts_of_correction({"Perempuan": 2}, {"Perempuan": 20}))
        run(sender, correct_case, replace(asked, sure=sure))
        assert detail(sender, code).row.women == 20

    def test_an_unknown_count_that_becomes_known_is_a_correction(self, sender: Sender, code: str) -> None:
        run(sender, correct_case, CorrectCase(code, 1, replace(ENTRY, victims=Victims(2, 1, 0, 0)), WHY))
        assert detail(sender, code).changes[0].before == {"boys": "kosong"}
        assert detail(sender, code).row.boys == 0

    @pytest.mark.parametrize(
        ("facts", "reason", "says"),
        [
            (ENTRY, WHY, "Tidak ada isian yang berubah"),
            (replace(ENTRY, suspects=1.0), " ", "“Alasan koreksi” belum diisi"),
            (replace(ENTRY, suspects=1.0), f"NIK {NIK}", "tampak seperti NIK"),
            (replace(ENTRY, victims=Victims(0, 0, 0, 0)), WHY, "Jumlah korban 0 orang"),
            (replace(ENTRY, reported_on=date(2026, 11, 12)), WHY, "Tahap pertama tercatat"),
        ],
    )
    def test_what_is_no_correction_is_refused(
        self, sender: Sender, code: str, facts: Entry, reason: str, says: str
    ) -> None:
        refused(sender, correct_case, CorrectCase(code, 1, facts, reason), says)

    def test_two_officers_do_not_overwrite_each_other(self, sender: Sender, code: str) -> None:
        run(sender, correct_case, CorrectCase(code, 1, replace(ENTRY, suspects=1.0), WHY))
        late = CorrectCase(code, 1, replace(ENTRY, suspects=2.0), WHY)
        refused(sender, correct_case, late, "sudah diubah orang lain", StaleData)

    def test_nobody_corrects_the_case_of_another_agency(self, code: str, other: Sender) -> None:
        asked = CorrectCase(code, 1, replace(ENTRY, suspects=1.0), WHY)
        refused(other, correct_case, asked, "milik instansi lain", Forbidden)


def version(sender: Sender, code: str) -> int:
    return detail(sender, code).row.version


def withdraw(sender: Sender, code: str, double_of: str = "", doubles: str = "") -> None:
    why = Withdrawal.DOUBLE if double_of else Withdrawal.WRONG
    asked = WithdrawCase(code, version(sender, code), why, double_of, "Bukan kasus.", doubles)
    run(sender, withdraw_case, asked)


class TestWithdrawing:
    def test_it_leaves_the_counts_and_stays_readable(self, sender: Sender, code: str) -> None:
        before = counted(sender.engine, "53.21")
        run(sender, withdraw_case, WithdrawCase(code, 1, Withdrawal.WRONG, "", "Bukan kasus."))
        assert counted(sender.engine, "53.21") == before - 1
        found = detail(sender, code)
        assert found.row.withdrawn_as is Withdrawal.WRONG
        assert found.changes[0].reason == "Bukan kasus."

    def test_one_too_many_names_the_one_that_stays(self, sender: Sender, code: str) -> None:
        twin = run(sender, enter_case, replace(ENTRY, reference="13"))
        run(
            sender, withdraw_case, WithdrawCase(twin, 1, Withdrawal.DOUBLE, code.lower(), "Dua kali dicatat.")
        )
        assert detail(sender, twin).row.double_of == code
        assert detail(sender, code).row.withdrawn_as is None

    def test_its_number_may_be_registered_anew(self, sender: Sender, code: str) -> None:
        run(sender, withdraw_case, WithdrawCase(code, 1, Withdrawal.WRONG, "", "Bukan kasus."))
        assert run(sender, enter_case, ENTRY) != code

    def test_a_withdrawn_case_is_read_only(self, sender: Sender, code: str) -> None:
        run(sender, withdraw_case, WithdrawCase(code, 1, Withdrawal.WRONG, "", "Bukan kasus."))
        for command, request in (
            (correct_case, CorrectCase(code, 2, replace(ENTRY, suspects=1.0), WHY)),
            (withdraw_case, WithdrawCase(code, 2, Withdrawal.WRONG, "", "Lagi.")),
            (add_step, AddStep(code, 2, Track.POLICE, "trial", TODAY, "")),
            (refer_case, ReferCase(code, "dinsos", "Pendampingan.")),
            (raise_flag, RaiseFlag(code, FlagKind.MEDICAL, TODAY, "")),
        ):
            refused(sender, command, request, "sudah ditarik")

    def test_a_twin_must_be_another_case_that_counts(self, sender: Sender, code: str) -> None:
        gone = run(sender, enter_case, replace(ENTRY, reference="13"))
        run(sender, withdraw_case, WithdrawCase(gone, 1, Withdrawal.WRONG, "", "Bukan kasus."))
        for twin, says, kind in (
            ("", "“Rangkap dengan” belum diisi", RuleBroken),
            (code, "tidak dapat menjadi gantinya", RuleBroken),
            (gone, "tidak dapat menjadi gantinya", RuleBroken),
            ("K26-9999", "Kasus K26-9999 tidak ada", NotFound),
        ):
            asked = WithdrawCase(code, 1, Withdrawal.DOUBLE, twin, "Dua kali.")
            refused(sender, withdraw_case, asked, says, kind)
        refused(sender, withdraw_case, WithdrawCase(code, 1, None, "", "Alasan."), "belum dipilih")


class TestTracks:
    def step(self, sender: Sender, code: str, stage: str, day: date, track: Track = Track.POLICE) -> None:
        version = detail(sender, code).row.version
        run(sender, add_step, AddStep(code, version, track, stage, day, "Catatan."))

    def test_the_police_track_may_go_back(self, sender: Sender, code: str) -> None:
        for day, stage in enumerate(("file_submitted", "returned_p19", "file_submitted"), start=11):
            self.step(sender, code, stage, date(2026, 11, day))
        found = detail(sender, code)
        assert found.row.police_stage is PoliceStage.FILE_SUBMITTED
        assert [each.stage.value for each in found.steps if each.track is Track.POLICE] == [
            "reported",
            "file_submitted",
            "returned_p19",
            "file_submitted",
        ]

    def test_a_step_of_an_earlier_day_does_not_move_the_case_back(self, sender: Sender, code: str) -> None:
        self.step(sender, code, "investigation", date(2026, 11, 15))
        self.step(sender, code, "preliminary_inquiry", date(2026, 11, 12))
        assert detail(sender, code).row.police_stage is PoliceStage.INVESTIGATION

    def test_the_year_of_completion_is_that_of_the_last_step_and_goes_when_it_is_reopened(
        self, sender: Sender
    ) -> None:
        old = run(sender, enter_case, replace(ENTRY, reported_on=date(2025, 12, 1), happened_on=None))
        self.step(sender, old, "final", date(2026, 10, 2))
        row = detail(sender, old).row
        assert (row.reported_on.year, row.closed_on) == (2025, date(2026, 10, 2))
        self.step(sender, old, "trial", date(2026, 11, 2))
        assert detail(sender, old).row.closed_on is None

    def test_services_run_side_by_side_until_each_ends(self, sender: Sender, code: str) -> None:
        self.step(sender, code, "shelter", date(2026, 11, 11), Track.SERVICES)
        shelter = detail(sender, code).steps[-1]
        run(sender, end_service, EndService(shelter.id, date(2026, 11, 20)))
        steps = {each.stage: each.ended_on for each in detail(sender, code).steps}
        assert steps[ServiceStage.SHELTER] == date(2026, 11, 20)
        assert steps[ServiceStage.IDENTIFICATION] is None

    def test_what_runs_is_not_begun_again(self, sender: Sender, code: str) -> None:
        for track, stage in ((Track.POLICE, "reported"), (Track.SERVICES, "identification")):
            refused(sender, add_step, AddStep(code, 1, track, stage, TODAY, ""), "sudah berjalan sejak")

    @pytest.mark.parametrize(
        ("track", "stage", "day", "note", "says"),
        [
            (Track.POLICE, "trial", TODAY + timedelta(days=1), "", "belum tiba"),
            (Track.POLICE, "trial", date(2026, 11, 9), "", "sebelum laporan diterima"),
            (Track.POLICE, "trial", None, "", "belum diisi"),
            (Track.POLICE, "shelter", TODAY, "", "“Tahap” belum dipilih"),
            (Track.SERVICES, "restitution", TODAY, "", "“Tahap” belum dipilih"),
            (Track.POLICE, "trial", TODAY, f"NIK {NIK}", "tampak seperti NIK"),
            (Track.POLICE, "trial", TODAY, "x" * 301, "paling banyak 300"),
        ],
    )
    def test_a_step_that_cannot_be_is_refused(
        self, sender: Sender, code: str, track: Track, stage: str, day: date | None, note: str, says: str
    ) -> None:
        refused(sender, add_step, AddStep(code, 1, track, stage, day, note), says)

    def test_a_service_ends_once_and_not_before_it_began(self, sender: Sender, code: str) -> None:
        self.step(sender, code, "shelter", date(2026, 11, 15), Track.SERVICES)
        police, _, shelter = detail(sender, code).steps
        refused(sender, end_service, EndService(shelter.id, date(2026, 11, 14)), "sebelum dimulai")
        refused(sender, end_service, EndService(police.id, TODAY), "berakhir dengan tahap berikutnya")
        run(sender, end_service, EndService(shelter.id, TODAY))
        refused(sender, end_service, EndService(shelter.id, TODAY), "sudah tercatat selesai")

    def test_a_flag_has_its_day_and_its_note(self, sender: Sender, code: str) -> None:
        run(sender, raise_flag, RaiseFlag(code, FlagKind.THREATENED, TODAY, "Minta perlindungan."))
        [flag] = detail(sender, code).flags
        assert (flag.kind, flag.raised_on, flag.note) == (FlagKind.THREATENED, TODAY, "Minta perlindungan.")
        refused(sender, raise_flag, RaiseFlag(code, None, TODAY, ""), "belum dipilih")
        refused(sender, raise_flag, RaiseFlag(code, FlagKind.CHILD, None, ""), "belum diisi")
        refused(
            sender, raise_flag, RaiseFlag(code, FlagKind.CHILD, TODAY, NIK), "tampak seperti", IdentityRefused
        )


class TestReferring:
    @pytest.fixture
    def receiver(self, engine: Engine, clock: Clock) -> Sender:
        """Somebody of Dinsos, who may not see a single case."""
        with filling(engine) as session:
            account = factories.user(session, agency="dinsos", role=Role.AGENCY)
            return Sender(engine, factories.actor_of(session, account), clock)

    @pytest.fixture
    def referral(self, sender: Sender, code: str, receiver: Sender) -> int:
        run(sender, refer_case, ReferCase(code, "dinsos", "Pendampingan di daerah asal."))
        return detail(sender, code).referrals[0].id

    def inbox(self, sender: Sender) -> list[str]:
        with reading(sender.engine) as connection:
            return [each.asked for each in referrals_to(connection, scope=sender.by.scope)]

    def test_it_reaches_the_agency_asked_and_nobody_else(
        self, sender: Sender, other: Sender, receiver: Sender, referral: int
    ) -> None:
        assert self.inbox(receiver) == ["Pendampingan di daerah asal."]
        assert self.inbox(other) == self.inbox(sender) == []

    def test_it_is_accepted_and_done_with_its_days(
        self, code: str, sender: Sender, receiver: Sender, referral: int
    ) -> None:
        run(receiver, answer_referral, AnswerReferral(referral, 1, ReferralState.ACCEPTED))
        later = replace(receiver, clock=lambda: MORNING + timedelta(days=2))
        run(later, answer_referral, AnswerReferral(referral, 2, ReferralState.DONE, "Sudah di rumah."))
        [found] = detail(sender, code).referrals
        assert (found.state, found.reason) == (ReferralState.DONE, "Sudah di rumah.")
        assert found.answered_at is not None
        assert found.done_at is not None
        assert (found.done_at - found.answered_at).days == 2
        assert self.inbox(receiver) == []

    def test_it_is_refused_with_a_reason_only(self, receiver: Sender, referral: int) -> None:
        asked = AnswerReferral(referral, 1, ReferralState.REFUSED)
        refused(receiver, answer_referral, asked, "“Alasan” belum diisi")
        run(receiver, answer_referral, replace(asked, reason="Pendamping tidak tersedia."))
        assert self.inbox(receiver) == []

    def test_answered_twice_is_refused_in_words(self, receiver: Sender, referral: int) -> None:
        asked = AnswerReferral(referral, 1, ReferralState.ACCEPTED)
        run(receiver, answer_referral, asked)
        refused(receiver, answer_referral, asked, "sudah diterima")

    @pytest.mark.parametrize("is_accepted", [False, True])
    def test_that_of_a_withdrawn_case_ends_with_it(
        self, sender: Sender, code: str, receiver: Sender, referral: int, is_accepted: bool
    ) -> None:
        if is_accepted:
            run(receiver, answer_referral, AnswerReferral(referral, 1, ReferralState.ACCEPTED))
        withdraw(sender, code)
        [found] = detail(sender, code).referrals
        assert (found.state, found.ended_at) == (ReferralState.ENDED, MORNING)
        assert self.inbox(receiver) == []
        asked = AnswerReferral(referral, found.version, ReferralState.ACCEPTED)
        refused(receiver, answer_referral, asked, "berakhir karena kasusnya ditarik")

    def test_whoever_was_asked_is_told_that_it_ended(
        self, sender: Sender, code: str, receiver: Sender, referral: int
    ) -> None:
        run(sender, refer_case, ReferCase(code, "desk-polkam", "Hubungi perwakilan di negara tujuan."))
        withdraw(sender, code)
        with reading(sender.engine) as connection:
            told = connection.execute(
                select(Notice.user_id, Notice.matter_id).where(Notice.kind == NoticeKind.REFERRAL_ENDED)
            ).all()
            ended = connection.execute(
                select(AuditRecord.after).where(AuditRecord.event == Event.REFERRAL_ENDED)
            ).scalars()
            assert [json.loads(each) for each in ended] == [{"to": "dinsos"}, {"to": "desk-polkam"}]
        assert told == [(receiver.by.user_id, referral)]

    def test_a_case_that_counts_again_is_referred_anew(
        self, sender: Sender, code: str, receiver: Sender, referral: int
    ) -> None:
        withdraw(sender, code)
        run(sender, reinstate_case, ReinstateCase(code, version(sender, code), "Ternyata benar."))
        assert self.inbox(receiver) == []
        run(sender, refer_case, ReferCase(code, "dinsos", "Sekali lagi."))
        assert self.inbox(receiver) == ["Sekali lagi."]

    def test_nobody_answers_for_another_agency(self, sender: Sender, other: Sender, referral: int) -> None:
        asked = AnswerReferral(referral, 1, ReferralState.ACCEPTED)
        for stranger in (sender, other):
            refused(stranger, answer_referral, asked, "milik instansi lain", Forbidden)

    def test_a_letter_is_written_down_only_for_an_agency_without_an_account(
        self, sender: Sender, code: str, referral: int
    ) -> None:
        letter = AnswerReferral(referral, 1, ReferralState.ACCEPTED, letter="B/12/XI/2026")
        refused(sender, answer_referral, letter, "punya akun, jadi menjawab sendiri", Forbidden)
        run(sender, refer_case, ReferCase(code, "desk-polkam", "Hubungi perwakilan di negara tujuan."))
        desk = detail(sender, code).referrals[1]
        run(sender, answer_referral, replace(letter, referral_id=desk.id))
        found = detail(sender, code).referrals[1]
        assert (found.state, found.letter) == (ReferralState.ACCEPTED, "B/12/XI/2026")

    @pytest.mark.parametrize(
        ("to", "asked", "says"),
        [
            ("", "Pendampingan.", "belum dipilih"),
            ("pt-kupang", "Pendampingan.", "tidak dapat diminta"),
            ("bp3mi-ntt", "Pendampingan.", "kepada instansi lain"),
            ("dinsos", " ", "“Yang diminta” belum diisi"),
            ("dinsos", f"NIK {NIK}", "tampak seperti NIK"),
        ],
    )
    def test_what_cannot_be_asked_is_refused(
        self, sender: Sender, code: str, to: str, asked: str, says: str
    ) -> None:
        refused(sender, refer_case, ReferCase(code, to, asked), says)

    def test_the_same_agency_is_not_asked_twice_at_once(
        self, sender: Sender, code: str, referral: int
    ) -> None:
        again = ReferCase(code, "dinsos", "Lagi.")
        refused(sender, refer_case, again, "masih memegang rujukan")


class TestCountingAgain:
    """What happens to doubles of a case that is withdrawn itself, and how a withdrawal is taken back."""

    @pytest.fixture
    def double(self, sender: Sender, code: str) -> str:
        found = run(sender, enter_case, replace(ENTRY, reference="13"))
        withdraw(sender, found, double_of=code)
        return found

    def test_a_wrong_case_asks_what_becomes_of_its_doubles(
        self, sender: Sender, code: str, double: str
    ) -> None:
        asked = WithdrawCase(code, 1, Withdrawal.WRONG, "", "Bukan kasus.")
        for unanswered in (asked, replace(asked, doubles="K26-9999")):
            refused(
                sender, withdraw_case, unanswered, f"{double} ditarik sebagai rangkap dengan {code}. Pilih"
            )
        assert detail(sender, code).doubles == (double,)

    def test_one_of_them_counts_instead_and_the_others_are_doubles_of_it(
        self, sender: Sender, code: str, double: str
    ) -> None:
        third = run(sender, enter_case, replace(ENTRY, reference="14"))
        withdraw(sender, third, double_of=code)
        before = counted(sender.engine, "53.21")
        withdraw(sender, code, doubles=double)
        assert counted(sender.engine, "53.21") == before
        assert detail(sender, double).row.withdrawn_as is None
        assert detail(sender, third).row.double_of == double
        assert detail(sender, code).row.withdrawn_as is Withdrawal.WRONG

    def test_all_of_them_may_be_wrong_as_well(self, sender: Sender, code: str, double: str) -> None:
        before = counted(sender.engine, "53.21")
        withdraw(sender, code, doubles=ALL_WRONG)
        assert counted(sender.engine, "53.21") == before - 1
        assert detail(sender, double).row.withdrawn_as is Withdrawal.WRONG
        assert detail(sender, double).row.double_of is None

    def test_doubles_of_a_double_are_doubles_of_what_stays(
        self, sender: Sender, code: str, double: str
    ) -> None:
        stays = run(sender, enter_case, replace(ENTRY, reference="15"))
        withdraw(sender, code, double_of=stays)
        assert detail(sender, stays).doubles == (code, double)
        assert detail(sender, double).changes[-1].after == {
            "withdrawn_as": f"Ditarik: rangkap dengan {stays}"
        }

    def test_one_of_another_agency_counts_again_by_that_agency_first(
        self, sender: Sender, code: str, other: Sender
    ) -> None:
        theirs = run(other, enter_case, replace(ENTRY, agency_code="polda-ntt"))
        withdraw(other, theirs, double_of=code)
        for doubles in (theirs, ALL_WRONG):
            asked = WithdrawCase(code, 1, Withdrawal.WRONG, "", "Bukan kasus.", doubles)
            refused(sender, withdraw_case, asked, "Minta pemiliknya menghitung kasusnya kembali")
        run(other, reinstate_case, ReinstateCase(theirs, version(other, theirs), "Bukan rangkap."))
        withdraw(sender, code)
        assert detail(other, theirs).row.withdrawn_as is None

    def test_a_withdrawal_is_taken_back_in_sight(self, sender: Sender, code: str) -> None:
        before = counted(sender.engine, "53.21")
        withdraw(sender, code)
        run(sender, reinstate_case, ReinstateCase(code, version(sender, code), "Ternyata benar."))
        assert counted(sender.engine, "53.21") == before
        found = detail(sender, code)
        assert (found.row.withdrawn_as, found.row.double_of) == (None, None)
        assert (found.changes[-1].reason, found.changes[-1].after) == (
            "Ternyata benar.",
            {"withdrawn_as": "dihitung"},
        )
        with reading(sender.engine) as connection:
            trail = select(AuditRecord.after).where(AuditRecord.event == Event.CASE_REINSTATED)
            assert connection.execute(trail).scalar_one() == "{}"

    def test_what_may_not_count_again_is_refused(self, sender: Sender, code: str, other: Sender) -> None:
        asked = ReinstateCase(code, version(sender, code), "Ternyata benar.")
        refused(sender, reinstate_case, asked, "memang dihitung")
        withdraw(sender, code)
        refused(sender, reinstate_case, asked, "sudah diubah orang lain", StaleData)
        now = replace(asked, seen=version(sender, code))
        refused(sender, reinstate_case, replace(now, reason=" "), "belum diisi")
        refused(sender, reinstate_case, replace(now, reason=NIK), "tampak seperti NIK")
        refused(other, reinstate_case, now, "milik instansi lain", Forbidden)
        again = run(sender, enter_case, ENTRY)
        refused(sender, reinstate_case, now, f"sudah terdaftar oleh instansi yang sama sebagai {again}")


class TestStepsAndFlagsTakenBack:
    def correct(self, sender: Sender, code: str, **changed: Any) -> None:
        row = detail(sender, code)
        step = next(each for each in row.steps if each.track is Track.POLICE)
        asked = CorrectStep(code, row.row.version, step.id, False, step.stage.value, step.on, "", WHY)
        run(sender, correct_step, replace(asked, **changed))

    def stages(self, sender: Sender, code: str) -> list[tuple[str, date]]:
        return [(each.stage, each.on) for each in detail(sender, code).steps if each.track is Track.POLICE]

    def test_the_right_step_stands_in_place_of_the_wrong_one(self, sender: Sender, code: str) -> None:
        self.correct(sender, code, stage="investigation", day=date(2026, 11, 12))
        assert self.stages(sender, code) == [(PoliceStage.INVESTIGATION, date(2026, 11, 12))]
        found = detail(sender, code)
        assert found.row.police_stage is PoliceStage.INVESTIGATION
        assert (found.changes[-1].before, found.changes[-1].after) == (
            {"step": "Laporan diterima, 10 November 2026"},
            {"step": "Penyidikan, 12 November 2026"},
        )

    def test_a_closing_that_was_none_opens_the_case_again(self, sender: Sender, code: str) -> None:
        run(sender, add_step, AddStep(code, 1, Track.POLICE, "final", date(2026, 11, 20), ""))
        last = detail(sender, code).steps[-1]
        self.correct(sender, code, step_id=last.id, is_lifted=True)
        found = detail(sender, code).row
        assert (found.police_stage, found.closed_on) == (PoliceStage.REPORTED, None)

    def test_a_closing_on_another_day_moves_the_day(self, sender: Sender, code: str) -> None:
        run(sender, add_step, AddStep(code, 1, Track.POLICE, "final", date(2026, 11, 20), ""))
        last = detail(sender, code).steps[-1]
        self.correct(sender, code, step_id=last.id, stage="final", day=date(2026, 11, 18))
        assert detail(sender, code).row.closed_on == date(2026, 11, 18)

    @pytest.mark.parametrize(
        ("changed", "says"),
        [
            ({}, "Tidak ada isian yang berubah"),
            ({"is_lifted": True}, "satu-satunya tahap"),
            ({"reason": ""}, "belum diisi"),
            ({"stage": "shelter"}, "tidak ada pada jalur itu"),
            ({"day": date(2026, 11, 1)}, "sebelum laporan diterima"),
            ({"seen": 9}, "sudah diubah orang lain"),
        ],
    )
    def test_what_mends_no_step_is_refused(self, sender: Sender, code: str, changed: dict, says: str) -> None:
        with pytest.raises(Refusal, match=says):
            self.correct(sender, code, **changed)
        assert self.stages(sender, code) == [(PoliceStage.REPORTED, date(2026, 11, 10))]

    def test_one_flag_of_a_kind_stands_at_a_time(self, sender: Sender, code: str) -> None:
        asked = RaiseFlag(code, FlagKind.MEDICAL, TODAY, "")
        run(sender, raise_flag, asked)
        refused(sender, raise_flag, asked, "sudah terpasang sejak")
        lift = LiftFlag(code, FlagKind.MEDICAL, "Sudah pulih.")
        refused(sender, lift_flag, replace(lift, reason=""), "belum diisi")
        run(sender, lift_flag, lift)
        found = detail(sender, code)
        assert found.flags == ()
        assert (found.changes[-1].after, found.changes[-1].reason) == ({"flag": "dicabut"}, "Sudah pulih.")
        refused(sender, lift_flag, lift, "sudah tidak terpasang")
        run(sender, raise_flag, asked)
        assert len(detail(sender, code).flags) == 1


class TestReading:
    @pytest.mark.parametrize(
        "role", [role for role in Role if role not in (Role.CASE_OFFICER, Role.GOVERNOR_OFFICE)]
    )
    def test_no_other_role_reads_a_case_or_who_opened_it(
        self, engine: Engine, actors: Actors, code: str, role: Role
    ) -> None:
        scope = actors[role].scope
        with reading(engine) as connection:
            for question in (
                lambda: case_detail(connection, code, scope=scope),
                lambda: openings(connection, code, scope=scope),
                lambda: near_cases(connection, regency="53.21", reported_on=TODAY, but="", scope=scope),
            ):
                with pytest.raises(Forbidden, match="hanya untuk petugas kasus"):
                    question()

    def test_who_opened_it_stands_there_for_the_case_roles(
        self, engine: Engine, sender: Sender, actors: Actors, code: str
    ) -> None:
        secretariat = replace(sender, by=actors[Role.GOVERNOR_OFFICE])
        run(secretariat, note_opening, OpenCase(code))
        with reading(engine) as connection:
            [opened] = openings(connection, code, scope=sender.by.scope)
            assert opened.account == secretariat.by.display_name
            assert has_opened(connection, code, user_id=secretariat.by.user_id, on=TODAY)
            assert not has_opened(connection, code, user_id=sender.by.user_id, on=TODAY)
            assert not has_opened(
                connection, code, user_id=secretariat.by.user_id, on=TODAY + timedelta(days=1)
            )

    def test_a_report_from_the_same_place_and_days_is_shown_beside_the_form(
        self, engine: Engine, sender: Sender, code: str
    ) -> None:
        with reading(engine) as connection:
            given = {"regency": "53.21", "scope": sender.by.scope}
            near = near_cases(connection, reported_on=date(2026, 11, 24), but="", **given)
            far = near_cases(connection, reported_on=date(2026, 11, 25), but="", **given)
            itself = near_cases(connection, reported_on=date(2026, 11, 24), but=code, **given)
        assert [(each.code, each.victims.known) for each in near] == [(code, 3)]
        assert far == itself == ()

    def test_of_many_such_reports_the_nearest_days_are_shown_before_and_after(
        self, engine: Engine, sender: Sender
    ) -> None:
        day, places = date(2024, 3, 15), "53.04"
        with filling(engine) as session:
            agency = factories.agency_id(session, "bp3mi-ntt")
            add_cases(
                session,
                [
                    factories.case_values(
                        agency, regency=places, code=f"U-{apart}", reported_on=day + timedelta(days=apart)
                    )
                    for apart in (-14, -5, -4, -3, 1, 2, 6, 7)
                ],
            )
        with reading(engine) as connection:
            found = near_cases(connection, regency=places, reported_on=day, but="", scope=sender.by.scope)
            others = near_cases(connection, regency=places, reported_on=day, but="U-1", scope=sender.by.scope)
        assert [each.code for each in found] == ["U-1", "U-2", "U--3"]
        assert [each.code for each in others] == ["U-2", "U--3", "U--4"]


class TestLimits:
    @pytest.fixture
    def secretariat(self, sender: Sender, actors: Actors) -> Sender:
        return replace(sender, by=actors[Role.GOVERNOR_OFFICE])

    def test_a_limit_of_the_same_day_is_replaced_and_one_of_another_day_added(
        self, secretariat: Sender
    ) -> None:
        asked = SetStageLimit(Track.POLICE, "returned_p19", 14.0, "Pasal contoh", date(2026, 1, 2))
        run(secretariat, set_stage_limit, asked)
        run(secretariat, set_stage_limit, replace(asked, days=20.0))
        run(secretariat, set_stage_limit, replace(asked, valid_from=date(2027, 1, 1)))
        with reading(secretariat.engine) as connection:
            found = connection.execute(select(CaseStageLimit.days, CaseStageLimit.valid_from)).all()
        assert sorted(found) == [(14, date(2027, 1, 1)), (20, date(2026, 1, 2))]

    @pytest.mark.parametrize(
        ("changed", "says"),
        [
            ({"days": None}, "bilangan bulat"),
            ({"days": 0.0}, "bilangan bulat"),
            ({"days": 2.5}, "bilangan bulat"),
            ({"stage": ""}, "“Tahap” belum dipilih"),
            ({"basis": " "}, "“Dasar aturan” belum diisi"),
            ({"valid_from": None}, "“Berlaku sejak” belum diisi"),
        ],
    )
    def test_a_limit_says_how_long_by_which_rule_and_since_when(
        self, secretariat: Sender, changed: dict, says: str
    ) -> None:
        asked = SetStageLimit(Track.POLICE, "returned_p19", 14.0, "Pasal contoh", date(2026, 1, 2))
        refused(secretariat, set_stage_limit, replace(asked, **changed), says)

    def test_an_officer_does_not_set_the_law(self, sender: Sender) -> None:
        asked = SetStageLimit(Track.POLICE, "returned_p19", 14.0, "Pasal contoh", date(2026, 1, 2))
        assert not sender.by.may(Permission.SET_STAGE_LIMITS)
        refused(sender, set_stage_limit, asked, "Peran akun", Forbidden)
