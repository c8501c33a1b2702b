"""The bytes of evidence: where they are, who can reach them, and whether they are all there."""

from collections.abc import Iterator

from sqlalchemy import func, select

from bot.backup.looking import lost_pieces
from bot.backup.moving import elsewhere
from bot.checkup.check import Check
from bot.evidence_bytes import EvidenceBytes, evidence_bytes
from bot.outbox.evidence import whose_mirror
from bot.settings import Settings
from bot.store.engine import Database
from bot.store.notes import note
from bot.store.objects import Objects, ObjectsError
from bot.store.tables.queue import spool
from bot.store.tables.records import evidence
from sheets.kept import MirrorError
from sheets.local.shelf import Shelf

PROBE = b"raingan doctor"
LOOKED_AT = 100  # files asked after at Google; on this machine all of them are

AWAY = (
    "{folder} is not the folder that holds the evidence so far: it is empty, not mounted, or "
    "another machine's. What is sent waits. Bring it back, or let all machines share it; if it is "
    "gone for good: raingan mirror accept"
)


def look(settings: Settings, database: Database) -> Iterator[Check]:
    if database.objects is not None:
        yield _store(database.objects)
    yield _where(settings, database)
    content = evidence_bytes(settings, database)
    if pieces := elsewhere(database, content):
        there = "the folder MIRROR_DIR" if settings.google_credentials else "Google Drive"
        words = f"{len(pieces)} pieces still lie in {there}, the mirror of before"
        yield Check("evidence", False, f"{words}: run raingan mirror move")
        return
    yield _all_there(settings, database, content)


def _store(objects: Objects) -> Check:
    """Whether the store for photos on their way takes, gives and forgets."""
    try:
        key = objects.put(PROBE)
        agrees = objects.get(key) == PROBE
        objects.forget([key])
    except ObjectsError as error:
        return Check("photo store", False, f"{error}: see SPOOL_URL and the AWS_… variables")
    words = f"s3://{objects.bucket} takes photos on their way, for every host"
    return Check("photo store", agrees, words if agrees else "it gives other bytes than it took")


def _where(settings: Settings, database: Database) -> Check:
    with database.reading() as conn:
        waiting = conn.execute(select(func.count(spool.c.evidence_id.distinct()))).scalar_one()
        kept = select(func.count()).where(evidence.c.state == "kept")
        count, mark = conn.execute(kept).scalar_one(), note(conn, whose_mirror.NOTE)
    where = settings.spool_url or "the database"
    on_its_way = f"{waiting} pieces wait in {where}, {count} are kept"
    if settings.google_credentials:
        return Check("evidence", True, f"{on_its_way} in Google Drive, which every host reaches")
    folder = settings.mirror_dir.resolve()
    if mark not in {"", whose_mirror.ANY, Shelf.of(folder).mark()}:
        return Check("evidence", False, f"{on_its_way}; {AWAY.format(folder=folder)}")
    only = "other hosts reach it only if they share this folder; Google serves them all"
    return Check("evidence", True, f"{on_its_way} in {folder} on this machine: {only}")


def _all_there(settings: Settings, database: Database, content: EvidenceBytes) -> Check:
    most = LOOKED_AT if settings.google_credentials else None
    try:
        found = lost_pieces(database, content, lambda *_: None, most)
    except MirrorError as error:
        return Check("kept files", False, f"nobody can say whether all are there: {error.sentence}")
    if not found.lost:
        looked = "all" if found.looked_at == found.total else f"{found.looked_at} of {found.total}"
        return Check("kept files", True, f"{looked} were looked for and are there")
    words = f"{len(found.lost)} of {found.looked_at} are not where they were kept, e.g."
    mending = "put them back from a backup or out of the bin; raingan mirror check names all"
    return Check("kept files", False, f"{words} {found.lost[0]}: {mending}")
