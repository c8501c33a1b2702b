"""raingan remind"""

import json
from collections.abc import Iterable
from datetime import UTC, date, datetime

import click

from bot.commands import Refused
from bot.commands.opened import opened
from bot.daily import quota, reminders
from bot.daily.month_plan import Day, month_plan
from bot.outbox.line.api import Line
from bot.store.library import Library
from thai import dates


@click.command()
@click.option(
    "--now", "moment", help="An ISO instant to remind as of; the clock's now if not given."
)
@click.option("--dry-run", is_flag=True, help="Say how many would be reminded; plan nothing.")
@click.option(
    "--plan", "shows_plan", is_flag=True, help="Show a month's plan, day by day, and what it costs."
)
@click.option(
    "--month",
    help="The month of --plan, e.g. 2013-03 or 2556-03; what is left of this one if not given.",
)
@click.option(
    "--quota",
    "limit",
    type=click.IntRange(min=0),
    help="Plan for so many messages instead of LINE's figure.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the plan as JSON.")
def remind(
    moment: str | None,
    dry_run: bool,
    shows_plan: bool,
    month: str | None,
    limit: int | None,
    as_json: bool,
) -> None:
    """One pass: whoever still owes is reminded, at most once a day, however many passes run."""
    at = opened()
    now = _instant(moment) if moment else at.clock()
    line = Line(at.settings) if at.settings.line_channel_access_token else None
    asked = quota.ask(line) if line else quota.nobody_asked
    counted = quota.count(line) if line else quota.nobody_counted
    if shows_plan:
        found = month_plan(
            at.database, Library(), now, asked, month=_month(month) if month else None, limit=limit
        )
        _print(list(found), as_json=as_json)
        return
    count = reminders.run_once(at.database, Library(), now, asked, counted, dry=dry_run)
    click.echo(f"{count} {'would be reminded' if dry_run else 'reminded'}")


def _instant(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise Refused(
            f"--now: {text!r} is not an ISO instant such as 2013-03-19T09:00+07:00"
        ) from error
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _month(text: str) -> date:
    """The first day of a month; a year from 2400 on is BE."""
    year, _, month = text.partition("-")
    try:
        number = int(year)
        return date(number - dates.BUDDHIST_ERA if number >= 2400 else number, int(month), 1)
    except ValueError as error:
        raise Refused(f"--month: {text!r} is not a month such as 2556-03") from error


def _print(days: list[Day], *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps([one.to_json() for one in days], ensure_ascii=False, indent=1))
        return
    for line in _table(days):
        click.echo(line)


def _table(days: Iterable[Day]) -> Iterable[str]:
    """A line a day: pushes and what for, those who wait for a free reply, what is left."""
    cost, waits = 0, 0
    yield (
        f"{'day':<22}{'push':>6}{'free':>6}{'out of reach':>14}{'kept back':>11}{'left':>7}  "
        "most at stake"
    )
    for one in days:
        cost, waits = cost + one.push, waits + one.free
        left = "–" if one.left is None else str(one.left)
        stake = f"−{one.most_at_stake:.2f}" if one.most_at_stake else "–"
        yield (
            f"{dates.short(one.day):<22}{one.push:>6}{one.free:>6}{one.out_of_reach:>14}{one.reserve:>11}{left:>7}"
            f"  {stake}  {', '.join(one.stages)}"
        )
    yield (
        f"{cost} messages if nobody sends anything meanwhile; {waits} times somebody waits for a "
        "free reply"
    )
