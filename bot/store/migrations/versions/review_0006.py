"""0006 Review, a sealed audit that is only added to, requests to join, guesses, links to one's own data, menus."""

import sqlalchemy as sa
from alembic import op

from bot.store.audit import FIRST, sealed
from bot.store.tables.columns import Instant, Json, SerialNumber

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

ENTRIES = sa.table(
    "audit",
    sa.column("id", sa.Integer()),
    sa.column("at", Instant()),
    sa.column("person_id", SerialNumber),
    sa.column("did", sa.Text()),
    sa.column("subject", sa.Text()),
    sa.column("event_id", sa.Text()),
    sa.column("message_id", sa.Text()),
    sa.column("old", Json()),
    sa.column("new", Json()),
    sa.column("detail", Json()),
    sa.column("hash", sa.Text()),
)


def upgrade() -> None:
    op.create_table(
        "reviews",
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("submission_id", sa.Text(), nullable=False),
        sa.Column("programme", sa.Text(), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("indicator", sa.Text(), nullable=False),
        sa.Column("at_office", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("urgent_on", sa.Date(), nullable=False),
        sa.Column("waiting_since", Instant(), nullable=False),
        sa.Column("reviewer_id", SerialNumber, nullable=True),
        sa.Column("decided_at", Instant(), nullable=True),
        sa.Column("reasons", Json(), nullable=True),
        sa.Column("verified", Json(), nullable=True),
        sa.Column("restarts", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submissions.id"], name=op.f("fk_reviews_submission_id")
        ),
        sa.ForeignKeyConstraint(
            ["reviewer_id"], ["people.id"], name=op.f("fk_reviews_reviewer_id")
        ),
        sa.PrimaryKeyConstraint("record", name=op.f("pk_reviews")),
    )
    _index_waiting(
        "ix_reviews_waiting", "reviews", ["programme", "urgent_on", "waiting_since", "record"]
    )
    _index_waiting(
        "ix_reviews_waiting_at",
        "reviews",
        ["programme", "at_office", "urgent_on", "waiting_since", "record"],
    )
    op.create_table(
        "guesses",
        sa.Column("person_id", SerialNumber, nullable=False),
        sa.Column("wrong", sa.Integer(), nullable=False),
        sa.Column("since", Instant(), nullable=False),
        sa.Column("locked_until", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_guesses_person_id")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_guesses")),
    )
    op.create_table(
        "join_requests",
        sa.Column("id", SerialNumber, autoincrement=True, nullable=False),
        sa.Column("person_id", SerialNumber, nullable=False),
        sa.Column("programme", sa.Text(), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("asked_at", Instant(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("decided_by", SerialNumber, nullable=True),
        sa.Column("decided_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_join_requests_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["people.id"], name=op.f("fk_join_requests_decided_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_join_requests")),
    )
    _index_waiting("uq_join_requests_waiting", "join_requests", ["person_id"], unique=True)
    _index_waiting("ix_join_requests_programme", "join_requests", ["programme", "id"])
    op.create_table(
        "personal_links",
        sa.Column("token", sa.Text(), nullable=False),
        sa.Column("person_id", SerialNumber, nullable=False),
        sa.Column("expires_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_personal_links_person_id")
        ),
        sa.PrimaryKeyConstraint("token", name=op.f("pk_personal_links")),
    )
    op.create_table(
        "given_menus",
        sa.Column("person_id", SerialNumber, nullable=False),
        sa.Column("menu", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_given_menus_person_id")
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_given_menus")),
    )
    op.add_column("audit", sa.Column("message_id", sa.Text(), nullable=True))
    op.add_column("audit", sa.Column("old", Json(), nullable=True))
    op.add_column("audit", sa.Column("new", Json(), nullable=True))
    op.add_column("audit", sa.Column("hash", sa.Text(), nullable=False, server_default=""))
    _seal()
    _only_add()


def _index_waiting(name: str, table: str, columns: list[str], *, unique: bool = False) -> None:
    condition = sa.text("state = 'waiting'")
    op.create_index(
        name, table, columns, unique=unique, sqlite_where=condition, postgresql_where=condition
    )


def _seal() -> None:
    """Seals the entries there are, each with the one before."""
    conn, last = op.get_bind(), FIRST
    for row in conn.execute(sa.select(ENTRIES).order_by(ENTRIES.c.id)).all():
        values = {name: value for name, value in row._mapping.items() if name not in {"id", "hash"}}
        last = sealed(last, values)
        conn.execute(sa.update(ENTRIES).where(ENTRIES.c.id == row.id).values(hash=last))


def _only_add() -> None:
    """The database itself refuses to change or take away an entry."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE FUNCTION audit_is_only_added_to() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'the audit is only added to'; END $$"
        )
        op.execute(
            "CREATE TRIGGER audit_only_added_to BEFORE UPDATE OR DELETE ON audit "
            "FOR EACH ROW EXECUTE FUNCTION audit_is_only_added_to()"
        )
        return
    for change in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER audit_no_{change.lower()} BEFORE {change} ON audit "
            "BEGIN SELECT RAISE(ABORT, 'the audit is only added to'); END"
        )
