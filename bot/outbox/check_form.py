"""A form file a coordinator sent: fetched, checked, kept with what was found, and answered in the same chat."""

import hashlib
from collections.abc import Iterator
from datetime import datetime
from importlib import import_module
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Row, select

from bot.outbox import queue
from bot.outbox.content import is_hopeless
from bot.outbox.errors import GoneError, LineError
from bot.outbox.line_api import Line
from bot.outbox.line_messages import line_messages
from bot.outbox.queue import Job
from bot.store import uploads
from bot.store.engine import Database
from bot.store.tables import people, programmes
from forms.problems import FormError, Problem
from forms.suited import suited
from handlers.answers import MEDIA
from handlers.form_upload import checked
from handlers.form_words import to_json
from handlers.known import Upload
from handlers.messages import Card, Text
from handlers.state import State
from handlers.words import say
from scoring.programme import Programme

LONGEST_CODE = 120  # of a form's code as it stands in the data of a button
LARGEST = 5 * 1024 * 1024  # bytes that are fetched of a file said to be a form


def check(database: Database, line: Line, job: Job, now: datetime) -> None:
    """Checks one file; it is done once, and its report is the answer to the message that brought it."""
    with database.reading() as conn:
        upload = uploads.found(conn, job.payload["upload"])
        if upload is None or upload.report is not None:
            return
        programme = _programme(conn, upload.programme)
    try:
        values = _found(upload.name, _content(line, upload.line_message_id), programme)
    except GoneError:
        values = {}
    except LineError as error:
        if not is_hopeless(error, job, now):
            raise
        values = {}
    with database.writing() as conn:
        if values:
            uploads.set_checked(conn, upload.id, values)
        _answer(conn, job, upload, values, now)


def _content(line: Line, message_id: str) -> bytes:
    """The file, or as much of it as shows that it is too large."""
    with line.content(message_id) as (_, pieces):
        return b"".join(_first(pieces))


def _first(pieces: Iterator[bytes]) -> Iterator[bytes]:
    size = 0
    for piece in pieces:
        yield piece
        size += len(piece)
        if size > LARGEST:
            return


def _programme(conn: Connection, key: str) -> Programme:
    content = conn.execute(select(programmes.c.content).where(programmes.c.key == key, programmes.c.current))
    return Programme.model_validate(content.scalar_one())


def _codes_in_use(programme: Programme) -> set[str | None]:
    """What a form brought in chat must not be called: as an indicator is, or as another one's questions are."""
    others = {form.xlsform for form in programme.report_forms if form.xlsform != form.code}
    return {*others, *(name for one in programme.indicators for name in (one.code, one.form))}


def _replaces(programme: Programme, code: str) -> str:
    """The title of the form in use that has the same code."""
    form = programme.report_form(code)
    return form.title if form is not None and form.xlsform else ""


def _found(name: str, content: bytes, programme: Programme) -> dict[str, Any]:
    """What is to be written of a file: the XForm of a sound one, and the report in any case."""
    xlsform, warned = import_module("forms.xlsform"), import_module("forms.warned")  # slow to load, seldom wanted
    kept = {"file": content, "sha256": hashlib.sha256(content).hexdigest()}
    title = PurePath(name).stem
    try:
        form = xlsform.uploaded(content, ending=PurePath(name).suffix.lower())
        code = "_".join(form.form.id.split()) or title
        if code in _codes_in_use(programme):
            raise FormError(Problem("code_in_use", {"code": code}, sheet="settings", column="form_id"))
        if len(quote(code)) > LONGEST_CODE:
            raise FormError(Problem("code_too_long", {"code": code}, sheet="settings", column="form_id"))
    except FormError as error:
        return {**kept, "report": {"title": title, "problems": [to_json(one) for one in error.problems]}}
    length = suited(form.form)
    report = {
        "title": form.form.title or title,
        "code": code,
        "version": form.form.version,
        "replaces": _replaces(programme, code),
        "questions": length.questions,
        "minutes": length.minutes,
        "fits": length.fits,
        "reasons": [to_json(one) for one in length.reasons],
        "warnings": [to_json(one) for one in warned.warnings_of(form)],
        "has_files": any(question.kind in MEDIA for question in form.form.questions),
        "problems": [],
    }
    return {**kept, "xform": form.xform, "report": report}


def _answer(conn: Connection, job: Job, upload: Row[Any], values: dict[str, Any], now: datetime) -> None:
    person = conn.execute(select(people).where(people.c.id == upload.person_id)).one()
    language = State.from_json(person.conversation).language
    message: Card | Text = Text(say("form.gone", language))
    if values:
        is_sound = "xform" in values
        message = checked(Upload(upload.id, upload.programme, values["report"], is_sound), language)
    payload = {
        "to": job.payload["to"],
        "reply_token": job.payload["reply_token"],
        "messages": line_messages([message]),
        "must": True,
    }
    queue.put(conn, "reply", f"person:{job.payload['to']}", payload, now, once=f"checked:{upload.id}")
