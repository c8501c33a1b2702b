"""A long paper made by the worker ahead of those who fetch it; whoever waits in chat is told."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

import structlog
from sqlalchemy import Connection

from bot.outbox.errors import NotReadyError
from bot.outbox.evidence.hearing import happen
from bot.outbox.jobs.files import MakePaper
from bot.outbox.parts import Parts
from bot.papers.making import Made
from bot.papers.shelf import Shelf, Shelved
from bot.papers.stored import Content
from bot.store import kept_papers, made_papers
from bot.store.exporting import Attached
from documents.pdf import PaperError
from handlers.vocabulary.draft import Draft
from handlers.vocabulary.events import PaperMade
from sheets.kept import MirrorError

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Whole:
    """Where bytes come from: a paper is not made without what can be had a little later."""

    content: Content

    def copy(self, piece: Attached, out: BinaryIO) -> bool:
        """Raises NotReadyError for what is on its way from LINE, or out of reach just now."""
        if piece.state == "waiting":
            raise NotReadyError("a picture of the paper has not been fetched yet")
        try:
            return self.content.copy(piece, out)
        except MirrorError as error:
            if error.retry:
                raise NotReadyError(error.sentence) from error
            raise


def key_of(conn: Connection, one: Shelved) -> str:
    """What the paper is made of, in short: programme, reports as they were sent, and drafts."""
    programme = one.edition.programme.key
    sendings = kept_papers.sendings(conn, programme, one.office, one.paper.of)[: one.version]
    begun = [_told(draft) for draft in one.drafts]
    told = repr((one.name, one.edition.version, list(sendings), begun))
    return hashlib.sha256(told.encode()).hexdigest()


def _told(draft: Draft) -> tuple[object, ...]:
    pieces = [(path, [one.id for one in found]) for path, found in draft.pieces.items()]
    return draft.id, draft.version, draft.token, draft.answers.to_json(), pieces


def make_ahead(parts: Parts, job: MakePaper) -> None:
    """Makes both files, unless they are there, and lets the conversation hear of it where somebody
    waits in it. Raises NotReadyError, as Whole does.
    """
    now = parts.inbox.clock()
    shelf = Shelf(parts.keeper.library, Whole(parts.content), parts.inbox.public_url)
    with parts.database.reading() as conn:
        one = shelf.named(conn, job.person, job.name, now)
        if one is None:
            return
        key = key_of(conn, one)
        is_there = made_papers.is_made(conn, key)
        made = None if is_there else _made(conn, shelf, one, now)
    if not is_there:
        files = {"pdf": made.pdf, "docx": made.docx()} if made else {}
        with parts.database.writing() as conn:
            made_papers.put(conn, key, files)
    if job.to:
        happened = PaperMade(one.paper.title, is_made=is_there or made is not None)
        happen(parts, job.heard(), job.to, "", happened)


def _made(conn: Connection, shelf: Shelf, one: Shelved, now: datetime) -> Made | None:
    try:
        return shelf.make(conn, one, now)
    except PaperError as error:
        log.error("paper_not_made", paper=one.paper.code, office=one.office, why=str(error))
        return None
