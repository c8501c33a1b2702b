"""raingan folders: the link and QR code of every evidence folder"""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

import click
from sqlalchemy import select

from bot.commands import Refused
from bot.commands.opened import Opened, opened
from bot.store import tokens
from bot.store.library import Library
from bot.store.tables.records import folders as table
from documents.qr import qr_png
from handlers.vocabulary.known import Edition
from sheets.layout.folders import indicator_folder, office_folder, programme_folder, safe_name


@dataclass(frozen=True, slots=True)
class Folder:
    """An evidence folder: its path in codes, its names as people see them, our link to it, and
    Google's.
    """

    path: str
    name: str
    link: str
    opens: str


@click.command()
@click.argument("programme")
@click.option("--office", default="", help="Only the folders of this office.")
@click.option(
    "--qr",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write a QR picture for each into QR.",
)
@click.option(
    "--renew", is_flag=True, help="Withdraw the links that were given out and make new ones."
)
@click.option("--json", "as_json", is_flag=True)
def folders(programme: str, office: str, qr: Path | None, renew: bool, as_json: bool) -> None:
    """Print the link of each evidence folder of PROGRAMME: of the programme, its offices, their
    indicators.
    """
    shown = _folders(opened(), programme, office, renew=renew)
    if qr:
        qr.mkdir(parents=True, exist_ok=True)
        for folder in shown:
            (qr / f"{safe_name(folder.name.replace(' / ', ' '))}.png").write_bytes(
                qr_png(folder.link)
            )
    if as_json:
        click.echo(json.dumps([asdict(folder) for folder in shown], ensure_ascii=False))
        return
    for folder in shown:
        click.echo(f"{folder.name}\t{folder.link}")


def _folders(given: Opened, programme: str, office: str, *, renew: bool) -> list[Folder]:
    public = given.settings.public_url.rstrip("/")
    if not public:
        raise Refused(
            "PUBLIC_URL is not set: links and QR codes lead to this service, so it must have an "
            "address"
        )
    with given.database.writing() as conn:
        edition = Library().current(conn).get(programme)
        if edition is None:
            raise Refused(f"no programme {programme} is loaded: see raingan programme list")
        below = f"{programme}/{office}" if office else programme
        wanted = table.c.path.startswith(below, autoescape=True), table.c.link.is_not(None)
        rows = conn.execute(select(table).where(*wanted).order_by(table.c.path)).all()
        mine = [row for row in rows if row.path == below or row.path.startswith(f"{below}/")]
        if not mine:
            raise Refused("there is no folder yet: they are made when the first evidence is kept")
        for row in mine if renew else ():
            tokens.withdraw(conn, row.path, given.clock())
        links = [f"{public}/e/{tokens.token_of(conn, row.path, given.clock())}" for row in mine]
        return [
            Folder(row.path, _name(edition, row.path), link, row.link)
            for row, link in zip(mine, links, strict=True)
        ]


def _name(edition: Edition, path: str) -> str:
    """The folder's names, from the programme down, as they stand in Drive."""
    programme, (_, *codes) = edition.programme, path.split("/")
    names = [programme_folder(programme.key, programme.short_name)]
    if codes:
        names.append(office_folder(codes[0], programme.office(codes[0]).name))
    if len(codes) > 1:
        names.append(indicator_folder(codes[1], programme.work(codes[1]).short_name))
    return " / ".join([*names, *codes[2:]])
