"""The province's own sign-in (OpenID Connect): who comes in by it, and what is said of it at the door.

Who somebody is there is told twice: by a name, which the administrator ties to an account, and by a subject,
which the provider gives to nobody else ever again. The first sign-in by that name keeps the subject.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Annotated

from domain.access.errors import RuleBroken, refuse_too_long
from domain.access.screening import IdentityFinding, IdentityKind, IdentityRefused, identity_kinds
from domain.addresses import parts_of
from domain.texts import Foreign

USUAL_CLAIM = "preferred_username"
EMAIL_CLAIM = "email"
LONGEST_PROVIDER_NAME = 120
LONGEST_ISSUER = 300
LONGEST_LABEL = 40
LONGEST_SUBJECT = 255
"""OpenID Connect Core 1.0, section 2."""

VISIT_MINUTES = 10
VISIT_LENGTH = timedelta(minutes=VISIT_MINUTES)
"""How long somebody may be away at the provider."""

_LOOPBACKS = ("127.0.0.1", "localhost", "::1")
_NUMBERS = frozenset(IdentityKind) - {IdentityKind.EMAIL}
"""Many a provider knows people by the address of their office's mail."""


@dataclass(frozen=True)
class SignInProvider:
    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    label: str
    """What the button and the form of the administrator call it."""
    claim: str = USUAL_CLAIM
    """What of the ID token is the name."""

    @property
    def scope(self) -> str:
        """What of a person is asked for."""
        return "openid profile email" if self.claim == EMAIL_CLAIM else "openid profile"


@dataclass(frozen=True)
class ProvenName:
    """Whom the provider has shown somebody to be."""

    issuer: Annotated[str, Foreign()]
    name: Annotated[str, Foreign()]
    subject_digest: str


@dataclass(frozen=True)
class ProviderSignIn:
    proven: ProvenName
    address: str
    device: str
    known_device: str = field(default="", repr=False)


@dataclass(frozen=True)
class TieAccount:
    """To a name at the provider; to none, where it is empty."""

    username: str
    seen: int
    name: str
    issuer: str
    reason: str


def subject_digest(issuer: str, subject: str) -> str:
    """What is kept of a subject: it is only ever compared."""
    return hashlib.sha256(f"{issuer}\n{subject}".encode()).hexdigest()


def is_safe_way(address: str, *, loopback: bool) -> bool:
    """Whether what goes there and comes back is read by nobody on the way."""
    parts = parts_of(address)
    if not parts.hostname or parts.fragment or parts.username is not None:
        return False
    return parts.scheme == "https" or (loopback and parts.scheme == "http" and parts.hostname in _LOOPBACKS)


def is_provider_name(name: object) -> bool:
    return isinstance(name, str) and 0 < len(name) <= LONGEST_PROVIDER_NAME and name.isprintable()


def told_name(claim: str, claims: Mapping[str, object]) -> str | None:
    """By which name the provider knows somebody; none where what it says is no name, or where anybody could
    have written it there: an address of mail that it has not seen to be his."""
    name = claims.get(claim)
    if not isinstance(name, str) or not is_provider_name(name):
        return None
    is_his = claim != EMAIL_CLAIM or claims.get("email_verified") in (True, "true")
    return name if is_his else None


def is_subject(subject: object) -> bool:
    return isinstance(subject, str) and 0 < len(subject) <= LONGEST_SUBJECT and subject.isprintable()


def checked_provider_name(text: str) -> str:
    """As the provider says it, letter by letter: one that tells capitals apart has two people of them."""
    name, label = text.strip(), "Nama"
    refuse_too_long({label: (name, LONGEST_PROVIDER_NAME)})
    if any(letter.isspace() for letter in name):
        raise RuleBroken("Nama itu memuat spasi. Salin persis seperti nama yang diketik saat masuk di sana.")
    found = tuple(IdentityFinding(label, kind) for kind in identity_kinds(name) if kind in _NUMBERS)
    if found:
        raise IdentityRefused(found)
    return name


def is_silent(label: str) -> str:
    return f"{label} tidak menjawab. Masuk dengan kata sandi, atau coba lagi."


def was_left(label: str) -> str:
    return f"Masuk lewat {label} dibatalkan. Coba lagi, atau masuk dengan kata sandi."


def is_over(label: str) -> str:
    """For a return that was not begun here, or too long ago, or was taken already."""
    return (
        f"Masuk lewat {label} tidak dimulai dari peramban ini, sudah dipakai, atau lewat {VISIT_MINUTES} "
        f"menit. Tekan “Masuk lewat {label}” sekali lagi."
    )


def is_unproven(label: str) -> str:
    return f"Jawaban {label} tidak sah, sehingga Anda belum masuk. Coba lagi, atau hubungi administrator."


def is_untied(label: str) -> str:
    return (
        f"Akun {label} Anda belum terhubung dengan akun yang aktif di sini. Minta "
        "administrator, lewat sekretariat gugus tugas, menghubungkannya."
    )


def is_somebody_else(label: str) -> str:
    return (
        f"Nama Anda di {label} dahulu dipakai orang lain, sehingga tidak membuka akun. Minta administrator "
        "memeriksa dan menghubungkannya lagi."
    )


def is_not_heard(label: str) -> str:
    return (
        "Terlalu banyak percobaan masuk yang gagal dari sini, sehingga yang ini belum diperiksa. Tekan "
        f"“Masuk lewat {label}” sekali lagi; beberapa kali cukup."
    )
