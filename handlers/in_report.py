"""What is said and tapped while a form is open: each to its place."""

from dataclasses import replace

from forms.filling.stops import RowsEnd
from forms.model import Question
from handlers import sending
from handlers.questions import (
    answering,
    listing,
    outlining,
    quoting,
    ranking,
    repeating,
    summary,
    typed_buttons,
)
from handlers.questions.accepting import accept
from handlers.questions.asking import ask, asked, asked_question, show
from handlers.questions.choosing import chosen_by
from handlers.questions.evidence_answers import enough
from handlers.questions.rows import end_of
from handlers.reports import report
from handlers.review import returned
from handlers.vocabulary.actions import Action
from handlers.vocabulary.answers import MEDIA
from handlers.vocabulary.events import Tapped, Wrote
from handlers.vocabulary.messages import Text
from handlers.vocabulary.talk import OpenReport
from handlers.vocabulary.turn import Turn
from handlers.vocabulary.words import heard
from thai.digits import number

NAVIGATION = ("back", "pause", "cancel", "send", "enough")
ABOUT_QUESTION = {"answer", "toggle", "chosen", "keep", "more", "sure"}
ABOUT_ROWS = {"add_row", "no_more", "none_of", "drop_row", "reopen"}


def wrote(opened: OpenReport, said: Wrote) -> Turn:
    """A text: a word of the bot's, an answer to what is quoted, or to what is on screen."""
    quoted = quoting.quoted(opened, said)
    if quoting.is_lost(opened, said):
        return quoting.lost(opened)
    if quoted is not None and quoted.path != opened.draft.at:
        return quoting.answer(opened, quoted, said)
    if opened.draft.unsure and heard("yes", said.text):
        return _sure(opened)
    if typed_buttons.is_choice(opened, said.text):
        return answering.wrote(opened, said)
    chosen = typed_buttons.typed(opened, said.text)
    if chosen is not None and (turn := tapped(opened, chosen, Tapped(""))) is not None:
        return turn
    at_summary = opened.talk.state.place == "review"
    word = next((one for one in NAVIGATION if heard(one, said.text)), "")
    if word in {"send", "enough"} and (word == "send") != at_summary:
        word = ""
    if word == "enough" and not _may_be_enough(opened):
        word = ""
    if word:
        return _navigate(opened, word)
    return _wrote_at_summary(opened, said.text) if at_summary else answering.wrote(opened, said)


def _navigate(opened: OpenReport, word: str) -> Turn:
    match word:
        case "back":
            return answering.back(opened)
        case "pause":
            return report.pause(opened)
        case "cancel":
            return report.cancel(opened)
        case "send":
            return sending.send(opened)
        case _:
            return _enough(opened)


def _may_be_enough(opened: OpenReport) -> bool:
    """Whether what is on screen takes several messages: evidence, ticks, or a long text that was
    begun.
    """
    question = asked_question(opened)
    if question is None:
        return False
    return question.kind in {*MEDIA, "select_multiple"} or question.path in opened.draft.writing


def _enough(opened: OpenReport) -> Turn:
    """ครบแล้ว: the evidence, or the long text, is complete."""
    question = asked_question(opened)
    if question is None or not _may_be_enough(opened):
        return ask(opened, asked(opened))
    if question.kind in outlining.KINDS:
        return outlining.finished(opened, question)
    if question.kind == "select_multiple":
        return accept(opened, question, opened.session.value(question.path))
    if question.kind == "rank":
        return ask(opened, question)
    return (
        enough(opened, question)
        if question.kind in MEDIA
        else answering.finish_text(opened, question)
    )


def _wrote_at_summary(opened: OpenReport, text: str) -> Turn:
    """แก้ไข, or the number of the answer to mend."""
    questions = opened.session.questions()
    place = number(text.removeprefix("แก้ข้อ"))
    if place is not None and place in range(1, len(questions) + 1):
        return answering.edit(opened, questions[int(place) - 1])
    return summary.pick(opened) if heard("edit", text) else summary.show(opened)


