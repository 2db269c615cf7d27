"""Random sessions at the forms: what a receipt says is what the row holds; nothing shown as saved is lost.

Two devices of one agency, another agency and two verifiers type, paste, reload, lose answers, tap twice, and
answer each other's conflicts. ``SESSION_SECONDS=600`` makes as many sessions as fit into ten minutes.
"""

import os
import random
import secrets
import time
from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from html import unescape
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, select

from db.engine import reading
from db.models import Checkpoint, Commitment, ProgressReport, User, Verdict
from db.queries.audit import verify_chain
from db.queries.progress import ReportForm, report_form, verification_queue
from domain.commitments.health import ReportState, VerdictLevel
from domain.commitments.progress import CheckpointMeasure
from domain.texts import normalised
from domain.words import labels
from server import limits
from tests.factories import actor_named
from tests.server.conftest import TestClient

MOST_SESSIONS = 200
"""On a slow machine chance has to have had its say, too."""
SECONDS = float(os.environ.get("SESSION_SECONDS", "5"))
STEPS = 10
ITEMS = {"dpmd": ("K-16", "2026-B09"), "polda": ("K-07", "2027-B03")}
VERIFIERS = ("inspektorat",)
VALUES = (None, None, 0, 1, 3, 12, 12.5, 41, 75, 76, 400, -3, 999_999)
SENTENCES = (
    "Perdes dua desa terbit.",
    "Perdes tiga desa\r\nterbit di Kobalima.",
    "Rapat\vdari Word.",
    "Cafe\u0301 di Atambua 👍 → selesai.",
    "\u202eterbalik\u202c tetapi terbaca.",
    "x" * 163,
    "Tulisan क tidak tercetak.",
    "Korban ber-NIK 5371010101900001.",
    "",
    "<b>tebal</b> & “kutip”",
)
NOTES = ("", "Kurang: nomor Perdes ketiga desa.", "Terbukti dari daftar hadir 👍.", "y" * 401)

Clients = Callable[[str], TestClient]


def as_sent(text: str) -> str:
    return " ".join(normalised(text).split())


@dataclass
class Kept:
    """What somebody's screen said was saved, and which of the pages have seen it since."""

    sentence: str
    seen_by: set[str]


@dataclass
class ReportPage:
    """One open page of the report form, knowing only what it was told."""

    client: TestClient
    engine: Engine
    account: str
    name: str
    value: float | None = None
    sentence: str = ""
    version: int = 0
    base: int = 0
    writer: str = ""
    sure: list[str] = field(default_factory=list)

    @property
    def item(self) -> tuple[str, str]:
        return ITEMS[self.account]

    def form(self) -> ReportForm:
        code, quarter = self.item
        with reading(self.engine) as connection:
            found = report_form(
                connection, commitment=code, quarter=quarter, by=actor_named(connection, self.account)
            )
        assert found is not None
        return found

    def reload(self) -> None:
        form = self.form()
        self.version = form.own.version if form.own else 0
        self.base = form.latest.id if form.latest else 0
        self.value = form.own.value if form.own else None
        self.sentence = form.own.sentence if form.own else ""
        self.writer, self.sure = secrets.token_hex(6), []

    def type(self, chance: random.Random) -> None:
        self.value, self.sentence = chance.choice(VALUES), chance.choice(SENTENCES)

    def message(self, **more: Any) -> dict[str, Any]:
        code, quarter = self.item
        return {
            "komitmen": code,
            "titik": quarter,
            "version": self.version,
            "base": self.base,
            "writer": self.writer,
            "value": self.value,
            "sentence": self.sentence,
            "obstacle": "",
            "helper": "",
            **more,
        }

    def post(self, address: str, **more: Any) -> tuple[int, dict[str, Any]]:
        answer = self.client.post(address, json=self.message(**more))
        return answer.status_code, answer.json()

    def heard(self, said: dict[str, Any]) -> None:
        self.version = said.get("version", self.version)


