"""Sample case records: four years of reports, shaped like the published totals but much fewer.

Victims are counts; no row stands for a real report, and every reference says CONTOH.
"""

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeVar

from sqlalchemy import select

from db.commands.cases import add_cases
from db.models import Region, TransitPoint
from db.seed.demo.sheet import Book, rows
from domain.figures.cases import CaseKind, PoliceStage, RecruitmentMode, Sector, ServiceStage
from domain.places.regions import RegionLevel

Item = TypeVar("Item")
Weights = Sequence[tuple[Item, float]]

SEED = 6_082_025
YEAR = 365

# Reports in each of the four years before the first run, the oldest first.
PER_YEAR: dict[CaseKind, tuple[int, int, int, int]] = {
    CaseKind.DEATH_ABROAD: (36, 38, 37, 39),
    CaseKind.PREVENTED_DEPARTURE: (16, 17, 18, 19),
    CaseKind.DEPORTATION: (15, 20, 14, 13),
    CaseKind.WORKER_IN_DISTRESS: (11, 12, 13, 14),
    CaseKind.ILLEGAL_PLACEMENT: (9, 9, 10, 12),
    CaseKind.SICK_REPATRIATED: (5, 5, 5, 5),
    CaseKind.TRAFFICKING: (11, 4, 3, 2),
    CaseKind.PEOPLE_SMUGGLING: (1, 1, 1, 2),
}


@dataclass(frozen=True)
class _Planted:
    kind: CaseKind
    regency: str
    district: str | None
    days_ago: int


_KOBALIMA = "53.21.11"

# A mild cluster in one kecamatan, and the cases that sample tasks were born from.
PLANTED = (
    *(_Planted(CaseKind.DEATH_ABROAD, "53.21", _KOBALIMA, days) for days in (11, 24, 33, 52, 70)),
    *(_Planted(CaseKind.ILLEGAL_PLACEMENT, "53.21", _KOBALIMA, days) for days in (7, 19, 41, 63)),
    _Planted(CaseKind.DEPORTATION, "53.06", "53.06.05", 6),
    _Planted(CaseKind.DEPORTATION, "53.07", "53.07.02", 41),
    _Planted(CaseKind.TRAFFICKING, "53.71", None, 0),
)

_CRIMINAL = frozenset({CaseKind.TRAFFICKING, CaseKind.ILLEGAL_PLACEMENT, CaseKind.PEOPLE_SMUGGLING})

_AGENCIES: dict[CaseKind, Weights[str]] = {
    CaseKind.DEATH_ABROAD: (("bp3mi-ntt", 1),),
    CaseKind.SICK_REPATRIATED: (("bp3mi-ntt", 1),),
    CaseKind.WORKER_IN_DISTRESS: (("bp3mi-ntt", 8), ("dp3ap2kb", 2)),
    CaseKind.DEPORTATION: (("bp3mi-ntt", 7), ("imigrasi-ntt", 3)),
    CaseKind.PREVENTED_DEPARTURE: (("imigrasi-ntt", 5), ("polda-ntt", 3), ("bp3mi-ntt", 2)),
    CaseKind.ILLEGAL_PLACEMENT: (("polda-ntt", 8), ("bp3mi-ntt", 2)),
    CaseKind.TRAFFICKING: (("polda-ntt", 8), ("dp3ap2kb", 2)),
    CaseKind.PEOPLE_SMUGGLING: (("polda-ntt", 6), ("imigrasi-ntt", 4)),
}

# How many people one report usually concerns, and the share of women and of minors.
_PEOPLE: dict[CaseKind, tuple[int, float, float]] = {
    CaseKind.DEATH_ABROAD: (1, 0.25, 0.0),
    CaseKind.SICK_REPATRIATED: (1, 0.45, 0.0),
    CaseKind.WORKER_IN_DISTRESS: (1, 0.75, 0.02),
    CaseKind.DEPORTATION: (7, 0.43, 0.08),
    CaseKind.PREVENTED_DEPARTURE: (6, 0.55, 0.10),
    CaseKind.ILLEGAL_PLACEMENT: (4, 0.50, 0.06),
    CaseKind.TRAFFICKING: (5, 0.40, 0.12),
    CaseKind.PEOPLE_SMUGGLING: (8, 0.20, 0.03),
}

