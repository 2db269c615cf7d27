"""What the application consists of, as CycloneDX: ``python -m tests.sbom FILE`` (``make sbom``).

An environment is made anew from ``requirements.txt``, so that nothing else stands in it, and described by
CycloneDX's own tool. Links of the packages to pages of theirs are left out: they change without a release.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from db.settings import ROOT

TOOL = "cyclonedx-bom==7.5.0"
FORMAT = "1.6"


def main(file: Path) -> None:
    uv = str(Path(sys.executable).with_name("uv"))
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([uv, "venv", "-q", "--python", sys.executable, folder], check=True)
        subprocess.run(
            [uv, "pip", "install", "-q", "--require-hashes", "-r", "requirements.txt"],
            cwd=ROOT,
            env={**os.environ, "VIRTUAL_ENV": folder},
            check=True,
        )
        made = subprocess.run(
            [
                *(uv, "tool", "run", "--from", TOOL, "cyclonedx-py", "environment", f"{folder}/bin/python"),
                *("--output-format", "JSON", "--spec-version", FORMAT),
            ],
            stdout=subprocess.PIPE,
            check=True,
        )
    file.write_text(json.dumps(without_links(json.loads(made.stdout)), indent=1) + "\n", "utf-8")


def without_links(part: Any) -> Any:
    if isinstance(part, dict):
        return {name: without_links(value) for name, value in part.items() if name != "externalReferences"}
    return [without_links(each) for each in part] if isinstance(part, list) else part


if __name__ == "__main__":
    main(Path(sys.argv[1]))
