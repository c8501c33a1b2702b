"""A page's own number: made at random, sealed, so that nobody can make one up; what is kept of it
is a keyed hash that leads back to nobody.
"""

import base64
import hmac
import secrets

COOKIE = "raingan_page"


class Numbers:
    """Sealed with a key of the channel's secret, for one address each."""

    def __init__(self, channel_secret: str) -> None:
        self._key = hmac.digest(channel_secret.encode(), b"raingan: the numbers of pages", "sha256")

    def fresh(self) -> str:
        return secrets.token_urlsafe(16)

    def seal(self, number: str, address: str) -> str:
        return f"{number}.{self._tag(f'{address}/{number}')[:22]}"

    def opened(self, sealed: str, address: str) -> str:
        """The number; "" where it was not sealed by us for this address."""
        number, dot, tag = sealed.rpartition(".")
        wanted = self._tag(f"{address}/{number}")[:22]
        return number if dot and hmac.compare_digest(tag.encode(), wanted.encode()) else ""

    def mark(self, number: str, survey: str) -> str:
        """What is kept of a number that has answered a survey."""
        return self._tag(f"mark/{survey}/{number}")

    def _tag(self, what: str) -> str:
        digest = hmac.digest(self._key, what.encode(), "sha256")
        return base64.urlsafe_b64encode(digest).decode().rstrip("=")
