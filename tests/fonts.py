"""Makes the fonts of the papers and the table of what they draw: ``python -m tests.fonts FOLDER``.

``FOLDER`` holds the regular Noto fonts as their makers ship them (NOTICE says which); they are cut to
what people type and stripped of hints. The table is what the door for texts goes by.
"""

import sys
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parents[1]
FONTS = ROOT / "reports" / "fonts"
TABLE = ROOT / "domain" / "drawable.py"

_LATIN = "0020-024F 0259 02B0-02FF 0300-036F 1E00-1EFF 2000-206F 2070-209C 20A0-20C0 2100-218F"
_GREEK_CYRILLIC = "0370-052F"
_SIGNS = (
    "2190-21FF 2300-23FF 2400-2426 2440-244A 2460-24FF 2500-25FF 2600-27BF 27F0-27FF 2900-297F 2B00-2BFF "
    "2E00-2E5D FFFD 1F100-1F1FF 1F780-1F7FF 1F800-1F8FF"
)
_MATHEMATICS = "2200-22FF 27C0-27EF 2980-2AFF"
CUT = {
    "NotoSans": (f"{_LATIN} {_GREEK_CYRILLIC}", "noto-sans"),
    "NotoSansSymbols": (_SIGNS, "noto-sans-symbols"),
    "NotoSansSymbols2": (_SIGNS, "noto-sans-symbols-2"),
    "NotoSansMath": (f"2190-21FF {_MATHEMATICS}", "noto-sans-math"),
    "NotoEmoji": ("0000-1FFFF", "noto-emoji"),
}

_HEAD = '''"""Characters that the fonts of our papers draw, as ranges of code points.

generated: tests.fonts
"""

RANGES = (
'''


def cut(source: Path) -> None:
    """Our share of each font, beside the house's own typeface."""
    for name, (ranges, made) in CUT.items():
        options = subset.Options(hinting=False, layout_features=["*"], notdef_outline=True, name_IDs=["*"])
        font = subset.load_font(str(source / f"{name}_400Regular.ttf"), options)
        subsetter = subset.Subsetter(options)
        subsetter.populate(unicodes=_points(ranges))
        subsetter.subset(font)
        subset.save_font(font, str(FONTS / f"{made}.ttf"), options)


def _points(ranges: str) -> list[int]:
    found: list[int] = []
    for each in ranges.split():
        first, _, last = each.partition("-")
        found += range(int(first, 16), int(last or first, 16) + 1)
    return found


def drawn() -> list[tuple[int, int]]:
    """First and last code point of each run that one of the shipped fonts has a glyph for."""
    points: set[int] = set()
    for path in FONTS.glob("*.ttf"):
        points |= set(TTFont(path).getBestCmap())
    return list(_runs(sorted(point for point in points if point >= 0x20)))


def _runs(points: Iterable[int]) -> Iterable[tuple[int, int]]:
    for _, run in groupby(enumerate(points), key=lambda each: each[1] - each[0]):
        members = [point for _, point in run]
        yield members[0], members[-1]


def table() -> str:
    lines = [f"    (0x{first:04X}, 0x{last:04X}),\n" for first, last in drawn()]
    return f"{_HEAD}{''.join(lines)})\n"


if __name__ == "__main__":
    cut(Path(sys.argv[1]))
    TABLE.write_text(table(), "utf-8")
