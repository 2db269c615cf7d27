"""Every field for a password: hidden while it is typed, filled by a manager, pasted into, never cut."""

import re
from pathlib import Path

import pytest

from db.settings import ROOT

TEMPLATES = sorted((ROOT / "server" / "templates").rglob("*.html"))
_FIELD = re.compile(r"<input[^>]*\bid=\"(?:sandi|lama|baru|\{\{ name \}\})\"[^>]*>")
FIELDS = [(file.name, field) for file in TEMPLATES for field in _FIELD.findall(file.read_text("utf-8"))]


def test_there_are_such_fields() -> None:
    assert len(FIELDS) >= 4


@pytest.mark.parametrize(("file", "field"), FIELDS, ids=[name for name, _ in FIELDS])
def test_it_hides_what_is_typed_and_stops_no_password_manager(file: str, field: str) -> None:
    assert 'type="password"' in field
    assert re.search(r'autocomplete="(current-password|new-password|\{\{ complete \}\})"', field)
    assert not re.search(r"maxlength|onpaste|readonly", field)


@pytest.mark.parametrize("script", sorted((ROOT / "static").rglob("*.js")), ids=lambda path: path.name)
def test_no_script_of_ours_stops_pasting(script: Path) -> None:
    assert not re.search(r"""["']paste["'].*preventDefault|onpaste""", script.read_text("utf-8"))
