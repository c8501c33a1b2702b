"""Answering: typed, tapped, placed on a map; taken if it stands, else a sentence that says why and
what to do.
"""

import re

from msgspec.structs import replace

from forms.filling.choices import meant
from forms.filling.stops import RowsEnd
from forms.filling.typed import (
    Misread,
    read_answer,
    written_date,
    written_moment,
    written_place,
    written_time,
)
from forms.kinds import MEDIA_KINDS
from forms.model import Question
from handlers.questions import in_doubt, long_text, outlining, prompts, repeating, typed_buttons
from handlers.questions.accepting import accept, heard_and_asked, required
from handlers.questions.asking import (
    LISTS,
    again,
    ask,
    asked,
    asked_question,
    choices,
)
from handlers.questions.choosing import chosen_by
from handlers.questions.evidence import wanted
from handlers.questions.evidence_answers import enough, received_link
from handlers.questions.links import Link, read_link
from handlers.questions.listing import typed_choice
from handlers.vocabulary.answers import shown, shown_day
from handlers.vocabulary.events import Placed, SomethingElse, Wrote
from handlers.vocabulary.messages import Tap, Text
from handlers.vocabulary.talk import OpenReport
from handlers.vocabulary.turn import Turn, spoken
from handlers.vocabulary.words import heard
from thai.dates import read as read_date
from thai.digits import arabic
from thai.times import read_time

MINUTES = len("2013-03-20T09:30")
DIGITS = re.compile(r"\+?[\d\s.\-–()]+", re.ASCII)  # a number as people write it in groups
BETWEEN_DIGITS = re.compile(r"[\s.\-–()]")


def wrote(report: OpenReport, said: Wrote) -> Turn:
    """A typed answer to the question on screen."""
    stop = asked(report)
    if isinstance(stop, RowsEnd):
        return repeating.wrote(report, stop, said.text)
    if stop is None:
        return ask(report)
    if heard("skip", said.text) and not typed_buttons.is_choice(report, said.text):
        return skip(report)
    report = report.with_draft(report.draft.heard(said.message_id, stop.path))
    return answer(report, stop, said.text)


def cannot_be(report: OpenReport, text: str) -> bool:
    """Whether a text can be no answer to what is on screen: no file is typed, no number is in it,
    and it is like none of the choices.
    """
    question = asked_question(report)
    if question is None:
        return not any(heard(word, text) for word in ("more_rows", "no_more", "enough", "yes"))
    if question.kind in MEDIA_KINDS:
        return read_link(text) is None and not heard("enough", text)
    if question.kind in LISTS:
        found = meant(report.session.choices(question), text, report.talk.language)
        return found.one is None and not found.maybe and not heard("everything", text)
    if question.kind not in {"integer", "decimal", "range", "date", "time", "datetime"}:
        return False
    value = read_answer(question, text, language=report.talk.language, today=report.talk.today)
    return isinstance(value, Misread) and not value.maybe


def answer(report: OpenReport, question: Question, text: str) -> Turn:
    """A text as the answer to a question, on screen or quoted."""
    if question.kind == "note":
        return required(report, question)  # it holds the sending up until answers are mended
    if question.kind in MEDIA_KINDS:
        return _wrote_at_evidence(report, question, text)
    if question.kind in outlining.KINDS:
        return outlining.typed(report, question, text)
    if question.kind in LISTS:
        return typed_choice(report, question, text)
    if prompts.is_long(question):
        return (
            finish_text(report, question)
            if heard("enough", text)
            else long_text.add(report, question, text)
        )
    value = read_answer(question, text, language=report.talk.language, today=report.talk.today)
    if isinstance(value, Misread) and value.maybe:
        return _which_year(report, question, text, value.maybe)
    if isinstance(value, Misread):
        return again(
            report, question, report.talk.say(f"misread.{value.code}", **prompts.limits(question))
        )
    return accept(report, question, _as_asked(report, question, value))


def _as_asked(report: OpenReport, question: Question, value: str) -> str:
    """A number typed as text (of a card, a telephone) in the way its question wants it: Arabic
    digits, no dashes.
    """
    if question.kind != "text" or not report.session.breaks_constraint(question, value):
        return value
    digits = arabic(value)
    ways = (digits, BETWEEN_DIGITS.sub("", digits)) if DIGITS.fullmatch(digits) else (digits,)
    return next((way for way in ways if not report.session.breaks_constraint(question, way)), value)


def _which_year(report: OpenReport, question: Question, text: str, maybe: tuple[str, ...]) -> Turn:
    """20/3/13: of two years the one that can stand; if both can, it is asked."""
    standing = [
        value for value in maybe if not report.session.breaks_constraint(question, value)
    ] or [*maybe]
    if len(standing) == 1:
        return accept(report, question, standing[0])
    key, language = report.session.key(question.path), report.talk.language
    days = "\n".join(shown(question, value, language) for value in standing)
    words = report.talk.say("misread.which_year", text=text.strip(), days=days)
    buttons = tuple(
        Tap(shown_day(value), report.action("answer", question=key, value=value[:MINUTES]))
        for value in standing
    )
    left = choices(report, question)
    return spoken(report.talk.state, Text(words, (*buttons, *left), report.asks(question.path)))


