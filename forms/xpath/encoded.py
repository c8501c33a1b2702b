"""Functions that open what was encoded: Base64, and texts that were signed (Ed25519)."""

import base64
import binascii

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from forms.xpath.nodes import Value, to_text
from forms.xpath.scope import Table

SIGNATURE = 64  # bytes, before the text that was signed


def _bytes(value: Value) -> bytes | None:
    """Of Base64 in either alphabet, with or without its = at the end."""
    text = "".join(to_text(value).split()).translate({ord("-"): "+", ord("_"): "/"}).rstrip("=")
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), validate=True)
    except (binascii.Error, ValueError):
        return None


def _decoded(value: Value) -> str:
    """The text in UTF-8; blank for what is none."""
    found = _bytes(value)
    return "" if found is None else _text(found)


def _text(content: bytes) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError:
        return ""


def _signed(value: Value, key: Value) -> str:
    """The text after its signature; blank where the signature is not of this public key."""
    content, public = _bytes(value), _bytes(key)
    if content is None or public is None:
        return ""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(content[:SIGNATURE], content[SIGNATURE:])
    except (InvalidSignature, ValueError):
        return ""
    return _text(content[SIGNATURE:])


ENCODED: Table = {"base64-decode": (1, 1, _decoded), "extract-signed": (2, 2, _signed)}
