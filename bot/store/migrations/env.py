"""What Alembic runs: the migrations, on the connection it is given."""

from alembic import context

from bot.store.columns import metadata
from bot.store.queue_tables import outbox
from bot.store.reminder_tables import reminders
from bot.store.tables import people

# reading a module makes its tables known; these stand for the files that have any
assert {outbox.key, people.key, reminders.key} <= metadata.tables.keys()

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
