"""The forms around a meeting: its plan, who took part, its notes, and closing it."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import func, select

from db.models import Attendance, Meeting, MeetingSeal
from domain import addresses
from domain.meetings.life import LONGEST_NOTES, MeetingState
from tests.bench.persons.person import Fault, expect, kept
from tests.bench.persons.screens import Screen
from tests.bench.persons.wall import CHAIR, meeting

PLAN = {"Judul": 160, "Tempat": 120, "Dasar": 200, "Pimpinan rapat": 120, "Notulis": 120}
COLUMNS = {
    "Judul": "title",
    "Tempat": "place",
    "Dasar": "basis",
    "Pimpinan rapat": "chair",
    "Notulis": "note_taker",
    "Arahan pimpinan": "directions",
    "Pembahasan": "discussion",
}
NOTES = {"Arahan pimpinan": LONGEST_NOTES, "Pembahasan": LONGEST_NOTES}
SAVES = {"rencana": "Simpan rencana", "hadir": "Catat sisanya hadir", "notulen": "Simpan catatan"}


class MeetingForm(Screen):
    name = "meeting"

    def prepared(self) -> str:
        self.part = self.chance.choice(["rencana", "rencana", "hadir", "notulen", "tutup"])
        running = self.part in {"hadir", "tutup"} or self.chance.random() < 0.4
        state = MeetingState.IN_PROGRESS if running else MeetingState.DRAFT
        self.meeting = meeting(self.house, state)
        self.typed = {}
        return CHAIR

    @property
    def longest(self) -> dict[str, int]:
        return {"rencana": PLAN, "notulen": NOTES}.get(self.part, {})

    def open(self) -> None:
        self.note(f"opens the part {self.part} of a meeting")
        part = "agenda" if self.part == "tutup" else self.part
        self.go(addresses.meeting(self.meeting, part=part))

    def acts(self) -> dict[Callable[[], None], float]:
        return {
            self.write: 6,
            self.tab: 1,
            self.wait: 1,
            self.reload: 1.5,
            self.go_back: 0.7,
            self.blink: 0.7,
            self.restart: 0.06,
        }

    def write(self) -> None:
        if not self.longest:
            return
        label = self.chance.choice(list(self.longest))
        self.type_into(label, self.sentence(self.longest[label]))

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
        self.write()
        self.join()
        self._again()

    def restart(self) -> None:
        super().restart()
        self._again()

    def _again(self) -> None:
        self.settle()
        self.come_back_to(self.typed)

    def send(self) -> None:
        for _ in range(6):
            self._press()
            said = self.answer()
            if said["receipt"]:
                self.receipt = said["receipt"]
                return
            self.note(f"refused: {said['refusal']}")
            self.as_typed(self.typed)
            for label in self.typed:
                self.type_into(label, self.good_sentence())
        raise Fault(f"nothing that was mended was accepted: {said}")

    def _press(self) -> None:
        if self.part == "tutup":
            if not self.page.get_by_role("button", name="Tutup dan segel", exact=True).count():
                self.page.locator('[data-testid="stPopover"] button', has_text="Tutup rapat").first.click()
            self.page.get_by_role("button", name="Tutup dan segel", exact=True).click()
            self.note("closes and seals")
            return
        self.press_named(
            {"rencana": "Simpan rencana", "hadir": "Catat sisanya hadir", "notulen": "Simpan catatan"}[
                self.part
            ]
        )

    def check(self) -> None:
        [row] = self.house.objects(select(Meeting).where(Meeting.id == self.meeting))
        for label, text in self.typed.items():
            expect(f"“{label}”", kept(text), getattr(row, COLUMNS[label]))
        if self.part == "hadir":
            self._check_attendance()
        if self.part == "tutup":
            self._check_seal(row)

    def _check_attendance(self) -> None:
        [seated] = self.house.rows(
            select(func.count()).select_from(Attendance).where(Attendance.meeting_id == self.meeting)
        )
        head = self.page.locator("h2, h3", has_text="Kehadiran").locator("xpath=..").inner_text()
        if f"{seated[0]} dari {seated[0]} instansi" not in " ".join(head.split()):
            raise Fault(f"the page says {head!r}, {seated[0]} agencies are recorded")

    def _check_seal(self, row: Meeting) -> None:
        expect("the state", MeetingState.CLOSED, row.state)
        seals = self.house.objects(select(MeetingSeal).where(MeetingSeal.meeting_id == self.meeting))
        expect("how many seals there are", 1, len(seals))
        self.page.goto(addresses.meeting(self.meeting, part="notulen"))
        self.settle()
        if seals[0].code not in self.page.locator("main, [data-testid=stMain]").first.inner_text():
            raise Fault(f"the seal {seals[0].code} is not on the page")
