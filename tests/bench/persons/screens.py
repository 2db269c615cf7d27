"""What a person does at the forms that Streamlit draws: answering a task, planning and closing a meeting."""

from __future__ import annotations

import threading

from playwright.sync_api import Locator

from tests.bench.persons.person import IDENTITY, Fault, Hands, expect
from tests.browser.reading import MAIN, SETTLED, UNFINISHED

STATE = """(field) => {
  const place = field.closest('[data-testid="stTextInput"], [data-testid="stTextArea"]').parentElement;
  return place.querySelector(".gb-text-state")?.dataset.state ?? "";
}"""

RERUN_MS = 250
"""What is pressed starts a run of the page; until then the answer to what was sent before stands there."""

ANSWER = """() => {
  if (!document.querySelector('[data-testid="stApp"][data-test-script-state="notRunning"]')) return null;
  if (document.querySelector('[data-stale="true"]')) return null;
  const shown = (selector) => [...document.querySelectorAll(selector)].map((each) => each.textContent.trim());
  return { receipt: shown(".gb-receipt").join(" "), refusal: shown(".gb-refusal").join(" ") };
}"""


class Screen(Hands):
    """A page of Streamlit's, whose texts the device keeps until they are sent."""

    typed: dict[str, str]
    """What was typed last, by the label of its field."""

    def go(self, address: str) -> None:
        self.page.goto(address)
        self.settle()

    def settle(self) -> None:
        """Until the page is drawn and nothing runs any more."""
        self.page.locator(SETTLED).wait_for(state="attached")
        self.until("the page to be drawn", self._drawn)

    def _drawn(self) -> bool:
        return bool(self.page.locator(f"{MAIN} h1").count()) and not self.page.locator(UNFINISHED).count()

    def is_sent_to(self, url: str) -> bool:
        return False

    def cut(self) -> None:
        """Only without any signal: what these forms send goes over the one line that the page hangs on."""
        if not self._cut:
            self._cut = "offline"
            self.note("cut the link (offline)")
            self.page.context.set_offline(True)

    def join(self) -> None:
        super().join()
        self.settle()

    def restart(self) -> None:
        """Until the page has met the new server: what is pressed before belongs to a form that is gone."""
        joined = threading.Event()
        self.page.on("websocket", lambda line: line.on("framereceived", lambda _: joined.set()))
        super().restart()
        self.until("the page to be joined again", joined.is_set)
        self.settle()

    def text_field(self, label: str) -> Locator:
        return self.page.locator(MAIN).get_by_label(label, exact=True)

    def type_into(self, label: str, text: str) -> None:
        """Into a field that then says of itself that its text is kept on this device; a NIK never is."""
        self.note(f"{label}: {text[:200]!r}")
        field = self.text_field(label)
        before = field.input_value()
        self.put(field, text)
        shown = field.input_value()
        is_line = field.evaluate("(each) => each.tagName") == "INPUT"
        expect(f"the field {label}", text.replace("\n", "").replace("\r", "") if is_line else text, shown)
        self.typed[label] = shown
        if shown != before:
            meant = "nowhere" if IDENTITY in text else "waits"
            self.until(
                f"“{label}” to say where it is kept",
                lambda: self.text_field(label).evaluate(STATE) == meant,
            )

    def choose_option(self, label: str, option: str) -> None:
        box = self.page.locator(MAIN).get_by_role("combobox", name=label)
        box.fill(option)
        box.press("Enter")
        self.settle()

    def press_named(self, name: str) -> None:
        button = self.page.locator(MAIN).get_by_role("button", name=name, exact=True).first
        if self.chance.random() < 0.2:
            self.note(f"press {name} twice")
            button.dblclick()
        else:
            self.note(f"press {name}")
            button.click()

    def answer(self) -> dict[str, str]:
        """What the page says of what was sent, once it has run and says so still a moment later."""
        before: dict[str, str] | None = None

        def found() -> dict[str, str] | None:
            nonlocal before
            said: dict[str, str] | None = self.page.evaluate(ANSWER)
            same, before = said == before, said
            if said is None or not (said["receipt"] or said["refusal"]):
                return None
            if not same:
                self.page.wait_for_timeout(RERUN_MS)
                return None
            return said

        return self.until("a receipt or a refusal", found)

    def as_typed(self, typed: dict[str, str]) -> None:
        """Every field holds what was typed into it last."""
        for label, text in typed.items():
            shown = self.text_field(label).input_value()
            if shown != text:
                raise Fault(f"“{label}” was {text!r} and is {shown!r}")

    def come_back_to(self, typed: dict[str, str]) -> None:
        """After the page was loaded anew, each text that was typed is put back by itself."""
        for label in [label for label, text in typed.items() if IDENTITY in text]:
            if self.text_field(label).input_value() != typed[label]:
                del typed[label]

        def back() -> bool:
            return all(self.text_field(label).input_value() == text for label, text in typed.items())

        try:
            self.until("the texts to be put back", back, 6)
        except Fault:
            self.note(f"the device has {self.page.evaluate('() => JSON.stringify(localStorage)')[:600]}")
            self.as_typed(typed)
