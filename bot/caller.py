"""From which address a request comes, where proxies stand in front.

A proxy writes the address it was asked from at the end of X-Forwarded-For; whatever stands before
that, whoever asks may have written. So it counts how many proxies there are: the setting PROXIES.
"""

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import urlsplit

HOME = 64  # bits of an IPv6 address that one house or office has to itself


def caller(peer: str, forwarded: str, proxies: int) -> str:
    """The address as it is counted: one of IPv4, or a house's of IPv6. `forwarded` is
    X-Forwarded-For.

    "" for whoever comes past the proxies from this machine or the network around it: a proxy that
    tells nothing, a monitor, a rehearsal. One of them may speak for everybody and is not counted.
    """
    if proxies == 0:
        return _counted(peer)
    told = [one.strip() for one in forwarded.split(",") if one.strip()]
    if len(told) >= proxies:
        return _counted(told[-proxies])
    address = _address(peer)
    return _counted(peer) if address is not None and address.is_global else ""


def _counted(told: str) -> str:
    address = _address(told)
    if isinstance(address, IPv6Address):
        return str(IPv6Network((int(address), HOME), strict=False))
    return str(address or told)


def _address(told: str) -> IPv4Address | IPv6Address | None:
    """Some proxies add the port."""
    try:
        found = ip_address(told)
    except ValueError:
        try:
            found = ip_address(urlsplit(f"//{told}").hostname or "")
        except ValueError:
            return None
    return found.ipv4_mapped or found if isinstance(found, IPv6Address) else found
