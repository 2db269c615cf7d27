"""Pieces of HTML that are escaped by construction: text goes in, Markup comes out.

The tags stand in ``components/templates``; what a person typed reaches them as a named value, which
Jinja escapes. Nothing here ever joins strings by hand.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from types import ModuleType
from typing import cast

import streamlit as st
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.ext import Extension
from markupsafe import Markup

from domain.addresses import parts_of

Text = str | Markup

TEMPLATES = Path(__file__).resolve().parents[1] / "templates"

_WIDEST_WORD, _PIECE = 30, 12
_TOO_WIDE = re.compile(rf"(\S{{{_WIDEST_WORD + 1},}})")


class OneLine(Extension):
    """A line break beside a tag or a value is none on the screen; between words it is a space.

    Between inline elements a break would be drawn as a gap.
    """

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        beside = re.sub(r"(?<=[>}])\s*\n\s*|\s*\n\s*(?=[<{])", "", source)
        return re.sub(r"\s*\n\s*", " ", beside)


_templates = Environment(
    loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, extensions=[OneLine]
)


@cache
def _macros(subject: str) -> ModuleType:
    return cast(ModuleType, _templates.get_template(f"{subject}.html").module)


def read_templates() -> None:
    """Load all macros before the first page needs one."""
    for name in _templates.list_templates():
        _macros(name.removesuffix(".html"))


def render(name: str, /, **values: object) -> Markup:
    """The macro of this name, ``subject.macro``, in the templates."""
    subject, _, macro = name.partition(".")
    return cast(Markup, getattr(_macros(subject), macro)(**values))


drawn_once = lru_cache(maxsize=64)
"""Memoize what is drawn from frozen arguments alone."""


@dataclass(frozen=True)
class Finished:
    """Streamlit takes what says itself how it is drawn as it is; through a text it would look for indents."""

    text: str

    def _repr_html_(self) -> str:
        return self.text


def show(*parts: Text) -> None:
    """Draw the parts together; nothing when all of them are empty."""
    text = str(joined(*parts)).strip()
    if text:
        st.html(Finished(text))


def breakable(text: Text) -> Text:
    """A word that no column is as wide as, such as the number of a decree, goes on in the next line: else the
    whole table would have to be moved sideways for it."""
    if isinstance(text, Markup) or not _TOO_WIDE.search(text):
        return text
    words = enumerate(_TOO_WIDE.split(text))
    return Markup("").join(_in_pieces(word) if number % 2 else word for number, word in words)


def _in_pieces(word: str) -> Markup:
    pieces = [word[start : start + _PIECE] for start in range(0, len(word), _PIECE)]
    return render("kit.in_pieces", pieces=pieces)


def joined(*parts: Text) -> Markup:
    return Markup("").join(map(breakable, parts))


def words(*parts: Text) -> Markup:
    """Parts of one line, a space between them."""
    return Markup(" ").join(map(breakable, parts))


def link(label: Text, address: str, *, css: str = "gb-link", title: str = "") -> Markup:
    return render("kit.link", label=breakable(label), address=address, css=css, title=title)


def verdict(title: str, told: Text, problems: Text = "", *, is_whole: bool) -> Markup:
    """What a code at the foot of a paper says of it."""
    return render(
        "kit.verdict",
        css="gb-whole" if is_whole else "gb-broken",
        symbol="verified_user" if is_whole else "gpp_bad",
        title=title,
        told=told,
        problems=problems,
    )


def unknown_code(code: str, what: str) -> Markup:
    """``what`` carries the code at its foot."""
    told = (
        f"Tidak ada {what} dengan kode “{code}”. Periksa ketikannya; kodenya tercetak di bagian bawah {what}."
    )
    return verdict("Kode tidak dikenal", told, is_whole=False)


def paper_button(label: str, address: str) -> Markup:
    """A paper that the server makes and puts on record, where people look for it."""
    return render("kit.paper_button", label=label, address=address, css=" gb-quiet-button")


def outside_link(label: Text, address: str) -> Markup:
    """A link to a public source; only web addresses become links, anything else stays text."""
    if parts_of(address).scheme not in ("http", "https"):
        return joined(label)
    return render("kit.outside_link", label=breakable(label), address=address)


def file_link(label: Text, address: str) -> Markup:
    """A file of ours, shown in a tab of its own."""
    return render("kit.file_link", label=label, address=address)


def icon(name: str) -> Markup:
    """A symbol of the icon font that Streamlit ships; always beside a word, never instead of one."""
    return render("kit.icon", name=name)


def chip(label: Text, tone: str, symbol: str) -> Markup:
    return render("kit.chip", label=label, tone=tone, symbol=symbol)


def sample_badge() -> Markup:
    return render("kit.sample_badge")


def _element(tag: str, content: Text, css: str = "") -> Markup:
    return render("kit.element", tag=tag, css=css, content=breakable(content))


def paragraph(*parts: Text, css: str = "") -> Markup:
    return _element("p", joined(*parts), css)


def note(*parts: Text) -> Markup:
    return paragraph(*parts, css="gb-note")


def muted(*parts: Text) -> Markup:
    return paragraph(*parts, css="gb-muted")


def caption(*parts: Text) -> Markup:
    """Where a figure or a map comes from, below it."""
    return paragraph(*parts, css="gb-caption")


def heading(*parts: Text) -> Markup:
    """A heading within a panel."""
    return _element("h3", joined(*parts))


def bold(text: Text, css: str = "") -> Markup:
    return _element("b", text, css)


def small(text: Text) -> Markup:
    return _element("small", text)


def quoted(text: Text) -> Markup:
    return _element("q", text)


def saying(who: str, what: str) -> Markup:
    """Who says what, in their own words."""
    return Markup("{}: {}").format(who, quoted(what))


def tinted(text: Text, css: str) -> Markup:
    """Words within a line or a cell that are quieter, hatched or coloured."""
    return _element("span", text, css)


def listed(items: Iterable[Text], *, css: str = "", ordered: bool = False) -> Markup:
    return render("kit.listed", items=items, css=css, ordered=ordered)


def fold(summary: Text, *content: Text, css: str = "gb-more") -> Markup:
    """What is one click away."""
    return render("kit.fold", summary=summary, content=joined(*content), css=css)


def stack(title: Text, detail: Text = "") -> Markup:
    """A cell of two lines: what it is, and a quieter second line."""
    return render("kit.stack", title=breakable(title), detail=breakable(detail))


@dataclass(frozen=True)
class Column:
    label: str
    css: str = ""
    """``gb-right`` for numbers, ``gb-narrow`` where the column must not grow."""
    symbol: str = ""
    """An icon above the label."""


WAY_ON = Column("", "gb-narrow gb-act")
"""A column that only links to a row's own page; paper leaves it out."""


