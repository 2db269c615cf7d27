"""A year that a register counts in part is marked at the head of its column, where it is read."""

import re
from datetime import date

from components.registers.regions import register_trend
from domain.disclosure.suppression import Count
from domain.statistics.exposure import Span
from views.regency import RegisterYears

TODAY, SINCE = date(2026, 11, 23), date(2024, 11, 1)


def year(number: int) -> Span:
    return Span(str(number), date(number, 1, 1), date(number, 12, 31), TODAY, SINCE)


def test_a_year_that_was_not_counted_whole_is_marked_at_its_column_and_below() -> None:
    spans = tuple(year(number) for number in (2024, 2025, 2026))
    drawn = str(
        register_trend(
            RegisterYears(spans, {"TPPO": (Count(0), Count(1), Count(2))}, None), None, sample=False
        )
    )
    heads = [" ".join(each.split()) for each in re.findall(r"<th scope[^>]*>(.*?)</th>", drawn, re.S)]
    assert heads == ["Jenis", "2024*", "2025", "2026*", "Arah"]
    assert "* Tahun yang belum penuh: 2024 sejak" in drawn


def test_where_every_year_is_whole_nothing_is_marked() -> None:
    drawn = str(register_trend(RegisterYears((year(2025),), {"TPPO": (Count(1),)}, None), None, sample=False))
    assert "*" not in drawn
