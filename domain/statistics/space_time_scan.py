"""Early clusters from case records alone: the space-time permutation scan statistic.

Kulldorff, Heffernan, Hartman, Assuncao and Mostashari (2005), *PLoS Medicine* 2(3):e59. Cases need a
place and a date; no population. A cylinder is a circle of places during consecutive periods. When
place and time are independent, a cylinder with ``Z`` cases in its circle (at any time) and ``W`` in
its periods (anywhere) is expected to hold ``mu = Z * W / C`` of all ``C`` cases; holding ``c > mu``, its
statistic is the logarithm of the generalised likelihood ratio

    c * log(c / mu) + (C - c) * log((C - c) / (C - mu)).

The highest cylinder is the most likely cluster. Its p value comes from shuffling the dates over the
cases, which keeps every place's and every period's total: p = rank among (replications + 1). Beside it
stands the p of a Gumbel distribution fitted to the replications' maxima (``gumbel_p``), which also tells
apart clusters that are all stronger than every replication.

Where some places have their cases on other days of the week than others, or other groups of cases at
other times, dates are shuffled within each *stratum* (weekday, group) alone, and a cylinder is expected to
hold the sum over the strata of ``Z * W / C`` (the paper's adjustment for a covariate, and SaTScan's "day of
week by space interaction").

How it is fast: ``Z``, ``W`` and ``mu`` are the same in every replication, so all replications share one
list of circles. The circles around a centre are nested; they are taken in blocks of similar size. The
count of a block's largest circle, with the ``mu`` of its smallest, bounds every circle between them,
and the bound is a whole number that is compared for a batch of replications at once. Only where it is
reached the circles are looked at one by one. The maxima are exact all the same.
"""

import math
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

import numpy as np

from domain.access.errors import RuleBroken
from domain.statistics.scan_cylinders import cylinders
from domain.statistics.scan_terms import (
    FEWEST_CASES,
    LARGEST_SHARE,
    Case,
    Cluster,
    Counts,
    Hindrance,
    Kind,
    Limits,
    Scan,
    Site,
    Unit,
)

_USUAL = Limits()


