"""Form files as coordinators brought them, and what was found in each."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select, update

from bot.store.dialect import insert_ignoring
from bot.store.form_tables import published_forms, uploads
from handlers.effects import BringForm
from handlers.known import Upload


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
