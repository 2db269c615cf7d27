"""The files of ``static/`` at addresses that change with them: a browser keeps each for good."""

import hashlib
import mimetypes
import re
from base64 import b64encode
from functools import cache
from pathlib import Path, PurePosixPath
from posixpath import dirname, join, normpath

from domain.places.province import BOUNDARIES, PACK

STATIC = Path(__file__).resolve().parents[2] / "static"
BELOW = "/app/static/"
OF_THE_PROVINCE = {f"map/{name}.json": PACK / "map" / f"{name}.json" for name in BOUNDARIES}
"""Files that differ between provinces: they lie in the pack, at addresses like all others."""

# The machine's own table may lack these, and a font or script of the wrong type is refused.
_TYPES = {
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".css": "text/css",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
    ".png": "image/png",
    ".ico": "image/x-icon",
    ".txt": "text/plain",
    ".md": "text/plain",
    ".map": "application/json",
    ".wasm": "application/wasm",
}

_IMPORT = re.compile(r"\b(?:from|import)\s*\(?\s*\"(\.{1,2}/[^\"]+)\"")
_VERSION = re.compile(r"@[0-9a-f]{12}/")


def place(name: str) -> Path:
    """Where the file lies."""
    return OF_THE_PROVINCE.get(name) or STATIC / name


@cache
def with_imports(name: str) -> tuple[str, ...]:
    """The file, then the modules that it imports, and theirs."""
    found = [name]
    for each in found:
        if each.endswith(".js"):
            for module in _IMPORT.findall(text(each)):
                path = normpath(join(dirname(each), module))
                if path not in found:
                    found.append(path)
    return tuple(found)


@cache
def address(name: str) -> str:
    """Where the browser finds the file. The version stands before the name, so that what a module imports
    beside itself comes in the version that belongs to it."""
    content = b"".join(place(each).read_bytes() for each in with_imports(name))
    return f"{BELOW}@{hashlib.sha256(content).hexdigest()[:12]}/{name}"


def without_version(path: str) -> tuple[str, bool]:
    """A path with nothing of its version left, and whether it named one."""
    plain = _VERSION.sub("", path, count=1)
    return plain, plain != path


@cache
def data_address(name: str) -> str:
    """The file as part of another one."""
    content = b64encode(place(name).read_bytes()).decode()
    return f"data:{media_type(name)};base64,{content}"


def media_type(name: str) -> str:
    suffix = PurePosixPath(name).suffix.lower()
    return _TYPES.get(suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"


def text(name: str) -> str:
    return place(name).read_text("utf-8")
