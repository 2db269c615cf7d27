"""Report and verdict: forms that say of each field where this very text is kept."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any, ClassVar
from urllib.parse import urlsplit

from playwright.sync_api import Locator
from sqlalchemy import func, select

from db.commands.progress import discard_draft, submit_report
from db.models import Agency, Checkpoint, Commitment, ProgressReport, User, Verdict
from domain import addresses
from domain.access.errors import LONGEST_REASON, NotFound
from domain.access.permissions import Role
from domain.commitments.health import ReportState, VerdictLevel
from domain.commitments.plausibility import InDoubt
from domain.commitments.progress import LONGEST_NOTE, LONGEST_SENTENCE, CheckpointMeasure, verdict_range
from domain.commitments.requests import DiscardDraft, Seen, SubmitReport, Typed
from domain.numbers import read_number
from domain.reading import Read
from domain.texts import normalised
from domain.time.formats import exact
from domain.words import labels
from tests.bench.persons.person import IDENTITY, NUMBERS, Fault, Hands, expect, in_one_line, kept, same
from tests.browser.reading import PHONE

SAFE = {"saved", "device", "waits"}
"""States in which a field says that its text outlives this page."""

LOOK = """() => {
  const place = document.querySelector(".gb-kept");
  if (!place) return null;
  const seen = (each) => each && !each.closest("[hidden]");
  const form = place.querySelector("form.gb-form");
  const receipt = place.querySelector(".gb-receipt");
  const facts = {};
  for (const each of place.querySelectorAll(".gb-understood dl > div"))
    facts[each.querySelector("dt").textContent] = each.querySelector("dd").textContent;
  const answer = { receipt: receipt ? receipt.textContent : "", facts, form: Boolean(form) };
  if (!form) return answer;
  const values = {}, states = {};
  for (const field of form.querySelectorAll("input[name], select[name], textarea[name]")) {
    if (field.type === "file" || (["radio", "checkbox"].includes(field.type) && !field.checked)) continue;
    values[field.name] = field.value;
    states[field.name] = field.closest(".gb-field")?.querySelector("[data-state]").dataset.state || "";
  }
  const status = form.querySelector("[data-status] span");
  return { ...answer, values, states,
    version: Number(form.dataset.version || 0),
    status: status ? status.textContent : "",
    both: seen(form.querySelector(".gb-versus")) ? form.querySelector(".gb-versus").textContent : "",
    busy: form.querySelector("[type=submit]").getAttribute("aria-disabled") === "true",
    sure: Boolean(seen(form.querySelector("button[data-sure]"))),
    wrong: [...form.querySelectorAll(".gb-wrong, .gb-problem")].filter(seen).map((each) => each.textContent),
  };
}"""


@dataclass(frozen=True)
class Look:
    """What the form shows."""

    receipt: str
    facts: dict[str, str]
    form: bool
    values: dict[str, str]
    states: dict[str, str]
    version: int = 0
    status: str = ""
    both: str = ""
    busy: bool = False
    sure: bool = False
    wrong: tuple[str, ...] = ()

    @property
    def waiting(self) -> set[str]:
        """Fields whose text only this page, or this device, has so far."""
        return {name for name, state in self.states.items() if state in {"device", "nowhere"}}


class KeptForm(Hands):
    """The hands at either form."""

    texts: ClassVar[dict[str, int]]
    """Fields for text, with their longest."""
    number: ClassVar[str]
    point: Point

    @abstractmethod
    def address(self) -> str: ...

    def open(self) -> None:
        self.note(f"{self.account} opens {self.address()}")
        self.page.goto(self.address())
        self._form()
        self.elsewhere: dict[str, str] = {}

    def _form(self) -> Look:
        return self.until("the form", lambda: ((look := self.look()) and look.form and look) or None)

    def look(self) -> Look | None:
        found: dict[str, Any] | None = self.page.evaluate(LOOK)
        if found is None:
            return None
        found.setdefault("values", {})
        found.setdefault("states", {})
        found["wrong"] = tuple(found.get("wrong", ()))
        return Look(**found)

    def now(self) -> Look:
        look = self.look()
        if look is None or not look.form:
            raise Fault("the form is gone")
        return look

    def field(self, name: str) -> Locator:
        return self.page.locator(f".gb-form [name={name}]")

    def acts(self) -> dict[Callable[[], None], float]:
        return {
            self.write_text: 5,
            self.write_number: 4,
            self.choose: 3,
            self.settled: 2,
            self.reload: 2,
            self.go_back: 1,
            self.cut: 1,
            self.join: 1.5,
            self.tab: 1,
            self.wait: 1,
            self.restart: 0.06,
        }

    # What is typed and chosen

    def write_text(self) -> None:
        name = self.chance.choice([each for each in self.texts if self.field(each).count()])
        self.type_into(name, self.sentence(self.texts[name]))

    def write_number(self) -> None:
        self.type_into(self.number, self.chance.choice(NUMBERS))

    def type_into(self, name: str, text: str) -> None:
        self.both_answered()
        self.note(f"{name}: {text!r}")
        self.put(self.field(name), text)
        shown = self.now().values[name]
        # A field of one line holds no line break; a text area holds every one as the same.
        is_line = name == self.number
        meant = text.replace("\n", "").replace("\r", "") if is_line else text
        expect(f"the field {name}", meant, shown)

    @abstractmethod
    def choose(self) -> None: ...

    # What happens to the page

    def settled(self) -> None:
        """Wait until each field says what became of its text."""
        if self.is_cut:
            return
        self.note("wait until it is saved")
        self.both_answered()
        look = self.until("what became of each field", self._told)
        if look is not None and not look.both:
            self.check_draft(look)

    def _told(self) -> Look | None:
        look = self.now()
        if look.both:
            return look
        # A draft has no place for the reason of an amendment; it goes with what is sent.
        return None if look.waiting - {"alasan"} or look.status.startswith("Menyimpan") else look

    def check_draft(self, look: Look) -> None:
        """What is called saved stands in the database."""

    def reload(self) -> None:
        if self._cut == "offline":
            self.join()
        self.both_answered()
        before = self.now()
        self.note("reload")
        self.page.reload()
        self._as_before(before)

    def go_back(self) -> None:
        if self._cut == "offline":
            self.join()
        self.both_answered()
        before = self.now()
        self.note("away, back, forward and back")
        self.page.goto("/sehat")
        self.page.go_back()
        if self.chance.random() < 0.3:
            self.page.go_forward()
            self.page.go_back()
        self._as_before(before)

    def _as_before(self, before: Look) -> None:
        promised = {
            name: text for name, text in before.values.items() if before.states.get(name) in SAFE and text
        }
        self._form()

        def kept_all() -> Look | None:
            look = self.now()
            for name, text in promised.items():
                shown = look.values.get(name, "")
                if self._meaning(name, shown) not in {self._meaning(name, text), self.elsewhere.get(name)}:
                    return None
            return look

        try:
            self.until("the texts", kept_all, 4)
        except Fault:
            now = self.now()
            for name, text in promised.items():
                if self._meaning(name, now.values.get(name, "")) != self._meaning(name, text):
                    raise Fault(
                        f"{name} said {before.states[name]} of {text!r}; after coming back it is "
                        f"{now.values.get(name)!r}"
                    ) from None

    def _meaning(self, name: str, text: str) -> str:
        """A number that comes back from the server is written in figures, however it was typed."""
        if name != self.number:
            return normalised(text)
        meant = self._meant(text) if text else None
        return str(meant) if meant is not None else "".join(text.replace(".", "").split())

    def _meant(self, text: str) -> float | None:
        heard = read_number(text, self.point.measure.unit)
        return float(heard.value) if isinstance(heard, Read) else None

    # Two texts at once

    def both_answered(self) -> str:
        """Which of the two was chosen, if both were shown."""
        look = self.look()
        if look is None or not look.both:
            return ""
        which = self.chance.choice(["mine", "theirs"])
        self.note(f"both texts are shown: {which}")
        mine = look.values
        self.page.locator(f"[data-choose={which}]").click()
        if which == "mine":
            now = self.look()
            if now is not None and now.form:
                expect("the fields after one's own text was chosen", mine, now.values)
        else:
            shown = self.until("their text", lambda: ((now := self.look()) and now.form and now) or None)
            for name in set(self.texts) & set(self.elsewhere):
                expect(f"their {name}", self.elsewhere[name], shown.values[name])
        return which

    # Sending

    def press(self) -> None:
        """The button; some people press everything twice."""
        button = self.button()
        if self.chance.random() < 0.2:
            self.note("press the button twice")
            button.dblclick()
        else:
            self.note("press the button")
            button.click()

    @abstractmethod
    def button(self) -> Locator: ...

    def send(self) -> None:
        if self.chance.random() < 0.2:
            self.cut()
        for _ in range(8):
            before = self.now()
            self.sent_values = before.values
            self.press()
            while True:
                answer, look = self.until("an answer", self.answered)
                if answer != "waiting":
                    break
                if self._cut == "lost" and self.chance.random() < 0.3:
                    self.reload()
                    self.join()
                    self.press()
                    continue
                self.join()
                self.until("the waiting form to go", lambda: self.answered(waiting=False))
            if answer == "receipt":
                self.receipt = look
                return
            if answer == "both":
                # One's own goes on its way by itself; where a draft had met the other, as a draft.
                if self.both_answered() == "mine":
                    look = self.until("an answer to one's own", self._gone_on)
                    if look.receipt:
                        self.receipt = look
                        return
                continue
            self.join()
            expect("the fields after a refusal", self.sent_values, look.values)
            if answer == "sure":
                self.note(f"asked {look.wrong}; yes")
                self.page.locator("button[data-sure]").click()
                if self.until("an answer", self.answered)[0] == "receipt":
                    self.receipt = self.now_or_receipt()
                    return
                continue
            self.note(f"refused: {look.wrong}")
            self.correct()
        raise Fault(f"nothing that was mended was accepted: {self.look()}")

    def now_or_receipt(self) -> Look:
        look = self.look()
        if look is None:
            raise Fault("the form and its receipt are gone")
        return look

    def answered(self, *, waiting: bool = True) -> tuple[str, Look] | None:
        look = self.look()
        if look is None:
            return None
        if not look.form:
            return ("receipt", look) if look.receipt else None
        if look.both:
            return "both", look
        if look.busy:
            return None
        if look.status.startswith("Belum terkirim"):
            return ("waiting", look) if waiting else None
        if look.sure:
            return "sure", look
        return ("refused", look) if look.wrong else None

    def _gone_on(self) -> Look | None:
        answer, look = self.answered(), self.look()
        if answer is not None:
            return answer[1]
        return look if look is not None and look.form and look.status.startswith("Draf tersimpan") else None

    @abstractmethod
    def correct(self) -> None:
        """Replace whatever may have been refused by something that is right."""


@dataclass(frozen=True)
class Point:
    """A checkpoint that somebody with an account reports on."""

    id: int
    code: str
    quarter: str
    account: str
    agency: int
    measure: CheckpointMeasure

    @property
    def middle(self) -> float:
        value = (self.measure.baseline + self.measure.target) / 2
        return float(int(value)) if value >= 1 or not value else self.measure.target


def points(hands: Hands) -> list[Point]:
    statement = (
        select(
            Checkpoint.id,
            Commitment.code,
            Checkpoint.quarter,
            User.username,
            User.agency_id,
            Checkpoint.baseline,
            Checkpoint.target,
            Checkpoint.unit,
        )
        .join(Commitment, Commitment.id == Checkpoint.commitment_id)
        .join(User, User.agency_id == Commitment.owner_id)
        .where(User.role == Role.AGENCY, User.username.not_like("% %"))  # who stands in signs in otherwise
        .order_by(Checkpoint.id, User.id)
    )
    return [
        Point(row[0], row[1], row[2], row[3], row[4], CheckpointMeasure(row[5], row[6], row[7]))
        for row in hands.house.rows(statement)
    ]


def begin_anew(hands: Hands, point: Point) -> None:
    with suppress(NotFound):
        hands.house.do(point.account, discard_draft, DiscardDraft(point.code, point.quarter))


class Report(KeptForm):
    """The phone's report of one checkpoint."""

    name = "report"
    size = PHONE
    texts: ClassVar = {"sentence": LONGEST_SENTENCE, "alasan": LONGEST_REASON}
    number = "value"

    def prepared(self) -> str:
        self.point = self.chance.choice(points(self))
        self.is_plain = self.chance.random() < 0.4
        begin_anew(self, self.point)
        self.last = self._last()
        return self.point.account

    def _last(self) -> int:
        [row] = self.house.rows(select(func.max(ProgressReport.id)))
        return row[0] or 0

    def address(self) -> str:
        """Inside the screens, or on the page that needs no websocket."""
        form = addresses.plain_report_form if self.is_plain else addresses.report_form
        return form(self.point.code, self.point.quarter)

    def is_sent_to(self, url: str) -> bool:
        path = urlsplit(url).path
        return path in {addresses.Endpoint.REPORT_DRAFT, addresses.Endpoint.REPORT_SEND}

    def acts(self) -> dict[Callable[[], None], float]:
        return {**super().acts(), self.second_device: 0.6, self.step: 1}

    def choose(self) -> None:
        self.both_answered()
        blocked = self.chance.choice([True, True, False])
        self.note(f"blocked: {blocked}")
        self.page.locator(".gb-form [name=blocked]").set_checked(blocked)
        if blocked:
            for name, first in (("obstacle", 1), ("helper", 0)):
                options = self.field(name).locator("option")
                value = (
                    options.nth(self.chance.randrange(first, options.count())).get_attribute("value") or ""
                )
                self.note(f"{name}: {value}")
                self.field(name).select_option(value)

    def step(self) -> None:
        self.both_answered()
        self.note("one more, by the button")
        self.page.locator('.gb-form button[data-step]:not([data-step^="-"])').first.click()

    def second_device(self) -> None:
        """The same account at another device writes and saves another sentence."""
        if self.is_cut or self.elsewhere:
            return
        self.settled()
        page, text = self._page(device=2), self.good_sentence()
        self.note(f"a second device saves {text!r}")
        page.goto(self.address())
        page.locator("[name=sentence]").fill(text)
        page.locator(".gb-field:has([name=sentence]) [data-state=saved]").wait_for()
        self.elsewhere = {"sentence": text, "value": page.locator("[name=value]").input_value()}
        page.evaluate("() => localStorage.clear()")
        page.close()

    def check_draft(self, look: Look) -> None:
        saved = {name for name, state in look.states.items() if state == "saved" and look.values[name]}
        if not saved & {"value", "sentence"} or self.elsewhere:
            return
        drafts = self.house.rows(
            select(ProgressReport.claimed_value, ProgressReport.sentence).where(
                ProgressReport.checkpoint_id == self.point.id,
                ProgressReport.state == ReportState.DRAFT,
                ProgressReport.reporter_id == self.house.actor(self.account).user_id,
            )
        )
        if len(drafts) != 1:
            raise Fault(f"{sorted(saved)} said saved, and there are {len(drafts)} drafts")
        if "sentence" in saved:
            expect("the sentence called saved", kept(look.values["sentence"]), drafts[0].sentence.strip())
        if "value" in saved:
            expect("the number called saved", self._meant(look.values["value"]), drafts[0].claimed_value)

    def button(self) -> Locator:
        return self.page.locator(".gb-send [type=submit]")

    def correct(self) -> None:
        self.type_into("value", exact(self.point.middle))
        self.type_into("sentence", self.good_sentence())
        if self.field("alasan").count():
            self.type_into("alasan", "Bukti yang baru masuk.")

    def check(self) -> None:
        sent = self.house.objects(
            select(ProgressReport).where(
                ProgressReport.checkpoint_id == self.point.id,
                ProgressReport.id > self.last,
                ProgressReport.state != ReportState.DRAFT,
            )
        )
        expect("how many reports were sent", 1, len(sent))
        [row], typed, facts = sent, self.sent_values, self.receipt.facts
        expect("the state", ReportState.SUBMITTED, row.state)
        expect("the number typed", self._meant(typed["value"]), row.claimed_value)
        expect("the sentence typed", " ".join(normalised(typed["sentence"]).split()), row.sentence)
        blocked = typed.get("blocked") == "ya"
        expect("the obstacle chosen", typed["obstacle"] if blocked else None, row.obstacle)
        helper = self.house.rows(select(Agency.code).where(Agency.id == row.helper_id))
        expect("the helper chosen", typed["helper"] if blocked else "", helper[0].code if helper else "")
        expect("the claim on the receipt", facts["Capaian"], self.point.measure.amount(row.claimed_value))
        if not same(facts["Kalimat"], row.sentence):
            raise Fault(f"the receipt says {facts['Kalimat']!r}, kept is {row.sentence!r}")


