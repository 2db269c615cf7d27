"""What no person sends, over the wire: ``python -m tests.bench.fuzz [--requests 100000] [--frames 10000]``.

A server of its own gets requests and frames that no browser would make. Printed: what was answered, each
fault in the log, what tells of the inside, how much was logged, and how much memory was taken.
Exits with 1 where there was a fault or a leak, where the log has outgrown its cap, or where the server is no
longer there for others afterwards.
"""

from __future__ import annotations

import argparse
import json
import re
import socket
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from urllib.parse import quote_from_bytes, urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

from tests.bench import crowd
from tests.bench.driver import Client, sign_in
from tests.browser.serving import Server, health, served, sqlite_url
from tests.server.fuzzing import BODIES, PIECES, TEXTS, Asked, Fuzzer
from tests.server.test_fuzz import INSIDE, ROUTES, WORDS

WHO = ("polda", "inspektorat", "sekretariat", "layar", "admin", "gubernur.kantor")
ACCOUNTS = 120
"""Like those, each its own: how much one may ask for is tried elsewhere."""
LARGEST_LOG = 10_000_000
PATIENCE = 20.0
FRAMES_A_LINE = 25
TORN = 0.03
"""Of the requests, those whose sender leaves in the middle."""
WIDGET = re.compile(rb"\$\$ID-[0-9a-f]+-[\w.:/-]+")
SAID = tuple(
    json.dumps(each)
    for each in (
        {"address": "/tugas"},
        {"address": 7, "last_active_drawing": "x"},
        [{"event": "address", "value": "/tugas?cari=\ud800"}],
        [{"event": "address", "value": ["/tugas"]}],
    )
)
"""What our own scripts say to the server, bent; the first would be heard in every run."""


@dataclass
class Found:
    answers: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def judge(self, asked: object, status: str, said: bytes) -> None:
        self.answers[status] += 1
        inside = [word.decode() for word in INSIDE if word in said]
        if status.startswith("5") or inside:
            self.faults.append(f"{status} {inside} {str(asked)[:300]} -> {said[:200]!r}")


# Requests


def ask(server: Server, asked: Asked, random: Random, found: Found) -> None:
    parts = urlsplit(server.url)
    try:
        with socket.create_connection((parts.hostname or "", parts.port or 0), PATIENCE) as line:
            sent = on_the_wire(asked, random)
            if random.random() < TORN:
                line.sendall(sent[: random.randrange(len(sent))])
                found.answers["left"] += 1
                return
            line.sendall(sent)
            said = b"".join(iter(lambda: line.recv(65_536), b""))
    except OSError as error:
        said = type(error).__name__.encode()
    status = said[9:12].decode("latin-1") if said.startswith(b"HTTP/1.1 ") else said[:20].decode("latin-1")
    found.judge(asked, status or "closed", said)


def on_the_wire(asked: Asked, random: Random) -> bytes:
    """As it goes out: mostly as HTTP has it, now and then with what HTTP does not know."""
    path = quote_from_bytes(asked.path.encode("utf-8", "surrogatepass"), safe="/%:@")
    path = path if path.startswith("/") else "/" + path
    query = b"?" + asked.query.replace(b" ", b"+") if asked.query else b""
    # Each comes from an address of its own now and then: how much one may send is tried elsewhere.
    address = f"10.{random.randrange(250)}.{random.randrange(250)}.{random.randrange(1, 250)}"
    lines = [b"%s %s%s HTTP/1.1" % (asked.method.encode(), path.encode(), query)]
    lines += [name + b": " + value for name, value in asked.headers]
    lines += [b"x-forwarded-for: " + address.encode(), b"connection: close"]
    if not any(name == b"content-length" for name, _ in asked.headers):
        lines.append(b"content-length: %d" % len(asked.body))
    sent = b"\r\n".join(lines) + b"\r\n\r\n" + asked.body
    return random.choice(PIECES) + sent if random.random() < 0.02 else sent


# Frames


