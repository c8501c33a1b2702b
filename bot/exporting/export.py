"""The records of a programme as CSV files: a folder for each form, a file for each repeat,
attachments beside them.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Connection

from bot.evidence_bytes import EvidenceBytes
from bot.exporting.judging import write_judging
from bot.exporting.surveys import write_surveys
from bot.exporting.tables import CsvTables, writer
from bot.store import exporting
from bot.store.exporting import Attached, Stored
from bot.store.library import Library
from forms.filling.record import Piece, completed, media_of
from forms.model import Form
from handlers.vocabulary.known import Edition
from sheets.kept import MirrorError
from sheets.layout.csv_cells import guarded
from sheets.layout.folders import safe_name, unique
from sheets.layout.media_names import media_name
from sheets.layout.odk_tables import Filed, Style, Table, tables
from thai.dates import BANGKOK

MEDIA = "media"
ABOUT = (
    "KEY",
    "FormID",
    "Indicator",
    "OfficeCode",
    "OfficeName",
    "SubmittedOn",
    "Revision",
    "Status",
)
SCORES = ("raw_score", "total_deduction", "final_score", "weighted_score")


@dataclass
class Told:
    """What was written, and a sentence for each file that is not there, or that the mirror would
    not give.
    """

    records: int = 0
    attachments: int = 0
    forms: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)


class Export:
    """One run for one programme into one folder; files of an earlier run are replaced."""

    def __init__(self, library: Library, content: EvidenceBytes, out: Path, style: Style) -> None:
        self._library, self._content, self._out, self._style = library, content, out, style
        self.told = Told()

    def run(self, conn: Connection, programme: str) -> Iterator[Told]:
        """Writes record by record; what is told grows from one to the next."""
        self._out.mkdir(parents=True, exist_ok=True)
        taken: set[str] = set()
        with ExitStack() as files:
            about = writer(files, self._out / "records.csv")
            about.writerow([*ABOUT, *SCORES])
            for indicator in exporting.indicators(conn, programme):
                editions = self._editions(conn, programme, indicator)
                forms = {
                    version: _form(edition, indicator) for version, edition in editions.items()
                }
                *older, newest = forms.values()
                name = unique(safe_name(newest.id), taken)
                taken.add(name.casefold())
                self.told.forms.append(name)
                writing = _OneForm(self, self._out / name, tables(newest, older[::-1]))
                for stored in writing.all(conn, programme, indicator, forms):
                    about.writerow(_about(stored, newest.id, editions[stored.asked_under]))
                    yield self.told
            yield from self._surveys(conn, programme)
        self.told.records += write_judging(conn, self._library, programme, self._out)

    def _surveys(self, conn: Connection, programme: str) -> Iterator[Told]:
        for folder, answers in write_surveys(
            conn, self._library, programme, self._out, self._style
        ):
            if not answers:
                self.told.forms.append(folder)
                continue
            self.told.records += 1
            yield self.told

    def _editions(self, conn: Connection, programme: str, indicator: str) -> dict[str, Edition]:
        versions = exporting.versions(conn, programme, indicator)
        found = {version: self._library.edition(conn, programme, version) for version in versions}
        return {version: edition for version, edition in found.items() if edition is not None}

    @property
    def style(self) -> Style:
        return self._style

    def media(self, folder: Path, name: str, piece: Attached) -> bool:
        """Puts a file beside the tables; whether it is there now. What is missing is said, and
        stops nothing.
        """
        folder.mkdir(parents=True, exist_ok=True)
        part = folder / f".{name}.part"
        try:
            with part.open("wb") as out:
                there = self._content.copy(piece, out)
            if there:
                part.replace(folder / name)
                self.told.attachments += 1
                return True
            why = (
                "its sender took it back, or LINE no longer had it"
                if piece.state == "gone"
                else "not here yet"
            )
            self.told.missing.append(f"{name}: {why}")
        except MirrorError as error:
            self.told.failed.append(f"{name}: {error.sentence}")
        finally:
            part.unlink(missing_ok=True)
        return False


class _OneForm:
    """The files of one form while they are written."""

    def __init__(self, export: Export, folder: Path, found: Sequence[Table]) -> None:
        self._export, self._folder, self._tables = export, folder, found

    def all(
        self, conn: Connection, programme: str, indicator: str, forms: Mapping[str, Form]
    ) -> Iterator[Stored]:
        with ExitStack() as files:
            written = CsvTables(files, self._folder, self._tables, self._export.style)
            for stored in exporting.stored(conn, programme, indicator):
                written.write(*self._record(stored, forms[stored.asked_under]))
                self._export.told.records += 1
                yield stored

    def _record(self, stored: Stored, form: Form) -> tuple[dict[str, str], Filed]:
        """The answers with the names of the files put in, and what a server adds."""
        files, present = {}, 0
        for piece in stored.evidence:
            name = piece.link or media_name(stored.record.key, piece.place, piece.mime, piece.name)
            files[piece.id] = name
            if not piece.link:
                present += self._export.media(self._folder / MEDIA, name, piece)
        named = tuple(Piece(piece.question, files[piece.id]) for piece in stored.evidence)
        answers = completed(form, stored.record)
        for path, pieces in media_of(form, answers, named).items():
            answers[path] = " ".join(piece.name for piece in pieces)
        expected = sum(not piece.link for piece in stored.evidence)
        return answers, _filed(stored, present, expected)


def _filed(stored: Stored, present: int, expected: int) -> Filed:
    return Filed(
        key=stored.record.key,
        submitted_at=stored.first_at,
        submitter_id=stored.record.device.removeprefix("line:"),
        submitter_name=stored.record.username,
        attachments_present=present,
        attachments_expected=expected,
        device_id=stored.record.device,
        edits=stored.revision - 1,
        form_version=stored.form_version,
    )


def _form(edition: Edition, indicator: str) -> Form:
    return edition.forms(edition.programme.work(indicator).form or "")


def _about(stored: Stored, form: str, edition: Edition) -> list[str]:
    """What ODK has no column for: the office, the day, the score."""
    office = edition.programme.office(stored.office)
    day = stored.record.ended.astimezone(BANGKOK).date().isoformat()
    told = [
        stored.record.key,
        form,
        stored.indicator,
        office.code,
        office.name,
        day,
        str(stored.revision),
    ]
    scores = [str(stored.score.get(name) or "") for name in SCORES]
    return [*map(guarded, told), str(stored.score.get("status", "")), *scores]
