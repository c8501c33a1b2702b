"""An order: typed at once, or tapped one after another until every choice has its place."""

from dataclasses import replace

from forms.filling.typed import Misread, read_answer
from forms.model import Choice, Question
from handlers.questions.accepting import accept
from handlers.questions.asking import ask, choices
from handlers.vocabulary.answers import shown
from handlers.vocabulary.messages import Text
from handlers.vocabulary.talk import OpenReport
from handlers.vocabulary.turn import Turn, spoken


def typed(report: OpenReport, question: Question, text: str) -> Turn:
    """3 1 2, or the labels in their order, of the choices that are offered."""
    talk = report.talk
    offered = replace(question, choices=report.session.choices(question))
    value = read_answer(offered, text, language=talk.language, today=talk.today)
    if isinstance(value, Misread):
        return ask(report, question).after(Text(talk.say(f"misread.{value.code}")))
    return accept(report, question, value)


def placed(report: OpenReport, question: Question, choice: Choice) -> Turn:
    """The next place is this choice's; the last one needs no tap."""
    begun = question.path in report.draft.writing
    before = report.session.value(question.path).split() if begun else []
    names = [*(name for name in before if name != choice.name), choice.name]
    left = [one.name for one in report.session.choices(question) if one.name not in names]
    if len(left) <= 1:
        return accept(report, question, " ".join([*names, *left]))
    report = report.with_draft(report.draft.gathering(question.path, " ".join(names)))
    order = shown(question, " ".join(names), report.talk.language)
    said = report.talk.say("report.rank_now", order=order)
    return spoken(
        report.talk.state, Text(said, choices(report, question), report.asks(question.path))
    )
