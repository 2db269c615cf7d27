"""Signing in by a real provider: ``python -m tests.bench.provider``.

The mock of ``tests/server`` shows what is refused; it takes any client and asks for no proof. Here stands the
certified ``oidc-provider`` for Node, which does, before the whole application as it is started: discovery,
keys of both kinds, the name in the ID token or beside it, codes taken once, keys that change, and its end.
Wants Node and a registry of npm; what it installs lies in ``var/``.
"""

import json
import os
import re
import secrets
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urljoin, urlsplit

import requests
from sqlalchemy import select

from db.acting import Sender
from db.command import run
from db.commands.provider_names import tie_account
from db.engine import reading
from db.models import User
from db.settings import ROOT, load
from db.startup import prepare
from domain.access.permissions import OPERATOR
from domain.access.provider import TieAccount
from domain.addresses import Endpoint

VERSION = "9.13.3"
PACKAGE = ROOT / "var" / "oidc"
MODULE = PACKAGE / "node_modules" / "oidc-provider" / "lib" / "index.js"
LABEL = "Akun NTT"
TIED = "polda"
NAMES = {"s-1": "tu.polda", "s-2": "tu.polda", "s-3": "orang.lain"}
"""Two people of one name: the second got it when the first had left."""
FRESH = 61
"""Seconds after which keys that changed are asked for again."""


@dataclass(frozen=True)
class Ways:
    algorithm: str
    name_is_in_token: bool


WAYS = (
    Ways("RS256", False),
    Ways("ES256", True),
    Ways("PS256", True),
)


def main() -> None:
    if not MODULE.exists():
        PACKAGE.mkdir(parents=True, exist_ok=True)
        asked = [
            "npm",
            "install",
            "--no-audit",
            "--no-fund",
            "--prefix",
            str(PACKAGE),
            f"oidc-provider@{VERSION}",
        ]
        subprocess.run(asked, check=True)
    results = [line for ways in WAYS for line in tried(ways)]
    for said, holds in results:
        print("holds" if holds else "FAILS", said, sep="  ")
    sys.exit(0 if all(holds for _, holds in results) else 1)


def tried(ways: Ways) -> list[tuple[str, bool]]:
    """What was asked of the application before this provider, and whether it held."""
    port, own = free_port(), free_port()
    here, issuer = f"http://127.0.0.1:{own}", f"http://127.0.0.1:{port}"
    client = {
        "client_id": "gerak",
        "client_secret": secrets.token_urlsafe(32),
        "redirect_uris": [f"{here}{Endpoint.PROVIDER_RETURN}"],
    }
    known = f"{ways.algorithm}, name {'in' if ways.name_is_in_token else 'beside'} the token"
    found: list[tuple[str, bool]] = []

    def told(said: str, holds: bool) -> None:
        found.append((f"{known}: {said}", holds))

    with tempfile.TemporaryDirectory() as folder, application(Path(folder), own, issuer, client):
        with provider(port, client, ways):
            first = Browser(here, issuer)
            told("who is tied comes in", first.come("s-1") == 303 and first.is_in())
            told("a return is taken once", Browser(here, issuer, first.kept).returns(first.back) == 401)
            stranger = Browser(here, issuer)
            told("who is not tied stays outside", stranger.come("s-3") == 401 and not stranger.is_in())
            other = Browser(here, issuer)
            told("another of the same name stays outside", other.come("s-2") == 401 and not other.is_in())
            told("who turned back is told so", "dibatalkan" in Browser(here, issuer).turned_back())
        with provider(port, client, ways):
            time.sleep(FRESH)
            told("after it changed its keys, too", Browser(here, issuer).come("s-1") == 303)
        lost = Browser(here, issuer)
        told("when it is away, who comes back is told so", "tidak menjawab" in lost.comes_too_late())
    return found


