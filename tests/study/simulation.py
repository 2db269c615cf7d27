"""Years of NTT that never were: with no hotspot, and with one planted, to see what the words are worth."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

import numpy as np
from numpy.typing import NDArray

from db.geodata.crossings import crossings
from db.settings import ROOT
from domain.figures.changes import Side, between
from domain.figures.map_view import AreaState
from domain.statistics import assessment, hotspots
from domain.statistics.assessment import LAYERS, Confidence
from domain.statistics.exposure import Span
from domain.statistics.scan_cylinders import cylinders
from domain.statistics.scan_terms import Limits

GEODATA = ROOT / "db" / "provinces" / "ntt"
Floats = NDArray[np.float64]
DAYS = 365


@dataclass(frozen=True)
class Regencies:
    """The 22 kabupaten/kota: real people, real neighbours."""

    names: tuple[str, ...]
    population: Floats
    adjacency: NDArray[np.bool_]

    def position(self, name: str) -> int:
        return self.names.index(name)


@cache
def regencies() -> Regencies:
    with (GEODATA / "kabupaten.csv").open(encoding="utf-8", newline="") as file:
        rows = sorted(csv.DictReader(file), key=lambda row: row["kode"])
    at = {row["kode"]: i for i, row in enumerate(rows)}
    return Regencies(
        names=tuple(row["nama_pendek"] for row in rows),
        population=np.array([float(row["penduduk_bps_2024"]) for row in rows]),
        adjacency=hotspots.neighbours(
            np.array([float(row["lat_ibu_kota"]) for row in rows]),
            np.array([float(row["lon_ibu_kota"]) for row in rows]),
            [(at[each.one], at[each.other]) for each in crossings()],
        ),
    )


@dataclass(frozen=True)
class Years:
    """Per simulated year and kabupaten: is the word *pasti*, is it *condong*? Shape (years, 22)."""

    certain: NDArray[np.bool_]
    leaning: NDArray[np.bool_]

    @property
    def any_certain(self) -> float:
        """Share of the years with at least one *pasti* anywhere."""
        return float(self.certain.any(axis=1).mean())

    @property
    def any_leaning(self) -> float:
        return float(self.leaning.any(axis=1).mean())


def years(
    expected: float, risk: dict[str, float], *, count: int, permutations: int, seed: int, layers: int = LAYERS
) -> Years:
    """Poisson years of about ``expected`` cases in all, with the relative risk of some kabupaten raised."""
    ntt = regencies()
    relative = np.ones(len(ntt.names))
    for name, times in risk.items():
        relative[ntt.position(name)] = times
    mean = expected * ntt.population / ntt.population.sum() * relative
    drawn = np.random.default_rng(seed).poisson(mean, (count, mean.size)).astype(np.float64)
    found = [
        assessment.weigh(each, ntt.population, ntt.adjacency, permutations=permutations, layers=layers)
        for each in drawn
    ]
    return Years(np.array([each.certain for each in found]), np.array([each.leaning for each in found]))


def share_with_a_false_word(looks: Sequence[Years]) -> float:
    """Of null pages or walks, each of one year of every look: those with a *pasti* anywhere."""
    return float(np.any([each.certain.any(axis=1) for each in looks], axis=0).mean())


@dataclass(frozen=True)
class Changes:
    """Of null pairs of years, the share in which some kabupaten's number is said to have changed."""

    certain: float
    leaning: float


def changes(
    expected: float, *, counted: tuple[int, int], said: tuple[int, int], count: int, seed: int
) -> Changes:
    """Two years without any change, of which a register counted some last days of the first and of the
    second; weighed by ``domain.figures.changes`` as if it had counted the days that are ``said``."""
    ntt = regencies()
    names = {name: name for name in ntt.names}
    spans = _years_of(said)
    random = np.random.default_rng(seed)
    a_day = expected * ntt.population / ntt.population.sum() / DAYS
    certain = leaning = 0
    for _ in range(count):
        before, after = (
            {
                name: Side(AreaState.VALUE if cases else AreaState.ZERO, float(cases), str(cases))
                for name, cases in zip(ntt.names, random.poisson(a_day * days).tolist(), strict=True)
            }
            for days in counted
        )
        words = {each.confidence for each in between(names, before, after, spans).values()}
        certain += Confidence.CERTAIN in words
        leaning += Confidence.LEANING in words
    return Changes(certain / count, leaning / count)


