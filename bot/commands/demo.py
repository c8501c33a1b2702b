"""raingan demo"""

import click

from bot.commands import Refused
from bot.demo.ports import DemoError
from bot.demo.running import run


@click.command()
@click.option(
    "--port",
    default=8000,
    show_default=True,
    help="The phone page's port; the bot takes the next one.",
)
@click.option("--fresh", is_flag=True, help="Forget everything of earlier demos first.")
def demo(port: int, fresh: bool) -> None:
    """Bot, worker, LINE and Google on this machine, and a phone page to talk to it."""
    try:
        run(port, fresh=fresh)
    except DemoError as error:
        raise Refused(f"raingan demo: {error}") from error
