"""From where somebody is signed in, in words: enough for its owner to notice a stranger, and true.

No outside host is asked and no map of addresses is carried along, so no town is guessed. What the server
sees is the network: one that the installation has named, one inside like its own, or the internet. Of the
address the end is left out; it would point to a machine, and changes anyway.
"""

from collections.abc import Iterable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

Networks = tuple[tuple[IPv4Network | IPv6Network, str], ...]

LONGEST_NETWORK = 60
_PROVIDERS = IPv4Network("100.64.0.0/10")
"""Shared by the customers of a provider (RFC 6598)."""


def network_words(address: str, named: Networks = ()) -> str:
    """``Kantor Gubernur (10.20.3.x)``; empty where the server was told no address."""
    found = _read(address)
    if found is None:
        return ""
    if found.is_loopback:
        return "lewat komputer server"
    shown = f" ({_shortened(found)})"
    return _kind(found, named)[: LONGEST_NETWORK - len(shown)] + shown


def counted_as(address: str) -> str:
    """As whom an address is counted: one customer of a provider has all of an IPv6 /64, and may take another
    address of it for each attempt."""
    found = _read(address)
    if isinstance(found, IPv6Address):
        return str(IPv6Network((found, 64), strict=False))
    return address if found is None else str(found)


def site_of(address: str) -> str | None:
    """The IPv6 /48 that a site is given at most; nothing wider than the address is known of any other."""
    found = _read(address)
    return str(IPv6Network((found, 48), strict=False)) if isinstance(found, IPv6Address) else None


def _read(address: str) -> IPv4Address | IPv6Address | None:
    """None for what is no address; an IPv4 address in IPv6 clothes is that IPv4 address."""
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return None
    return found.ipv4_mapped or found if isinstance(found, IPv6Address) else found


def _kind(address: IPv4Address | IPv6Address, named: Iterable[tuple[IPv4Network | IPv6Network, str]]) -> str:
    for network, name in named:
        if address in network:
            return name
    if address in _PROVIDERS:
        return "jaringan penyedia"
    return "jaringan dalam" if address.is_private else "internet"


def _shortened(address: IPv4Address | IPv6Address) -> str:
    if isinstance(address, IPv4Address):
        return f"{str(address).rpartition('.')[0]}.x"
    return ":".join(group.lstrip("0") or "0" for group in address.exploded.split(":")[:3]) + "::x"
