"""Days on which offices are closed: public holidays by the library, joint leave by our own table."""

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import holidays as calendars
from holidays.holiday_base import HolidayBase
from sqlalchemy import Connection, select

from db.models import JointLeave
from db.subjects import Subject, query
from domain.places.province import PACK
from domain.time.calendar import Month
from domain.words.labels import CALCULATED_HOLIDAY

_AROUND = 2
"""Years before and after the present one in which clocks are counted."""


@dataclass(frozen=True)
class Holiday:
    day: date
    name: str
    is_joint_leave: bool
    source: str


@cache
def _indonesia() -> type[HolidayBase]:
    """The library's calendar of this country alone: asked by its code it reads those of 250 others first,
    which is half a second of each process."""
    file = Path(calendars.__file__).parent / "countries" / "indonesia.py"
    spec = spec_from_file_location("holidays_of_indonesia", file)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    found: type[HolidayBase] = module.Indonesia
    return found


@cache
def public_holidays(year: int) -> tuple[Holiday, ...]:
    """Of one year; those that follow the moon are marked as estimates until they are decreed."""
    found = _indonesia()(years=year, language="id")
    calculated = {day: Holiday(day, name, False, CALCULATED_HOLIDAY) for day, name in found.items()}
    own = {each.day: each for each in _of_the_province() if each.day.year == year}
    return tuple(each for _, each in sorted((own | calculated).items()))


@cache
def _of_the_province() -> tuple[Holiday, ...]:
    """Days that this province alone keeps, as its pack lists them with the decree."""
    with (PACK / "holidays.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            Holiday(date.fromisoformat(row["day"]), row["name"], False, row["source"])
            for row in csv.DictReader(file)
        )


_JOINT_LEAVE = select(JointLeave.day, JointLeave.name, JointLeave.source).order_by(JointLeave.day)


@query(Subject.HOLIDAYS, cached=True)
def joint_leave(connection: Connection) -> tuple[Holiday, ...]:
    rows = connection.execute(_JOINT_LEAVE)
    return tuple(Holiday(row.day, row.name, True, row.source) for row in rows)


@query(Subject.HOLIDAYS, cached=True)
def closed_days(connection: Connection, around: date) -> frozenset[date]:
    """Every day that is no working day although it may be a weekday."""
    return frozenset(named_days(connection, around))


def named_days(connection: Connection, around: date) -> dict[date, str]:
    """What is kept or remembered on each of those days; a public holiday goes before joint leave."""
    years = range(around.year - _AROUND, around.year + _AROUND + 1)
    names = {leave.day: leave.name for leave in joint_leave(connection)}
    return names | {holiday.day: holiday.name for year in years for holiday in public_holidays(year)}


@query(Subject.HOLIDAYS)
def closed_names(connection: Connection, month: Month) -> dict[date, str]:
    """The days of a month on which offices are closed, with what is kept on them."""
    names = named_days(connection, month.starts_on)
    return {day: name for day, name in names.items() if Month.containing(day) == month}