def client_states(random: Random, widgets: list[str], pages: list[str]) -> Iterator[ClientState]:
    while True:
        state = ClientState()
        state.query_string = random.choice(("", "kode=53.21", "x=" + _typed(random), _typed(random)))
        state.page_script_hash = random.choice((*pages, "", "0" * 32, _typed(random)))
        if random.random() < 0.2:
            state.fragment_id = _typed(random)
        state.context_info.timezone = random.choice(("Asia/Makassar", _typed(random)))
        state.context_info.locale = _typed(random)
        state.context_info.url = random.choice(("http://127.0.0.1/", "https://[", _typed(random)))
        for _ in range(random.randrange(6)):
            widget = state.widget_states.widgets.add(id=random.choice((*widgets, _typed(random))))
            kind = random.randrange(9)
            if kind == 0:
                widget.string_value = _typed(random)
            elif kind == 1:
                widget.bool_value = True
            elif kind == 2:
                widget.int_value = random.choice((0, -1, 2**62))
            elif kind == 3:
                widget.double_value = random.choice((float("nan"), float("inf"), -1.0))
            elif kind == 4:
                widget.trigger_value = True
            elif kind == 5:
                widget.json_value = random.choice(("", "{", "null", "[" * 5_000, _typed(random), *SAID))
            elif kind == 6:
                widget.string_array_value.data.extend([_typed(random)] * random.randrange(4))
            elif kind == 7:
                widget.id = f"$$STREAMLIT_INTERNAL_KEY_{widget.id}__events"
                widget.json_trigger_value = random.choice(("7", _typed(random), *SAID))
            else:
                widget.bytes_value = random.choice(PIECES)
        yield state


def _typed(random: Random) -> str:
    """What protobuf takes as text at all: no half characters."""
    return random.choice(TEXTS).encode("utf-8", "ignore").decode()[:4_000]


def frame(random: Random, states: Iterator[ClientState]) -> bytes | str:
    chance = random.random()
    if chance < 0.55:
        return wire(BackMsg(rerun_script=next(states)))
    if chance < 0.65:
        sent = wire(BackMsg(rerun_script=next(states)))
        return sent[: random.randrange(len(sent) + 1)]
    if chance < 0.75:
        bent = bytearray(wire(BackMsg(rerun_script=next(states))))
        for _ in range(3):
            bent[random.randrange(len(bent))] = random.randrange(256)
        return bytes(bent)
    if chance < 0.85:
        return random.choice((*PIECES, *BODIES))
    if chance < 0.9:
        return random.choice(TEXTS).encode("utf-8", "ignore").decode()
    message = BackMsg()
    other = random.choice(("clear_cache", "set_run_on_save", "stop_script", "load_git_info"))
    if random.random() < 0.5:
        message.file_urls_request.request_id = _typed(random)
        message.file_urls_request.file_names.extend([_typed(random)] * 3)
    else:
        setattr(message, other, True)
    return wire(message)


def wire(message: BackMsg) -> bytes:
    return bytes(message.SerializeToString())


def send_frames(server: Server, cookies: list[str], count: int, random: Random, found: Found) -> None:
    sent, widgets, pages = 0, list[str](), list[str]()
    while sent < count:
        wall = random.random() < 0.1
        path = "/layar/siaran?rapat=1" if wall else "/_stcore/stream"
        try:
            line = connect(
                server.url.replace("http", "ws", 1) + path,
                subprotocols=None if wall else [Subprotocol("streamlit")],
                additional_headers={"Cookie": random.choice(cookies), "Origin": server.url},
                compression=None,
                max_size=None,
                proxy=None,
            )
        except InvalidStatus as refused:
            found.judge(path, str(refused.response.status_code), bytes(refused.response.body or b""))
            sent += 1
            continue
        with line:
            if not wall:
                line.send(BackMsg(rerun_script=ClientState()).SerializeToString())
                hear(line, found, widgets, pages, until_finished=True)
            states = client_states(random, widgets[-400:], pages)
            for _ in range(FRAMES_A_LINE):
                sent += 1
                try:
                    line.send(frame(random, states))
                    hear(line, found, widgets, pages)
                except ConnectionClosed as closed:
                    found.answers[f"closed with {closed.rcvd.code if closed.rcvd else 'nothing'}"] += 1
                    break
                found.answers["frame taken"] += 1


