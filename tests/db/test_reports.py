"""Reports from draft to verdict, on both databases: nothing typed is lost, nobody judges himself."""

import math
import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import Engine, func, select

from components.commitments import report, verification
from db.acting import NothingRecorded, Sender, acting
from db.command import run
from db.commands import evidence, progress, quarters
from db.engine import reading
from db.evidence.keeping import keep_file
from db.evidence.store import EvidenceStore
from db.models import (
    Amendment,
    AuditRecord,
    Checkpoint,
    ProgressReport,
    QuarterLock,
    TargetChange,
    Verdict,
)
from db.queries.audit import verify_chain
from db.queries.commitments import commitment_detail
from db.queries.progress import report_form, verification_queue
from db.queries.revision import data_revision
from domain.access.errors import Forbidden, NotFound, RuleBroken, StaleData
from domain.access.events import Event
from domain.access.permissions import Actor, Permission, Role
from domain.access.screening import IdentityRefused
from domain.commitments.evidence import CleanFile, FileType
from domain.commitments.health import ObstacleKind, ReportState, VerdictLevel
from domain.commitments.plausibility import InDoubt
from domain.commitments.progress import ReportConflict
from domain.commitments.quarters import QuarterClosed
from domain.commitments.requests import (
    AddFile,
    DiscardDraft,
    Judged,
    JudgeReport,
    LockQuarter,
    RemoveEvidence,
    SaveDraft,
    Seen,
    Sent,
    SubmitReport,
    Typed,
)
from domain.commitments.targets import ChangeState
from domain.time.calendar import Clock
from tests import factories
from tests.factories import MovingClock, actor_of, filling

pytestmark = pytest.mark.by_turns

QUARTER = "2026-B12"
NIK = "5371010101900001"


@dataclass
class Case:
    """One commitment of Polda, its people, and the commands with less to write."""

    engine: Engine
    clock: Clock
    code: str
    people: dict[str, Actor]
    pages: dict[str, str] = field(default_factory=dict)

    def form(self, who: str = "polda") -> Any:
        with reading(self.engine) as connection:
            found = report_form(connection, commitment=self.code, quarter=QUARTER, by=self.people[who])
        assert found is not None
        return found

    def seen(self, who: str = "polda", *, page: str = "") -> Seen:
        form = self.form(who)
        return Seen(form.own.version if form.own else 0, form.latest.id if form.latest else 0, page)

    def save(
        self, sentence: str = "Berjalan.", value: float = 4.0, *, by: str = "polda", seen: Seen | None = None
    ):
        return run(
            Sender(self.engine, self.people[by], self.clock),
            progress.save_draft,
            SaveDraft(
                commitment=self.code,
                quarter=QUARTER,
                typed=Typed(value, sentence, None, ""),
                seen=seen or self.seen(by),
            ),
        )

    def submit(
        self,
        sentence: str = "Berjalan.",
        value: float = 4.0,
        *,
        by: str = "polda",
        seen: Seen | None = None,
        reason: str = "",
        sure: tuple[str, ...] = (),
    ) -> Sent:
        return run(
            Sender(self.engine, self.people[by], self.clock, screen="/instansi"),
            progress.submit_report,
            SubmitReport(
                commitment=self.code,
                quarter=QUARTER,
                typed=Typed(value, sentence, None, ""),
                seen=seen or self.seen(by),
                reason=reason,
                sure=sure,
            ),
        )

    def judge(
        self,
        report_id: int,
        *,
        by: str = "inspektorat",
        level: VerdictLevel = VerdictLevel.LIMITED,
        value: float = 2.0,
        returned: bool = False,
        notes: str = "",
        seen: int | None = None,
        reason: str = "",
        sure: tuple[str, ...] = (),
    ) -> Judged:
        return run(
            Sender(self.engine, self.people[by], self.clock),
            progress.judge_report,
            JudgeReport(
                report_id=report_id,
                seen=self.row(report_id).version if seen is None else seen,
                level=level,
                value=value,
                returned=returned,
                notes=notes,
                reason=reason,
                sure=sure,
            ),
        )

    def row(self, report_id: int) -> Any:
        with reading(self.engine) as connection:
            return connection.execute(
                select(ProgressReport.__table__).where(ProgressReport.id == report_id)
            ).one()

    def sentences(self, *states: ReportState) -> list[str]:
        with reading(self.engine) as connection:
            query = select(ProgressReport.sentence).order_by(ProgressReport.id)
            return list(
                connection.scalars(query.where(ProgressReport.state.in_(states or list(ReportState))))
            )

    def point(self) -> Any:
        with reading(self.engine) as connection:
            detail = commitment_detail(connection, self.code, scope=self.people["inspektorat"].scope)
        assert detail is not None
        return detail.checkpoints[0]

    def events(self) -> list[Event]:
        with reading(self.engine) as connection:
            return list(connection.scalars(select(AuditRecord.event).order_by(AuditRecord.id)))

    def revision(self) -> int:
        with reading(self.engine) as connection:
            return data_revision(connection)


