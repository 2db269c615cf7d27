"""Every way into the server, before a production database with two officers."""

import warnings
from collections.abc import Callable
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
from server import gate, passwords, second_step, sign_in
from server.routes import kept_forms, shared_screen
from tests.factories import MovingClock

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it would rather have a newer package of the same client
    from starlette.testclient import TestClient

__all__ = ["TestClient"]

PASSWORD = "kupang rote sabu alor"
OTHER = "sembilan lontar di tebing angin"
HERE = {"origin": "http://testserver", "sec-fetch-site": "same-origin"}
HTML = {"accept": "text/html"}
REASON = "Mutasi jabatan"
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
            *kept_forms.ROUTES,
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


def doors_of(client: TestClient) -> dict[str, Callable[[], bool]]:
    """Every way in, each as whether it lets this browser pass."""

    def page() -> bool:
        return bool(client.get("/", headers=HTML).status_code == 200)

    def media() -> bool:
        return bool(client.get("/media/berkas.csv").status_code == 200)

    def proof() -> bool:
        return bool(client.get(f"{Endpoint.EVIDENCE}/1").status_code != 401)

    def form() -> bool:
        said = {"komitmen": "K-01", "titik": "2026-B09", "writer": "a" * 32}
        return bool(client.post(Endpoint.REPORT_DRAFT, json=said, headers=HERE).status_code != 401)

    def wall() -> bool:
        said = {"rapat": 1, "aksi": "mulai"}
        return bool(client.post(Endpoint.WALL_STEP, json=said, headers=HERE).status_code != 401)

    def websocket() -> bool:
        try:
            with client.websocket_connect("/_stcore/stream"):
                return True
        except WebSocketDisconnect:
            return False

    return {door.__name__: door for door in (page, media, proof, form, wall, websocket)}
