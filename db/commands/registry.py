"""Every command there is, by its name and by what it is asked with."""

from collections.abc import Iterable
from types import ModuleType
from typing import Any

from db import seed
from db.acting import Sender
from db.command import Command, run
from db.commands import (
    accounts,
    agencies,
    agenda,
    backups,
    case_flags,
    case_referrals,
    case_tracks,
    case_work,
    commitment_targets,
    commitments,
    decisions,
    declaration,
    delegations,
    evidence,
    figures,
    holidays,
    imports,
    letters,
    meetings,
    moves,
    notices,
    outreach,
    papers,
    people,
    progress,
    provider_names,
    quarters,
    releases,
    remarks,
    seats,
    second_factor,
    services,
    tasks,
    trail,
)

MODULES = (
    accounts,
    agencies,
    agenda,
    backups,
    case_flags,
    case_referrals,
    case_tracks,
    case_work,
    commitment_targets,
    commitments,
    decisions,
    declaration,
    delegations,
    evidence,
    figures,
    holidays,
    imports,
    letters,
    meetings,
    moves,
    notices,
    outreach,
    papers,
    people,
    progress,
    provider_names,
    quarters,
    releases,
    remarks,
    seats,
    second_factor,
    seed,
    services,
    tasks,
    trail,
)


def commands_in(module: ModuleType) -> list[Command[Any, Any]]:
    """Those that were written in this module, not those that it calls."""
    return [
        each
        for each in vars(module).values()
        if isinstance(each, Command) and each.function.__module__ == module.__name__
    ]


def _registered(modules: Iterable[ModuleType]) -> dict[str, Command[Any, Any]]:
    found: dict[str, Command[Any, Any]] = {}
    for module in modules:
        for each in commands_in(module):
            if each.name in found:
                raise ValueError(f"two commands are named {each.name}: one is in {module.__name__}")
            found[each.name] = each
    return found


def _by_request(commands: Iterable[Command[Any, Any]]) -> dict[type, Command[Any, Any]]:
    found: dict[type, Command[Any, Any]] = {}
    for each in commands:
        if each.request in found:
            raise ValueError(f"{each.request.__name__} asks for {found[each.request].name} and {each.name}")
        found[each.request] = each
    return found


COMMANDS = _registered(MODULES)

_OF_REQUEST = _by_request(COMMANDS.values())


def dispatch(sender: Sender, request: object) -> Any:
    """Run the one command that takes requests of this type."""
    return run(sender, _OF_REQUEST[type(request)], request)