@pytest.fixture
def case(engine: Engine, moving_clock: MovingClock) -> Case:
    with filling(engine) as session:
        row, _ = factories.commitment(session, quarters=(QUARTER,), target=10.0)
        people = {
            "polda": factories.user(session),
            "rekan": factories.user(session),
            "dinsos": factories.user(session, agency="dinsos"),
            "inspektorat": factories.user(session, role=Role.VERIFIER),
            "verifikator.polda": factories.user(session, role=Role.VERIFIER, agency="polda-ntt"),
        }
        return Case(
            engine, moving_clock, row.code, {name: actor_of(session, one) for name, one in people.items()}
        )


class TestDrafts:
    def test_beginning_one_is_recorded_and_typing_on_is_not(self, case: Case) -> None:
        before = case.revision()
        case.save("Perdes")
        assert case.events()[-1] is Event.REPORT_BEGUN
        for text in ("Perdes dua", "Perdes dua desa", "Perdes dua desa terbit."):
            case.save(text)
        assert case.revision() == before + 1
        assert case.form().own.sentence == "Perdes dua desa terbit."

    def test_nothing_but_a_draft_passes_the_side_door(self, case: Case) -> None:
        sent = case.submit()
        with (
            pytest.raises(NothingRecorded),
            acting(
                Sender(case.engine, case.people["polda"], case.clock), Permission.REPORT_PROGRESS, drafts=True
            ) as act,
        ):
            act.session.get_one(ProgressReport, sent.report_id).claimed_value = 9.0
        assert case.row(sent.report_id).claimed_value == 4.0

    def test_a_sentence_with_an_identity_is_kept_out_and_the_rest_kept(self, case: Case) -> None:
        case.save("Perdes dua desa.", 3.0)
        saved = case.save(f"Korban ber-NIK {NIK} didampingi.", 5.0)
        assert "NIK" in saved.withheld
        assert NIK not in saved.withheld
        own = case.form().own
        assert (own.sentence, own.value) == ("Perdes dua desa.", 5.0)

    def test_without_a_number_it_claims_nothing_not_even_nought(self, case: Case) -> None:
        case.save("Mulai menulis.", math.nan)
        assert case.form().own.value is None
        with pytest.raises(RuleBroken, match="berupa angka"):
            case.submit("Mulai menulis.", math.nan)

    def test_a_number_that_is_no_longer_understood_leaves_no_older_one_behind(self, case: Case) -> None:
        case.save("Tiga.", 3.0)
        case.save("Tiga.", math.nan)
        assert case.form().own.value is None

    def test_what_was_claimed_last_is_known_to_the_form_and_fills_nothing(self, case: Case) -> None:
        case.submit("Empat.", 4)
        form = case.form()
        assert (form.before, form.own) == (4.0, None)

    def test_the_same_page_may_repeat_itself_when_an_answer_was_lost(self, case: Case) -> None:
        first = Seen(0, 0, "halaman")
        case.save("A", seen=first)
        case.save("AB", seen=first)
        assert case.form().own.sentence == "AB"

    def test_another_page_is_shown_both_texts_and_may_choose(self, case: Case) -> None:
        phone = Seen(0, 0, "ponsel")
        case.save("Dari ponsel.", seen=phone)
        with pytest.raises(ReportConflict) as conflict:
            case.save("Dari meja.", seen=Seen(0, 0, "meja"))
        assert conflict.value.theirs.sentence == "Dari ponsel."
        case.save("Dari meja.", seen=Seen(conflict.value.version, conflict.value.base_id, "meja"))
        assert case.form().own.sentence == "Dari meja."

    def test_colleagues_have_a_draft_each_and_see_the_others(self, case: Case) -> None:
        case.save("Tulisan saya.")
        case.save("Tulisan rekan.", by="rekan")
        form = case.form()
        assert (form.own.sentence, [other.sentence for other in form.others]) == (
            "Tulisan saya.",
            ["Tulisan rekan."],
        )

    def test_one_that_is_thrown_away_is_gone_and_recorded(self, case: Case) -> None:
        case.save()
        run(
            Sender(case.engine, case.people["polda"], case.clock),
            progress.discard_draft,
            DiscardDraft(commitment=case.code, quarter=QUARTER),
        )
        assert case.form().own is None
        assert case.events()[-1] is Event.REPORT_DISCARDED


