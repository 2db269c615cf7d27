"""What somebody typed is never part of a statement to the database, nor of a regular expression unescaped."""

import ast
from collections.abc import Iterator
from functools import cache

from tests.documentation import ROOT

ROOMS = ("app.py", "pages", "components", "db", "domain", "server", "views", "reports", "jobs")
PATTERNS = {"compile", "search", "match", "fullmatch", "sub", "subn", "split", "findall", "finditer"}
STATEMENTS = {"text", "exec_driver_sql"}

OUR_OWN_STATEMENTS = {
    "db/backup/restoring.py: f'ALTER TABLE {key.at} DROP CONSTRAINT {key.name}'": "names from the catalog",
    "db/backup/restoring.py: f'ALTER TABLE {key.at} ADD CONSTRAINT {key.name} {key.says}'": "the same",
    "db/backup/restoring.py: _FOREIGN_KEYS": "a constant",
    "db/bulk.py: statement": "names of tables and columns, and placeholders",
    "db/engine.py: 'BEGIN IMMEDIATE' if options.get('writes', False) else 'BEGIN'": "two constants",
    "db/engine.py: f'ANALYZE {table.name}'": "a table of the models",
    "db/engine.py: first": "a constant of this module",
    "db/trail/checking.py: asked": "one of two constants of this module",
    "db/standby.py: f\"{_WHOSE}, current_setting('synchronous_commit') <> 'off' AS acknowledges "
    'FROM pg_control_system()"': "a constant of that module",
    "db/standby.py: f'{_WHOSE}, pg_is_in_recovery() AS follows, {_MAY_READ} AS may_read, "
    "CAST(pg_last_wal_replay_lsn() AS text) AS applied FROM pg_control_system()'": "the same",
}
"""Statements that are put together, and of what."""

OUR_OWN_WORDS = {
    "db/seed/demo/evidence.py: moments": "of sample files",
    "domain/commitments/verifiability.py: each": "words for proof",
    "domain/imports/headings.py: age": "one of two words",
    "domain/imports/registers/units.py: called.count(' ') + 1": "a number",
    "domain/places/regions.py: any_of": "names of places that we know",
    "server/sign_in.py: mark": "names of browsers",
}
"""What stands in a pattern that is made while somebody waits, unescaped, and what it is."""


@cache
def calls() -> tuple[tuple[str, ast.Call, bool], ...]:
    """Each call, with its file, and whether it is made while somebody waits (and not when we start)."""
    return tuple(
        (file.relative_to(ROOT).as_posix(), call, is_later)
        for room in ROOMS
        for file in ([ROOT / room] if room.endswith(".py") else sorted((ROOT / room).rglob("*.py")))
        if "migrations" not in file.parts
        for call, is_later in _in(ast.parse(file.read_text("utf-8")))
    )


def _in(tree: ast.AST) -> Iterator[tuple[ast.Call, bool]]:
    waiting = [(tree, False)]
    while waiting:
        node, is_later = waiting.pop()
        is_later = is_later or isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        if isinstance(node, ast.Call) and node.args and named(node) in PATTERNS | STATEMENTS:
            yield node, is_later
        waiting += ((child, is_later) for child in ast.iter_child_nodes(node))


def named(call: ast.Call) -> str:
    function = call.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def test_no_statement_is_put_together_but_of_our_own_names() -> None:
    found = {
        f"{file}: {ast.unparse(call.args[0])}"
        for file, call, _ in calls()
        if file.startswith("db/") and not file.startswith("db/seed/") and named(call) in STATEMENTS
        if not isinstance(call.args[0], ast.Constant)
    }
    assert found == set(OUR_OWN_STATEMENTS)


def test_what_is_typed_is_escaped_before_it_is_part_of_a_pattern() -> None:
    found = {
        f"{file}: {ast.unparse(part)}"
        for file, call, is_later in calls()
        if is_later and _is_pattern(call)
        for part in _parts(call.args[0])
        if not _is_constant(part) and not ast.unparse(part).startswith("re.escape(")
    }
    assert found == set(OUR_OWN_WORDS)


def _is_pattern(call: ast.Call) -> bool:
    """Where a vocabulary is made to patterns, ``re.compile`` is called by our own words alone."""
    of = call.func.value if isinstance(call.func, ast.Attribute) else None
    return isinstance(of, ast.Name) and of.id == "re" and named(call) in PATTERNS - {"compile"}


def _parts(pattern: ast.expr) -> list[ast.expr]:
    if isinstance(pattern, ast.JoinedStr):
        return [each.value for each in pattern.values if isinstance(each, ast.FormattedValue)]
    return [] if isinstance(pattern, ast.Constant) else [pattern]


def _is_constant(part: ast.expr) -> bool:
    names = [each.id for each in ast.walk(part) if isinstance(each, ast.Name)]
    return bool(names) and all(name.isupper() for name in names)
