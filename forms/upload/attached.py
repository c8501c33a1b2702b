"""Lists in attached CSV files, set into the form itself: an XForm that is stored needs no file
beside it.
"""

import csv
import io
import re
from collections.abc import Mapping
from xml.etree.ElementTree import Element, register_namespace, tostring

from defusedxml.ElementTree import fromstring

from forms.limits import USUAL, Limits
from forms.paths import name_of
from forms.problems import FormError, Problem
from forms.reading.given import Lists, is_chosen_from, set_rows
from forms.sender import OFFICE
from forms.upload.form_file import LARGEST
from forms.upload.other_lists import OTHER_LISTS
from forms.upload.package import ending_of, same_name
from forms.words import XF
from forms.xpath.tokens import NAME
from thai.text_files import delimiter_of, read_text

SOURCES = ("jr://file-csv/", "jr://file/")

NOTHING_GIVEN: Lists = {}
LONGEST_HEADER = 200  # letters of it that are told
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


def attached_names(xform: str) -> tuple[str, ...]:
    """The CSV files an XForm takes lists from."""
    if not any(source in xform for source in SOURCES):
        return ()
    sources = (instance.get("src", "") for instance in fromstring(xform).iter(f"{XF}instance"))
    return tuple(dict.fromkeys(_file(one) for one in sources if one.startswith(SOURCES)))


def _file(source: str) -> str:
    return name_of(source)


def with_attached(
    xform: str, files: Mapping[str, bytes], given: Lists = NOTHING_GIVEN, limits: Limits = USUAL
) -> str:
    """The XForm with every list of a CSV file in it; `files` by name. Raises FormError for one that
    is missing.

    The lists that are `given` (by name, without .csv) wherever the form is used stay out of it, and
    so does the sending office: both are put in when the form is compiled.
    """
    names = attached_names(xform)
    if not names:
        return xform
    held = {same_name(name): content for name, content in files.items()}
    if sum(len(held.get(same_name(name), b"")) for name in names) > LARGEST:
        raise FormError(
            Problem("lists_too_large", {"files": ", ".join(names), "most": f"{LARGEST:,}"})
        )
    root = fromstring(xform)
    problems: list[Problem] = []
    for instance in root.iter(f"{XF}instance"):
        if instance.get("src", "").startswith(SOURCES) and not _comes_later(
            root, _file(instance.get("src", "")), held, given
        ):
            try:
                _embed(instance, held, limits)
            except FormError as error:
                problems += error.problems
    if problems:
        raise FormError(*problems)
    return tostring(root, encoding="unicode")


def _embed(instance: Element, files: Mapping[str, bytes], limits: Limits) -> None:
    name = _file(instance.attrib.pop("src"))
    if same_name(name) not in files:
        raise FormError(Problem("file_missing", {"list": instance.get("id", ""), "file": name}))
    set_rows(instance, read_list(name, files[same_name(name)], limits))


def _comes_later(root: Element, name: str, held: Mapping[str, bytes], given: Lists) -> bool:
    """Whether a list that nobody sent is there all the same: the programme's, or who sends."""
    if same_name(name) in held:
        return False
    stem = same_name(name).removesuffix(".csv")
    return stem in given or (stem == OFFICE and not is_chosen_from(root, OFFICE))


def read_list(name: str, content: bytes, limits: Limits = USUAL) -> list[dict[str, str]]:
    """The rows of a list by the names of its columns; raises FormError for a file that is none."""
    text = read_text(content)
    if text is not None and (other := OTHER_LISTS.get(ending_of(name))):
        return _limited(name, other(name, text), limits)
    if text is None or "\0" in text:
        raise FormError(Problem("list_encoding", {"file": name}))
    try:
        lines = list(
            csv.reader(io.StringIO(text, newline=""), strict=True, delimiter=delimiter_of(text))
        )
    except csv.Error as error:
        raise FormError(Problem("list_bad", {"file": name})) from error
    head = [column.strip() for column in lines[0]] if lines else []
    _check_size(name, len(lines), len(head), limits)
    while head and not head[-1] and not any("".join(line[len(head) - 1 :]) for line in lines):
        head.pop()  # columns that Excel once touched and that hold nothing
    if (
        not head
        or not all(re.fullmatch(NAME, column) for column in head)
        or len(set(head)) < len(head)
    ):
        raise FormError(
            Problem(
                "list_header", {"file": name, "header": ", ".join(head)[:LONGEST_HEADER] or "–"}
            )
        )
    return [dict(zip(head, map(str.strip, line), strict=False)) for line in lines[1:] if any(line)]


def _limited(name: str, rows: list[dict[str, str]], limits: Limits) -> list[dict[str, str]]:
    columns = {column for row in rows for column in row}
    _check_size(name, len(rows), len(columns), limits)
    return rows


def _check_size(name: str, rows: int, columns: int, limits: Limits) -> None:
    if rows > limits.list_rows or rows * columns > limits.list_cells:
        most = {"rows": f"{limits.list_rows:,}", "cells": f"{limits.list_cells:,}"}
        raise FormError(Problem("list_too_long", {"file": name, **most}))
