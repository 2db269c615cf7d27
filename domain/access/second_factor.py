"""The second step of signing in: a code from one's telephone, or one of ten kept on paper.

A code is made of the time by RFC 6238, which every authenticator application speaks. Each counts once.
"""

import re
from datetime import datetime, timedelta
from enum import StrEnum

from pyotp import TOTP
from pyotp.exceptions import OTPVerificationError

from domain.access.errors import Refusal
from domain.access.permissions import Permission, Role

ISSUER = "Gerak Bersama NTT"
"""What the authenticator application shows beside the name of the account."""

CODE_DIGITS = 6
CLOCK_DRIFT = 1
"""Steps of thirty seconds by which a telephone's clock may be off, either way."""

STEP_MINUTES = 10
STEP_LENGTH = timedelta(minutes=STEP_MINUTES)
"""How long after the right password the code is waited for."""

RECOVERY_CODES = 10
RECOVERY_LETTERS = 16
RECOVERY_BEGINNING = 4
"""Letters that tell which of the ten it is; the others are the secret."""
RECOVERY_ALPHABET = "23456789abcdefghjkmnpqrstvwxyz"
"""Without those that are mistaken for each other on paper."""

LOCKED_STORE = (
    "Kode tidak dapat diperiksa di server ini. Pakai kode cadangan, atau minta administrator mencabut "
    "langkah kedua akun Anda."
)

_GUARDED = frozenset({Permission.MANAGE_ACCOUNTS, Permission.VIEW_CASES})


class SecondStepNeeded(Refusal):
    """The password was right; nobody is signed in until the second step has passed."""

    def __init__(self, token: str, *, is_set_up: bool) -> None:
        super().__init__("Kata sandi cocok. Lanjutkan dengan langkah kedua.")
        self.token = token
        self.is_set_up = is_set_up


def is_guarded(role: Role) -> bool:
    """Whether an installation that demands the second step demands it of this role: who keeps accounts, and
    who reads rows of cases."""
    return bool(role.row.permissions & _GUARDED)


class SecondFactorDemand(StrEnum):
    """Of whom an installation demands the second step; everybody else may take it."""

    NOBODY = "optional"
    GUARDED = "required"
    EVERYBODY = "all"

    def holds(self, role: Role) -> bool:
        return self is self.EVERYBODY or (self is self.GUARDED and is_guarded(role))


def address_for(secret: str, username: str) -> str:
    """What an authenticator application reads from the picture."""
    return TOTP(secret).provisioning_uri(name=username, issuer_name=ISSUER)


def time_step(secret: str, code: str, now: datetime, *, after: int = 0) -> int | None:
    """The step of time that this code belongs to; None for a wrong one, and for one that was used before."""
    digits = re.sub(r"\s", "", code)
    if not re.fullmatch(rf"[0-9]{{{CODE_DIGITS}}}", digits):
        return None
    try:
        step = TOTP(secret).verify_and_get_timecode(digits, for_time=now, valid_window=CLOCK_DRIFT)
    except OTPVerificationError:
        return None
    return step if step > after else None


def recovery_text(code: str) -> str:
    """As it is compared: however it was copied from the paper."""
    return re.sub(r"[\s-]", "", code).casefold()


def in_fours(text: str, between: str = "-") -> str:
    """A long code or key as it is read out."""
    return between.join(text[at : at + 4] for at in range(0, len(text), 4))
