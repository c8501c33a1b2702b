"""Answering from a list: typed words among its choices, ticks one after another, a further page."""

from msgspec.structs import replace

from forms.filling.choices import is_label, meant, several_meant
from forms.model import Choice, Question
from handlers.questions import choosing, ranking, row_counts
from handlers.questions.accepting import accept
from handlers.questions.asking import ask, choices, list_page, show
from handlers.vocabulary.answers import shown
from handlers.vocabulary.messages import Text
from handlers.vocabulary.talk import OpenReport
from handlers.vocabulary.turn import Turn, spoken
from handlers.vocabulary.words import heard
from thai.particles import without_particles

APART = {"none", "other", "no", "unknown"}  # choices that stand for themselves only
SAYS_NONE = ("ไม่", "อื่น")


def typed_choice(report: OpenReport, question: Question, text: str) -> Turn:
    """A number, a label or a part of one; a list too long to see is narrowed by it."""
    if not is_label(report.session.choices(question), text, report.talk.language):
        text = without_particles(text)
    if question.kind == "rank":
        return ranking.typed(report, question, text)
    if question.kind == "select_multiple":
        return _typed_several(report, question, text)
    listed, language = choosing.listed(report, question), report.talk.language
    if report.draft.search and len(listed) == 1 and heard("yes", text):
        return accept(report, question, listed[0].name)
    found = meant(listed, text, language, numbered=choosing.has_numbers(listed))
    if found.one is None and report.draft.search:
        found = meant(report.session.choices(question), text, language, numbered=False)
    if found.one is not None:
        return accept(report, question, found.one.name)
    return _narrowed(report, question, text) if found.maybe else _no_match(report, question)


def _typed_several(report: OpenReport, question: Question, text: str) -> Turn:
    """All at once: "1 3 4"; of a list longer than one page what is typed is ticked, and more may
    follow.
    """
    language, listed = report.talk.language, choosing.listed(report, question)
    if report.draft.search and len(listed) == 1 and heard("yes", text):
        return toggle(report, question, [*listed])
    offered = report.session.choices(question)
    if heard("everything", text) and (turn := _everything(report, question)):
        return turn
    found, unread = several_meant(listed, text, language, numbered=choosing.has_numbers(listed))
    if (unread or not found) and report.draft.search:
        found, unread = several_meant(offered, text, language, numbered=False)
    if unread or not found:
        maybe = meant(offered, text, language, numbered=choosing.has_numbers(offered)).maybe
        return _narrowed(report, question, text) if maybe else _no_match(report, question)
    page, has_begun = list_page(report, question), question.path in report.draft.writing
    if (
        page is not None
        and page.next is None
        and page.choices
        and not report.draft.search
        and not has_begun
    ):
        return accept(report, question, " ".join(choice.name for choice in found))
    return tick(report, question, found) if len(found) > 1 else toggle(report, question, found)


def _everything(report: OpenReport, question: Question) -> Turn | None:
    """ทั้งหมด: every choice; None where one of them says there is none, or something else."""
    offered = report.session.choices(question)
    labels = [one.label.text("th").strip() for one in offered]
    apart = any(one.name in APART for one in offered) or any(
        label.startswith(SAYS_NONE) for label in labels
    )
    if apart or not offered or not choosing.has_numbers(offered):
        return None
    return accept(report, question, " ".join(one.name for one in offered))


def tick(report: OpenReport, question: Question, found: list[Choice]) -> Turn:
    """Several typed at once are all meant to be there: none of them is taken out by being named
    again.
    """
    ticked = (
        report.session.value(question.path).split() if question.path in report.draft.writing else []
    )
    new = [choice for choice in found if choice.name not in ticked]
    return toggle(report, question, new) if new else show(report, question)


def _narrowed(report: OpenReport, question: Question, text: str) -> Turn:
    """Only the choices the text may mean, to be asked about."""
    report = report.with_draft(replace(report.draft, search=text.strip()))
    count = len(choosing.listed(report, question))
    key = "choices.which" if count > 1 else "choices.is_it"
    key = key if count <= choosing.MOST_PAGED else "choices.still_many"
    return show(report, question).after(
        Text(report.talk.say(key, text=text.strip()[:40], count=count))
    )


def _no_match(report: OpenReport, question: Question) -> Turn:
    return ask(report, question).after(Text(report.talk.say("misread.not_a_choice")))


def toggle(report: OpenReport, question: Question, picked: list[Choice]) -> Turn:
    """Ticks choices, or takes the ticks away; what is ticked is said, and more may follow from the
    same page.
    """
    before, report = report, choosing.toggled(report, question, [choice.name for choice in picked])
    if turn := row_counts.objection(before, question, report.session.value(question.path)):
        return turn
    report = report.with_draft(replace(report.draft, search=""))
    first = _page_with(report, question, picked[-1])
    value = report.session.value(question.path)
    labels = (
        shown(question, value, report.talk.language)
        if value
        else report.talk.say("report.select_none")
    )
    said = report.talk.say("report.select_now", chosen=labels)
    return spoken(
        report.talk.state, Text(said, choices(report, question, first), report.asks(question.path))
    )


def _page_with(report: OpenReport, question: Question, picked: Choice) -> int:
    """Where the page begins that a choice stands on."""
    page = list_page(report, question)
    size = len(page.choices) if page is not None else 0
    names = [choice.name for choice in choosing.listed(report, question)]
    return names.index(picked.name) // size * size if size and picked.name in names else 0