class Browser:
    """One that follows forms as a person would."""

    def __init__(self, here: str, issuer: str, kept: Mapping[str, str] | None = None) -> None:
        self._here, self._issuer = here, issuer
        self.session = requests.Session()
        self.session.cookies.update(dict(kept or {}))
        self.kept: dict[str, str] = {}
        self.back = ""

    def come(self, subject: str) -> int:
        """By the button, through the pages of the provider; how our own server answers the return."""
        page = self._opened(self._begun())
        for _ in range(4):
            if self.back:
                break
            said = {"prompt": "login", "login": subject, "password": "x"}
            page = self._sent(page, said if 'name="login"' in page.text else {"prompt": "consent"})
        return self.returns(self.back)

    def returns(self, address: str) -> int:
        return self.session.get(address, allow_redirects=False, timeout=30).status_code

    def turned_back(self) -> str:
        page = self._opened(self._begun())
        match = re.search(r'href="([^"]*abort)"', page.text)
        assert match, page.text
        self._opened(urljoin(page.url, match[1]))
        return self.session.get(self.back, timeout=30).text

    def comes_too_late(self) -> str:
        """With a code of a provider that is gone by now."""
        state = parse_qs(urlsplit(self._begun()).query)["state"][0]
        said = urlencode({"code": "x", "state": state, "iss": self._issuer})
        return self.session.get(f"{self._here}{Endpoint.PROVIDER_RETURN}?{said}", timeout=30).text

    def is_in(self) -> bool:
        answer = self.session.get(
            self._here, headers={"accept": "text/html"}, allow_redirects=False, timeout=30
        )
        return answer.status_code == 200

    def _begun(self) -> str:
        button = self.session.get(f"{self._here}{Endpoint.SIGN_IN}", timeout=30).text
        match = re.search(r'class="tombol kedua lewat" href="([^"]+)">Masuk lewat ' + LABEL, button)
        assert match, "the sign-in page has no button"
        answer = self.session.get(self._here + match[1], allow_redirects=False, timeout=30)
        self.kept = {each.name: str(each.value) for each in self.session.cookies}
        return str(answer.headers["location"])

    def _opened(self, address: str, **form: Any) -> requests.Response:
        """Until a page is shown, or the provider sends back to us."""
        answer = self.session.request(
            "POST" if form else "GET", address, allow_redirects=False, timeout=30, **form
        )
        while answer.is_redirect:
            address = urljoin(answer.url, answer.headers["location"])
            if address.startswith(self._here):
                self.back = address
                return answer
            answer = self.session.get(address, allow_redirects=False, timeout=30)
        return answer

    def _sent(self, page: requests.Response, fields: Mapping[str, str]) -> requests.Response:
        match = re.search(r'<form[^>]*action="([^"]+)"', page.text)
        assert match, page.text
        return self._opened(urljoin(page.url, match[1]), data=fields)


@contextmanager
def provider(port: int, client: Mapping[str, object], ways: Ways) -> Iterator[None]:
    script = Path(__file__).with_suffix(".mjs")
    in_token = "yes" if ways.name_is_in_token else "no"
    said = [str(port), json.dumps(client), json.dumps(NAMES), ways.algorithm, in_token]
    process = subprocess.Popen(
        ["node", str(script), str(MODULE), *said],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout
    assert "ready" in process.stdout.readline()
    try:
        yield
    finally:
        process.terminate()
        process.wait(10)


@contextmanager
def application(folder: Path, port: int, issuer: str, client: Mapping[str, Any]) -> Iterator[None]:
    """The whole of it as a demo, with one account tied."""
    own = {
        "DATABASE_URL": f"sqlite:///{folder / 'contoh.db'}",
        "EVIDENCE_URL": (folder / "bukti").as_uri(),
        "AUDIT_FOLDER": str(folder / "jejak"),
        "PORT": str(port),
        "PUBLIC_URL": f"http://127.0.0.1:{port}",
        "OIDC_ISSUER": issuer,
        "OIDC_CLIENT_ID": str(client["client_id"]),
        "OIDC_CLIENT_SECRET": str(client["client_secret"]),
        "OIDC_LABEL": LABEL,
    }
    settings = load(own)
    engine = prepare(settings)
    with reading(engine) as connection:
        seen = connection.scalars(select(User.version).where(User.username == TIED)).one()
    asked = TieAccount(TIED, seen, NAMES["s-1"], issuer, "Uji penyedia masuk")
    run(Sender(engine, OPERATOR, settings.clock), tie_account, asked)
    engine.dispose()
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "app.py"], cwd=ROOT, env={**os.environ, **own}, stdout=log, stderr=log
        )
    try:
        wait_until_served(port)
        yield
    finally:
        process.terminate()
        process.wait(30)


def wait_until_served(port: int) -> None:
    for _ in range(600):
        try:
            if requests.get(f"http://127.0.0.1:{port}{Endpoint.HEALTH}", timeout=2).ok:
                return
        except requests.RequestException:
            time.sleep(0.2)
    raise TimeoutError("the application does not answer")


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


if __name__ == "__main__":
    main()
