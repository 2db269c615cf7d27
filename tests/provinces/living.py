"""What the tests of a served province share: the house, who opens what, and the search for words of NTT."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from db.acting import Sender
from db.command import run
from db.commands import people
from db.engine import build
from db.schema import migrate
from db.seed import seed
from db.settings import ROOT, Mode
from domain.access.permissions import OPERATOR, PERMISSIONS, Role
from domain.access.requests import CreateUser
from domain.time.calendar import Clock
from tests.factories import ACCOUNTS
from tests.pages.screen import Screen
from tests.pages.visiting import PAGES, PASSWORD, House, house

AGENCIES = {
    Role.AGENCY: "polda",
    Role.CASE_OFFICER: "bp3mi",
    Role.FORKOPIMDA: "korem",
    Role.VERIFIER: "inspektorat",
}
ROLES = (Role.GOVERNOR_OFFICE, Role.AGENCY, Role.ADMINISTRATOR)
COVERED = [(path, role) for path in PAGES for role in ROLES if PAGES[path][1] in PERMISSIONS[role]] + [
    (path, Role.CASE_OFFICER) for path in ("/kasus", "/kasus-baru", "/impor")
]
_NTT = ROOT / "db/provinces/ntt"


def _words_of_ntt() -> Iterator[str]:
    yield from (
        "NTT",
        "Nusa Tenggara",
        "WITA",
        "Makassar",
        "Flores",
        "Sumba",
        "Timor Tengah",
        "Laut Sawu",
        "53",
        "6 Agustus 2025",
        "22 kabupaten",
    )
    with (_NTT / "kabupaten.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield from (row["nama_pendek"], row["ibu_kota"])


FOREIGN = re.compile(
    rf"(?<![\w.,:])(?:{'|'.join(map(re.escape, dict.fromkeys(_words_of_ntt())))})(?![\w%:,])"
)


def foreign(text: str) -> list[str]:
    """Words of NTT with what stands around them; numbers of 53 that count something are none."""
    spoken = re.sub(r"<(style|script|svg)\b.*?</\1>", " ", text, flags=re.S)
    return [
        spoken[max(0, found.start() - 40) : found.end() + 20]
        for found in FOREIGN.finditer(spoken)
        if found[0] != "53" or spoken[found.end() : found.end() + 1] == "."
    ]


@contextmanager
def opened(file: Path, clock: Clock) -> Iterator[House]:
    """A database of the pack with one account of every role."""
    engine = build(f"sqlite:///{file}")
    migrate(engine)
    seed(engine, with_demo=False, clock=clock)
    for role, username in ACCOUNTS.items():
        asked = CreateUser(username, username, role, AGENCIES.get(role, "setda"), password=PASSWORD)
        run(Sender(engine, OPERATOR, clock), people.create_user, asked)
    yield house(engine, mode=Mode.PRODUCTION, clock=clock)
    engine.dispose()


_WIDGETS = ("text_input", "text_area", "selectbox", "multiselect", "number_input", "date_input")
_TOLD = ("label", "value", "placeholder", "help", "options")


def everything_on(screen: Screen) -> str:
    """What is drawn, and what stands in its fields before anybody types."""
    fields = [each for kind in _WIDGETS for each in screen.app.get(kind)]
    given = [str(getattr(each, name, "")) for each in fields for name in _TOLD]
    return " ".join([screen.everything, screen.text, *given])
