"""What was decided about official papers -> rows: links to them, and jobs that make them."""

from typing import assert_never

from bot.inbox.carrying import Carrying
from bot.outbox import queue
from bot.outbox.jobs import files
from bot.store import own_forms, paper_links
from handlers.vocabulary.effects import Submit
from handlers.vocabulary.paper_effects import (
    BringOwnForm,
    CountPages,
    DropOwnForm,
    MakePaper,
    OfOwnForm,
    OfPapers,
    OpenPapers,
    TakeOwnForm,
)


def write(at: Carrying, effect: OfPapers) -> None:
    match effect:
        case OpenPapers(token):
            paper_links.open_papers(at.conn, at.person.id, token, at.now.program)
        case CountPages(draft):
            person, event = at.person, at.incoming.id
            wishes = person.wishes.language
            job = files.CountPages(draft, event, person.line_user_id, person.id, wishes)
            queue.put(at.conn, job, at.now.machine)
        case MakePaper(name):
            person, event = at.person, at.incoming.id
            wanted = files.MakePaper(person.id, name, person.line_user_id, event)
            queue.put(at.conn, wanted, at.now.machine)
        case BringOwnForm() | TakeOwnForm() | DropOwnForm():
            _write_own(at, effect)
        case _:
            assert_never(effect)


def _write_own(at: Carrying, effect: OfOwnForm) -> None:
    conn, person, now = at.conn, at.person, at.now.program
    match effect:
        case BringOwnForm():
            if own_forms.bring(conn, person.id, effect, now):
                user, token = person.line_user_id, at.incoming.reply_token
                job = files.CheckOwnForm(effect.id, user, token)
                queue.put(conn, job, at.now.machine)
        case TakeOwnForm(form, programme, paper):
            own_forms.take(conn, form, now)
            at.note("took an office's own form", programme, form=form, paper=paper)
        case DropOwnForm(form, programme, paper):
            own_forms.drop(conn, form, now)
            at.note("dropped an office's own form", programme, form=form, paper=paper)
        case _:
            assert_never(effect)


def keep(at: Carrying, sent: Submit) -> None:
    """The papers a report fills, by the programme it was sent to, are kept beside its evidence."""
    edition = at.known.editions.get(sent.programme)
    for paper in edition.programme.papers if edition else ():
        if sent.indicator in paper.of:
            job = files.KeepPaper(sent.programme, sent.office, paper.code, sent.id)
            queue.put(at.conn, job, at.now.machine)
