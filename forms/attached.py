"""Lists in attached CSV files, set into the form itself: an XForm that is stored needs no file beside it."""

import csv
import io
import re
from collections.abc import Mapping
from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring

from defusedxml.ElementTree import fromstring

from forms.problems import FormError, Problem
from forms.tokens import NAME
from forms.words import XF

SOURCE = "jr://file-csv/"

MOST_ROWS = 20_000
MOST_COLUMNS = 100
PREFIXES = {
    "h": "http://www.w3.org/1999/xhtml",
    "": "http://www.w3.org/2002/xforms",
    "jr": "http://openrosa.org/javarosa",
    "ev": "http://www.w3.org/2001/xml-events",
    "orx": "http://openrosa.org/xforms",
    "odk": "http://www.opendatakit.org/xforms",
}
for _prefix, _address in PREFIXES.items():
    register_namespace(_prefix, _address)


def with_attached(xform: str, files: Mapping[str, bytes]) -> str:
    """The XForm with every list of a CSV file in it; `files` by name. Raises FormError for one that is missing."""
    if SOURCE not in xform:
        return xform
    root = fromstring(xform)
    problems: list[Problem] = []
    for instance in root.iter(f"{XF}instance"):
        if instance.get("src", "").startswith(SOURCE):
            try:
                _embed(instance, files)
            except FormError as error:
                problems += error.problems
    if problems:
        raise FormError(*problems)
    return tostring(root, encoding="unicode")


def _embed(instance: Element, files: Mapping[str, bytes]) -> None:
    name = instance.attrib.pop("src").removeprefix(SOURCE)
    if name not in files:
        raise FormError(Problem("file_missing", {"list": instance.get("id", ""), "file": name}))
    rows = _rows(name, files[name])
    for child in list(instance):
        instance.remove(child)
    root = SubElement(instance, f"{XF}root")
    for row in rows:
        item = SubElement(root, f"{XF}item")
        for column, text in row.items():
            SubElement(item, f"{XF}{column}").text = text


def _rows(name: str, content: bytes) -> list[dict[str, str]]:
    try:
        lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))
    except (UnicodeDecodeError, csv.Error) as error:
        raise FormError(Problem("file_list_bad", {"file": name, "why": str(error)})) from error
    head = [column.strip() for column in lines[0]] if lines else []
    bad = [column for column in head if not re.fullmatch(NAME, column)]
    if not head or bad or len(set(head)) < len(head) or len(head) > MOST_COLUMNS or len(lines) > MOST_ROWS:
        why = f"the header is {', '.join(head) or 'missing'}" if len(lines) <= MOST_ROWS else f"{len(lines)} rows"
        raise FormError(Problem("file_list_bad", {"file": name, "why": why}))
    return [dict(zip(head, line, strict=False)) for line in lines[1:] if any(line)]
