"""Which addresses are of the public internet, whatever they are wrapped in."""

from __future__ import annotations

import ipaddress
from typing import TypeAlias

# Networks that belong to nobody on the internet, beyond what `ipaddress` of every Python knows.
_NOWHERE = tuple(
    map(
        ipaddress.ip_network,
        (
            "0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.88.99.0/24", "198.18.0.0/15",
            "240.0.0.0/4", "2001::/23", "2001:db8::/32", "3fff::/20",
        ),
    )
)  # fmt: skip
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_6TO4 = ipaddress.IPv6Network("2002::/16")
_UNICAST = ipaddress.IPv6Network("2000::/3")

IPAddress: TypeAlias = ipaddress.IPv4Address | ipaddress.IPv6Address


def is_public(address: IPAddress) -> bool:
    """Whether an address is one of the public internet, whatever it is wrapped in."""
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return is_public(address.ipv4_mapped)
        if address in _NAT64:
            return is_public(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
        if address in _6TO4:
            return is_public(ipaddress.IPv4Address((int(address) >> 80) & 0xFFFFFFFF))
        if address not in _UNICAST:
            return False
    is_special = (
        address.is_private or address.is_loopback or address.is_link_local
        or address.is_multicast or address.is_reserved or address.is_unspecified
    )  # fmt: skip
    return not is_special and not any(address in network for network in _NOWHERE)