def table(
    columns: Sequence[Column],
    rows: Iterable[Sequence[Text]],
    *,
    caption: str,
    footer: Sequence[Text] | None = None,
    css: str = "",
) -> Markup:
    """A table that becomes a list of cards on a phone; the caption names it for screen readers."""
    return render(
        "kit.table",
        columns=columns,
        rows=[list(zip(columns, map(breakable, row), strict=True)) for row in rows],
        caption=caption,
        footer=list(zip(columns, footer, strict=True)) if footer else None,
        css=css,
    )


def definitions(pairs: Iterable[tuple[Text, Text]]) -> Markup:
    return render("kit.definitions", pairs=pairs)


def still_choice(label: str, value: Text, detail: Text) -> Markup:
    """Stands for a control where there is only one choice."""
    return render("kit.still_choice", label=label, value=value, detail=detail)


def sieve(label: str, *, is_open: bool) -> Markup:
    """Where there is little room, opens and closes the drop-downs that stand in one container with it."""
    return render("kit.sieve", label=label, open=is_open)


def take_along(label: str) -> Markup:
    """The same for the files and papers of a list."""
    return render("kit.take_along", label=label)


def pills(options: Iterable[tuple[Text, str, bool]], *, label: str) -> Markup:
    """Choices that are links: the address is their only state. Each is (label, address, chosen)."""
    return render("kit.pills", options=options, label=label)


def empty(why: Text, what_next: Text = "") -> Markup:
    """An empty state: one sentence why, one thing to do next."""
    return render("kit.empty", why=why, what_next=what_next)


def notice(sentence: Text, symbol: str, *, css: str, role: str = "status") -> Markup:
    """A sentence that is read out when it appears."""
    return render("kit.notice", symbol=symbol, sentence=sentence, css=css, role=role)


def refusal(sentence: Text, symbol: str = "error") -> Markup:
    """Why something was turned down, above what was typed."""
    return render("kit.refusal", symbol=symbol, sentence=sentence)


def panel(*parts: Text, css: str = "") -> Markup:
    return render("kit.panel", content=joined(*parts), css=css)


def bar(width: float | None, css: str, *, label: str = "") -> Markup:
    """A bar filled to this percentage; None for one that has nothing to show."""
    return render("kit.bar", width=width, css=css, label=label)


def counted(label: str, count: int) -> Markup:
    return words(label, bold(str(count)))
