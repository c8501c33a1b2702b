"""What was begun for an office goes from one person's conversation to another's. Pure."""

from collections.abc import Iterable

from msgspec.structs import replace

from handlers.vocabulary.draft import Draft
from handlers.vocabulary.places import HOME
from handlers.vocabulary.state import State


def begun_for(state: State, programme: str, office: str) -> tuple[Draft, ...]:
    """The open report and the paused ones of an office, in that order."""
    return tuple(one for one in state.begun if (one.programme, one.office) == (programme, office))


def without(state: State, begun: Iterable[Draft]) -> State:
    """The conversation once these are taken out of it; whoever had one of them open is at home."""
    gone = {one.id for one in begun}
    left = replace(state, paused=tuple(one for one in state.paused if one.id not in gone))
    is_open = state.draft is not None and state.draft.id in gone
    return replace(left, where=HOME) if is_open else left


def taken_over(state: State, begun: Iterable[Draft]) -> State:
    """The conversation of a colleague who goes on with these. Of a report that both had begun the
    colleague's answers stand, and the photos and files of both are kept; of one that may be sent
    many times each is another report.
    """
    for one in begun:
        mine = None if one.series else _same(state, one)
        if mine is None:
            state = replace(state, paused=(*state.paused, one))
        else:
            state = state.having(_with_pieces_of(mine, one))
    return state


def _same(state: State, theirs: Draft) -> Draft | None:
    begun = begun_for(state, theirs.programme, theirs.office)
    return next((one for one in begun if one.indicator == theirs.indicator), None)


def _with_pieces_of(mine: Draft, theirs: Draft) -> Draft:
    """A draft with the photos and files of another one of the same report, each once."""
    for path, found in theirs.pieces.items():
        here = mine.pieces.get(path, ())
        there = {piece.id for piece in here}
        mine = mine.with_pieces(path, (*here, *(one for one in found if one.id not in there)))
    return mine
