"""A file with rows, sent in the middle of a form: kept, read by the worker, and what was read comes
back as an event.
"""

from msgspec.structs import replace

from forms.tables.lines import Line
from handlers.questions import taking
from handlers.questions.asking import ask, asked
from handlers.questions.evidence import keep, piece_of
from handlers.surveys.form_words import from_json, worded
from handlers.vocabulary.draft import Draft, Piece
from handlers.vocabulary.effects import ReadTable
from handlers.vocabulary.events import Sent, TableRead
from handlers.vocabulary.messages import Text
from handlers.vocabulary.talk import OpenReport, Talk, open_report
from handlers.vocabulary.turn import Turn, spoken, told


def sent(report: OpenReport, what: Sent) -> Turn:
    """Nothing is said until it has been read; the chat goes on meanwhile."""
    piece = piece_of(report.talk, what)
    kept = keep(report.talk, piece, what.size)
    return Turn(report.talk.state, (kept, ReadTable(piece.to_json(), report.draft.id)))


def read(talk: Talk, what: TableRead) -> Turn:
    """What the worker found in the file, for the form it was sent to, open or put aside."""
    piece, draft = Piece(**what.piece), talk.state.draft
    if what.problem is not None:
        is_broken = what.problem["code"] == "file_unreadable"
        reason = (
            talk.say("rows.broken_file")
            if is_broken
            else worded(from_json([what.problem]), talk.language)[0]
        )
        return _said(talk, talk.say("rows.unreadable", name=piece.name, why=reason))
    lines = [Line(number, tuple(cells)) for number, cells in what.lines]
    if draft is not None and draft.id == what.draft:
        opened = open_report(talk, draft)
        return taking.brought(opened, lines, piece) if opened else Turn(talk.state)
    aside = next((one for one in talk.state.paused if one.id == what.draft), None)
    opened = open_report(talk, aside) if aside else None
    if aside is None or opened is None:
        return told(talk.state, "rows.form_gone", name=piece.name)
    return _for_later(talk, opened, taking.brought(opened, lines, piece).state.draft)


def _for_later(talk: Talk, opened: OpenReport, now: Draft | None) -> Turn:
    """The rows wait in the form that was put aside; whatever is open stays open."""
    talk = replace(talk, state=talk.state.having(now)) if now else talk
    return _said(talk, talk.say("rows.wait_in", name=opened.called))


def _said(talk: Talk, words: str) -> Turn:
    """A sentence, and whatever is open asked again."""
    opened = open_report(talk, talk.state.draft) if talk.state.draft else None
    if opened is None or talk.state.at_summary:
        return spoken(talk.state, Text(words), must=True)
    return ask(replace(opened, talk=talk), asked(opened)).after(Text(words))
