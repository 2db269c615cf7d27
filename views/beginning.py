"""Whether the first hour is still under way."""

from db.backend import today
from db.queries.beginning import found_so_far
from domain.access.permissions import Actor, Permission
from views.ask import ask


def is_wanted(actor: Actor) -> bool:
    """Whether somebody who keeps accounts is led through it; nobody else is asked for anything."""
    return actor.may(Permission.MANAGE_ACCOUNTS) and not ask(found_so_far, today().year).is_complete
