"""The folders evidence lies in: programme / office / indicator, made level by level, their ids
stored before use.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import structlog
from sqlalchemy import ColumnElement, Connection, Row, delete, or_, select, update

from bot.outbox.evidence.places import levels
from bot.store.dialect import insert_ignoring
from bot.store.engine import Database
from bot.store.library import Library
from bot.store.notes import note, set_note
from bot.store.tables.records import evidence, folders
from handlers.vocabulary.known import Edition
from sheets.mirror import Folder, Mirror, MirrorError, Mode

ROOT_NOTE = "google_drive_folder"
ROOT_NAME = "Raingan รายงาน"
REFUSED = "refused "

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Sharing:
    """Who may open an evidence folder without being invited: `mode` is none, domain or anyone."""

    mode: Mode = "none"
    domain: str = ""

    def __str__(self) -> str:
        return f"{self.mode}:{self.domain}" if self.mode == "domain" else self.mode

    def concerns(self, path: str) -> bool:
        """A link for anyone opens one indicator's folder and nothing above it; a domain is given
        whole programmes.
        """
        return path.count("/") == (0 if self.mode == "domain" else 2) and path != ""


@dataclass(frozen=True, slots=True)
class Keeper:
    """What keeping evidence needs; `root` is the folder given in the settings, "" to have one made.

    With `check_links` web addresses are opened to see whether they open.
    """

    database: Database
    library: Library
    mirror: Mirror
    root: str = ""
    sharing: Sharing = Sharing()
    check_links: bool = False


def edition_of(keeper: Keeper, sent: Row[Any]) -> Edition:
    """The programme and the forms under which the report was asked."""
    asked_under = sent.instance.get("asked_under", sent.programme_version)
    with keeper.database.reading() as conn:
        edition = keeper.library.edition(conn, sent.programme, asked_under)
    assert edition is not None
    return edition


def folder_of(keeper: Keeper, sent: Row[Any], question: str = "") -> str:
    """The id of the folder a question's evidence lies in, made where it is missing; the report's
    own for "".
    """
    parent = root_of(keeper)
    for path, name in levels(edition_of(keeper, sent), sent, question):
        parent = _folder(keeper, path, name, parent)
    return parent


def root_of(keeper: Keeper) -> str:
    """The folder everything lies in: the one of the settings, or one of our own making."""
    if keeper.root:
        return keeper.root
    folder_id, is_made = _reserved(keeper, "")
    if not is_made:
        made = keeper.mirror.make_root(folder_id, ROOT_NAME)
        with keeper.database.writing() as conn:
            _set_made(conn, "", made.link)
            set_note(conn, ROOT_NOTE, folder_id)
    return folder_id


def _folder(keeper: Keeper, path: str, name: str, parent: str) -> str:
    folder_id, is_made = _reserved(keeper, path)
    if not is_made:
        made = keeper.mirror.make_folder(folder_id, name, parent)
        if keeper.sharing.mode != "none" and keeper.sharing.concerns(path):
            _share(keeper, path, folder_id)
        with keeper.database.writing() as conn:
            _set_made(conn, path, made.link)
    return folder_id


def _reserved(keeper: Keeper, path: str) -> tuple[str, bool]:
    """(folder id, whether it was made): the id is stored before the folder is asked for."""
    wanted = select(folders.c.folder_id, folders.c.link).where(folders.c.path == path)
    with keeper.database.reading() as conn:
        row = conn.execute(wanted).first()
    if row is None:
        reserved = keeper.mirror.reserve(1)[0]
        with keeper.database.writing() as conn:
            insert_ignoring(conn, folders, {"path": path, "folder_id": reserved})
            row = conn.execute(wanted).one()
    return row.folder_id, row.link is not None


def _set_made(conn: Connection, path: str, link: str) -> None:
    conn.execute(update(folders).where(folders.c.path == path).values(link=link))


def _share(keeper: Keeper, path: str, folder_id: str) -> None:
    """Shares one folder, once; where the account may not, that is noted for `raingan doctor` and
    nothing stops.
    """
    mode: Mode = keeper.sharing.mode if keeper.sharing.concerns(path) else "none"
    said = str(keeper.sharing) if mode != "none" else "none"
    try:
        keeper.mirror.share(folder_id, mode, keeper.sharing.domain or None)
    except MirrorError as error:
        if error.retry and error.code != "no_access":
            raise
        log.warning("folder_not_shared", path=path, mode=mode, error=str(error))
        said = f"{REFUSED}{said}"
    with keeper.database.writing() as conn:
        conn.execute(update(folders).where(folders.c.path == path).values(shared=said))


def share_again(keeper: Keeper, programme: str) -> None:
    """Brings every folder of a programme to what the settings say now, also those that were refused
    before.
    """
    with keeper.database.reading() as conn:
        rows = conn.execute(
            select(folders).where(_below(programme), folders.c.link.is_not(None))
        ).all()
    for row in rows:
        wanted = str(keeper.sharing) if keeper.sharing.concerns(row.path) else "none"
        if (row.shared or "none") != wanted:
            _share(keeper, row.path, row.folder_id)


def mend_place(keeper: Keeper, sent: Row[Any], question: str = "") -> None:
    """Somebody deleted a folder for good: it is made again, under its old id where Drive still
    takes it, else anew.

    The folders beside it stay as they are.
    """
    mend_root(keeper)
    parent = root_of(keeper)
    for path, name in levels(edition_of(keeper, sent), sent, question):
        folder_id, _ = _reserved(keeper, path)
        if not _stands(partial(keeper.mirror.make_folder, folder_id, name, parent)):
            with keeper.database.writing() as conn:
                conn.execute(delete(folders).where(_below(path)))
            break
        parent = folder_id


def mend_root(keeper: Keeper) -> None:
    """The same for the folder everything lies in, if it is of our own making."""
    if keeper.root:
        return
    folder_id, _ = _reserved(keeper, "")
    if not _stands(lambda: keeper.mirror.make_root(folder_id, ROOT_NAME)):
        with keeper.database.writing() as conn:
            conn.execute(delete(folders))


def _stands(make: Callable[[], Folder]) -> bool:
    """Whether the folder is there, or could be made again."""
    try:
        make()
    except MirrorError as error:
        if error.retry:
            raise
        return False
    return True


def _below(path: str) -> ColumnElement[bool]:
    """This folder and those in it."""
    return or_(folders.c.path == path, folders.c.path.startswith(f"{path}/", autoescape=True))


def forget_file(conn: Connection, piece: str) -> None:
    """The id is of no more use: the next try reserves another."""
    conn.execute(
        update(evidence)
        .where(evidence.c.id == piece, evidence.c.state != "kept")
        .values(file_id=None)
    )


def stored_root(conn: Connection) -> str:
    return note(conn, ROOT_NOTE)


def folder_link(conn: Connection, path: str) -> str:
    """What opens the folder of this path, "" before it was made."""
    return conn.execute(select(folders.c.link).where(folders.c.path == path)).scalar() or ""


def unshared(conn: Connection) -> list[str]:
    """The paths of folders whose sharing was refused."""
    return list(
        conn.execute(select(folders.c.path).where(folders.c.shared.startswith(REFUSED))).scalars()
    )