def hear(
    line: ClientConnection,
    found: Found,
    widgets: list[str],
    pages: list[str],
    *,
    until_finished: bool = False,
) -> None:
    """What came meanwhile, looked through for what is inside; the page's own widgets are learned from it."""
    deadline = time.monotonic() + (PATIENCE if until_finished else 0.05)
    while (left := deadline - time.monotonic()) > 0:
        try:
            heard = line.recv(left)
        except TimeoutError:
            return
        if isinstance(heard, str):
            found.judge("a line of the wall", "line", heard.encode())
            continue
        found.judge("a frame", "message", bytes(heard))
        widgets += {each.decode() for each in WIDGET.findall(bytes(heard))} - set(widgets[-400:])
        message = ForwardMsg.FromString(bytes(heard))
        if message.WhichOneof("type") == "navigation":
            pages[:] = [page.page_script_hash for page in message.navigation.app_pages]
        if message.WhichOneof("type") == "script_finished" and until_finished:
            return


# What is left of it


def incidents(log: Path) -> Counter[str]:
    """Faults of ours, by what they were."""
    told: Counter[str] = Counter()
    for file in sorted(log.parent.glob(log.name + "*")):
        for line in file.read_text("utf-8", "replace").splitlines():
            entry = json.loads(line)
            if entry["level"] in {"error", "critical"}:
                told[f"{entry.get('message')} {entry.get('error')} {str(entry.get('places'))[-400:]}"] += 1
    return told


def memory_of(process: int) -> int:
    """In bytes, as Linux tells it."""
    told = Path(f"/proc/{process}/status").read_text("ascii", "replace")
    return int(told.partition("VmRSS:")[2].split()[0]) * 1024


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.fuzz", description=__doc__)
    parser.add_argument("--requests", type=int, default=100_000)
    parser.add_argument("--frames", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=16)
    options = parser.parse_args()
    random, found = Random(options.seed), Found()
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "catatan" / "gerak.jsonl"
        with served(Path(folder), environment={"LOG_FILE": str(log)}) as server:
            crowd.settle(sqlite_url(Path(folder)), ACCOUNTS, WHO)
            names = [crowd.name(number) for number in range(ACCOUNTS)]
            cookies = [sign_in(server.url, each) for each in names]
            began = time.monotonic()
            fuzzer = Fuzzer(ROUTES, WORDS, tuple(each.encode() for each in cookies))
            for asked in fuzzer.requests(options.seed, options.requests):
                if asked.kind == "http":
                    ask(server, asked, random, found)
            print(f"{options.requests:,} requests in {time.monotonic() - began:.0f} s: {dict(found.answers)}")
            found.answers.clear()
            began = time.monotonic()
            cookies = [sign_in(server.url, each) for each in names]
            send_frames(server, cookies, options.frames, random, found)
            print(f"{options.frames:,} frames in {time.monotonic() - began:.0f} s: {dict(found.answers)}")
            memory = memory_of(server.process.pid)
            status, _ = health(server)
            with Client(server.url, sign_in(server.url, "polda")) as client:
                headline = client.open("/").headline
            printed = len(server.printed)
        logged = sum(each.stat().st_size for each in log.parent.glob(log.name + "*"))
        told = incidents(log)
    print(f"afterwards: /sehat {status}, first page: {headline!r}, {memory / 1e6:.0f} MB of memory")
    print(f"log {logged:,} bytes, terminal {printed:,}, faults in the log {told.total()}")
    for what, count in told.most_common(12):
        print(f"  {count} x {what[:700]}")
    for each in found.faults[:20]:
        print("  ", each)
    bad = found.faults or told or logged > LARGEST_LOG or status != 200
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