class Story:
    """The forms of one database and what its people were shown."""

    def __init__(self, engine: Engine, client_of: Clients, chance: random.Random) -> None:
        self.engine, self.chance = engine, chance
        self.pages = [
            ReportPage(client_of(account), engine, account, name)
            for account, name in (("dpmd", "ponsel"), ("dpmd", "meja"), ("polda", "polda"))
        ]
        self.verifiers = [client_of(each) for each in VERIFIERS]
        self.kept: dict[str, Kept] = {}
        self.done: Counter[str] = Counter()
        self.steps: deque[str] = deque(maxlen=12)
        """The last of them, for whoever has to find out what went wrong."""

    def session(self) -> None:
        """A page is opened, and some steps follow, by whomever."""
        limits.forget_all()  # a machine types faster than people; how much is too much is tried elsewhere
        self.reloaded(self.chance.choice(self.pages))
        for _ in range(self.chance.randint(3, STEPS)):
            page = self.chance.choice(self.pages)
            step = self.chance.choices(
                (self.typed, self.sent, self.reloaded, self.discarded, self.judged), (6, 4, 2, 1, 3)
            )[0]
            before = self.kept.get(page.account)
            self.steps.append(f"{page.name} {step.__name__}")
            step(page)
            self.steps.append(
                f"then {page.value} {page.sentence[:30]!r}, draft {page.version}, base {page.base}"
            )
            self.nothing_is_lost(page, before)

    # What people do

    def reloaded(self, page: ReportPage) -> None:
        page.reload()
        if page.account in self.kept:
            self.kept[page.account].seen_by.add(page.name)

    def typed(self, page: ReportPage) -> None:
        page.type(self.chance)
        status, said = page.post("/lapor/draf")
        if self.chance.random() < 0.15:
            self.done["answers lost"] += 1
        else:
            self.answered(page, status, said)
        if status != 200:
            return
        own = page.form().own
        assert own is not None
        assert own.value == page.value
        if said["withheld"]:
            assert set(said["withheld"]) == {"sentence"}
            assert own.sentence != page.sentence
            return
        assert own.sentence == normalised(page.sentence)
        self.kept[page.account] = Kept(own.sentence, {page.name})
        self.done["saved"] += 1

    def sent(self, page: ReportPage) -> None:
        if self.chance.random() < 0.5:
            page.type(self.chance)
        status, said = page.post("/lapor/kirim", yakin=page.sure)
        page.sure = said.get("asked", {}).get("answers", [])
        if status == 200 and self.chance.random() < 0.3:
            again, repeated = page.post("/lapor/kirim", yakin=page.sure)
            assert (again, repeated["html"].split("<dl")[1:]) == (200, said["html"].split("<dl")[1:])
            self.done["taps twice"] += 1
        if status != 200:
            self.answered(page, status, said)
            self.done["asked once" if said.get("asked") else "turned down"] += 1
            return
        self.done["sent"] += 1
        self.kept.pop(page.account, None)
        receipt, row = unescape(said["html"]), self.last_sent(page)
        assert (row.claimed_value, row.sentence) == (page.value, as_sent(page.sentence))
        assert row.sentence in receipt
        assert CheckpointMeasure(row.baseline, row.target, row.unit).amount(row.claimed_value) in receipt
        page.reload()

    def discarded(self, page: ReportPage) -> None:
        if self.chance.random() < 0.7:
            return
        page.post("/lapor/buang")
        assert page.form().own is None
        self.kept.pop(page.account, None)
        page.reload()

    def judged(self, _page: ReportPage) -> None:
        client = self.chance.choice(self.verifiers)
        with reading(self.engine) as connection:
            queue = verification_queue(connection, scope=actor_named(connection, VERIFIERS[0]).scope)
        waiting = [row for row in queue if (row.commitment_code, row.quarter) in ITEMS.values()]
        if not waiting:
            return
        row = self.chance.choice(waiting)
        level = self.chance.choice(list(VerdictLevel))
        value = self.chance.choice((row.claimed_value, row.claimed_value, 0, 1, None))
        button = self.chance.choice(("terima", "kembalikan"))
        message = {
            "laporan": row.report_id,
            "version": row.version + (self.chance.random() < 0.1),
            "writer": secrets.token_hex(6),
            "tingkat": level.value,
            "nilai": value,
            "putusan": button,
            "catatan": self.chance.choice(NOTES),
        }
        answers = [client.post("/putusan", json=message) for _ in range(self.chance.randint(1, 2))]
        self.verdict_is_told(row.report_id, message, answers[0])
        if len(answers) > 1 and answers[0].status_code == 200:
            assert answers[1].status_code == 200

    # What must hold

    def verdict_is_told(self, report_id: int, message: dict[str, Any], answer: Any) -> None:
        with reading(self.engine) as connection:
            verdict = connection.execute(
                select(Verdict.level, Verdict.verified_value, Verdict.notes, ProgressReport.state)
                .join(ProgressReport, ProgressReport.id == Verdict.report_id)
                .where(ProgressReport.id == report_id)
            ).one_or_none()
        if answer.status_code != 200:
            assert verdict is None
            self.done["verdicts turned down"] += 1
            return
        assert verdict is not None
        receipt = unescape(answer.json()["html"])
        returned = message["putusan"] == "kembalikan"
        assert verdict.state is (ReportState.RETURNED if returned else ReportState.VERIFIED)
        assert ("dikembalikan." in receipt) == returned
        assert (verdict.level, verdict.verified_value) == (message["tingkat"], message["nilai"])
        assert verdict.notes == as_sent(message["catatan"])
        assert labels.VERDICTS[verdict.level] in receipt
        self.done["judged"] += 1

    def answered(self, page: ReportPage, status: int, said: dict[str, Any]) -> None:
        page.heard(said)
        if status == 409:
            # Both texts are shown; whoever goes on has seen the other.
            page.base = said["base"]
            kept = self.kept.get(page.account)
            if kept is not None:
                kept.seen_by.add(page.name)
            self.done["both texts shown"] += 1

    def nothing_is_lost(self, page: ReportPage, before: Kept | None) -> None:
        if before is None or not before.sentence or page.account not in self.kept:
            return
        own = page.form().own
        if own is not None and own.sentence == before.sentence:
            return
        sent = as_sent(before.sentence) in self.sentences_sent(page.account)
        assert sent or page.name in before.seen_by, (
            f"{before.sentence!r} was lost to {page.name}: {list(self.steps)}"
        )
        if self.kept[page.account] is before:
            # Overwritten by somebody who knew it, in what was refused and kept as a draft.
            self.kept[page.account] = Kept(own.sentence if own else "", {page.name})

    def last_sent(self, page: ReportPage) -> Any:
        with reading(self.engine) as connection:
            return connection.execute(
                _reports(connection, page.account, ReportState.SUBMITTED).order_by(ProgressReport.id.desc())
            ).first()

    def sentences_sent(self, account: str) -> set[str]:
        states = [state for state in ReportState if state is not ReportState.DRAFT]
        with reading(self.engine) as connection:
            return {row.sentence for row in connection.execute(_reports(connection, account, *states))}