def tapped(opened: OpenReport, chosen: Action, what: Tapped) -> Turn | None:
    """A button of the open form; None when it is none of these."""
    if chosen.name in ABOUT_QUESTION:
        return _about_question(opened, chosen, what)
    if chosen.name in ABOUT_ROWS:
        return _about_rows(opened, chosen)
    if chosen.name in NAVIGATION:
        return _navigate(opened, chosen.name)
    match chosen.name:
        case "skip":
            return answering.skip(opened)
        case "edit":
            return summary.pick(
                opened, int(chosen.get("n") or 0) if (chosen.get("n") or "0").isdecimal() else 0
            )
        case "summary":
            return summary.page(opened, chosen)
        case "edit_one":
            wanted = opened.session.by_key(chosen.get("q"))
            return answering.edit(opened, wanted) if isinstance(wanted, Question) else ask(opened)
        case "keep_answer" | "drop_evidence":
            return returned.tapped(opened, chosen)
        case "stay":
            return ask(opened, asked(opened))
        case _:
            return None


def _about_question(opened: OpenReport, chosen: Action, what: Tapped) -> Turn | None:
    question = asked_question(opened)
    if question is None or chosen.get("q") != opened.session.key(question.path):
        return _not_asked(opened)
    match chosen.name:
        case "answer" if what.picked:
            return answering.picked(opened, question, what.picked)
        case "answer":
            return answering.tapped_answer(opened, question, chosen.get("c"), chosen.get("v"))
        case "toggle":
            choice = chosen_by(question, chosen.get("c"))
            if question.kind == "rank" and choice:
                return ranking.placed(opened, question, choice)
            return listing.toggle(opened, question, [choice]) if choice else _not_asked(opened)
        case "sure":
            return _sure(opened)
        case "chosen" if question.kind in outlining.KINDS:
            return outlining.finished(opened, question)
        case "chosen" | "keep":
            return accept(opened, question, opened.session.value(question.path))
        case _:
            return show(
                opened, question, int(chosen.get("n")) if chosen.get("n").isdecimal() else 0
            )


def _sure(opened: OpenReport) -> Turn:
    """ใช่: the answer stands, though it takes rows away."""
    question, value = asked_question(opened), opened.draft.unsure
    if question is None or not value:
        return _not_asked(opened)
    return accept(opened.with_draft(replace(opened.draft, unsure="")), question, value, sure=True)


def _not_asked(opened: OpenReport) -> Turn:
    stop = asked(opened)
    return ask(opened, stop).after(Text(opened.talk.say("report.not_asked")))


def _about_rows(opened: OpenReport, chosen: Action) -> Turn:
    end, stop = end_of(opened, chosen.get("r")), asked(opened)
    if end is None:
        return _not_asked(opened)
    match chosen.name:
        case "reopen" if not opened.draft.only:
            return repeating.reopened(opened, end)
        case "add_row" | "no_more" if isinstance(stop, RowsEnd) and stop.path == end.path:
            return (
                repeating.add(opened, end)
                if chosen.name == "add_row"
                else repeating.no_more(opened, end)
            )
        case "none_of" if (
            stop is not None and stop.path.startswith(f"{end.path}[1]/") and end.rows == 1
        ):
            return repeating.none_of(opened, end.path)
        case "drop_row" if stop is not None and stop.path.startswith(
            f"{end.path}[{chosen.get('n')}]/"
        ):
            return repeating.drop(opened, end.path, int(chosen.get("n")))
        case _:
            return _not_asked(opened)


def help_in(opened: OpenReport, words: str) -> Turn:
    """Something said in mid-form ends with what is open."""
    if opened.talk.state.place == "review":
        return summary.show(opened).after(Text(words))
    return ask(opened, asked(opened)).after(Text(words))


def without_wish(opened: OpenReport) -> OpenReport:
    """The person went on answering instead of leaving."""
    return replace(opened, talk=opened.talk.becoming(wanted=""))
