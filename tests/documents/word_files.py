"""Word files as tests write them: lines as paragraphs, and what a careful reader refuses."""

import io
from collections.abc import Callable
from zipfile import ZIP_DEFLATED, ZipFile

from docx import Document


def of_lines(*lines: str) -> bytes:
    """A .docx with these paragraphs."""
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    return saved(document)


def saved(document: object) -> bytes:
    held = io.BytesIO()
    document.save(held)  # type: ignore[attr-defined]
    return held.getvalue()


def with_part(content: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The same file with one part changed, or added."""
    held = io.BytesIO()
    with ZipFile(io.BytesIO(content)) as parts, ZipFile(held, "w", ZIP_DEFLATED) as packed:
        for one in parts.namelist():
            told = parts.read(one)
            packed.writestr(one, change(told) if one == name else told)
        if name not in parts.namelist():
            packed.writestr(name, change(b""))
    return held.getvalue()
