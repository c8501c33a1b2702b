"""raingan google login"""

import json
import time
from pathlib import Path

import click

from bot.commands import Refused
from bot.commands.opened import settings_or_refuse
from sheets.mirror import MirrorError
from sheets.sign_in import invite, read_client, wait_for_yes


@click.group()
def google() -> None:
    """Google Drive and Google Sheets."""


@google.command()
@click.argument("client", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--out", default=Path("google-account.json"), show_default=True, type=click.Path(path_type=Path))
def login(client: Path, out: Path) -> None:
    """Let the office's account be used: a code is typed on any phone, then OUT holds what GOOGLE_CREDENTIALS wants."""
    base = settings_or_refuse().google_api_base or None
    try:
        office = read_client(str(client), base)
        invitation = invite(office)
        click.echo(f"On any phone or computer, open {invitation.address} and type {invitation.code}")
        account = wait_for_yes(office, invitation, time.sleep)
    except MirrorError as error:
        raise Refused(error.sentence) from error
    out.touch(mode=0o600)
    out.write_text(json.dumps(account, indent=2), "utf-8")
    click.echo(f"{out} is written, readable by its owner only: set GOOGLE_CREDENTIALS={out}")
