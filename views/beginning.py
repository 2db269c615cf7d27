"""Whether the first hour is still under way."""

from db.backend import today
from db.queries.beginning import found_so_far
from domain.access.permissions import Actor, Permission
from views.ask import ask


def is_wanted(actor: Actor) -> bool:
    """Whether to guide this reader through it: only those who keep accounts are."""
    return actor.may(Permission.MANAGE_ACCOUNTS) and not ask(found_so_far, today().year).is_complete
