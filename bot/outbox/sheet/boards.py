"""The board into the Sheet: where every office stands, worked out anew after each report that is
written there.
"""

from collections.abc import Collection
from datetime import datetime
from fractions import Fraction

from bot.outbox.evidence.folders import Keeper
from bot.outbox.sheet.records import prepare_once, spreadsheet_of
from bot.store import submissions
from handlers.results import basis
from handlers.results.board import Board, board
from handlers.results.stands import OfficeStands
from handlers.vocabulary.messages import Tone
from scoring.lines import rounded
from sheets.layout.moments import thai_text
from sheets.layout.office_rows import OfficeLine, office_rows, office_tab

STANDINGS = {
    Tone.DONE: "ส่งครบ",
    Tone.NEAR: "ยังไม่ครบ",
    Tone.LATE: "เลยกำหนด",
    Tone.NOT_SENT: "ยังไม่ส่ง",
}


def mirror(keeper: Keeper, programmes: Collection[str], given_sheet: str, now: datetime) -> None:
    """Writes each programme's offices as they stand now; twice does no harm."""
    for key in sorted(set(programmes)):
        with keeper.database.reading() as conn:
            edition = keeper.library.current(conn).get(key)
            sent = submissions.of_programme(conn, key) if edition else ()
        if edition is None:
            continue
        programme = edition.programme
        found = board(programme, sent, now, frozenset(programme.above))
        tab = office_tab(key if given_sheet else "")
        sheet = given_sheet or spreadsheet_of(keeper, key)
        prepare_once(keeper, sheet, [tab])
        lines = [_line(found, one) for one in (*found.whole.values(), *found.ordered())]
        keeper.mirror.flush(sheet, [(tab, office_rows(lines, thai_text(now)))])


def _line(found: Board, one: OfficeStands) -> OfficeLine:
    running, reported = one.running, one.reporting
    rate = (running.rate if running else reported.completeness) or Fraction(0)
    return OfficeLine(
        one.office,
        found.programme.office(one.office).name,
        found.ranks.get(one.office),
        rounded(running.earned, 2) if running else None,
        rounded(running.assessed, 2) if running else None,
        rounded(rate, 2),
        reported.sent,
        reported.expected,
        reported.in_time,
        reported.due,
        STANDINGS[basis.reporting_tone(reported)],
    )