class TestSending:
    def test_a_report_waits_for_its_verdict_and_says_until_when(self, case: Case) -> None:
        sent = case.submit("Perdes dua desa terbit.", 4)
        assert sent.receipt == "Verifikator memeriksa paling lambat 30 November 2026."
        row = case.row(sent.report_id)
        assert (row.state, row.claimed_value, row.submitted_at) == (ReportState.SUBMITTED, 4.0, case.clock())
        assert case.events()[-1] is Event.REPORT_SUBMITTED

    def test_the_answer_repeats_the_number_the_sentence_and_the_files(self, case: Case) -> None:
        case.save("Perdes dua desa.")
        run(
            Sender(case.engine, case.people["polda"], case.clock),
            evidence.add_file,
            AddFile(case.code, QUARTER, "perdes.pdf", None, CleanFile(b"%PDF-", FileType.PDF, 5)),
        )
        sent = case.submit("Perdes dua desa terbit.", 4)
        assert (sent.commitment, sent.quarter, sent.claim, sent.sentence, sent.files) == (
            case.code,
            QUARTER,
            "4 dari 10 dokumen",
            "Perdes dua desa terbit.",
            ("perdes",),
        )

    @pytest.mark.parametrize(
        ("value", "said"),
        [(11, "melebihi target 10 dokumen"), (1, "kurang dari laporan sebelumnya, 4 dokumen")],
        ids=["more than the target", "less than before"],
    )
    def test_a_surprising_claim_is_asked_about_once_and_then_taken(
        self, case: Case, moving_clock: MovingClock, value: float, said: str
    ) -> None:
        case.submit("Empat.", 4)
        moving_clock.forward(timedelta(days=1))
        with pytest.raises(InDoubt, match=said) as asked:
            case.submit("Lain.", value)
        assert case.sentences(ReportState.SUBMITTED) == ["Empat."]
        assert case.form().own.value == value
        sure = tuple(each.answer for each in asked.value.asked)
        with pytest.raises(InDoubt):
            case.submit("Lain.", value + 1, sure=sure)
        sent = case.submit("Lain.", value, sure=sure)
        assert case.row(sent.report_id).claimed_value == value

    def test_a_second_click_is_answered_like_the_first(self, case: Case) -> None:
        seen = case.seen()
        assert case.submit(seen=seen) == case.submit(seen=seen)
        assert case.sentences() == ["Berjalan."]

    def test_another_text_from_the_same_page_is_no_second_click(self, case: Case) -> None:
        seen = Seen(case.save("Lama.").version, 0)
        case.submit("Lama.", seen=seen)
        with pytest.raises(ReportConflict):
            case.submit("Baru.", seen=seen)

    def test_whoever_comes_second_is_shown_both_and_may_replace_what_waits(self, case: Case) -> None:
        mine, theirs = case.seen(), case.seen("rekan")
        case.submit("Rekan menulis.", 3, by="rekan", seen=theirs)
        with pytest.raises(ReportConflict) as conflict:
            case.submit("Saya menulis.", 4, seen=mine)
        assert (conflict.value.theirs.sentence, conflict.value.theirs.sent) == ("Rekan menulis.", True)
        assert case.form().own.sentence == "Saya menulis."
        case.submit("Saya menulis.", 4, seen=Seen(case.form().own.version, conflict.value.base_id))
        assert case.sentences(ReportState.SUPERSEDED) == ["Rekan menulis."]
        assert case.sentences(ReportState.SUBMITTED) == ["Saya menulis."]
        assert [each.sentence for each in case.point().history] == ["Rekan menulis.", "Saya menulis."]

    def test_a_resubmission_leaves_the_returned_one_as_it_was(
        self, case: Case, moving_clock: MovingClock
    ) -> None:
        first = case.submit("Tanpa nomor.", 4)
        case.judge(first.report_id, returned=True, notes="Kurang: nomor Perdes kedua desa.")
        moving_clock.forward(timedelta(days=1))
        case.submit("Dengan nomor.", 5)
        assert [(each.state, each.sentence) for each in case.point().history] == [
            (ReportState.RETURNED, "Tanpa nomor."),
            (ReportState.SUBMITTED, "Dengan nomor."),
        ]

    @pytest.mark.parametrize(
        ("sentence", "value", "refusal"),
        [
            ("", 4, RuleBroken),
            ("   ", 4, RuleBroken),
            ("x" * 161, 4, RuleBroken),
            ("Berjalan.", -1, RuleBroken),
            ("Berjalan.", 101, RuleBroken),
            ("Berjalan.", float("nan"), RuleBroken),
            ("Berjalan.", float("inf"), RuleBroken),
            (f"NIK {NIK} sudah pulang.", 4, IdentityRefused),
            ("Hubungi 0812-3456-7890.", 4, IdentityRefused),
            ("Paspor B1234567 disita.", 4, IdentityRefused),
        ],
    )
    def test_what_cannot_be_meant_is_refused_and_nothing_is_sent(
        self, case: Case, sentence: str, value: float, refusal: type[Exception]
    ) -> None:
        with pytest.raises(refusal):
            case.submit(sentence, value)
        assert case.sentences(ReportState.SUBMITTED) == []
        with reading(case.engine) as connection:
            stored = connection.scalars(select(ProgressReport.sentence)).all()
        assert not any(NIK in text or "0812" in text or "B1234567" in text for text in stored)

    def test_a_refused_report_waits_as_a_draft(self, case: Case) -> None:
        with pytest.raises(RuleBroken):
            case.submit("Perdes terbit.", 999)
        assert case.form().own.sentence == "Perdes terbit."

    def test_the_item_of_another_agency_is_refused(self, case: Case) -> None:
        for attempt in (case.save, case.submit):
            with pytest.raises(Forbidden, match="instansi lain"):
                attempt(by="dinsos", seen=Seen(0, 0))
        assert case.sentences() == []

    def test_a_checkpoint_that_does_not_exist_is_not_found(self, case: Case) -> None:
        with pytest.raises(NotFound):
            run(
                Sender(case.engine, case.people["polda"], case.clock),
                progress.save_draft,
                SaveDraft(
                    commitment=case.code, quarter="2099-B03", typed=Typed(1, "x", None, ""), seen=Seen(0, 0)
                ),
            )

    def test_whose_help_is_needed_is_kept_with_the_obstacle(self, case: Case) -> None:
        run(
            Sender(case.engine, case.people["polda"], case.clock),
            progress.save_draft,
            SaveDraft(
                commitment=case.code,
                quarter=QUARTER,
                typed=Typed(1, "x", ObstacleKind.BUDGET, "dinsos"),
                seen=Seen(0, 0),
            ),
        )
        own = case.form().own
        assert (own.obstacle, own.helper_code) == (ObstacleKind.BUDGET, "dinsos")


