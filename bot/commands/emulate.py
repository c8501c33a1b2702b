"""raingan emulate line · google · openrosa"""

import signal
import threading

import click

from emulators.google import server as google_emulator
from emulators.line import server as line_emulator
from emulators.openrosa import server as openrosa_emulator
from emulators.serving import Running


@click.group()
def emulate() -> None:
    """LINE, Google and an ODK server on this machine: they refuse what the real ones refuse."""


@emulate.command()
@click.option("--port", default=9001, show_default=True)
@click.option("--secret", default="emulated-channel-secret", show_default=True)
@click.option("--token", default="emulated-channel-token", show_default=True)
@click.option("--webhook", help="Where the bot listens, e.g. http://127.0.0.1:8000/callback")
def line(port: int, secret: str, token: str, webhook: str | None) -> None:
    """LINE's Messaging API and the phone page."""
    serve(line_emulator.start(port, secret=secret, token=token, webhook=webhook), "LINE")


@emulate.command()
@click.option("--port", default=9002, show_default=True)
def google(port: int) -> None:
    """Google Drive and Google Sheets."""
    serve(google_emulator.start(port), "Google")


@emulate.command()
@click.option("--port", default=9003, show_default=True)
@click.option(
    "--user", default="", help="With a password: who may send. Without: the password is a token."
)
@click.option("--password", default="")
@click.option(
    "--kind", default="central", show_default=True, type=click.Choice(["central", "kobo"])
)
def openrosa(port: int, user: str, password: str, kind: str) -> None:
    """An ODK Central or KoboToolbox server that takes records."""
    serve(openrosa_emulator.start(port, user=user, password=password, kind=kind), "OpenRosa")


def serve(running: Running, name: str) -> None:
    """Until Ctrl-C or SIGTERM."""
    click.echo(f"{name}: {running.address}/")
    ended = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: ended.set())
    ended.wait()
    running.stop()
