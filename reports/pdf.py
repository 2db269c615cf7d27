"""Official documents as PDF: one look for all, made by typst from the templates beside this file.

A template reads ``data`` from ``_base.typ`` and lays it out. What people typed arrives as values,
never as markup, so no text can change the layout or run anything.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import typst

from domain.texts import printable

_HERE = Path(__file__).parent
_TEMPLATES = _HERE / "templates"


def document(template: str, data: Mapping[str, Any]) -> bytes:
    """``templates/<template>.typ`` filled with ``data`` (text, numbers, lists and mappings of these).

    Accessible (PDF/UA-1), the same bytes for the same data, and without any font but ours.
    """
    pdf: bytes = typst.compile(
        _TEMPLATES / f"{template}.typ",
        root=_TEMPLATES,
        font_paths=[_HERE / "fonts"],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(_printable(data), ensure_ascii=False)},
        pdf_standards=["ua-1"],
    )
    return pdf


def _printable(value: Any) -> Any:
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, Mapping):
        return {name: _printable(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_printable(each) for each in value]
    return value
