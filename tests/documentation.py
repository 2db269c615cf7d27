"""The generated parts of docs and styles: ``python -m tests.documentation`` (``make docs``) rewrites them.

A generated part stands between ``generated: NAME`` and ``/generated``, as comments of its language; the
rest of a file is written by hand and left alone. ``tests/test_docs.py`` fails while a part is out of date.
"""

import csv
import importlib
import pkgutil
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any, cast

from sqlalchemy import CheckConstraint, Column, Enum, Table, UniqueConstraint

import domain
from db.models import Base
from db.types import UtcDateTime
from domain.access.permissions import OPERATOR, PERMISSIONS, TIERS, VISITOR, DisclosureTier, Permission, Role
from domain.disclosure.suppression import THRESHOLDS
from domain.words import labels
from tests import look
from tests.test_architecture import LAYERS

ROOT = Path(__file__).resolve().parents[1]
STYLES = [ROOT / "static/look.css", ROOT / ".streamlit/config.toml", ROOT / "reports/templates/_look.typ"]
FILES = [ROOT / "README.md", ROOT / "NOTICE", *sorted((ROOT / "docs").rglob("*.md")), *STYLES]
_PART = re.compile(r"((?:<!--|/\*|//|#) generated: ([a-z-]+)[^\n]*\n).*?((?:<!--|/\*|//|#) /generated)", re.S)


def main() -> None:
    for file in FILES:
        old = file.read_text("utf-8")
        new = rewritten(old)
        if new != old:
            file.write_text(new, "utf-8")
            sys.stdout.write(f"rewrote {file.relative_to(ROOT)}\n")


def rewritten(text: str) -> str:
    """The text with every generated part as it should be now."""
    return _PART.sub(lambda part: f"{part[1]}\n{PARTS[part[2]]()}\n\n{part[3]}", text)


def without_parts(text: str) -> str:
    """What is written by hand."""
    return _PART.sub("", text)


def parts_of(text: str) -> list[str]:
    return [part[2] for part in _PART.finditer(text)]


def imports() -> str:
    """Who may import whom, as the architecture's test has it."""
    rows = [
        (
            f"`{layer.inside}`" + (f" without `{layer.but_not}`" if layer.but_not else ""),
            ", ".join(f"`{name}`" for name in sorted(layer.may - {"stdlib"})),
            ", ".join(f"`{name}`" for name in sorted(layer.for_types_only)),
        )
        for layer in LAYERS
    ]
    return _table(("in", "may import, besides the standard library", "for annotations only"), rows)


def accounts() -> str:
    """The sample accounts, in the order of the sign-in page."""
    with (ROOT / "db/provinces/ntt/sample/users.csv").open(encoding="utf-8", newline="") as handle:
        rows = [
            (f"`{row['username']}`", labels.ROLES[Role(row["role"])], row["display_name"])
            for row in csv.DictReader(handle)
        ]
    return _table(("account", "role", "shown as"), rows)


def tables() -> str:
    """Every table with its columns, as the models declare them."""
    models = {mapper.class_.__tablename__: mapper.class_ for mapper in Base.registry.mappers}
    return "\n\n".join(_one_table(table, models[table.name]) for table in _by_module(models))


def _by_module(models: dict[str, type]) -> list[Table]:
    return sorted(Base.metadata.tables.values(), key=lambda t: (models[t.name].__module__, t.name))


def _one_table(table: Table, model: type) -> str:
    about = " ".join((model.__doc__ or "").split())
    checks = [
        f"`{constraint.sqltext}`"
        for constraint in sorted(table.constraints, key=lambda c: str(c.name))
        # Those of an enumeration repeat what the column's type says.
        if isinstance(constraint, CheckConstraint) and not _belongs_to_enum(constraint, table)
    ]
    together = [
        ", ".join(f"`{column.name}`" for column in constraint.columns)
        for constraint in sorted(table.constraints, key=lambda c: str(c.name))
        if isinstance(constraint, UniqueConstraint) and len(constraint.columns) > 1
    ]
    lines = [f"### `{table.name}` — {model.__name__}", ""]
    if about:
        lines += [about, ""]
    lines.append(_table(("column", "type", "empty", "key"), [_column(column) for column in table.columns]))
    if together:
        lines += ["", "Unique together: " + "; ".join(together) + "."]
    if checks:
        lines += ["", "Checked: " + "; ".join(checks) + "."]
    return "\n".join(lines)


def _belongs_to_enum(constraint: CheckConstraint, table: Table) -> bool:
    return any(getattr(column.type, "name", None) == _bare(constraint, table) for column in table.columns)


