"""Reports into the Sheet: all that wait for one programme in one go, by its only writer."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, delete, or_, select

from bot.outbox import queue
from bot.outbox.evidence.folders import Keeper, root_of
from bot.outbox.jobs.rows import MirrorRow
from bot.outbox.sheet.record_of import records_of
from bot.store import audit
from bot.store.audit import Entry
from bot.store.engine import now_of
from bot.store.notes import note, set_note
from bot.store.tables.records import notes, submissions
from sheets.layout.differences import mend
from sheets.layout.repeats import repeat_rows, repeat_tab
from sheets.layout.rows import (
    BOARD_TAB,
    Batch,
    Record,
    Tab,
    board_key,
    board_row,
    board_tab,
    row_of,
    tab_of,
)
from sheets.mirror import Cell

SHEET_NAME = "Raingan {programme}"


def mirror(keeper: Keeper, ids: Sequence[str], given_sheet: str) -> None:
    """Writes the current revision of each of these reports; twice does no harm.

    `given_sheet` is the spreadsheet of the settings, "" to have one made and remembered for each
    programme.
    """
    records = records_of(keeper, list(ids))
    by_programme: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        by_programme[record.programme].append(record)
    for programme, found in by_programme.items():
        board = (
            board_tab(programme) if given_sheet else BOARD_TAB
        )  # one given spreadsheet serves every programme
        _write(keeper, given_sheet or spreadsheet_of(keeper, programme), board, found)


def compare(keeper: Keeper, programme: str, given_sheet: str) -> list[str]:
    """Holds every row of a programme's Sheet against its report, mends what differs, and says what
    that was.
    """
    current = select(submissions.c.id).where(
        submissions.c.programme == programme, submissions.c.current
    )
    with keeper.database.reading() as conn:
        ids = list(conn.execute(current).scalars())
    board = board_tab(programme) if given_sheet else BOARD_TAB
    sheet = given_sheet or spreadsheet_of(keeper, programme)
    found = [
        str(each) for each in mend(keeper.mirror, sheet, _batch(records_of(keeper, ids), board))
    ]
    if found:
        with keeper.database.writing() as conn:
            audit.append(conn, [Entry(now_of(conn), "mended the Sheet", programme, detail=found)])
    return found


def _batch(records: Sequence[Record], board: Tab) -> Batch:
    """Every row of these records by its tab: of their indicators, of their forms' repeats, of the
    score board.
    """
    tabs: dict[str, tuple[Tab, dict[str, list[Cell]]]] = {}
    for record in records:
        tab = tab_of(record)
        tabs.setdefault(tab.key, (tab, {}))[1][record.submission_id] = row_of(record, tab)
        for repeat in record.repeats:
            below = repeat_tab(record, repeat)
            tabs.setdefault(below.key, (below, {}))[1].update(repeat_rows(record, repeat, below))
    return [*tabs.values(), (board, {board_key(record): board_row(record) for record in records})]


def _write(keeper: Keeper, sheet: str, board: Tab, records: Sequence[Record]) -> None:
    batch = _batch(records, board)
    prepare_once(keeper, sheet, [tab for tab, _ in batch])
    keeper.mirror.flush(sheet, batch)


def prepare_once(keeper: Keeper, sheet: str, tabs: Sequence[Tab]) -> None:
    """Headers, widths and colours: when a tab is new or its questions have changed."""
    wanted = {f"tab:{sheet}:{tab.key}": repr(tab) for tab in tabs}
    with keeper.database.reading() as conn:
        if all(note(conn, name) == content for name, content in wanted.items()):
            return
    keeper.mirror.prepare(sheet, tabs)
    with keeper.database.writing() as conn:
        for name, content in wanted.items():
            set_note(conn, name, content)


def spreadsheet_of(keeper: Keeper, programme: str) -> str:
    name = f"sheet:{programme}"
    with keeper.database.reading() as conn:
        stored = note(conn, name)
    if stored:
        return stored
    made = keeper.mirror.make_spreadsheet(SHEET_NAME.format(programme=programme), root_of(keeper))
    with keeper.database.writing() as conn:
        set_note(conn, name, made)
    return made


def any_sheet(conn: Connection) -> str:
    """The id of one of the spreadsheets that were made, "" before the first."""
    of_programmes = notes.c.name.startswith("sheet:", autoescape=True)
    return (
        conn.execute(
            select(notes.c.value).where(of_programmes).order_by(notes.c.name).limit(1)
        ).scalar()
        or ""
    )


def forget_sheet(keeper: Keeper, programme: str, now: datetime) -> None:
    """Somebody threw the spreadsheet away: it is made anew, and every report of the programme goes
    into it, once.
    """
    with keeper.database.writing() as conn:
        if not note(conn, f"sheet:{programme}"):
            return
        conn.execute(
            delete(notes).where(
                or_(notes.c.name == f"sheet:{programme}", notes.c.name.like("tab:%"))
            )
        )
        current = select(submissions.c.id).where(
            submissions.c.programme == programme, submissions.c.current
        )
        for row in conn.execute(current).all():
            queue.put(conn, MirrorRow(programme, row.id), now)