class TestHistory:
    def test_a_report_keeps_the_target_it_was_sent_against(
        self, case: Case, moving_clock: MovingClock
    ) -> None:
        case.submit("Empat dari sepuluh.", 4)
        moving_clock.forward(timedelta(days=1))
        with filling(case.engine) as session:
            point = session.scalars(select(Checkpoint).where(Checkpoint.quarter == QUARTER)).one()
            point.target = 20.0
            session.add(
                TargetChange(
                    commitment_id=point.commitment_id,
                    checkpoint_id=point.id,
                    state=ChangeState.APPROVED,
                    old_target=10.0,
                    new_target=20.0,
                    old_due_on=point.due_on,
                    new_due_on=point.due_on,
                    reason="Sepuluh dokumen lagi disepakati.",
                    proposer_id=case.people["polda"].user_id,
                    agency_id=case.people["polda"].agency_id,
                    proposed_at=case.clock(),
                    decider_id=case.people["inspektorat"].user_id,
                    decision="Disetujui rapat.",
                    decided_at=case.clock(),
                    is_demo=False,
                )
            )
        moving_clock.forward(timedelta(days=1))
        case.submit("Lima dari dua puluh.", 5)
        assert [(each.claimed_value, each.target) for each in case.point().history] == [(4, 10), (5, 20)]