class VerdictForm(KeptForm):
    """A verifier's verdict on a report that was just sent."""

    name = "verdict"
    texts: ClassVar = {"catatan": LONGEST_NOTE, "alasan": LONGEST_REASON}
    number = "nilai"

    def prepared(self) -> str:
        self.point = self.chance.choice(points(self))
        report = SubmitReport(
            self.point.code,
            self.point.quarter,
            Typed(self._claim(), f"Laporan uji nomor {self.chance.randrange(10_000)}.", None, ""),
            Seen(0, self._base()),
            reason="Data pembanding baru masuk.",
        )
        try:
            sent = self.house.do(self.point.account, submit_report, report)
        except InDoubt as doubt:
            sure = tuple(each.answer for each in doubt.asked)
            sent = self.house.do(self.point.account, submit_report, replace(report, sure=sure))
        self.report = sent.report_id
        return self.chance.choice(["inspektorat", "biro.pemerintahan"])

    def _claim(self) -> float:
        choices = [self.point.middle, self.point.measure.target, self.point.measure.baseline]
        return self.chance.choice(choices)

    def _base(self) -> int:
        found = self.house.rows(
            select(ProgressReport.id)
            .where(
                ProgressReport.checkpoint_id == self.point.id,
                ProgressReport.state.not_in((ReportState.DRAFT, ReportState.SUPERSEDED)),
            )
            .order_by(ProgressReport.submitted_at.desc(), ProgressReport.id.desc())
        )
        begin_anew(self, self.point)
        return int(found[0].id) if found else 0

    def address(self) -> str:
        return addresses.verification(self.report)

    def is_sent_to(self, url: str) -> bool:
        return urlsplit(url).path == addresses.Endpoint.VERDICT

    def choose(self) -> None:
        levels = self.page.locator(".gb-form [name=tingkat]:not([disabled])")
        chosen = levels.nth(self.chance.randrange(levels.count()))
        self.note(f"level: {chosen.get_attribute('value')}")
        chosen.locator("xpath=ancestor::label").click()

    def _told(self) -> Look | None:
        look = self.now()
        # No draft of a verdict leaves the device, and a NIK is kept nowhere.
        waiting = {name for name in look.waiting if IDENTITY not in look.values[name]}
        return None if waiting else look

    def button(self) -> Locator:
        self.pressed = self.chance.choice(["terima", "terima", "kembalikan"])
        self.note(f"the button is {self.pressed}")
        return self.page.locator(f".gb-form button[name=putusan][value={self.pressed}]")

    def correct(self) -> None:
        level = VerdictLevel.NO_EVIDENCE
        self.note(f"level: {level}")
        self.page.locator(f".gb-form label:has([name=tingkat][value={level}])").click()
        [row] = self.house.objects(select(ProgressReport).where(ProgressReport.id == self.report))
        allowed = verdict_range(
            level, self.point.measure, claimed=row.claimed_value, last_verified=self._last_verified()
        )
        assert allowed is not None
        self.type_into("nilai", exact(allowed.low))
        self.type_into("catatan", "Bukti belum terkait dengan klaim ini.")
        if self.field("alasan").count():
            self.type_into("alasan", "Bukti yang baru masuk.")

    def _last_verified(self) -> float | None:
        found = self.house.rows(
            select(Verdict.verified_value)
            .join(ProgressReport, ProgressReport.id == Verdict.report_id)
            .where(ProgressReport.checkpoint_id == self.point.id)
            .order_by(Verdict.decided_at.desc(), Verdict.id.desc())
        )
        return found[0].verified_value if found else None

    def check(self) -> None:
        verdicts = self.house.objects(select(Verdict).where(Verdict.report_id == self.report))
        expect("how many verdicts were given", 1, len(verdicts))
        [row], typed, facts = verdicts, self.sent_values, self.receipt.facts
        [report] = self.house.objects(select(ProgressReport).where(ProgressReport.id == self.report))
        returned = self.pressed == "kembalikan"
        expect("the button pressed", ReportState.RETURNED if returned else ReportState.VERIFIED, report.state)
        expect("the level chosen", typed["tingkat"], row.level)
        heard = read_number(typed["nilai"], self.point.measure.unit)
        expect(
            "the number typed", float(heard.value) if isinstance(heard, Read) else None, row.verified_value
        )
        expect("the note typed", in_one_line(typed["catatan"]), row.notes)
        expect("the level on the receipt", facts["Tingkat bukti"], labels.VERDICTS[row.level])
        expect(
            "the value on the receipt",
            facts["Nilai terverifikasi"],
            self.point.measure.amount(row.verified_value),
        )
        said = "Dikembalikan kepada pelapor" if returned else "Diterima sebagai terverifikasi"
        expect("the verdict on the receipt", facts["Putusan"], said)
        if not same(facts["Catatan"], row.notes or "tidak ada"):
            raise Fault(f"the receipt says {facts['Catatan']!r}, kept is {row.notes!r}")
