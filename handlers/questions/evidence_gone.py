"""Evidence that is not there any more: taken back by its sender, or never handed over by LINE."""

from dataclasses import dataclass

from msgspec.structs import replace

from handlers.questions.evidence import names_of
from handlers.vocabulary.draft import Draft, Piece
from handlers.vocabulary.effects import Drop
from handlers.vocabulary.messages import Text
from handlers.vocabulary.state import State
from handlers.vocabulary.talk import OpenReport, Talk
from handlers.vocabulary.turn import Turn


def unsent(talk: Talk, message_id: str) -> Turn:
    """The person took a message back: it leaves the report and is not used."""
    state = _state_without(talk.state, message_id)
    turn = Turn(state, (Drop(message_id),))
    if state == talk.state:
        return turn
    if state.draft is None or state.draft == talk.state.draft:
        return turn.after(Text(talk.say("evidence.unsent_elsewhere")))
    count = sum(len(pieces) for pieces in state.draft.pieces.values())
    return turn.after(Text(talk.say("evidence.unsent", count=count)))


@dataclass(frozen=True, slots=True)
class Lost:
    """Where a piece stood that will never arrive: whose report it is of, its place among that
    report's pieces.
    """

    programme: str
    indicator: str
    place: int


def lost(state: State, message_id: str) -> tuple[State, Lost | None]:
    """The conversation without a piece that LINE will not hand over, and where it stood; None when
    it was loose.
    """
    drafts = (*state.begun, *((state.cancelled,) if state.cancelled else ()))
    found = [
        Lost(draft.programme, draft.indicator, place)
        for draft in drafts
        for place, piece in enumerate(
            (one for pieces in draft.pieces.values() for one in pieces), 1
        )
        if piece.message_id == message_id
    ]
    return _state_without(state, message_id), found[0] if found else None


def _state_without(state: State, message_id: str) -> State:
    """The conversation without a piece, wherever it is held."""
    loose = tuple(one for one in state.loose if one.message_id != message_id)
    state = replace(state, loose=loose)
    for draft in (*state.begun, *((state.cancelled,) if state.cancelled else ())):
        state = state.having(_without(draft, message_id))
    return state


def _without(draft: Draft, message_id: str) -> Draft:
    """The draft without one piece; an evidence question that has none left is open again."""
    for path, pieces in draft.pieces.items():
        left = _left(pieces, message_id)
        if left == pieces:
            continue
        draft = draft.with_pieces(path, left)
        if path in draft.answers.done:
            answers = draft.answers.put(path, names_of(left))
            draft = replace(draft, answers=answers if left else answers.forget(path))
    return draft


def left_of(report: OpenReport, path: str, piece: Piece) -> OpenReport:
    """The report without one piece of a question, which is open again when it has none left."""
    pieces = _left(report.draft.pieces.get(path, ()), piece.message_id)
    draft = report.draft.with_pieces(path, pieces)
    if path in draft.answers.done:
        answers = draft.answers.put(path, names_of(pieces))
        draft = replace(draft, answers=answers if pieces else answers.forget(path))
    return report.with_draft(draft)


def _left(pieces: tuple[Piece, ...], message_id: str) -> tuple[Piece, ...]:
    """The pieces without one; the photos it was sent with are one fewer, so that it is not
    missed.
    """
    gone = next((one for one in pieces if one.message_id == message_id), None)
    if gone is None:
        return pieces
    return tuple(
        replace(one, set_total=one.set_total - 1)
        if gone.set_id and one.set_id == gone.set_id
        else one
        for one in pieces
        if one is not gone
    )
