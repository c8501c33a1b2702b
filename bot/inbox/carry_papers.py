"""What was decided about official papers -> rows: links to them, and jobs that make them."""

from typing import assert_never

from bot.inbox.carrying import Carrying
from bot.outbox import queue
from bot.outbox.jobs import files
from bot.store import paper_links
from handlers.vocabulary.effects import Submit
from handlers.vocabulary.paper_effects import CountPages, OfPapers, OpenPapers


def write(at: Carrying, effect: OfPapers) -> None:
    match effect:
        case OpenPapers(token):
            paper_links.open_papers(at.conn, at.person.id, token, at.now.program)
        case CountPages(draft):
            person, event = at.person, at.incoming.id
            wishes = person.wishes.language
            job = files.CountPages(draft, event, person.line_user_id, person.id, wishes)
            queue.put(at.conn, job, at.now.machine)
        case _:
            assert_never(effect)


def keep(at: Carrying, sent: Submit) -> None:
    """The papers a report fills, by the programme it was sent to, are kept beside its evidence."""
    edition = at.known.editions.get(sent.programme)
    for paper in edition.programme.papers if edition else ():
        if sent.indicator in paper.of:
            job = files.KeepPaper(sent.programme, sent.office, paper.code, sent.id)
            queue.put(at.conn, job, at.now.machine)
