"""The evidence of the question on screen, piece by piece: looked at, one taken out after a second
look, another sent in its place.
"""

from forms.kinds import MEDIA_KINDS
from forms.model import Question
from handlers.questions import evidence_gone
from handlers.questions.asking import ask, asked_question, choices
from handlers.vocabulary.actions import Action
from handlers.vocabulary.command import FormCommand
from handlers.vocabulary.draft import Piece
from handlers.vocabulary.messages import Card, Row, Text
from handlers.vocabulary.talk import OpenReport
from handlers.vocabulary.turn import Turn, spoken, tap
from thai.graphemes import cut

MOST_ROWS = 10
LONGEST_NAME = 40  # letters of a file's name


def show(report: OpenReport, _chosen: Action) -> Turn | None:
    """ดู/ลบรูป: every piece with its number, the newest first; None where no evidence is asked."""
    question = _asking(report)
    if question is None:
        return None
    pieces = report.draft.pieces.get(question.path, ())
    if not pieces:
        return ask(report, question).after(Text(report.talk.say("evidence.none_yet")))
    talk, key = report.talk, report.session.key(question.path)
    newest = list(enumerate(pieces, 1))[::-1][:MOST_ROWS]
    rows = tuple(
        Row(
            _called(report, place, piece),
            button=tap(
                "drop_piece",
                talk.language,
                report.action("drop_piece", question=key, value=piece.id[:8]),
                place=place,
            ),
        )
        for place, piece in newest
    )
    title = talk.say("evidence.pieces", count=len(pieces))
    alt = " · ".join([title, *(row.title for row in rows)])
    return spoken(talk.state, Card(alt, title, rows=rows, choices=choices(report, question)))


def drop(report: OpenReport, chosen: Action) -> Turn | None:
    """ลบ 2: asks first which piece that is; then it is out of the report, and another may come."""
    question = _asking(report)
    if question is None or chosen.question != report.session.key(question.path):
        return None
    pieces = report.draft.pieces.get(question.path, ())
    found = [pair for pair in enumerate(pieces, 1) if pair[1].id.startswith(chosen.value)]
    if not chosen.value or len(found) != 1:
        return show(report, chosen)
    place, piece = found[0]
    if not chosen.sure:
        return _ask_first(report, chosen, _called(report, place, piece))
    left = evidence_gone.left_of(report, question.path, piece)
    key = "evidence.piece_dropped" if left.draft.pieces.get(question.path) else "evidence.all_gone"
    count = len(left.draft.pieces.get(question.path, ()))
    return ask(left, question).after(Text(report.talk.say(key, count=count)))


def _ask_first(report: OpenReport, chosen: Action, name: str) -> Turn:
    talk = report.talk
    again = report.action("drop_piece", question=chosen.question, value=chosen.value, sure="1")
    buttons = (
        tap("drop_it", talk.language, again),
        tap("keep_piece", talk.language, report.action("pieces")),
    )
    return spoken(talk.state, Text(talk.say("evidence.drop_sure", name=name), buttons))


def _asking(report: OpenReport) -> Question | None:
    """The question on screen where it takes evidence."""
    question = asked_question(report)
    return question if question is not None and question.kind in MEDIA_KINDS else None


def _called(report: OpenReport, place: int, piece: Piece) -> str:
    kind = report.talk.say(f"evidence.kind_{piece.kind}")
    return f"{place}. {kind} · {cut(piece.name, LONGEST_NAME)}"


def _has_any(report: OpenReport) -> bool:
    question = _asking(report)
    return question is not None and bool(report.draft.pieces.get(question.path))


FORM_COMMANDS = (
    FormCommand("pieces", show, typed=_has_any),
    FormCommand("drop_piece", drop),
)
