"""The process-wide backend: ready, or the reason why not, found out lazily and retried by itself."""

import logging
import secrets
import time
from collections import Counter, deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from threading import Lock

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from db import outages
from db.acting import Sender
from db.evidence.apart import clean_apart
from db.evidence.scanning import Scanner
from db.evidence.store import EvidenceStore
from db.evidence.turns import turns
from db.settings import Settings, SettingsError, load
from db.startup import NotReady, prepare
from db.vault import Vault, vault_of
from domain.access.permissions import Actor
from domain.commitments.evidence import CleanFile
from domain.time import calendar

log = logging.getLogger("gerak.server")

RETRY_AFTER_SECONDS = 3.0
SAME_OUTAGE_SECONDS = 60.0

_BROKEN = "Terjadi gangguan saat menyiapkan aplikasi. Hubungi administrator."
_BAD_SETTINGS = "Pengaturan aplikasi tidak dapat dipahami. Minta administrator memeriksanya."


@dataclass(frozen=True)
class Backend:
    """Engine, settings and stores of this process: what a page needs to ask or change anything."""

    engine: Engine
    settings: Settings

    def sender(self, by: Actor, screen: str, idempotency_key: str | None = None) -> Sender:
        """The sender of a command: who asks, from which screen, with which key."""
        return Sender(self.engine, by, self.settings.clock, screen, idempotency_key)

    @cached_property
    def evidence(self) -> EvidenceStore:
        return EvidenceStore(self.settings.evidence_url)

    @cached_property
    def scanner(self) -> Scanner | None:
        return Scanner(self.settings.scanner_url) if self.settings.scanner_url else None

    def checked(self, content: bytes, account: str) -> CleanFile:
        """A file of proof as it will be kept, or a refusal; scanned as it came, before anything opens it."""
        with turns.one(account) as took:
            if self.scanner is not None:
                self.scanner.check(content)
            return clean_apart(content, took=took)

    @cached_property
    def vault(self) -> Vault:
        return vault_of(self.settings)


class Outage(NotReady):
    """NotReady with the number under which the reason stands in the log."""

    def __init__(self, sentence: str, log_line: str, incident: str) -> None:
        super().__init__(sentence, log_line)
        self.incident = incident


def incident_number() -> str:
    """Short enough to be read out over the telephone."""
    return f"INS-{secrets.token_hex(3).upper()}"


@dataclass(frozen=True)
class Incident:
    """What a number that somebody was shown stands for; the log has the rest of it."""

    number: str
    at: datetime
    what: str


_incidents: deque[Incident] = deque(maxlen=50)
_incidents_in_all = 0
_job_failures: Counter[str] = Counter()
_worker_round: float | None = None
_started_at = calendar.system_clock()


def note_incident(number: str, what: str) -> None:
    global _incidents_in_all  # noqa: PLW0603 - of this process, as the list beside it
    _incidents.appendleft(Incident(number, calendar.system_clock(), what))
    _incidents_in_all += 1


def incidents_in_all() -> int:
    """Since this process began."""
    return _incidents_in_all


def recent_incidents() -> tuple[Incident, ...]:
    """Of this process, the newest first."""
    return tuple(_incidents)


def job_failed(job: str, error: Exception) -> None:
    """A job beside the screens that failed by a fault of ours; it is tried again on the next turn."""
    _job_failures[job] += 1
    failure(error, f"Pekerjaan terjadwal gagal ({type(error).__name__}); dicoba lagi sendiri.")


def job_failures() -> Mapping[str, int]:
    """Since this process began."""
    return _job_failures


def worker_came_round() -> None:
    """The worker of this process begins, or has come to the end of a turn."""
    global _worker_round  # noqa: PLW0603 - a process has one worker, and this is when it was last seen
    _worker_round = time.monotonic()


def worker_silent_for() -> float | None:
    """Seconds since then; None where no worker runs in this process."""
    return None if _worker_round is None else time.monotonic() - _worker_round


def started_at() -> datetime:
    return _started_at


