"""A file with rows that came in mid-form: its lines, or why they cannot be read."""

from bot.outbox.evidence.hearing import Piece, content_of, hear
from bot.outbox.jobs.files import ReadRows
from bot.outbox.parts import Parts
from bot.outbox.queue import Queued
from forms.problems import FormError, Problem
from forms.upload.form_file import LARGEST
from forms.upload.table_file import lines_in
from handlers.surveys.form_words import to_json
from handlers.vocabulary.events import TableRead


def read(parts: Parts, one: Queued[ReadRows]) -> None:
    """Reads it for the draft it was sent to."""
    hear(parts, one.job, lambda piece: _read(parts, piece, one.job))


def _read(parts: Parts, piece: Piece, job: ReadRows) -> TableRead:
    try:
        lines = lines_in(_content(parts, piece), piece.name or "")
    except FormError as error:
        return TableRead(job.draft, job.piece, problem=to_json(error.problems[0]))
    return TableRead(job.draft, job.piece, tuple((line.number, line.cells) for line in lines))


def _content(parts: Parts, piece: Piece) -> bytes:
    if (piece.size or 0) > LARGEST:
        raise FormError(Problem("file_too_large", {"most": f"{LARGEST:,}"}))
    return content_of(parts, piece)
