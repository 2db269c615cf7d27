"""Every requirement stands in the table of docs/security.md once, and every test that it names exists."""

import ast
import re
from collections import Counter

from tests.documentation import ROOT

DOCUMENT = (ROOT / "docs" / "security.md").read_text("utf-8")
TABLE = DOCUMENT.split("## OWASP ASVS")[1]
REQUIREMENTS = (ROOT / "tests/tables/asvs_5_level_2.txt").read_text("utf-8").split()
ROWS = [line.strip("| ").split(" | ") for line in TABLE.splitlines() if line.startswith("| V")]


def numbers(cell: str) -> list[str]:
    """The requirements that a cell speaks of; ``V17.*`` is all of that chapter."""
    return [
        number
        for named in cell.split(", ")
        for number in (
            [each for each in REQUIREMENTS if each.startswith(named[:-1])] if named.endswith("*") else [named]
        )
    ]


def test_every_requirement_of_level_two_is_answered_once() -> None:
    answered = Counter(number for row in ROWS for number in numbers(row[0]))
    assert len(REQUIREMENTS) == 253
    assert answered == Counter(REQUIREMENTS)


def test_what_is_said_to_be_held_names_the_test_that_holds_it() -> None:
    assert [row[0] for row in ROWS if row[1] == "held" and "`tests/" not in row[2]] == []


def test_what_is_not_held_says_why() -> None:
    silent = [row[0] for row in ROWS if row[1] != "held" and not row[2].split("`tests/")[0].strip("; ")]
    assert silent == []


def test_the_sum_over_the_table_is_that_of_its_rows() -> None:
    counted = Counter[str]()
    for row in ROWS:
        counted[row[1]] += len(numbers(row[0]))
    told = re.findall(
        r"(\d+) (held|partly|not held|operator|does not apply)", TABLE.split("| requirement")[0]
    )
    assert {state: int(count) for count, state in told} == dict(counted)


def test_every_test_that_is_named_exists() -> None:
    missing = []
    for file, name in re.findall(r"`(tests/[\w/.]+\.py)(?:::(\w+))?`", DOCUMENT):
        path = ROOT / file
        functions = (
            {
                node.name
                for node in ast.walk(ast.parse(path.read_text("utf-8")))
                if isinstance(node, ast.FunctionDef)
            }
            if path.exists()
            else set()
        )
        if not path.exists() or (name and name not in functions):
            missing.append(f"{file}::{name}")
    assert missing == []