def _bare(constraint: CheckConstraint, table: Table) -> str:
    return str(constraint.name).removeprefix(f"ck_{table.name}_")


def _column(column: Column[Any]) -> tuple[str, str, str, str]:
    keys = ["primary"] if column.primary_key else []
    keys += [f"→ `{key.target_fullname}`" for key in sorted(column.foreign_keys, key=str)]
    keys += ["unique"] if column.unique or _is_unique(column) else []
    return f"`{column.name}`", _type(column), "may be" if column.nullable else "", ", ".join(keys)


def _is_unique(column: Column[Any]) -> bool:
    return any(
        isinstance(constraint, UniqueConstraint) and list(constraint.columns) == [column]
        for constraint in column.table.constraints
    )


_WORDS = {"INTEGER": "number", "FLOAT": "decimal", "TEXT": "text", "DATE": "day", "BOOLEAN": "yes/no"}


def _type(column: Column[Any]) -> str:
    if isinstance(column.type, Enum):
        assert column.type.enum_class is not None
        return f"[{column.type.enum_class.__name__}](#{column.type.enum_class.__name__.lower()})"
    if isinstance(column.type, UtcDateTime):
        return "moment, UTC"
    name = str(column.type)
    return _WORDS.get(name) or name.replace("VARCHAR", "text ")


def enums() -> str:
    """Every enumeration that is stored or has words for the screen."""
    labels, stored = _labels(), _stored()
    shown = sorted({*labels, *stored}, key=lambda enum: (enum.__module__, enum.__name__))
    return "\n\n".join(_one_enum(enum, labels.get(enum, {}), stored.get(enum, [])) for enum in shown)


def _labels() -> dict[type[StrEnum], dict[StrEnum, str]]:
    """Indonesian labels by enumeration: public dictionaries of the domain with one entry per member."""
    found: dict[type[StrEnum], dict[StrEnum, str]] = {}
    for info in pkgutil.walk_packages(domain.__path__, "domain."):
        for name, value in vars(importlib.import_module(info.name)).items():
            if name.startswith("_"):
                continue
            if isinstance(value, dict) and value and all(type(text) is str for text in value.values()):
                first = next(iter(value))
                if isinstance(first, StrEnum) and set(value) == set(type(first)):
                    found.setdefault(type(first), value)
    return found


def _stored() -> dict[type[StrEnum], list[str]]:
    where: dict[type[StrEnum], list[str]] = defaultdict(list)
    for table in sorted(Base.metadata.tables.values(), key=lambda t: t.name):
        for column in table.columns:
            if isinstance(column.type, Enum) and column.type.enum_class is not None:
                where[cast(type[StrEnum], column.type.enum_class)].append(f"`{table.name}.{column.name}`")
    return where


def _one_enum(enum: type[StrEnum], labels: dict[StrEnum, str], stored: Sequence[str]) -> str:
    where = "Stored in " + ", ".join(stored) if stored else "Not stored"
    rows = [(f"`{member.value}`", labels.get(member, "")) for member in enum]
    if not labels:
        listed = ", ".join(code for code, _ in rows)
        return f"### {enum.__name__}\n\n`{enum.__module__}`. {where}. No words for the screen: {listed}."
    return f"### {enum.__name__}\n\n`{enum.__module__}`. {where}.\n\n" + _table(("code", "on screen"), rows)


def permissions() -> str:
    """Who may do what: roles of people, and the two machines that act without an account."""
    rows = [
        (
            f"{labels.PERMISSIONS[permission]} (`{permission}`)",
            *("yes" if permission in PERMISSIONS[role] else "" for role in Role),
            *("yes" if permission in machine.granted else "" for machine in (VISITOR, OPERATOR)),
        )
        for permission in Permission
    ]
    return _table(("permission", *(f"`{role}`" for role in Role), "*visitor*", "*operator*"), rows)


def tiers() -> str:
    """What each tier sees of a count of case records, and whose tier it is."""
    rows = [
        (
            f"`{tier}`",
            ", ".join(f"`{role}`" for role in Role if TIERS[role] is tier),
            labels.TIERS[tier],
            str(THRESHOLDS[tier]),
            "exact" if tier is DisclosureTier.CASES else "hidden",
        )
        for tier in DisclosureTier
    ]
    return _table(("tier", "roles", "on screen", "smallest count per kabupaten", "below a kabupaten"), rows)


PARTS: dict[str, Callable[[], str]] = {
    "imports": imports,
    "accounts": accounts,
    "tables": tables,
    "enums": enums,
    "permissions": permissions,
    "tiers": tiers,
    **look.PARTS,
}


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(_cell(cell) for cell in line) + " |" for line in lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


if __name__ == "__main__":
    main()
