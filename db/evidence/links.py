"""Where a link in a sent file may lead: to a page or an office, which whoever reads may follow or not."""

from domain.addresses import parts_of

_SAFE = frozenset({"http", "https", "mailto", "tel", ""})
"""None of them at all is a file beside this one, as offices number their annexes."""


def is_safe_link(target: str) -> bool:
    """Nothing that runs, and nothing that fetches from another machine: an address of a share hands over
    the name and the password's digest of whoever follows it."""
    if target.strip().replace("\\", "/").startswith("//"):
        return False
    parts = parts_of(target)
    return any(parts) and parts.scheme.lower() in _SAFE
