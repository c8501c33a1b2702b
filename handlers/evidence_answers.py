"""Evidence as the answer to a question: files as they come, links, ครบแล้ว."""

from dataclasses import replace

from forms.model import Question
from handlers import evidence
from handlers.accepting import go_on
from handlers.answers import MEDIA
from handlers.asking import again, ask, asked_question, choices, notes
from handlers.effects import Say
from handlers.events import Sent
from handlers.evidence import Received
from handlers.messages import Text
from handlers.talk import OpenReport
from handlers.turn import Turn, spoken


def sent(report: OpenReport, what: Sent) -> Turn:
    """A photo or file: evidence for the question on screen, or kept until its question comes."""
    question = asked_question(report)
    if question is None or question.kind not in MEDIA:
        turn = evidence.loose(report.talk, what)
        return turn if question is None else _asking_on(turn, report, question)
    if not evidence.fits(what, question):
        return evidence.loose(report.talk, what).after(Text(report.talk.say(f"misread.{question.kind}_wanted")))
    return _received(evidence.receive(report, what, question), question)


def received_link(report: OpenReport, url: str, question: Question) -> Turn:
    """A web address as evidence, kept as it is."""
    return _received(evidence.receive_link(report, url, question), question)


def _asking_on(turn: Turn, report: OpenReport, question: Question) -> Turn:
    """The same turn, with the open question asked again after it."""
    if not any(isinstance(effect, Say) for effect in turn.effects):
        return turn
    asked_again = ask(replace(report, talk=replace(report.talk, state=turn.state)), question)
    said = tuple(message for effect in turn.effects if isinstance(effect, Say) for message in effect.messages)
    others = tuple(effect for effect in turn.effects if not isinstance(effect, Say))
    return asked_again.after(*said).also(*others)


def _received(got: Received, question: Question) -> Turn:
    state = got.report.talk.state
    if not got.said:
        return Turn(state, (got.keep,))
    return spoken(state, Text(got.said, choices(got.report, question))).also(got.keep)


def enough(report: OpenReport, question: Question) -> Turn:
    """ครบแล้ว: the evidence is complete, unless some of a set is still missing; a second tap goes on all the same."""
    pieces = report.draft.pieces.get(question.path, ())
    if not pieces:
        return again(report, question, report.talk.say("evidence.none_yet"))
    missing = evidence.missing_from_set(pieces)
    if missing and not report.draft.warned:
        warned = report.with_draft(replace(report.draft, warned=True))
        said = report.talk.say("evidence.set_incomplete", count=missing[0], total=missing[1])
        return spoken(warned.talk.state, Text(said, choices(warned, question)))
    report = report.with_draft(replace(evidence.answered(report.draft, question.path), warned=False))
    said = report.talk.say("evidence.accepted", count=len(pieces))
    _, more = notes(report, question.path)
    return go_on(report).after(Text(said), *((Text(more),) if more else ()))
