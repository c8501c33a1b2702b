"""The forms (.docx) that offices have in place of papers of ours, and from when to when."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, or_, select, update

from bot.store.dialect import insert_ignoring
from bot.store.tables.papers import own_forms
from handlers.vocabulary.brought import OwnForm
from handlers.vocabulary.paper_effects import BringOwnForm
from thai.dates import bangkok_day

WITHOUT_FILE = [column for column in own_forms.c if column.name != "file"]


def bring(conn: Connection, person: int, brought: BringOwnForm, now: datetime) -> bool:
    """Remembers a file that is to be checked; False if this message was brought before."""
    values = {
        "id": brought.id,
        "programme": brought.programme,
        "office": brought.office,
        "paper": brought.paper,
        "person_id": person,
        "line_message_id": brought.message_id,
        "name": brought.name,
        "created_at": now,
    }
    return insert_ignoring(conn, own_forms, values) is not None


def found(conn: Connection, form: str) -> Row[Any] | None:
    return conn.execute(select(own_forms).where(own_forms.c.id == form)).first()


def set_checked(
    conn: Connection, form: str, report: Mapping[str, Any], content: bytes | None
) -> None:
    """`content` of a sound one; of others nothing is kept."""
    this = update(own_forms).where(own_forms.c.id == form)
    conn.execute(this.values(report=report, file=content))


def take(conn: Connection, form: str, now: datetime) -> None:
    """From now on it stands in place of the paper, and of the form before it."""
    one = found(conn, form)
    if one is None or one.file is None or one.taken_at is not None:
        return
    _end(conn, _place(one.programme, one.office, one.paper), now)
    conn.execute(update(own_forms).where(own_forms.c.id == form).values(taken_at=now))


def drop(conn: Connection, form: str, now: datetime) -> None:
    """From now on the paper is ours again; what was sent before stays as it was."""
    _end(conn, own_forms.c.id == form, now)


def of_paper(
    conn: Connection, programme: str, offices: Sequence[str], paper: str, at: datetime
) -> Row[Any] | None:
    """The form that counted at a moment: of the first of these offices that has one."""
    then = (
        own_forms.c.taken_at <= at,
        or_(own_forms.c.dropped_at.is_(None), own_forms.c.dropped_at > at),
    )
    here = own_forms.c.programme == programme, own_forms.c.paper == paper
    rows = conn.execute(
        select(own_forms.c.office, own_forms.c.id).where(
            *here, *then, own_forms.c.office.in_(offices)
        )
    )
    by_office = {row.office: row.id for row in rows}
    nearest = next((by_office[office] for office in offices if office in by_office), None)
    return found(conn, nearest) if nearest else None


def known(
    conn: Connection, offices: Collection[tuple[str, str]], person: int, form: str
) -> tuple[OwnForm, ...]:
    """What counts now at these offices (programme, office), and the one that is named, where this
    person has brought it.
    """
    now = own_forms.c.taken_at.is_not(None), own_forms.c.dropped_at.is_(None)
    places = [
        and_(own_forms.c.programme == programme, own_forms.c.office == office)
        for programme, office in offices
    ]
    mine = and_(own_forms.c.id == form, own_forms.c.person_id == person)
    wanted = or_(and_(*now, or_(*places)), mine) if places else mine
    rows = conn.execute(select(*WITHOUT_FILE).where(wanted).order_by(own_forms.c.taken_at))
    return tuple(
        OwnForm(
            row.id,
            row.programme,
            row.office,
            row.paper,
            row.name,
            row.report or {},
            bangkok_day(row.taken_at) if row.taken_at and not row.dropped_at else None,
            is_over=row.dropped_at is not None,
        )
        for row in rows
    )


def _place(programme: str, office: str, paper: str) -> ColumnElement[bool]:
    return and_(
        own_forms.c.programme == programme,
        own_forms.c.office == office,
        own_forms.c.paper == paper,
    )


def _end(conn: Connection, which: ColumnElement[bool], now: datetime) -> None:
    counts = own_forms.c.taken_at.is_not(None), own_forms.c.dropped_at.is_(None)
    conn.execute(update(own_forms).where(which, *counts).values(dropped_at=now))
