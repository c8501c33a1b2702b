"""Buttons of what is on screen: one of a question that is no longer asked changes nothing, and
what is asked now is asked again.
"""

from collections.abc import Callable

from msgspec.structs import replace

from forms.filling.stops import RowsEnd
from forms.kinds import MEDIA_KINDS
from forms.model import Question
from handlers.questions import answering, listing, outlining, ranking, repeating, summary
from handlers.questions.accepting import accept
from handlers.questions.asking import ask, asked, asked_question, show
from handlers.questions.choosing import chosen_by
from handlers.questions.evidence_answers import choose_file, enough
from handlers.questions.rows import end_of
from handlers.vocabulary.actions import Action
from handlers.vocabulary.command import FormCommand, at_any_moment, at_summary
from handlers.vocabulary.messages import Text
from handlers.vocabulary.talk import OpenReport
from handlers.vocabulary.turn import Turn


def _not_asked(opened: OpenReport) -> Turn:
    stop = asked(opened)
    return ask(opened, stop).after(Text(opened.talk.say("report.not_asked")))


def _of_question(
    run: Callable[[OpenReport, Question, Action], Turn],
) -> Callable[[OpenReport, Action], Turn]:
    """For the question on screen only."""

    def checked(opened: OpenReport, chosen: Action) -> Turn:
        question = asked_question(opened)
        if question is None or chosen.question != opened.session.key(question.path):
            return _not_asked(opened)
        return run(opened, question, chosen)

    return checked


def _answer(opened: OpenReport, question: Question, chosen: Action) -> Turn:
    if chosen.picked:
        return answering.picked(opened, question, chosen.picked)
    return answering.tapped_answer(opened, question, chosen.choice, chosen.value)


def _toggle(opened: OpenReport, question: Question, chosen: Action) -> Turn:
    choice = chosen_by(question, chosen.choice)
    if question.kind == "rank" and choice:
        return ranking.placed(opened, question, choice)
    return listing.toggle(opened, question, [choice]) if choice else _not_asked(opened)


def _as_it_stands(opened: OpenReport, question: Question, _chosen: Action) -> Turn:
    if question.kind in outlining.KINDS:
        return outlining.finished(opened, question)
    return accept(opened, question, opened.session.value(question.path))


def _page(opened: OpenReport, question: Question, chosen: Action) -> Turn:
    return show(opened, question, chosen.first)


def sure(opened: OpenReport) -> Turn:
    """ใช่: the answer stands, though it takes rows away."""
    question, value = asked_question(opened), opened.draft.unsure
    if question is None or not value:
        return _not_asked(opened)
    return accept(opened.with_draft(replace(opened.draft, unsure="")), question, value, sure=True)


def _may_be_enough(opened: OpenReport) -> bool:
    """Whether what is on screen takes several messages: evidence, ticks, or a long text that was
    begun.
    """
    question = asked_question(opened)
    if question is None or at_summary(opened):
        return False
    return (
        question.kind in {*MEDIA_KINDS, "select_multiple"} or question.path in opened.draft.writing
    )


def _enough(opened: OpenReport, _chosen: Action) -> Turn:
    """ครบแล้ว: the evidence, the ticks or the long text are complete."""
    question = asked_question(opened)
    if question is None or not _may_be_enough(opened):
        return ask(opened, asked(opened))
    if question.kind in MEDIA_KINDS:
        return enough(opened, question)
    if question.kind in outlining.KINDS:
        return outlining.finished(opened, question)
    if question.kind == "rank":
        return ask(opened, question)
    if question.kind == "select_multiple":
        return accept(opened, question, opened.session.value(question.path))
    return answering.finish_text(opened, question)


def _edit_one(opened: OpenReport, chosen: Action) -> Turn:
    wanted = opened.session.by_key(chosen.question)
    return answering.edit(opened, wanted) if isinstance(wanted, Question) else ask(opened)


def _of_rows(
    run: Callable[[OpenReport, RowsEnd, Action], Turn | None],
) -> Callable[[OpenReport, Action], Turn]:
    """For the rows a button names; not asked, where `run` finds that they are not on screen."""

    def checked(opened: OpenReport, chosen: Action) -> Turn:
        end = end_of(opened, chosen.rows)
        return (end and run(opened, end, chosen)) or _not_asked(opened)

    return checked


def _reopen(opened: OpenReport, end: RowsEnd, _chosen: Action) -> Turn | None:
    return None if opened.draft.only else repeating.reopened(opened, end)


def _add_row(opened: OpenReport, end: RowsEnd, _chosen: Action) -> Turn | None:
    return repeating.add(opened, end) if _asks_for_more(opened, end) else None


def _no_more(opened: OpenReport, end: RowsEnd, _chosen: Action) -> Turn | None:
    return repeating.no_more(opened, end) if _asks_for_more(opened, end) else None


def _asks_for_more(opened: OpenReport, end: RowsEnd) -> bool:
    stop = asked(opened)
    return isinstance(stop, RowsEnd) and stop.path == end.path


def _none_of(opened: OpenReport, end: RowsEnd, _chosen: Action) -> Turn | None:
    is_only = end.rows == 1 and _is_in_row(opened, end, "1")
    return repeating.none_of(opened, end.path) if is_only else None


def _drop_row(opened: OpenReport, end: RowsEnd, chosen: Action) -> Turn | None:
    is_here = _is_in_row(opened, end, chosen.number)
    return repeating.drop(opened, end.path, int(chosen.number)) if is_here else None


def _is_in_row(opened: OpenReport, end: RowsEnd, number: str) -> bool:
    stop = asked(opened)
    return stop is not None and stop.path.startswith(f"{end.path}[{number}]/")


FORM_COMMANDS = (
    FormCommand("answer", _of_question(_answer)),
    FormCommand("toggle", _of_question(_toggle)),
    FormCommand("chosen", _of_question(_as_it_stands)),
    FormCommand("keep", _of_question(_as_it_stands)),
    FormCommand("more", _of_question(_page)),
    FormCommand("sure", _of_question(lambda opened, _question, _chosen: sure(opened))),
    FormCommand("skip", lambda opened, _: answering.skip(opened)),
    FormCommand("enough", _enough, typed=_may_be_enough),
    FormCommand("choose_file", lambda opened, _: choose_file(opened)),
    FormCommand("back", lambda opened, _: answering.back(opened), typed=at_any_moment),
    FormCommand("stay", lambda opened, _: ask(opened, asked(opened))),
    FormCommand("edit", lambda opened, chosen: summary.pick(opened, chosen.first)),
    FormCommand("edit_one", _edit_one),
    FormCommand("summary", lambda opened, chosen: summary.show(opened, chosen.first)),
    FormCommand("reopen", _of_rows(_reopen)),
    FormCommand("add_row", _of_rows(_add_row)),
    FormCommand("no_more", _of_rows(_no_more)),
    FormCommand("none_of", _of_rows(_none_of)),
    FormCommand("drop_row", _of_rows(_drop_row)),
)
