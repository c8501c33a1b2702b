"""0013 Appraisals of people: who each is between, how far it has come, every part that was sent."""

import sqlalchemy as sa
from alembic import op

from bot.store.tables.columns import Instant, Json, SerialNumber

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

PEOPLE = ("person_id", "assessor_id", "superior_id", "further_id")


def upgrade() -> None:
    op.create_table(
        "appraisals",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("programme", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("person_id", SerialNumber, nullable=False),
        sa.Column("assessor_id", SerialNumber, nullable=False),
        sa.Column("superior_id", SerialNumber, nullable=True),
        sa.Column("further_id", SerialNumber, nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("figures", Json(), nullable=False),
        sa.Column("words", Json(), nullable=False),
        sa.Column("moved_at", Instant(), nullable=False),
        *(
            sa.ForeignKeyConstraint([one], ["people.id"], name=op.f(f"fk_appraisals_{one}"))
            for one in PEOPLE
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appraisals")),
        sa.UniqueConstraint("programme", "person_id", name="uq_appraisals_programme"),
    )
    for one in PEOPLE:
        op.create_index(f"ix_appraisals_{one}", "appraisals", [one])
    op.create_table(
        "appraisal_parts",
        sa.Column("id", SerialNumber, autoincrement=True, nullable=False),
        sa.Column("appraisal", sa.Text(), nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("sent_by", SerialNumber, nullable=False),
        sa.Column("sent_at", Instant(), nullable=False),
        sa.Column("answers", Json(), nullable=False),
        sa.ForeignKeyConstraint(
            ["appraisal"], ["appraisals.id"], name=op.f("fk_appraisal_parts_appraisal")
        ),
        sa.ForeignKeyConstraint(
            ["sent_by"], ["people.id"], name=op.f("fk_appraisal_parts_sent_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appraisal_parts")),
        sa.UniqueConstraint("appraisal", "part", "revision", name="uq_appraisal_parts_appraisal"),
    )
    op.create_table(
        "appraisal_pieces",
        sa.Column("evidence_id", sa.Text(), nullable=False),
        sa.Column("appraisal", sa.Text(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["evidence_id"], ["evidence.id"], name=op.f("fk_appraisal_pieces_evidence_id")
        ),
        sa.ForeignKeyConstraint(
            ["appraisal"], ["appraisals.id"], name=op.f("fk_appraisal_pieces_appraisal")
        ),
        sa.PrimaryKeyConstraint("evidence_id", name=op.f("pk_appraisal_pieces")),
    )
    op.create_index("ix_appraisal_pieces_appraisal", "appraisal_pieces", ["appraisal"])


def downgrade() -> None:
    op.drop_table("appraisal_pieces")
    op.drop_table("appraisal_parts")
    op.drop_table("appraisals")
