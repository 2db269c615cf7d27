"""The worker as a separate process: until it is stopped, or for one turn."""

import argparse
import logging
import signal
import sys
from threading import Event

from db import backend as state
from jobs.mailer import Mailer
from jobs.worker import PAUSE_SECONDS, Worker, work


def add_pause(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--pause", type=float, default=PAUSE_SECONDS, help="seconds between two turns")


def keep_on(options: argparse.Namespace) -> int:
    logging.getLogger("gerak").setLevel(logging.INFO)
    stop = Event()
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, lambda *_: stop.set())
    work(stop, options.pause)
    return 0


def add_nothing(_parser: argparse.ArgumentParser) -> None:
    """A single turn has no options."""


def one_turn(_options: argparse.Namespace) -> int:
    backend = state.backend()
    sent = Worker(backend, Mailer(backend.settings) if backend.settings.smtp_url else None).turn()
    sys.stdout.write(f"{sent} mail(s) sent\n")
    return 0