class State:
    """Holds the backend; safe to ask from any thread."""

    def __init__(
        self,
        load_settings: Callable[[], Settings],
        prepare: Callable[[Settings], Engine] = prepare,
    ) -> None:
        self._load_settings = load_settings
        self._prepare = prepare
        self._lock = Lock()
        self._backend: Backend | None = None
        self._outage: Outage | None = None
        self._outage_seen_at = 0.0
        self._retry_at = 0.0

    def backend(self) -> Backend:
        """The prepared backend, or raises Outage (a NotReady)."""
        if self._backend is not None:
            return self._backend
        # Preparing may wait for the network: whoever comes meanwhile hears the last reason at once.
        if not self._lock.acquire(blocking=self._outage is None):
            raise self._last_outage()
        try:
            if self._backend is None:
                if time.monotonic() < self._retry_at:
                    raise self._last_outage()
                self._backend = self._try()
                if self._outage is not None:
                    log.warning("incident %s is over: the backend is ready", self._outage.incident)
            return self._backend
        finally:
            self._lock.release()

    @property
    def ready(self) -> Backend | None:
        """The backend if it was prepared; never waits."""
        return self._backend

    def outage_after(self, error: Exception) -> Outage:
        """The outage to show for a database that was ready and is not any more."""
        if isinstance(error, DBAPIError):
            return self._remember(*outages.reason(error))
        return self._remember(*outages.silence(repr(error)))

    def _try(self) -> Backend:
        try:
            settings = self._load_settings()
            return Backend(self._prepare(settings), settings)
        except NotReady as error:
            outage = self._remember(error.sentence, str(error))
        except SettingsError as error:
            outage = self._remember(_BAD_SETTINGS, str(error))
        except Exception as error:
            outage = self._remember(_BROKEN, f"preparing the backend failed: {error!r}", error)
        self._retry_at = time.monotonic() + RETRY_AFTER_SECONDS
        raise outage

    def _remember(self, sentence: str, log_line: str, traceback: Exception | None = None) -> Outage:
        """One number and one line in the log for as long as the same thing keeps failing."""
        moment = time.monotonic()
        log_line = " ".join(log_line.split())  # drivers write paragraphs
        recent = moment - self._outage_seen_at < SAME_OUTAGE_SECONDS
        self._outage_seen_at = moment
        if self._outage is None or not recent or self._outage.sentence != sentence:
            self._outage = Outage(sentence, log_line, incident_number())
            log.error("incident %s: %s", self._outage.incident, log_line, exc_info=traceback)
            note_incident(self._outage.incident, sentence.partition(".")[0] + ".")
        return self._outage

    def _last_outage(self) -> Outage:
        return self._outage or self._remember(_BROKEN, "the backend is not ready")


_state = State(load)


def get() -> State:
    return _state


def put(state: State) -> State:
    """Serve this state from now on."""
    global _state  # noqa: PLW0603 - one process, one backend: this is the place that holds it
    _state = state
    return _state


def use(settings: Settings, engine: Engine | None = None) -> State:
    """Serve these settings from now on (tests); with an engine, without preparing it again."""
    return put(State(lambda: settings, (lambda _: engine) if engine is not None else prepare))


def backend() -> Backend:
    return get().backend()


def now() -> datetime:
    return backend().settings.clock()


def today() -> date:
    return calendar.today(backend().settings.clock)


def is_sample() -> bool:
    """Whether this installation shows sample data; a database is either sample or real, never both."""
    return backend().settings.is_demo


def failure(error: Exception, what: str = "Permintaan gagal karena kesalahan aplikasi.") -> Outage:
    """A fault of ours: logged in full under a number, shown without any detail."""
    incident = incident_number()
    log.error("incident %s: unhandled %s", incident, type(error).__name__, exc_info=error)
    note_incident(incident, what)
    return Outage(
        "Terjadi gangguan. Coba muat ulang; bila berulang, hubungi administrator.",
        repr(error),
        incident,
    )
