"""What may be said of services: which numbers cannot be, which are asked about, and what stands after."""

from dataclasses import replace
from datetime import date
from math import nan

import pytest

from domain.access.agencies import AgencyKind
from domain.access.errors import RuleBroken
from domain.commitments.plausibility import InDoubt, ask_unless_sure
from domain.services.chain import ChainStep, StepCounts, stall, together
from domain.services.desks import DeskStanding, DeskState, DeskWord, cell, due_on, reported_month
from domain.services.outreach import (
    Coverage,
    TeamFacts,
    TeamState,
    check_outreach,
    check_team,
    is_there,
    whole,
)
from domain.services.reports import (
    MIGRANT_CENTER,
    REGISTERED,
    SERVED,
    Counted,
    Entries,
    Part,
    Provider,
    as_typed,
    checked,
    checked_proven,
    doubts,
    kept,
    month_of,
    part_of,
    restored,
)
from domain.services.requests import DeskTyped, ServicesTyped, StepTyped
from domain.time.calendar import Month
from domain.words.services import coverage_words

ON = date(2026, 11, 23)
OCTOBER = Month(2026, 10)
NAMES = {"employment": "Ketenagakerjaan", "health": "Kesehatan"}
PART = Part("53.21", tuple(NAMES), with_chain=True)
OPEN = DeskTyped(DeskState.OPEN, 18.0, 12.0, 3.0, "BA-12", date(2026, 11, 2))


def said(desk: DeskTyped = OPEN, **steps: StepTyped) -> Entries:
    typed = ServicesTyped({"employment": desk}, {ChainStep[name]: value for name, value in steps.items()})
    return checked(typed, PART, NAMES, OCTOBER, ON)


class TestWhatCannotBe:
    def test_a_desk_is_not_open_on_more_days_than_the_month_has(self) -> None:
        with pytest.raises(RuleBroken, match="32 hari buka, sedangkan Oktober 2026 hanya 31 hari"):
            said(replace(OPEN, days_open=32.0))

    def test_february_is_shorter(self) -> None:
        typed = ServicesTyped({"employment": replace(OPEN, days_open=29.0)}, {})
        with pytest.raises(RuleBroken, match="hanya 28 hari"):
            checked(typed, PART, NAMES, Month(2026, 2), ON)

    @pytest.mark.parametrize("value", [-1.0, 2.5, 100_001.0, float("inf")])
    def test_people_are_counted_whole_from_zero_and_within_reason(self, value: float) -> None:
        with pytest.raises(RuleBroken, match="Pendaftaran, masuk"):
            said(REGISTRATION=StepTyped(value, nan, nan))

    def test_a_proof_says_of_which_day_it_is(self) -> None:
        with pytest.raises(RuleBroken, match="bukti memerlukan tanggalnya"):
            said(replace(OPEN, proof_on=None))

    def test_a_proof_is_not_of_tomorrow(self) -> None:
        with pytest.raises(RuleBroken, match="belum tiba"):
            said(replace(OPEN, proof_on=date(2026, 11, 24)))

    def test_nothing_filled_in_is_no_report(self) -> None:
        with pytest.raises(RuleBroken, match="Belum ada yang diisi"):
            said(DeskTyped(None, nan, nan, nan))

    def test_a_month_that_is_not_over_is_not_reported(self) -> None:
        with pytest.raises(RuleBroken, match="November 2026 belum berakhir"):
            month_of("2026-11", ON)

    def test_a_month_two_years_back_is_the_last_that_may_be_late(self) -> None:
        assert month_of("2024-10", ON) == Month(2024, 10)
        with pytest.raises(RuleBroken, match="paling lama"):
            month_of("2024-09", ON)

    def test_what_is_empty_stays_unsaid_and_zero_stays_zero(self) -> None:
        entries = said(REGISTRATION=StepTyped(0.0, nan, nan), DOCUMENTS=StepTyped(nan, nan, nan))
        assert entries.steps == {ChainStep.REGISTRATION: StepCounts(0, None, None)}

    def test_a_planned_desk_keeps_no_numbers_of_an_open_one(self) -> None:
        [desk] = said(replace(OPEN, state=DeskState.PLANNED)).desks
        assert (desk.days_open, desk.served, desk.days_per_document) == (None, None, None)


