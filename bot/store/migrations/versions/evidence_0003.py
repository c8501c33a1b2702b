"""0003 What evidence told of itself, what a coordinator should look at, how folders are shared."""

import sqlalchemy as sa
from alembic import op

from bot.store.tables.columns import Instant, Json, SerialNumber

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.add_column(sa.Column("facts", Json(), nullable=True))
        batch_op.create_index("ix_evidence_sha256", ["sha256"], unique=False)

    with op.batch_alter_table("folders", schema=None) as batch_op:
        batch_op.add_column(sa.Column("shared", sa.Text(), nullable=True))

    op.create_table(
        "flags",
        sa.Column("id", SerialNumber, autoincrement=True, nullable=False),
        sa.Column("evidence_id", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("detail", Json(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["evidence_id"], ["evidence.id"], name=op.f("fk_flags_evidence_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_flags")),
        sa.UniqueConstraint("evidence_id", "code", name=op.f("uq_flags_evidence_id_code")),
    )


def downgrade() -> None:
    op.drop_table("flags")
    with op.batch_alter_table("folders", schema=None) as batch_op:
        batch_op.drop_column("shared")
    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.drop_index("ix_evidence_sha256")
        batch_op.drop_column("facts")
