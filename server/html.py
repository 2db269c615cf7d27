"""The server's own HTML pages, and Streamlit's index page made Indonesian."""

import base64
import gzip
import json
import re
import secrets
from datetime import datetime
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape
from starlette.responses import HTMLResponse, Response
from streamlit import file_util

from components.kit import static_files
from db.backend import Outage
from domain.addresses import Endpoint, Page
from domain.look import FONT, PRODUCT, Colour
from domain.places.province import HERE
from domain.time.formats import moment
from server import assets

TEMPLATES = Path(__file__).parent / "templates"

_templates = Environment(
    loader=FileSystemLoader(TEMPLATES),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)

_CODE = re.compile(r"\b[A-Z]\d{0,2}-\d+\b")


def _whole_codes(text: str) -> Markup:
    """What is read from afar: ``K-21`` does not go on in the next line behind its hyphen."""
    return Markup(_CODE.sub(r'<span class="utuh">\g<0></span>', str(escape(text))))  # noqa: S704 - escaped


_templates.filters["whole_codes"] = _whole_codes
_templates.globals.update(
    Page=Page,
    Endpoint=Endpoint,
    province=HERE,
    address=static_files.address,
    first_font=static_files.BELOW + FONT.files[0],
    look=Markup(static_files.text("look.css")),  # noqa: S704 - a file that ships with us
    theme_colour=Colour.NILA,
)

STYLES = ("look.css", "streamlit.css", "app.css")
"""Stylesheets of every page, in this order: one of them draws the woven strip."""

_NOSCRIPT = (
    "<noscript><p>Aplikasi ini memerlukan JavaScript. "
    "Aktifkan JavaScript di peramban, lalu muat ulang halaman.</p></noscript>"
)

_THEME_UP_FRONT = {
    "primaryColor": Colour.NILA,
    "backgroundColor": Colour.BATU,
    "secondaryBackgroundColor": Colour.KERTAS,
    "textColor": Colour.TINTA,
    "bodyFont": FONT.fallback,
    "headingFont": FONT.fallback,
}
_UNAVAILABLE = 503

PROCESS = secrets.token_hex(4)
"""Identifies this process; a page that meets another one is drawn anew."""

INDEX_SCRIPT = _templates.get_template("streamlit.js").render(theme=_THEME_UP_FRONT, font=FONT.stack)
"""Runs before Streamlit's own scripts; the content policy knows it by its hash."""
INDEX_SCRIPT_HASH = "sha256-" + base64.b64encode(sha256(INDEX_SCRIPT.encode()).digest()).decode()


def page(template: str, *, status: int = 200, **values: object) -> HTMLResponse:
    """One of our templates; only the script that carries this answer's nonce may run."""
    nonce = secrets.token_urlsafe(12)
    html = _templates.get_template(template).render(nonce=nonce, **values)
    return HTMLResponse(
        html,
        status_code=status,
        headers={
            "Cache-Control": "no-store",
            "Content-Security-Policy": (
                "default-src 'none'; base-uri 'none'; object-src 'none'; frame-ancestors 'self'; "
                "form-action 'self'; img-src 'self'; font-src 'self'; "
                f"style-src 'unsafe-inline'; script-src 'nonce-{nonce}'"
            ),
        },
    )


def with_own_files(response: HTMLResponse) -> HTMLResponse:
    """Let a page of ours have its own stylesheets, pictures in it, and scripts that speak to the server."""
    response.headers["Content-Security-Policy"] = (
        response.headers["Content-Security-Policy"]
        .replace("img-src 'self'", "img-src 'self' data:")
        .replace("style-src 'unsafe-inline'", "style-src 'self' 'unsafe-inline'")
        .replace("form-action 'self'", "form-action 'none'; connect-src 'self'")
    )
    return response


def fragment(template: str, **values: object) -> str:
    """A piece of a page, or a page that is kept as a file."""
    return _templates.get_template(template).render(**values)


