"""Fill a database for an invented province: ``python -m tests.provinces.filling URL CASES RELEASES``.

In a process of its own, with the pack in ``PROVINCE_PACK``: migrated, filled with the pack, so many cases
from all of its kecamatan, and the releases of as many quarters. Invented: DATA CONTOH.
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.commands.cases import add_cases
from db.engine import build, writing
from db.models import Agency, Region, TransitPoint
from db.schema import migrate
from db.seed import seed
from domain.figures.cases import CaseKind, RecruitmentMode, Sector
from domain.places import regions
from domain.places.province import HERE
from domain.places.regions import RegionLevel
from domain.time.calendar import ZONE, Quarter, fixed_clock
from tests.bench.filling import enlarge, release_anew

SEED = 20260806
NOW = datetime(2026, 11, 23, 7, tzinfo=ZONE)
_FIRST, _LAST = date(2023, 1, 1), date(2026, 11, 20)
_RECORDS = 4_000
"""Of which the others are copies on other days; more where there are more kecamatan."""
_CAPITALS = re.compile(rf"{HERE.code}(\.[0-9A-Z]{{2}}(\.[0-9]{{2}}(\.[0-9]{{4}})?)?)?")


def main(arguments: Sequence[str]) -> None:
    url, cases, releases = arguments
    fill(url, int(cases), int(releases))


def take_letters() -> None:
    """No law counts so many kabupaten in one province; who asks what they would cost needs codes for them."""
    regions._CODE = _CAPITALS


def fill(url: str, cases: int, releases: int) -> None:
    take_letters()
    engine = build(url)
    migrate(engine)
    seed(engine, with_demo=False, clock=fixed_clock(NOW))
    with writing(engine) as connection, Session(bind=connection) as session:
        add_cases(session, list(_records(session, cases)))
        session.flush()
    enlarge(engine, to=cases)
    last = Quarter(2026, 3)
    release_anew(engine, [last.shift(number + 1 - releases).ends_on for number in range(releases)])
    engine.dispose()


def _records(session: Session, most: int) -> Iterator[dict[str, Any]]:
    rng = random.Random(SEED)
    districts = list(session.scalars(select(Region.code).where(Region.level == RegionLevel.DISTRICT)))
    ways = list(session.scalars(select(TransitPoint.id)))
    agencies = dict(session.execute(select(Agency.code, Agency.id)).all())
    senders = [
        agencies[code] for code in (HERE.offices.placement, HERE.offices.police, HERE.offices.immigration)
    ]
    days = (_LAST - _FIRST).days
    kinds = list(CaseKind)
    for number in range(min(most, max(_RECORDS, 2 * len(districts)))):
        district = districts[number % len(districts)]
        yield {
            "code": f"K26-{number:05d}",
            "agency_id": rng.choice(senders),
            "agency_reference": f"CONTOH-{number}",
            "kind": kinds[number * 7 % len(kinds)],
            "reported_on": _FIRST + timedelta(days=rng.randrange(days)),
            "origin_regency_code": regions.regency_of(district),
            "origin_district_code": district,
            "transit_id": rng.choice([*ways, None]),
            "destination_iso3": rng.choice(["MYS", "SGP", "HKG", None]),
            "women": rng.randrange(3),
            "men": rng.randrange(3),
            "sector": rng.choice(list(Sector)),
            "recruitment": rng.choice(list(RecruitmentMode)),
        }


if __name__ == "__main__":
    main(sys.argv[1:])
