"""A reading beside what a careful clerk reads: the differences, each a sentence."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from tests.imports.corpus import Case, Expect

TODAY = date(2026, 11, 23)
"""The day on which every file is read."""
MAIN_SERIES = {
    "procedural_placement",
    "people_served",
    "village_teams",
    "partner_activities",
}
READ = ("value", "nihil")


def period(start: str, end: str) -> str:
    """``2026-01`` for a whole month, ``2026`` for a whole year, otherwise from day to day."""
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
        return str(first.year)
    if first.day == 1 and (last + timedelta(days=1)).day == 1 and first.month == last.month:
        return f"{first:%Y-%m}"
    return f"{start}..{end}"


def label(value: Mapping[str, Any]) -> str:
    if "record" in value:
        return f"{value['record']}.{value['field']}"
    series = value["indicator"] if value["indicator"] not in MAIN_SERIES else ""
    parts = [
        value["region"],
        period(value["from"], value["to"]),
        series,
        value["subgroup"],
        value["destination"],
    ]
    return " ".join(part for part in parts if part)


def read_values(found: Mapping[str, Any]) -> dict[str, Any]:
    return {label(value): value["value"] for value in found["values"] if value["state"] in READ}


def differences(case: Case, found: Mapping[str, Any]) -> Iterator[str]:
    """What is not as expected. An empty answer means that the clerk would sign it."""
    if found["verdict"] != case.expect.verdict:
        yield f"verdict is {found['verdict']}, expected {case.expect.verdict}"
    yield from _in_values(case.expect, found)
    yield from _in_words(case.expect, found)
    yield from _in_what_was_left_out(case.expect, found)


def _in_values(expect: Expect, found: Mapping[str, Any]) -> Iterator[str]:
    read = read_values(found)
    numbers = {name: value for name, value in expect.values.items() if value != "blank"}
    for name in sorted(read.keys() | numbers.keys()):
        if name not in numbers:
            yield f"{name} = {read[name]!r} must not be read"
        elif read.get(name) != numbers[name]:
            yield f"{name} is read as {read.get(name, 'nothing')!r}, expected {numbers[name]!r}"
    states = {value["cell"]: value["state"] for value in found["values"]}
    for cell, state in expect.states.items():
        if states.get(cell) != state:
            yield f"{cell} is {states.get(cell)}, expected {state}"


def _in_words(expect: Expect, found: Mapping[str, Any]) -> Iterator[str]:
    told = {(doubt["rule"], doubt["cell"]) for doubt in found["doubts"]}
    told |= {(rule, "") for rule, _ in told}
    for rule, cell in sorted(expect.doubts - told):
        yield f"no doubt {rule} at {cell or 'any cell'}"
    asked = {question["key"] for question in found["questions"]}
    if asked != expect.questions:
        yield f"asks {sorted(asked)}, expected {sorted(expect.questions)}"
    refused = [each["rule"] for each in found["refusals"]]
    if refused != ([expect.refusal] if expect.refusal else []):
        yield f"refuses {refused}, expected {expect.refusal or 'nothing'}"


def _in_what_was_left_out(expect: Expect, found: Mapping[str, Any]) -> Iterator[str]:
    out = Counter[str]()
    for each in found["left_out"]:
        out[each["what"]] += each["cells"]
    for what, cells in expect.left_out.items():
        if out[what] != cells:
            yield f"leaves out {out[what]} cells of {what}, expected {cells}"


def secrets_in(case: Case, printed: str) -> list[str]:
    """Those that stand there as words of their own: four digits are found in any seal or hash."""
    words = printed.casefold()
    return [each for each in case.secrets if re.search(rf"(?<!\w){re.escape(each.casefold())}(?!\w)", words)]


def wrong_values(case: Case, found: Mapping[str, Any]) -> list[str]:
    """Values read otherwise than they stand there, without a doubt that names their cell."""
    told = {(doubt["sheet"], doubt["cell"]) for doubt in found["doubts"]}
    return [
        f"{label(value)} = {value['value']!r}"
        for value in found["values"]
        if value["state"] in READ
        and case.expect.values.get(label(value)) != value["value"]
        and (value["sheet"], value["cell"]) not in told
    ]
