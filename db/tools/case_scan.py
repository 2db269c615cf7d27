"""The space-time scan for analysts: two CSV files in, clusters out, no database."""

import argparse
import csv
import json
import math
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TypeVar

from domain.statistics.space_time_scan import (
    LARGEST_SHARE,
    REPLICATIONS,
    SEED,
    Case,
    Cluster,
    Hindrance,
    Kind,
    Limits,
    Scan,
    Site,
    Unit,
    scan,
)

SHOWN_PROBLEMS = 5
HINDRANCES = {
    Hindrance.TOO_FEW_CASES: "There are fewer than two cases.",
    Hindrance.ONE_PERIOD: "All cases fall into one period: there is no other time to compare with.",
    Hindrance.ONE_PLACE: "All cases lie in one place: there is no other place to compare with.",
}

Value = TypeVar("Value")


class BadFile(Exception):
    """A file that cannot be used; ``str()`` of it names the file, the lines and what to do."""


def add_arguments(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    parser.description = (
        "Space-time permutation scan (Kulldorff 2005). Places: columns id, lat, lon (degrees). Cases: "
        "columns place, date (2026-11-23), count. Comma or semicolon, UTF-8, further columns are ignored."
    )
    parser.add_argument("--cases", type=Path, required=True, metavar="FILE")
    parser.add_argument("--places", type=Path, required=True, metavar="FILE")
    parser.add_argument("--unit", type=Unit, choices=list(Unit), default=Unit.MONTH)
    parser.add_argument("--kind", type=Kind, choices=list(Kind), default=Kind.RETROSPECTIVE)
    parser.add_argument(
        "--max-share", type=float, default=LARGEST_SHARE, help="of all cases in a circle, at most 0.5"
    )
    parser.add_argument("--max-km", type=float, help="largest radius of a circle")
    parser.add_argument("--max-periods", type=int, help="longest window; half of all periods unless given")
    parser.add_argument("--from", dest="starts_on", type=date.fromisoformat, metavar="DATE")
    parser.add_argument("--to", dest="ends_on", type=date.fromisoformat, metavar="DATE")
    parser.add_argument("--replications", type=int, default=REPLICATIONS)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--json", action="store_true")
    return parser


def run(options: argparse.Namespace) -> str:
    """What the command prints. Raises BadFile or Refusal."""
    sites = read_places(options.places)
    found = scan(
        sites,
        read_cases(options.cases, {site.id for site in sites}),
        unit=options.unit,
        limits=Limits(
            kind=options.kind,
            share=options.max_share,
            radius_km=options.max_km,
            periods=options.max_periods,
            replications=options.replications,
            seed=options.seed,
        ),
        starts_on=options.starts_on,
        ends_on=options.ends_on,
    )
    return json.dumps(as_json(found), indent=2, ensure_ascii=False) if options.json else as_text(found)


def read_places(path: Path) -> list[Site]:
    problems = _Problems(path)
    sites: dict[str, Site] = {}
    for line, row in _rows(path, ("id", "lat", "lon")):
        latitude = problems.keep(line, row["lat"], _degrees(90), "a latitude such as -9.57")
        longitude = problems.keep(line, row["lon"], _degrees(180), "a longitude such as 124.91")
        if not row["id"]:
            problems.add(line, "the id is empty")
        elif row["id"] in sites:
            problems.add(line, f"place '{row['id']}' stands there twice")
        elif latitude is not None and longitude is not None:
            sites[row["id"]] = Site(row["id"], latitude, longitude)
    problems.raise_any()
    if not sites:
        raise BadFile(f"{path}: no place stands below the header.")
    return list(sites.values())


def read_cases(path: Path, known: set[str]) -> list[Case]:
    problems = _Problems(path)
    cases = []
    for line, row in _rows(path, ("place", "date", "count")):
        day = problems.keep(line, row["date"], date.fromisoformat, "a date such as 2026-11-23")
        count = problems.keep(line, row["count"], _whole, "a whole number from 0 up")
        if row["place"] not in known:
            problems.add(line, f"place '{row['place']}' is not in the file of places")
        elif day is not None and count is not None:
            cases.append(Case(row["place"], day, count))
    problems.raise_any()
    return cases


def _rows(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    """Line number and the wanted columns of each row that is not blank."""
    try:
        text = path.read_text("utf-8-sig")
    except OSError as error:
        raise BadFile(f"{path} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise BadFile(f"{path} is not UTF-8; save it as 'CSV UTF-8'.") from error
    header = text.partition("\n")[0]
    reader = csv.DictReader(
        text.splitlines(), delimiter=";" if header.count(";") > header.count(",") else ","
    )
    names = {name.strip().lower(): name for name in reader.fieldnames or () if name}
    missing = [column for column in columns if column not in names]
    if missing:
        raise BadFile(
            f"{path}: column {', '.join(missing)} is missing; the first line must name {', '.join(columns)}."
        )
    for row in reader:
        wanted = {column: (row[names[column]] or "").strip() for column in columns}
        if any(wanted.values()):
            yield reader.line_num, wanted


def _degrees(most: float) -> Callable[[str], float]:
    def read(text: str) -> float:
        value = float(text)
        if not (math.isfinite(value) and abs(value) <= most):
            raise ValueError(text)
        return value

    return read


def _whole(text: str) -> int:
    value = int(text)
    if value < 0:
        raise ValueError(text)
    return value


class _Problems:
    """Collects what is wrong in a file, so that one run names it all."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.found: list[str] = []

    def add(self, line: int, what: str) -> None:
        self.found.append(f"  line {line}: {what}")

    def keep(self, line: int, text: str, read: Callable[[str], Value], wanted: str) -> Value | None:
        try:
            return read(text)
        except ValueError:
            self.add(line, f"'{text}' is not {wanted}")
            return None

    def raise_any(self) -> None:
        if not self.found:
            return
        more = len(self.found) - SHOWN_PROBLEMS
        shown = self.found[:SHOWN_PROBLEMS] + ([f"  and {more} more"] if more > 0 else [])
        raise BadFile(f"{self.path} cannot be used; nothing was scanned.\n" + "\n".join(shown))


def as_json(found: Scan) -> dict[str, object]:
    return {
        "study": {
            "from": found.starts_on.isoformat(),
            "to": found.ends_on.isoformat(),
            "unit": found.unit.value,
            "periods": found.periods,
            "places": found.sites,
            "cases": found.cases,
            "cases_left_out": found.left_out,
            "kind": found.limits.kind.value,
            "max_share": found.limits.share,
            "max_km": found.limits.radius_km,
            "max_periods": found.limits.periods,
            "replications": found.limits.replications,
            "seed": found.limits.seed,
        },
        "hindrance": HINDRANCES[found.hindrance] if found.hindrance else None,
        "clusters": [_cluster(each) for each in found.clusters],
    }


def _cluster(each: Cluster) -> dict[str, object]:
    return {
        "centre": each.centre,
        "lat": each.latitude,
        "lon": each.longitude,
        "radius_km": round(each.radius_km, 3),
        "places": list(each.places),
        "from": each.starts_on.isoformat(),
        "to": each.ends_on.isoformat(),
        "observed": each.observed,
        "expected": round(each.expected, 6),
        "ratio": round(each.ratio, 6),
        "statistic": round(each.statistic, 9),
        "p": each.p,
        "recurrence_days": round(each.recurrence_days, 1),
    }


def as_text(found: Scan) -> str:
    head = (
        f"{found.cases} cases, {found.sites} places, {found.periods} periods of a {found.unit.value}, "
        f"{found.starts_on} to {found.ends_on}, {found.limits.kind.value}, "
        f"{found.limits.replications} replications, seed {found.limits.seed}"
    )
    if found.left_out:
        head += f"; {found.left_out} cases outside these dates left out"
    if found.hindrance or not found.clusters:
        why = HINDRANCES[found.hindrance] if found.hindrance else "No circle holds more than expected."
        return f"{head}\n{why}"
    lines = [
        f"{each.p:.3f}  {each.statistic:7.3f}  {each.observed:5d} / {each.expected:7.2f}  "
        f"{each.starts_on} to {each.ends_on}  {each.radius_km:6.1f} km around {each.centre}  "
        f"once in {each.recurrence_days:.0f} days  [{', '.join(each.places)}]"
        for each in found.clusters
    ]
    return "\n".join(
        [head, "p      statistic  observed / expected  dates  circle  recurrence  [places]", *lines]
    )
