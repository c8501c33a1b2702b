"""What somebody is filling in, as a paper would have it: the answers and files of a draft."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, select

from bot.papers.making import Told
from bot.papers.stored import Content, files
from bot.store import drafts
from bot.store.exporting import attached_of
from bot.store.tables.records import evidence
from forms.filling.session import Session
from forms.paths import below_root
from handlers.vocabulary.draft import Draft
from handlers.vocabulary.known import Edition
from handlers.vocabulary.talk import form_of


def begun_by(conn: Connection, person: int) -> Iterator[Draft]:
    """The reports a person has begun."""
    for row in drafts.begun(conn, person):
        draft = Draft.from_json(row.content)
        if not draft.survey and not draft.trial:
            yield draft


def told_of(
    conn: Connection, edition: Edition, draft: Draft, content: Content, now: datetime
) -> Told:
    """The answers of a form that is being filled in, as they would be sent now."""
    work = edition.programme.work(draft.indicator)
    form = form_of(edition, work, draft.office)
    answers: Mapping[str, str] = Session(form, draft.answers, now).instance()
    of_question = {
        piece.id: below_root(path) for path, pieces in draft.pieces.items() for piece in pieces
    }
    rows = conn.execute(select(evidence).where(evidence.c.id.in_(of_question))).all()
    attached = [
        replace(attached_of(row), question=of_question[row.id])
        for row in sorted(rows, key=lambda row: list(of_question).index(row.id))
    ]
    return Told(draft.indicator, answers, files(attached, content))