class TestWhatIsAskedAbout:
    def test_more_departures_than_people_who_registered(self) -> None:
        entries = said(REGISTRATION=StepTyped(300.0, nan, nan), DEPARTURE=StepTyped(10_000.0, nan, nan))
        [doubt] = doubts(entries, NAMES, {})
        assert doubt.question.startswith("10.000 berangkat, sedangkan pendaftar bulan ini 300.")

    def test_departures_without_a_word_of_registrations_are_held_against_the_month_before(self) -> None:
        entries = said(DEPARTURE=StepTyped(10_000.0, nan, nan))
        [doubt] = doubts(entries, NAMES, {REGISTERED: Counted(Month(2026, 8), 300)})
        assert doubt.question == (
            "10.000 berangkat, sedangkan pendaftar bulan ini belum diisi; "
            "terakhir, pada Agustus 2026, mendaftar 300. Apakah jumlah yang berangkat benar?"
        )
        [unheard] = doubts(entries, NAMES, {})
        assert "belum pernah diisi" in unheard.question

    def test_more_going_on_than_coming_in(self) -> None:
        [doubt] = doubts(said(DOCUMENTS=StepTyped(7.0, 14.0, nan)), NAMES, {})
        assert doubt.question == "Dokumen: lanjut 14, masuk 7. Ada yang masuk bulan lalu?"

    def test_said_yes_to_it_is_asked_no_more_but_other_numbers_are(self) -> None:
        found = doubts(said(DOCUMENTS=StepTyped(7.0, 14.0, nan)), NAMES, {})
        with pytest.raises(InDoubt) as asked:
            ask_unless_sure(found, ())
        answers = [each.answer for each in asked.value.asked]
        ask_unless_sure(found, answers)
        others = doubts(said(DOCUMENTS=StepTyped(7.0, 15.0, nan)), NAMES, {})
        with pytest.raises(InDoubt):
            ask_unless_sure(others, answers)

    def test_ten_times_the_month_before_is_asked_about_with_both_numbers(self) -> None:
        earlier = {
            REGISTERED: Counted(Month(2026, 8), 12),
            ("employment", SERVED): Counted(Month(2026, 9), 25),
        }
        entries = said(replace(OPEN, served=250.0), REGISTRATION=StepTyped(120.0, nan, nan))
        [desk, step] = doubts(entries, NAMES, earlier)
        times = "sepuluh kali lipat atau lebih dari"
        assert f"Ketenagakerjaan, orang dilayani: 250, {times} September 2026, 25." in desk.question
        assert f"Pendaftaran, masuk: 120, {times} Agustus 2026, 12." in step.question

    def test_ten_after_one_is_an_ordinary_month(self) -> None:
        earlier = {REGISTERED: Counted(Month(2026, 8), 1)}
        assert doubts(said(REGISTRATION=StepTyped(10.0, nan, nan)), NAMES, earlier) == ()

    def test_an_ordinary_month_is_not_doubted(self) -> None:
        assert doubts(said(REGISTRATION=StepTyped(12.0, 9.0, 1.0)), NAMES, {}) == ()


class TestWhoReportsWhat:
    def part(self, code: str, kind: AgencyKind, region: str | None, superior: str | None) -> Part | None:
        superiors = {superior} if superior else set()
        return part_of(Provider(code, kind, region), superiors, tuple(NAMES))

    def test_a_kabupaten_its_desks_and_its_chain(self) -> None:
        kind = AgencyKind.REGENCY_GOVERNMENT
        assert self.part("pemkab-malaka", kind, "53.21", None) == Part("53.21", tuple(NAMES), True)

    def test_the_labour_office_of_the_province_the_migrant_center(self) -> None:
        found = self.part("disnakertrans", AgencyKind.PROVINCIAL_AGENCY, "53", "setda")
        assert found is not None
        assert (found.region_code, found.with_chain) == (MIGRANT_CENTER, True)

    def test_an_immigration_office_the_desk_that_it_fills(self) -> None:
        found = self.part("kanim-atambua", AgencyKind.VERTICAL_AGENCY, "53.04", "imigrasi-ntt")
        assert found == Part("53.04", ("immigration",), with_chain=False)

    def test_a_group_of_offices_of_the_whole_province_nothing(self) -> None:
        assert self.part("polres-ntt", AgencyKind.POLICE, "53", "polda-ntt") is None


class TestWhatStands:
    def word(self, month: int, state: DeskState = DeskState.OPEN, *, proven: bool = False) -> DeskWord:
        return DeskWord(date(2026, month, 1), state, proven)

    def test_no_word_is_silence_and_not_absence(self) -> None:
        assert cell([], OCTOBER.starts_on).standing is DeskStanding.SILENT

    def test_a_claim_is_proven_only_by_a_verifier(self) -> None:
        assert cell([self.word(10)], OCTOBER.starts_on).standing is DeskStanding.REPORTED
        assert cell([self.word(10, proven=True)], OCTOBER.starts_on).standing is DeskStanding.PROVEN

    def test_an_earlier_word_stands_with_its_month(self) -> None:
        found = cell([self.word(8, proven=True)], OCTOBER.starts_on)
        assert (found.standing, found.since) == (DeskStanding.PROVEN, date(2026, 8, 1))

    def test_a_later_word_says_nothing_of_an_earlier_month(self) -> None:
        assert cell([self.word(10)], date(2026, 9, 1)).standing is DeskStanding.SILENT

    def test_of_two_offices_the_one_that_was_verified_is_believed(self) -> None:
        words = [self.word(10, DeskState.ABSENT), self.word(10, proven=True)]
        assert cell(words, OCTOBER.starts_on).standing is DeskStanding.PROVEN

    def test_only_an_open_desk_with_a_proof_can_be_proven(self) -> None:
        entries = {"employment": (DeskState.OPEN, "BA-12"), "health": (DeskState.OPEN, "")}
        assert checked_proven(["employment"], entries) == {"employment"}
        with pytest.raises(RuleBroken, match="menyebut bukti"):
            checked_proven(["health"], entries)

    def test_a_month_is_due_on_the_tenth_of_the_next(self) -> None:
        assert reported_month(ON) == OCTOBER
        assert due_on(OCTOBER) == date(2026, 11, 10)
        assert due_on(Month(2026, 12)) == date(2027, 1, 10)


