"""What a person is called where the name is not to be known: the same in every export, and no way back from it."""

import hashlib
import hmac


def pseudonym(channel_secret: str, person: int) -> str:
    """P- and ten letters."""
    key = hmac.digest(channel_secret.encode(), b"raingan: pseudonyms", "sha256")
    return "P-" + hmac.new(key, str(person).encode(), hashlib.sha256).hexdigest()[:10]