def _reports(_connection: Connection, account: str, *states: ReportState) -> Any:
    return (
        select(
            ProgressReport.claimed_value,
            ProgressReport.sentence,
            Checkpoint.baseline,
            Checkpoint.target,
            Checkpoint.unit,
        )
        .join(User, User.id == ProgressReport.reporter_id)
        .join(Checkpoint, Checkpoint.id == ProgressReport.checkpoint_id)
        .join(Commitment, Commitment.id == Checkpoint.commitment_id)
        .where(
            User.username == account,
            Commitment.code == ITEMS[account][0],
            Checkpoint.quarter == ITEMS[account][1],
            ProgressReport.state.in_(states),
        )
    )


@pytest.mark.slow
def test_what_people_were_told_is_what_was_kept(
    demo_engine: Engine, client_of: Clients, record_property: Callable[[str, object], None]
) -> None:
    seed = 20_261_126
    story = Story(demo_engine, client_of, random.Random(seed))
    wanted = {"saved", "sent", "judged", "asked once", "both texts shown", "answers lost", "taps twice"}
    until, sessions = time.monotonic() + SECONDS, 0
    while time.monotonic() < until or (sessions < MOST_SESSIONS and wanted - {*+story.done}):
        story.session()
        sessions += 1
    assert wanted - {*+story.done} == set(), f"{sessions} sessions without one of these"
    with reading(demo_engine) as connection:
        assert verify_chain(connection).broken_at is None
    record_property("sessions", sessions)
    print(f"{sessions} sessions: {dict(story.done)}")
