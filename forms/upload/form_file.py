"""What a form file is, looked at before anything opens it: kind, size, rows, macros, passwords,
formulas.
"""

import io
import re
from collections.abc import Iterator
from zipfile import BadZipFile, ZipFile

from defusedxml.ElementTree import ParseError, fromstring

from forms.limits import USUAL, Limits
from forms.problems import FormError, Problem

LARGEST = 5_000_000  # bytes
LARGEST_UNPACKED = 30_000_000  # bytes
LARGEST_TEXTS = 15_000_000  # bytes of the texts all sheets share
ENDINGS = (".xlsx", ".xls", ".md", ".csv")
CHUNK = 1_000_000
OLD_OFFICE, ZIPPED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04"
LOCKED = "EncryptedPackage".encode("utf-16-le")
LOCKED_OLD = re.compile(rb"\x09\x08\x10\x00.{16}\x2f\x00", re.DOTALL)
WORD = "WordDocument".encode("utf-16-le")
ROW = re.compile(rb"<(?:\w+:)?row[ />]")
FORMULA = re.compile(
    rb'<(?:\w+:)?c\b([^>]*\br="([A-Z]+)(\d+)"[^>]*)>\s*<(?:\w+:)?f\b'
    rb"(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)\s*(?:<(?:\w+:)?v>([^<]*)</)?"
)
RESULT_KIND = re.compile(rb'\bt="(\w+)"')
MOST_CELLS_TOLD = 12
SHEETS = {"survey", "choices", "settings"}
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def check_file(
    content: bytes, *, ending: str, strict: bool = True, limits: Limits = USUAL
) -> tuple[Problem, ...]:
    """Raises FormError for a file no form can be read from, or that would be too much to read.

    What a workbook is, old or new, is told by its content, not by its ending. `strict`: one with
    macros, or with a formula that has no result, is refused as well. Gives what is to be known of
    the file: formulas whose results were taken.
    """
    if ending not in ENDINGS:
        raise FormError(Problem("file_ending", {"ending": ending or "nothing"}))
    if not content.strip():
        raise FormError(Problem("file_empty"))
    if len(content) > LARGEST:
        raise FormError(Problem("file_too_large", {"most": f"{LARGEST:,}"}))
    if content.startswith(ZIPPED):
        return _check_workbook(content, ending, limits, strict=strict)
    if content.startswith(OLD_OFFICE):
        _check_old(content)
    elif is_text(content, ending):
        _check_text(content, ending, limits.list_rows)
    else:
        raise FormError(Problem("file_is_other"))
    return ()


def is_text(content: bytes, ending: str) -> bool:
    """Whether a file is a table in plain text (.md, .csv), and no workbook under that name."""
    return ending in {".md", ".csv"} and not content.startswith((ZIPPED, OLD_OFFICE))


def _check_text(content: bytes, ending: str, most: int) -> None:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FormError(Problem("file_encoding")) from error
    if "\0" in text:
        raise FormError(Problem("file_unreadable", {"ending": ending}))
    if text.count("\n") > most:
        raise FormError(Problem("file_too_many_rows", {"sheet": "survey", "most": f"{most:,}"}))


def _check_old(content: bytes) -> None:
    if LOCKED in content or LOCKED_OLD.search(content[:100_000]):
        raise FormError(Problem("file_password"))
    if WORD in content:
        raise FormError(Problem("file_is_word"))


def _check_workbook(
    content: bytes, ending: str, limits: Limits, *, strict: bool
) -> tuple[Problem, ...]:
    try:
        with ZipFile(io.BytesIO(content)) as book:
            sizes = {entry.filename: entry.file_size for entry in book.infolist()}
            _check_parts(sizes, strict=strict)
            problems = [
                problem
                for name, part in _sheets(book, sizes)
                for problem in _in_sheet(book, name, part, limits)
            ]
    except (BadZipFile, OSError, ValueError, LookupError, NotImplementedError, ParseError) as error:
        if isinstance(error, FormError):
            raise
        raise FormError(Problem("file_unreadable", {"ending": ending})) from error
    noticed = tuple(problem for problem in problems if problem.code == "warn_formula")
    refused = [one for one in problems if one not in noticed and (strict or one.code != "formula")]
    if refused:
        raise FormError(*refused)
    return noticed


def _check_parts(sizes: dict[str, int], *, strict: bool) -> None:
    if (
        sum(sizes.values()) > LARGEST_UNPACKED
        or sizes.get("xl/sharedStrings.xml", 0) > LARGEST_TEXTS
    ):
        raise FormError(Problem("file_unpacks_too_large", {"most": f"{LARGEST_UNPACKED:,}"}))
    if "xl/workbook.xml" not in sizes:
        raise FormError(
            Problem("file_is_word" if "word/document.xml" in sizes else "file_is_other")
        )
    if strict and any(name.endswith("vbaProject.bin") for name in sizes):
        raise FormError(Problem("file_macros"))


def _sheets(book: ZipFile, sizes: dict[str, int]) -> Iterator[tuple[str, str]]:
    """The name of each sheet and the part of the file it is in."""
    parts = {
        one.get("Id", ""): one.get("Target", "")
        for one in fromstring(book.read("xl/_rels/workbook.xml.rels"))
    }
    for one in fromstring(book.read("xl/workbook.xml")).iter():
        part = parts.get(one.get(RELATION, ""), "")
        found = next((name for name in (part.lstrip("/"), f"xl/{part}") if name in sizes), "")
        if one.tag.endswith("}sheet") and found:
            yield one.get("name", "").strip().lower(), found


def _in_sheet(book: ZipFile, name: str, part: str, limits: Limits) -> Iterator[Problem]:
    taken: list[str] = []
    rows, rest = 0, b""
    most = limits.survey_rows if name == "survey" else limits.list_rows
    with book.open(part) as sheet:
        while chunk := sheet.read(CHUNK):
            text = rest + chunk
            cut = text.rfind(b"row>") + 4 if b"row>" in text else text.rfind(b"<")
            rest, text = text[cut:], text[:cut]
            rows += len(ROW.findall(text))
            if rows > most:
                yield Problem("file_too_many_rows", {"sheet": name, "most": f"{most:,}"})
                return
            if name in SHEETS:
                for cell in FORMULA.finditer(text):
                    where = (cell[2] + cell[3]).decode()
                    if _has_result(cell):
                        taken.append(where)
                    else:
                        yield Problem("formula", {"cell": where}, sheet=name, row=int(cell[3]))
    if taken:
        told = ", ".join(taken[:MOST_CELLS_TOLD]) + (" …" if len(taken) > MOST_CELLS_TOLD else "")
        yield Problem("warn_formula", {"cells": told, "count": len(taken)}, sheet=name)


def _has_result(cell: re.Match[bytes]) -> bool:
    """Whether the program that saved the file left the formula's result beside it, and no error."""
    kind = RESULT_KIND.search(cell[1])
    if kind and kind[1] == b"e":
        return False
    return bool(cell[4]) or bool(kind and kind[1] == b"str")
