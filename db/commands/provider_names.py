"""Who comes in by the province's own sign-in: an account is tied to a name there, and untied."""

from sqlalchemy import select

from db.acting import Act
from db.command import command
from db.commands.accounts import end_all_of, untie
from db.commands.people import taken
from db.models import ProviderName, User
from db.subjects import Subject
from domain.access.errors import RuleBroken
from domain.access.events import Event
from domain.access.permissions import Permission
from domain.access.provider import TieAccount, checked_provider_name


@command(Permission.MANAGE_ACCOUNTS, Subject.ACCOUNTS)
def tie_account(act: Act, asked: TieAccount) -> int:
    """From now on that person comes in, and whoever did so before does not; how many sessions ended.

    The name may be a person's, and is not repeated in the trail; its row is sealed.
    """
    user, reason = taken(act, asked.username, asked.seen, asked.reason)
    name = checked_provider_name(asked.name)
    before = act.session.get(ProviderName, user.id)
    if (before.name if before and before.issuer == asked.issuer else "") == name:
        raise RuleBroken("Tidak ada yang berubah. Tulis nama yang lain, atau kosongkan untuk melepasnya.")
    _refuse_taken(act, user, asked.issuer, name)
    closed = end_all_of(act, user) if untie(act, user) else 0
    if name:
        act.add(ProviderName(user_id=user.id, issuer=asked.issuer, name=name, tied_at=act.now))
    event = Event.ACCOUNT_TIED if name else Event.ACCOUNT_UNTIED
    act.record(event, "user", user.username, after={"reason": reason, "sessions": closed})
    return closed


def _refuse_taken(act: Act, user: User, issuer: str, name: str) -> None:
    tied = select(User.username).join(ProviderName, ProviderName.user_id == User.id)
    other = act.session.scalar(
        tied.where(ProviderName.issuer == issuer, ProviderName.name == name, User.id != user.id)
    )
    if other is not None:
        raise RuleBroken(f"Nama itu sudah terhubung dengan akun {other}. Lepaskan di sana dahulu.")