def scan(
    sites: Sequence[Site],
    cases: Iterable[Case],
    *,
    unit: Unit = Unit.MONTH,
    limits: Limits = _USUAL,
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> Scan:
    """Look for clusters among cases; the study lasts from the first to the last case unless told.

    Months and years are those of the calendar; weeks are seven days each, counted back from the last day,
    and days before the first whole week join it. Raises RuleBroken for limits or cases that make no sense.
    """
    recorded = [case for case in cases if case.count]
    _check(sites, recorded, limits)
    if not recorded and (starts_on is None or ends_on is None):
        raise RuleBroken("Tidak ada kasus untuk dipindai; berikan sekurang-kurangnya dua kasus.")
    first = starts_on or min(case.day for case in recorded)
    last = ends_on or max(case.day for case in recorded)
    if first > last:
        raise RuleBroken("Awal masa pindai sesudah akhirnya; tukar kedua tanggal itu.")
    begins = _periods(first, last, unit)
    positions = {site.id: i for i, site in enumerate(sites)}
    strata = {each: i for i, each in enumerate(sorted({_stratum(case, limits) for case in recorded}))}
    counts = np.zeros((max(1, len(strata)), len(sites), len(begins)), np.int64)
    left_out = 0
    edges = np.array([begin.toordinal() for begin in begins])
    for case in recorded:
        if first <= case.day <= last:
            at = int(np.searchsorted(edges, case.day.toordinal(), side="right")) - 1
            counts[strata[_stratum(case, limits)], positions[case.site], at] += case.count
        else:
            left_out += case.count
    hindrance = _hindrance(counts)
    found = (
        []
        if hindrance
        else cylinders(
            counts,
            np.array([site.latitude for site in sites], np.float64),
            np.array([site.longitude for site in sites], np.float64),
            limits,
        )
    )
    ends = [*(begin - timedelta(days=1) for begin in begins[1:]), last]
    days = (last - first).days + 1
    span = days / len(begins) if limits.kind is Kind.PROSPECTIVE else days
    return Scan(
        clusters=tuple(
            Cluster(
                centre=sites[each.centre].id,
                places=tuple(sites[i].id for i in each.places),
                latitude=sites[each.centre].latitude,
                longitude=sites[each.centre].longitude,
                radius_km=each.radius_km,
                starts_on=begins[each.first],
                ends_on=ends[each.last],
                observed=each.observed,
                expected=each.expected,
                statistic=each.statistic,
                p=each.p,
                gumbel_p=each.gumbel_p,
                recurrence_days=span / each.p,
            )
            for each in found
        ),
        cases=int(counts.sum()),
        left_out=left_out,
        sites=len(sites),
        periods=len(begins),
        starts_on=first,
        ends_on=last,
        unit=unit,
        limits=limits,
        hindrance=hindrance,
    )


def _check(sites: Sequence[Site], cases: Sequence[Case], limits: Limits) -> None:
    known = {site.id for site in sites}
    if len(known) != len(sites):
        raise RuleBroken("Ada tempat yang tercantum dua kali; beri setiap tempat satu baris.")
    if limits.on_plane and not all(math.isfinite(site.latitude + site.longitude) for site in sites):
        raise RuleBroken("Ada tempat tanpa koordinat; periksa x dan y-nya.")
    if not limits.on_plane and not all(
        abs(site.latitude) <= 90 and abs(site.longitude) <= 180 for site in sites
    ):
        raise RuleBroken("Ada tempat dengan koordinat di luar bumi; periksa lintang dan bujurnya.")
    if not all(case.site in known for case in cases):
        raise RuleBroken("Ada kasus di tempat yang tidak dikenal; lengkapi daftar tempat.")
    if any(case.count < 0 for case in cases):
        raise RuleBroken("Jumlah kasus tidak boleh negatif.")
    if not 0 < limits.share <= LARGEST_SHARE:
        raise RuleBroken("Lingkaran terbesar harus lebih dari 0 dan paling banyak setengah dari semua kasus.")
    if limits.radius_km is not None and not limits.radius_km >= 0:
        raise RuleBroken("Jari-jari terbesar tidak boleh negatif.")
    if limits.periods is not None and limits.periods < 1:
        raise RuleBroken("Jendela terpanjang sekurang-kurangnya satu periode.")
    if limits.fewest < FEWEST_CASES:
        raise RuleBroken(f"Kasus dalam satu kelompok sekurang-kurangnya {FEWEST_CASES}.")
    if limits.replications < 1:
        raise RuleBroken("Ulangan acak sekurang-kurangnya satu; 999 lazim dipakai.")


def _stratum(case: Case, limits: Limits) -> tuple[str, int]:
    return case.group, case.day.weekday() if limits.by_weekday else 0


def _periods(first: date, last: date, unit: Unit) -> list[date]:
    """The first day of each period."""
    if unit is Unit.MONTH:
        months = range(first.year * 12 + first.month, last.year * 12 + last.month)
        return [first, *(date(month // 12, month % 12 + 1, 1) for month in months)]
    if unit is Unit.YEAR:
        return [first, *(date(year, 1, 1) for year in range(first.year + 1, last.year + 1))]
    step = 7 if unit is Unit.WEEK else 1
    days = (last - first).days + 1
    return [first, *(last - timedelta(days=step * k - 1) for k in range(days // step - 1, 0, -1))]


def _hindrance(counts: Counts) -> Hindrance | None:
    whole = counts.sum(axis=0)
    if whole.sum() < FEWEST_CASES:
        return Hindrance.TOO_FEW_CASES
    if (whole.sum(axis=0) > 0).sum() < 2:
        return Hindrance.ONE_PERIOD
    if (whole.sum(axis=1) > 0).sum() < 2:
        return Hindrance.ONE_PLACE
    several = ((counts.sum(axis=1) > 0).sum(axis=1) > 1) & ((counts.sum(axis=2) > 0).sum(axis=1) > 1)
    return None if several.any() else Hindrance.NOTHING_TO_SHUFFLE
