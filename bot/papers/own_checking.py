"""A .docx that is to stand in place of a paper: fetched, held against the questions that fill the
paper, kept where it is sound, and answered in the same chat.
"""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

import structlog
from sqlalchemy import Row, select

from bot.outbox.jobs.files import CheckOwnForm
from bot.outbox.parts import Parts
from bot.outbox.queue import Queued
from bot.outbox.uploads.file import LARGEST, answer, content_of
from bot.papers.own_fields import fields_of
from bot.store import own_forms
from bot.store.tables.records import people
from documents.own.fields import QR, Check, Fields, word
from documents.own.form import check as checked
from documents.own.word_file import OwnFormError
from handlers.papers.own_card import checked as card
from handlers.vocabulary.brought import OwnForm
from handlers.vocabulary.known import Edition
from handlers.vocabulary.messages import Card, Text
from handlers.vocabulary.words import say
from scoring.paper import Paper, names, repeats

log = structlog.get_logger()


def check(parts: Parts, one: Queued[CheckOwnForm], now: datetime) -> None:
    """Checks one file; it is done once, and its report answers the message that brought it."""
    with parts.database.reading() as conn:
        form = own_forms.found(conn, one.job.form)
        if form is None or form.report is not None:
            return
        language = conn.scalar(select(people.c.language).where(people.c.id == form.person_id))
        edition = parts.keeper.library.current(conn).get(form.programme)
    paper = _paper(edition, form.paper)
    content = content_of(parts.line, form.line_message_id, one, now)
    report: Mapping[str, Any] = {}
    message: Card | Text = Text(say("own_form.gone", language or "th"))
    if content is not None and edition is not None and paper is not None:
        report = report_of(content, edition, paper)
        message = _told(form, report, paper, language or "th")
    with parts.database.writing() as conn:
        if report:
            is_sound = not report["faults"] and not report["trouble"]
            own_forms.set_checked(conn, form.id, report, content if is_sound else None)
        answer(conn, one.job, f"own_form:{form.id}", message, now)


def _paper(edition: Edition | None, code: str) -> Paper | None:
    papers = edition.programme.papers if edition else ()
    return next((one for one in papers if one.code == code), None)


def _told(form: Row[Any], report: Mapping[str, Any], paper: Paper, language: str) -> Card:
    known = OwnForm(form.id, form.programme, form.office, form.paper, form.name, report)
    return card(known, paper.title, language)


def report_of(content: bytes, edition: Edition, paper: Paper) -> Mapping[str, Any]:
    """What handlers.papers.own_card tells: `trouble` with the file, or `faults` in it; how many
    `fields` it names, which; the labels of what the paper
    of ours prints and it does not (`unused`), and whether it `has_code`.
    """
    fields = fields_of(edition, paper)
    if len(content) > LARGEST:
        return _trouble("too_large")
    try:
        found = checked(content, fields)
    except OwnFormError as error:
        return _trouble(error.code)
    except Exception as error:  # whatever a reader of files raises is a sentence, not silence
        log.error("own_form_unreadable", paper=paper.code, error=repr(error))
        return _trouble("not_docx")
    if not found.faults and not found.named:
        return _trouble("nothing_named")
    printed = {word(name) for _, name in (*names(paper), *repeats(paper))} - {word(paper.signed)}
    return _found(found, fields, printed)


def _trouble(code: str) -> Mapping[str, Any]:
    return {"trouble": code, "faults": []}


def _found(found: Check, fields: Fields, printed: Collection[str]) -> Mapping[str, Any]:
    faults = [
        {"code": one.code, "place": one.place, "name": one.name, "near": one.near}
        for one in found.faults
    ]
    return {
        "trouble": "",
        "faults": faults,
        "fields": len(found.named),
        "named": sorted(found.named),
        "unused": [
            kind.label
            for name, kind in fields.items()
            if name in printed and name not in found.named and kind.label
        ],
        "has_code": QR in found.named,
    }
