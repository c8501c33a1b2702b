"""raingan calendar"""

import secrets

import click

from bot.commands import Refused
from bot.commands.opened import opened
from bot.commands.programme import current
from bot.store import calendars


@click.command()
@click.option("--programme", required=True, help="The programme's key.")
@click.option("--office", default="", help="The office's code; the whole programme if not given.")
@click.option("--revoke", is_flag=True, help="Withdraw the link; the next one is another.")
def calendar(programme: str, office: str, revoke: bool) -> None:
    """Print the link under which an office's deadlines can be added to a phone's calendar."""
    at = opened(create=True)
    offices = current(at, programme).programme.offices
    if office and all(one.code != office for one in offices):
        raise Refused(f"--office: {programme} has no office {office}")
    with at.database.writing() as conn:
        if revoke:
            click.echo(f"{calendars.revoke(conn, (programme, office), at.clock())} withdrawn")
            return
        token = calendars.of_desks(conn, [(programme, office)]).get((programme, office))
        if token is None:
            token = secrets.token_urlsafe(16)
            calendars.open_calendar(conn, programme, office, token, at.clock())
    click.echo(f"{at.settings.public_url.rstrip('/')}/c/{token}.ics")
