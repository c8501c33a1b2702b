"""A form written as Markdown tables, as the Excel file a coordinator would send."""

import base64
import csv
import io
from datetime import date
from pathlib import Path

from docx import Document
from openpyxl import Workbook


def workbook(file: Path) -> str:
    """The .xlsx of a form, in base64."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None, "a new workbook has a sheet"
    book.remove(sheet)
    for line in file.read_text("utf-8").splitlines():
        name, *cells = (part.strip() for part in line.strip().strip("|").split("|"))
        if name:
            sheet = book.create_sheet(name)
        elif any(cells):
            sheet.append([cell or None for cell in cells])
    held = io.BytesIO()
    book.save(held)
    return base64.b64encode(held.getvalue()).decode()


def word_file(file: Path) -> str:
    """The .docx with the lines of a text as its paragraphs, in base64; a broken file where there is
    none.
    """
    if not file.exists():
        return base64.b64encode(b"PK\x03\x04 broken").decode()
    document = Document()
    for line in file.read_text("utf-8").splitlines():
        document.add_paragraph(line)
    held = io.BytesIO()
    document.save(held)
    return base64.b64encode(held.getvalue()).decode()


def table_file(file: Path) -> str:
    """A .csv beside the transcripts as it is, or as the .xlsx of the same name, in base64; a broken
    file where there is none.
    """
    source = file.with_suffix(".csv")
    if not source.exists():
        return base64.b64encode(b"PK\x03\x04 broken").decode()
    if file.suffix == ".csv":
        return base64.b64encode(source.read_bytes()).decode()
    return base64.b64encode(
        excel(list(csv.reader(io.StringIO(source.read_text("utf-8")))))
    ).decode()


def excel(rows: list[list[str]]) -> bytes:
    """Rows as an Excel file, days among them as Excel's own days."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None, "a new workbook has a sheet"
    for row in rows:
        sheet.append([_cell(text) for text in row])
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def _cell(text: str) -> str | date | None:
    is_day = len(text) == len("2013-02-05") and text[4:5] == text[7:8] == "-"
    return date.fromisoformat(text) if is_day else text or None
