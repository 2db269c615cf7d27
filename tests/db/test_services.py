"""Reports of services: kept while typed, asked about once, replaced, judged by another agency."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from math import nan
from typing import Any

import pytest
from sqlalchemy import Engine, func, select

from db.acting import Sender
from db.command import run
from db.commands import outreach
from db.commands import services as commands
from db.engine import reading
from db.models import (
    AuditRecord,
    DeskStatement,
    OutreachActivity,
    ServiceDraft,
    ServiceReport,
    User,
    VillageTeam,
)
from db.queries.notices import notices_of
from db.queries.outreach import earlier_teams, source_villages, village_teams
from db.queries.outreach import outreach as activities
from db.queries.service_entry import ServiceForm, service_form
from db.queries.services import desk_rows, service_reports
from domain.access.errors import Forbidden, NotFound, RuleBroken, StaleData
from domain.access.events import Event
from domain.access.permissions import Actor, Role
from domain.access.screening import IdentityRefused
from domain.commitments.health import ReportState
from domain.commitments.plausibility import InDoubt
from domain.commitments.requests import Seen
from domain.notices.kinds import NoticeKind
from domain.services.chain import ChainStep
from domain.services.desks import DeskState
from domain.services.outreach import OrganizerKind, OutreachKind
from domain.services.reports import AlreadySent, ServicesConflict
from domain.services.requests import (
    ConfirmOutreach,
    ConfirmTeam,
    DeskTyped,
    JudgeServices,
    ListSourceVillages,
    RecordOutreach,
    RecordTeam,
    SaveServices,
    SendServices,
    ServicesTyped,
    StepTyped,
    WithdrawOutreach,
    WithdrawSourceVillage,
)
from domain.time.calendar import Clock, Month
from tests import factories
from tests.factories import MORNING, filling

pytestmark = pytest.mark.by_turns

OPEN = DeskTyped(DeskState.OPEN, 18.0, 12.0, 3.0, "BA-12", date(2026, 11, 2))
LTSA = ServicesTyped({"employment": OPEN}, {ChainStep.REGISTRATION: StepTyped(300.0, 250.0, 4.0)})
NIK = "5321014107900001"
TODAY = MORNING.date()


class Malaka:
    """An account of the kabupaten, and what it sends for October."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self.engine, self.clock = engine, clock
        self.by = self.somebody("pemkab-malaka")

    def somebody(self, agency: str, role: Role = Role.AGENCY) -> Actor:
        with filling(self.engine) as session:
            return factories.actor_of(session, factories.user(session, agency=agency, role=role))

    def do(self, request: Any, *, by: Actor | None = None) -> Any:
        command = {
            SaveServices: commands.save_services,
            ListSourceVillages: outreach.list_source_villages,
            WithdrawSourceVillage: outreach.withdraw_source_village,
            SendServices: commands.send_services,
            JudgeServices: commands.judge_services,
            RecordTeam: outreach.record_team,
            RecordOutreach: outreach.record_outreach,
            ConfirmTeam: outreach.confirm_team,
            ConfirmOutreach: outreach.confirm_outreach,
            WithdrawOutreach: outreach.withdraw_outreach,
        }[type(request)]
        return run(Sender(self.engine, by or self.by, self.clock), command, request)

    def send(
        self, typed: ServicesTyped = LTSA, *, base: int = 0, sure: tuple[str, ...] = (), region: str = "53.21"
    ) -> Any:
        return self.do(SendServices(region, "2026-10", typed, Seen(0, base), sure))

    def save(self, typed: ServicesTyped, *, version: int = 0, writer: str = "a") -> Any:
        return self.do(SaveServices("53.21", "2026-10", typed, Seen(version, 0, writer)))

    def form(self, by: Actor | None = None, region: str = "53.21") -> ServiceForm:
        with reading(self.engine) as connection:
            found = service_form(
                connection, region_code=region, month=Month(2026, 10), by=by or self.by, on=TODAY
            )
        assert found is not None
        return found

    def moves(self, somebody: Actor, agency: str) -> Actor:
        with filling(self.engine) as session:
            account = session.get_one(User, somebody.user_id)
            account.agency_id = factories.agency_id(session, agency)
            session.flush()
            return factories.actor_of(session, account)

    def rows(self, query: Any) -> list[Any]:
        with reading(self.engine) as connection:
            return [tuple(row) for row in connection.execute(query)]

    def states(self) -> list[ReportState]:
        return [row[0] for row in self.rows(select(ServiceReport.state).order_by(ServiceReport.id))]