class TestVerdicts:
    def test_a_claim_of_everything_moves_nothing_until_another_agency_decides(
        self, case: Case, moving_clock: MovingClock
    ) -> None:
        first = case.submit("Empat dari sepuluh.", 4)
        case.judge(first.report_id, value=4.0)
        moving_clock.forward(timedelta(days=1))
        second = case.submit("Semua selesai.", 10)
        assert (case.point().progress.claimed, case.point().progress.verified) == (100.0, 40.0)
        moving_clock.forward(timedelta(days=1))
        case.judge(second.report_id, level=VerdictLevel.COMPLETE, value=10.0)
        assert case.point().progress.verified == 100.0

    def test_a_verdict_that_falls_is_asked_about_once_and_then_taken(
        self, case: Case, moving_clock: MovingClock
    ) -> None:
        case.judge(case.submit("Empat dari sepuluh.", 4).report_id, value=4.0)
        moving_clock.forward(timedelta(days=1))
        second = case.submit("Lima dari sepuluh.", 5).report_id
        with pytest.raises(InDoubt, match="1 dokumen kurang dari putusan sebelumnya, 4 dokumen") as asked:
            case.judge(second, value=1.0)
        assert case.row(second).state is ReportState.SUBMITTED
        with pytest.raises(InDoubt):
            case.judge(second, value=2.0, sure=asked.value.answers)
        case.judge(second, value=1.0, sure=asked.value.answers)
        assert case.point().progress.verified == 10.0

    @pytest.mark.parametrize("who", ["polda", "verifikator.polda", "dinsos"])
    def test_neither_the_reporter_nor_his_agency_nor_another_role_decides(self, case: Case, who: str) -> None:
        sent = case.submit()
        with pytest.raises(Forbidden):
            case.judge(sent.report_id, by=who)
        assert case.row(sent.report_id).state is ReportState.SUBMITTED
        with reading(case.engine) as connection:
            assert connection.scalar(select(func.count()).select_from(Verdict)) == 0

    def test_a_return_that_does_not_say_what_is_missing_is_refused(self, case: Case) -> None:
        sent = case.submit()
        with pytest.raises(RuleBroken, match="apa yang kurang"):
            case.judge(sent.report_id, returned=True, notes="kurang")
        judged = case.judge(sent.report_id, returned=True, notes="Kurang: nomor Perdes.")
        assert judged.state is ReportState.RETURNED

    def test_the_answer_repeats_what_was_decided_about_which_commitment(self, case: Case) -> None:
        sent = case.submit()
        judged = case.judge(sent.report_id, level=VerdictLevel.SUBSTANTIAL, value=3.0, notes="Tiga terbukti.")
        assert (judged.state, judged.commitment, judged.quarter) == (
            ReportState.VERIFIED,
            case.code,
            QUARTER,
        )
        assert (judged.level, judged.verified, judged.notes) == (
            VerdictLevel.SUBSTANTIAL,
            "3 dari 10 dokumen",
            "Tiga terbukti.",
        )

    @pytest.mark.parametrize(
        ("level", "value"),
        [
            (VerdictLevel.LIMITED, 4.5),
            (VerdictLevel.COMPLETE, 4.0),
            (VerdictLevel.NO_EVIDENCE, 1.0),
            (VerdictLevel.LIMITED, -1.0),
            (VerdictLevel.SUBSTANTIAL, float("nan")),
        ],
    )
    def test_a_value_outside_the_rules_is_refused(
        self, case: Case, level: VerdictLevel, value: float
    ) -> None:
        sent = case.submit(value=4)
        with pytest.raises(RuleBroken):
            case.judge(sent.report_id, level=level, value=value)
        assert case.row(sent.report_id).state is ReportState.SUBMITTED

    def test_a_note_with_an_identity_is_refused(self, case: Case) -> None:
        sent = case.submit()
        with pytest.raises(IdentityRefused):
            case.judge(sent.report_id, notes=f"Lihat NIK {NIK}.")

    def test_two_verifiers_at_once_decide_once(self, case: Case) -> None:
        sent = case.submit()
        version = case.row(sent.report_id).version
        case.judge(sent.report_id, seen=version)
        with pytest.raises(StaleData):
            case.judge(sent.report_id, seen=version)

    def test_what_was_replaced_meanwhile_is_not_judged(self, case: Case) -> None:
        first = case.submit("Pertama.")
        case.submit("Kedua.")
        with pytest.raises(StaleData):
            case.judge(first.report_id)

    def test_a_draft_cannot_be_judged(self, case: Case) -> None:
        case.save()
        with pytest.raises(NotFound):
            case.judge(case.form().own.report_id)

    def test_the_queue_lists_what_waits_the_oldest_first(self, case: Case, moving_clock: MovingClock) -> None:
        with filling(case.engine) as session:
            other, _ = factories.commitment(session, quarters=(QUARTER,), target=10.0)
        late = Case(case.engine, case.clock, other.code, case.people)
        case.submit("Pertama.")
        moving_clock.forward(timedelta(hours=1))
        late.submit("Kedua.")
        with reading(case.engine) as connection:
            queue = verification_queue(connection, scope=case.people["inspektorat"].scope)
        assert [row.sentence for row in queue] == ["Pertama.", "Kedua."]


