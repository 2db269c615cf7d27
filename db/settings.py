"""The environment, read once into a frozen Settings."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from enum import StrEnum
from ipaddress import ip_network
from pathlib import Path
from urllib.parse import urlsplit

from domain.access.backups import Nightly, Retention
from domain.access.networks import Networks
from domain.access.permissions import Role
from domain.access.provider import (
    LONGEST_ISSUER,
    LONGEST_LABEL,
    USUAL_CLAIM,
    SignInProvider,
    is_safe_way,
)
from domain.access.second_factor import SecondFactorDemand
from domain.access.sessions import Door, idle_times
from domain.places.province import HERE
from domain.time.calendar import Clock, fixed_clock, system_clock

ROOT = Path(__file__).resolve().parent.parent
DEFAULT_EVIDENCE = (ROOT / "var" / "bukti").as_uri()
DEFAULT_AUDIT_FOLDER = str(ROOT / "var" / "jejak")
DEFAULT_DATABASE = f"sqlite:///{ROOT / 'var' / 'gerak-bersama.db'}"


class Mode(StrEnum):
    DEMO = "demo"
    PRODUCTION = "production"


_POSTGRESQL = "postgresql"
_LAST_HOUR = 23
_SHORTEST_TOKEN = 24


class SettingsError(ValueError):
    """An environment variable that cannot be understood; the sentence names it and what it may be."""


@dataclass(frozen=True)
class Settings:
    database_url: str = field(repr=False)
    mode: Mode
    clock: Clock
    evidence_url: str = DEFAULT_EVIDENCE
    audit_key: str = field(default="", repr=False)
    """As hexadecimal digits; without it, the key lies in a file of this folder."""
    audit_folder: str = DEFAULT_AUDIT_FOLDER
    door: Door = field(default_factory=Door)
    second_factor_key: str = field(default="", repr=False)
    """An age identity; without it, the key lies in a file of the folder of the trail."""
    allowed_hosts: frozenset[str] = frozenset()
    """The names under which the application is reached; none named means any."""
    backup_url: str = ""
    smtp_url: str = field(default="", repr=False)
    """The server that takes our mail, with its password; without one, none is sent."""
    mail_from: str = ""
    public_url: str = ""
    """Where people find the application, as its mails and calendars name it."""
    backup_recipient: str = ""
    """The public key that backups are encrypted to; whoever holds the private one can read them."""
    processes: int = 1
    """Server processes on this machine."""
    scanner_url: str = ""
    """A virus scanner (clamd) that is asked of each file of proof; without one none is."""
    log_file: str = ""
    """Where lines of JSON go beside those at the terminal."""
    metrics_token: str = field(default="", repr=False)
    """Whoever brings it may read how the installation fares, in numbers; without one nobody may."""
    nightly: Nightly | None = None
    """When the worker makes a backup by itself; without it a timer of the system does, or nobody."""
    provider: SignInProvider | None = None
    """The province's own sign-in; without one there is the password alone."""
    database_read_url: str = field(default="", repr=False)
    """A hot standby of the database, which answers readers; without one the database does."""

    @property
    def is_demo(self) -> bool:
        return self.mode is Mode.DEMO


