"""Cuts the font anew: ``python -m tests.icons`` where fontTools and brotli are (``make icons``)."""

import string
from collections.abc import Iterator
from typing import Any

from fontTools import subset
from fontTools.ttLib import TTFont

from tests.icons import CUT, EVERY, FONT, drawn, theirs


def main() -> None:
    font = TTFont(theirs(), recalcTimestamp=False)
    letters = {glyph: chr(code) for code, glyph in font.getBestCmap().items()}
    names = {name: (ligatures, each) for name, ligatures, each in _icons(font, letters)}
    keep = drawn(names)
    for name, (ligatures, each) in names.items():
        if name not in keep:
            ligatures.remove(each)
    options = subset.Options(layout_features=["*"], flavor="woff2", notdef_outline=True)
    cutter = subset.Subsetter(options)
    # For whatever it has no sign, a browser would load Streamlit's beside it.
    cutter.populate(text=string.printable)
    cutter.subset(font)
    subset.save_font(font, FONT, options)
    EVERY.write_text("\n".join([theirs().name, *sorted(names)]) + "\n", "utf-8")
    CUT.write_text("\n".join(sorted(keep)) + "\n", "utf-8")


def _icons(font: TTFont, letters: dict[str, str]) -> Iterator[tuple[str, list[Any], Any]]:
    """Each icon's name, the list of its ligature, and the ligature."""
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            for first, ligatures in getattr(table, "ExtSubTable", table).ligatures.items():
                for each in list(ligatures):
                    yield "".join(letters[glyph] for glyph in (first, *each.Component)), ligatures, each


if __name__ == "__main__":
    main()
