"""Official documents as PDF: one look for all, made by typst from the templates beside this file.

A template reads ``data`` from ``_base.typ`` and lays it out. What people typed arrives as values,
never as markup, so no text can change the layout or run anything.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import typst

from domain.places.province import HERE
from domain.texts import printable
from domain.time.calendar import local_time

_HERE = Path(__file__).parent
_TEMPLATES = _HERE / "templates"
_PREVIEW_PPI = 110


def document(template: str, data: Mapping[str, Any], *, dated: datetime | None = None) -> bytes:
    """``templates/<template>.typ`` filled with ``data`` (text, numbers, lists and mappings of these).

    Accessible (PDF/UA-1), the same bytes for the same data, and without any font but ours. What is dated may
    also be kept for good (PDF/A-2a), which a document without a date may not.
    """
    pdf: bytes = typst.compile(
        **_given(template, data, dated), pdf_standards=["ua-1", "a-2a"] if dated else ["ua-1"]
    )
    return pdf


def pictures(template: str, data: Mapping[str, Any], *, ppi: int = _PREVIEW_PPI) -> list[bytes]:
    """The pages of the same document as PNG."""
    pages: bytes | list[bytes] = typst.compile(**_given(template, data), format="png", ppi=ppi)
    return pages if isinstance(pages, list) else [pages]


def _given(template: str, data: Mapping[str, Any], dated: datetime | None = None) -> dict[str, Any]:
    return {
        "input": _TEMPLATES / f"{template}.typ",
        "root": _TEMPLATES,
        "font_paths": [_HERE / "fonts"],
        "ignore_system_fonts": True,
        "sys_inputs": {
            "data": json.dumps(_printable({**data, **_SENDER, "dated": _parts(dated)}), ensure_ascii=False)
        },
    }


_SENDER = {"product": HERE.product, "government": HERE.government}
"""By whom every document is, and what made it."""


def _parts(moment: datetime | None) -> list[int] | None:
    return None if moment is None else list(local_time(moment).timetuple()[:6])


def _printable(value: Any) -> Any:
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, Mapping):
        return {name: _printable(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_printable(each) for each in value]
    return value
