"""Each role at each address that the server answers itself: passed where it may, refused elsewhere."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, func, select
from starlette.applications import Starlette

from db import backend, signing_in
from db.acting import Sender
from db.engine import reading
from db.models import Base, Evidence, Meeting
from db.settings import Mode, Settings
from domain.access.permissions import PERMISSIONS, VISITOR, EvidenceReach, Permission, Role
from domain.access.sessions import Cookie
from domain.addresses import Endpoint
from domain.meetings.life import MeetingState
from domain.time.calendar import Clock
from server import gate, routing
from server.routes import papers
from tests import samples
from tests.factories import ACCOUNTS
from tests.server.doors import HERE, HTML, NO_PAPERS, TestClient

NOWHERE = {"komitmen": "K-999", "titik": "2026-B12"}
"""A commitment that there is not: whoever may ask is told so, whoever may not is refused before."""
TYPED = {"value": 1, "sentence": "", "obstacle": "", "helper": "", "version": 0, "base": 0, "writer": "a"}
OCTOBER = {"wilayah": "53.09", "bulan": "2026-10", "version": 0, "base": 0, "writer": "a"}
DECISION = {
    "bunyi": "Disepakati.",
    "pj": "polda-ntt",
    "tenggat": "2 minggu",
    "ragam": "tugas",
    "kelas": "ordinary",
    "wilayah": "53",
    "butir": "",
    "once": "k1",
}


@dataclass(frozen=True)
class Way:
    permission: Permission
    said: Mapping[str, Any] | None = None
    """As JSON; a page or a file is only asked for."""
    more: str = ""
    content: bytes = b""


WAYS = {
    Endpoint.REPORT: Way(Permission.VIEW_MY_AGENCY),
    Endpoint.REPORT_DRAFT: Way(Permission.REPORT_PROGRESS, NOWHERE | TYPED),
    Endpoint.REPORT_SEND: Way(Permission.REPORT_PROGRESS, NOWHERE | TYPED),
    Endpoint.REPORT_DISCARD: Way(Permission.REPORT_PROGRESS, NOWHERE),
    Endpoint.REPORT_LINK: Way(Permission.REPORT_PROGRESS, NOWHERE | {"tautan": "https://x.go.id/surat"}),
    Endpoint.REPORT_REMOVE: Way(Permission.REPORT_PROGRESS, NOWHERE | {"bukti": 999_999}),
    Endpoint.REPORT_FILE: Way(
        Permission.REPORT_PROGRESS,
        more="?komitmen=K-999&titik=2026-B12&nama=surat.pdf&jenis=letter",
        content=samples.pdf(),
    ),
    Endpoint.SERVICES_DRAFT: Way(Permission.REPORT_SERVICES, OCTOBER),
    Endpoint.SERVICES_SEND: Way(Permission.REPORT_SERVICES, OCTOBER),
    Endpoint.SERVICES_DISCARD: Way(Permission.REPORT_SERVICES, OCTOBER),
    Endpoint.VERDICT: Way(
        Permission.VERIFY_REPORTS,
        {
            "laporan": 999_999,
            "version": 1,
            "tingkat": "limited",
            "nilai": 1,
            "putusan": "terima",
            "catatan": "",
        },
    ),
    Endpoint.EVIDENCE: Way(Permission.VIEW_EVIDENCE),
    Endpoint.SEARCH_HITS: Way(Permission.SEARCH, more="?kata=malaka"),
    **{each: Way(Permission.TAKE_PAPERS, more=NO_PAPERS.get(each, "")) for each in papers.MAKERS},
    Endpoint.WALL: Way(Permission.VIEW_SCREEN),
    Endpoint.WALL_FILE: Way(Permission.VIEW_SCREEN),
    Endpoint.WALL_DECISION: Way(Permission.RUN_MEETINGS, DECISION),
    Endpoint.WALL_STEP: Way(Permission.RUN_MEETINGS, {"aksi": "mulai", "versi": 999}),
    Endpoint.CREDENTIAL: Way(Permission.MANAGE_OWN_SESSIONS),
    Endpoint.SECOND_FACTOR: Way(Permission.MANAGE_OWN_SESSIONS),
}
"""What each of our own addresses asks for."""

BY = ACCOUNTS | {Role.AGENCY: "pemkab.ngada"}
"""As an account of each role; of the agencies one that reports services."""

FOR_EVERYBODY = {
    Endpoint.SIGN_IN,
    Endpoint.SAMPLE_SIGN_IN,
    Endpoint.PROVIDER,
    Endpoint.PROVIDER_RETURN,
    Endpoint.SECOND_STEP,
    Endpoint.SET_UP_STEP,
    Endpoint.SIGN_OUT,
    Endpoint.INVITATION,
    Endpoint.CALENDAR,
    Endpoint.HEALTH,
    Endpoint.READY,
    Endpoint.METRICS,
    Endpoint.WALL_NEWS,
    Endpoint.WALL_DATE,
}
"""Before a session or without one, by a key of their own, or as the page beside them."""


def test_every_address_is_tried_as_every_role() -> None:
    answered = {path for route in routing.ROUTES for path in Endpoint if _is(route.path, path)}
    assert answered - FOR_EVERYBODY == set(WAYS)
    assert [
        route.path for route in routing.ROUTES if not any(_is(route.path, path) for path in Endpoint)
    ] == []


def _is(route: str, path: str) -> bool:
    return route.partition("/{")[0] == path


def test_each_role_passes_where_it_may_and_is_refused_elsewhere(
    demo_engine: Engine, clock: Clock, tmp_path: Path
) -> None:
    backend.use(Settings(str(demo_engine.url), Mode.DEMO, clock, tmp_path.as_uri()), demo_engine)
    gate.sessions.forget_all()
    app = Starlette(routes=routing.ROUTES, middleware=gate.MIDDLEWARE)
    with reading(demo_engine) as connection:
        proof = connection.scalar(select(func.min(Evidence.id)))
        meeting = connection.scalar(select(Meeting.id).where(Meeting.state == MeetingState.OPEN))
    wrong = []
    for role in Role:
        sender = Sender(demo_engine, VISITOR, clock)
        token = signing_in.sign_in_as_demo(sender, username=BY[role], device="uji").token
        with TestClient(app, cookies={Cookie.SESSION: token}, headers=HERE, follow_redirects=False) as client:
            for path, way in WAYS.items():
                may = way.permission in PERMISSIONS[role]
                if path in papers.MAKERS and path not in NO_PAPERS and may:
                    continue  # it takes a second to set; that it is made stands in test_paper_routes.py
                status = _asked(client, path, way, proof, meeting)
                if path == Endpoint.EVIDENCE and role.row.evidence is EvidenceReach.OWN:
                    continue  # of whose commitment it is decides, as the addresses of reports are tested
                if status >= 500 or status in {400, 401} or (status in {303, 403}) == may:
                    wrong.append(f"{role} at {path}: {status}")
    assert wrong == []


def test_what_another_site_puts_on_its_page_by_an_address_of_ours_changes_nothing(
    demo_engine: Engine, clock: Clock, tmp_path: Path
) -> None:
    """A picture, a frame or a script of theirs is asked for with our reader's own cookie, were it sent."""
    backend.use(Settings(str(demo_engine.url), Mode.DEMO, clock, tmp_path.as_uri()), demo_engine)
    gate.sessions.forget_all()
    app = Starlette(routes=routing.ROUTES, middleware=gate.MIDDLEWARE)
    token = signing_in.sign_in_as_demo(
        Sender(demo_engine, VISITOR, clock), username=BY[Role.GOVERNOR_OFFICE], device="uji"
    ).token
    with TestClient(app, cookies={Cookie.SESSION: token}, follow_redirects=False) as client:
        before = _rows(demo_engine)
        for path in sorted({*WAYS, *FOR_EVERYBODY}):
            for mode, dest in (("no-cors", "image"), ("navigate", "iframe")):
                theirs = {"sec-fetch-site": "cross-site", "sec-fetch-mode": mode, "sec-fetch-dest": dest}
                assert client.get(path, headers=theirs | HTML).status_code < 500
        after = _rows(demo_engine)
    assert {name: count for name, count in after.items() if count != before[name]} == {}


def _rows(engine: Engine) -> dict[str, int]:
    with reading(engine) as connection:
        return {
            table.name: connection.scalar(select(func.count()).select_from(table)) or 0
            for table in Base.metadata.sorted_tables
        }


def _asked(client: Any, path: str, way: Way, proof: int | None, meeting: int | None) -> int:
    if way.content:
        answer = client.post(path + way.more, content=way.content)
    elif way.said is not None:
        here = {"rapat": meeting} if path.startswith(Endpoint.WALL) else {}
        answer = client.post(path, json={**way.said, **here})
    elif path == Endpoint.EVIDENCE:
        answer = client.get(f"{path}/{proof}", headers=HTML)
    else:
        at = f"?rapat={meeting}" if path.startswith(Endpoint.WALL) else way.more
        answer = client.get(path + at, headers=HTML)
    return int(answer.status_code)