@pytest.fixture
def malaka(engine: Engine, clock: Clock) -> Malaka:
    return Malaka(engine, clock)


def test_what_was_understood_is_repeated(malaka: Malaka) -> None:
    sent = malaka.send()
    assert sent.summary == (
        "Ketenagakerjaan: buka 18 hari, 12 orang dilayani, 3 hari per dokumen; bukti BA-12, 2 Nov 2026",
        "Pendaftaran: masuk 300, lanjut 250, tertahan 4",
    )


def test_another_kabupaten_is_not_ones_own_to_speak_of(malaka: Malaka) -> None:
    with pytest.raises(Forbidden, match="dilaporkan oleh pemerintah kabupaten/kotanya"):
        malaka.send(region="53.04")


def test_an_agency_without_a_part_reports_nothing(malaka: Malaka) -> None:
    with pytest.raises(Forbidden):
        malaka.do(SendServices("53.21", "2026-10", LTSA, Seen(0, 0)), by=malaka.somebody("polda-ntt"))


def test_ten_thousand_departures_of_three_hundred_are_asked_about_once_and_then_taken(malaka: Malaka) -> None:
    typed = replace(LTSA, steps={**LTSA.steps, ChainStep.DEPARTURE: StepTyped(10_000.0, nan, nan)})
    with pytest.raises(InDoubt) as asked:
        malaka.send(typed)
    assert malaka.states() == []
    draft = malaka.form().draft
    assert draft is not None, "what was typed waits as a draft"
    assert draft.steps[ChainStep.DEPARTURE].entered == 10_000.0
    malaka.send(typed, sure=tuple(each.answer for each in asked.value.asked))
    assert malaka.states() == [ReportState.SUBMITTED]
    assert malaka.rows(select(func.count()).select_from(ServiceDraft)) == [(0,)]


def test_a_nik_in_a_note_is_refused_and_not_even_in_the_draft(malaka: Malaka) -> None:
    typed = replace(LTSA, note=f"klien {NIK}")
    with pytest.raises(IdentityRefused, match="Catatan"):
        malaka.send(typed)
    [(content,)] = malaka.rows(select(ServiceDraft.content))
    assert NIK not in content
    assert "BA-12" in content
    trail = malaka.rows(select(AuditRecord.before, AuditRecord.after))
    assert not any(NIK in part for row in trail for part in row)


def test_a_draft_says_which_of_its_fields_was_withheld(malaka: Malaka) -> None:
    saved = malaka.save(replace(LTSA, desks={"employment": replace(OPEN, proof=f"KTP {NIK}")}))
    assert list(saved.withheld) == ["bukti-employment"]
    assert NIK not in malaka.rows(select(ServiceDraft.content))[0][0]


def test_what_a_mover_left_is_the_offices_to_send_and_never_his_elsewhere(malaka: Malaka) -> None:
    writer, colleague = malaka.somebody("pemkab-belu"), malaka.somebody("pemkab-belu")
    malaka.do(SaveServices("53.04", "2026-10", LTSA, Seen(0, 0, "a")), by=writer)
    [waiting] = malaka.form(colleague, "53.04").others
    assert (waiting.author, waiting.has_left) == (writer.display_name, False)
    assert malaka.form(colleague, "53.04").draft is None
    moved = malaka.moves(writer, "kanim-atambua")
    elsewhere = malaka.form(moved, "53.04")
    assert (elsewhere.draft, elsewhere.others) == (None, ()), "the same place, but of another office"
    left = malaka.form(colleague, "53.04")
    assert ([each.has_left for each in left.others], left.saved_at) == ([True], None)
    assert left.draft is not None
    assert left.draft.desks["employment"] == OPEN
    malaka.do(SendServices("53.04", "2026-10", LTSA, Seen(0, 0)), by=colleague)
    assert malaka.rows(select(func.count()).select_from(ServiceDraft)) == [(0,)]


