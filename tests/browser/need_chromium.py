"""Finding the browser for the tests; on a bare Debian as root it is installed, elsewhere asked for.

``python -m tests.browser.need_chromium`` is run by make before anything that needs a browser.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

PACKAGE = "chromium-headless-shell"
"""The browser without its windows: it draws the same pages in two thirds of the time."""

NAMES = (PACKAGE, "chromium", "chromium-browser", "google-chrome")

_MISSING = (
    f"The browser tests need Chromium: install it (on Debian: apt-get install {PACKAGE}), "
    "or name an existing one with CHROMIUM=/path/to/chromium."
)


class NoChromium(RuntimeError):
    """There is no browser; tests that need one fail with this sentence and are never skipped."""


def chromium_path(environment: Mapping[str, str] | None = None) -> str:
    """The browser named by CHROMIUM, or the first of the usual ones."""
    environment = os.environ if environment is None else environment
    named = environment.get("CHROMIUM")
    if named:
        found = shutil.which(named)
        if found is None:
            raise NoChromium(f"CHROMIUM is '{named}', and there is no program of that name.")
        return found
    for name in NAMES:
        found = shutil.which(name, path=environment.get("PATH"))
        if found is not None:
            return found
    raise NoChromium(_MISSING)


def may_install() -> bool:
    """Whether this is a Debian-like system on which we may add packages: a container, usually."""
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return is_root and Path("/etc/debian_version").exists() and shutil.which("apt-get") is not None


def install() -> None:
    """Add Chromium quietly; what apt-get says is shown only when it fails."""
    surroundings = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "-y", "--no-install-recommends", PACKAGE]):
        done = subprocess.run(
            ["apt-get", *command], env=surroundings, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise NoChromium(f"apt-get {command[0]} failed:\n{done.stdout}{done.stderr}\n{_MISSING}")


def main() -> int:
    try:
        try:
            chromium_path()
        except NoChromium:
            if os.environ.get("CHROMIUM") or not may_install():
                raise
            print("Installing Chromium for the browser tests ...")
            install()
            chromium_path()
    except NoChromium as reason:
        print(reason, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
