"""The space-time scan for analysts: a file of cases and one of places in, clusters out, no database."""

import argparse
import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from db.tools import scan_files
from domain.statistics.scan_terms import (
    FEWEST_CASES,
    LARGEST_SHARE,
    NOTEWORTHY,
    REPLICATIONS,
    SEED,
    Cluster,
    Hindrance,
    Kind,
    Limits,
    Scan,
    Unit,
)
from domain.statistics.space_time_scan import scan

HINDRANCES = {
    Hindrance.TOO_FEW_CASES: "There are fewer than two cases.",
    Hindrance.ONE_PERIOD: "All cases fall into one period: there is no other time to compare with.",
    Hindrance.ONE_PLACE: "All cases lie in one place: there is no other place to compare with.",
    Hindrance.NOTHING_TO_SHUFFLE: (
        "Cases of one covariate and day of the week all share a place or a period: nothing can be shuffled."
    ),
}


def add_arguments(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.description = """Space-time permutation scan (Kulldorff 2005) of cases and places; no population.

CSV, with a header, comma or semicolon, UTF-8, further columns ignored:
  cases   place, date, count
  places  id, lat, lon in degrees (--coordinates cartesian: id, x, y)
SaTScan's own files, known by their ending, without a header, parted by blanks or commas:
  .cas    location, number of cases, date, covariates (each combination is shuffled by itself)
  .geo    location, latitude, longitude (--coordinates cartesian: location, x, y)
Dates: 2001, 2001/11 or 2001/11/22, also with - or a point; in a .cas month/year and month/day/year too.
A date must name what --unit needs: year, month, and for week and day the day."""
    parser.add_argument("--cases", type=Path, required=True, metavar="FILE", help="CSV, or a .cas of SaTScan")
    parser.add_argument(
        "--places", type=Path, required=True, metavar="FILE", help="CSV, or a .geo of SaTScan"
    )
    parser.add_argument(
        "--coordinates",
        choices=("latlon", "cartesian"),
        default="latlon",
        help="degrees, or x and y on a plane (radii are then in their unit)",
    )
    parser.add_argument(
        "--unit",
        type=Unit,
        choices=list(Unit),
        default=Unit.MONTH,
        help="length of a period; month by itself",
    )
    parser.add_argument("--kind", type=Kind, choices=list(Kind), default=Kind.RETROSPECTIVE)
    parser.add_argument(
        "--adjust-weekday", action="store_true", help="shuffle dates among cases of one day of the week only"
    )
    parser.add_argument(
        "--min-cases", type=int, default=FEWEST_CASES, help="fewest cases in a cluster, at least 2"
    )
    parser.add_argument(
        "--max-share", type=float, default=LARGEST_SHARE, help="of all cases in a circle, at most 0.5"
    )
    parser.add_argument("--max-km", type=float, help="largest radius of a circle (cartesian: in its unit)")
    parser.add_argument("--max-periods", type=int, help="longest window; half of all periods unless given")
    parser.add_argument(
        "--from",
        dest="starts_on",
        type=_first_day,
        metavar="DATE",
        help="first day; a year or month is its first",
    )
    parser.add_argument(
        "--to", dest="ends_on", type=_last_day, metavar="DATE", help="last day; a year or month is its last"
    )
    parser.add_argument("--replications", type=int, default=REPLICATIONS)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument(
        "--max-p",
        type=float,
        default=NOTEWORTHY,
        help=f"clusters above it stand apart, {NOTEWORTHY} unless given; those with p = 1 nowhere",
    )
    parser.add_argument("--json", action="store_true")
    return parser


def _first_day(text: str) -> date:
    return _span(text).first


def _last_day(text: str) -> date:
    return _span(text).last


def _span(text: str) -> scan_files.WrittenDate:
    try:
        return scan_files.read_span(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}' is not {scan_files.A_DATE}.") from None


def run(options: argparse.Namespace) -> str:
    """What the command prints. Raises BadFile or Refusal."""
    if not 0 < options.max_p <= 1:
        raise scan_files.BadFile("--max-p must be above 0 and at most 1, such as 0.05.")
    on_plane = options.coordinates == "cartesian"
    sites = scan_files.read_places(options.places, on_plane=on_plane)
    recorded = scan_files.read_cases(
        options.cases, {site.id for site in sites}, options.unit, by_weekday=options.adjust_weekday
    )
    found = scan(
        sites,
        recorded.cases,
        unit=options.unit,
        limits=Limits(
            kind=options.kind,
            share=options.max_share,
            radius_km=options.max_km,
            periods=options.max_periods,
            replications=options.replications,
            seed=options.seed,
            fewest=options.min_cases,
            by_weekday=options.adjust_weekday,
            on_plane=on_plane,
        ),
        starts_on=options.starts_on or recorded.first,
        ends_on=options.ends_on or recorded.last,
    )
    if options.json:
        return json.dumps(as_json(found, options.max_p), indent=2, ensure_ascii=False)
    return as_text(found, options.max_p)


def _told(found: Scan, max_p: float) -> tuple[list[Cluster], list[Cluster]]:
    """Clusters up to the limit, and those above it; what every replication reaches is no finding at all."""
    told = [each for each in found.clusters if each.p < 1]
    return [each for each in told if each.p <= max_p], [each for each in told if each.p > max_p]


def as_json(found: Scan, max_p: float) -> dict[str, object]:
    within, above = _told(found, max_p)
    on_plane = found.limits.on_plane
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
            "min_cases": found.limits.fewest,
            "adjust_weekday": found.limits.by_weekday,
            "coordinates": "cartesian" if on_plane else "latlon",
            "max_p": max_p,
            "replications": found.limits.replications,
            "seed": found.limits.seed,
        },
        "hindrance": HINDRANCES[found.hindrance] if found.hindrance else None,
        "clusters": [_cluster(each, on_plane) for each in within],
        "above_max_p": [_cluster(each, on_plane) for each in above],
    }


