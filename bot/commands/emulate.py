"""raingan emulate line · raingan emulate google"""

import signal
import threading

import click

from emulators import google as google_emulator
from emulators import line as line_emulator
from emulators.serving import Running


@click.group()
def emulate() -> None:
    """LINE and Google on this machine: they refuse what the real ones refuse."""


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


def serve(running: Running, name: str) -> None:
    """Until Ctrl-C or SIGTERM."""
    click.echo(f"{name}: {running.address}/")
    ended = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: ended.set())
    ended.wait()
    running.stop()
