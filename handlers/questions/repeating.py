"""Rows of a repeat in chat: one more, no more, none at all, taken out again."""

from msgspec.structs import replace

from forms.filling.rows import renaming, without_row
from forms.filling.stops import RowsEnd
from handlers.questions import asking
from handlers.questions.rows import row_name
from handlers.vocabulary.messages import Text
from handlers.vocabulary.talk import OpenReport
from handlers.vocabulary.turn import Turn
from handlers.vocabulary.words import heard


def wrote(report: OpenReport, end: RowsEnd, text: str) -> Turn:
    if heard("more_rows", text) or heard("yes", text):
        return add(report, end)
    if heard("no_more", text) or heard("enough", text) or heard("skip", text):
        return no_more(report, end)
    return asking.again(report, end, report.talk.say("repeat.say_which"))


def add(report: OpenReport, end: RowsEnd) -> Turn:
    """One more row, and its first question."""
    answers = report.session.add_row(end.path)
    if answers is report.session.answers:
        return no_more(report, end).after(Text(report.talk.say("repeat.full", count=end.rows)))
    return asking.ask(report.answering(answers.forget(end.path)))


def no_more(report: OpenReport, end: RowsEnd) -> Turn:
    report = report.answering(report.draft.answers.finish(end.path))
    aside, more = asking.notes(report, end.path)
    turn = asking.ask(report)
    return turn.after(Text(aside or more)) if aside or more else turn


def none_of(report: OpenReport, repeat: str) -> Turn:
    """There is nothing to list: the one row that was opened goes, with what was begun in it."""
    return _without(report, repeat, 1, "repeat.none")


def drop(report: OpenReport, repeat: str, number: int) -> Turn:
    """Takes a row out; those after it move up."""
    return _without(report, repeat, number, "repeat.dropped")


def _without(report: OpenReport, repeat: str, number: int, said: str) -> Turn:
    name = row_name(report, f"{repeat}[{number}]/")
    answers = without_row(report.session.answers, repeat, number).finish(repeat)
    renamed = renaming(repeat, number)
    draft = report.draft
    draft = replace(
        draft,
        answers=answers,
        pieces={
            new: found for path, found in draft.pieces.items() if (new := renamed(path)) is not None
        },
        said={said: new for said, path in draft.said.items() if (new := renamed(path)) is not None},
        unread={new: cell for path, cell in draft.unread.items() if (new := renamed(path))},
        writing=tuple(new for path in draft.writing if (new := renamed(path)) is not None),
        dropped=(*draft.dropped, f"{repeat}[{number}]"),
    )
    turn = asking.ask(report.with_draft(draft))
    return turn.after(Text(report.talk.say(said, row=name)))


def reopened(report: OpenReport, end: RowsEnd) -> Turn:
    """From the summary: whether there is one more row after all."""
    draft = replace(report.draft, answers=report.draft.answers.forget(end.path))
    return asking.ask(report.with_draft(draft), end)
