"""Static files, ours and Streamlit's bundle, compressed once and served from memory."""

import gzip
import re
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath
from threading import Lock
from types import MappingProxyType

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import file_util

from components.kit import static_files

OURS = static_files.BELOW
STREAMLITS = "/static/"

IMMUTABLE = "public, immutable, max-age=31536000"
ONE_HOUR = "public, max-age=3600, must-revalidate"
MEMORY_LIMIT = 48_000_000
LARGEST_KEPT = 6_000_000
SMALLEST_COMPRESSED = 600

_COMPRESSIBLE = ("text/", "application/json", "image/svg+xml", "application/wasm")


@dataclass(frozen=True)
class Packed:
    """One file as it goes over the wire."""

    body: bytes
    zipped: bytes | None
    media_type: str
    etag: str
    stamp: tuple[int, int]

    @property
    def weight(self) -> int:
        return len(self.body) + len(self.zipped or b"")


class Folder:
    """Serves the files in one folder, and outside it only those that are listed."""

    def __init__(
        self,
        root: Path,
        cache_control: Callable[[str], str],
        *,
        as_sent: Callable[[str, bytes], bytes] = lambda _, body: body,
        elsewhere: Mapping[str, Path] = MappingProxyType({}),
    ) -> None:
        self._root = root.resolve()
        self._elsewhere = elsewhere
        self._cache_control = cache_control
        self._as_sent = as_sent
        self._kept: OrderedDict[str, Packed] = OrderedDict()
        self.weight = 0
        self._lock = Lock()

    async def response(self, path: str, request: Request) -> Response | None:
        """The file for this request, or None when there is no such file."""
        name, is_versioned = static_files.without_version(path)
        packed = await to_thread.run_sync(self.packed, name)
        if packed is None:
            return None
        headers = {
            # An address that names the version of its file never has to be asked again.
            "Cache-Control": IMMUTABLE if is_versioned else self._cache_control(name),
            "ETag": packed.etag,
            "Vary": "Accept-Encoding",
        }
        known = request.headers.get("if-none-match", "")
        if packed.etag in {tag.strip().removeprefix("W/") for tag in known.split(",")}:
            return Response(status_code=304, headers=headers)
        body = packed.body
        if packed.zipped is not None and accepts_gzip(request.headers.get("accept-encoding", "")):
            headers["Content-Encoding"] = "gzip"
            body = packed.zipped
        return Response(body, headers=headers, media_type=packed.media_type)

    def packed(self, name: str) -> Packed | None:
        """Read and compress, unless it is kept and the file has not changed since."""
        file = self._file(name)
        if file is None:
            return None
        about = file.stat()
        stamp = (about.st_mtime_ns, about.st_size)
        with self._lock:
            kept = self._kept.get(name)
            if kept is not None and kept.stamp == stamp:
                self._kept.move_to_end(name)
                return kept
        packed = _pack(self._as_sent(name, file.read_bytes()), static_files.media_type(file.name), stamp)
        self._keep(name, packed)
        return packed

    def _file(self, name: str) -> Path | None:
        if name in self._elsewhere:
            return self._elsewhere[name]
        parts = PurePosixPath(name).parts
        if not parts or "\\" in name or "\0" in name or name.startswith("/"):
            return None
        if any(part.startswith(".") for part in parts):
            return None
        file = self._root.joinpath(*parts)
        # Resolved, so that a link inside the folder cannot lead out of it either.
        try:
            resolved = file.resolve()
            return resolved if resolved.is_relative_to(self._root) and resolved.is_file() else None
        except (OSError, ValueError):  # a name that no file can have
            return None

    def _keep(self, name: str, packed: Packed) -> None:
        if packed.weight > LARGEST_KEPT:
            return
        with self._lock:
            old = self._kept.pop(name, None)
            self.weight += packed.weight - (old.weight if old else 0)
            self._kept[name] = packed
            while self.weight > MEMORY_LIMIT:
                _, dropped = self._kept.popitem(last=False)
                self.weight -= dropped.weight


def _pack(body: bytes, kind: str, stamp: tuple[int, int]) -> Packed:
    zipped = None
    if len(body) >= SMALLEST_COMPRESSED and kind.startswith(_COMPRESSIBLE):
        zipped = gzip.compress(body, compresslevel=9, mtime=0)
    return Packed(
        body=body,
        zipped=zipped if zipped is not None and len(zipped) < len(body) else None,
        media_type=kind,
        etag=f'"{sha256(body).hexdigest()[:20]}"',
        stamp=stamp,
    )


def accepts_gzip(header: str) -> bool:
    """Whether the client takes gzip, ``gzip;q=0`` being a refusal."""
    for offer in header.lower().split(","):
        coding, _, parameters = offer.partition(";")
        if coding.strip() in {"gzip", "*"}:
            return parameters.replace(" ", "") not in {"q=0", "q=0.0", "q=0.00", "q=0.000"}
    return False


def _our_cache_control(name: str) -> str:
    return IMMUTABLE if name.startswith(("fonts/", "vendor/")) else ONE_HOUR


_ICONS = static_files.address("fonts/material-symbols-rounded.woff2")
ICONS_VERSION = sha256(_ICONS.encode()).hexdigest()[:12]
"""In Streamlit's stylesheets as they are sent."""
_THEIR_ICONS = re.compile(rb"\.\./media/MaterialSymbols-Rounded\.[\w\-]+\.woff2")


def _with_our_icons(name: str, body: bytes) -> bytes:
    """Streamlit's icon font is cut to the icons that are drawn, a tenth of it (``make icons``)."""
    return _THEIR_ICONS.sub(_ICONS.encode(), body) if name.endswith(".css") else body


ours = Folder(static_files.STATIC, _our_cache_control, elsewhere=static_files.OF_THE_PROVINCE)
streamlits = Folder(Path(file_util.get_static_dir()) / "static", lambda _: IMMUTABLE, as_sent=_with_our_icons)


async def our_file(request: Request) -> Response:
    found = await ours.response(request.path_params["path"], request)
    return found or PlainTextResponse("Berkas tidak ada.", status_code=404)


ROUTES = [Route(OURS + "{path:path}", our_file)]
"""Takes the place of Streamlit's own static serving, which knows neither gzip nor caching."""


class Bundle:
    """Answers for Streamlit's ``/static/*``, which Streamlit itself sends uncompressed."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        is_bundle = scope["type"] == "http" and scope["path"].startswith(STREAMLITS)
        if is_bundle and scope["method"] in {"GET", "HEAD"}:
            request = Request(scope)
            response = await streamlits.response(scope["path"].removeprefix(STREAMLITS), request)
            if response is not None:
                await response(scope, receive, send)
                return
        await self._app(scope, receive, send)


def warm(bundle: Iterable[str]) -> None:
    """Compress ahead of the first visitor."""
    for name in bundle:
        streamlits.packed(name)
