"""Form files as coordinators brought them, and what was found in each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, exists, select, update

from bot.store.dialect import insert_ignoring
from bot.store.tables.forms import published_forms, uploads
from forms.upload.package import same_name
from handlers.vocabulary.effects import BringForm
from handlers.vocabulary.known import Upload


def bring(conn: Connection, person: int, brought: BringForm, now: datetime) -> bool:
    """Remembers a file that is to be checked; False if this message was brought before."""
    values = {
        "id": brought.id,
        "person_id": person,
        "programme": brought.programme,
        "line_message_id": brought.message_id,
        "name": brought.name,
        "created_at": now,
    }
    return insert_ignoring(conn, uploads, values) is not None


def found(conn: Connection, upload: str) -> Row[Any] | None:
    return conn.execute(select(uploads).where(uploads.c.id == upload)).first()


@dataclass(frozen=True, slots=True)
class SentList:
    """A list for forms (CSV) as somebody sent it."""

    name: str
    content: bytes
    sent_at: datetime


def lists_of(conn: Connection, person: int) -> list[SentList]:
    """The lists this person has sent, of one name the newest."""
    newest = {same_name(row.name): row for row in _checked(conn, person) if "rows" in row.report}
    ids = [row.id for row in newest.values()]
    found = conn.execute(
        select(uploads).where(uploads.c.id.in_(ids)).order_by(uploads.c.created_at)
    ).all()
    return [SentList(row.name, row.file, row.created_at) for row in found]


def waiting_for(conn: Connection, person: int, name: str) -> Row[Any] | None:
    """The form this person brought last and has not published, that takes a list from a file of
    this name.
    """
    is_published = exists().where(published_forms.c.upload_id == uploads.c.id)
    wanting = [
        row.id
        for row in _checked(conn, person, ~is_published)
        if same_name(name) in _wants(row.report)
    ]
    return found(conn, wanting[-1]) if wanting else None


def _checked(conn: Connection, person: int, *more: ColumnElement[bool]) -> Sequence[Any]:
    """What is known of each checked file of a person, the oldest first, without its bytes."""
    columns = (uploads.c.id, uploads.c.name, uploads.c.report)
    mine = select(*columns).where(
        uploads.c.person_id == person, uploads.c.report.is_not(None), *more
    )
    return conn.execute(mine.order_by(uploads.c.created_at, uploads.c.id)).all()


def _wants(report: Mapping[str, Any]) -> set[str]:
    return set(map(same_name, report.get("wants", ())))


def set_checked(conn: Connection, upload: str, values: Mapping[str, Any]) -> None:
    """Writes the file, its XForm where it is sound, and the report on it."""
    conn.execute(update(uploads).where(uploads.c.id == upload).values(**values))


def upload_of(conn: Connection, upload: str, person: int) -> Upload | None:
    """A checked file, for the person who brought it."""
    row = found(conn, upload)
    if row is None or row.person_id != person or row.report is None:
        return None
    published = select(published_forms.c.code).where(published_forms.c.upload_id == upload)
    is_published = conn.execute(published).first() is not None
    return Upload(row.id, row.programme, row.report, row.xform is not None, is_published)
