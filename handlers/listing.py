"""Answering from a list: typed words among its choices, ticks one after another, a further page."""

from dataclasses import replace

from forms.choices import meant, several_meant
from forms.model import Choice, Question
from handlers import choosing
from handlers.accepting import accept
from handlers.answers import shown
from handlers.asking import ask, choices, list_page, show
from handlers.messages import Text
from handlers.talk import OpenReport
from handlers.turn import Turn, spoken
from handlers.words import heard


def typed_choice(report: OpenReport, question: Question, text: str) -> Turn:
    """A number, a label or a part of one; a list too long to see is narrowed by it."""
    if question.kind == "select_multiple":
        return _typed_several(report, question, text)
    listed = choosing.listed(report, question)
    if report.draft.search and len(listed) == 1 and heard("yes", text):
        return accept(report, question, listed[0].name)
    found = meant(listed, text, report.talk.language)
    if found.one is None:
        found = meant(report.session.choices(question), text, report.talk.language)
    if found.one is not None:
        return accept(report, question, found.one.name)
    return _narrowed(report, question, text) if found.maybe else _no_match(report, question)


def _typed_several(report: OpenReport, question: Question, text: str) -> Turn:
    """All at once: "1 3 4"; of a list longer than one page what is typed is ticked, and more may follow."""
    language = report.talk.language
    offered = report.session.choices(question)
    found, unread = several_meant(choosing.listed(report, question), text, language)
    if unread or not found:
        found, unread = several_meant(offered, text, language)
    if unread or not found:
        return (
            _narrowed(report, question, text) if meant(offered, text, language).maybe else _no_match(report, question)
        )
    page = list_page(report, question)
    if page is not None and page.next is None and page.choices and not report.draft.search:
        return accept(report, question, " ".join(choice.name for choice in found))
    return toggle(report, question, found)


def _narrowed(report: OpenReport, question: Question, text: str) -> Turn:
    """Only the choices the text may mean, to be asked about."""
    report = report.with_draft(replace(report.draft, search=text.strip()))
    count = len(choosing.listed(report, question))
    key = "choices.which" if count > 1 else "choices.is_it"
    return show(report, question).after(Text(report.talk.say(key, text=text.strip()[:40], count=count)))


def _no_match(report: OpenReport, question: Question) -> Turn:
    return ask(report, question).after(Text(report.talk.say("misread.not_a_choice")))


def toggle(report: OpenReport, question: Question, picked: list[Choice]) -> Turn:
    """Ticks choices, or takes the ticks away; what is ticked is said, and more may follow."""
    report = choosing.toggled(report, question, [choice.name for choice in picked])
    report = report.with_draft(replace(report.draft, search=""))
    value = report.session.value(question.path)
    labels = shown(question, value, report.talk.language) if value else report.talk.say("report.select_none")
    said = report.talk.say("report.select_now", chosen=labels)
    return spoken(report.talk.state, Text(said, choices(report, question), (report.draft.id, question.path)))