_ABROAD: Weights[str] = (
    ("MYS", 86),
    ("SGP", 5),
    ("HKG", 2),
    ("BRN", 2),
    ("TWN", 2),
    ("SAU", 1),
    ("JPN", 1),
    ("KHM", 1),
)
_TRAFFICKED_TO: Weights[str] = (("MYS", 6), ("IDN", 3), ("KHM", 1))
_SMUGGLED_TO: Weights[str] = (("AUS", 4), ("TLS", 1))

# By where somebody from there leaves: the province's own gates, then the road to Sabah or Johor.
_GATES: dict[str, tuple[str, ...]] = {
    "Timor": ("Bandara El Tari", "Pelabuhan Tenau", "PLBN Motamasin", "PLBN Motaain"),
    "Flores": ("Pelabuhan L. Say (Lorens Say)", "Pelabuhan Larantuka", "Bandara Frans Seda"),
    "Sumba": ("Bandara Tambolaka (Lede Kalumbang)", "Pelabuhan Waingapu", "Bandara El Tari"),
}
_ONWARD: Weights[str] = (
    ("Bandara Nunukan", 5),
    ("Bandara Juwata", 2),
    ("Bandara Hang Nadim", 2),
    ("Bandara Juanda", 2),
)
_SUMBA = frozenset({"53.11", "53.12", "53.17", "53.18"})
_TIMOR = frozenset({"53.01", "53.02", "53.03", "53.04", "53.14", "53.20", "53.21", "53.71"})

_MEN: Weights[Sector] = (
    (Sector.PALM_PLANTATION, 48),
    (Sector.CONSTRUCTION, 24),
    (Sector.TIMBER, 10),
    (Sector.FISHING, 6),
    (Sector.ONLINE_SCAM, 2),
    (Sector.UNKNOWN, 10),
)
_WOMEN: Weights[Sector] = (
    (Sector.DOMESTIC_WORK, 56),
    (Sector.ELDERLY_CARE, 16),
    (Sector.PALM_PLANTATION, 10),
    (Sector.HOSPITALITY, 6),
    (Sector.SEXUAL_EXPLOITATION, 2),
    (Sector.UNKNOWN, 10),
)
_RECRUITED: Weights[RecruitmentMode] = (
    (RecruitmentMode.BROKER, 42),
    (RecruitmentMode.FAMILY_OR_FRIEND, 24),
    (RecruitmentMode.SOCIAL_MEDIA, 10),
    (RecruitmentMode.FALSE_DOCUMENTS, 6),
    (RecruitmentMode.FICTITIOUS_COMPANY, 4),
    (RecruitmentMode.INTERNSHIP, 2),
    (RecruitmentMode.UNKNOWN, 12),
)

# Where a police file usually stands, by its age in days.
_YOUNG: Weights[PoliceStage] = (
    (PoliceStage.REPORTED, 3),
    (PoliceStage.PRELIMINARY_INQUIRY, 5),
    (PoliceStage.INVESTIGATION, 2),
)
_GROWN: Weights[PoliceStage] = (
    (PoliceStage.INVESTIGATION, 4),
    (PoliceStage.FILE_SUBMITTED, 2),
    (PoliceStage.RETURNED_P19, 3),
    (PoliceStage.COMPLETE_P21, 3),
    (PoliceStage.HANDED_TO_PROSECUTION, 2),
)
_OLD: Weights[PoliceStage] = (
    (PoliceStage.INVESTIGATION, 2),
    (PoliceStage.COMPLETE_P21, 2),
    (PoliceStage.TRIAL, 2),
    (PoliceStage.VERDICT, 2),
    (PoliceStage.FINAL, 6),
    (PoliceStage.CLOSED_NO_CASE, 3),
)
_POLICE_CLOSED = frozenset({PoliceStage.FINAL, PoliceStage.CLOSED_NO_CASE})