class TestProof:
    def add(self, case: Case, store: EvidenceStore, content: bytes = b"isi", *, by: str = "polda") -> Any:
        return keep_file(
            Sender(case.engine, case.people[by], case.clock),
            store,
            AddFile(
                case.code,
                QUARTER,
                name="C:\\dokumen\\SK Gugus Tugas.pdf",
                kind=None,
                file=CleanFile(content, FileType.PDF, len(content)),
            ),
        )

    @pytest.fixture
    def store(self, tmp_path: Path) -> EvidenceStore:
        return EvidenceStore(tmp_path.as_uri())

    def test_a_file_goes_with_the_draft_into_the_report(self, case: Case, store: EvidenceStore) -> None:
        case.save()
        self.add(case, store)
        case.submit()
        [proof] = case.point().history[0].evidence
        assert (proof.title, proof.may_open) == ("SK Gugus Tugas", True)

    def test_the_same_file_twice_is_kept_once(self, case: Case, store: EvidenceStore, tmp_path: Path) -> None:
        case.save()
        assert self.add(case, store).id == self.add(case, store).id
        assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 1

    def test_without_a_draft_no_row_is_written(self, case: Case, store: EvidenceStore) -> None:
        with pytest.raises(NotFound):
            self.add(case, store)

    def test_only_five_fit_one_report(self, case: Case, store: EvidenceStore) -> None:
        case.save()
        for number in range(5):
            self.add(case, store, bytes([number]))
        with pytest.raises(RuleBroken, match="paling banyak 5"):
            self.add(case, store, b"enam")

    def test_what_was_sent_cannot_be_taken_off_and_a_colleagues_draft_neither(
        self, case: Case, store: EvidenceStore
    ) -> None:
        case.save()
        added = self.add(case, store)
        for who in ("rekan", "dinsos"):
            with pytest.raises((RuleBroken, Forbidden)):
                run(
                    Sender(case.engine, case.people[who], case.clock),
                    evidence.remove_evidence,
                    RemoveEvidence(evidence_id=added.id),
                )
        case.submit()
        with pytest.raises(RuleBroken, match="sudah dikirim"):
            run(
                Sender(case.engine, case.people["polda"], case.clock),
                evidence.remove_evidence,
                RemoveEvidence(evidence_id=added.id),
            )

    def test_a_correction_begins_with_the_proof_that_was_there(
        self, case: Case, store: EvidenceStore
    ) -> None:
        case.save()
        self.add(case, store)
        sent = case.submit()
        case.judge(sent.report_id, returned=True, notes="Kurang: tanda tangan kepala desa.")
        case.save("Diperbaiki.", seen=case.seen())
        assert [proof.title for proof in case.form().own.evidence] == ["SK Gugus Tugas"]


