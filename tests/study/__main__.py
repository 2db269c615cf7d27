"""What the hotspot words are worth: ``python -m tests.study`` (``make hotspot-study``).

Simulates years of NTT and rewrites the parts of docs/hotspots.md between ``<!-- study: NAME -->`` and
``<!-- /study -->`` and the pictures beside it. Seeds are fixed: the tables come out the same, only the
seconds differ.
"""

import platform
import random
import resource
import sys
import time
from collections.abc import Mapping, Sequence

import numpy as np

from db.settings import ROOT
from domain.access.permissions import DisclosureTier
from domain.statistics.assessment import LAYERS
from domain.statistics.scan_terms import Limits
from tests.study import daily, minimality, pictures, releases, simulation

PAGE = ROOT / "docs" / "hotspots.md"
IMAGES = ROOT / "docs" / "images"
NULL_YEARS, POWER_YEARS, COVERAGE_YEARS = 1_000, 300, 60
TOTALS = (20, 60, 119, 250, 1_000)
PAGE_TOTALS = (10, 20, 40, 60, 90, 119, 250, 1_000)
SLIDER_YEARS = 5
STARTED = (365, 184, 35)
"""Days of its first year on which a register ran: all, from 1 July, and from 27 November."""
RISKS = (1.5, 2.0, 3.0, 4.0, 5.0)
SINGLE = ("Sabu Raijua", "Malaka", "Timor Tengah Selatan")
THREE = ("Malaka", "Belu", "Timor Tengah Utara")
SPREADS = (0.1, 0.3, 0.6, 1.0)
REGISTERS, REGISTERS_BEFORE = 200, 20
WATCHED, WATCHED_BEFORE = 200, 1
CANDIDATES = (
    "tier",
    "tables",
    "pages",
    "small hidden counts",
    "singled out",
    "fewest places for a report",
)
SCAN_SETS, SCAN_POWER_SETS = 200, 50
SCAN_RISKS = (3.0, 5.0, 8.0, 12.0)


def main() -> None:
    """All parts, or those named on the command line; each is written as soon as it is known."""
    for name in sys.argv[1:] or PARTS:
        began = time.monotonic()
        content = PARTS[name]()
        before, start, rest = PAGE.read_text("utf-8").partition(f"<!-- study: {name} -->\n")
        PAGE.write_text(
            f"{before}{start}\n{content}\n\n<!-- /study -->{rest.partition('<!-- /study -->')[2]}"
        )
        sys.stdout.write(f"{name}: {time.monotonic() - began:.0f} s\n")
        sys.stdout.flush()


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = ["| " + " | ".join(each) + " |" for each in (header, ["---"] * len(header), *rows)]
    return "\n".join(lines)


def percent(share: float) -> str:
    return f"{share * 100:.1f} %"


def null() -> str:
    found = {
        total: simulation.years(total, {}, count=NULL_YEARS, permutations=999, seed=total) for total in TOTALS
    }
    picture = pictures.bars(
        "Null years with a false word",
        {f"{total} cases": (each.any_certain, each.any_leaning) for total, each in found.items()},
        ("pasti", "condong"),
        limit=0.05,
    )
    (IMAGES / "hotspots-null.svg").write_text(picture, "utf-8")
    return table(
        ["cases expected in the year", "years with a false *pasti*", "years with a false *condong*"],
        [[str(total), percent(x.any_certain), percent(x.any_leaning)] for total, x in found.items()],
    )


def started() -> str:
    """A register that begins in the course of a year: that year by itself, and beside the next one."""
    rows = []
    for total in TOTALS:
        for days in STARTED:
            part = simulation.years(
                total * days / simulation.DAYS, {}, count=NULL_YEARS, permutations=999, seed=total
            )
            counted = (days, simulation.DAYS)
            true, whole = (
                simulation.changes(total, counted=counted, said=said, count=NULL_YEARS, seed=total)
                for said in (counted, (simulation.DAYS, simulation.DAYS))
            )
            rows.append(
                [
                    str(total),
                    str(days),
                    *(
                        f"{percent(certain)} / {percent(leaning)}"
                        for certain, leaning in (
                            (part.any_certain, part.any_leaning),
                            (true.certain, true.leaning),
                            (whole.certain, whole.leaning),
                        )
                    ),
                ]
            )
    header = ["cases expected in a whole year", "days counted of the first", "that year by itself"]
    return table([*header, "beside the next year", "the same, were the days not weighed"], rows)


