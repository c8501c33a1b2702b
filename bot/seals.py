"""The data behind a button is sealed as it goes out and looked at as it comes back: nobody can make
one up.

The seal is eight bytes of an HMAC-SHA256 with a key of the channel's secret, twelve letters at the
end of the data.
"""

import base64
import hashlib
import hmac
from collections.abc import Mapping, Sequence
from typing import Any

MARK = "~"
TAPPED = ("postback", "datetimepicker")


class Seals:
    """Seals and opens; with another channel secret, everything sealed before is as good as
    forged.
    """

    def __init__(self, channel_secret: str) -> None:
        self._key = hmac.digest(
            channel_secret.encode(), b"raingan: the data behind buttons", "sha256"
        )

    def seal(self, data: str) -> str:
        return f"{data}{MARK}{self._tag(data)}"

    def open(self, sealed: str) -> str | None:
        """The data as it was sealed; None when it was not, or not by us."""
        data, mark, tag = sealed.rpartition(MARK)
        is_ours = bool(mark) and hmac.compare_digest(tag.encode(), self._tag(data).encode())
        return data if is_ours else None

    def seal_all(self, message: Any) -> Any:  # noqa: ANN401 - JSON in, the same JSON out
        """LINE's JSON with the data of every button in it sealed."""
        if isinstance(message, Mapping):
            made = {name: self.seal_all(value) for name, value in message.items()}
            if made.get("type") in TAPPED and isinstance(made.get("data"), str):
                made["data"] = self.seal(made["data"])
            return made
        if isinstance(message, Sequence) and not isinstance(message, str):
            return [self.seal_all(one) for one in message]
        return message

    def _tag(self, data: str) -> str:
        digest = hmac.new(self._key, data.encode(), hashlib.sha256).digest()[:8]
        return base64.urlsafe_b64encode(digest).decode().rstrip("=")
