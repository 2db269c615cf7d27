"""How long somebody stays signed in, and where the browser keeps it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum

from domain.access.networks import Networks
from domain.access.permissions import Role
from domain.access.second_factor import SecondFactorDemand

SESSION_LENGTH = timedelta(hours=12)
SESSION_HOURS = int(SESSION_LENGTH.total_seconds() // 3600)

MOST_SESSIONS = 10
"""Of one account at the same time: those that were used longest ago end for the next one."""

NOTED_MINUTES = 1
"""Use is noted no more often than this; by so much a session may outlast its idle time."""


@dataclass(frozen=True)
class Door:
    """What an installation asks of those who sign in."""

    second_factor: SecondFactorDemand = SecondFactorDemand.NOBODY
    idle: Mapping[Role, timedelta] = field(default_factory=dict)
    """How long a session of a role may lie unused; a role that is not named, as long as it lasts."""
    networks: Networks = ()
    """What its own networks are called."""

    def idle_minutes(self, role: Role) -> int | None:
        idle = self.idle.get(role)
        return None if idle is None else int(idle.total_seconds() // 60)

    def idle_minutes_acting(self, own: Role, office: Role) -> int | None:
        """Of who acts for an office: the shorter of the two."""
        both = [each for each in (self.idle_minutes(own), self.idle_minutes(office)) if each is not None]
        return min(both, default=None)


def idle_times(minutes: Mapping[Role, int | None]) -> dict[Role, timedelta]:
    """By the table of roles, but where an installation says otherwise; 0 is none."""
    wanted = {role: minutes.get(role, role.row.idle_minutes) for role in Role}
    return {role: timedelta(minutes=each) for role, each in wanted.items() if each}


NOTHING_LOST = "Masuk lagi; isian yang belum terkirim tetap ada di perangkat ini."


@dataclass(frozen=True)
class SessionEnd:
    """What is known of a session that is somebody's no more."""

    unused_minutes: int | None
    """After so many it ended by itself; None where that is not why."""


def why_over(end: SessionEnd | None) -> str:
    """Why one has to sign in again, and what is lost by it."""
    if end is not None and end.unused_minutes is not None:
        return f"Sesi Anda berakhir karena {end.unused_minutes} menit tidak dipakai. {NOTHING_LOST}"
    return f"Sesi Anda sudah berakhir. {NOTHING_LOST} Yang ditinggalkan dengan Keluar sudah dihapus."


class Cookie(StrEnum):
    """What a browser keeps of us, by its name over plain HTTP."""

    SESSION = "ntt_sid"
    STEP = "ntt_langkah"
    """Between the password and the second step; it opens nothing but that."""
    PROVIDER = "ntt_penyedia"
    """While somebody is away at the provider; it opens nothing."""
    DEVICE = "ntt_peranti"
    """Of an account that signed in here before."""
    SCREEN = "ntt_layar"
    """Of one meeting's shared screen."""
    LANE = "jalur"
    """The port of the process that its pages are with; deploy/nginx.conf reads it."""

    def over(self, *, secure: bool) -> str:
        """Over HTTPS no other host of the same domain, and nobody on the way, can set one of that name."""
        return f"__Host-{self.value}" if secure else self.value


def any_token(cookies: Mapping[str, str]) -> str | None:
    """Of a page that the gate let in already, by whichever way it came."""
    return cookies.get(Cookie.SESSION.over(secure=True)) or cookies.get(Cookie.SESSION)
