"""Single facts kept by name, such as the id of the spreadsheet."""

from collections.abc import Collection

from sqlalchemy import Connection, select

from bot.store.dialect import insert_or_update
from bot.store.tables.records import notes


def note(conn: Connection, name: str) -> str:
    """The fact, or "" if there is none yet."""
    return conn.execute(select(notes.c.value).where(notes.c.name == name)).scalar() or ""


def set_note(conn: Connection, name: str, value: str) -> None:
    insert_or_update(conn, notes, {"name": name, "value": value}, ["name"])


def sheets_at_google(conn: Connection, programmes: Collection[str]) -> dict[str, str]:
    """The address of each programme's spreadsheet, of those that Google keeps."""
    names = {f"sheet:{key}": key for key in programmes}
    rows = conn.execute(select(notes.c.name, notes.c.value).where(notes.c.name.in_(names)))
    return {
        names[row.name]: f"https://docs.google.com/spreadsheets/d/{row.value}"
        for row in rows
        if not row.value.startswith("local-")
    }
