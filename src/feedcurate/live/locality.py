"""Which addresses of the internet protocol belong to a local network.

In: an address by number. Out: whether it leads anywhere but to the public internet: to this machine, to a private
network, to the services of a cloud. What carries another address inside (IPv4 in IPv6, a translator, a tunnel) is
judged by that one too.

https://www.iana.org/assignments/iana-ipv4-special-registry
https://www.iana.org/assignments/iana-ipv6-special-registry
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

_LOCAL_4 = tuple(
    IPv4Network(network)
    for network in (
        "0.0.0.0/8",  # this network
        "10.0.0.0/8",
        "100.64.0.0/10",  # shared by a provider's customers
        "127.0.0.0/8",
        "169.254.0.0/16",  # link-local, where clouds keep their metadata
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",  # documentation
        "192.168.0.0/16",
        "198.18.0.0/15",  # benchmarking
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, and broadcast
    )
)
_GLOBAL_6 = IPv6Network("2000::/3")
"""All that is handed out to the public; everything else is this machine's, a link's, a site's, or nobody's."""
_LOCAL_6 = tuple(
    IPv6Network(network)
    for network in (
        "2001:2::/48",  # benchmarking
        "2001:10::/28",
        "2001:db8::/32",  # documentation
        "3fff::/20",
    )
)
_TRANSLATED = IPv6Network("64:ff9b::/96")


def is_local(number: str) -> bool:
    """Whether an address leads anywhere but to the public internet; what is no address does, too."""
    try:
        address = ip_address(number)
    except ValueError:
        return True
    if isinstance(address, IPv4Address):
        return _is_local_4(address)
    return any(_is_local_4(one) for one in _inside(address)) or _is_local_6(address)


def _is_local_4(address: IPv4Address) -> bool:
    return any(address in network for network in _LOCAL_4)


def _is_local_6(address: IPv6Address) -> bool:
    if address.ipv4_mapped is not None or address in _TRANSLATED:
        return False
    return address not in _GLOBAL_6 or any(address in network for network in _LOCAL_6)


def _inside(address: IPv6Address) -> tuple[IPv4Address, ...]:
    """The IPv4 addresses that one of IPv6 carries: mapped, translated (RFC 6052), 6to4, Teredo (the client's)."""
    if address in _TRANSLATED:
        return (IPv4Address(int(address) & 0xFFFF_FFFF),)
    carried = (address.ipv4_mapped, address.sixtofour, (address.teredo or (None, None))[1])
    return tuple(one for one in carried if one is not None)
