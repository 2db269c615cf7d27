"""What may be asked about accounts and sessions."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Annotated

from domain.access.agencies import (
    LONGEST_AGENCY,
    LONGEST_CONTACT,
    LONGEST_SHORT,
    AgencyKind,
    AgencyLevel,
)
from domain.access.delegations import DelegationKind
from domain.access.errors import refuse_empty, refuse_too_long
from domain.access.permissions import Role
from domain.access.provider import ProvenName
from domain.access.screening import refuse_identity
from domain.access.second_factor import SecondFactorDemand
from domain.access.sessions import Door
from domain.texts import Foreign


@dataclass(frozen=True)
class SignIn:
    username: Annotated[str, Foreign()]
    """Compared with the names there are; whatever else it says is refused like any wrong one."""
    password: str = field(repr=False)
    address: str
    device: str
    known_device: str = field(default="", repr=False)
    """What this browser was given when somebody last signed in on it."""


@dataclass(frozen=True)
class CountRefusedSignIn:
    """A name that was tried with a wrong password, as it may be kept, and from where; whether there is such
    an account."""

    username: Annotated[str, Foreign()]
    address_digest: str
    is_known: bool
    of_code: bool = False
    """The password was right, the code was not."""
    of_other_subject: bool = False
    """By the provider: the name was right, but it is somebody else's there by now."""


@dataclass(frozen=True)
class OpenSession:
    user_id: int
    username: str
    device: str
    known_device: str = field(default="", repr=False)
    idle_minutes: int | None = None
    network: str = ""
    """From where, in words."""
    checked_hash: str | None = field(default=None, repr=False)
    """Of the password that was right just now; None where a second step has passed."""
    proven: ProvenName | None = None
    """Who came in by the provider, and not by that password."""
    by_provider: bool = False


@dataclass(frozen=True)
class SignedIn:
    token: str = field(repr=False)
    expires_at: datetime
    known_device: str = field(default="", repr=False)
    """What the browser is to show next time, so that it is known."""


@dataclass(frozen=True)
class BeginStep:
    """Whose password was right just now, or whom the provider has shown to be the account's owner."""

    user_id: int
    username: str
    checked_hash: str = field(repr=False)
    proven: ProvenName | None = None


@dataclass(frozen=True)
class TypedCode:
    """By whoever holds this step: a code of the authenticator, or one of those on paper."""

    token: str = field(repr=False)
    code: str = field(repr=False)
    address: str
    device: str
    known_device: str = field(default="", repr=False)


@dataclass(frozen=True)
class PassStep:
    """A code that was found to be right."""

    step_id: int
    user_id: int
    username: str
    device: str
    known_device: str = field(default="", repr=False)
    idle_minutes: int | None = None
    time_step: int | None = None
    """Of an authenticator's code; without one, it was this code on paper."""
    recovery_id: int | None = None
    network: str = ""
    by_provider: bool = False


@dataclass(frozen=True)
class Passed:
    signed_in: SignedIn
    recovery_left: int | None
    """How many codes on paper there are still; None where none was used now."""


@dataclass(frozen=True)
class SetUpAtTheDoor:
    """By whoever may not get in before: the secret, sealed, and the step of a code that was made of it."""

    step_id: int
    user_id: int
    username: str
    device: str
    known_device: str = field(repr=False)
    sealed_secret: str = field(repr=False)
    time_step: int
    idle_minutes: int | None = None
    network: str = ""
    by_provider: bool = False


@dataclass(frozen=True)
class SetUp:
    signed_in: SignedIn
    recovery: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True)
class SetUpSecondFactor:
    """By somebody who is signed in with this token and knows the password."""

    token: str = field(repr=False)
    password: str = field(repr=False)
    sealed_secret: str = field(repr=False)
    time_step: int


@dataclass(frozen=True)
class RenewRecovery:
    token: str = field(repr=False)
    password: str = field(repr=False)


@dataclass(frozen=True)
class TurnOffSecondFactor:
    token: str = field(repr=False)
    password: str = field(repr=False)
    demand: SecondFactorDemand


@dataclass(frozen=True)
class RemoveSecondFactor:
    """Of somebody else, whose telephone is lost."""

    username: str
    seen: int
    reason: str


@dataclass(frozen=True)
class SignOut:
    token: str = field(repr=False)


@dataclass(frozen=True)
class SignOutEverywhere:
    pass


@dataclass(frozen=True)
class SignOutElsewhere:
    """Every session but the one with this token."""

    token: str = field(repr=False)


@dataclass(frozen=True)
class EndOwnSession:
    session_id: int


@dataclass(frozen=True)
class ChangePassword:
    """By somebody who is signed in with this token and still knows the old one."""

    token: str = field(repr=False)
    old: str = field(repr=False)
    new: str = field(repr=False)


@dataclass(frozen=True)
class SetPassword:
    """By whoever holds a link that was not used yet."""

    key: str = field(repr=False)
    new: str = field(repr=False)


@dataclass(frozen=True)
class CreateUser:
    """An account of one agency; its name is what people type, so it is kept simple."""

    username: str
    display_name: str
    role: Role
    agency_code: str
    password: str = field(repr=False)


