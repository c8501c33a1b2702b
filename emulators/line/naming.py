"""The names LINE gives to things: message ids, ULIDs, reply tokens, user ids."""

from __future__ import annotations

import hashlib
import itertools
import re
import secrets
import time
import uuid

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
USER = re.compile(r"^U[0-9a-f]{32}$")
CHAT = re.compile(r"^[UCR][0-9a-f]{32}$")

# thirteen digits of real time and a counter: 18 digits as in LINE's samples, never the same after a
# restart
_numbers = itertools.count(int(time.time() * 1000) * 100_000 + 1)


def message_id() -> str:
    """A number of 18 digits as text; later messages have larger ones."""
    return str(next(_numbers))


def token() -> str:
    """32 hexadecimal digits nobody can guess."""
    return secrets.token_hex(16)


def request_id() -> str:
    """The value of `X-Line-Request-Id`."""
    return str(uuid.uuid4())


def named(prefix: str, name: str) -> str:
    """An id for a name, the same at every start: prefix and 32 hexadecimal digits."""
    return prefix + hashlib.sha256(name.encode()).hexdigest()[:32]


def ulid(milliseconds: int) -> str:
    """A ULID: ten characters of time, sixteen of chance (webhookEventId)."""
    number = milliseconds << 80 | secrets.randbits(80)
    return "".join(CROCKFORD[number >> shift & 31] for shift in range(125, -1, -5))
