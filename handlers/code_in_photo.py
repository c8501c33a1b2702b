"""A photo of a bar code or QR code, where a question asks for one: kept, read by the worker, and
what was read comes back as an event.
"""

from pathlib import PurePath

from forms.model import Question
from handlers.questions import answering, asking, signed
from handlers.questions.asking import again, ask, asked, asked_question
from handlers.questions.evidence import keep, piece_of
from handlers.vocabulary.effects import ReadCode
from handlers.vocabulary.events import CodeRead, Sent
from handlers.vocabulary.messages import Tap, Text
from handlers.vocabulary.talk import OpenReport, Talk, open_report
from handlers.vocabulary.turn import Turn, spoken, told

READABLE = {".jpg", ".jpeg", ".png", ".webp"}
LONGEST_TAP = 60  # letters of a code that fits into a button
MOST_TAPS = 6


def takes(report: OpenReport, what: Sent) -> bool:
    """Whether it is a picture, and a code is asked for."""
    question = asked_question(report)
    is_picture = what.kind == "image" or PurePath(what.name.lower()).suffix in READABLE
    return is_picture and question is not None and question.kind == "barcode"


def sent(report: OpenReport, what: Sent) -> Turn:
    """Nothing is said until it has been read; the chat goes on meanwhile. Of a survey no photo is
    kept, for it would tell who answers.
    """
    question = asked_question(report)
    if question is None or report.draft.survey:
        return again(report, asked(report), report.talk.say("code.type_it"))
    piece = piece_of(report.talk, what)
    wanted = ReadCode(piece.id, report.draft.id, question.path)
    return Turn(report.talk.state, (keep(report.talk, piece, what.size), wanted))


def read(talk: Talk, what: CodeRead) -> Turn:
    """What the worker found in the photo, for the question it was sent to."""
    opened = open_report(talk, talk.state.draft) if talk.state.draft else None
    if opened is None or opened.draft.id != what.draft:
        return told(talk.state, "code.form_gone")
    if (paper := signed.paper_of(opened, what.question)) is not None:
        return signed.read(opened, paper, what)
    question = asked_question(opened)
    if question is None or question.path != what.question:
        return _late(opened, what)
    match what.codes:
        case ():
            return again(opened, question, talk.say("code.none"))
        case (code,):
            return answering.answer(opened, question, code)
        case codes:
            return _which(opened, question, codes)


def _late(report: OpenReport, what: CodeRead) -> Turn:
    """Another question is asked by now: what is open is asked again."""
    found = ", ".join(what.codes) or "–"
    return ask(report, asked(report)).after(Text(report.talk.say("code.late", codes=found)))


def _which(report: OpenReport, question: Question, codes: tuple[str, ...]) -> Turn:
    """Several codes in one photo: one is tapped, or typed."""
    key = report.session.key(question.path)
    taps = tuple(
        Tap(code, report.action("answer", question=key, value=code))
        for code in codes[:MOST_TAPS]
        if len(code) <= LONGEST_TAP
    )
    words = report.talk.say("code.which", codes="\n".join(codes))
    buttons = (*taps, *asking.choices(report, question))
    return spoken(report.talk.state, Text(words, buttons, report.asks(question.path)))