def _wrote_at_evidence(report: OpenReport, question: Question, text: str) -> Turn:
    if heard("enough", text):
        return enough(report, question)
    link = read_link(text) if question.kind == "file" else None
    if isinstance(link, Link):
        return received_link(report, link.url, question)
    if link:
        return again(report, question, report.talk.say(f"link.{link.code}"))
    said = wanted(report.talk, question) if question.accept else ""
    return again(report, question, said or report.talk.say("misread.send_a_file"))


def finish_text(report: OpenReport, question: Question) -> Turn:
    """ครบแล้ว under a long text: it is read back as a whole."""
    value = report.session.value(question.path)
    if question.path not in report.draft.writing or not value:
        return again(report, question, report.talk.say("long_text.none_yet"))
    return accept(report, question, value)


def picked(report: OpenReport, question: Question, value: str) -> Turn:
    """What a calendar or a clock gave: 2013-03-20, 09:30 or 2013-03-20T09:30."""
    day, _, clock = value.partition("T") if question.kind != "time" else ("", "", value)
    moment, time = read_date(day) if day else None, read_time(clock) if clock else None
    match question.kind:
        case "date" if moment:
            return accept(report, question, written_date(question, moment))
        case "time" if time:
            return accept(report, question, written_time(time))
        case "datetime" if moment and time:
            return accept(report, question, written_moment(moment, time))
        case _:
            return again(report, question, report.talk.say("trouble.old_button"))


def placed(report: OpenReport, place: Placed) -> Turn:
    """A place on the map, for the question that asks for one."""
    question = asked_question(report)
    if question is not None and question.kind in outlining.KINDS:
        return outlining.added(report, question, place.latitude, place.longitude)
    if question is None or question.kind != "geopoint":
        return something_else(report, SomethingElse("location"))
    return accept(report, question, written_place(place.latitude, place.longitude))


def tapped_answer(report: OpenReport, question: Question, choice: str, value: str) -> Turn:
    """A button: a choice by its place in the list, or a short value of its own."""
    if question.kind in {"date", "datetime"}:
        return picked(report, question, value)
    if question.kind in LISTS:
        chosen = chosen_by(question, choice)
        return accept(report, question, chosen.name) if chosen else ask(report, question)
    is_own = value in {"OK", *prompts.steps(question)} and question.kind in {"acknowledge", "range"}
    is_own = is_own or question.kind == "barcode"  # one of several codes that were in a photo
    return accept(report, question, value) if is_own else ask(report, question)


def skip(report: OpenReport) -> Turn:
    question = asked_question(report)
    if question is None:
        return ask(report, asked(report))
    if report.draft.pieces.get(question.path):
        return enough(report, question)  # what was sent is not thrown away
    if prompts.is_long(question) and question.path in report.draft.writing:
        return finish_text(report, question)
    if report.session.is_required(question):
        return required(report, question)
    report = report.with_draft(report.draft.answering(question.path, ""))
    return heard_and_asked(report, question, report.talk.say("report.skipped"))


def back(report: OpenReport) -> Turn:
    """To the question before; its old answer stays until a new one is given."""
    report = report.with_draft(replace(report.draft, proposed=None))
    before = report.session.stop_before(report.draft.at)
    while isinstance(before, Question) and in_doubt.is_closed(report, before.path):
        before = report.session.stop_before(before.path)
    if before is None:
        return ask(report, asked(report)).after(Text(report.talk.say("report.first_question")))
    if isinstance(before, RowsEnd):
        return repeating.reopened(report, before)
    return edit(report, before, editing=report.draft.editing)


def edit(report: OpenReport, question: Question, *, editing: bool = True) -> Turn:
    """Asks one question again, whatever was answered; of a report that came back, only what is in
    doubt.
    """
    if in_doubt.is_closed(report, question.path):
        stop = None if report.talk.state.at_summary else asked(report)
        return ask(report, stop).after(Text(report.talk.say("returned.closed")))
    draft = replace(
        report.draft, answers=report.draft.answers.forget(question.path), editing=editing
    )
    return ask(report.with_draft(draft), question)


def something_else(report: OpenReport, what: SomethingElse) -> Turn:
    """A sticker or a place where an answer was awaited, or a picture that LINE does not hold."""
    talk = report.talk
    if what.kind == "outside":
        return again(report, asked(report), talk.say("evidence.from_outside"))
    kind = talk.say(
        f"misread.{what.kind}" if what.kind in {"sticker", "location"} else "misread.other"
    )
    return again(report, asked(report), talk.say("misread.something_else", kind=kind))
