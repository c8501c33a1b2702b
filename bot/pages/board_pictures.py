"""The board as pictures, for forwarding: ranks, and how completely and punctually all have reported
from week to week.
"""

from datetime import timedelta
from fractions import Fraction

from bot.pages.board import Seen
from documents.charts import BarOf, bars_png, trend_png
from handlers.results import basis
from handlers.results.board import Board
from handlers.results.picture import board_title
from handlers.results.stands import OfficeStands
from scoring.completeness import from_day_to_day
from scoring.lines import places, plain
from thai.dates import bangkok_day

WEEKS = 12


def ranking_png(seen: Seen) -> bytes:
    """The first offices of the table."""
    found = seen.board
    bars = [_bar(found, one) for one in found.ordered()]
    title = board_title(seen.talk, found)
    return bars_png(title, bars, basis.moment_words(seen.talk, found.programme, found.at))


def _bar(found: Board, one: OfficeStands) -> BarOf:
    rank, name = found.ranks.get(one.office), found.programme.office(one.office).name
    label = f"{rank}. {name}" if rank else name
    if one.running is None:
        share = (one.reporting.completeness or Fraction(0)) / 100
        return BarOf(label, float(share), f"{one.reporting.sent}/{one.reporting.expected}")
    told = f"{places(one.running.earned, 2)}/{plain(one.running.assessed, 2)}"
    return BarOf(label, float(basis.share_of(one.running.earned, found.most_assessed)), told)


def weeks_png(seen: Seen) -> bytes:
    """Completeness and punctuality at the end of each of the last weeks."""
    found, talk = seen.board, seen.talk
    today = bangkok_day(found.at)
    days = [today - timedelta(days=7 * back) for back in range(WEEKS - 1, -1, -1)]
    sent = {
        (one.office, one.indicator): (one.counted_from, bangkok_day(one.submitted_at))
        for one in seen.sent
    }
    offices = frozenset(office for office, _ in found.reports)
    then = from_day_to_day(found.programme, sent, days, offices)
    complete = [float(one.completeness or 0) for one in then]
    punctual = [float(one.punctuality or 0) for one in then]
    title = talk.say("board.trend_title", programme=found.programme.short_name)
    names = talk.say("board.complete"), talk.say("board.punctual")
    lines = ((names[0], complete), (names[1], punctual))
    return trend_png(title, days, lines, basis.moment_words(talk, found.programme, found.at))
