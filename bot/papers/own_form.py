"""Which form (.docx) of an office stands in place of a paper, and for which papers one may."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from sqlalchemy import Connection, select

from bot.papers.making import OwnForm
from bot.store import own_forms
from bot.store.tables.records import memberships
from handlers.papers.replaceable import replaceable
from handlers.vocabulary.known import Edition
from handlers.vocabulary.permissions import Membership
from scoring.paper import Paper
from scoring.programme import Programme


def own_form(
    conn: Connection, programme: Programme, office: str, paper: Paper, at: datetime
) -> OwnForm | None:
    """The one that counted at a moment: of the office itself, else of the nearest one above."""
    if paper.about != "reports" or paper.long:
        return None
    offices = (office, *programme.above.get(office, ()))
    row = own_forms.of_paper(conn, programme.key, offices, paper.code, at)
    return OwnForm(row.file, frozenset(row.report["named"])) if row and row.file else None


def offered(
    conn: Connection, editions: Mapping[str, Edition], person: int
) -> Iterator[tuple[Edition, str, Paper, str]]:
    """(edition, office, paper, name of the file in use or "") for whoever decides on it."""
    wanted = select(memberships).where(
        memberships.c.person_id == person, memberships.c.ended.is_(None)
    )
    mine = [Membership(row.programme, row.office, row.role) for row in conn.execute(wanted)]
    there = [(one.programme, one.office) for one in mine]
    used = {
        (one.programme, one.office, one.paper): one.name
        for one in own_forms.known(conn, there, person, "")
        if one.since
    }
    for programme, office, paper in replaceable(mine, editions):
        edition = editions[programme.key]
        yield edition, office, paper, used.get((programme.key, office, paper.code), "")