def load(environment: Mapping[str, str] | None = None) -> Settings:
    """``DATABASE_URL``, ``DATABASE_READ_URL``, ``GERAK_MODE`` (demo or production), ``EVIDENCE_URL``,
    ``AUDIT_KEY``, ``AUDIT_FOLDER``, ``ALLOWED_HOSTS``, ``BACKUP_URL``, ``BACKUP_RECIPIENT``, ``BACKUP_HOUR``,
    ``BACKUP_KEEP``, ``METRICS_TOKEN``, ``LOG_FILE``, ``CLAMD_URL``, ``SMTP_URL``, ``MAIL_FROM``,
    ``PUBLIC_URL``, ``PROCESSES``, ``SECOND_FACTOR`` (optional, required or all), ``SECOND_FACTOR_KEY``,
    ``IDLE_MINUTES``, ``OFFICE_NETWORKS``, ``OIDC_ISSUER``, ``OIDC_CLIENT_ID``, ``OIDC_CLIENT_SECRET``,
    ``OIDC_LABEL``, ``OIDC_CLAIM``
    and, for tests and pictures, ``GERAK_NOW``. What is secret may stand in a file instead: see SECRETS.
    ``PROVINCE_PACK`` is read before anything else, by ``domain/places/province.py``."""
    environment = _with_secrets(os.environ if environment is None else environment)
    mode = environment.get("GERAK_MODE", Mode.DEMO.value)
    if mode not in {member.value for member in Mode}:
        raise SettingsError(f"GERAK_MODE is '{mode}'; it may be 'demo' or 'production'.")
    _check_mail(environment)
    return Settings(
        database_url=_with_driver(environment.get("DATABASE_URL") or DEFAULT_DATABASE),
        mode=Mode(mode),
        clock=_clock(environment.get("GERAK_NOW")),
        evidence_url=_address("EVIDENCE_URL", environment.get("EVIDENCE_URL") or DEFAULT_EVIDENCE),
        audit_key=environment.get("AUDIT_KEY", ""),
        audit_folder=environment.get("AUDIT_FOLDER") or DEFAULT_AUDIT_FOLDER,
        door=Door(
            _second_factor(environment), idle_times(_idle_minutes(environment)), _networks(environment)
        ),
        second_factor_key=environment.get("SECOND_FACTOR_KEY", ""),
        allowed_hosts=_names(environment.get("ALLOWED_HOSTS", "")),
        backup_url=_address("BACKUP_URL", environment.get("BACKUP_URL", "")),
        smtp_url=environment.get("SMTP_URL", ""),
        mail_from=environment.get("MAIL_FROM", ""),
        public_url=environment.get("PUBLIC_URL", "").rstrip("/"),
        backup_recipient=environment.get("BACKUP_RECIPIENT", ""),
        processes=_count(environment.get("PROCESSES") or "1"),
        scanner_url=_scanner(environment.get("CLAMD_URL", "")),
        log_file=environment.get("LOG_FILE", ""),
        metrics_token=_token(environment.get("METRICS_TOKEN", "")),
        nightly=_nightly(environment),
        provider=_provider(environment, is_demo=mode == Mode.DEMO.value),
        database_read_url=_standby(environment),
    )


def _address(name: str, url: str) -> str:
    """Of a folder, or of a store that can be reached from here: else the first file of proof would say so."""
    protocol, is_named, _ = url.partition("://")
    if is_named and protocol != "file":
        from db.evidence.store import why_not_here  # noqa: PLC0415 - a folder, as most have, needs none of it

        if why := why_not_here(protocol):
            raise SettingsError(f"{name} begins with '{protocol}://', which is not to be had here: {why}.")
    return url


def _standby(environment: Mapping[str, str]) -> str:
    url = _with_driver(environment.get("DATABASE_READ_URL", ""))
    served = _with_driver(environment.get("DATABASE_URL") or DEFAULT_DATABASE)
    if url and not (url.startswith(_POSTGRESQL) and served.startswith(_POSTGRESQL)):
        raise SettingsError(
            "DATABASE_READ_URL is for a hot standby of PostgreSQL; set it and DATABASE_URL to "
            "postgresql://..., or leave it out."
        )
    return url


SECRETS = (
    "DATABASE_URL",
    "DATABASE_READ_URL",
    "AUDIT_KEY",
    "SECOND_FACTOR_KEY",
    "SMTP_URL",
    "METRICS_TOKEN",
    "OIDC_CLIENT_SECRET",
)
"""Of each, ``NAME_FILE`` may name a file that holds it: what a vault, systemd or a container writes for one
process, and what no list of processes shows."""