def _cluster(each: Cluster, on_plane: bool) -> dict[str, object]:
    radius = round(each.radius_km, 3)
    circle = (
        {"x": each.longitude, "y": each.latitude, "radius": radius}
        if on_plane
        else {"lat": each.latitude, "lon": each.longitude, "radius_km": radius}
    )
    return {
        "centre": each.centre,
        **circle,
        "places": list(each.places),
        "from": each.starts_on.isoformat(),
        "to": each.ends_on.isoformat(),
        "observed": each.observed,
        "expected": round(each.expected, 6),
        "ratio": round(each.ratio, 6),
        "statistic": round(each.statistic, 9),
        "p": each.p,
        "gumbel_p": each.gumbel_p,
        "recurrence_days": round(each.recurrence_days, 1),
    }


def as_text(found: Scan, max_p: float) -> str:
    head = (
        f"{found.cases} cases, {found.sites} places, {found.periods} periods of a {found.unit.value}, "
        f"{found.starts_on} to {found.ends_on}, {found.limits.kind.value}, "
        f"{found.limits.replications} replications, seed {found.limits.seed}"
    )
    if found.limits.fewest > FEWEST_CASES:
        head += f"; at least {found.limits.fewest} cases in a cluster"
    if found.limits.by_weekday:
        head += "; adjusted for the day of the week"
    if found.left_out:
        head += f"; {found.left_out} cases outside these dates left out"
    if found.hindrance:
        return f"{head}\n{HINDRANCES[found.hindrance]}"
    within, above = _told(found, max_p)
    if not within and not above:
        return f"{head}\nNo circle holds more than expected, or none more than chance always gives (p = 1)."
    columns = "p      Gumbel p  statistic  observed / expected  dates  circle  recurrence  [places]"
    lines = [head, columns, *_lines(within, found.limits)]
    if not within:
        lines.append(f"None with p up to {max_p:g}.")
    if above:
        lines += [f"Not told from chance (p above {max_p:g}):", *_lines(above, found.limits)]
    return "\n".join(lines)


def _lines(clusters: Iterable[Cluster], limits: Limits) -> list[str]:
    unit = "" if limits.on_plane else " km"
    return [
        f"{each.p:.3f}  {'-' if each.gumbel_p is None else format(each.gumbel_p, '.2g'):>8}  "
        f"{each.statistic:7.3f}  {each.observed:5d} / {each.expected:7.2f}  "
        f"{each.starts_on} to {each.ends_on}  {each.radius_km:6.1f}{unit} around {each.centre}  "
        f"once in {each.recurrence_days:.0f} days  [{', '.join(each.places)}]"
        for each in clusters
    ]
