"""``python -m jobs``: what the night does, each as a command of its own."""

import argparse
import logging
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy.exc import DBAPIError

from db import logs
from db.settings import SettingsError, load
from db.startup import NotReady
from domain.access.errors import Refusal
from jobs import backup, brief, command


@dataclass(frozen=True)
class Job:
    help: str
    add_arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int]


JOBS = {
    "brief": Job("the two pages of the morning as PDF", brief.add_arguments, brief.run),
    "backup": Job("database and proof to BACKUP_URL, as the settings say", backup.add_nothing, backup.run),
    "worker": Job("remind people and send mail until stopped", command.add_pause, command.keep_on),
    "turn": Job("remind and send what is due now, once", command.add_nothing, command.one_turn),
}


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m jobs", description="What is done without a screen.")
    commands = parser.add_subparsers(required=True, metavar="job", dest="job")
    for name, job in JOBS.items():
        job.add_arguments(commands.add_parser(name, help=job.help))
    options = parser.parse_args(arguments)
    try:
        logs.configure(load().log_file, logging.WARNING)
        return JOBS[options.job].run(options)
    except (Refusal, NotReady, SettingsError) as error:
        print(error, file=sys.stderr)
    except DBAPIError as error:
        print(f"The database does not answer: {error.orig}", file=sys.stderr)
    except OSError as error:
        print(f"The file cannot be written: {error}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
