"""Taking an answer: it is kept if it stands, else the person hears why, with a way to mend what it
disagrees with.
"""

import re

from msgspec.structs import replace

from forms.model import Question
from handlers.questions import room, row_counts
from handlers.questions.asking import LISTS, again, ask, said_with_notes
from handlers.vocabulary.answers import shown
from handlers.vocabulary.effects import Say
from handlers.vocabulary.messages import Message, Text
from handlers.vocabulary.talk import OpenReport
from handlers.vocabulary.turn import Turn, tap

LONGEST_READ_BACK = (
    8_000  # letters: two messages, so that notes and the next question have room behind them
)
NAME = re.compile(r"[\w.-]+")


def accept(report: OpenReport, question: Question, value: str, *, sure: bool = False) -> Turn:
    """`sure`: rows that have answers in them may go."""
    if not value and report.session.is_required(question):
        return required(report, question)
    if report.session.breaks_constraint(question, value):
        return _refuse(report, question, value)
    if question.kind in LISTS and not _is_offered(report, question, value):
        return again(report, question, report.talk.say("misread.not_a_choice"))
    if why := room.objection(report, question.path, value):
        return again(report, question, why)
    if not sure and (turn := row_counts.objection(report, question, value)):
        return turn
    report = report.with_draft(report.draft.answering(question.path, value))
    said = _read_back(report, shown(question, value, report.talk.language))
    return heard_and_asked(report, question, said)


def heard_and_asked(report: OpenReport, question: Question, said: str) -> Turn:
    """What was understood, then what comes next; of a survey in one bubble, for a survey of twenty
    statements is twenty bubbles.
    """
    turn, words = go_on(report), said_with_notes(report, question.path, said)
    first = turn.says[0] if turn.says else None
    if not report.draft.survey or len(words) > 1 or not isinstance(first, Text):
        return turn.after(*words)
    both = replace(first, text=f"{words[0].text}\n{first.text}")
    return replace(turn, effects=(*turn.others, Say((both, *turn.says[1:]))))


def _read_back(report: OpenReport, answer: str) -> str:
    """What was understood; of a text longer than a few messages its beginning, its end and its
    length.
    """
    if len(answer) <= LONGEST_READ_BACK:
        return report.talk.say("report.accepted", answer=answer)
    half = LONGEST_READ_BACK // 2
    parts = {"beginning": answer[:half], "end": answer[-half:], "count": f"{len(answer):,}"}
    return report.talk.say("report.accepted_long", **parts)


def required(report: OpenReport, question: Question) -> Turn:
    """Why this question cannot be left out."""
    why = report.session.say(question.required_message, question.path, report.talk.language)
    return again(report, question, why or report.talk.say("report.required"))


def _is_offered(report: OpenReport, question: Question, value: str) -> bool:
    names = {choice.name for choice in report.session.choices(question)}
    return set(value.split()) <= names if question.kind != "select_one" else value in {"", *names}


def go_on(report: OpenReport) -> Turn:
    """The next stop; after an edit, straight to what no longer fits, or back to the summary."""
    unfit = report.session.broken() if report.draft.editing else None
    if unfit is None:
        return ask(report.with_draft(replace(report.draft, editing=False)))
    draft = replace(report.draft, answers=report.draft.answers.forget(unfit.path))
    return ask(report.with_draft(draft), unfit).after(Text(report.talk.say("review.changed")))


def _refuse(report: OpenReport, question: Question, value: str) -> Turn:
    """Why an answer cannot stand, with a way to mend the earlier answer it disagrees with."""
    talk = report.talk
    tried = report.answering(report.draft.answers.keep({question.path: value}))
    why = tried.session.say(question.constraint_message, question.path, talk.language)
    said = shown(question, value, talk.language)
    words = (
        talk.say("report.wrong", answer=said, why=why) if why else talk.say("report.out_of_range")
    )
    other = _disagrees_with(report, question)
    turn = ask(report, question).after(Text(words))
    return turn if other is None else _with_mend(turn, report, other)


def _disagrees_with(report: OpenReport, question: Question) -> Question | None:
    """The earlier question the constraint speaks of, the nearest if there are several."""
    named = set(NAME.findall(question.rules.constraint_text))
    for other in reversed(report.session.questions()):
        if other.name in named and report.session.place(other.path) < report.session.place(
            question.path
        ):
            return other
    return None


def _with_mend(turn: Turn, report: OpenReport, before: Question) -> Turn:
    place, _ = report.session.place(before.path)
    data = report.action("edit_one", question=report.session.key(before.path))
    mend = tap("edit_one", report.talk.language, data, place=place)
    effect = turn.effects[-1]
    messages: tuple[Message, ...] = effect.messages  # type: ignore[union-attr]
    last = messages[-1]
    messages = (*messages[:-1], replace(last, choices=(mend, *last.choices)))
    return replace(turn, effects=(*turn.effects[:-1], replace(effect, messages=messages)))
