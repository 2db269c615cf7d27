"""Secrets of one installation that lie in files outside the database, readable by its account alone."""

import os
from collections.abc import Callable
from pathlib import Path

from db.settings import SettingsError


def found(file: Path, what: str) -> str | None:
    """What the file says; None where it is not there."""
    try:
        return file.read_text("ascii").strip()
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"The {what} cannot be read: {error}") from error


def kept(file: Path, what: str, make: Callable[[], str]) -> str:
    """What the file says, or what is put into a new one."""
    there = found(file, what)
    if there is not None:
        return there
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as out:
            out.write(make() + "\n")
    except FileExistsError:
        pass  # another process of the same start was faster
    except OSError as error:
        raise SettingsError(f"The {what} cannot be written: {error}") from error
    there = found(file, what)
    assert there is not None
    return there
