"""How this process and its installation fare, for Prometheus: numbers by kind, never by whom or where."""

import hmac
import time
from collections.abc import Iterator
from pathlib import PurePosixPath

from anyio import to_thread
from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest
from prometheus_client.metrics_core import CounterMetricFamily, GaugeMetricFamily, InfoMetricFamily, Metric
from prometheus_client.registry import Collector
from sqlalchemy.exc import DBAPIError
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from db import backend as state
from db.backend import incidents_in_all, job_failures
from db.command import OUTCOMES
from db.standby import Standby, StandbyState, standby_of
from domain.addresses import Endpoint
from server import assets, limits
from views.figures_of_operation import Operation, operation

ROUTE_CLASSES = (
    (assets.OURS, "file"),
    (assets.STREAMLITS, "file"),
    ("/component/", "file"),
    ("/media/", "file"),
    ("/_stcore/", "inner"),
    (Endpoint.SIGN_IN, "sign_in"),
    (Endpoint.SIGN_OUT, "sign_in"),
    (Endpoint.INVITATION, "sign_in"),
    (Endpoint.CREDENTIAL, "sign_in"),
    (Endpoint.CALENDAR, "calendar"),
    (Endpoint.WALL, "wall"),
    (Endpoint.REPORT, "form"),
    (Endpoint.VERDICT, "form"),
    (Endpoint.EVIDENCE, "proof"),
    (Endpoint.SEARCH_HITS, "search"),
    (PurePosixPath(Endpoint.BRIEFING).parent.as_posix(), "paper"),
    (Endpoint.HEALTH, "probe"),
    (Endpoint.READY, "probe"),
    (Endpoint.METRICS, "probe"),
)
"""Kinds of addresses by prefix; anything else counts as a page, so that nobody can create new kinds."""
PAGE = "page"

REGISTRY = CollectorRegistry()
ProcessCollector(registry=REGISTRY)
REQUESTS = Counter(
    "gerak_http_requests_total", "Requests that were answered.", ("route", "status"), registry=REGISTRY
)
SECONDS = Histogram(
    "gerak_http_request_duration_seconds",
    "From a request to the first byte of its answer.",
    ("route",),
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0),
    registry=REGISTRY,
)
REFUSED_LINES = Counter(
    "gerak_websockets_refused_total", "Live lines that were not opened.", ("route",), registry=REGISTRY
)


def route_class(path: str) -> str:
    return next((name for start, name in ROUTE_CLASSES if _begins(path, start)), PAGE)


def _begins(path: str, start: str) -> bool:
    return path == start or path.startswith(start if start.endswith("/") else f"{start}/")


class RequestCount:
    """Middleware that counts responses by kind of address; outermost of all."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in {"http", "websocket"}:
            await self._app(scope, receive, send)
            return
        route, began, is_first = route_class(scope["path"]), time.perf_counter(), True

        async def told(message: Message) -> None:
            nonlocal is_first
            if is_first:
                is_first = False
                _note(route, message, time.perf_counter() - began)
            await send(message)

        await self._app(scope, receive, told)


def _note(route: str, message: Message, seconds: float) -> None:
    if message["type"] == "http.response.start":
        REQUESTS.labels(route, str(message["status"])).inc()
        SECONDS.labels(route).observe(seconds)
    elif message["type"] == "websocket.close":
        REFUSED_LINES.labels(route).inc()


class OfInstallation(Collector):
    """Collected at each scrape: figures of this process, and of the database that all processes share."""

    def collect(self) -> Iterator[Metric]:
        yield from _of_process()
        backend, found = state.get().ready, None
        if backend is not None:
            try:
                found = operation(backend)
            except DBAPIError as error:
                state.get().outage_after(error)
        yield GaugeMetricFamily("gerak_database_up", "Whether the database answers.", found is not None)
        standby = standby_of(backend.engine) if backend is not None else None
        if standby is not None:
            yield from _of_standby(standby)
        if found is not None:
            yield from _of_database(found)


def _of_process() -> Iterator[Metric]:
    lines = GaugeMetricFamily("gerak_websockets_open", "Live lines.", labels=["route"])
    lines.add_metric([PAGE], limits.PAGES.in_all)
    lines.add_metric(["wall"], limits.WALLS.in_all)
    yield lines
    commands = CounterMetricFamily(
        "gerak_commands", "Commands, by name and by what became of them.", labels=["command", "result"]
    )
    for (name, result), count in sorted(OUTCOMES.items()):
        commands.add_metric([name, result], count)
    yield commands
    jobs = CounterMetricFamily("gerak_job_failures", "Jobs of the worker that failed.", labels=["job"])
    for job, count in sorted(job_failures().items()):
        jobs.add_metric([job], count)
    yield jobs
    yield CounterMetricFamily("gerak_incidents", "Faults that were given a number.", incidents_in_all())


def _of_standby(standby: Standby) -> Iterator[Metric]:
    follows = standby.standing is StandbyState.FOLLOWS
    yield GaugeMetricFamily("gerak_standby_up", "Whether the standby of readers follows.", follows)
    runs = CounterMetricFamily("gerak_runs", "Runs of readers, by who answered them.", labels=["server"])
    for server, count in sorted(standby.asked.items()):
        runs.add_metric([server], count)
    yield runs


def _of_database(found: Operation) -> Iterator[Metric]:
    yield InfoMetricFamily("gerak_schema", "The schema of the database.", {"version": found.schema})
    yield GaugeMetricFamily("gerak_database_revision", "Grows with each change of data.", found.revision)
    yield GaugeMetricFamily("gerak_audit_records", "Records of the audit trail.", found.records)
    yield GaugeMetricFamily("gerak_sessions_open", "Sessions that are open.", found.sessions)
    mails = GaugeMetricFamily("gerak_outbox_mails", "Mails that are to go out.", labels=["state"])
    mails.add_metric(["waiting"], found.mails_waiting)
    mails.add_metric(["failing"], found.mails_failing)
    yield mails
    yield GaugeMetricFamily("gerak_backup_failed", "Whether the newest attempt failed.", found.backup_failed)
    moments = {
        "gerak_outbox_oldest_due_timestamp_seconds": ("When the oldest mail was due.", found.oldest_mail_due),
        "gerak_backup_last_success_timestamp_seconds": ("When a backup was last made.", found.backup_at),
        "gerak_drill_last_timestamp_seconds": ("When one was last restored on trial.", found.drill_at),
    }
    for name, (says, at) in moments.items():
        if at is not None:
            yield GaugeMetricFamily(name, says, at.timestamp())


OF_INSTALLATION = OfInstallation()
REGISTRY.register(OF_INSTALLATION)


async def metrics(request: Request) -> Response:
    """Answers 404 without the right token, and always where the settings name none."""
    backend = state.get().ready
    token = backend.settings.metrics_token if backend else ""
    given = request.headers.get("authorization", "")
    if not token or not hmac.compare_digest(given.encode(), f"Bearer {token}".encode()):
        return PlainTextResponse("Tidak ditemukan.", 404)
    text = await to_thread.run_sync(generate_latest, REGISTRY)
    return Response(text, media_type=CONTENT_TYPE_LATEST)


ROUTES = [Route(Endpoint.METRICS, metrics, methods=["GET"])]