class TestClosedQuarters:
    @pytest.fixture
    def closed(self, case: Case, moving_clock: MovingClock, actors: dict[Role, Actor]) -> Callable[[], None]:
        def close() -> None:
            moving_clock.forward(timedelta(days=60))
            run(
                Sender(case.engine, actors[Role.GOVERNOR_OFFICE], case.clock),
                quarters.lock_quarter,
                LockQuarter(quarter=QUARTER),
            )

        return close

    def test_a_report_needs_a_reason_and_shows_as_an_amendment(self, case: Case, closed) -> None:
        closed()
        with pytest.raises(QuarterClosed, match="amandemen"):
            case.submit("Terlambat tercatat.")
        assert case.form().own.sentence == "Terlambat tercatat."
        case.submit("Terlambat tercatat.", reason="Perdes baru ditemukan di arsip desa.")
        with reading(case.engine) as connection:
            assert connection.scalars(select(Amendment.reason)).all() == [
                "Perdes baru ditemukan di arsip desa."
            ]

    def test_a_verdict_needs_a_reason_too(self, case: Case, closed) -> None:
        sent = case.submit()
        closed()
        with pytest.raises(QuarterClosed):
            case.judge(sent.report_id)
        case.judge(sent.report_id, reason="Pemeriksaan selesai setelah penguncian.")


