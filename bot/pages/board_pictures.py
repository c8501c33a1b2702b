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
from handlers.vocabulary.known import Submission
from scoring.completeness import altogether, reporting
from scoring.lines import places, plain
from thai.dates import bangkok_day

WEEKS = 12


def ranking_png(seen: Seen) -> bytes:
    """The first offices of the table."""
    found = seen.board
    bars = [_bar(found, one) for one in found.ordered()]
    title = board_title(seen.talk, found)
    return bars_png(title, bars, basis.moment_words(seen.talk, found.at))


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
    complete, punctual = [], []
    for day in days:
        sent = {
            (one.office, one.indicator): one.counted_from
            for one in seen.sent
            if _was_sent(one, found) and bangkok_day(one.submitted_at) <= day
        }
        then = altogether(
            reporting(found.programme, sent, day, frozenset(code for code, _ in found.reports))
        )
        complete.append(float(then.completeness or 0))
        punctual.append(float(then.punctuality or 0))
    title = talk.say("board.trend_title", programme=found.programme.short_name)
    names = talk.say("board.complete"), talk.say("board.punctual")
    lines = ((names[0], complete), (names[1], punctual))
    return trend_png(title, days, lines, basis.moment_words(talk, found.at))


def _was_sent(one: Submission, found: Board) -> bool:
    return (one.office, one.indicator) in found.reports
