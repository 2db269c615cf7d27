"""A virus scanner is asked before a file is kept; one that does not answer lets nothing pass."""

import socketserver
import struct
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from sqlalchemy import Engine

from db.backend import Backend
from db.evidence.scanning import Scanner
from db.settings import Mode, Settings, SettingsError, load
from domain.access.errors import NotYet, handling
from domain.commitments.evidence import EvidenceRefused
from domain.time.calendar import Clock
from tests.samples import pdf

VIRUS = b"virus percobaan"


class FakeClamd(socketserver.BaseRequestHandler):
    """Speaks clamd's protocol: says OK, names what holds our mark, or as its server was told."""

    def handle(self) -> None:
        command = self._until_zero()
        answer = b"PONG" if command == b"zPING" else self._judged()
        if answer is not None:
            self.request.sendall(answer + b"\0")

    def _until_zero(self) -> bytes:
        read = b""
        while not read.endswith(b"\0"):
            read += self.request.recv(1)
        return read[:-1]

    def _judged(self) -> bytes | None:
        content = b""
        while length := struct.unpack("!L", self._exactly(4))[0]:
            content += self._exactly(length)
        server: Any = self.server
        server.seen.append(content)
        if server.says is not None:
            return server.says or None
        return b"stream: Uji-Virus FOUND" if VIRUS in content else b"stream: OK"

    def _exactly(self, count: int) -> bytes:
        read = b""
        while len(read) < count:
            read += self.request.recv(count - len(read))
        return read


@pytest.fixture
def clamd(tmp_path: Path) -> Iterator[Any]:
    server: Any = socketserver.ThreadingUnixStreamServer(str(tmp_path / "clamd.ctl"), FakeClamd)
    server.seen, server.says = [], None
    Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def scanner(clamd: Any) -> Scanner:
    return Scanner(f"unix://{clamd.server_address}", seconds=2)


def test_a_clean_file_is_seen_whole_and_passes(scanner: Scanner, clamd: Any) -> None:
    content = b"isi " * 50_000
    scanner.check(content)
    assert clamd.seen == [content]
    assert scanner.answers()


def test_an_infected_one_is_refused_in_words(scanner: Scanner) -> None:
    with pytest.raises(EvidenceRefused, match="Pemindai virus menolak berkas ini"):
        scanner.check(b"%PDF-" + VIRUS)


@pytest.mark.parametrize("says", [b"INSTREAM size limit exceeded. ERROR", b"", b"stream: OK?"])
def test_what_is_not_said_to_be_clean_does_not_pass(scanner: Scanner, clamd: Any, says: bytes) -> None:
    clamd.says = says
    with pytest.raises(NotYet, match="berkas belum disimpan"):
        scanner.check(b"isi")


def test_one_that_is_away_makes_the_file_wait_and_nothing_is_kept(
    engine: Engine, clock: Clock, tmp_path: Path
) -> None:
    settings = Settings(
        str(engine.url),
        Mode.PRODUCTION,
        clock,
        (tmp_path / "bukti").as_uri(),
        scanner_url=f"unix://{tmp_path}/tidak-ada",
    )
    backend = Backend(engine, settings)
    with pytest.raises(NotYet) as refused:
        backend.checked(pdf(), "dpmd")
    assert handling(refused.value).status == 503, "a browser keeps it and sends it again by itself"
    assert backend.evidence.names() == set()


def test_without_one_files_are_judged_by_their_content_alone(engine: Engine, clock: Clock) -> None:
    assert Backend(engine, Settings(str(engine.url), Mode.PRODUCTION, clock)).checked(pdf(), "dpmd").content


@pytest.mark.parametrize("url", ["127.0.0.1:3310", "http://clamd", "tcp://"])
def test_an_address_that_cannot_be_understood_is_refused_by_name(url: str) -> None:
    with pytest.raises(SettingsError, match="CLAMD_URL"):
        load({"CLAMD_URL": url})
