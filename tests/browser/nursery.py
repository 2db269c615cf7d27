"""Servers that are forked from a process in which everything is imported already.

What a server of its own costs a test is mostly what Python takes to import the application, and what packing
Streamlit's bundle takes. One process of each worker does both once, and a server is a fork of it: from
there on it does what ``python app.py`` does. How that starts from nothing is tried in ``test_front_door``.
What a process draws by lot while it imports (its own name to the browser) is the same in all forks: a test
that restarts a server starts the second one from nothing.
"""

import gc
import importlib
import json
import os
import pkgutil
import runpy
import select
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType

from sqlalchemy.orm import configure_mappers

from db.settings import ROOT

PACKAGES = ("db", "domain", "views", "components", "reports", "server", "jobs")
NOT_SERVED = ("db.geodata", "db.migrations.versions")
ON_FIRST_USE = (
    "uvicorn.lifespan.on",
    "uvicorn.loops.auto",
    "uvicorn.protocols.http.auto",
    "holidays",
)


class Forked:
    """A process of the nursery; whoever started it handles it as its own child."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.returncode: int | None = None
        try:
            self._watched = os.pidfd_open(pid)
        except ProcessLookupError:
            self.returncode = 1

    def poll(self) -> int | None:
        return self._ended(0)

    def wait(self, timeout: float | None = None) -> int:
        code = self._ended(timeout)
        if code is None:
            raise subprocess.TimeoutExpired("app.py", timeout or 0)
        return code

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def send_signal(self, sig: int) -> None:
        if self.poll() is None:
            signal.pidfd_send_signal(self._watched, sig)

    def _ended(self, seconds: float | None) -> int | None:
        """Only its parent hears the code with which it ended; that it ended is enough here."""
        if self.returncode is None and select.select([self._watched], [], [], seconds)[0]:
            os.close(self._watched)
            self.returncode = 0
        return self.returncode


class Nursery:
    """Starts servers; those that still run end with it."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.browser.nursery"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> "Nursery":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, raised: BaseException | None, at: TracebackType | None
    ) -> None:
        self._process.communicate()

    def begin(
        self, _command: Sequence[str], environment: Mapping[str, str], log: Path, _source: Path
    ) -> Forked:
        """As ``python app.py`` in these surroundings."""
        to, answers = self._process.stdin, self._process.stdout
        assert to is not None
        assert answers is not None
        to.write(json.dumps({"environment": dict(environment), "log": str(log)}) + "\n")
        to.flush()
        return Forked(int(answers.readline()))


def main() -> None:
    _import_everything()
    running: set[int] = set()
    for line in sys.stdin:
        pid = os.fork()
        if pid == 0:
            _become_server(**json.loads(line))
            return
        running.add(pid)
        sys.stdout.write(f"{pid}\n")
        sys.stdout.flush()
        running -= {each for each in running if os.waitpid(each, os.WNOHANG)[0]}
    for each in running:
        os.kill(each, signal.SIGKILL)


def _import_everything() -> None:
    for package in PACKAGES:
        for module in pkgutil.walk_packages([str(ROOT / package)], f"{package}."):
            if not module.name.endswith("__main__") and not module.name.startswith(NOT_SERVED):
                importlib.import_module(module.name)
    for name in ON_FIRST_USE:
        importlib.import_module(name)
    from server import assets, html, warm_up  # noqa: PLC0415 - only here, and not in whoever starts a nursery

    warm_up.load_screens()
    assets.warm(html.first_bundle_files())
    configure_mappers()
    gc.collect()
    gc.freeze()


def _become_server(environment: dict[str, str], log: str) -> None:
    from streamlit import config  # noqa: PLC0415 - loaded in the nursery alone

    written_anew = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    for number, file, mode in ((0, os.devnull, os.O_RDONLY), (1, log, written_anew)):
        opened = os.open(file, mode, 0o600)
        os.dup2(opened, number)
        os.close(opened)
    os.dup2(1, 2)
    os.environ.clear()
    os.environ.update(environment)
    config._config_options = None  # read while modules were imported, and to be read as by a fresh process
    sys.argv = ["app.py"]
    runpy.run_path(str(ROOT / "app.py"), run_name="__main__")


if __name__ == "__main__":
    main()
