"""What Prometheus reads: numbers by kind, for whoever brings the token, and nobody's name."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import Engine
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from db import backend, signing_in
from db.acting import Sender
from db.command import run
from db.commands.backups import note_backup, note_restore
from db.settings import Mode, Settings
from domain.access.backups import NoteBackup, NoteRestore
from domain.access.errors import Forbidden
from domain.access.permissions import OPERATOR, VISITOR, WORKER
from domain.time.calendar import Clock
from server import gate, health, metrics
from tests.server.doors import TestClient

TOKEN = "t" * 24
BEARER = {"authorization": f"Bearer {TOKEN}"}


@pytest.fixture
def client(demo_engine: Engine, clock: Clock, tmp_path: Path) -> Iterator[TestClient]:
    settings = Settings(
        str(demo_engine.url), Mode.DEMO, clock, (tmp_path / "bukti").as_uri(), metrics_token=TOKEN
    )
    backend.use(settings, demo_engine)
    backend.backend()

    async def page(_request: Request) -> PlainTextResponse:
        return PlainTextResponse("halaman")

    routes = [*health.ROUTES, *metrics.ROUTES, Route("/{rest:path}", page)]
    with TestClient(Starlette(routes=routes, middleware=gate.MIDDLEWARE), follow_redirects=False) as client:
        yield client


def read(client: TestClient) -> dict[str, float]:
    """Every number by its name and labels, as they stand in the text."""
    text = client.get("/metrik", headers=BEARER).text
    found = {}
    for family in text_string_to_metric_families(text):
        for sample in family.samples:
            labels = ",".join(f"{name}={value}" for name, value in sorted(sample.labels.items()))
            found[f"{sample.name}{{{labels}}}"] = sample.value
    return found


@pytest.mark.parametrize("given", [{}, {"authorization": "Bearer x"}, {"authorization": TOKEN}])
def test_without_the_token_it_is_not_there(client: TestClient, given: dict[str, str]) -> None:
    assert client.get("/metrik", headers=given).status_code == 404
    assert client.get("/metrik", headers=BEARER).status_code == 200


def test_requests_are_counted_by_kind_and_status_and_invent_no_new_ones(client: TestClient) -> None:
    before = read(client)
    for path in ("/sehat", "/tidak/pernah/ada", "/bukan-juga"):
        client.get(path, headers={"accept": "text/html"})
    after = read(client)
    name = "gerak_http_requests_total{route=%s,status=%s}"
    assert after[name % ("page", 303)] - before.get(name % ("page", 303), 0) == 2
    assert after["gerak_http_request_duration_seconds_count{route=probe}"] >= 2
    routes = {each.partition("route=")[2].partition(",")[0].rstrip("}") for each in after if "route=" in each}
    assert routes <= {name for _, name in metrics.ROUTE_CLASSES} | {metrics.PAGE}


def test_commands_tell_what_became_of_them(client: TestClient, demo_engine: Engine, clock: Clock) -> None:
    before = read(client)
    run(Sender(demo_engine, OPERATOR, clock), note_backup, NoteBackup("c", 1, 1, "0" * 64, True))
    with pytest.raises(Forbidden):
        run(Sender(demo_engine, VISITOR, clock), note_restore, NoteRestore("c", "", 1, "0" * 64))
    after = read(client)
    told = ("command=note_backup,result=done", "command=note_restore,result=forbidden")
    for each in told:
        name = f"gerak_commands_total{{{each}}}"
        assert after[name] - before.get(name, 0) == 1
    assert after["gerak_backup_last_success_timestamp_seconds{}"] == clock().timestamp()
    assert after["gerak_database_up{}"] == 1


def test_sessions_are_counted_and_nobody_is_named(
    client: TestClient, demo_engine: Engine, clock: Clock
) -> None:
    before = read(client)["gerak_sessions_open{}"]
    signing_in.sign_in_as_demo(Sender(demo_engine, VISITOR, clock), username="polda", device="uji")
    assert read(client)["gerak_sessions_open{}"] == before + 1
    text = client.get("/metrik", headers=BEARER).text
    assert not any(name in text for name in ("polda", "testclient", WORKER.username, "127.0.0.1"))
