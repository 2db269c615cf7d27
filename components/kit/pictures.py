"""A picture of ``reports`` on a screen: its shapes as an image, its words and ways to rows over it."""

from base64 import b64encode
from collections.abc import Sequence

from markupsafe import Markup

from components.kit import markup
from components.kit.markup import Column, Text, link
from reports.drawing import Picture, TextAnchor

_TURNS = {TextAnchor.START: "", TextAnchor.MIDDLE: " gb-from-middle", TextAnchor.END: " gb-from-end"}


def picture(drawn: Picture, *, css: str = "") -> Markup:
    """Without its rows, where they stand beside it; an empty one says why there is nothing to see."""
    if not drawn.shapes:
        return markup.empty(drawn.description)
    return markup.render(
        "pictures.picture",
        css=css,
        width=round(drawn.width),
        height=round(drawn.height),
        description=drawn.description,
        encoded=b64encode(drawn.shapes.encode()).decode(),
        words=[
            {
                "text": each.text,
                "css": ("gb-strong" if each.is_bold else "") + _TURNS[each.anchor],
                "left": _share(each.x, drawn.width),
                "top": _share(each.y, drawn.height),
                "colour": each.colour,
            }
            for each in drawn.words
        ],
        spots=[
            {
                "name": each.name,
                "address": each.address,
                "left": _share(each.x, drawn.width),
                "top": _share(each.y, drawn.height),
                "width": _share(each.width, drawn.width),
                "height": _share(each.height, drawn.height),
            }
            for each in drawn.spots
            if each.address
        ],
        remark=drawn.remark,
    )


def _share(part: float, whole: float) -> float:
    return round(100 * part / whole, 2)


def rows(drawn: Picture) -> Markup:
    """What the picture shows, as a table with the way to the rows behind each line."""
    if not drawn.rows:
        return Markup("")
    leads = any(row.address for row in drawn.rows)
    numbers = [
        Column(name, "gb-right gb-whole-number" if place else "") for place, name in enumerate(drawn.columns)
    ]
    columns = [*numbers, *([Column("Rinciannya", "gb-narrow gb-act")] if leads else [])]
    return markup.table(
        columns,
        [[*row.cells, *([_way(row.opens, row.address)] if leads else [])] for row in drawn.rows],
        caption=drawn.title,
    )


def _way(opens: str, address: str) -> Text:
    return link(opens, address) if address else ""


def with_rows(drawn: Picture, *, css: str = "") -> Markup:
    """The picture, and its table one click below it."""
    table = rows(drawn)
    return picture(drawn, css=css) + (markup.fold("Sebagai tabel", table) if table else Markup(""))


def grid(panels: Sequence[Markup]) -> Markup:
    return markup.render("pictures.grid", panels=panels)


def panel(title: Text, aside: Text, drawn: Picture, *, more: Text = "", css: str = "") -> Markup:
    """One of many small ones: its name, its number or word, the picture, and the way to its rows."""
    return markup.render(
        "pictures.panel", title=title, aside=aside, drawing=picture(drawn), more=more, css=css
    )
