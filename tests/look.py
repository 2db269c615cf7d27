"""What is generated from ``domain/look.py`` for those that read no Python: stylesheets, Streamlit, typst."""

import json
from collections.abc import Mapping, Sequence

from domain.look import FONT, HARM_CLASSES, NEUTRAL_CLASSES, NEUTRAL_STEPS, Colour

FONTS = "/app/static/fonts/"

LETTERS = (
    "body { text-rendering: geometricPrecision; word-spacing: 0.06em; }",
    ":is(button, input, select, textarea) { text-rendering: inherit; word-spacing: inherit; }",
)
"""Letters stand where the typeface puts them, not on whole pixels, which joins words on an ordinary screen.
A browser sets both anew in every control."""

TRANSLUCENT = (Colour.BATU, Colour.KERTAS, Colour.TINTA)
"""Those of which a stylesheet wants a part."""


def stylesheet() -> str:
    """Every token as a variable, and the typeface: what each page begins with."""
    faces = [_face(FONT.upright, "normal"), _face(FONT.italic, "italic")]
    tokens = [f"  {colour.token}: {colour};" for colour in Colour]
    parts = [f"  {colour.token}-rgb: {colour.channels};" for colour in TRANSLUCENT]
    return "\n".join([*faces, ":root {", *tokens, *parts, f"  --huruf: {FONT.stack};", "}", *LETTERS])


def _face(file: str, style: str) -> str:
    return (
        f'@font-face {{ font-family: "{FONT.family}"; font-weight: {FONT.weights}; font-style: {style}; '
        f'font-display: swap;\n  src: url("{FONTS}{file}") format("woff2"); }}'
    )


def theme() -> str:
    """What Streamlit's theme can say of colours and typeface; the end of its file, for tables follow."""
    stack = FONT.stack.replace('"', "")
    main: dict[str, str | list[Colour]] = {
        "font": stack,
        "headingFont": stack,
        "primaryColor": Colour.NILA,
        "backgroundColor": Colour.BATU,
        "secondaryBackgroundColor": Colour.KERTAS,
        "textColor": Colour.TINTA,
        "linkColor": Colour.NILA,
        "borderColor": Colour.GARIS,
        "codeBackgroundColor": Colour.SISI,
        "codeTextColor": Colour.TINTA,
        "dataframeBorderColor": Colour.GARIS,
        "dataframeHeaderBackgroundColor": Colour.SISI,
        "dataframeHeaderTextColor": Colour.TINTA,
        **_hue("red", Colour.MENGKUDU, Colour.MENGKUDU_MUDA, Colour.MENGKUDU),
        **_hue("orange", Colour.OKER_TEPI, Colour.OKER_MUDA, Colour.OKER),
        **_hue("yellow", Colour.OKER_ISI, Colour.OKER_MUDA, Colour.OKER),
        **_hue("green", Colour.DAUN_ISI, Colour.DAUN_MUDA, Colour.DAUN),
        **_hue("blue", Colour.NILA, Colour.NILA_1, Colour.NILA),
        **_hue("violet", Colour.TERUNG, Colour.TERUNG_MUDA, Colour.TERUNG),
        **_hue("gray", Colour.REDUP, Colour.SISI, Colour.REDUP),
        "chartCategoricalColors": [
            Colour.NILA,
            Colour.OKER_ISI,
            Colour.DAUN_ISI,
            Colour.MENGKUDU,
            Colour.TERUNG,
            Colour.SESUAI_TEPI,
        ],
        "chartSequentialColors": list(NEUTRAL_STEPS),
        "chartDivergingColors": [*reversed(HARM_CLASSES), *NEUTRAL_CLASSES],
    }
    sidebar = {
        "backgroundColor": Colour.SISI,
        "secondaryBackgroundColor": Colour.BATU,
        "textColor": Colour.TINTA,
        "borderColor": Colour.GARIS,
    }
    faces = [
        {"family": FONT.family, "url": f"{FONTS[1:]}{file}", "weight": FONT.weights, "style": style}
        for file, style in ((FONT.upright, "normal"), (FONT.italic, "italic"))
    ]
    tables = [_table("[theme.sidebar]", sidebar), *(_table("[[theme.fontFaces]]", face) for face in faces)]
    return "\n\n".join([_values(main), *tables])


def _hue(name: str, main: Colour, ground: Colour, text: Colour) -> dict[str, Colour]:
    return {f"{name}Color": main, f"{name}BackgroundColor": ground, f"{name}TextColor": text}


def _table(head: str, values: Mapping[str, str]) -> str:
    return f"{head}\n{_values(values)}"


def _values(values: Mapping[str, str | Sequence[str]]) -> str:
    return "\n".join(f"{key} = {json.dumps(value)}" for key, value in values.items())


def typst() -> str:
    """The tokens and the typeface for paper."""
    tokens = [f'  {colour.token.removeprefix("--")}: rgb("{colour}"),' for colour in Colour]
    return "\n".join(["#let colour = (", *tokens, ")", f"#let font = {json.dumps(FONT.family)}"])


PARTS = {"look": stylesheet, "theme": theme, "paper": typst}