def trouble_page(outage: Outage, now: datetime, *, status: int = _UNAVAILABLE) -> Response:
    """A page for an outage reloads by itself, since the outage passes; one for our own fault does not, since
    that would recur."""
    response = page(
        "gangguan.html",
        status=status,
        sentence=outage.sentence,
        incident=outage.incident,
        moment=moment(now),
        heals=status == _UNAVAILABLE,
    )
    response.headers["Retry-After"] = "10"
    response.headers["Content-Security-Policy"] += "; connect-src 'self'"
    return response


_ROOT = '<div id="root"></div>'


def is_streamlit_index(html: bytes) -> bool:
    return _ROOT.encode() in html


_NAMES = escape(f"--produk: {json.dumps(HERE.product)}; --forum: {json.dumps(HERE.forum)}")
"""What streamlit.css writes beside the logo and below each printed page."""


@lru_cache(maxsize=4)
def indonesian_index(html: bytes) -> tuple[bytes, bytes]:
    """Streamlit's page with our language, title, icon and script; plain and compressed."""
    text = html.decode()
    text = re.sub(r'<html lang="[^"]*">', f'<html lang="id" style="{_NAMES}">', text, count=1)
    text = re.sub(r"<title>.*?</title>", f"<title>{escape(PRODUCT)}</title>", text, count=1, flags=re.S)
    text = re.sub(
        r'<link rel="shortcut icon"[^>]*>',
        '<link rel="icon" type="image/png" href="/app/static/favicon.png" />'
        f'<meta name="theme-color" content="{Colour.NILA}" />'
        f'<meta name="gerak-process" content="{PROCESS}" />',
        text,
        count=1,
    )
    text = re.sub(r"<noscript>.*?</noscript>", _NOSCRIPT, text, flags=re.S)
    text = re.sub(r"<!--.*?-->", "", text, flags=re.S)
    text = re.sub(r'<link rel="service-desc"[^>]*>', "", text)
    # Its one inline script sets a flag for crawlers; ours takes the place.
    ours = f"<script>{INDEX_SCRIPT}</script>"
    text = re.sub(r"<script>.*?</script>", lambda _: ours, text, count=1, flags=re.S)
    # Streamlit's own typeface, which our theme replaces: 200 KB that nobody would see.
    text = re.sub(
        r"<link\s+rel=\"preload\"[^>]*?as=\"font\"[^>]*>", _our_fonts() + _our_modules(), text, count=1
    )
    # Its stylesheet names the icon font, which is ours; a browser keeps the stylesheet for good.
    text = re.sub(r'(href="\./static/css/[^"?]+\.css)"', rf'\1?{assets.ICONS_VERSION}"', text)
    text = text.replace(_ROOT, _ROOT + _styles())
    body = re.sub(r"\n\s*\n+", "\n", text).strip().encode()
    return body, gzip.compress(body, compresslevel=9, mtime=0)


def _styles() -> str:
    """In the body, after whatever Streamlit puts into the head while it draws: of rules that weigh the same,
    the last one holds. A browser keeps them; sent with every page they were 100 KB of a weak link."""
    return "".join(f'<link rel="stylesheet" href="{static_files.address(each)}" />' for each in STYLES)


def _our_fonts() -> str:
    return (
        '<link rel="preload" as="font" type="font/woff2" crossorigin '
        f'href="{static_files.BELOW}{FONT.files[0]}" />'
    )


def _our_modules() -> str:
    """The script that keeps typed texts is part of the page: later the link may be cut."""
    file = "listening.js"
    version = static_files.address(file).removesuffix(file)
    return "".join(
        f'<link rel="modulepreload" href="{version}{each}" />' for each in static_files.with_imports(file)
    )


def first_bundle_files() -> list[str]:
    """The files of Streamlit's bundle that its index page asks for at once."""
    index = Path(file_util.get_static_dir()) / "index.html"
    return re.findall(r'(?:src|href)="\./static/([^"]+\.(?:js|css))"', index.read_text("utf-8"))