_SERVICES_NEW: Weights[ServiceStage] = (
    (ServiceStage.IDENTIFICATION, 4),
    (ServiceStage.RESCUE, 2),
    (ServiceStage.SHELTER, 4),
)
_SERVICES_LATER: Weights[ServiceStage] = (
    (ServiceStage.HEALTH_REHABILITATION, 3),
    (ServiceStage.PSYCHOSOCIAL_REHABILITATION, 3),
    (ServiceStage.LEGAL_AID, 2),
    (ServiceStage.RESTITUTION, 1),
    (ServiceStage.REPATRIATION, 3),
    (ServiceStage.REINTEGRATION, 5),
)

_WITHOUT_REGENCY = 0.03
_ONE_OUTSIDE_IN = 3
"""Of the reports without a regency so many are on somebody from outside the province."""
_WITHOUT_DISTRICT = 0.07


@dataclass(frozen=True)
class _Places:
    weights: dict[CaseKind, Weights[str]]
    districts: dict[str, Weights[str]]
    transits: dict[str, int]


def load(book: Book) -> None:
    places = _places(book)
    # Sample data must come out the same everywhere, so this is no place for real randomness.
    rng = random.Random(SEED)  # noqa: S311
    found = sorted(_occurrences(rng, places), key=lambda planted: -planted.days_ago)
    add_cases(
        book.session, [_record(book, rng, places, number, case) for number, case in enumerate(found, start=1)]
    )


def _places(book: Book) -> _Places:
    sheet = list(rows("case_weights.csv"))
    districts: dict[str, list[tuple[str, float]]] = {}
    query = select(Region.code, Region.parent_code).where(Region.level == RegionLevel.DISTRICT)
    for code, parent in book.session.execute(query.order_by(Region.code)):
        listed = districts.setdefault(parent or "", [])
        # Real reports come from a few kecamatan more than from the rest.
        listed.append((code, 3.0 if len(listed) % 4 == 0 else 1.0))
    return _Places(
        weights={kind: [(row["region_code"], float(row[kind])) for row in sheet] for kind in PER_YEAR},
        districts={parent: tuple(listed) for parent, listed in districts.items()},
        transits=book.numbers(TransitPoint.name, TransitPoint.id),
    )


def _pick(rng: random.Random, weights: Weights[Item]) -> Item:
    """Like ``random.choices``, but only on ``random()``, which no Python version may change."""
    mark = rng.random() * sum(weight for _, weight in weights)
    for item, weight in weights:
        mark -= weight
        if mark < 0:
            return item
    return weights[-1][0]


def _whole(rng: random.Random, low: int, high: int) -> int:
    return low + int(rng.random() * (high - low + 1))


def _occurrences(rng: random.Random, places: _Places) -> Iterable[_Planted]:
    yield from PLANTED
    for kind, counts in PER_YEAR.items():
        for years_ago, count in enumerate(reversed(counts)):
            planted = sum(p.kind is kind and p.days_ago < YEAR for p in PLANTED)
            for _ in range(count - (planted if years_ago == 0 else 0)):
                days_ago = _whole(rng, years_ago * YEAR + 1, (years_ago + 1) * YEAR)
                regency = _pick(rng, places.weights[kind])
                known = rng.random() >= _WITHOUT_DISTRICT
                district = _pick(rng, places.districts[regency]) if known else None
                if rng.random() < _WITHOUT_REGENCY:
                    regency, district = "", None
                yield _Planted(kind, regency, district, days_ago)


