"""A person at a form: what hands do, what eyes read, and the words and numbers that people type."""

from __future__ import annotations

import random
import time
from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Any, ClassVar, TypeVar

from playwright.sync_api import Error, Locator, Page, Route

from domain.texts import normalised
from tests.bench.persons.house import PORTABLE, House

Found = TypeVar("Found")

PATIENCE = 25.0
LOOK_EVERY = 40

SENTENCES = (
    "Perdes dua desa di Kobalima sudah bernomor.",
    "Rapat lintas instansi di Kefamenanu, 14 orang hadir.",
    "  Sosialisasi   di Betun selesai;\tdaftar hadir menyusul. ",
    "“Tunda dulu” – kata camat; dijadwalkan lagi 3–4 Desember.",
    "Nomor 188.45/12/2026 ditandatangani, 100% lengkap & dicap.",
    "Desa Naibonat, Oebelo, dan Ne'o selesai; “sisanya” {dua} minggu lagi.",
    "<b>Sudah</b> disepakati 5 < 7 desa; {result} menyusul.",
    "Cafe\u0301 De\u0301sa: pelatihan selesai",
    "Selesai \U0001f44d di 3 desa → lanjut",
    "Baris satu\u000bbaris dua dari Word",
    "Satu\u00a0spasi\u200btak tampak",
    "ya",
)
LONG = "Pelatihan petugas desa di Malaka. "
IDENTITY = "Korban ber-NIK 5371010101900001 pulang."
UNDRAWABLE = "Selesai \U0001fae8\u0b95 di dua desa"
NUMBERS = (
    "12",
    "1",
    "0",
    "3,5",
    "1.250",
    "62.500",
    "1.250,75",
    "Rp 1.250.000.000,00",
    "-3",
    "sekitar 12",
    "dua belas",
    "45 %",
    " 7 ",
    "1.25",
    "3 juta",
    "1,5 rb",
    "12 desa",
    "setengah",
    "10-12",
    "abc",
    "1 250",
)
DATES = (
    "2 minggu",
    "6 minggu",
    "25 november",
    "1 Desember 2026",
    "05/12/26",
    "besok",
    "Senin depan",
    "akhir bulan",
    "minggu depan",
    "H-3 Natal",
    "secepatnya",
    "31 Februari",
    "akhir Desember",
    "12 des",
)


class Fault(AssertionError):
    """What the person was told is not what is there."""


class Hands(ABC):
    """One session of one person at one form."""

    name: ClassVar[str]
    size: ClassVar[tuple[int, int]] = PORTABLE

    def __init__(self, house: House, chance: random.Random) -> None:
        self.house = house
        self.chance = chance
        self.steps: list[str] = []
        self.complaints: list[str] = []
        self.account = self.prepared()
        self.page: Page = self._page()
        self._cut: str = ""

    # What a form is

    @abstractmethod
    def prepared(self) -> str:
        """Leave in the database what the form is about; returns whose form it is."""

    @abstractmethod
    def open(self) -> None: ...

    @abstractmethod
    def acts(self) -> dict[Callable[[], None], float]:
        """What a person may do here, and how often in comparison."""

    @abstractmethod
    def send(self) -> None:
        """Until the form is taken, mending whatever is refused."""

    @abstractmethod
    def check(self) -> None:
        """Raise a Fault unless the receipt says what is in the database, once."""

    # The session

    def play(self) -> None:
        self.open()
        acts = self.acts()
        for _ in range(self.chance.randint(3, 9)):
            [act] = self.chance.choices(list(acts), list(acts.values()))
            act()
        self.join()
        self.send()
        self.check()
        if self.complaints:
            raise Fault(f"the page broke: {self.complaints[0]}")

    def leave(self) -> None:
        """Nothing of this session stays on the device."""
        self.page.unroute_all(behavior="ignoreErrors")
        self.page.context.set_offline(False)
        try:
            if not self.page.url.startswith(self.house.server.url):
                self.page.goto("/sehat")
            self.page.evaluate("() => localStorage.clear()")
        except Error:
            pass  # the page is broken already, which is said elsewhere
        self.page.close()

    def _page(self, device: int = 1) -> Page:
        page = self.house.context(self.account, self.size, device).new_page()
        page.set_default_timeout(PATIENCE * 1_000)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        return page

    def note(self, step: str) -> None:
        self.steps.append(step)

    def until(self, what: str, found: Callable[[], Found | None], seconds: float = PATIENCE) -> Found:
        """The first answer that is one; a Fault if there is none in time."""
        deadline = time.monotonic() + seconds
        while True:
            answer = found()
            if answer:
                return answer
            if time.monotonic() > deadline:
                raise Fault(f"waited {seconds:.0f} s for {what}")
            self.page.wait_for_timeout(LOOK_EVERY)

    # What anybody may do on any page

    @property
    def is_cut(self) -> bool:
        return bool(self._cut)

    def cut(self) -> None:
        """No signal at all, or a line on which nothing that is sent arrives."""
        if self._cut:
            return
        self._cut = self.chance.choice(["offline", "lost"])
        self.note(f"cut the link ({self._cut})")
        if self._cut == "offline":
            self.page.context.set_offline(True)
        else:
            self.page.route(self.is_sent_to, _lose)

    @abstractmethod
    def is_sent_to(self, url: str) -> bool:
        """Whether this address takes what the form sends."""

    def join(self) -> None:
        if not self._cut:
            return
        self.note("the link is back")
        if self._cut == "offline":
            self.page.context.set_offline(False)
        else:
            self.page.unroute_all(behavior="ignoreErrors")
        self._cut = ""

    def restart(self) -> None:
        self.note("the server is killed and started again")
        self.house.restart()

    def tab(self) -> None:
        self.note("Tab")
        self.page.keyboard.press("Tab")

    def wait(self) -> None:
        self.note("wait")
        self.page.wait_for_timeout(self.chance.choice([50, 300, 900]))

    # What anybody types

    def sentence(self, longest: int) -> str:
        kind = self.chance.random()
        if kind < 0.08:
            return (LONG * (longest // len(LONG) + 2))[: longest + self.chance.randint(1, 40)]
        if kind < 0.12:
            return IDENTITY
        if kind < 0.15:
            return UNDRAWABLE
        if kind < 0.2:
            return (LONG * (longest // len(LONG) + 1))[:longest].strip()
        return self.chance.choice(SENTENCES)

    def good_sentence(self) -> str:
        return self.chance.choice(SENTENCES[:2])

    def put(self, field: Locator, text: str) -> None:
        """Typed letter by letter, or pasted in one piece over what stood there."""
        if len(text) < 30 and self.chance.random() < 0.5:
            field.focus()
            self.page.keyboard.press("Control+a")
            self.page.keyboard.press("Delete")
            field.press_sequentially(text)
        else:
            field.fill(text)


def _lose(route: Route) -> None:
    route.abort()


def kept(text: str) -> str:
    """As a command keeps a text of several lines."""
    return normalised(text).strip()


def in_one_line(text: str) -> str:
    """As a command keeps what is said in a sentence."""
    return " ".join(normalised(text).split())


def same(said: str, text: str) -> bool:
    """Whether a receipt repeats a text; a page draws a line break as a space."""
    return " ".join(said.split()) == " ".join(text.split())


def expect(what: str, said: Any, found: Any) -> None:
    if said != found:
        raise Fault(f"{what}: said or typed {said!r}, kept {found!r}")
