"""An address as a picture that a phone's camera opens; drawn here, by no service outside."""

import segno
from markupsafe import Markup

from domain.look import Colour

_MODULE = 4
"""Pixels per dot: readable from a desk screen at arm's length."""


def qr(address: str, label: str) -> Markup:
    """The picture with its label as text for whoever cannot see or scan it."""
    code = segno.make(address, error="m", micro=False)
    return Markup('<img class="gb-qr" src="{}" alt="{}" width="{}" height="{}">').format(
        code.svg_data_uri(scale=_MODULE, border=2, dark=Colour.TINTA, light=Colour.KERTAS),
        label,
        *code.symbol_size(scale=_MODULE, border=2),
    )


def inline(address: str, label: str) -> Markup:
    """The same picture within a page, for what no file and no log shall hold."""
    code = segno.make(address, error="m", micro=False)
    drawn: str = code.svg_inline(
        scale=_MODULE, border=2, dark=Colour.TINTA, light=Colour.KERTAS, omitsize=True, title=label
    )
    return Markup(drawn)  # noqa: S704 - made by segno of modules and colours; it escapes the title


def square(address: str) -> str:
    """The same picture as SVG text, for paper."""
    svg: str = segno.make(address, error="m", micro=False).svg_inline(scale=_MODULE, border=2)
    return svg