def page() -> str:
    """Eight layers side by side, from few cases to many; and one layer through five years."""
    pages = {layers: _looks(PAGE_TOTALS, layers) for layers in (1, LAYERS)}
    walks = {layers: _looks((119,) * SLIDER_YEARS, layers) for layers in (1, LAYERS)}
    header = ["looked at", "each layer by itself", f"controlled over {LAYERS} layers"]
    looked = {
        f"a page of {LAYERS} layers, {PAGE_TOTALS[0]} to {PAGE_TOTALS[-1]} cases expected": pages,
        f"one layer in {SLIDER_YEARS} years, 119 cases expected in each": walks,
    }
    return table(
        header,
        [
            [name, *(percent(simulation.share_with_a_false_word(each)) for each in found.values())]
            for name, found in looked.items()
        ],
    )


def _looks(totals: Sequence[int], layers: int) -> list[simulation.Years]:
    return [
        simulation.years(total, {}, count=NULL_YEARS, permutations=999, seed=1_000 + number, layers=layers)
        for number, total in enumerate(totals)
    ]


def power() -> str:
    ntt = simulation.regencies()
    rows, curves = [], {}
    for names in (*((name,) for name in SINGLE), THREE):
        at = [ntt.position(name) for name in names]
        sure, hot = [], []
        for risk in RISKS:
            found = simulation.years(
                119, dict.fromkeys(names, risk), count=POWER_YEARS, permutations=999, seed=int(risk * 10)
            )
            sure.append(float(found.certain[:, at].mean()))
            hot.append(float((found.certain | found.leaning)[:, at].mean()))
        people = f"{round(float(ntt.population[at].mean()), -3):,.0f}"
        label = " + ".join(names)
        curves[label] = sure
        rows.append(
            [label, people, *(f"{a * 100:.0f} / {b * 100:.0f} %" for a, b in zip(sure, hot, strict=True))]
        )
    picture = pictures.curves("Power of pasti by relative risk, 119 cases a year", RISKS, curves)
    (IMAGES / "hotspots-power.svg").write_text(picture, "utf-8")
    return table(["planted in", "people", *(f"risk × {risk:g}" for risk in RISKS)], rows)


def coverage() -> str:
    rows = []
    for total in (40, 119, 400):
        for spread in SPREADS:
            exact, shrunk = simulation.coverage(total, spread, count=COVERAGE_YEARS, seed=1)
            rows.append([str(total), f"{spread:g}", percent(exact), percent(shrunk)])
    return table(["cases in the year", "coefficient of variation of the true rates", "exact", "shrunk"], rows)


def scan_null() -> str:
    p = np.array(
        [
            simulation.scan_p(simulation.district_cases(150, 12, seed), Limits(replications=99, seed=seed))[0]
            for seed in range(SCAN_SETS)
        ]
    )
    shares = [float((p <= at).mean()) for at in (0.05, 0.1, 0.25, 0.5, 0.75)]
    picture = pictures.histogram("p of the strongest cluster in null data", p.tolist())
    (IMAGES / "hotspots-scan-null.svg").write_text(picture, "utf-8")
    return table(
        ["p at most", "0.05", "0.10", "0.25", "0.50", "0.75"],
        [["share of the null sets", *(percent(share) for share in shares)]],
    )


def scan_power() -> str:
    rows = []
    for risk in SCAN_RISKS:
        hits = right = 0
        for seed in range(SCAN_POWER_SETS):
            cluster = simulation.planted(seed, periods=12)
            counts = simulation.district_cases(300, 12, seed, cluster, risk)
            p, places, first, last = simulation.scan_p(counts, Limits(replications=99, seed=seed))
            is_hit = p <= 0.05
            overlaps = bool(places & set(cluster.places.tolist()))
            hits += is_hit
            right += is_hit and overlaps and first <= cluster.last and last >= cluster.first
        rows.append([f"× {risk:g}", percent(hits / SCAN_POWER_SETS), percent(right / SCAN_POWER_SETS)])
    return table(["risk in 5 kecamatan for 2 months", "p ≤ 0.05", "and in the right place and time"], rows)