def _years_of(days: tuple[int, int]) -> tuple[Span, Span]:
    """Years of which a register counted only so many last days."""
    first, second = (
        Span(
            str(year),
            date(year, 1, 1),
            date(year, 12, 31),
            today=date(year, 12, 31),
            since=date(year, 12, 31) - timedelta(days=counted - 1),
        )
        for year, counted in zip((2022, 2023), days, strict=True)
    )
    return first, second


def coverage(expected: float, spread: float, *, count: int, seed: int) -> tuple[float, float]:
    """How often the exact and the shrunk 95 % interval hold the true rate, when the true rates differ
    by a gamma distribution with this coefficient of variation."""
    ntt = regencies()
    random = np.random.default_rng(seed)
    exact: list[float] = []
    shrunk: list[float] = []
    for _ in range(count):
        shape = 1 / spread**2
        risk = random.gamma(shape, 1 / shape, ntt.population.size)
        true = expected / ntt.population.sum() * risk * hotspots.PER
        events = random.poisson(true * ntt.population / hotspots.PER).astype(np.float64)
        if not events.any():
            continue
        for kept, interval in (
            (exact, hotspots.crude_interval(events, ntt.population)),
            (shrunk, hotspots.shrunk_interval(events, ntt.population)),
        ):
            kept.append(((interval.low <= true) & (true <= interval.high)).mean())
    return float(np.mean(exact)), float(np.mean(shrunk))


@dataclass(frozen=True)
class Districts:
    """The 315 kecamatan as points."""

    latitude: Floats
    longitude: Floats
    weight: Floats
    """Share of the cases each gets when there is no cluster: its number of desa, for want of people."""


@cache
def districts() -> Districts:
    with (GEODATA / "kecamatan.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    desa = np.array([float(row["jumlah_desa"]) for row in rows])
    return Districts(
        np.array([float(row["lat"]) for row in rows]),
        np.array([float(row["lon"]) for row in rows]),
        desa / desa.sum(),
    )


@dataclass(frozen=True)
class Planted:
    """A circle of kecamatan during some months, with its risk raised."""

    places: NDArray[np.intp]
    first: int
    last: int


def planted(seed: int, *, periods: int, places: int = 5, length: int = 2) -> Planted:
    random = np.random.default_rng(seed)
    ntt = districts()
    centre = int(random.integers(ntt.weight.size))
    near = np.argsort(hotspots.distances(ntt.latitude, ntt.longitude)[centre], kind="stable")[:places]
    first = int(random.integers(periods - length + 1))
    return Planted(near, first, first + length - 1)


def district_cases(
    cases: int, periods: int, seed: int, cluster: Planted | None = None, risk: float = 1.0
) -> NDArray[np.int64]:
    """About ``cases`` cases over the 315 kecamatan and the periods, shape (315, periods)."""
    mean = np.repeat(districts().weight[:, None] * cases / periods, periods, axis=1)
    if cluster is not None:
        mean[cluster.places, cluster.first : cluster.last + 1] *= risk
    return np.random.default_rng(seed).poisson(mean)


def scan_p(counts: NDArray[np.int64], limits: Limits) -> tuple[float, frozenset[int], int, int]:
    """p, places and window of the most likely cluster."""
    found = cylinders(counts, districts().latitude, districts().longitude, limits)
    if not found:
        return 1.0, frozenset(), 0, 0
    return found[0].p, frozenset(found[0].places), found[0].first, found[0].last
