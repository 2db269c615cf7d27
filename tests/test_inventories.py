"""What docs/security.md lists is what the code does: keys and chance, lines to others, scripts, answers."""

import ast
import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from functools import cache
from typing import get_args, get_type_hints

import db.models
import db.queries
from db.models import Base
from tests.documentation import ROOT

ROOMS = ("app.py", "pages", "components", "db", "domain", "server", "views", "reports", "jobs")
DOCUMENT = (ROOT / "docs" / "security.md").read_text("utf-8")

KEYS = {"argon2", "authlib", "cryptography", "hmac", "joserfc", "pyotp", "pyrage", "secrets", "ssl"}
LINES = {"fsspec", "http.client", "httpx", "psycopg", "requests", "smtplib", "socket", "urllib.request"}

ENGINE = "db/engine.py"
"""Opens the line to the database by SQLAlchemy, which others import for its expressions."""


@cache
def imported() -> dict[str, set[str]]:
    """The modules that each of our files imports, wherever in it."""
    return {file: set(_imports(tree)) for file, tree in _trees()}


def _trees() -> Iterator[tuple[str, ast.Module]]:
    for room in ROOMS:
        for file in [ROOT / room] if room.endswith(".py") else sorted((ROOT / room).rglob("*.py")):
            yield file.relative_to(ROOT).as_posix(), ast.parse(file.read_text("utf-8"))


def _imports(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def users_of(modules: set[str]) -> set[str]:
    return {
        file
        for file, names in imported().items()
        if any(name == module or name.startswith(f"{module}.") for name in names for module in modules)
    }


def named_in(heading: str) -> set[str]:
    """The files that a section of the document names."""
    section = re.split(r"^## ", DOCUMENT.split(f"\n## {heading}\n")[1], flags=re.MULTILINE)[0]
    return set(re.findall(r"`((?:app|components|db|domain|jobs|reports|server|views)/[\w/]+\.py)`", section))


def test_who_uses_ciphers_keys_or_chance_is_in_the_inventory() -> None:
    assert named_in("Keys and algorithms") == users_of(KEYS)


def test_who_opens_a_line_is_in_the_list() -> None:
    assert named_in("Whom the server speaks to") == users_of(LINES) | {ENGINE}


def test_every_module_that_is_named_exists() -> None:
    named = set(re.findall(r"`((?:components|db|domain|docs|jobs|reports|server|views)/[\w/.]*)`", DOCUMENT))
    assert [each for each in sorted(named) if not (ROOT / each).exists()] == []


def scripts() -> Iterator[tuple[str, str]]:
    for folder in ("static", "server/templates"):
        for file in sorted((ROOT / folder).rglob("*.js")):
            if "vendor" not in file.parts:
                yield file.relative_to(ROOT).as_posix(), file.read_text("utf-8")


def test_no_script_of_ours_hears_other_windows() -> None:
    """What another window or frame says comes as ``message`` of the window; a line of ours is a socket's."""
    heard = re.compile(r"\bpostMessage\(|(?:window|self|document)\.(?:addEventListener\(.message|onmessage)")
    assert len(list(scripts())) > 10
    assert [(file, found) for file, text in scripts() for found in heard.findall(text)] == []


def test_no_script_of_ours_writes_two_names_deep() -> None:
    """``kept[name][part] = value`` with ``__proto__`` as a name would change every object of the page."""
    deep = re.compile(r"^.*\]\[[^\]]+\]\s*=(?![=>]).*$|\bmerge\(", re.MULTILINE)
    assert [(file, found) for file, text in scripts() for found in deep.findall(text)] == []


def test_no_question_answers_with_whole_rows_of_a_table() -> None:
    """A row of the models has every column; what a reader may see is named one by one."""
    tables = {mapper.class_ for mapper in Base.registry.mappers}
    assert db.models.CaseRecord in tables
    found = []
    for module in pkgutil.iter_modules(db.queries.__path__, "db.queries."):
        for name, function in inspect.getmembers(importlib.import_module(module.name), inspect.isfunction):
            if function.__module__ == module.name and not name.startswith("_"):
                answer = get_type_hints(inspect.unwrap(function)).get("return")
                if tables & set(_within(answer)):
                    found.append(f"{module.name}.{name}")
    assert found == []


def _within(answer: object) -> Iterator[object]:
    if not isinstance(answer, list):  # what a function is given stands in one
        yield answer
    for part in answer if isinstance(answer, list) else get_args(answer):
        yield from _within(part)
