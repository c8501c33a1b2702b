"""A programme's judging into the Sheet, and into the workbook that mirrors it."""

from collections.abc import Sequence

from bot.outbox.evidence.folders import Keeper
from bot.outbox.jobs.rows import MirrorJudging
from bot.outbox.sheet.records import prepare_once, spreadsheet_of
from bot.store import judging_seen
from sheets.layout.judging_rows import judging_rows, judging_tab


def mirror(keeper: Keeper, jobs: Sequence[MirrorJudging], given_sheet: str) -> None:
    """Writes each as it stands now; twice does no harm."""
    for key in dict.fromkeys(one.programme for one in jobs):
        with keeper.database.reading() as conn:
            edition = keeper.library.current(conn).get(key)
            found = judging_seen.whole(conn, edition.programme) if edition else None
            then = keeper.library.edition(conn, key, found.version) if found else None
        if edition is None or found is None:
            continue
        programme = (then or edition).programme
        tab = judging_tab(programme, shared=bool(given_sheet))
        rows = judging_rows(
            programme, found.by_office(), found.settled, found.zones, is_closed=found.is_closed
        )
        sheet = given_sheet or spreadsheet_of(keeper, key)
        prepare_once(keeper, sheet, [tab])
        keeper.mirror.flush(sheet, [(tab, rows)])
