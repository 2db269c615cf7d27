"""By which names the application is known: what a browser says may have been put there by somebody."""

from collections.abc import Collection
from contextlib import suppress
from ipaddress import ip_address
from urllib.parse import urlsplit


def is_allowed(host: str, allowed: Collection[str]) -> bool:
    """Of a host as a request names it, with its port or without."""
    host = host.casefold()
    return host in allowed or host.rpartition(":")[0] in allowed


def may_stand_on_paper(host: str, allowed: Collection[str]) -> bool:
    """One of the names that we were told, or what no name server leads elsewhere: this machine, a number."""
    if is_allowed(host, allowed):
        return True
    with suppress(ValueError):
        parts = urlsplit(f"//{host}")
        name = parts.hostname or ""
        return parts.netloc == host and "@" not in host and (name == "localhost" or bool(ip_address(name)))
    return False
