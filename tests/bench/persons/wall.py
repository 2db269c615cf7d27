"""A decision is typed in front of the shared screen while the meeting goes on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from urllib.parse import urlsplit

from playwright.sync_api import Locator
from sqlalchemy import func, select

from db.commands.meetings import move_meeting, schedule
from db.models import Agency, Decision, Task
from domain import addresses
from domain.meetings.life import LONGEST_TEXT, Classification, MeetingState
from domain.meetings.requests import MoveMeeting, Plan
from domain.time.formats import day_and_date
from tests.bench.persons.house import WALL, House
from tests.bench.persons.person import DATES, IDENTITY, Fault, Hands, expect, kept, same
from tests.factories import MORNING

CHAIR = "sekretariat"
OWNERS = ("Polda NTT", "Dinas Sosial", "BP3MI NTT", "Kejati")

LOOK = """() => {
  const at = (id) => document.getElementById(id), form = at("catat");
  return { open: !form.hidden, text: at("bunyi").value, owner: at("pj").value, due: at("tenggat").value,
    kind: form.querySelector("[name=ragam]:checked")?.value ?? "",
    said: at("pesan").hidden ? "" : at("pesan").textContent,
    refused: at("kabar").hidden ? "" : at("kabar").textContent };
}"""


def plan(title: str, day: date | None = None) -> Plan:
    """A meeting of this very morning, unless another day is given."""
    return Plan(
        title=title,
        day=day or MORNING.date(),
        at=time(9),
        place="Aula",
        planned_minutes=90,
        classification=Classification.ORDINARY,
        basis="",
        chair="Gubernur NTT",
        note_taker="Biro Administrasi Pimpinan",
    )


def meeting(house: House, state: MeetingState, title: str = "Rapat uji") -> int:
    """A new meeting that has come so far."""
    number: int = house.do(CHAIR, schedule, plan(title))
    for step in (MeetingState.OPEN, MeetingState.IN_PROGRESS):
        if state is MeetingState.DRAFT:
            break
        house.do(CHAIR, move_meeting, MoveMeeting(number, step))
        if step is state:
            break
    return number


class DecisionForm(Hands):
    name = "decision"
    size = WALL

    def prepared(self) -> str:
        self.meeting = meeting(self.house, MeetingState.IN_PROGRESS)
        self.typed = {"text": "", "owner": "", "due": ""}
        [row] = self.house.rows(select(func.max(Task.id)))
        self.last_task = row[0]
        return CHAIR

    def is_sent_to(self, url: str) -> bool:
        return urlsplit(url).path == addresses.Endpoint.WALL_DECISION

    def open(self) -> None:
        self.note("opens the screen of a meeting and the form of a decision")
        self.page.goto(addresses.wall(self.meeting))
        self._open_form()

    def _open_form(self) -> None:
        self.page.locator(".slaid:visible").first.wait_for()
        if not self.look()["open"]:
            self.page.keyboard.press("+")
        self.page.locator("#catat").wait_for()

    def look(self) -> dict[str, str]:
        found: dict[str, str] = self.page.evaluate(LOOK)
        return found

    def acts(self) -> dict[Callable[[], None], float]:
        return {
            self.write_text: 4,
            self.write_owner: 3,
            self.write_due: 3,
            self.choose: 1.5,
            self.reload: 1.5,
            self.go_back: 0.7,
            self.escape: 1,
            self.cut: 1,
            self.join: 1,
            self.tab: 1,
            self.wait: 1,
            self.restart: 0.06,
        }

    def _type(self, name: str, text: str) -> None:
        self.note(f"{name}: {text!r}")
        field = self._field(name)
        self.put(field, text)
        shown = field.input_value()
        meant = text if name == "text" else text.replace("\n", "").replace("\r", "")
        expect(f"the field {name}", meant, shown)
        self.typed[name] = shown

    def _field(self, name: str) -> Locator:
        return self.page.locator({"text": "#bunyi", "owner": "#pj", "due": "#tenggat"}[name])

    def write_text(self) -> None:
        self._type("text", self.sentence(LONGEST_TEXT))

    def write_owner(self) -> None:
        self._type("owner", self.chance.choice(OWNERS))
        self.page.keyboard.press("Tab")
        self.typed["owner"] = self._field("owner").input_value()

    def write_due(self) -> None:
        self._type("due", self.chance.choice(DATES))

    def choose(self) -> None:
        kind = self.chance.choice(["tugas", "keputusan"])
        self.note(f"kind: {kind}")
        self.page.locator(f"#catat label:has([value={kind}])").click()

    def escape(self) -> None:
        self.note("Escape, and the form again")
        self.page.keyboard.press("Escape")
        self._as_before()

    def reload(self) -> None:
        if self._cut == "offline":
            self.join()
        self.note("reload")
        self.page.reload()
        self._as_before()

    def go_back(self) -> None:
        if self._cut == "offline":
            self.join()
        self.note("away and back")
        self.page.goto("/sehat")
        self.page.go_back()
        self._as_before()

    def restart(self) -> None:
        super().restart()
        self._as_before()

    def _as_before(self) -> None:
        """What was typed is there again; without a text the form begins anew."""
        self._open_form()
        now = self.look()
        if not self.typed["text"] or IDENTITY in self.typed["text"]:
            self.typed = {name: now[name] for name in self.typed}
            return
        self._take_the_name(now)
        for name, text in self.typed.items():
            expect(f"the field {name} when the form is open again", text, now[name])

    def _take_the_name(self, now: dict[str, str]) -> None:
        """A part of a name that means one agency is its whole name when the form is filled again."""
        if now["owner"].startswith(self.typed["owner"]):
            self.typed["owner"] = now["owner"]

    def send(self) -> None:
        if self.chance.random() < 0.25:
            self.cut()
        for _ in range(6):
            self.kind = self.look()["kind"]
            self._press()
            became, said = self.until("an answer", self._answered)
            if became == "queued":
                self.note("it waits in this browser")
                if self._cut == "lost" and self.chance.random() < 0.4:
                    self.note("reload while it waits")
                    self.page.reload()
                self.join()
                became, said = self.until("the waiting decision to go", self._delivered)
            if became == "taken":
                self.told = said
                return
            self.note(f"refused: {said}")
            now = self.look()
            self._take_the_name(now)
            for name, text in self.typed.items():
                expect(f"the field {name} after a refusal", text, now[name])
            self.correct()
        raise Fault(f"nothing that was mended was accepted: {said}")

    def _press(self) -> None:
        self.note("Ctrl+Enter" if self.chance.random() < 0.5 else "press Catat")
        if self.steps[-1] == "press Catat":
            self.page.locator("#catat [type=submit]").click()
        else:
            self.page.locator("#bunyi").press("Control+Enter")

    def _answered(self) -> tuple[str, str] | None:
        now = self.look()
        if now["open"]:
            return ("refused", now["refused"]) if now["refused"] else None
        if "tercatat" in now["said"]:
            return "taken", now["said"]
        return ("queued", "") if "tersimpan di peramban" in now["said"] else None

    def _delivered(self) -> tuple[str, str] | None:
        answer = self._answered()
        return None if answer is None or answer[0] == "queued" else answer

    def correct(self) -> None:
        self._type("text", self.good_sentence())
        self._type("owner", "Polda NTT")
        self.page.keyboard.press("Tab")
        self.typed["owner"] = self._field("owner").input_value()
        self._type("due", "2 minggu")

    def check(self) -> None:
        rows = self.house.objects(select(Decision).where(Decision.meeting_id == self.meeting))
        expect("how many decisions were recorded", 1, len(rows))
        [row] = rows
        expect("the text typed", kept(self.typed["text"]), row.text)
        owner = self.house.rows(select(Agency.short_name).where(Agency.id == row.owner_id))
        said = [f"penanggung jawab {owner[0].short_name}" if owner else "tanpa penanggung jawab"]
        said += [f"tenggat {day_and_date(row.due_on)}" if row.due_on else "tanpa tenggat"]
        task = self.house.rows(select(Task.code).where(Task.decision_id == row.id))
        said += [f"menjadi {task[0].code}" if task else "tanpa tugas"]
        told = f"Keputusan {row.number}/{row.year} tercatat: {', '.join(said)}."
        if not same(told, self.told):
            raise Fault(f"the screen said {self.told!r}; kept are {row.number}, {said}")
        expect("whether it became a task", self.kind == "tugas", bool(task))
        expect("whether it has an owner", bool(self.typed["owner"].strip()), bool(owner))
