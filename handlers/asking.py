"""Asking: one question with its progress and its buttons, always ending in back, pause and cancel."""

from dataclasses import replace

from forms.xform import Question
from handlers import evidence, review
from handlers.answers import MEDIA
from handlers.messages import Button, PickDate, Tap, Text
from handlers.talk import OpenReport
from handlers.turn import Turn, spoken, tap

MOST_CHOICE_BUTTONS = 9  # LINE shows 13 quick replies; four are kept for going back, pausing, cancelling, skipping
LONGEST_LABEL = 20  # characters of a button


def ask(report: OpenReport, question: Question | None = None) -> Turn:
    """Asks the given question, or the next one that has no answer; the summary when all have one."""
    question = question or report.session.next()
    if question is None:
        return review.show(report)
    report = report.with_draft(replace(report.draft, at=question.path))
    report, attached = evidence.attach_loose(report, question)
    turn = spoken(report.talk.state, Text(question_text(report, question), choices(report, question)))
    return turn.after(Text(attached)) if attached else turn


def question_text(report: OpenReport, question: Question) -> str:
    talk, session = report.talk, report.session
    place, count = session.place(question.path)
    heading = talk.say("report.heading", code=report.indicator.code, place=place, count=count)
    text = talk.say("report.question", heading=heading, label=session.say(question.label, question.path, talk.language))
    hint = session.say(question.hint, question.path, talk.language)
    if hint:
        text = talk.say("report.with_hint", question=text, hint=hint)
    if _needs_numbers(question, talk.language):
        labels = [choice.label.text(talk.language) for choice in question.choices]
        numbered = [talk.say("report.numbered", number=n, label=label) for n, label in enumerate(labels, 1)]
        text = "\n".join([text, *numbered])
    return text


def _needs_numbers(question: Question, language: str) -> bool:
    return len(question.choices) > MOST_CHOICE_BUTTONS or any(
        len(choice.label.text(language)) > LONGEST_LABEL for choice in question.choices
    )


def choices(report: OpenReport, question: Question) -> tuple[Button, ...]:
    """The question's own buttons, then back, pause and cancel: always, and always last."""
    language = report.talk.language
    own: tuple[Button, ...] = ()
    if question.kind in MEDIA:
        own = evidence.evidence_buttons(report, question)
    elif question.kind == "date":
        own = (PickDate(report.talk.say("buttons.pick_date"), report.action("answer", q=question.name)),)
    elif question.choices:
        own = _choice_buttons(report, question)
    if not report.session.is_required(question):
        own = (*own, tap("skip", language, report.action("skip")))
    return (*own, *(tap(name, language, report.action(name)) for name in ("back", "pause", "cancel")))


def _choice_buttons(report: OpenReport, question: Question) -> tuple[Button, ...]:
    numbers = _needs_numbers(question, report.talk.language)
    name = "toggle" if question.kind == "select_multiple" else "answer"
    buttons: list[Button] = [
        Tap(
            str(number) if numbers else choice.label.text(report.talk.language),
            report.action(name, q=question.name, v=choice.name),
        )
        for number, choice in enumerate(question.choices[:MOST_CHOICE_BUTTONS], 1)
    ]
    if question.kind == "select_multiple":
        buttons = [*buttons[: MOST_CHOICE_BUTTONS - 1], tap("done", report.talk.language, report.action("chosen"))]
    return tuple(buttons)


def asked(report: OpenReport) -> Question | None:
    """The question on screen."""
    return report.session.form.question(report.draft.at)


def again(report: OpenReport, question: Question, why: str) -> Turn:
    """Says what was wrong, then asks the same question; nothing already given is touched."""
    return ask(report, question).after(Text(why))
