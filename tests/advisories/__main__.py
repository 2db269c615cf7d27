"""Takes what concerns our packages from a copy of the advisories: ``python -m tests.advisories COPY DATE``.

COPY is a folder or a zip of records in the OSV format, as YAML or JSON, such as the PyPA's database or
OSV's ``PyPI/all.zip``, carried here from a machine that reaches them; DATE is the day it was made. Prints
what is known to be vulnerable, and ends with 1 if anything is.
"""

import json
import sys
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from tests.advisories import COPY, Advisory, kept, named, pins, vulnerable

SOURCE = "PyPA advisory database, https://github.com/pypa/advisory-database, CC BY 4.0; cut to our packages"


def main(copy: Path, made: date) -> int:
    ours = {package for package, _ in pins()}
    packages: dict[str, list[Advisory]] = defaultdict(list)
    for record in _records(copy):
        if "withdrawn" in record:
            continue
        for affected in record.get("affected", ()):
            package = named(affected["package"]["name"])
            if affected["package"]["ecosystem"] == "PyPI" and package in ours:
                packages[package].append(_advisory(record, affected))
    content = {
        "source": SOURCE,
        "copied": made.isoformat(),
        "packages": {
            package: [asdict(each) for each in sorted(rows, key=lambda each: each.id)]
            for package, rows in sorted(packages.items())
        },
    }
    COPY.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", "utf-8")
    found = list(vulnerable(kept()))
    print(*found or ["Of what is known there, nothing concerns the versions in use."], sep="\n")
    return bool(found)


def _advisory(record: dict[str, Any], affected: dict[str, Any]) -> Advisory:
    told = [each for each in affected.get("ranges", ()) if each["type"] == "ECOSYSTEM"]
    ranges = [span for each in told for span in _spans(each)]
    versions = [] if ranges else [str(each) for each in affected.get("versions", ())]
    return Advisory(record["id"], record.get("aliases", []), ranges, versions)


def _spans(told: dict[str, Any]) -> Iterator[list[str]]:
    first = ""
    for event in told["events"]:
        if "introduced" in event:
            first = str(event["introduced"])
        elif first:
            # A last one that has it is no first one without it: named so, it stands until somebody looks.
            yield [first, str(event.get("fixed", ""))]
            first = ""
    if first:
        yield [first, ""]


def _records(copy: Path) -> Iterator[dict[str, Any]]:
    if copy.is_dir():
        for file in sorted(copy.rglob("*")):
            if file.suffix in {".yaml", ".json"}:
                yield _read(file.name, file.read_bytes())
        return
    with zipfile.ZipFile(copy) as archive:
        for name in archive.namelist():
            if name.endswith((".yaml", ".json")):
                yield _read(name, archive.read(name))


def _read(name: str, content: bytes) -> dict[str, Any]:
    if name.endswith(".json"):
        found: dict[str, Any] = json.loads(content)
        return found
    import yaml  # type: ignore[import-untyped]  # noqa: PLC0415 - only where a copy is of YAML: uv run --with pyyaml

    of_texts: dict[str, Any] = yaml.load(content, Loader=yaml.CBaseLoader)  # a version 3.10 is no 3.1
    return of_texts


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), date.fromisoformat(sys.argv[2])))
