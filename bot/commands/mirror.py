"""raingan mirror check · move · accept"""

import json

import click

from bot.backup.looking import lost_pieces
from bot.backup.moving import elsewhere, forget_old_places, move
from bot.commands import Refused
from bot.commands.backup import SHOWN, progress
from bot.commands.opened import opened
from bot.evidence_bytes import evidence_bytes
from bot.outbox.evidence import whose_mirror
from sheets.kept import MirrorError


@click.group()
def mirror() -> None:
    """Where evidence is kept: Google Drive, or the folder MIRROR_DIR."""


@mirror.command()
@click.option("--json", "as_json", is_flag=True)
def check(as_json: bool) -> None:
    """Look whether every kept photo and file is still where it was kept."""
    at = opened()
    try:
        found = lost_pieces(at.database, evidence_bytes(at.settings, at.database), progress)
    except MirrorError as error:
        raise Refused(error.sentence) from error
    if as_json:
        click.echo(json.dumps({"looked_at": found.looked_at, "lost": found.lost}))
    else:
        click.echo(f"{found.looked_at:,} pieces of evidence were looked for")
    if found.lost:
        raise Refused(f"{len(found.lost)} are not there:\n" + "\n".join(found.lost[:SHOWN]))


@mirror.command(name="move")
def move_() -> None:
    """Bring what lies in the mirror of before into the one of the settings.

    After GOOGLE_CREDENTIALS was set or taken away. What lies in the old one stays there.
    """
    at = opened()
    try:
        content = evidence_bytes(at.settings, at.database)
        forget_old_places(at.database, is_local=not at.settings.google_credentials)
        moved = move(at.database, content, elsewhere(at.database, content), progress)
    except MirrorError as error:
        raise Refused(error.sentence) from error
    click.echo(f"{moved.count:,} pieces go to the new mirror as soon as raingan worker runs")
    if moved.left:
        some = "\n".join(moved.left[:SHOWN])
        raise Refused(f"{len(moved.left)} could not be had and stay where they are:\n{some}")


@mirror.command()
@click.confirmation_option(
    prompt="Is the folder that held the evidence so far gone for good, or is this a copy of it?"
)
def accept() -> None:
    """Take the folder MIRROR_DIR as it is now for the one that holds the evidence.

    Only when the one of before is gone for good, or has been moved by hand.
    """
    at = opened()
    whose_mirror.accept(at.database)
    click.echo(f"from now on evidence is kept in {at.settings.mirror_dir.resolve()}")
    click.echo("raingan mirror check says what is not in it")