def _with_secrets(environment: Mapping[str, str]) -> Mapping[str, str]:
    found = dict[str, str]()
    for name in SECRETS:
        file = environment.get(f"{name}_FILE")
        if not file:
            continue
        if environment.get(name):
            raise SettingsError(f"{name} and {name}_FILE are both set; set one of them.")
        try:
            found[name] = Path(file).read_text("utf-8-sig").strip()  # some editors begin with a mark
        except (OSError, UnicodeDecodeError) as error:
            raise SettingsError(f"{name}_FILE is '{file}', which cannot be read as text.") from error
        if not found[name]:
            raise SettingsError(f"{name}_FILE is '{file}', which is empty.")
        if len(found[name].splitlines()) > 1:
            raise SettingsError(
                f"{name}_FILE is '{file}', which has more than one line; it holds {name} alone."
            )
    return {**environment, **found}


def _count(said: str) -> int:
    if not said.isdecimal() or not int(said):
        raise SettingsError(f"PROCESSES is '{said}'; it must be a number from 1 on.")
    return int(said)


def _scanner(url: str) -> str:
    try:
        parts = urlsplit(url)
        has_place = parts.hostname is not None and parts.port != 0 if parts.scheme == "tcp" else parts.path
        understood = parts.scheme in ("tcp", "unix") and bool(has_place)
    except ValueError:
        understood = False
    if url and not understood:
        raise SettingsError(
            f"CLAMD_URL is '{url}'; it must be tcp://host:3310 or unix:///run/clamav/clamd.ctl."
        )
    return url


def _token(text: str) -> str:
    if text and (len(text) < _SHORTEST_TOKEN or not text.isascii()):
        raise SettingsError(f"METRICS_TOKEN is too short; it must have {_SHORTEST_TOKEN} characters or more.")
    return text


def _provider(environment: Mapping[str, str], *, is_demo: bool) -> SignInProvider | None:
    """All of it or none; ``PUBLIC_URL`` is where the provider sends people back."""
    said = {
        "OIDC_ISSUER": environment.get("OIDC_ISSUER", ""),
        "OIDC_CLIENT_ID": environment.get("OIDC_CLIENT_ID", ""),
        "OIDC_CLIENT_SECRET": environment.get("OIDC_CLIENT_SECRET", ""),
        "OIDC_LABEL": environment.get("OIDC_LABEL", "").strip(),
    }
    claim = environment.get("OIDC_CLAIM", "")
    if not any((*said.values(), claim)):
        return None
    for name, value in (*said.items(), ("PUBLIC_URL", environment.get("PUBLIC_URL", ""))):
        if not value:
            raise SettingsError(
                f"{name} is not set; signing in by a provider needs {', '.join(said)} and PUBLIC_URL."
            )
    issuer, client_id, secret, label = said.values()
    if len(issuer) > LONGEST_ISSUER or not is_safe_way(issuer, loopback=is_demo):
        raise SettingsError(
            f"OIDC_ISSUER is '{issuer}'; it must be https://host, as the provider itself writes it (http "
            "only of this machine, in a demo)."
        )
    if len(label) > LONGEST_LABEL or not label.isprintable():
        raise SettingsError(f"OIDC_LABEL may have {LONGEST_LABEL} letters in one line.")
    return SignInProvider(issuer, client_id, secret, label, claim or USUAL_CLAIM)


_SPANS = tuple(each.name for each in fields(Retention))


_PUBLIC_KEY = re.compile("age1[02-9ac-hj-np-z]{58}")
"""Said at the start, and not by the first night."""


def _nightly(environment: Mapping[str, str]) -> Nightly | None:
    """``BACKUP_HOUR=22``, with ``BACKUP_KEEP=days=14 weeks=8 months=12``; never unencrypted."""
    kept = _kept(environment.get("BACKUP_KEEP", ""))
    hour = environment.get("BACKUP_HOUR")
    if not hour:
        return None
    if not hour.isdecimal() or int(hour) > _LAST_HOUR:
        raise SettingsError(f"BACKUP_HOUR is '{hour}'; it must be an hour of {HERE.zone_label} from 0 to 23.")
    for name in ("BACKUP_URL", "BACKUP_RECIPIENT"):
        if not environment.get(name):
            raise SettingsError(f"BACKUP_HOUR is set, but {name} is not; set both, or no hour.")
    if not _PUBLIC_KEY.fullmatch(environment["BACKUP_RECIPIENT"]):
        raise SettingsError(
            "BACKUP_RECIPIENT is no public key of age: it begins with 'age1' and has 62 letters and digits, "
            "as age-keygen prints it."
        )
    return Nightly(int(hour), kept)


