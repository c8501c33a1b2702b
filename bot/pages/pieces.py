"""The bytes of photos and files for a page: what is here at once, what lies at another service when
the worker has brought it. No visitor waits for a service.
"""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING, BinaryIO, cast

from flask import Response, send_file
from sqlalchemy import select
from werkzeug.wrappers import Response as Answer

from bot.pages.safety import not_found
from bot.store import brought
from bot.store.engine import Database
from bot.store.exporting import Attached
from bot.store.tables.records import evidence
from handlers.vocabulary.words import say
from sheets.kept import MirrorError
from sheets.local.shelf import LOCAL

if TYPE_CHECKING:
    from bot.evidence_bytes import EvidenceBytes

IN_MEMORY = 1 << 20  # bytes of a photo or file; the rest on disk
LOOK_AGAIN = "3"  # seconds
PAGE = (
    '<!doctype html><html lang="th"><meta charset="utf-8"><meta name="viewport" '
    'content="width=device-width"><meta name="referrer" content="no-referrer">'
    "<title>รายงาน</title><body style=\"font:18px/1.6 'Sarabun','Noto Sans "
    "Thai',sans-serif;margin:2em\"><p>{words}</p></body></html>"
)


@dataclass(slots=True)
class Pieces:
    """For one request; `here` reads what lies on this machine or in the database."""

    database: Database
    here: Callable[[], "EvidenceBytes"]
    is_on_its_way: bool = False  # something was asked for: the page is to be looked at again

    def copy(self, piece: Attached, out: BinaryIO) -> bool:
        """Writes the piece into `out`; False where it is not here (yet). Raises MirrorError."""
        with self.database.reading() as conn:
            wanted = select(evidence.c.state, evidence.c.file_id).where(evidence.c.id == piece.id)
            now = conn.execute(wanted).one()
            is_kept_away = now.state == "kept" and not str(now.file_id).startswith(LOCAL)
            is_away = is_kept_away or (now.state == "spooled" and self.database.objects is not None)
            if is_away and brought.is_whole(conn, piece.id, piece.size):
                for part in brought.parts(conn, piece.id):
                    out.write(part)
                return True
            is_refused = is_away and brought.is_refused(conn, piece.id)
        if not is_away:
            return self.here().copy(piece, out)
        if is_refused:
            raise MirrorError("not_given", True, "The mirror could not give it a moment ago.")
        with self.database.writing() as conn:
            brought.ask(conn, piece.id)
        self.is_on_its_way = True
        return False


def look_again(words: str = "page.on_its_way") -> Response:
    """The page opens by itself once the worker has brought, or made, what was asked for."""
    answer = Response(PAGE.format(words=say(words, "th")), 503, mimetype="text/html")
    answer.headers["Retry-After"] = answer.headers["Refresh"] = LOOK_AGAIN
    answer.headers["Cache-Control"] = "no-store"
    return answer


def given(pieces: Pieces, found: Attached) -> Answer:
    """A photo or file to be saved; 404 where it is gone, 503 where it is to be asked for again."""
    out = cast("BinaryIO", SpooledTemporaryFile(IN_MEMORY))  # noqa: SIM115 - the answer closes it
    with ExitStack() as unless_answered:
        unless_answered.callback(out.close)
        try:
            if not pieces.copy(found, out):
                gone = not_found()
                return look_again() if pieces.is_on_its_way else gone
        except MirrorError:
            return Response(f"{say('page.not_given', 'th')}\n", 503, mimetype="text/plain")
        unless_answered.pop_all()
    out.seek(0)
    answer = send_file(
        out, found.mime or None, as_attachment=True, download_name=found.name or found.id
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer
