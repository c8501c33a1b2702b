"""The pages of a paper counted before it is sent, on the paper as it is made of the answers now."""

from collections.abc import Iterator

import structlog
from sqlalchemy import Connection

from bot.outbox.evidence.hearing import happen
from bot.outbox.jobs.files import CountPages
from bot.outbox.parts import Parts
from bot.papers.rules import too_long
from bot.papers.shelf import Shelf
from documents.pdf import PaperError
from handlers.vocabulary.events import PagesCounted

log = structlog.get_logger()


def count(parts: Parts, job: CountPages) -> None:
    """Lets the conversation hear of papers that are too long; nothing where all are as they should
    be, or the draft is no longer there.
    """
    with parts.database.reading() as conn:
        said = tuple(_too_long(conn, parts, job))
    if said:
        happen(parts, job.only_once(), job.to, "", PagesCounted(job.draft, said))


def _too_long(conn: Connection, parts: Parts, job: CountPages) -> Iterator[str]:
    shelf = Shelf(parts.keeper.library, parts.content, parts.inbox.public_url)
    for one in shelf.begun(conn, job.person):
        if job.draft not in {each.id for each in one.drafts} or one.paper.pages is None:
            continue
        try:
            made = shelf.make(conn, one, parts.inbox.clock())
        except PaperError as error:
            log.error("paper_not_made", paper=one.paper.code, why=str(error))
            continue
        if words := too_long(one.paper, made, job.language):
            yield words
