"""A drawn page as its reader has it: titles, tables, links and sentences, read from the HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Element

_VOID = frozenset(
    {"br", "img", "hr", "input", "meta", "link", "col", "wbr", "source", "path", "rect", "circle"}
)
_UNSEEN = frozenset({"style", "script", "template"})
_SYMBOLS = "gb-icon"
"""Icons are words of an icon font; they are pictures to a reader."""


@dataclass
class Node:
    """An element of the page."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Node | str] = field(default_factory=list)

    def every(self, tag: str = "", css: str = "") -> Iterator[Node]:
        """All elements below, in order, with this tag and this class."""
        for child in self.children:
            if isinstance(child, str):
                continue
            if (not tag or child.tag == tag) and (
                not css or css in child.attributes.get("class", "").split()
            ):
                yield child
            yield from child.every(tag, css)

    def one(self, tag: str = "", css: str = "") -> Node:
        found = list(self.every(tag, css))
        assert len(found) == 1, f"{len(found)} of <{tag} class={css!r}> where one was expected"
        return found[0]

    @property
    def text(self) -> str:
        """What is read, with single spaces; styles, scripts and icons left out."""
        return " ".join("".join(self._spoken()).split())

    def _spoken(self) -> Iterator[str]:
        for child in self.children:
            if isinstance(child, str):
                yield child
            elif child.tag == "wbr":
                continue
            elif child.tag not in _UNSEEN and _SYMBOLS not in child.attributes.get("class", "").split():
                yield " "
                yield from child._spoken()
                yield " "


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("body")
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs})
        self._open[-1].children.append(node)
        if tag not in _VOID:
            self._open.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open[-1].children.append(Node(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID:
            return
        assert self._open[-1].tag == tag, f"</{tag}> closes <{self._open[-1].tag}>"
        self._open.pop()

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)


def parse(html: str) -> Node:
    """Our own markup is well-formed, and reading it strictly holds it to that."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert len(reader._open) == 1, f"<{reader._open[-1].tag}> is never closed"
    return reader.root


@dataclass(frozen=True)
class Link:
    text: str
    address: str

    @property
    def path(self) -> str:
        return urlsplit(self.address).path

    @property
    def query(self) -> dict[str, str]:
        return dict(parse_qsl(urlsplit(self.address).query))


def links_of(node: Node) -> list[Link]:
    return [Link(a.text, a.attributes.get("href", "")) for a in node.every("a")]


@dataclass(frozen=True)
class Table:
    caption: str
    columns: tuple[str, ...]
    rows: tuple[dict[str, Node], ...]

    def column(self, name: str) -> list[str]:
        return [row[name].text for row in self.rows]

    def row(self, column: str, text: str) -> dict[str, Node]:
        """The one row whose cell in ``column`` begins with ``text``."""
        found = [row for row in self.rows if row[column].text.startswith(text)]
        assert len(found) == 1, f"{len(found)} rows with {text!r} in {column!r}: {self.column(column)}"
        return found[0]


def _table(node: Node) -> Table:
    columns = tuple(cell.text for cell in node.one("thead").every("th"))
    rows = tuple(dict(zip(columns, row.every("td"), strict=True)) for row in node.one("tbody").every("tr"))
    return Table(node.one("caption").text, columns, rows)


@dataclass
class Screen:
    """What one visit drew."""

    path: str
    app: AppTest

    @cached_property
    def html(self) -> str:
        """The bodies of ``st.html`` on the page itself; the menu's left out."""
        return "".join(element.proto.body for element in _html(self.app.main))

    @property
    def everything(self) -> str:
        """All HTML that went to the browser, the menu included."""
        return self.html + "".join(element.proto.body for element in _html(self.app.sidebar))

    @cached_property
    def body(self) -> Node:
        return parse(self.html)

    @property
    def notices(self) -> list[str]:
        """Sentences that interrupt: what an address asked for in vain, and what went wrong."""
        native = self._values("warning", "error", "info")
        ours = [node.text for node in self.body.every() if node.attributes.get("role") in {"status", "alert"}]
        return native + ours

    def _values(self, *kinds: str) -> list[str]:
        found = [element for kind in kinds for element in self.app.get(kind)]
        return [str(element.value) for element in found if isinstance(element, Element)]

    @property
    def text(self) -> str:
        """All words of the page: ours, and those of Streamlit's own elements."""
        native = self._values("markdown", "caption")
        labels = [getattr(widget, "label", "") for kind in _WIDGETS for widget in self.app.get(kind)]
        return " ".join([self.body.text, *self.notices, *native, *labels])

    @property
    def title(self) -> str:
        return self.body.one("h1").text

    @property
    def tables(self) -> list[Table]:
        return [_table(node) for node in self.body.every("table")]

    def table(self, caption: str) -> Table:
        found = [table for table in self.tables if table.caption.startswith(caption)]
        assert len(found) == 1, f"{caption!r} is not one of {[table.caption for table in self.tables]}"
        return found[0]

    @property
    def links(self) -> list[Link]:
        return links_of(self.body)

    def link(self, text: str) -> Link:
        found = [link for link in self.links if re.fullmatch(text, link.text)]
        assert len(found) == 1, f"{len(found)} links read {text!r}"
        return found[0]

    @property
    def total(self) -> int:
        """How many rows the list has in all: what its pager says, or the rows of its only table."""
        pagers = list(self.body.every("div", "gb-pages"))
        if not pagers:
            (table,) = self.tables
            return len(table.rows)
        (pager,) = pagers
        found = re.match(r"[\d.]+–[\d.]+ dari ([\d.]+)", pager.text)
        assert found, pager.text
        return whole(found[1])

    def section(self, title: str) -> str:
        """The text between this heading and the next."""
        _, found, after = self.body.text.partition(title)
        assert found, f"no {title!r} on {self.path}"
        return after

    def choices(self, key: str) -> Any:
        """A native widget by its key."""
        found = [widget for kind in _WIDGETS for widget in self.app.get(kind) if widget.key == key]
        assert len(found) == 1, f"{len(found)} widgets have the key {key!r}"
        return found[0]


_WIDGETS = ("selectbox", "button_group", "text_input", "button", "expander")


def _html(block: Any) -> list[Any]:
    return [element for element in block.get("html") if "<style>" not in element.proto.body]


def whole(text: str) -> int:
    """``2.249`` as a number."""
    found = re.fullmatch(r"\d{1,3}(\.\d{3})*|\d+", text.strip())
    assert found, f"{text!r} is no whole number"
    return int(text.replace(".", ""))
