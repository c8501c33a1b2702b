"""0012 Judging: rounds, who judges what, points by judge and item, what the committee settled."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from bot.store.tables.columns import Instant, Json, SerialNumber

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def _person(table: str, column: str = "person_id", *, null: bool = False) -> tuple[Any, ...]:
    return (
        sa.Column(column, SerialNumber, nullable=null),
        sa.ForeignKeyConstraint([column], ["people.id"], name=op.f(f"fk_{table}_{column}")),
    )


def _of_office(*further: str) -> list[Any]:
    return [sa.Column(name, sa.Text(), nullable=False) for name in ("programme", *further)]


def upgrade() -> None:
    op.create_table(
        "judging_rounds",
        *_of_office(),
        sa.Column("version", sa.Text(), nullable=True),
        sa.Column("closed_at", Instant(), nullable=True),
        *_person("judging_rounds", "closed_by", null=True),
        sa.PrimaryKeyConstraint("programme", name=op.f("pk_judging_rounds")),
    )
    op.create_table(
        "judging_seats",
        *_of_office(),
        *_person("judging_seats"),
        sa.Column("codes", Json(), nullable=False),
        sa.Column("chair", sa.Boolean(), nullable=False),
        sa.Column("instead_of", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("programme", "person_id", name=op.f("pk_judging_seats")),
    )
    op.create_table(
        "judging_zones",
        *_of_office("office"),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("instead_of", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("programme", "office", name=op.f("pk_judging_zones")),
    )
    op.create_table(
        "judging_marks",
        *_of_office("office", "item"),
        *_person("judging_marks"),
        sa.Column("points", sa.Text(), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint(
            "programme", "office", "item", "person_id", name=op.f("pk_judging_marks")
        ),
    )
    op.create_index("ix_judging_marks_person_id", "judging_marks", ["person_id", "programme"])
    op.create_table(
        "judging_settled",
        *_of_office("office", "item"),
        sa.Column("points", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        *_person("judging_settled"),
        sa.Column("at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("programme", "office", "item", name=op.f("pk_judging_settled")),
    )


def downgrade() -> None:
    for name in ("settled", "marks", "zones", "seats", "rounds"):
        op.drop_table(f"judging_{name}")
