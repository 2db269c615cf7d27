"""Ringkasan Gubernur as a file, with the tier of the account it is made for."""

import argparse
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO

from db.backend import backend, now
from db.command import run as have_done
from db.commands.moves import carry_out_moves
from db.commands.papers import issue_paper
from db.queries.accounts import actor_of_account
from domain.access.errors import NotFound
from domain.access.permissions import WORKER
from domain.time.calendar import whole_minute
from views.ask import ask, reading_run
from views.paper_file import of_briefing

SCREEN = "jobs brief"
"""Recorded in the trail as the place where it was made."""
HERE = "http://127.0.0.1:8501"
"""The address of a local server, used when no other was configured."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--as", dest="account", required=True, help="the account it is made for")
    parser.add_argument("--out", type=Path, required=True, help="the file to write")
    parser.add_argument(
        "--base",
        help="scheme and host of this installation, for the code that checks the paper; else PUBLIC_URL",
    )


def run(options: argparse.Namespace) -> int:
    carry_out_moves(backend().sender(WORKER, SCREEN))
    with reading_run():
        actor = ask(actor_of_account, options.account)
        if actor is None:
            raise NotFound(f"There is no active account '{options.account}'.")
        file = of_briefing(actor, whole_minute(now()))
    base = (options.base or backend().settings.public_url or HERE).rstrip("/")
    with _whole(options.out) as half:
        # On record only once there is a place for it: what nobody can hold was not issued.
        codes = [have_done(backend().sender(actor, SCREEN), issue_paper, each) for each in file.requests]
        half.write(file.printed(codes, base=base))
    print(f"{options.out}: {codes[0]}")
    return 0


@contextmanager
def _whole(file: Path) -> Iterator[IO[bytes]]:
    """Replace the file atomically: a reader at 07.00 finds yesterday's or today's, never half of one."""
    if file.is_dir():
        raise IsADirectoryError(f"{file} is a folder")
    with NamedTemporaryFile(dir=file.parent, prefix=f".{file.name}.", delete=False) as half:
        try:
            yield half
            half.close()
            os.chmod(half.name, 0o644)
            Path(half.name).replace(file)
        except BaseException:
            Path(half.name).unlink()
            raise
