"""Starting up: the port, the database, and the few lines that the terminal shows."""

import argparse
import errno
import gc
import os
import socket
import sys
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from threading import Thread
from typing import NoReturn

import streamlit as st
from anyio import to_thread
from streamlit import config
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session

from db import backend as state
from db import logs
from db.health import connection_name
from db.queries.accounts import demo_accounts
from db.queries.holidays import public_holidays
from db.server_lock import alone
from db.settings import SettingsError, load
from db.startup import prepare
from domain.places.province import HERE
from domain.time.calendar import today
from server import assets, html, processes, script_errors, warm_up
from views.ask import ask

DEFAULT_ADDRESS = "127.0.0.1"
DEFAULT_PORT = "8501"
MOST_PROCESSES = 32


def read_configuration_beside(entry: Path) -> None:
    """Make `.streamlit/config.toml` beside app.py count, from wherever uvicorn is started.

    `streamlit run` has already done so; under uvicorn Streamlit would look beside the frame script,
    and without the file it shows tracebacks to users.
    """
    if config._main_script_path is None:
        config._main_script_path = str(entry.resolve())


def serve(app: st.App, entry: Path) -> None:
    """``python app.py``: honours PORT and ADDRESS, and says in one line why it cannot start."""
    options = _options()
    try:
        settings = load()
        address, port = listening_place(os.environ)
        ports = processes.ports_from(port, options.processes)
    except (SettingsError, ValueError) as error:
        _leave(str(error))
    problem = processes_problem(settings.database_url, options.processes) or next(
        filter(None, (port_problem(address, each) for each in ports)), ""
    )
    if problem:
        _leave(problem)
    if options.processes > 1:
        processes.instead(entry.resolve(), address, ports)
    _name_connections(port)
    if options.lane:
        Thread(target=processes.end_with, args=(sys.stdin.fileno(),), daemon=True).start()
    app.run(config={"server.address": address, "server.port": port})


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python app.py", description="Serve the application.")
    parser.add_argument(
        "--processes",
        type=_number_of_processes,
        default=1,
        metavar="N",
        help="so many server processes, on PORT and the ports after it, for deploy/nginx.conf (PostgreSQL)",
    )
    parser.add_argument(processes.LANE, action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args()


def _number_of_processes(said: str) -> int:
    if not said.isdecimal() or not 0 < int(said) <= MOST_PROCESSES:
        raise argparse.ArgumentTypeError(f"'{said}' is not a number from 1 to {MOST_PROCESSES}")
    return int(said)


def processes_problem(database_url: str, count: int) -> str:
    if count > 1 and database_url.startswith("sqlite"):
        return f"{count} processes need PostgreSQL: set DATABASE_URL to one. SQLite is served by one."
    return ""


def _name_connections(port: int) -> None:
    """The application name of our connections, by which every process sees the others."""
    os.environ.setdefault("PGAPPNAME", connection_name(socket.gethostname(), port))


def listening_place(environment: Mapping[str, str]) -> tuple[str, int]:
    """PORT and ADDRESS, as hosting services set them; Streamlit's own names count as well."""
    address = environment.get("ADDRESS") or environment.get("STREAMLIT_SERVER_ADDRESS")
    port = environment.get("PORT") or environment.get("STREAMLIT_SERVER_PORT") or DEFAULT_PORT
    if not port.isdecimal() or not 0 < int(port) < 65_536:
        raise ValueError(f"PORT is '{port}'; it must be a number from 1 to 65535.")
    return address or DEFAULT_ADDRESS, int(port)


def port_problem(address: str, port: int) -> str:
    """Why this port is not available, or nothing. Checked before anything else is started."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family) as probe:
        if os.name != "nt":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                other = port + 1 if port < 65_535 else port - 1
                return f"Port {port} is in use; choose another with PORT={other} make run."
            return f"Cannot listen on {address} port {port}: {error.strerror or error}."
    return ""


def _leave(sentence: str) -> NoReturn:
    sys.stderr.write(sentence + "\n")
    raise SystemExit(1)


Beside = Callable[[], AbstractAsyncContextManager[None]]


def lifespan(beside: Beside) -> Callable[[st.App], AbstractAsyncContextManager[None]]:
    """Lifespan: preparation before the first request, cleaning up after the last; ``beside`` runs
    meanwhile."""

    @asynccontextmanager
    async def lives(_app: st.App) -> AsyncIterator[None]:
        await _prepare()
        async with beside():
            yield

    return lives


_COLLECTED_AFTER = (3_000, 10, 30)
"""How many objects more than before, then how many lesser rounds, until unused circles are looked for.

Everything is gone through while everybody waits, an eighth of a second with a hundred people, and Python's
own numbers did so every fifteen seconds for some thousand small objects.
"""


async def _prepare() -> None:
    """Prepare the database; when that fails, serve the trouble page until it succeeds."""
    gc.set_threshold(*_COLLECTED_AFTER)
    logs.configure(_log_file())
    await to_thread.run_sync(warm_up.load_screens)
    if state.get().ready is None:
        state.put(state.State(load, alone(prepare)))
    try:
        backend = await to_thread.run_sync(state.backend)
    except state.Outage as outage:
        _say(f"{HERE.product} is up but NOT READY ({outage.incident}): {outage}")
        _say("It keeps trying by itself; until then visitors see a page that says so.")
    else:
        _say(_greeting(backend))
        # The calendar of holidays takes half a second to load, which no visitor shall wait for.
        await to_thread.run_sync(public_holidays, today(backend.settings.clock).year)
    Thread(target=_before_the_first_visitor, daemon=True).start()
    answer_without_delay()
    fill_the_theme_once()
    script_errors.say_it_once()
    # What is loaded by now stays for good: taken out of every later collection.
    gc.collect()
    gc.freeze()


def _before_the_first_visitor() -> None:
    assets.warm(html.first_bundle_files())
    warm_up.answer_first()


def _log_file() -> str:
    """Invalid settings are reported by whoever needs them; here they only mean that no file is named."""
    try:
        return load().log_file
    except SettingsError:
        return ""


def fill_the_theme_once() -> None:
    """Every run begins with a message that tells the theme, which cannot change while we serve.

    Streamlit reads all of its options six times over for it, a tenth of what a page costs, and offers no
    way to say it once. A test holds the message to what it was without this.
    """
    fill, kept = app_session._populate_theme_msg, dict[str, CustomThemeConfig]()

    def copy(msg: CustomThemeConfig, section: str = "theme") -> None:
        if section not in kept:
            made = CustomThemeConfig()
            fill(made, section)
            kept[section] = made
        if kept[section].ByteSize():
            msg.MergeFrom(kept[section])

    app_session._populate_theme_msg = copy


def answer_without_delay() -> int:
    """Switch Nagle's algorithm off on the sockets we listen with; connections inherit it.

    asyncio does so only for sockets that name their protocol, which Streamlit's does not. The last
    message of a page then waited for the browser's delayed acknowledgement, up to 40 ms on each click.
    """
    changed = 0
    for candidate in gc.get_objects():
        if (
            issubclass(type(candidate), socket.socket)  # a dead weak reference would not bear to be asked
            and candidate.fileno() != -1
            and candidate.family in {socket.AF_INET, socket.AF_INET6}
            and candidate.type == socket.SOCK_STREAM
        ):
            candidate.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            changed += 1
    return changed


def _greeting(backend: state.Backend) -> str:
    lines = [f"{HERE.product} is ready{_address()}"]
    if backend.settings.is_demo:
        accounts = ask(demo_accounts)
        lines.append("Demo mode, with sample data. The sign-in page has a button for each account:")
        lines += [f"  {account.username} — {account.role.value}" for account in accounts]
    return "\n".join(lines)


def _address() -> str:
    # Under uvicorn the address is uvicorn's own affair, and it prints it.
    if config._server_mode == "asgi-server":
        return "."
    host = st.get_option("server.address") or "localhost"
    host = "localhost" if host in {"0.0.0.0", "::"} else host  # noqa: S104 - shown, not bound
    return f": http://{host}:{st.get_option('server.port')}"


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()
