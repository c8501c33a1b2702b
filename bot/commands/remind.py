"""raingan remind"""

from datetime import UTC, datetime

import click

from bot import reminders
from bot.commands import Refused
from bot.commands.opened import opened
from bot.store.library import Library


@click.command()
@click.option("--now", "moment", help="An ISO instant to remind as of; the clock's now if not given.")
@click.option("--dry-run", is_flag=True, help="Say how many would be reminded; plan nothing.")
def remind(moment: str | None, dry_run: bool) -> None:
    """One pass: whoever still owes is reminded, at most once a day, however many passes run."""
    at = opened()
    now = _instant(moment) if moment else at.clock()
    count = reminders.run_once(at.database, Library(), now, dry=dry_run)
    click.echo(f"{count} {'would be reminded' if dry_run else 'reminded'}")


def _instant(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise Refused(f"--now: {text!r} is not an ISO instant such as 2013-03-19T09:00+07:00") from error
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