def test_only_beginning_a_draft_leaves_a_record(malaka: Malaka) -> None:
    saved = malaka.save(LTSA)
    malaka.save(replace(LTSA, note="dua"), version=saved.version)
    events = [row[0] for row in malaka.rows(select(AuditRecord.event))]
    assert events.count(Event.SERVICES_BEGUN) == 1


def test_two_screens_of_one_draft_see_each_other(malaka: Malaka) -> None:
    saved = malaka.save(replace(LTSA, note="dari meja"), writer="a")
    with pytest.raises(ServicesConflict) as conflict:
        malaka.save(replace(LTSA, note="dari telepon"), version=0, writer="b")
    assert conflict.value.theirs.note == "dari meja"
    assert conflict.value.version == saved.version
    assert malaka.form().draft is not None
    assert malaka.form().draft_version == saved.version


def test_a_colleague_who_sent_first_is_shown_and_not_overwritten(malaka: Malaka) -> None:
    first = malaka.send()
    with pytest.raises(ServicesConflict) as conflict:
        malaka.send(replace(LTSA, note="lain"), base=0)
    assert (conflict.value.sent, conflict.value.base_id) == (True, first.report_id)
    malaka.send(replace(LTSA, note="lain"), base=first.report_id)
    assert malaka.states() == [ReportState.SUPERSEDED, ReportState.SUBMITTED]


def test_the_same_form_delivered_twice_counts_once(malaka: Malaka) -> None:
    assert malaka.send() == malaka.send()
    assert malaka.states() == [ReportState.SUBMITTED]


def test_a_correction_starts_from_what_was_sent_until_a_draft_goes_before_it(malaka: Malaka) -> None:
    assert malaka.form().sent is None
    report = malaka.send().report_id
    assert malaka.form().sent == LTSA
    malaka.do(SaveServices("53.21", "2026-10", replace(LTSA, note="dibetulkan"), Seen(0, report, "a")))
    form = malaka.form()
    assert (form.sent, form.draft and form.draft.note) == (LTSA, "dibetulkan")


def test_a_report_that_stands_is_not_sent_again_unchanged(malaka: Malaka) -> None:
    report = malaka.send().report_id
    as_drawn = replace(LTSA, desks={"banking": DeskTyped(None, nan, nan, nan), **LTSA.desks})
    with pytest.raises(AlreadySent, match="sudah terkirim demikian pada"):
        malaka.send(as_drawn, base=report)
    assert malaka.states() == [ReportState.SUBMITTED]
    assert malaka.form().draft is None


def test_a_draft_that_still_says_what_was_sent_is_in_nobodys_way(malaka: Malaka) -> None:
    report = malaka.send().report_id
    as_sent = SaveServices("53.21", "2026-10", LTSA, Seen(0, report, "a"))
    malaka.do(as_sent)
    corrected = replace(LTSA, note="dibetulkan")
    malaka.do(replace(as_sent, typed=corrected, seen=Seen(0, report, "b")))
    with pytest.raises(ServicesConflict) as conflict:
        malaka.do(replace(as_sent, seen=Seen(0, report, "c")))
    assert conflict.value.theirs == corrected


