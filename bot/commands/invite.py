"""raingan invite"""

import json
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import quote

import click

from bot.commands import Refused
from bot.commands.opened import Opened, opened
from bot.commands.programme import current
from bot.outbox.errors import LineError
from bot.outbox.line.api import Line
from bot.store.people import make_invite, revoke_invite
from documents.qr import qr_png
from handlers.people.typed import LETTERS
from handlers.vocabulary.known import ROLES, Invite


def fresh_code() -> str:
    """Eight letters with at least one digit: 31**8 possibilities, easy to read out on the phone."""
    while True:
        letters = [secrets.choice(LETTERS) for _ in range(8)]
        if any(letter.isdigit() for letter in letters):
            return f"{''.join(letters[:4])}-{''.join(letters[4:])}"


@click.command()
@click.option("--programme", help="The programme's key.")
@click.option("--office", help="The office's code.")
@click.option("--role", type=click.Choice(ROLES))
@click.option(
    "--revoke", metavar="CODE", help="Take a code back instead: it lets nobody in any more."
)
@click.option("--uses", default=1, show_default=True, type=click.IntRange(1, 10_000))
@click.option(
    "--days",
    default=30,
    show_default=True,
    type=click.IntRange(1, 3650),
    help="Days until it expires.",
)
@click.option("--qr", type=click.Path(path_type=Path), help="Also write the link as a QR picture.")
@click.option("--json", "as_json", is_flag=True)
def invite(revoke: str | None, qr: Path | None, *, as_json: bool, **wanted: Any) -> None:  # noqa: ANN401 - options
    """Print an invite code and the link that brings it into the chat."""
    at = opened(create=True)
    if revoke:
        _revoke(at, revoke)
        return
    missing = [f"--{name}" for name in ("programme", "office", "role") if not wanted[name]]
    if missing:
        raise click.UsageError(f"Missing option {', '.join(missing)}.")
    made = _make(at, **wanted)
    link = deep_link(at, made.code)
    if qr:
        qr.write_bytes(qr_png(link or made.code))
    if as_json:
        facts = {"code": made.code, "link": link, "office": made.office, "role": made.role}
        click.echo(json.dumps(facts, ensure_ascii=False))
        return
    click.echo(made.code)
    if link:
        click.echo(link)


def _make(at: Opened, programme: str, office: str, role: str, uses: int, days: int) -> Invite:
    edition = current(at, programme)
    if office not in {one.code for one in edition.programme.offices}:
        raise Refused(f"{programme} has no office {office}: see raingan programme show {programme}")
    made = Invite(fresh_code(), programme, office, role)
    with at.database.writing() as conn:
        make_invite(conn, made, uses=uses, days=days, now=at.clock())
    return made


def _revoke(at: Opened, code: str) -> None:
    with at.database.writing() as conn:
        if not revoke_invite(conn, code.strip().upper(), at.clock()):
            raise Refused(f"no code {code} can be used any more")
    click.echo(f"{code.strip().upper()} is revoked")


def deep_link(at: Opened, code: str) -> str:
    """The address that opens the chat with the code already typed; "" while LINE cannot say the
    bot's own id.
    """
    if not at.settings.line_channel_access_token:
        return ""
    try:
        basic_id = Line(at.settings).bot()[1]
    except LineError:
        return ""
    return f"https://line.me/R/oaMessage/{quote(basic_id)}/?{quote(f'เข้าร่วม {code}')}"
