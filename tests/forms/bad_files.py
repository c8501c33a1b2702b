"""Files that are no forms, made when they are needed; each with its ending and the reasons it is
refused for.
"""

import io
from collections.abc import Callable, Sequence
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook

HEAD = ("type", "name", "label", "relevant", "calculation", "constraint")
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
DEEP = "(" * 70 + "1" + ")" * 70


def workbook(*rows: Sequence[str | None]) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "survey"
    for row in (HEAD, *rows):
        sheet.append(list(row))
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def with_part(content: bytes, name: str, part: bytes, times: int = 1) -> bytes:
    """The workbook with one part more, or with another one in its place: the bytes so many times
    over.
    """
    file = io.BytesIO()
    with ZipFile(io.BytesIO(content)) as old, ZipFile(file, "w", ZIP_DEFLATED) as new:
        for entry in old.infolist():
            if entry.filename != name:
                new.writestr(entry, old.read(entry.filename))
        with new.open(name, "w", force_zip64=True) as written:
            for _ in range(times):
                written.write(part)
    return file.getvalue()


def one_zip(**parts: bytes) -> bytes:
    file = io.BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as book:
        for name, part in parts.items():
            book.writestr(name.replace("__", "/").replace("_xml", ".xml"), part)
    return file.getvalue()


def survey(*rows: Sequence[str]) -> bytes:
    lines = [f"| | {' | '.join(row)} |" for row in (HEAD, *rows)]
    return "\n".join(["| survey | | | | | | |", *lines]).encode()


def question(**cells: str) -> tuple[str, ...]:
    given = {"type": "integer", "name": "q", "label": "Q", **cells}
    return tuple(given.get(column, "") for column in HEAD)


PLAIN = ("integer", "age", "Age")
BIG_SHEET = "xl/worksheets/sheet1.xml"
FILES: dict[str, tuple[Callable[[], bytes], str, set[str]]] = {
    "an empty file": (lambda: b"", ".xlsx", {"file_empty"}),
    "a zip bomb": (
        lambda: with_part(workbook(PLAIN), BIG_SHEET, b" " * 1_000_000, times=400),
        ".xlsx",
        {"file_unpacks_too_large"},
    ),
    "200,000 rows": (
        lambda: with_part(workbook(PLAIN), BIG_SHEET, b"<x>" + b'<row r="1"/>' * 200_000 + b"</x>"),
        ".xlsx",
        {"file_too_many_rows"},
    ),
    "200,000 lines of text": (
        lambda: survey(PLAIN) + b"\n| | note | n | N |" * 200_000,
        ".md",
        {"file_too_many_rows"},
    ),
    "2,001 questions": (
        lambda: survey(*[question(name=f"q{n}") for n in range(2_001)]),
        ".md",
        {"file_too_many_rows"},
    ),
    "an old Excel file that holds nothing": (
        lambda: OLD_OFFICE + bytes(2_000),
        ".xlsx",
        {"file_unreadable"},
    ),
    "macros": (
        lambda: with_part(workbook(PLAIN), "xl/vbaProject.bin", b"x"),
        ".xlsx",
        {"file_macros"},
    ),
    "a password": (
        lambda: OLD_OFFICE + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600),
        ".xlsx",
        {"file_password"},
    ),
    "a Word document with another name": (
        lambda: one_zip(word__document_xml=b"<x/>"),
        ".xlsx",
        {"file_is_word"},
    ),
    "an archive of something else": (lambda: one_zip(a=b"1"), ".xlsx", {"file_is_other"}),
    "a picture": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(500), ".xlsx", {"file_is_other"}),
    "half a workbook": (lambda: workbook(PLAIN)[:2_000], ".xlsx", {"file_unreadable"}),
    "a Thai text in another encoding": (
        lambda: "| survey | ชื่อ |".encode("cp874"),
        ".md",
        {"file_encoding"},
    ),
    "another ending": (lambda: workbook(PLAIN), ".ods", {"file_ending"}),
    "a formula as label": (lambda: workbook(("integer", "age", "=1+1")), ".xlsx", {"formula"}),
    "relevance in a circle": (
        lambda: survey(
            question(name="a", relevant="${b} = 1"), question(name="b", relevant="${a} = 1")
        ),
        ".md",
        {"circle"},
    ),
    "==": (lambda: survey(question(constraint=". == 1")), ".md", {"equals_once"}),
    "<>": (lambda: survey(question(constraint=". <> 1")), ".md", {"unequal_sign"}),
    "an expression too deep": (
        lambda: survey(question(constraint=f". = {DEEP}")),
        ".md",
        {"too_deep"},
    ),
    "an expression too long": (
        lambda: survey(question(constraint=f". = {'1+' * 10_500}1")),
        ".md",
        {"too_long"},
    ),
    "an unknown function": (
        lambda: survey(question(constraint="foo(.)")),
        ".md",
        {"unknown_function"},
    ),
    "a wrong number of values": (
        lambda: survey(question(constraint="regex(.)")),
        ".md",
        {"wrong_count"},
    ),
    "an unsafe pattern": (
        lambda: survey(question(constraint="regex(., '^(a+)+$')")),
        ".md",
        {"regex_slow"},
    ),
    "an unknown question": (
        lambda: survey(question(constraint="${nowhere} = 1")),
        ".md",
        {"unknown_reference"},
    ),
    "a missing list": (lambda: survey(("select_one none", "q", "Q")), ".md", {"unknown_list"}),
}