def speed() -> str:
    counts = simulation.district_cases(2_000, 36, 1)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began, cpu = time.monotonic(), time.process_time()
    simulation.scan_p(counts, Limits())
    wall, spent = time.monotonic() - began, time.process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return (
        f"315 kecamatan, 36 months, {counts.sum():,} cases, 999 replications, windows to 18 months and "
        f"circles to 50 % of the cases: {spent:.1f} s of processor time, {wall:.1f} s by the clock, on one "
        f"core ({platform.machine()}, Python {platform.python_version()}, NumPy {np.__version__}); the "
        f"process peaked at {peak / 1024:.0f} MB, {before / 1024:.0f} MB of them before the scan."
    )


def kept_pages() -> str:
    """Nine quarterly releases, read together; and the rule for one moment, applied to each by itself."""
    rows = []
    for rule, count in ((releases.with_memory, REGISTERS), (releases.without_memory, REGISTERS_BEFORE)):
        by_tier = {tier: releases.Found() for tier in releases.TIERS}
        for seed in range(count):
            history = releases.random_history(random.Random(seed))
            pages = rule(history)
            for tier, found in by_tier.items():
                found.add(releases.attack(history, pages, tier))
        rows += [
            [
                rule.__name__.replace("_", " "),
                tier.value,
                str(count),
                str(found.hidden),
                str(len(found.recovered)),
                percent(found.shown / found.cells),
            ]
            for tier, found in by_tier.items()
        ]
    header = ["rule", "tier", "registers", "small hidden numbers", "recovered", "cells shown"]
    return table(header, rows)


def looked_at_daily() -> str:
    """Sixty days and two years: what is told between releases, and what all pages give away together."""
    looked = {
        "releases, sample data": [daily.watched_sample()],
        "releases": [daily.watched(number) for number in range(WATCHED)],
        "each moment by itself": [
            daily.watched(number, with_releases=False) for number in range(WATCHED_BEFORE)
        ],
    }
    return watched_table(looked)


def watched_table(looked: Mapping[str, Sequence[daily.Watch]]) -> str:
    rows = []
    for rule, watches in looked.items():
        together = daily.Watch()
        for each in watches:
            together.add(each)
        rows += [
            [
                rule,
                tier.value,
                str(len(watches)),
                f"{together.reports:,}",
                f"{together.answers:,}",
                f"{together.changed.total():,}",
                f"{found.hidden:,}",
                str(len(found.recovered)),
                percent(found.shown / found.cells),
            ]
            for tier, found in together.found.items()
        ]
    header = ["rule", "tier", "registers", "new reports", "answers watched", "changed by them"]
    return table([*header, "small hidden numbers", "recovered", "cells shown"], rows)


def rule_known() -> str:
    """Every table that fits: what the choices of the rule tell somebody who knows it."""
    rows = [
        _candidates(number, totals, tier, minimality.candidates(number, totals, tier))
        for number, totals in minimality.SHAPES
        for tier in releases.TIERS
    ]
    return table(["rows", "reports of each year", *CANDIDATES], rows)


def rule_known_over_releases() -> str:
    """The same for who kept the pages of all releases of one year."""
    rows = [
        _candidates(f"{number}{_held(before)}", totals, tier, found)
        for number, totals, before in minimality.GROWING
        for tier, found in minimality.over_releases(number, totals, before).items()
    ]
    return table(["rows", "reports of each release", *CANDIDATES], rows)


def _held(before: Sequence[int]) -> str:
    return (
        f", with {', '.join(map(str, before))} {'in turn' if len(before) > 1 else 'each'}" if before else ""
    )


def _candidates(
    number: int | str, totals: Sequence[int], tier: DisclosureTier, found: minimality.Candidates
) -> list[str]:
    return [
        str(number),
        " + ".join(minimality.NO_GROWTH.get(each, str(each)) for each in totals),
        tier.value,
        f"{found.tables:,}",
        f"{found.pages:,}",
        f"{found.hidden:,}",
        f"{found.singled_out:,} ({percent(found.share)})",
        str(found.fewest_places),
    ]


PARTS = {
    "releases": kept_pages,
    "daily": looked_at_daily,
    "minimality": rule_known,
    "minimality-releases": rule_known_over_releases,
    "speed": speed,
    "null": null,
    "started": started,
    "page": page,
    "power": power,
    "coverage": coverage,
    "scan-null": scan_null,
    "scan-power": scan_power,
}

if __name__ == "__main__":
    main()
