"""How long somebody stays signed in, and where the browser keeps it."""

from collections.abc import Mapping
from datetime import timedelta

SESSION_LENGTH = timedelta(hours=12)
SESSION_HOURS = int(SESSION_LENGTH.total_seconds() // 3600)

COOKIE = "ntt_sid"
SECURE_COOKIE = f"__Host-{COOKIE}"
"""Over HTTPS: no other host of the same domain, and nobody on the way, can set a cookie of that name."""


STEP_COOKIE = "ntt_langkah"
"""Between the password and the second step; it opens nothing but that."""


def cookie_name(*, secure: bool) -> str:
    return SECURE_COOKIE if secure else COOKIE


def step_cookie_name(*, secure: bool) -> str:
    return f"__Host-{STEP_COOKIE}" if secure else STEP_COOKIE


def any_token(cookies: Mapping[str, str]) -> str | None:
    """Of a page that the gate let in already, by whichever way it came."""
    return cookies.get(SECURE_COOKIE) or cookies.get(COOKIE)
