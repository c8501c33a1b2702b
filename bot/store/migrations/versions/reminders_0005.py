"""0005 Reminders remember the last thing said of each report; days planned; groups that get the morning's summary."""

import sqlalchemy as sa
from alembic import op

from bot.store.tables.columns import EPOCH, MICROSECOND, Instant, SerialNumber
from thai.dates import bangkok_day

revision = "0005"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    before = _told_before()
    op.drop_table("reminders")
    op.create_table(
        "reminders",
        sa.Column("person_id", SerialNumber, nullable=False),
        sa.Column("programme", sa.Text(), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("indicator", sa.Text(), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("stage_day", sa.Date(), nullable=False),
        sa.Column("told_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_reminders_person_id")),
        sa.PrimaryKeyConstraint(
            "person_id", "programme", "office", "indicator", name=op.f("pk_reminders")
        ),
    )
    op.create_index("ix_reminders_programme", "reminders", ["programme"])
    op.create_table(
        "reminder_passes",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("programme", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("day", "programme", "version", name=op.f("pk_reminder_passes")),
    )
    op.create_table(
        "groups",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("programme", sa.Text(), nullable=False),
        sa.Column("person_id", SerialNumber, nullable=False),
        sa.Column("since", Instant(), nullable=False),
        sa.Column("members", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_groups_person_id")),
        sa.PrimaryKeyConstraint("id", "programme", name=op.f("pk_groups")),
    )
    _keep(before)


def _told_before() -> list[sa.Row[tuple[object, ...]]]:
    """What was told last of each report, so that nobody hears it again after the change."""
    rows = op.get_bind().execute(
        sa.text(
            "SELECT person_id, programme, office, indicator, stage, planned_at FROM reminders ORDER BY planned_at"
        )
    )
    return list({tuple(row)[:4]: row for row in rows}.values())


def _keep(before: list[sa.Row[tuple[object, ...]]]) -> None:
    table = sa.table(
        "reminders",
        *(sa.column(name, sa.Text()) for name in ("programme", "office", "indicator", "stage")),
        sa.column("person_id", SerialNumber),
        *(sa.column(name, sa.Date()) for name in ("stage_day", "told_on")),
    )
    for row in before:
        day = bangkok_day(EPOCH + row.planned_at * MICROSECOND)
        values = {
            name: getattr(row, name)
            for name in ("person_id", "programme", "office", "indicator", "stage")
        }
        op.execute(table.insert().values(**values, stage_day=day, told_on=day))
