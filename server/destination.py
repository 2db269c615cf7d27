"""Where to go after signing in: a path of this site, and never anywhere else."""

from urllib.parse import quote

from domain import addresses
from domain.addresses import parts_of

DEFAULT = "/"
LONGEST = 500

_NOT_PAGES = (
    addresses.Endpoint.SIGN_IN,
    addresses.Endpoint.SIGN_OUT,
    addresses.Endpoint.INVITATION,
    addresses.Endpoint.HEALTH,
    addresses.Endpoint.READY,
    "/app/static/",
    "/static/",
    "/_stcore/",
    "/media/",
)


def local_path(wanted: str | None) -> str:
    """The wanted path and query when they are plainly local; otherwise the first page.

    Browsers read a backslash as a slash and drop control characters, so that ``/\\host`` and
    ``/<tab>/host`` lead away just as ``//host`` does.
    """
    if not wanted or len(wanted) > LONGEST or not wanted.startswith("/"):
        return DEFAULT
    if wanted.startswith("//") or "\\" in wanted or any(ord(letter) < 33 for letter in wanted):
        return DEFAULT
    parts = parts_of(wanted)
    if not parts.path or parts.scheme or parts.netloc or parts.path.startswith(_NOT_PAGES):
        return DEFAULT
    path = quote(parts.path, safe="/%:@!$&'()*+,;=~-._")
    found = path + ("?" + quote(parts.query, safe="/%:@!$&'()*+,;=~-._?") if parts.query else "")
    return found if len(found) <= LONGEST else DEFAULT
