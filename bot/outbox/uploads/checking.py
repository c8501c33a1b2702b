"""A form file a coordinator sent: fetched, checked, kept with what was found, and answered in the
same chat.

A list for forms (CSV) is kept; the form that waits for it is checked again, and answers instead.
"""

from datetime import datetime
from typing import Any

import structlog
from sqlalchemy import Connection, Row, select
from sqlalchemy.exc import OperationalError

from bot.outbox.jobs.files import CheckForm
from bot.outbox.parts import Parts
from bot.outbox.queue import Queued
from bot.outbox.uploads.file import answer, content_of
from bot.outbox.uploads.report import report_of, report_of_list, unreadable
from bot.store import uploads
from bot.store.tables.records import people, programmes
from bot.store.uploads import SentList
from forms.limits import Limits
from forms.upload.package import is_list
from forms.xpath import budget
from handlers.surveys.form_card import checked, kept
from handlers.vocabulary.known import Upload
from handlers.vocabulary.messages import Card, Text
from handlers.vocabulary.words import say
from scoring.programme import Programme

log = structlog.get_logger()

Found = list[
    tuple[Row[Any], dict[str, Any]]
]  # each file that was checked, and what is to be written of it


def check(parts: Parts, one: Queued[CheckForm], now: datetime) -> None:
    """Checks one file; it is done once, and its report is the answer to the message that brought
    it.
    """
    database = parts.database
    with database.reading() as conn:
        upload = uploads.found(conn, one.job.upload)
        if upload is None or upload.report is not None:
            return
    content = content_of(parts.line, upload.line_message_id, one, now)
    found: Found = []
    if content is not None:
        with database.reading() as conn:
            found = _found(conn, upload, content, parts.limits)
    with database.writing() as conn:
        for row, values in found:
            uploads.set_checked(conn, row.id, values)
        _answer(conn, one.job, upload, found, now)


def _found(conn: Connection, upload: Row[Any], content: bytes, limits: Limits) -> Found:
    """What was found in a file; of a list also what is now found in the form that waits for it."""
    lists = uploads.lists_of(conn, upload.person_id)
    if not is_list(upload.name, content):
        return [(upload, _report(conn, upload, content, lists, limits))]
    values = report_of_list(upload.name, content, limits)
    waiting = uploads.waiting_for(conn, upload.person_id, upload.name)
    if values["report"]["problems"] or waiting is None:
        return [(upload, values)]
    newest = SentList(upload.name, content, upload.created_at)
    return [
        (upload, values),
        (waiting, _report(conn, waiting, waiting.file, [*lists, newest], limits)),
    ]


def _report(
    conn: Connection,
    upload: Row[Any],
    content: bytes,
    lists: list[SentList],
    limits: Limits,
) -> dict[str, Any]:
    try:
        with budget.within():
            programme, at = _programme(conn, upload.programme), upload.created_at
            return report_of(upload.name, content, programme, lists, at, limits)
    except OperationalError:
        raise
    except Exception as error:  # whatever a reader of files raises is a sentence, not silence
        log.error("form_unreadable", upload=upload.id, error=repr(error))
        return unreadable(upload.name, content)


def _programme(conn: Connection, key: str) -> Programme:
    content = conn.execute(
        select(programmes.c.content).where(programmes.c.key == key, programmes.c.current)
    )
    return Programme.model_validate(content.scalar_one())


def _answer(
    conn: Connection, job: CheckForm, upload: Row[Any], found: Found, now: datetime
) -> None:
    person = conn.execute(select(people).where(people.c.id == upload.person_id)).one()
    message = _message(found, person.language)
    answer(conn, job, f"checked:{upload.id}", message, now)


def _message(found: Found, language: str) -> Card | Text:
    """What is said of the last one that was checked."""
    if not found:
        return Text(say("form.gone", language))
    row, values = found[-1]
    if "rows" in values["report"]:
        return kept(values["report"], language)
    return checked(
        Upload(row.id, row.programme, values["report"], bool(values.get("xform"))), language
    )