def _record(
    book: Book, rng: random.Random, places: _Places, number: int, case: _Planted
) -> dict[str, object]:
    reported_on = book.day(-case.days_ago)
    women, men, girls, boys = _people(rng, case)
    police = _police(rng, case) if case.kind in _CRIMINAL else None
    service = _service(rng, case)
    closed_on = None
    if _is_closed(rng, case.kind, police, service):
        closed_on = reported_on + timedelta(days=_whole(rng, *_duration(police)))
    destination = _destination(rng, case.kind)
    return {
        "code": f"K{reported_on:%y}-{number:04d}",
        "agency_id": book.agencies[_pick(rng, _AGENCIES[case.kind])],
        "agency_reference": f"CONTOH-{number:04d}",
        "kind": case.kind,
        "reported_on": reported_on,
        "closed_on": closed_on if closed_on and closed_on < book.on else None,
        "police_stage": police,
        "service_stage": service,
        "origin_regency_code": case.regency or None,
        "origin_district_code": case.district,
        "origin_outside": not case.regency and number % _ONE_OUTSIDE_IN == 0,
        "transit_id": _transit(rng, places, case),
        "destination_iso3": destination,
        "women": women,
        "men": men,
        "girls": girls,
        "boys": boys,
        "sector": _pick(rng, _WOMEN if women + girls > men + boys else _MEN),
        "recruitment": _pick(rng, _RECRUITED),
        "is_demo": True,
    }


def _people(rng: random.Random, case: _Planted) -> tuple[int, int, int, int]:
    most, female, minor = _PEOPLE[case.kind]
    counts = [0, 0, 0, 0]
    for _ in range(_whole(rng, 1, most)):
        is_man, is_minor = rng.random() >= female, rng.random() < minor
        counts[2 * is_minor + is_man] += 1
    women, men, girls, boys = counts
    return women, men, girls, boys


def _police(rng: random.Random, case: _Planted) -> PoliceStage:
    if case.days_ago == 0:
        return PoliceStage.REPORTED
    if case.days_ago <= 120:
        return _pick(rng, _YOUNG)
    return _pick(rng, _GROWN if case.days_ago <= 2 * YEAR else _OLD)


def _service(rng: random.Random, case: _Planted) -> ServiceStage | None:
    if case.days_ago == 0:
        return ServiceStage.IDENTIFICATION
    if case.kind is CaseKind.DEATH_ABROAD:
        return ServiceStage.REPATRIATION
    if case.kind in {CaseKind.PREVENTED_DEPARTURE, CaseKind.PEOPLE_SMUGGLING}:
        return ServiceStage.IDENTIFICATION if rng.random() < 0.6 else None
    return _pick(rng, _SERVICES_NEW if case.days_ago <= 60 else _SERVICES_LATER)


def _is_closed(
    rng: random.Random, kind: CaseKind, police: PoliceStage | None, service: ServiceStage | None
) -> bool:
    if police is not None:
        return police in _POLICE_CLOSED
    if kind in {CaseKind.DEATH_ABROAD, CaseKind.SICK_REPATRIATED}:
        return rng.random() < 0.92
    if kind is CaseKind.PREVENTED_DEPARTURE:
        return rng.random() < 0.85
    return service is ServiceStage.REINTEGRATION and rng.random() < 0.8


def _duration(police: PoliceStage | None) -> tuple[int, int]:
    return (200, 700) if police is not None else (5, 60)


def _destination(rng: random.Random, kind: CaseKind) -> str | None:
    if kind is CaseKind.PEOPLE_SMUGGLING:
        return _pick(rng, _SMUGGLED_TO)
    if kind is CaseKind.TRAFFICKING:
        return _pick(rng, _TRAFFICKED_TO)
    return _pick(rng, _ABROAD)


def _transit(rng: random.Random, places: _Places, case: _Planted) -> int | None:
    if case.days_ago == 0:
        return places.transits["Pelabuhan Tenau"]
    if case.kind is CaseKind.PREVENTED_DEPARTURE:
        area = "Sumba" if case.regency in _SUMBA else "Timor" if case.regency in _TIMOR else "Flores"
        return places.transits[_pick(rng, [(gate, 1.0) for gate in _GATES[area]])]
    return places.transits[_pick(rng, _ONWARD)] if rng.random() < 0.55 else None