class TestVerdict:
    @pytest.fixture
    def verifier(self, malaka: Malaka) -> Callable[..., Any]:
        by = malaka.somebody("inspektorat", Role.VERIFIER)

        def judge(report: int, *proven: str, returned: bool = False, notes: str = "") -> Any:
            return malaka.do(JudgeServices(report, 1, proven, returned, notes), by=by)

        return judge

    def test_another_agency_says_which_desks_are_proven(
        self, malaka: Malaka, verifier: Callable[..., Any]
    ) -> None:
        assert verifier(malaka.send().report_id, "employment") is ReportState.VERIFIED
        assert malaka.rows(select(DeskStatement.desk_code, DeskStatement.is_proven)) == [("employment", True)]

    def test_nobody_proves_the_desk_of_their_own_office(self, malaka: Malaka) -> None:
        own = malaka.somebody("pemkab-malaka", Role.VERIFIER)
        with pytest.raises(Forbidden, match="instansi"):
            malaka.do(JudgeServices(malaka.send().report_id, 1, ("employment",), False), by=own)

    def test_a_desk_without_proof_is_not_proven(self, malaka: Malaka, verifier: Callable[..., Any]) -> None:
        bare = replace(LTSA, desks={"employment": replace(OPEN, proof="", proof_on=None)})
        with pytest.raises(RuleBroken, match="menyebut bukti"):
            verifier(malaka.send(bare).report_id, "employment")

    def test_what_goes_back_says_what_is_missing_and_counts_no_more(
        self, malaka: Malaka, verifier: Callable[..., Any]
    ) -> None:
        report = malaka.send().report_id
        with pytest.raises(RuleBroken, match="apa yang kurang"):
            verifier(report, returned=True, notes="kurang")
        verifier(report, returned=True, notes="Foto meja belum dilampirkan.")
        with reading(malaka.engine) as connection:
            assert desk_rows(connection) == ()
            assert service_reports(connection)[0].verdict_notes == "Foto meja belum dilampirkan."
        assert malaka.form().sent == LTSA, "it is corrected where it stands"
        assert malaka.send(base=report), "and may hold as it was"

    def test_a_second_verdict_meets_the_first(self, malaka: Malaka, verifier: Callable[..., Any]) -> None:
        report = malaka.send().report_id
        verifier(report, "employment")
        with pytest.raises(StaleData):
            verifier(report)

    def test_what_corrects_a_proven_report_has_to_be_proven_again(
        self, malaka: Malaka, verifier: Callable[..., Any]
    ) -> None:
        report = malaka.send().report_id
        verifier(report, "employment")
        malaka.send(replace(LTSA, note="dibetulkan"), base=report)
        with reading(malaka.engine) as connection:
            assert [row.is_proven for row in desk_rows(connection)] == [False]


class TestTeams:
    TEAM = RecordTeam("53.21.01.2001", "SK-7", date(2026, 3, 1), 7.0, date(2026, 11, 3))

    def test_the_newest_word_stands_and_the_first_stays(self, malaka: Malaka) -> None:
        malaka.do(self.TEAM)
        malaka.do(replace(self.TEAM, members=9.0))
        with reading(malaka.engine) as connection:
            assert [row.members for row in village_teams(connection)] == [9]
            assert [row.members for row in earlier_teams(connection)] == [7]

    def test_the_trail_tells_the_decree_that_was_replaced_and_the_new_one(self, malaka: Malaka) -> None:
        malaka.do(self.TEAM)
        malaka.do(replace(self.TEAM, decree="SK-8"))
        recorded = select(AuditRecord.before, AuditRecord.after).where(
            AuditRecord.event == Event.VILLAGE_TEAM_RECORDED
        )
        first, second = malaka.rows(recorded.order_by(AuditRecord.id))
        assert "SK" not in first[0]
        assert ("SK-7" in second[0], "SK-8" in second[1]) == (True, True)

    def test_a_kabupaten_speaks_of_its_own_villages(self, malaka: Malaka) -> None:
        with pytest.raises(Forbidden, match="Tim desa dilaporkan"):
            malaka.do(replace(self.TEAM, village_code="53.04.01.2001"))

    def test_a_kecamatan_has_no_team(self, malaka: Malaka) -> None:
        with pytest.raises(RuleBroken, match="Pilih desa"):
            malaka.do(replace(self.TEAM, village_code="53.21.01"))

    def test_another_office_confirms_it_once(self, malaka: Malaka) -> None:
        number = malaka.do(self.TEAM)
        verifier = malaka.somebody("inspektorat", Role.VERIFIER)
        malaka.do(ConfirmTeam(number), by=verifier)
        with reading(malaka.engine) as connection:
            assert village_teams(connection)[0].verifier == "Inspektorat NTT"
        with pytest.raises(RuleBroken, match="sudah diverifikasi"):
            malaka.do(ConfirmTeam(number), by=malaka.somebody("biro-pemerintahan", Role.VERIFIER))
        with pytest.raises(Forbidden):
            malaka.do(ConfirmTeam(number), by=malaka.somebody("pemkab-malaka", Role.VERIFIER))

    @pytest.mark.on_both
    def test_the_same_words_sent_twice_are_one_report(self, malaka: Malaka) -> None:
        assert at_once(malaka, self.TEAM) == ["sudah tercatat demikian"]
        assert malaka.rows(select(func.count()).select_from(VillageTeam)) == [(1,)]

    def test_ten_times_the_members_are_asked_about_once_and_then_taken(self, malaka: Malaka) -> None:
        malaka.do(replace(self.TEAM, members=6.0))
        more = replace(self.TEAM, members=60.0)
        with pytest.raises(InDoubt, match="Anggota 60 orang: sepuluh kali lipat") as asked:
            malaka.do(more)
        malaka.do(replace(more, sure=tuple(each.answer for each in asked.value.asked)))
        with reading(malaka.engine) as connection:
            assert [row.members for row in village_teams(connection)] == [60]

    def test_what_is_sent_back_stands_for_nothing_and_its_author_is_told(self, malaka: Malaka) -> None:
        malaka.do(self.TEAM)
        sent_back = malaka.do(replace(self.TEAM, members=9.0))
        verifier = malaka.somebody("inspektorat", Role.VERIFIER)
        with pytest.raises(RuleBroken, match="menyebut apa yang kurang"):
            malaka.do(ConfirmTeam(sent_back, "kurang", returned=True), by=verifier)
        malaka.do(ConfirmTeam(sent_back, "SK-nya belum dilampirkan.", returned=True), by=verifier)
        with reading(malaka.engine) as connection:
            said = [(row.members, row.notes) for row in village_teams(connection)]
        assert sorted(said) == [(7, ""), (9, "SK-nya belum dilampirkan.")]
        assert told(malaka) == [(NoticeKind.TEAM_RETURNED, ReportState.RETURNED)]
        with pytest.raises(RuleBroken, match="sudah dikembalikan"):
            malaka.do(ConfirmTeam(sent_back), by=verifier)
        malaka.do(replace(self.TEAM, members=9.0))
        with reading(malaka.engine) as connection:
            assert [row.members for row in village_teams(connection)] == [9]
        assert told(malaka) == [(NoticeKind.TEAM_RETURNED, ReportState.SUPERSEDED)]


