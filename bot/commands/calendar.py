"""raingan calendar"""

import secrets

import click

from bot.commands import Refused
from bot.commands.opened import opened
from bot.commands.programme import current
from bot.store import desk_links
from bot.store.desk_links import CALENDAR


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
            count = desk_links.revoke(conn, CALENDAR, (programme, office), at.clock())
            click.echo(f"{count} withdrawn")
            return
        desk = programme, office
        token = desk_links.of_desks(conn, CALENDAR, [desk]).get(desk)
        if token is None:
            token = secrets.token_urlsafe(16)
            desk_links.open_link(conn, CALENDAR, desk, token, at.clock())
    click.echo(f"{at.settings.public_url.rstrip('/')}/c/{token}.ics")
