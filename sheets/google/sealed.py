"""Credentials that are of no use to whoever finds the file: sealed with a key that lies elsewhere,
in the settings.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
from collections.abc import Mapping
from typing import Any

from cryptography.fernet import Fernet, InvalidToken

from sheets.kept import MirrorError

SHORTEST = 16
KIND = "sealed"


def seal(info: Mapping[str, Any], key: str) -> dict[str, str]:
    """The credentials as a file may hold them; MirrorError for a key that could be guessed."""
    if len(key) < SHORTEST:
        raise refused(
            f"GOOGLE_KEY is shorter than {SHORTEST} characters; `raingan google key` makes a "
            "good one."
        )
    salt = secrets.token_bytes(16)
    content = box(key, salt).encrypt(json.dumps(dict(info)).encode())
    return {"type": KIND, "salt": base64.b64encode(salt).decode(), "content": content.decode()}


def unseal(sealed: Mapping[str, Any], key: str) -> dict[str, Any]:
    """The credentials as they were; MirrorError without the right key."""
    if not key:
        raise refused(
            "The credentials file is sealed: set GOOGLE_KEY to the key it was sealed with."
        )
    try:
        salt = base64.b64decode(sealed["salt"])
        return dict(json.loads(box(key, salt).decrypt(str(sealed["content"]).encode())))
    except (InvalidToken, KeyError, ValueError, TypeError):
        raise refused(
            "GOOGLE_KEY does not open the credentials file: it was sealed with another key, or "
            "damaged. Set the old "
            "key, or run `raingan google login` again."
        ) from None


def box(key: str, salt: bytes) -> Fernet:
    """What seals and opens; the key may be any text, so it is stretched first."""
    stretched = hashlib.scrypt(key.encode(), salt=salt, n=2**14, r=8, p=1, dklen=32)
    return Fernet(base64.urlsafe_b64encode(stretched))


def refused(sentence: str) -> MirrorError:
    """The credentials cannot be used until a person acts."""
    return MirrorError("credentials", False, sentence, pause=True)
