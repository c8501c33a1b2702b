"""raingan db upgrade · raingan worker"""

import signal
import threading

import click

from bot.assemble import worker_of
from bot.commands import Refused
from bot.commands.opened import opened, opened_patiently, settings_or_refuse
from bot.logs import set_up_logs
from bot.settings import SettingsError


@click.group()
def db() -> None:
    """The database."""


@db.command()
def upgrade() -> None:
    """Bring the database up to date."""
    opened(create=True)
    click.echo("the database is up to date")


@click.command()
@click.option("--once", is_flag=True, help="Do all that can be done now, then end.")
def worker(once: bool) -> None:
    """Carry out what waits in the outbox: messages, evidence, Sheets, reminders."""
    settings = settings_or_refuse()
    set_up_logs(settings)
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    opened() if once else opened_patiently(stop.wait)
    try:
        working = worker_of(settings)
    except SettingsError as error:
        raise Refused(str(error)) from error
    if once:
        click.echo(f"{working.drain()} done")
        return
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: working.stop())
    if stop.is_set():
        return
    working.run()