@dataclass(frozen=True)
class InviteAccount:
    """A new account without a password; the link that sets one is the answer."""

    username: str
    display_name: str
    role: Role
    agency_code: str


@dataclass(frozen=True)
class InviteAccounts:
    """All of them or none."""

    accounts: tuple[InviteAccount, ...]


@dataclass(frozen=True)
class Invitation:
    """Told once; only a digest of the key is kept."""

    username: str
    display_name: str
    key: str = field(repr=False)
    expires_at: datetime


@dataclass(frozen=True)
class RenewLink:
    """A new link instead of the password: the old one, open sessions and earlier links end."""

    username: str
    seen: int
    reason: str


@dataclass(frozen=True)
class MailLink:
    """A link to an office's address instead of the administrator's eyes; whatever was shown before ends."""

    username: str
    seen: int
    address: str


@dataclass(frozen=True)
class DrawLink:
    """The key of a link that is to be mailed, drawn when the mail goes out: no database holds it before."""

    link_id: int


@dataclass(frozen=True)
class ChangeAccount:
    """Another name, role or agency; sessions end, so that no screen lives on with what was."""

    username: str
    seen: int
    display_name: str
    role: Role
    agency_code: str
    reason: str


@dataclass(frozen=True)
class PlanMove:
    """From a day on another role or agency; until then everything stays as it is."""

    username: str
    seen: int
    role: Role
    agency_code: str
    starts_on: date
    reason: str


@dataclass(frozen=True)
class CancelMove:
    move_id: int
    reason: str


@dataclass(frozen=True)
class CarryOutMove:
    move_id: int


@dataclass(frozen=True)
class CloseAccount:
    username: str
    seen: int
    reason: str


@dataclass(frozen=True)
class ReopenAccount:
    username: str
    seen: int
    reason: str


@dataclass(frozen=True)
class EndSessionsOf:
    username: str


@dataclass(frozen=True)
class ForgiveAttempts:
    """Wrong passwords for this account no longer hold anybody off."""

    username: str


@dataclass(frozen=True)
class NameDeputy:
    """For which office, by whom, on which days, and by which order."""

    principal: str
    deputy: str
    kind: DelegationKind
    starts_on: date
    ends_on: date
    order: str


@dataclass(frozen=True)
class RevokeDeputy:
    delegation_id: int
    seen: int
    reason: str


@dataclass(frozen=True)
class ActForOffice:
    """In the session with this token, from now on, until it says otherwise or the days are over."""

    token: str = field(repr=False)
    delegation_id: int
    door: Door
    """What this installation asks of who acts for a guarded office, and how long its session lies unused."""


@dataclass(frozen=True)
class ActAsOneself:
    token: str = field(repr=False)
    door: Door


@dataclass(frozen=True)
class AgencyCard:
    """What is said of an agency, whether it is new or known."""

    name: str
    short_name: str
    kind: AgencyKind
    level: AgencyLevel
    superior_code: str | None
    """Its own superior, where an escalation goes; None for those who answer to nobody here."""
    region_code: str | None
    contact: str
    """The office to turn to; no person and no telephone of one."""
    may_own_tasks: bool

    def check(self) -> None:
        """Raise for what cannot be kept of it, whoever the others are."""
        texts = {
            "Nama resmi": (self.name, LONGEST_AGENCY),
            "Nama pendek": (self.short_name, LONGEST_SHORT),
            "Unit yang dihubungi": (self.contact, LONGEST_CONTACT),
        }
        refuse_empty({label: texts[label][0] for label in ("Nama resmi", "Nama pendek")})
        refuse_too_long(texts)
        refuse_identity({label: text for label, (text, _) in texts.items()})


@dataclass(frozen=True)
class AddAgency:
    card: AgencyCard


@dataclass(frozen=True)
class ChangeAgency:
    code: str
    seen: int
    card: AgencyCard
    reason: str


@dataclass(frozen=True)
class AddAgencyName:
    """Another name under which it appears in letters, files and the press."""

    code: str
    alias: str
    note: str


@dataclass(frozen=True)
class MergeAgency:
    """The first goes over into the second, from this moment on."""

    code: str
    into: str
    seen: int
    reason: str


@dataclass(frozen=True)
class EndSeat:
    """After this day nobody holds the seat at this place of the forum."""

    position: int
    ends_on: date | None
    legal_basis: str


@dataclass(frozen=True)
class ChangeSeat:
    """From this day on the seat at this place of the forum is held by this agency under this title."""

    position: int
    title: str
    agency_code: str
    starts_on: date
    legal_basis: str


@dataclass(frozen=True)
class SeatCard:
    """Who holds a seat, under which title and from when until when; an open day is not known, or not yet."""

    title: str
    agency_code: str
    starts_on: date | None
    ends_on: date | None
    legal_basis: str


@dataclass(frozen=True)
class CorrectSeat:
    """The newest term of a seat was written wrongly, and is to read so."""

    code: str
    seen: SeatCard
    card: SeatCard
    reason: str