class TestChain:
    def test_a_sum_of_nothing_said_is_nothing_said(self) -> None:
        assert together([StepCounts(), StepCounts(3)]) == StepCounts(3, None, None)
        assert together([]).is_silent

    def test_where_most_people_are_held_back(self) -> None:
        chain = {
            ChainStep.DOCUMENTS: StepCounts(held_back=96),
            ChainStep.PASSPORT: StepCounts(held_back=71),
            ChainStep.TRAINING: StepCounts(held_back=22),
        }
        found = stall(chain)
        assert found is not None
        assert (found.steps, found.here, found.everywhere) == (
            (ChainStep.DOCUMENTS, ChainStep.PASSPORT),
            167,
            189,
        )

    def test_nobody_held_back_is_no_stall(self) -> None:
        assert stall({ChainStep.DOCUMENTS: StepCounts(4, 4, 0), ChainStep.PASSPORT: StepCounts(4)}) is None


def test_a_draft_comes_back_as_it_was_typed() -> None:
    typed = ServicesTyped(
        {"employment": replace(OPEN, served=nan)}, {ChainStep.PASSPORT: StepTyped(2.0, nan, 0.0)}, "dua meja"
    )
    assert repr(restored(kept(typed))) == repr(typed)


def test_a_report_fills_the_form_that_it_came_from() -> None:
    entries = said(REGISTRATION=StepTyped(12.0, 9.0, nan))
    again = checked(as_typed(entries), PART, NAMES, OCTOBER, ON)
    assert again == entries


class TestTeamsAndOutreach:
    def test_a_team_without_a_decree_is_no_team_that_reports(self) -> None:
        assert TeamFacts("", date(2026, 11, 20)).state(ON) is TeamState.WITHOUT_DECREE

    def test_a_team_falls_silent_after_its_days(self) -> None:
        assert TeamFacts("SK-1", date(2026, 10, 9)).state(ON) is TeamState.REPORTING
        assert TeamFacts("SK-1", date(2026, 10, 8)).state(ON) is TeamState.SILENT
        assert TeamFacts("SK-1", None).state(ON) is TeamState.SILENT

    def test_a_decree_and_its_date_belong_together(self) -> None:
        for decree, decreed_on in (("SK-1", None), ("", ON)):
            with pytest.raises(RuleBroken, match="SK"):
                check_team(decree=decree, decreed_on=decreed_on, last_report_on=None, note="", on=ON)

    def test_members_are_a_count_and_no_assembly(self) -> None:
        assert whole("Anggota", None, most=60) is None
        for value in (61.0, 2.5, -1.0, nan):
            with pytest.raises(RuleBroken, match="Anggota"):
                whole("Anggota", value, most=60)

    def test_an_activity_has_taken_place_and_has_proof(self) -> None:
        facts = {"place": "Betun", "organizer": "Paroki", "proof": "Daftar hadir", "note": ""}
        check_outreach(**facts, held_on=ON, on=ON)
        with pytest.raises(RuleBroken, match="belum tiba"):
            check_outreach(**facts, held_on=date(2026, 11, 24), on=ON)
        with pytest.raises(RuleBroken, match="“Bukti” belum diisi"):
            check_outreach(**(facts | {"proof": " "}), held_on=ON, on=ON)

    @pytest.mark.parametrize(
        ("coverage", "said"),
        [
            (Coverage(7, 3), "3 dari 7 kantong desa yang tercatat sudah punya tim ber-SK atau beranggota."),
            (
                Coverage(7, 0),
                "Belum satu pun dari 7 kantong desa yang tercatat punya tim ber-SK atau beranggota.",
            ),
            (Coverage(0, 0), "Kantong desa PMI di sini belum dicatat siapa pun"),
        ],
    )
    def test_teams_are_held_against_what_is_listed_and_nothing_listed_is_no_zero(
        self, coverage: Coverage, said: str
    ) -> None:
        assert coverage_words(coverage).startswith(said)

    def test_a_team_without_decree_and_members_covers_no_village(self) -> None:
        facts = [("", None), ("", 0), ("SK-7", None), ("", 1)]
        assert [is_there(*each) for each in facts] == [False, False, True, True]
