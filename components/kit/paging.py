"""Pages of a long list, as links."""

from markupsafe import Markup

from components.kit import markup
from domain import addresses
from domain.time.formats import number

NEIGHBOURS = 2


def pages(
    screen: addresses.Page,
    given: addresses.Given,
    *,
    page: int,
    size: int,
    total: int,
    remark: str = "",
    name: str = "hal",
) -> Markup:
    """``1–10 dari 41`` on the left, the pages around this one on the right; ``name`` tells the pages of two
    lists on one screen apart."""
    if not total:
        return Markup("")
    count = (total - 1) // size + 1
    page = min(page, count)
    first, last = (page - 1) * size + 1, min(page * size, total)
    options = [
        (number(each), addresses.at(screen, given, **{name: each if each > 1 else ""}), each == page)
        if each
        else ("…", "", False)
        for each in shown(page, count)
    ]
    label = f"{number(first)}–{number(last)} dari {number(total)}{', ' + remark if remark else ''}"
    return markup.render("kit.pages", label=label, options=options if count > 1 else [])


def shown(page: int, count: int) -> list[int]:
    """The pages that stand in the row: the ends and the neighbours, with 0 for a gap of several pages."""
    near = {1, count, *range(max(page - NEIGHBOURS, 1), min(page + NEIGHBOURS, count) + 1)}
    row: list[int] = []
    for each in sorted(near):
        missing = each - row[-1] - 1 if row else 0
        row += [each - 1] if missing == 1 else [0] if missing else []
        row.append(each)
    return row
