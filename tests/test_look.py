"""Colours, typeface and Streamlit's markup stand in one place each; a failing test names the other one."""

import re
from pathlib import Path

import pytest

from domain.commitments.health import Health
from domain.look import FONT, HARM_CLASSES, NEUTRAL_CLASSES, NEUTRAL_STEPS, Colour, Tone
from tests import documentation
from tests.test_architecture import COMMENTS, ROOT, files, name

STREAMLITS = {"static/streamlit.css", "static/streamlit.js"}
"""What is met there when Streamlit changes; the words it says are in server/templates/streamlit.js."""

_HEX = re.compile(r"(?<![\w/])#(?:[0-9a-fA-F]{8}|[0-9a-fA-F]{6}|[0-9a-fA-F]{3,4})(?![0-9a-zA-Z_-])")
_MIXED = re.compile(r"\b(?:rgba?|hsla?)\(\s*[\d.]")
_NAMED = re.compile(
    r"(?:color|fill|stroke|background)[\"']?\s*[:=]\s*[\"']?(?:white|black|gr[ae]y|red|green|blue)\b"
)
_STREAMLITS_MARKUP = re.compile(
    r"data-testid|\bst-key-|data-baseweb|st-emotion|\bst(?:App|Main)\b|Material Symbols"
)

WRITTEN = [
    path
    for path in files(".py", ".css", ".js", ".html", ".toml", ".typ", below=("static", ".streamlit"))
    + files(".py", ".css", ".js", ".html", ".typ", below=("domain", "db", "reports", "views", "components"))
    + files(".py", ".css", ".js", ".html", below=("server", "pages", "app.py", "tests/study"))
    if "vendor" not in path.parts
]
OTHERS = [path for path in WRITTEN if name(path) != "domain/look.py"]
PICTURES = files(".svg", below=("static", "reports"))


def by_hand(path: Path) -> str:
    """What is in a file besides its comments and its generated parts."""
    text = documentation.without_parts(path.read_text("utf-8"))
    return COMMENTS[path.suffix].sub("", text) if path.suffix in COMMENTS else text


def colours(text: str) -> list[str]:
    return [found[0] for pattern in (_HEX, _MIXED, _NAMED) for found in pattern.finditer(text)]


@pytest.mark.parametrize("path", OTHERS, ids=name)
def test_no_file_but_the_look_holds_a_colour(path: Path) -> None:
    found = colours(by_hand(path))
    assert found == [], f"{name(path)} holds {found}: give it a name in domain/look.py"


@pytest.mark.parametrize("path", OTHERS, ids=name)
def test_no_file_but_the_look_names_the_typeface(path: Path) -> None:
    found = [word for word in (FONT.family, FONT.upright, FONT.italic) if word in by_hand(path)]
    assert found == [], f"{name(path)} names {found}: take FONT of domain/look.py, or var(--huruf)"


@pytest.mark.parametrize("path", WRITTEN, ids=name)
def test_no_file_but_streamlits_own_leans_on_its_markup(path: Path) -> None:
    found = sorted(set(_STREAMLITS_MARKUP.findall(by_hand(path))))
    if name(path) in STREAMLITS:
        assert found
    else:
        assert found == [], f"{name(path)} mentions {found}: it belongs into {sorted(STREAMLITS)}"


@pytest.mark.parametrize("path", PICTURES, ids=name)
def test_a_picture_is_drawn_in_the_colours_of_the_look(path: Path) -> None:
    found = {colour.upper() for colour in _HEX.findall(path.read_text("utf-8"))}
    assert found <= set(Colour), f"{name(path)} holds {sorted(found - set(Colour))}"


MEASURED = {"--share", "--produk", "--forum"}
"""What a style attribute says: a share of a bar, the names of the province."""


def test_every_colour_of_a_stylesheet_is_one_that_exists() -> None:
    text = "\n".join(path.read_text("utf-8") for path in WRITTEN if path.suffix in {".css", ".html"})
    defined = set(re.findall(r"(--[a-z0-9-]+):", text))
    asked = set(re.findall(r"var\((--[a-z0-9-]+)", text))
    assert asked - defined - MEASURED == set(), "no stylesheet defines it"


def test_every_colour_is_used_somewhere() -> None:
    places = [*OTHERS, *PICTURES, ROOT / "tests/look.py"]
    text = "\n".join(by_hand(path) for path in places)
    in_series = {*NEUTRAL_STEPS, *HARM_CLASSES, *NEUTRAL_CLASSES}
    unused = [
        colour.name
        for colour in sorted(set(Colour) - in_series)
        if not any(use in text for use in (f"var({colour.token})", f"Colour.{colour.name}", colour))
    ]
    assert unused == [], "domain/look.py holds colours that nothing shows"


@pytest.mark.parametrize(
    "text", ['fill="#FFF"', "color: #27406b;", "#1f2a3726", "rgba(0, 0, 0, .5)", "background: white"]
)
def test_a_colour_is_recognised(text: str) -> None:
    assert colours(text)


@pytest.mark.parametrize(
    "text", ["#panggung {", "rgb(var(--tinta-rgb) / 22%)", "url(#hatch)", "#f-nilai", "/#add"]
)
def test_what_is_no_colour_is_left_alone(text: str) -> None:
    assert not colours(text)


@pytest.mark.parametrize("file", [*FONT.files, "fonts/OFL.txt"])
def test_the_typeface_is_there_with_its_licence(file: str) -> None:
    assert (ROOT / "static" / file).is_file()


@pytest.mark.parametrize("path", ["NOTICE", "static/fonts/OFL.txt", "reports/fonts/OFL.txt"])
def test_the_typeface_is_credited(path: str) -> None:
    assert FONT.family in (ROOT / path).read_text("utf-8"), f"{path} does not name {FONT.family}"


@pytest.mark.parametrize("tone", Tone)
def test_every_tone_colours_a_chip(tone: Tone) -> None:
    assert f".gb-chip.gb-{tone} {{" in (ROOT / "static/app.css").read_text("utf-8"), "static/app.css"


@pytest.mark.parametrize("health", Health)
def test_every_health_colours_a_square(health: Health) -> None:
    assert f".gb-cell.gb-{health.row.tone} {{" in (ROOT / "static/app.css").read_text("utf-8"), (
        "static/app.css"
    )


def test_an_entry_of_the_month_is_told_by_no_colour_alone_on_whatever_it_is_shown() -> None:
    """A phone, a tablet and paper have its icon, too: in grey all colours are one."""
    rules = (ROOT / "static/app.css").read_text("utf-8").split("}")
    hidden = [rule for rule in rules if "a.gb-entry .gb-icon {" in rule and "display: none" in rule]
    assert not hidden, "static/app.css"
