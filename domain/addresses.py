"""Every address inside the application is written here: screens, papers and codes lead to the same place."""

from collections.abc import Mapping
from urllib.parse import urlencode

NONE = "tanpa"
"""In the address: none of several was chosen, which is not the same as nothing said."""


def href(path: str, parameters: Mapping[str, object] | None = None) -> str:
    """An address inside the application; empty parameters are left out."""
    given = {name: value for name, value in (parameters or {}).items() if value not in (None, "")}
    return f"{path}?{urlencode(given)}" if given else path
