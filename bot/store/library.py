"""Programmes in the database, and their editions in memory: a version never changes, so it is read
once.
"""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select, update

from bot.store.dialect import insert_ignoring
from bot.store.engine import ready
from bot.store.tables.records import programmes
from forms.reading.xform import Form, compile_form
from handlers.vocabulary.known import Edition
from scoring.programme import Programme

CURRENT = select(programmes.c.key, programmes.c.version).where(programmes.c.current)


def save(conn: Connection, programme: Programme, forms: Mapping[str, str], now: datetime) -> bool:
    """Makes this content the current version of its programme; False when it already was."""
    key, version = programme.key, version_of(programme, forms)
    was = conn.execute(
        select(programmes.c.version).where(programmes.c.key == key, programmes.c.current)
    ).scalar()
    if was == version:
        return False
    values = {
        "key": key,
        "version": version,
        "content": programme.model_dump(mode="json"),
        "forms": dict(forms),
        "loaded_at": now,
        "current": False,
    }
    insert_ignoring(conn, programmes, values)
    conn.execute(
        update(programmes)
        .where(programmes.c.key == key)
        .values(current=programmes.c.version == version)
    )
    return True


def version_of(programme: Programme, forms: Mapping[str, str]) -> str:
    """Names the rules and the questions together: either changing makes a new version."""
    digest = hashlib.sha256(programme.version.encode())
    for name in sorted(forms):
        digest.update(f"\0{name}\0{forms[name]}".encode())
    return digest.hexdigest()[:12]


class Library:
    """The editions one process has read; which of them are current is asked each time (about 0.1
    ms).
    """

    def __init__(self) -> None:
        self._editions: dict[tuple[str, str], Edition] = {}

    def current(self, conn: Connection) -> Mapping[str, Edition]:
        """The edition of every programme that is current now: what anybody published is there for
        everybody at once.
        """
        rows = ready.fetch(conn, CURRENT, {})
        found = {row.key: self.edition(conn, row.key, row.version) for row in rows}
        return {key: edition for key, edition in found.items() if edition}

    def edition(self, conn: Connection, key: str, version: str) -> Edition | None:
        """One version of a programme; None if there never was one."""
        if (key, version) not in self._editions:
            row = conn.execute(
                select(programmes.c.content, programmes.c.forms).where(
                    programmes.c.key == key, programmes.c.version == version
                )
            ).first()
            if row is None:
                return None
            self._editions[key, version] = _edition(version, row.content, row.forms)
        return self._editions[key, version]


def _edition(version: str, content: Any, xforms: Mapping[str, str]) -> Edition:  # noqa: ANN401 - JSON
    programme = Programme.model_validate(content)
    compiled: dict[str, Form] = {}

    def form(name: str) -> Form:
        if name not in compiled:
            compiled[name] = compile_form(xforms[name], programme.lists)
        return compiled[name]

    return Edition(version, programme, form, programme.calendar)
