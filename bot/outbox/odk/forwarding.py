"""Records on to the office's own ODK or Kobo server: each revision once, in order, with its
files.
"""

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from bot.evidence_bytes import EvidenceBytes
from bot.outbox.errors import NotReadyError
from bot.outbox.jobs.rows import SendOn
from bot.outbox.odk.server import File, OpenRosa, OpenRosaError
from bot.store import exporting
from bot.store.engine import Database
from bot.store.exporting import Attached, Stored
from bot.store.library import Library
from forms.filling.instance_xml import instance_xml
from forms.filling.record import Piece, completed, media_of
from forms.kinds import MEDIA_KINDS
from forms.model import Form
from sheets.kept import MirrorError
from sheets.layout.media_names import media_name

MOST_EARLIER = 50  # revisions sent first where the server lacks them


@dataclass(frozen=True, slots=True)
class Forwarder:
    """What sending a record on needs."""

    database: Database
    library: Library
    content: EvidenceBytes
    server: OpenRosa


def forward(forwarder: Forwarder, job: SendOn) -> None:
    """Sends the record the job names; NotReadyError while one of its files is still on its way from
    LINE.
    """
    try:
        _forward(forwarder, job.submission, MOST_EARLIER)
    except MirrorError as error:
        raise OpenRosaError(
            f"a file of the record cannot be had: {error.sentence}", retry=True
        ) from error


def _forward(forwarder: Forwarder, submission: str, earlier: int) -> None:
    """A revision of something the server has never seen is sent after what it replaces."""
    with forwarder.database.reading() as conn:
        stored = exporting.one(conn, submission)
    if stored is None:
        return
    if any(piece.state == "waiting" for piece in stored.evidence):
        raise NotReadyError("a file has not been fetched yet")
    try:
        _send(forwarder, stored)
    except OpenRosaError as error:
        if error.status != 404 or stored.record.replaces is None or not earlier:
            raise
        _forward(forwarder, stored.record.replaces, earlier - 1)
        _send(forwarder, stored)


def _send(forwarder: Forwarder, stored: Stored) -> None:
    room = forwarder.server.room()
    with forwarder.database.reading() as conn:
        edition = forwarder.library.edition(conn, stored.programme, stored.asked_under)
    assert edition is not None
    indicator = edition.programme.work(stored.indicator)
    form = edition.forms(indicator.form or "")
    office = edition.programme.office(stored.office)
    with TemporaryDirectory(prefix="raingan-") as place:
        answers = completed(form, stored.record)
        files = _media(forwarder, stored, form, answers, Path(place))
        xml = instance_xml(form, answers, name=f"{office.name} · {indicator.short_name}")
        forwarder.server.send(room, xml, files)


def _media(
    forwarder: Forwarder, stored: Stored, form: Form, answers: dict[str, str], place: Path
) -> list[File]:
    """The files on the disk, and in the answers their names: ODK has one file a question, so
    several go into a zip.
    """
    pieces = {
        media_name(stored.record.key, one.place, one.mime, one.name): one for one in stored.evidence
    }
    asked = tuple(Piece(one.question, name) for name, one in pieces.items())
    found = media_of(form, answers, asked)
    for path in (path for path in answers if _is_media(form, path) and path not in found):
        answers[path] = ""  # its files belong to a later revision now
    files: list[File] = []
    for path, own in found.items():
        there = [
            file
            for piece in own
            if (file := _file(forwarder, pieces[piece.name], piece.name, place))
        ]
        made = (
            there[0]
            if len(there) == 1
            else _zipped(stored.record.key, path, there, place)
            if there
            else None
        )
        answers[path] = made.name if made else ""
        files += [made] if made else []
    return files


def _is_media(form: Form, path: str) -> bool:
    question = form.question(f"/{form.shape.name}/{path}")
    return question is not None and question.kind in MEDIA_KINDS


def _file(forwarder: Forwarder, piece: Attached, name: str, place: Path) -> File | None:
    """A piece's bytes under its name; a link becomes a text file. None for one that is gone."""
    if piece.link:
        path = place / f"{Path(name).stem[:80]}.txt"
        path.write_text(f"{piece.link}\n", "utf-8")
        return File(path.name, "text/plain", path)
    path = place / name
    with path.open("wb") as out:
        there = forwarder.content.copy(piece, out)
    return File(name, piece.mime or "application/octet-stream", path) if there else None


def _zipped(key: str, path: str, files: list[File], place: Path) -> File:
    """The files in one, the same bytes at every try."""
    rows = path.replace("/", "-").replace("[", "").replace("]", "")
    out = place / media_name(key, 0, "application/zip", rows)
    with ZipFile(out, "w", ZIP_STORED) as packed:
        for file in files:
            with (
                packed.open(ZipInfo(file.name), "w", force_zip64=True) as part,
                file.path.open("rb") as content,
            ):
                while piece := content.read(1 << 20):
                    part.write(piece)
    return File(out.name, "application/zip", out)
