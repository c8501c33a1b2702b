"""0008 Drafts are rows, wishes are columns, and where a conversation stands is one of several places."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import sqlalchemy as sa
from alembic import op

from bot.store.tables.columns import Instant, Json, SerialNumber

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

PEOPLE = sa.table(
    "people",
    sa.column("id", SerialNumber),
    sa.column("conversation", Json()),
    sa.column("language", sa.Text()),
    sa.column("muted", sa.Boolean()),
    sa.column("ask_again", sa.Date()),
    sa.column("talked_at", Instant()),
    sa.column("first_seen_at", Instant()),
)
JOINING = {"new": "", "code": "code", "name": "name", "confirm": "confirmation"}
ASKING = {"which_programme": "programme", "which_office": "office", "which_name": "name"}
STAYS = ("loose", "brought", "forms_for", "on_screen")


def upgrade() -> None:
    drafts = op.create_table(
        "drafts",
        sa.Column("person_id", SerialNumber, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("standing", sa.Text(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("programme", sa.Text(), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("indicator", sa.Text(), nullable=False),
        sa.Column("survey", sa.Text(), nullable=False),
        sa.Column("content", Json(), nullable=False),
        sa.Column("changed_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_drafts_person_id")),
        sa.PrimaryKeyConstraint("person_id", "id", name=op.f("pk_drafts")),
    )
    op.create_index("ix_drafts_programme_office", "drafts", ["programme", "office"])
    op.add_column("people", sa.Column("language", sa.Text(), nullable=False, server_default="th"))
    op.add_column(
        "people", sa.Column("muted", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.add_column("people", sa.Column("ask_again", sa.Date(), nullable=True))
    _move(drafts)


def _move(drafts: sa.Table) -> None:
    conn = op.get_bind()
    for row in conn.execute(sa.select(PEOPLE).order_by(PEOPLE.c.id)).all():
        moment = row.talked_at or row.first_seen_at
        try:
            rows = [
                {**_row(row.id, *one), "changed_at": moment} for one in _drafts(row.conversation)
            ]
            values = {"conversation": _conversation(row.conversation), **_wishes(row.conversation)}
        except (KeyError, TypeError, AttributeError):
            continue  # broken by hand: it stays as it is, for whoever mends it
        for one in rows:
            conn.execute(sa.insert(drafts).values(one))
        conn.execute(sa.update(PEOPLE).where(PEOPLE.c.id == row.id).values(values))


def _drafts(old: Mapping[str, Any]) -> Iterator[tuple[str, int, Mapping[str, Any]]]:
    """(standing, place, content); a decision on a report never left one open beside it."""
    if old.get("draft"):
        yield "open", 0, old["draft"]
    for place, one in enumerate(old.get("paused") or ()):
        yield "paused", place, one
    if old.get("cancelled"):
        yield "cancelled", 0, old["cancelled"]


def _row(person: int, standing: str, place: int, draft: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "person_id": person,
        "id": draft["id"],
        "standing": standing,
        "place": place,
        "programme": draft["programme"],
        "office": draft["office"],
        "indicator": draft["indicator"],
        "survey": draft.get("survey", ""),
        "content": draft,
    }


def _wishes(old: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "language": old.get("language") or "th",
        "muted": old.get("muted") is True,
        "ask_again": _day(old.get("ask_again")),
    }


def _day(stored: object) -> date | None:
    try:
        return date.fromisoformat(stored) if isinstance(stored, str) and stored else None
    except ValueError:
        return None


def _conversation(old: Mapping[str, Any]) -> dict[str, Any]:
    where = _where(old)
    stays = {name: old[name] for name in STAYS if old.get(name)}
    return {**({} if where == {"type": "joining"} else {"where": where}), **stays}


def _where(old: Mapping[str, Any]) -> dict[str, Any]:
    place = old.get("place", "new")
    if old.get("draft"):
        found = {"type": "filling", "at_summary": place == "review", "wanted": old.get("wanted")}
    elif old.get("reviewing"):
        found = {"type": "reviewing", **old["reviewing"]}
    elif place == "broadcast":
        found = {"type": "announcing", "message": old.get("message")}
    elif place in ASKING:
        programme, _, office = old.get("asking", "").partition("/")
        asked = ASKING[place]
        found = {"type": "asking_to_join", "programme": programme, "office": office, "asked": asked}
    elif place in JOINING:
        known = {name: old.get(name) for name in ("invite", "name")}
        found = {"type": "joining", "asked": JOINING[place], **known}
    else:
        found = {"type": "home"}
    return {name: value for name, value in found.items() if value or name == "type"}
