"""The .pdf of an office's own form, where LibreOffice is there to make it."""

import hashlib
import re
from pathlib import Path
from subprocess import SubprocessError
from tempfile import TemporaryDirectory

import structlog

from bot.papers import libreoffice
from bot.papers.making import Made

MADE = re.compile(rb"(?<=/CreationDate\(D:)\d{14}")
MARKS = re.compile(rb"(?<=<)[0-9A-F]{32}(?=>\s*(?:<|\]))|(?<=/DocChecksum /)[0-9A-F]{32}")

log = structlog.get_logger()


def makes_pdf() -> bool:
    """Whether LibreOffice is here, which alone makes a .pdf of an office's own form."""
    return libreoffice.program() is not None


def pdf_of(made: Made) -> bytes | None:
    """The paper as .pdf; None of an office's own form where it cannot be made. The same answers
    give the same bytes.
    """
    return _as_pdf(made.docx()) if made.own else made.pdf


def _as_pdf(docx: bytes) -> bytes | None:
    if not makes_pdf():
        return None
    with TemporaryDirectory(prefix="raingan-pdf-") as folder:
        file = Path(folder) / "paper.docx"
        file.write_bytes(docx)
        try:
            libreoffice.as_pdfs([file], Path(folder))
            return _without_moments(file.with_suffix(".pdf").read_bytes(), docx)
        except (SubprocessError, OSError) as error:
            log.error("no_pdf_of_own_form", error=repr(error))
            return None


def _without_moments(pdf: bytes, docx: bytes) -> bytes:
    """The same file without when it was made, and marked by what it was made of."""
    mark = hashlib.sha256(docx).hexdigest()[:32].upper().encode()
    return MARKS.sub(mark, MADE.sub(b"19700101000000", pdf))
