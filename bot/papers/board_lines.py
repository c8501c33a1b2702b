"""The board as a paper prints it: offices by rank, and each work over all offices; the figures are
those the board in chat and on screen shows.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime

from bot.papers.answers import figure, text
from documents.filling import Answer, Answers
from handlers.results.board import Board, board
from handlers.results.stands import OfficeStands
from handlers.vocabulary.known import Submission
from handlers.vocabulary.naming import is_form
from scoring.completeness import Reporting, by_work
from scoring.lines import places, plain
from scoring.programme import Programme


def board_of(programme: Programme, office: str, sent: Sequence[Submission], now: datetime) -> Board:
    """Of what lies below the office, and itself."""
    return board(programme, sent, now, programme.below[office] | {office})


def reported(found: Reporting) -> dict[str, Answer]:
    """How many reports were sent of those expected, how completely, how punctually (per cent)."""
    complete, punctual = found.completeness, found.punctuality
    return {
        "sent": figure(found.sent),
        "expected": figure(found.expected),
        "complete": figure(None if complete is None else plain(complete, 2)),
        "punctual": figure(None if punctual is None else plain(punctual, 2)),
    }


def offices(found: Board) -> Iterator[Answers]:
    """Every office that reports, those that have sent first; a rank is among its like."""
    yield from (_office(found, one) for one in found.ordered())


def _office(found: Board, one: OfficeStands) -> Answers:
    earned = one.running if one.running and one.running.assessed else None
    told = {
        "rank": figure(found.ranks.get(one.office)),
        "name": text(found.programme.office(one.office).name),
        "earned": figure(places(earned.earned, 2) if earned else None),
        "assessed": figure(plain(earned.assessed, 2) if earned else None),
    }
    return Answers({**told, **reported(one.reporting)})


def works(found: Board) -> Iterator[Answers]:
    """Every work, over all offices, in the programme's order."""
    told = by_work(found.reports)
    for work in found.programme.works:
        code = work.code
        if code not in told:
            continue
        shown = "" if is_form(found.programme, code) else code
        yield Answers({"code": text(shown), "name": text(work.name), **reported(told[code])})
