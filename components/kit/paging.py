"""Pages of a long list, as links."""

from markupsafe import Markup

from components.kit import markup
from domain import addresses
from domain.time.formats import number

NEIGHBOURS = 2


def pages(
    screen: addresses.Page, given: addresses.Given, *, page: int, size: int, total: int, remark: str = ""
) -> Markup:
    """``1–10 dari 41`` on the left, the pages around this one on the right."""
    if not total:
        return Markup("")
    count = (total - 1) // size + 1
    page = min(page, count)
    first, last = (page - 1) * size + 1, min(page * size, total)
    shown = sorted({1, count, *range(max(page - NEIGHBOURS, 1), min(page + NEIGHBOURS, count) + 1)})
    options = [
        (str(each), addresses.at(screen, given, hal=each if each > 1 else ""), each == page) for each in shown
    ]
    label = f"{number(first)}–{number(last)} dari {number(total)}{', ' + remark if remark else ''}"
    return markup.render("kit.pages", label=label, options=options if count > 1 else [])
