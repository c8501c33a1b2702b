"""Reports into the Sheet: all that wait for one programme in one go, by its only writer."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, Row, delete, or_, select

from bot.clock import real_now
from bot.outbox import queue
from bot.outbox.evidence import Keeper, links, root_of
from bot.outbox.queue import Job
from bot.store import audit
from bot.store.audit import Entry
from bot.store.notes import note, set_note
from bot.store.review_tables import reviews
from bot.store.tables import folders, notes, people, submissions
from handlers.answers import MEDIA
from handlers.known import Edition
from sheets.differences import mend
from sheets.rows import BOARD_TAB, Kind, Record, Tab, board_key, board_row, board_tab, row_of, tab_of

NUMBERS: Mapping[str, Kind] = {"integer": "number", "decimal": "number"}
SHEET_NAME = "Raingan {programme}"


def mirror(keeper: Keeper, jobs: Sequence[Job], given_sheet: str) -> None:
    """Writes the current revision of each report the jobs name; twice does no harm.

    `given_sheet` is the spreadsheet of the settings, "" to have one made and remembered for each programme.
    """
    records = list(_records(keeper, [job.payload["submission"] for job in jobs]))
    by_programme: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        by_programme[record.programme].append(record)
    for programme, found in by_programme.items():
        board = board_tab(programme) if given_sheet else BOARD_TAB  # one given spreadsheet serves every programme
        _write(keeper, given_sheet or _spreadsheet(keeper, programme), board, found)


def compare(keeper: Keeper, programme: str, given_sheet: str) -> list[str]:
    """Holds every row of a programme's Sheet against its report, mends what differs, and says what that was."""
    current = select(submissions.c.id).where(submissions.c.programme == programme, submissions.c.current)
    with keeper.database.reading() as conn:
        ids = list(conn.execute(current).scalars())
    records = list(_records(keeper, ids))
    board = board_tab(programme) if given_sheet else BOARD_TAB
    sheet = given_sheet or _spreadsheet(keeper, programme)
    whole = {**_tabs(records), board.key: (board, {board_key(one): board_row(one) for one in records})}
    found = [str(each) for tab, rows in whole.values() for each in mend(keeper.mirror, sheet, tab, rows)]
    if found:
        with keeper.database.writing() as conn:
            audit.append(conn, [Entry(real_now(), "mended the Sheet", programme, detail=found)])
    return found


def _tabs(records: Sequence[Record]) -> dict[str, tuple[Tab, dict[str, list[Any]]]]:
    tabs: dict[str, tuple[Tab, dict[str, list[Any]]]] = {}
    for record in records:
        tab = tab_of(record)
        tabs.setdefault(tab.key, (tab, {}))[1][record.submission_id] = row_of(record, tab)
    return tabs


def _write(keeper: Keeper, sheet: str, board: Tab, records: Sequence[Record]) -> None:
    tabs = _tabs(records)
    _prepare_once(keeper, sheet, [*(tab for tab, _ in tabs.values()), board])
    for tab, rows in tabs.values():
        keeper.mirror.upsert(sheet, tab, rows)
    keeper.mirror.upsert(sheet, board, {board_key(record): board_row(record) for record in records})


def _prepare_once(keeper: Keeper, sheet: str, tabs: Sequence[Tab]) -> None:
    """Headers, widths and colours: when a tab is new or its questions have changed."""
    wanted = {f"tab:{sheet}:{tab.key}": repr(tab) for tab in tabs}
    with keeper.database.reading() as conn:
        if all(note(conn, name) == content for name, content in wanted.items()):
            return
    keeper.mirror.prepare(sheet, tabs)
    with keeper.database.writing() as conn:
        for name, content in wanted.items():
            set_note(conn, name, content)


def _spreadsheet(keeper: Keeper, programme: str) -> str:
    name = f"sheet:{programme}"
    with keeper.database.reading() as conn:
        stored = note(conn, name)
    if stored:
        return stored
    made = keeper.mirror.make_spreadsheet(SHEET_NAME.format(programme=programme), root_of(keeper))
    with keeper.database.writing() as conn:
        set_note(conn, name, made)
    return made


def forget_sheet(keeper: Keeper, programme: str, now: datetime) -> None:
    """Somebody threw the spreadsheet away: it is made anew, and every report of the programme goes into it."""
    with keeper.database.writing() as conn:
        conn.execute(delete(notes).where(or_(notes.c.name == f"sheet:{programme}", notes.c.name.like("tab:%"))))
        current = select(submissions.c.id).where(submissions.c.programme == programme, submissions.c.current)
        for row in conn.execute(current).all():
            queue.put(conn, "mirror", f"sheet:{programme}", {"submission": row.id}, now)


def _records(keeper: Keeper, ids: Sequence[str]) -> Iterator[Record]:
    """The records behind submissions, each as its newest revision is now."""
    named = select(submissions.c.record).where(submissions.c.id.in_(ids))
    wanted = (
        select(submissions, people.c.name, reviews.c.verified)
        .join(people, people.c.id == submissions.c.person_id)
        .outerjoin(reviews, reviews.c.submission_id == submissions.c.id)
        .where(submissions.c.record.in_(named), submissions.c.current)
    )
    with keeper.database.reading() as conn:
        for row in conn.execute(wanted).all():
            asked_under = row.instance.get("asked_under", row.programme_version)  # a recomputed report keeps its form
            edition = keeper.library.edition(conn, row.programme, asked_under)
            if edition:
                yield _record(conn, row, edition)


def _record(conn: Connection, row: Row[Any], edition: Edition) -> Record:
    indicator = edition.programme.indicator(row.indicator)
    form = edition.forms(indicator.form or "")
    asked = [question for question in form.questions if question.kind not in {*MEDIA, "note"}]
    answers: Mapping[str, str] = row.instance["answers"]
    path = f"{row.programme}/{row.office}/{row.indicator}"
    score = (row.verified or {}).get("score") or row.score  # the verifier's counts where there is one
    return Record(
        submission_id=row.record,
        programme=row.programme,
        indicator=row.indicator,
        indicator_name=indicator.short_name,
        office_code=row.office,
        office_name=edition.programme.office(row.office).name,
        reporter=row.name or "",
        submitted_at=row.submitted_at,
        revision=row.revision,
        status=score["status"],
        values={question.name: answers.get(question.path.split("/", 2)[2], "") for question in asked},
        labels={question.name: question.label.text("th") for question in asked},
        kinds={question.name: NUMBERS[question.kind] for question in asked if question.kind in NUMBERS},
        raw_score=_points(score, "raw_score"),
        deduction=_points(score, "total_deduction"),
        final_score=_points(score, "final_score"),
        weighted_score=_points(score, "weighted_score"),
        evidence=links(conn, row.id),
        folder_link=conn.execute(select(folders.c.link).where(folders.c.path == path)).scalar() or "",
    )


def _points(score: Mapping[str, Any], name: str) -> Decimal | None:
    return Decimal(score[name]) if score.get(name) is not None else None
