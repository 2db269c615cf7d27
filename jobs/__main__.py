"""``python -m jobs``: what the night does, each as a command of its own."""

import argparse
import logging
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.exc import DBAPIError

from db import logs
from db.settings import SettingsError, load
from db.startup import NotReady
from domain.access.errors import Refusal


@dataclass(frozen=True)
class Job:
    add_arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int]


def _brief() -> Job:
    from jobs import brief  # noqa: PLC0415 - the night waits for what one job reads, not for all of them

    return Job(brief.add_arguments, brief.run)


def _backup() -> Job:
    from jobs import backup  # noqa: PLC0415 - a job reads only what it needs

    return Job(backup.add_nothing, backup.run)


def _worker() -> Job:
    from jobs import command  # noqa: PLC0415 - a job reads only what it needs

    return Job(command.add_pause, command.keep_on)


def _turn() -> Job:
    from jobs import command  # noqa: PLC0415 - a job reads only what it needs

    return Job(command.add_nothing, command.one_turn)


JOBS: Mapping[str, tuple[str, Callable[[], Job]]] = {
    "brief": ("the two pages of the morning as PDF", _brief),
    "backup": ("database and proof to BACKUP_URL, as the settings say", _backup),
    "worker": ("remind people and send mail until stopped", _worker),
    "turn": ("remind and send what is due now, once", _turn),
}
"""By name: what its user is told of it, and where it is read from."""


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m jobs", description="What is done without a screen.")
    commands = parser.add_subparsers(required=True, metavar="job")
    given = sys.argv[1:] if arguments is None else arguments
    asked: Job | None = None
    for name, (told, read) in JOBS.items():
        own = commands.add_parser(name, help=told)
        if name in given[:1]:
            asked = read()
            asked.add_arguments(own)
    options = parser.parse_args(given)
    assert asked is not None, "the parser knows no other"
    try:
        logs.configure(load().log_file, logging.WARNING)
        return asked.run(options)
    except (Refusal, NotReady, SettingsError) as error:
        print(error, file=sys.stderr)
    except DBAPIError as error:
        print(f"The database does not answer: {error.orig}", file=sys.stderr)
    except OSError as error:
        print(f"The file cannot be written: {error}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
