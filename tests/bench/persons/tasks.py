"""A task is answered, worked on and claimed by the agency that owns it."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import func, select

from db.commands.tasks import move_task, propose
from db.engine import reading
from db.models import Agency, Task, TaskStep
from db.queries.date_context import date_context
from domain import addresses
from domain.tasks.life import RULES, Move, Needs, Said, TaskClass, TaskOrigin
from domain.tasks.proposals import LONGEST_TEXT, Proposal
from domain.tasks.requests import MoveTask
from domain.time.date_words import read_date
from domain.words import labels
from tests.bench.persons.person import DATES, Fault, expect, in_one_line
from tests.bench.persons.screens import Screen
from tests.browser.reading import MAIN, PHONE
from tests.factories import MORNING

OWNERS = ("polda", "dpmd", "disnakertrans", "dinsos", "dinkes", "pemkab.malaka", "imigrasi")
PROPOSER = "sekretariat"

BEFORE = {
    Move.ACCEPT: (),
    Move.COUNTER: (),
    Move.DECLINE: (),
    Move.START: (Move.ACCEPT,),
    Move.BLOCK: (Move.ACCEPT,),
    Move.UPDATE: (Move.ACCEPT, Move.START),
    Move.CLAIM: (Move.ACCEPT, Move.START),
}
"""What a session does, and what came before it."""

WHO_HELPS, HELPER = "Butuh bantuan siapa?", "BP3MI NTT"
DUE, TERMS, PROOF = "Tenggat lain", "Syarat lain (bila ada)", "Bukti yang diserahkan"
PROGRESS, PERCENTS = "Kemajuan (persen)", ("40", "55%", "70")


class Answer(Screen):
    name = "task"
    size = PHONE

    def prepared(self) -> str:
        self.move = self.chance.choice(list(BEFORE))
        account = self.chance.choice(OWNERS)
        self.code = self.house.do(
            PROPOSER,
            propose,
            Proposal(
                title=f"Tugas uji {self.chance.randrange(10_000)}",
                output="Berita acara bertanda tangan",
                owner_code=self.house.agency_code(account),
                region_code="53",
                due="2026-12-18",
                task_class=TaskClass.ORDINARY,
                supporter_codes=(),
                origin=TaskOrigin.BY_HAND,
                origin_key="",
            ),
        )
        for move in BEFORE[self.move]:
            said = Said(note="Dikerjakan.")
            self.house.do(account, move_task, MoveTask(self.code, move, self.row().version, said))
        self.before = self._steps()
        self.typed = {}
        self.helper = ""
        return account

    def row(self) -> Task:
        [row] = self.house.objects(select(Task).where(Task.code == self.code))
        assert isinstance(row, Task)
        return row

    def _steps(self) -> int:
        [row] = self.house.rows(
            select(func.count()).select_from(TaskStep).join(Task).where(Task.code == self.code)
        )
        return int(row[0])

    @property
    def needs(self) -> tuple[Needs, ...]:
        return RULES[self.move].needs

    @property
    def is_asked(self) -> bool:
        return bool(self.needs)

    @property
    def note_label(self) -> str:
        return "Alasan" if Needs.REASON in self.needs and self.move is not Move.UPDATE else "Catatan"

    def fields(self) -> list[str]:
        if not self.is_asked:
            return []
        labels_ = [self.note_label]
        if Needs.OFFER in self.needs:
            labels_ += [DUE, TERMS]
        if Needs.EVIDENCE in self.needs:
            labels_ += [PROOF]
        if Needs.PROGRESS in self.needs:
            labels_ += [PROGRESS]
        return labels_

    def open(self) -> None:
        self.note(f"{self.account} opens {self.code} to {self.move}")
        self.go(addresses.task(self.code))
        self._open_fields()

    def _open_fields(self) -> None:
        if not self.is_asked or self.text_field(self.note_label).count():
            return
        self.page.get_by_role("button", name=labels.TASK_MOVES[self.move], exact=True).click()
        self.text_field(self.note_label).wait_for()
        self.settle()

    def acts(self) -> dict[Callable[[], None], float]:
        return {
            self.write: 6,
            self.choose: 2,
            self.tab: 1,
            self.wait: 1,
            self.reload: 1.5,
            self.go_back: 0.7,
            self.blink: 0.7,
            self.restart: 0.06,
        }

    def write(self) -> None:
        if not self.fields():
            return
        label = self.chance.choice(self.fields())
        chosen = {DUE: DATES, PROGRESS: PERCENTS}.get(label)
        self.type_into(label, self.chance.choice(chosen) if chosen else self.sentence(LONGEST_TEXT))

    def choose(self) -> None:
        if Needs.HELPER in self.needs:
            self.note("choose a helper")
            self.choose_option(WHO_HELPS, HELPER)
            self.helper = "bp3mi-ntt"

    def reload(self) -> None:
        self.note("reload")
        self.page.reload()
        self._again()

    def go_back(self) -> None:
        self.note("away and back")
        self.page.goto("/sehat")
        self.page.go_back()
        self._again()

    def blink(self) -> None:
        self.cut()
        if self.fields() and self.chance.random() < 0.7:
            self.write()
        self.join()
        self._again()

    def restart(self) -> None:
        super().restart()
        self._again()

    def _again(self) -> None:
        self.settle()
        self._open_fields()
        self.come_back_to(self.typed)
        if self.helper:
            box = self.page.locator(MAIN).get_by_role("combobox", name=WHO_HELPS)
            self.until("the helper to be put back", lambda: box.input_value() == HELPER)

    def send(self) -> None:
        for _ in range(6):
            if not self.is_asked:
                self.press_named(labels.TASK_MOVES[self.move])
            else:
                self.press_named(f"Kirim: {labels.TASK_MOVES[self.move].lower()}")
            said = self.answer()
            if said["receipt"]:
                self.receipt = said["receipt"]
                return
            self.note(f"refused: {said['refusal']}")
            self.as_typed(self.typed)
            self.correct()
        raise Fault(f"nothing that was mended was accepted: {said}")

    def correct(self) -> None:
        for label in self.fields():
            self.type_into(label, {DUE: "6 minggu", PROGRESS: "65"}.get(label) or self.good_sentence())
        if Needs.HELPER in self.needs:
            self.choose()

    def check(self) -> None:
        row = self.row()
        expect("how many steps were made", self.before + 1, self._steps())
        expect("the state", RULES[self.move].to, row.state)
        said = f"{self.code}: {labels.TASK_STATES[row.state].lower()}"
        if said not in self.receipt:
            raise Fault(f"the receipt says {self.receipt!r}, the task is {row.state}")
        note = in_one_line(self.typed.get(self.note_label, ""))
        if self.move in (Move.COUNTER, Move.DECLINE, Move.BLOCK):
            expect("the reason typed", note, row.reason)
        if self.move is Move.COUNTER:
            self._check_offer(row)
        if Needs.EVIDENCE in self.needs:
            expect("the proof typed", in_one_line(self.typed[PROOF]), row.evidence)
        if Needs.PROGRESS in self.needs:
            expect("the progress typed", int(self.typed[PROGRESS].removesuffix("%")), row.progress)
        if Needs.HELPER in self.needs:
            [helper] = self.house.rows(select(Agency.code).where(Agency.id == row.helper_id))
            expect("the helper chosen", self.helper, helper.code)
        [step] = self.house.rows(
            select(TaskStep.note)
            .join(Task)
            .where(Task.code == self.code)
            .order_by(TaskStep.id.desc())
            .limit(1)
        )
        if note not in step.note:
            raise Fault(f"typed {note!r}, the history says {step.note!r}")

    def _check_offer(self, row: Task) -> None:
        expect("the terms typed", in_one_line(self.typed.get(TERMS, "")), row.countered_terms)
        words = self.typed.get(DUE, "").strip()
        if not words:
            expect("the day offered", None, row.countered_due_on)
            return
        with reading(self.house.engine) as connection:
            here = date_context(connection, MORNING.date())
        expect("the day offered", read_date(words, here), row.countered_due_on)
