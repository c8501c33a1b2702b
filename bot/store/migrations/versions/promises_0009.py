"""0009 What is known of the last attempt, since when a worker works, marks that outlive an erasure."""

import sqlalchemy as sa
from alembic import op

from bot.store.tables.columns import Instant

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.add_column(sa.Column("outcome", sa.Text(), nullable=True))
    with op.batch_alter_table("workers", schema=None) as batch_op:
        batch_op.add_column(sa.Column("since", Instant(), nullable=True))
    given_up = sa.text("state = 'given_up'")
    op.create_index(
        *("ix_outbox_given_up", "outbox", ["id"]),
        sqlite_where=given_up,
        postgresql_where=given_up,
    )
    op.create_index("ix_evidence_person_id_sent_at", "evidence", ["person_id", "sent_at"])
    op.create_table(
        "marks",
        sa.Column("mark", sa.Text(), nullable=False),
        sa.Column("until", Instant(), nullable=True),
        sa.PrimaryKeyConstraint("mark", name=op.f("pk_marks")),
    )


def downgrade() -> None:
    op.drop_table("marks")
    op.drop_index("ix_outbox_given_up", "outbox")
    op.drop_index("ix_evidence_person_id_sent_at", "evidence")
    with op.batch_alter_table("workers", schema=None) as batch_op:
        batch_op.drop_column("since")
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.drop_column("outcome")
