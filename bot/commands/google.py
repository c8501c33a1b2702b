"""raingan google login · key · seal"""

import json
import secrets
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from bot.clock import real_now
from bot.commands import Refused
from bot.commands.opened import settings_or_refuse
from sheets.google.credentials import is_sealed, read_credentials
from sheets.google.sealed import seal as sealed
from sheets.google.sign_in import invite, read_client, wait_for_yes
from sheets.mirror import MirrorError

NOT_SEALED = (
    "{out} is not sealed: whoever reads it can act as the account. Set GOOGLE_KEY (raingan "
    "google key makes one) and "
    "run raingan google seal {out}"
)


@click.group()
def google() -> None:
    """Google Drive and Google Sheets."""


@google.command()
@click.argument("client", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--out", default=Path("google-account.json"), show_default=True, type=click.Path(path_type=Path)
)
def login(client: Path, out: Path) -> None:
    """Let the office's account be used: a code is typed on any phone, then OUT holds what
    GOOGLE_CREDENTIALS wants.

    With GOOGLE_KEY set, OUT is sealed with it.
    """
    settings = settings_or_refuse()
    try:
        office = read_client(str(client), settings.google_api_base or None)
        invitation = invite(office)
        click.echo(
            f"On any phone or computer, open {invitation.address} and type {invitation.code}"
        )
        account = wait_for_yes(office, invitation, time.sleep, real_now())
        _write(out, sealed(account, settings.google_key) if settings.google_key else account)
    except MirrorError as error:
        raise Refused(error.sentence) from error
    click.echo(f"{out} is written, readable by its owner only: set GOOGLE_CREDENTIALS={out}")
    if not settings.google_key:
        click.echo(NOT_SEALED.format(out=out))
    if account.get("ends_at"):
        click.echo(
            f"This sign-in ends on {account['ends_at'][:10]}: the OAuth app is in testing mode. "
            "Publish it."
        )


@google.command()
def key() -> None:
    """Print a new key for GOOGLE_KEY. Keep it where the credentials file is not."""
    click.echo(secrets.token_urlsafe(32))


@google.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def seal(file: Path) -> None:
    """Seal a credentials file (an office account's or a service account's) with GOOGLE_KEY."""
    settings = settings_or_refuse()
    if not settings.google_key:
        raise Refused("GOOGLE_KEY is not set: raingan google key makes one")
    try:
        if is_sealed(str(file)):
            raise Refused(f"{file} is sealed already")
        _write(file, sealed(read_credentials(str(file)), settings.google_key))
    except MirrorError as error:
        raise Refused(error.sentence) from error
    click.echo(f"{file} is sealed: it is of use only together with GOOGLE_KEY")


def _write(out: Path, content: Mapping[str, Any]) -> None:
    """Replaces the file in one step; nobody but its owner ever reads it."""
    fresh = out.with_name(f".{out.name}.new")
    fresh.touch(mode=0o600)
    fresh.write_text(json.dumps(content, indent=2), "utf-8")
    fresh.replace(out)
