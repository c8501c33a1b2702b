"""A form written as Markdown tables, as the Excel file a coordinator would send."""

import base64
import io
from pathlib import Path

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
