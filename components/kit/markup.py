"""Pieces of HTML that are escaped by construction: text goes in, Markup comes out.

Everything a person typed reaches a page through ``Markup.format``, which escapes it; nothing here
ever joins strings by hand.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

import streamlit as st
from markupsafe import Markup

Text = str | Markup


def show(*parts: Text) -> None:
    """Draw the parts together; nothing when all of them are empty."""
    text = str(Markup("").join(parts))
    if text:
        st.html(text)


def link(label: Text, address: str, *, css: str = "gb-link", title: str = "") -> Markup:
    return Markup('<a class="{}" href="{}" title="{}">{}</a>').format(css, address, title, label)


def outside_link(label: Text, address: str) -> Markup:
    """A link to a public source; only web addresses become links, anything else stays text."""
    if urlsplit(address).scheme not in ("http", "https"):
        return Markup("{}").format(label)
    return Markup('<a class="gb-link" href="{}" rel="noreferrer noopener">{}</a>').format(address, label)


def file_link(label: Text, address: str) -> Markup:
    """A file of ours, shown in a tab of its own."""
    return Markup('<a class="gb-link" href="{}" target="_blank" rel="noopener">{}</a>').format(address, label)


def icon(name: str) -> Markup:
    """A symbol of the icon font that Streamlit ships; always beside a word, never instead of one."""
    return Markup('<span class="gb-icon" aria-hidden="true">{}</span>').format(name)


def chip(label: Text, tone: str, symbol: str) -> Markup:
    return Markup('<span class="gb-chip gb-{}">{}{}</span>').format(tone, icon(symbol), label)


def sample_badge() -> Markup:
    return Markup('<span class="gb-sample">DATA CONTOH</span>')


def note(*parts: Text) -> Markup:
    return Markup('<p class="gb-note">{}</p>').format(Markup("").join(parts))


def stack(title: Text, detail: Text = "") -> Markup:
    """A cell of two lines: what it is, and a quieter second line."""
    second = Markup("<small>{}</small>").format(detail) if detail else ""
    return Markup('<span class="gb-stack"><b>{}</b>{}</span>').format(title, second)


@dataclass(frozen=True)
class Column:
    label: str
    css: str = ""
    """``gb-right`` for numbers, ``gb-narrow`` where the column must not grow."""
    symbol: str = ""
    """An icon above the label."""


def table(
    columns: Sequence[Column],
    rows: Iterable[Sequence[Text]],
    *,
    caption: str,
    footer: Sequence[Text] | None = None,
    css: str = "",
) -> Markup:
    """A table that becomes a list of cards on a phone; the caption names it for screen readers."""
    head = Markup("").join(
        Markup('<th scope="col" class="{}">{}{}</th>').format(
            c.css, icon(c.symbol) if c.symbol else "", c.label
        )
        for c in columns
    )
    body = Markup("").join(_row(columns, row) for row in rows)
    foot = Markup("<tfoot>{}</tfoot>").format(_row(columns, footer)) if footer else ""
    return Markup(
        '<div class="gb-scroll"><table class="gb-table {}"><caption>{}</caption>'
        "<thead><tr>{}</tr></thead><tbody>{}</tbody>{}</table></div>"
    ).format(css, caption, head, body, foot)


def _row(columns: Sequence[Column], cells: Sequence[Text]) -> Markup:
    return Markup("<tr>{}</tr>").format(
        Markup("").join(
            Markup('<td class="{}" data-label="{}">{}</td>').format(column.css, column.label, cell)
            for column, cell in zip(columns, cells, strict=True)
        )
    )


def definitions(pairs: Iterable[tuple[Text, Text]]) -> Markup:
    return Markup('<dl class="gb-facts">{}</dl>').format(
        Markup("").join(Markup("<div><dt>{}</dt><dd>{}</dd></div>").format(*pair) for pair in pairs)
    )


def still_choice(label: str, value: Text, detail: Text) -> Markup:
    """What would be a control if there were anything to choose."""
    return Markup('<div class="gb-still"><span>{}</span><b>{}</b><small>{}</small></div>').format(
        label, value, detail
    )


def pills(options: Iterable[tuple[Text, str, bool]], *, label: str) -> Markup:
    """Choices that are links: the address is their only state. Each is (label, address, chosen)."""
    return Markup('<nav class="gb-pills" aria-label="{}">{}</nav>').format(
        label,
        Markup("").join(
            Markup('<a class="gb-pill {}" href="{}" {}>{}</a>').format(
                "gb-chosen" if chosen else "",
                address,
                Markup('aria-current="true"') if chosen else "",
                text,
            )
            for text, address, chosen in options
        ),
    )


def empty(why: Text, what_next: Text = "") -> Markup:
    """An empty state: one sentence why, one thing to do next."""
    return Markup('<div class="gb-empty"><p>{}</p>{}</div>').format(why, what_next)


def counted(label: str, count: int) -> Markup:
    return Markup("{} <b>{}</b>").format(label, count)