def _kept(text: str) -> Retention:
    said = dict[str, int]()
    for part in text.split():
        span, _, number = part.partition("=")
        if span not in _SPANS or not number.isdecimal():
            raise SettingsError(
                f"BACKUP_KEEP has '{part}'; it must be numbers of {', '.join(_SPANS)}, such as days=14."
            )
        said[span] = int(number)
    return replace(Retention(), **said)


def _check_mail(environment: Mapping[str, str]) -> None:
    """A mail without a sender is refused everywhere, and one without a way back helps nobody."""
    url = environment.get("SMTP_URL")
    if not url:
        return
    try:
        parts = urlsplit(url)
        understood = parts.scheme in ("smtp", "smtps") and parts.hostname and (parts.port or 1)
    except ValueError:
        understood = False
    if not understood:
        raise SettingsError("SMTP_URL cannot be understood; it must be like smtp://user:password@host:587.")
    for name in ("MAIL_FROM", "PUBLIC_URL"):
        if not environment.get(name):
            raise SettingsError(f"SMTP_URL is set, but {name} is not; set both, or neither.")


def _second_factor(environment: Mapping[str, str]) -> SecondFactorDemand:
    said = environment.get("SECOND_FACTOR") or SecondFactorDemand.NOBODY.value
    if said not in {each.value for each in SecondFactorDemand}:
        raise SettingsError(f"SECOND_FACTOR is '{said}'; it may be 'optional', 'required' or 'all'.")
    return SecondFactorDemand(said)


def _idle_minutes(environment: Mapping[str, str]) -> dict[Role, int | None]:
    """``administrator=10 agency=0``: the roles that differ from the table, 0 for no end."""
    said: dict[Role, int | None] = {}
    for part in environment.get("IDLE_MINUTES", "").split():
        role, _, minutes = part.partition("=")
        if role not in {each.value for each in Role} or not minutes.isdecimal():
            raise SettingsError(
                f"IDLE_MINUTES has '{part}'; it must be roles with minutes, such as administrator=10."
            )
        said[Role(role)] = int(minutes)
    return said


def _networks(environment: Mapping[str, str]) -> Networks:
    """``10.20.0.0/16=Kantor Gubernur; 10.30.0.0/16=Polda NTT``."""
    said = []
    for part in filter(str.strip, environment.get("OFFICE_NETWORKS", "").split(";")):
        network, _, name = (each.strip() for each in part.partition("="))
        try:
            said.append((ip_network(network), name))
        except ValueError as error:
            raise SettingsError(
                f"OFFICE_NETWORKS has '{part.strip()}'; it must be networks with names, such as "
                "10.20.0.0/16=Kantor Gubernur."
            ) from error
        if not name:
            raise SettingsError(f"OFFICE_NETWORKS has '{network}' without a name; write {network}=NAME.")
    return tuple(said)


def _names(text: str) -> frozenset[str]:
    return frozenset(text.casefold().replace(",", " ").split())


def _with_driver(url: str) -> str:
    """Hosting services hand out ``postgres://``; SQLAlchemy wants the driver by name."""
    for prefix in ("postgres://", "postgresql://"):
        if url.startswith(prefix):
            return "postgresql+psycopg://" + url.removeprefix(prefix)
    return url


def _clock(moment: str | None) -> Clock:
    if not moment:
        return system_clock
    try:
        return fixed_clock(datetime.fromisoformat(moment))
    except ValueError as error:
        raise SettingsError(
            f"GERAK_NOW is '{moment}'; it must be a moment such as 2026-11-23T07:00."
        ) from error
