"""The XML of a submission: read safely, and what it says of itself."""

from __future__ import annotations

from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring


class Refused(Exception):  # noqa: N818 - an answer
    """The server says no, and why."""

    def __init__(self, status: int, text: str) -> None:
        super().__init__(text)
        self.status, self.text = status, text


def parsed(xml: bytes) -> Element:
    """400 for what is no XML, or an attack."""
    try:
        root: Element = fromstring(xml)
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise Refused(400, f"The XML could not be parsed: {error}") from error
    return root


def meta(root: Element, name: str) -> str:
    """A text of the meta block, whatever namespace it is in."""
    block = next((node for node in root if local(node) == "meta"), None)
    found = None if block is None else next((node for node in block if local(node) == name), None)
    return "" if found is None else (found.text or "").strip()


def local(node: Element) -> str:
    """The name without its namespace."""
    return node.tag.rpartition("}")[2]
