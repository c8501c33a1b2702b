"""The points of a closed round as CSV: an office, an item and a judge a row. While a round is open
nothing is written: whoever opens the file may be a judge.
"""

from contextlib import ExitStack
from pathlib import Path

from sqlalchemy import Connection

from bot.exporting.tables import writer
from bot.store import judging_seen
from bot.store.library import Library
from scoring.rubric_items import is_judged
from sheets.layout.csv_cells import guarded

HEADER = ("OfficeCode", "Item", "Judge", "Points", "Comment", "Settled")


def write_judging(conn: Connection, library: Library, programme: str, out: Path) -> int:
    """judging.csv; how many points were written, 0 where nothing is judged or closed."""
    edition = library.current(conn).get(programme)
    if edition is None or not is_judged(edition.programme):
        return 0
    panel = judging_seen.whole(conn, edition.programme)
    if not panel.is_closed:
        return 0
    with ExitStack() as files:
        rows = writer(files, out / "judging.csv")
        rows.writerow(HEADER)
        for one in panel.marks:
            settled = panel.settled.get(one.office, {}).get(one.item, "")
            told = (one.office, one.item, one.judge, one.points, one.comment, settled)
            rows.writerow([guarded(str(each)) for each in told])
    return len(panel.marks)
