"""Requests that no browser sends: nasty values for every route, made from a seed, asked without a network.

A request is put to the application as a server would put it, byte for byte; an HTTP client would mend half
of what is wrong with it.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from random import Random
from typing import Any
from urllib.parse import quote_from_bytes

from starlette.applications import Starlette
from starlette.routing import Route, WebSocketRoute
from starlette.types import Message, Scope

from domain.addresses import Endpoint

DEEP = 16_000

TEXTS: tuple[str, ...] = (
    "",
    " ",
    "0",
    "-1",
    "1",
    "53.21",
    "K-15",
    "2026-B12",
    "polda-ntt",
    "9" * 400,
    str(2**31),
    str(2**63),
    str(2**64 + 1),
    "1e999",
    "NaN",
    "-Infinity",
    "0x10",
    "１２",  # digits to Python, and to nobody else
    "²",
    "٣",
    "\0",
    "a\0b",
    "\ud800",  # half a character
    "\udfff tengah \ud800",
    "\u202egnp.exe",
    "é" * 2_000,
    "x" * 20_000,
    "https://[",
    "https://[::1",
    "https://a.b:99999999/",
    "https://\u2100.id/",
    "//host",
    "/\\host",
    "javascript:alert(1)",
    "../../../../etc/passwd",
    "..%2f..%2fetc",
    "C:\\con",
    "' OR 1=1 --",
    "{{7*7}}",
    "<script>alert(1)</script>",
    "%",
    "%zz",
    "0001-01-01",
    "9999-12-31",
    "2026-02-30",
    "2026-11-23T07:00:00+99:99",
    "24:60",
    "tanggal 99999999999999999999",
    "dalam 999999999999 hari",
    "12 pekan sebelum masehi",
    "true",
    "null",
    "mulai",
    "tutup",
    "bahas",
    "keputusan",
    "kembalikan",
)
VALUES: tuple[Any, ...] = (
    *TEXTS,
    None,
    True,
    False,
    0,
    -1,
    1,
    2**31,
    2**63,
    10**400,
    -(10**30),
    0.1,
    1e308,
    [],
    [[]],
    {},
    {"a": {"b": []}},
    ["x"] * 1_000,
)
PIECES: tuple[bytes, ...] = (
    b"",
    b"\xff",
    b"\x80abc",
    "é".encode(),
    "é".encode("latin-1"),
    b"\xed\xa0\x80",  # half a character, as some encode it
    b"a" * 5_000,
    b"=",
    b";",
    b'"',
    b"gbn_" + b"A" * 60,
)
BODIES: tuple[bytes, ...] = (
    b"",
    b"{",
    b"[]",
    b"null",
    b'"teks"',
    b"\xff\xfe",
    b"[" * DEEP,
    b'{"a":' * DEEP,
    b"1" * 5_000,
    b"NaN",
    b'{"value": NaN}',
    b'{"value": 1e999}',
    b'{"value": -Infinity}',
    b'{"komitmen": "\\ud800"}',
    b'{"bunyi": "\\u0000"}',
    b"&".join(b"a%d=1" % number for number in range(30)),
    b"nama=" + b"%ff" * 50,
    b"x" * 70_000,
)
KINDS: tuple[bytes, ...] = (
    b"application/json",
    b"application/json; charset=\xff",
    b"application/x-www-form-urlencoded",
    b"multipart/form-data; boundary=",
    b"text/plain",
    b"",
)
METHODS = ("GET", "POST", "POST", "POST", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "X" * 40)
FILES: tuple[bytes, ...] = (
    b"%PDF-1.7\n%%EOF",
    b"%PDF-" + b"\xff" * 500,
    b"PK\x03\x04" + b"\0" * 100,
    b"\xff\xd8\xff" + b"\0" * 50,
    b"\x89PNG\r\n\x1a\n" + b"\xff" * 50,
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
)


@dataclass(frozen=True)
class Asked:
    """One request as it goes over the wire."""

    method: str
    path: str
    query: bytes
    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes
    kind: str = "http"

    def __str__(self) -> str:
        shown = {name.decode("latin-1"): value[:60] for name, value in self.headers}
        return f"{self.kind} {self.method} {self.path!r}?{self.query[:200]!r} {shown} {self.body[:200]!r}"


@dataclass(frozen=True)
class Answered:
    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True)
class Fuzzer:
    """Makes requests for these routes; ``words`` are the fields that some message has."""

    routes: Iterable[Any]
    words: tuple[str, ...]
    cookies: tuple[bytes, ...]

    def requests(self, seed: int, count: int) -> Iterator[Asked]:
        random = Random(seed)
        places = [
            (route.path, "websocket" if isinstance(route, WebSocketRoute) else "http")
            for route in self.routes
            if isinstance(route, Route | WebSocketRoute)
        ]
        for _ in range(count):
            path, kind = random.choice(places)
            yield self._one(random, path, kind)

    def _one(self, random: Random, path: str, kind: str) -> Asked:
        while "{" in path:
            before, _, rest = path.partition("{")
            name, _, after = rest.partition("}")
            value = random.choice(TEXTS) if random.random() < 0.7 else str(random.randrange(60))
            path = before + (value or name) + after
        method = random.choice(METHODS) if random.random() < 0.3 else random.choice(("GET", "POST"))
        return Asked(
            method,
            path,
            self._query(random),
            tuple(self._headers(random, signs_out=path == Endpoint.SIGN_OUT)),
            self._body(random),
            kind,
        )

    def _query(self, random: Random) -> bytes:
        if random.random() < 0.1:
            return random.choice((*PIECES, *BODIES))[:4_000]
        names = random.sample((*self.words, "lanjut", "rapat", "token", "teks", "putar", "asal"), k=3)
        return b"&".join(name.encode() + b"=" + _quoted(random.choice(TEXTS)) for name in names)

    def _headers(self, random: Random, *, signs_out: bool) -> Iterator[tuple[bytes, bytes]]:
        yield b"host", random.choice((b"testserver", b"testserver", b"\xff", b"", b"[", b"a:b:c"))
        yield b"accept", random.choice((b"text/html", b"*/*", b"\xff"))
        if random.random() < 0.9:
            # Nobody who asks the other routes is to be signed out meanwhile.
            cookies = () if signs_out else self.cookies
            yield b"cookie", random.choice((*cookies, b"ntt_sid=" + random.choice(PIECES)))
        if random.random() < 0.1:
            yield b"cookie", b"ntt_layar=" + random.choice(PIECES)
        if random.random() < 0.8:
            yield b"content-type", random.choice(KINDS) if random.random() < 0.3 else b"application/json"
        if random.random() < 0.2:
            yield b"origin", random.choice((b"https://[", b"null", b"\xff", b"http://testserver"))
        elif random.random() < 0.9:
            yield b"origin", b"http://testserver"
        for name in (b"content-length", b"user-agent", b"x-ntt-user", b"if-none-match", b"accept-encoding"):
            if random.random() < 0.1:
                yield name, random.choice((*PIECES, b"9" * 400, "²".encode("latin-1")))

    def _body(self, random: Random) -> bytes:
        chance = random.random()
        if chance < 0.2:
            return random.choice(BODIES)
        if chance < 0.3:
            return random.choice(FILES)
        names = random.sample(self.words, k=min(len(self.words), random.randrange(1, 9)))
        said = {name: random.choice(VALUES) for name in names}
        if chance < 0.5:
            return b"&".join(name.encode() + b"=" + _quoted(str(value)) for name, value in said.items())
        return json.dumps(said).encode()


def _quoted(text: str) -> bytes:
    return quote_from_bytes(text.encode("utf-8", "surrogatepass")).encode()


NO_ANSWER = 403
"""What stands for an answer that was never begun."""


async def ask(app: Starlette, asked: Asked, *, leaves: bool = False) -> Answered:
    """What the application answers; a websocket that it accepts is left at once, and so is a request whose
    sender ``leaves`` before all of its body is there."""
    sent: list[Message] = []
    if asked.kind == "websocket":
        waiting: list[Message] = [
            {"type": "websocket.connect"},
            {"type": "websocket.disconnect", "code": 1000},
        ]
    else:
        waiting = [
            {"type": "http.request", "body": asked.body, "more_body": leaves},
            {"type": "http.disconnect"},
        ]

    async def receive() -> Message:
        return waiting.pop(0) if len(waiting) > 1 else waiting[0]

    async def send(message: Message) -> None:
        sent.append(message)

    await app(_scope(asked), receive, send)
    start = next((each for each in sent if each["type"] == "http.response.start"), None)
    if start is None:
        return Answered(101 if sent and sent[0]["type"] == "websocket.accept" else NO_ANSWER, {}, b"")
    headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in start["headers"]}
    body = b"".join(each.get("body", b"") for each in sent if each["type"] == "http.response.body")
    return Answered(start["status"], headers, body)


def _scope(asked: Asked) -> Scope:
    return {
        "type": asked.kind,
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "method": asked.method,
        "scheme": "ws" if asked.kind == "websocket" else "http",
        # As servers do: the path is decoded, and what is no UTF-8 in it is half a character.
        "path": asked.path,
        "raw_path": _quoted(asked.path),
        "query_string": asked.query,
        "headers": list(asked.headers),
        "client": ("192.0.2.7", 4711),
        "server": ("testserver", 80),
        "root_path": "",
        "subprotocols": [],
        "state": {},
    }
