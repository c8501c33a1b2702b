"""Whether a stranger's link opens, asked only where the office's settings allow it, and never
towards our own network.

Every address a name resolves to must be a public one, the connection goes to exactly the address
that was looked at, each redirect is looked at anew, and time and bytes are limited.
"""

import ipaddress
import socket
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError

REDIRECTS = 5
SECONDS = 10.0  # for all of it
MOST_BYTES = 64 * 1024  # read and thrown away
KEPT_AS_IT_IS = "/%?:@!$&'()*+,;=~-._"
PORTS = {80, 443, 8080, 8443}
# what Python calls global and is nobody's site: carriers' own, old site-local, wrappers of such
NOT_OUTSIDE = [
    ipaddress.ip_network(net)
    for net in (
        "100.64.0.0/10",
        "192.0.0.0/24",
        "fec0::/10",
        "64:ff9b::/96",
        "64:ff9b:1::/48",
        "2002::/16",
    )
]

Resolve = Callable[[str, int], Sequence[str]]
Connect = Callable[[str, int, float], socket.socket]


@dataclass(frozen=True, slots=True)
class Opened:
    """Whether the link opens; else why, in a word or two for the record: forbidden, unknown name,
    404, no answer.
    """

    ok: bool
    why: str = ""


class ForbiddenError(Exception):
    """The link leads, at once or after a redirect, where this service must not go."""


def addresses(host: str, port: int) -> Sequence[str]:
    """What a name resolves to."""
    return list(
        dict.fromkeys(
            str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        )
    )


def connect(address: str, port: int, seconds: float) -> socket.socket:
    return socket.create_connection((address, port), timeout=seconds)


def is_public(address: str) -> bool:
    """Whether an address is out in the world: not ours, not a neighbour's, not one that wraps such
    a one.
    """
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address) and found.ipv4_mapped:
        return is_public(str(found.ipv4_mapped))
    if any(found.version == net.version and found in net for net in NOT_OUTSIDE):
        return False
    return found.is_global and not found.is_multicast and not found.is_reserved


@dataclass(frozen=True, slots=True)
class Probe:
    """Opens links; `resolve` and `connect` are the machine's own unless a rehearsal brings
    others.
    """

    resolve: Resolve = addresses
    connect: Connect = connect
    seconds: float = SECONDS

    def open(self, url: str) -> Opened:
        """Follows a link to its end; a site that only refuses programs (401, 403, 405, 429) counts
        as open.
        """
        until = time.monotonic() + self.seconds
        try:
            for _ in range(REDIRECTS + 1):
                status, onward = self._ask(url, until)
                if not onward:
                    refuses_programs = status in {401, 403, 405, 429}
                    return (
                        Opened(True)
                        if status < 400 or refuses_programs
                        else Opened(False, str(status))
                    )
                url = urljoin(url, onward)
        except ForbiddenError:
            return Opened(False, "forbidden")
        except socket.gaierror:
            return Opened(False, "unknown name")
        except (OSError, HTTPError, ValueError) as error:
            return Opened(False, f"no answer: {type(error).__name__}")
        return Opened(False, "too many redirects")

    def _ask(self, url: str, until: float) -> tuple[int, str]:
        """(status, where it leads on to or "") of one request, over a connection to an address that
        was looked at.
        """
        parts = urlsplit(url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
        if parts.scheme not in {"http", "https"} or not parts.hostname or port not in PORTS:
            raise ForbiddenError
        found = self.resolve(parts.hostname, port)
        if not found or not all(map(is_public, found)):
            raise ForbiddenError
        left = until - time.monotonic()
        if left <= 0:
            raise TimeoutError
        host = parts.hostname.encode("idna").decode()
        wire = _pinned(parts.scheme, host, port, self.connect(found[0], port, left), left)
        end = threading.Timer(
            left, _cut, (wire,)
        )  # a server that sends a byte now and then is ended as well
        end.start()
        try:
            path = quote(
                f"{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}", safe=KEPT_AS_IT_IS
            )
            wire.request(
                "GET",
                path,
                headers={"User-Agent": "Raingan", "Accept": "*/*"},
                preload_content=False,
            )
            answer = wire.getresponse()
            answer.read(MOST_BYTES, decode_content=False)
            return answer.status, answer.headers.get(
                "Location", ""
            ) if 300 <= answer.status < 400 else ""
        finally:
            end.cancel()
            wire.close()


def _cut(wire: HTTPConnection) -> None:
    if wire.sock is not None:
        with suppress(OSError):
            wire.sock.shutdown(socket.SHUT_RDWR)


def _pinned(
    scheme: str, host: str, port: int, plain: socket.socket, seconds: float
) -> HTTPConnection:
    """A connection for `host` over a socket that is connected already; certificates are held
    against the name.
    """

    class Plain(HTTPConnection):
        def _new_conn(self) -> socket.socket:
            return plain

    class Secure(HTTPSConnection):
        def _new_conn(self) -> socket.socket:
            return plain

    kind = Secure if scheme == "https" else Plain
    return kind(host, port, timeout=seconds)
