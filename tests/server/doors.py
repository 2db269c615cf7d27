"""Every way into the server, before a production database with two officers."""

import warnings
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import Engine
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from db.acting import Sender
from db.command import run
from db.commands import people
from db.settings import Mode, Settings
from domain import addresses
from domain.access.permissions import OPERATOR, Role
from domain.access.requests import CreateUser, InviteAccount
from domain.addresses import Endpoint
from domain.meetings.life import MeetingState
from server import gate, passwords, provider_sign_in, second_step, sign_in
from server.routes import kept_forms, papers, search, service_forms, shared_screen
from tests import factories
from tests.factories import MovingClock, filling

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it would rather have a newer package of the same client
    from starlette.testclient import TestClient

__all__ = ["TestClient"]

PASSWORD = "kupang rote sabu alor"
OTHER = "sembilan lontar di tebing angin"
HERE = {"origin": "http://testserver", "sec-fetch-site": "same-origin"}
HTML = {"accept": "text/html"}
REASON = "Mutasi jabatan"
NO_PAPERS = {
    Endpoint.REGION_SHEET: "?kode=99.99",
    Endpoint.AGENCY_SHEET: "?kode=tiada",
    Endpoint.MEMBER_SHEET: "?rapat=0",
    Endpoint.FOLLOW_UP: "?rapat=0",
}
"""What there is no paper of: whoever may take papers is told so, and nothing is set."""
REPORT = {"komitmen": "K-01", "titik": "2026-B09", "writer": "a" * 32}
OCTOBER = {"wilayah": "53.09", "bulan": "2026-10", "version": 0, "base": 0, "writer": "a" * 32}
ADMIN = "admin.uji"
POLDA = "polda.uji"


class House:
    """The server's doors before a production database with two officers."""

    def __init__(self, engine: Engine, clock: MovingClock) -> None:
        self.engine, self.clock = engine, clock
        for name, role, agency in (
            (ADMIN, Role.ADMINISTRATOR, "diskominfo"),
            (POLDA, Role.GOVERNOR_OFFICE, "setda"),
        ):
            self.do(people.create_user, CreateUser(name, name, role, agency, PASSWORD))

        with filling(engine) as session:
            self.meeting = factories.meeting(session, starts_at=clock(), state=MeetingState.OPEN).id

    def settings(self, folder: Path, **values: Any) -> Settings:
        url = str(self.engine.url)
        return Settings(url, Mode.PRODUCTION, self.clock, audit_folder=str(folder), **values)

    def do(self, command: Any, asked: object) -> Any:
        return run(Sender(self.engine, OPERATOR, self.clock), command, asked)

    def invited(self) -> str:
        asked = InviteAccount("dinsos.uji", "Penghubung Dinsos", Role.AGENCY, "dinsos")
        return addresses.invitation(self.do(people.invite, asked).key)


def doors() -> Starlette:
    """Our own routes behind the gate, with a page, a file and a websocket as Streamlit has them."""

    async def page(_request: Request) -> Response:
        return PlainTextResponse("halaman")

    async def line(socket: WebSocket) -> None:
        await socket.accept()
        await socket.close()

    return Starlette(
        routes=[
            *sign_in.ROUTES,
            *passwords.ROUTES,
            *second_step.ROUTES,
            *provider_sign_in.ROUTES,
            *kept_forms.ROUTES,
            *service_forms.ROUTES,
            *papers.ROUTES,
            *search.ROUTES,
            *shared_screen.ROUTES,
            WebSocketRoute("/_stcore/stream", line),
            Route("/media/{name}", page),
            Route("/", page),
        ],
        middleware=gate.MIDDLEWARE,
    )


def enter(client: TestClient, username: str = POLDA, password: str = PASSWORD) -> int:
    answer = client.post(Endpoint.SIGN_IN, data={"nama": username, "sandi": password}, headers=HERE)
    return int(answer.status_code)


def send(client: TestClient, address: str, **fields: str) -> Any:
    return client.post(address, data=fields, headers=HERE)


def doors_of(client: TestClient, meeting: int) -> dict[str, Callable[[], bool]]:
    """Every way in, each as whether it lets this browser pass."""

    def got(address: str) -> int:
        return int(client.get(address, headers=HTML).status_code)

    def sent(address: str, said: Mapping[str, object]) -> int:
        return int(client.post(address, json=said, headers=HERE).status_code)

    def opened(address: str) -> bool:
        try:
            with client.websocket_connect(address, headers=HERE):
                return True
        except WebSocketDisconnect:
            return False

    hall = f"?rapat={meeting}"
    return {
        "page": lambda: got("/") == 200,
        "websocket": lambda: opened("/_stcore/stream"),
        "download": lambda: got("/media/berkas.csv") == 200,
        "search": lambda: got(f"{Endpoint.SEARCH_HITS}?kata=malaka") == 200,
        # That there is no such file is told to nobody who may not ask.
        "proof": lambda: got(f"{Endpoint.EVIDENCE}/999999") == 404,
        "papers": lambda: any(got(each + of) == 404 for each, of in NO_PAPERS.items()),
        "report": lambda: sent(Endpoint.REPORT_DRAFT, REPORT) != 401,
        "services": lambda: sent(Endpoint.SERVICES_DRAFT, OCTOBER) != 401,
        "wall": lambda: got(Endpoint.WALL + hall) == 200,
        "wall's file": lambda: got(Endpoint.WALL_FILE + hall) == 200,
        "wall's line": lambda: opened(Endpoint.WALL_NEWS + hall),
        "step on the wall": lambda: sent(Endpoint.WALL_STEP, {"rapat": meeting, "aksi": "?"}) != 401,
    }
