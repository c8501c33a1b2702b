"""0010 By how much the clock of the database's server was set while jobs were on their way; bytes
brought back from the mirror; objects of a spool that lies elsewhere."""

import sqlalchemy as sa
from alembic import op

from bot.store.tables.columns import Instant

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    made = op.create_table(
        "job_clock",
        sa.Column("one", sa.Integer(), nullable=False),
        sa.Column("ahead", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("one", name=op.f("pk_job_clock")),
    )
    op.bulk_insert(made, [{"one": 1, "ahead": 0}])
    op.create_table(
        "brought",
        sa.Column("evidence_id", sa.Text(), nullable=False),
        sa.Column("part", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["evidence_id"], ["evidence.id"], name=op.f("fk_brought_evidence_id_evidence")
        ),
        sa.PrimaryKeyConstraint("evidence_id", "part", name=op.f("pk_brought")),
    )
    with op.batch_alter_table("spool", schema=None) as batch_op:
        batch_op.add_column(sa.Column("object", sa.Text(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("spool", schema=None) as batch_op:
        batch_op.drop_column("object")
    op.drop_table("brought")
    op.drop_table("job_clock")