def told(malaka: Malaka) -> list[tuple[NoticeKind, str]]:
    with reading(malaka.engine) as connection:
        assert malaka.by.user_id is not None
        found = notices_of(
            connection, malaka.by.user_id, scope=malaka.by.scope, role=malaka.by.role, now=MORNING
        )
    return [(each.kind, each.facts.state) for each in found]


def at_once(malaka: Malaka, request: Any) -> list[str]:
    """What is refused of one thing sent over two lines at the same moment."""

    def send(_: int) -> str:
        try:
            malaka.do(request)
        except RuleBroken as refusal:
            return str(refusal)
        return ""

    with ThreadPoolExecutor(2) as pool:
        found = sorted(pool.map(send, range(2)))
    assert found[0] == ""
    return [word for word in ("sudah tercatat demikian", "sudah tercatat pada") if word in found[1]]


ACTIVITY = RecordOutreach(
    "53.21",
    "Aula Betun",
    date(2026, 11, 1),
    OutreachKind.EDUCATION,
    OrganizerKind.FAITH,
    "Paroki Contoh",
    40.0,
    "BA-12",
)


class TestActivities:
    def standing(self, malaka: Malaka) -> list[tuple[int | None, bool]]:
        with reading(malaka.engine) as connection:
            return [(row.reach, row.counts) for row in activities(connection)]

    @pytest.mark.on_both
    def test_sent_over_two_lines_at_once_it_is_one(self, malaka: Malaka) -> None:
        assert at_once(malaka, ACTIVITY) == ["sudah tercatat pada"]
        assert self.standing(malaka) == [(40, True)]

    def test_what_is_sent_back_does_not_count_and_is_reported_anew(self, malaka: Malaka) -> None:
        number = malaka.do(ACTIVITY)
        verifier = malaka.somebody("inspektorat", Role.VERIFIER)
        malaka.do(ConfirmOutreach(number, "Daftar hadirnya belum ada.", returned=True), by=verifier)
        assert self.standing(malaka) == [(40, False)]
        assert told(malaka) == [(NoticeKind.OUTREACH_RETURNED, ReportState.RETURNED)]
        malaka.do(replace(ACTIVITY, reach=38.0))
        assert self.standing(malaka) == [(38, True)]
        assert told(malaka) == [(NoticeKind.OUTREACH_RETURNED, ReportState.SUPERSEDED)]

    def test_its_agency_takes_it_back_with_a_reason_though_it_was_verified(self, malaka: Malaka) -> None:
        number = malaka.do(ACTIVITY)
        malaka.do(ConfirmOutreach(number), by=malaka.somebody("inspektorat", Role.VERIFIER))
        reason = "Ternyata kegiatan tahun lalu."
        with pytest.raises(Forbidden, match="milik instansi lain"):
            malaka.do(WithdrawOutreach(number, reason), by=malaka.somebody("pemkab-ngada"))
        with pytest.raises(RuleBroken):
            malaka.do(WithdrawOutreach(number, ""))
        malaka.do(WithdrawOutreach(number, reason))
        assert self.standing(malaka) == []
        with pytest.raises(NotFound, match="sudah ditarik"):
            malaka.do(WithdrawOutreach(number, reason))
        malaka.do(ACTIVITY)
        assert self.standing(malaka) == [(40, True)]