class TestAtTheSameMoment:
    @pytest.mark.on_both
    def test_one_wins_and_the_other_is_shown_both(self, case: Case) -> None:
        start = Barrier(2)
        seen = {who: case.seen(who) for who in ("polda", "rekan")}

        def send(who: str) -> str:
            start.wait()
            try:
                case.submit(f"Kalimat {who}.", by=who, seen=seen[who])
            except ReportConflict as conflict:
                return conflict.theirs.sentence
            return ""

        with ThreadPoolExecutor(2) as pool:
            shown = dict(zip(("polda", "rekan"), pool.map(send, ("polda", "rekan")), strict=True))
        winner = next(who for who, text in shown.items() if not text)
        loser = next(who for who in shown if who != winner)
        assert shown[loser] == f"Kalimat {winner}."
        assert case.sentences(ReportState.SUBMITTED) == [f"Kalimat {winner}."]
        assert case.form(loser).own.sentence == f"Kalimat {loser}."

    @pytest.mark.on_both
    def test_the_same_form_from_two_connections_counts_once(self, case: Case) -> None:
        start = Barrier(2)
        seen = case.seen()

        def send(_: int) -> int:
            start.wait()
            return case.submit(seen=seen).report_id

        with ThreadPoolExecutor(2) as pool:
            assert len(set(pool.map(send, range(2)))) == 1
        assert len(case.sentences()) == 1

    @pytest.mark.slow
    def test_200_random_interleavings_lose_nothing(self, case: Case) -> None:
        """Three pages of two people save and send in any order, knowing only what they were told.

        A draft that is overwritten was written by the same page, or was shown to it before; what was
        sent stays in the history.
        """
        chance = random.Random(6_082_025)
        pages = {"p1": "polda", "p2": "polda", "r1": "rekan"}
        known = {page: Seen(0, 0, page) for page in pages}
        told: dict[str, set[str]] = {page: set() for page in pages}
        written_by: dict[str, str] = {}
        sent: set[str] = set()
        conflicts = 0
        for turn in range(200):
            page = chance.choice(list(pages))
            who, text, seen = pages[page], f"Kalimat {turn}.", known[page]
            before = case.form(who).own
            try:
                if chance.random() < 0.3:
                    case.submit(text, by=who, seen=seen)
                    known[page] = Seen(0, case.form(who).latest.id, page)
                    sent.add(text)
                else:
                    known[page] = Seen(case.save(text, by=who, seen=seen).version, seen.base_id, page)
                written_by[text] = page
            except ReportConflict as conflict:
                conflicts += 1
                own = case.form(who).own
                told[page].add(conflict.theirs.sentence)
                known[page] = Seen(own.version if own else 0, conflict.base_id, page)
                if own is not None and own.sentence == text:
                    written_by[text] = page
            now = case.form(who).own
            if before is not None and before.sentence not in sent and now != before:
                overwritten = now is None or now.sentence != before.sentence
                mine_to_drop = written_by.get(before.sentence) == page or before.sentence in told[page]
                assert not overwritten or mine_to_drop, f"turn {turn}: {before.sentence} was lost"
        history = case.sentences(ReportState.SUBMITTED, ReportState.SUPERSEDED)
        assert set(history) == sent
        assert len(case.sentences(ReportState.SUBMITTED)) == 1
        assert conflicts > 20
        with reading(case.engine) as connection:
            assert verify_chain(connection).broken_at is None


def test_the_receipts_of_an_amended_quarter_repeat_that_it_is_one_and_why(case: Case) -> None:
    with filling(case.engine) as session:
        by = case.people["inspektorat"]
        session.add(
            QuarterLock(quarter=QUARTER, locked_at=case.clock(), locker_id=by.user_id, agency_id=by.agency_id)
        )
    reason = "Dokumen ketiga baru ditemukan sesudah dikunci."
    sent = case.submit(reason=reason)
    judged = case.judge(sent.report_id, reason=reason)
    assert (sent.amendment, judged.amendment) == (reason, reason)
    for shown in (report.receipt(sent, None), verification.receipt(judged, None)):
        assert f"Triwulan ini sudah dikunci; alasan: {reason}" in shown
