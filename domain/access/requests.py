"""What may be asked about accounts and sessions."""

from dataclasses import dataclass, field
from datetime import datetime

from domain.access.permissions import Role


@dataclass(frozen=True)
class SignIn:
    username: str
    password: str = field(repr=False)
    address: str
    device: str


@dataclass(frozen=True)
class CountRefusedSignIn:
    """A name that was tried with a wrong password, and from where; whether there is such an account."""

    username: str
    address_digest: str
    is_known: bool


@dataclass(frozen=True)
class OpenSession:
    user_id: int
    username: str
    device: str


@dataclass(frozen=True)
class SignedIn:
    token: str = field(repr=False)
    expires_at: datetime


@dataclass(frozen=True)
class SignOut:
    token: str = field(repr=False)


@dataclass(frozen=True)
class SignOutEverywhere:
    pass


@dataclass(frozen=True)
class CreateUser:
    """An account of one agency; its name is what people type, so it is kept simple."""

    username: str
    display_name: str
    role: Role
    agency_code: str
    password: str = field(repr=False)
