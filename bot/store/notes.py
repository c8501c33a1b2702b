"""Single facts kept by name, such as the id of the spreadsheet."""

from sqlalchemy import Connection, select

from bot.store.dialect import insert_or_update
from bot.store.tables.records import notes


def note(conn: Connection, name: str) -> str:
    """The fact, or "" if there is none yet."""
    return conn.execute(select(notes.c.value).where(notes.c.name == name)).scalar() or ""


def set_note(conn: Connection, name: str, value: str) -> None:
    insert_or_update(conn, notes, {"name": name, "value": value}, ["name"])