def test_an_activity_that_stands_is_not_recorded_twice_but_another_of_that_day_is(malaka: Malaka) -> None:
    held, faith = date(2026, 11, 1), OrganizerKind.FAITH
    asked = RecordOutreach(
        "53.21", "Aula Betun", held, OutreachKind.EDUCATION, faith, "Paroki Contoh", 40.0, "BA-12"
    )
    malaka.do(asked)
    with pytest.raises(RuleBroken, match=r"sudah tercatat pada 23 November 2026 oleh .*: Paroki Contoh"):
        malaka.do(replace(asked, place="aula  betun", organizer="PAROKI Contoh ", reach=60.0))
    malaka.do(replace(asked, kind=OutreachKind.SUPERVISION))
    malaka.do(replace(asked, organizer="Paroki Lain Contoh"))
    assert malaka.rows(select(func.count()).select_from(OutreachActivity)) == [(3,)]


class TestSourceVillages:
    LIST = ListSourceVillages(
        "53.21", ("53.21.01.2001", "53.21.07.2001"), "Surat BP3MI nomor contoh", date(2026, 10, 1)
    )

    def listed(self, malaka: Malaka) -> list[str]:
        with reading(malaka.engine) as connection:
            return [row.village_code for row in source_villages(connection)]

    def test_a_kabupaten_lists_its_own_with_source_and_day_and_none_twice(self, malaka: Malaka) -> None:
        assert malaka.do(self.LIST) == 2
        assert self.listed(malaka) == list(self.LIST.village_codes)
        with pytest.raises(RuleBroken, match="Sudah tercatat"):
            malaka.do(replace(self.LIST, village_codes=("53.21.07.2001", "53.21.08.2001")))
        assert len(self.listed(malaka)) == 2

    def test_the_secretariat_lists_those_of_anybody_and_an_agency_of_nobody_elses(
        self, malaka: Malaka
    ) -> None:
        belu = replace(self.LIST, region_code="53.04", village_codes=("53.04.01.2001",))
        with pytest.raises(Forbidden, match="Kantong desa dicatat"):
            malaka.do(belu)
        assert malaka.do(belu, by=malaka.somebody("setda", Role.GOVERNOR_OFFICE)) == 1

    @pytest.mark.parametrize(
        ("wrong", "why"),
        [
            ({"village_codes": ()}, "sedikitnya satu desa"),
            ({"source": " "}, "Sumber"),
            ({"dated_on": None}, "tanggal daftar"),
            ({"dated_on": date(2027, 1, 1)}, "belum tiba"),
            ({"village_codes": ("53.21.01",)}, "satu kabupaten/kota"),
            ({"village_codes": ("53.04.01.2001",)}, "satu kabupaten/kota"),
        ],
    )
    def test_what_says_too_little_is_refused_with_what_is_missing(
        self, malaka: Malaka, wrong: dict[str, Any], why: str
    ) -> None:
        with pytest.raises(RuleBroken, match=why):
            malaka.do(replace(self.LIST, **wrong))
        assert self.listed(malaka) == []

    def test_one_that_is_taken_off_the_list_can_be_listed_again(self, malaka: Malaka) -> None:
        malaka.do(self.LIST)
        with reading(malaka.engine) as connection:
            number = source_villages(connection)[0].id
        malaka.do(WithdrawSourceVillage(number, "Tidak ada di daftar terbaru"))
        assert self.listed(malaka) == ["53.21.07.2001"]
        assert malaka.do(replace(self.LIST, village_codes=("53.21.01.2001",))) == 1
