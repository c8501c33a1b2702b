"""0016 The forms (.docx) that offices have in place of papers of ours."""

import sqlalchemy as sa
from alembic import op

from bot.store.tables.columns import Instant, Json, SerialNumber

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "own_forms",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("programme", sa.Text(), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("paper", sa.Text(), nullable=False),
        sa.Column("person_id", SerialNumber, nullable=False),
        sa.Column("line_message_id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("file", sa.LargeBinary(), nullable=True),
        sa.Column("report", Json(), nullable=True),
        sa.Column("taken_at", Instant(), nullable=True),
        sa.Column("dropped_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_own_forms_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_forms")),
    )
    op.create_index("ix_own_forms_place", "own_forms", ["programme", "paper", "office"])


def downgrade() -> None:
    op.drop_table("own_forms")
