"""raingan doctor"""

import json
from dataclasses import asdict

import click

from bot.checkup.examining import examine_all
from bot.commands import Refused
from bot.commands.opened import settings_or_refuse


@click.command()
@click.option("--json", "as_json", is_flag=True)
def doctor(as_json: bool) -> None:
    """Check everything the bot needs; say how to mend what is wrong."""
    found = list(examine_all(settings_or_refuse()))
    wrong = [check for check in found if not check.ok]
    if as_json:
        click.echo(json.dumps([asdict(check) for check in found], ensure_ascii=False))
    else:
        for check in found:
            click.echo(f"{'ok   ' if check.ok else 'WRONG'} {check.subject}: {check.sentence}")
    if wrong:
        raise Refused(f"{len(wrong)} of {len(found)} checks need mending")
