"""A virus scanner that is asked before a file is kept: clamd, over its own protocol, where one is set up."""

import socket
import struct
from collections.abc import Iterator
from contextlib import closing
from urllib.parse import urlsplit

from domain.access.errors import NotYet
from domain.commitments.evidence import EvidenceRefused

SECONDS = 20.0
_WATCHING_SECONDS = 1.0
_PIECE = 64_000
_LONGEST_ANSWER = 4_096
_FOUND, _CLEAN = b"FOUND", b"OK"

AWAY = (
    "Pemindai virus tidak menjawab, jadi berkas belum disimpan. Berkas menunggu dan isian lain tetap ada; "
    "kirim lagi sebentar lagi, atau hubungi administrator."
)
INFECTED = (
    "Pemindai virus menolak berkas ini. Jangan dibuka; periksa komputer asalnya, lalu kirim berkas yang "
    "bersih."
)


class Scanner:
    """``tcp://127.0.0.1:3310`` or ``unix:///run/clamav/clamd.ctl``."""

    def __init__(self, address: str, seconds: float = SECONDS) -> None:
        self._parts, self._seconds = urlsplit(address), seconds

    def check(self, content: bytes) -> None:
        """Nothing for a clean file; EvidenceRefused for another one, NotYet where nobody can say."""
        answer = self._asked(b"zINSTREAM\0", content)
        if answer.endswith(_FOUND):
            raise EvidenceRefused(INFECTED)
        if not answer.endswith(_CLEAN):
            # What it did not look through to the end it has not found clean.
            raise NotYet(AWAY)

    def answers(self) -> bool:
        """Asked by whoever watches, who does not wait for long."""
        try:
            return Scanner(self._parts.geturl(), _WATCHING_SECONDS)._asked(b"zPING\0") == b"PONG"
        except NotYet:
            return False

    def _asked(self, command: bytes, content: bytes | None = None) -> bytes:
        try:
            with closing(self._connected()) as line:
                line.sendall(command)
                for piece in _pieces(content) if content is not None else ():
                    line.sendall(piece)
                return _read(line)
        except OSError as error:
            raise NotYet(AWAY) from error

    def _connected(self) -> socket.socket:
        if self._parts.scheme == "unix":
            line = socket.socket(socket.AF_UNIX)
            line.settimeout(self._seconds)
            try:
                line.connect(self._parts.path)
            except OSError:
                line.close()
                raise
            return line
        return socket.create_connection((self._parts.hostname, self._parts.port or 3310), self._seconds)


def _pieces(content: bytes) -> Iterator[bytes]:
    """Each with its length before it; one of no length ends them."""
    for start in range(0, len(content), _PIECE):
        piece = content[start : start + _PIECE]
        yield struct.pack("!L", len(piece)) + piece
    yield struct.pack("!L", 0)


def _read(line: socket.socket) -> bytes:
    answer = b""
    while not answer.endswith(b"\0") and len(answer) < _LONGEST_ANSWER:
        some = line.recv(_LONGEST_ANSWER)
        if not some:
            break
        answer += some
    return answer.rstrip(b"\0").strip()
