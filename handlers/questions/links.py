"""Web addresses as evidence: whether one can be right, and where it leads. Nothing is fetched here.
Pure.
"""

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from handlers.vocabulary.words import say

LONGEST = 1900
BARE = re.compile(
    r"([\w-]+\.)+(com|org|net|info|th|be|me|ee|gl|watch|ไทย)(/\S*)?", re.IGNORECASE
)  # without https://
HOST = re.compile(
    r"(?=.{4,253}$)([^\W_]([\w-]{0,61}[^\W_])?\.)+[^\W\d_]{2,24}|(.*\.)?xn--[a-z0-9-]+",
    re.IGNORECASE,
)
HOSTS = {
    "youtube": ("youtube.com", "youtu.be"),
    "facebook": ("facebook.com", "fb.com", "fb.watch", "fb.me"),
    "drive": (
        "drive.google.com",
        "docs.google.com",
        "sheets.google.mirror.com",
        "photos.google.com",
        "photos.app.goo.gl",
    ),
    "tiktok": ("tiktok.com",),
    "line": ("line.me", "lin.ee"),
}


@dataclass(frozen=True, slots=True)
class Link:
    """An address that can be right; `kind` is youtube, facebook, drive, tiktok, line or web."""

    url: str
    kind: str


@dataclass(frozen=True, slots=True)
class BadLink:
    """Why an address cannot be right: `code` is two, too_long, no_site, secret or inside."""

    code: str


def read_link(text: str) -> Link | BadLink | None:
    """The address in a message that is one; None when the message is no address at all."""
    words = text.split()
    looks = [
        word for word in words if re.match(r"https?:", word, re.IGNORECASE) or BARE.fullmatch(word)
    ]
    if not looks:
        return None
    if len(words) > 1:
        return BadLink("two")
    url = words[0] if "://" in words[0] else f"https://{words[0]}"
    problem = _problem(url)
    return BadLink(problem) if problem else Link(url, kind_of(url))


def _problem(url: str) -> str:
    if len(url) > LONGEST:
        return "too_long"
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return "no_site"
    if parts.username or parts.password:
        return "secret"
    if _is_inside(host):
        return "inside"
    is_site = HOST.fullmatch(host) or _address(host)
    return "" if is_site and not set('"<>') & set(url) else "no_site"


def _is_inside(host: str) -> bool:
    """Whether only machines of the sender's own network could open it."""
    address = _address(host)
    if address:
        return not address.is_global
    return host == "localhost" or host.endswith(
        (".local", ".localhost", ".internal", ".lan", ".home.arpa")
    )


def _address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def kind_of(url: str) -> str:
    """Where an address leads, by its site."""
    try:
        host = (urlsplit(url).hostname or "").lower().removeprefix("www.")
    except ValueError:
        return "web"
    found = (
        kind
        for kind, sites in HOSTS.items()
        if any(host == one or host.endswith(f".{one}") for one in sites)
    )
    return next(found, "web")


def label_of(kind: str, language: str = "th") -> str:
    """The site's name as people know it."""
    return say(f"link.kind_{kind}", language)
