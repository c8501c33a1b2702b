"""The reports a paper is made of, as they are stored."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import BinaryIO, Protocol

from sqlalchemy import Connection

from bot.papers.making import File, Told
from bot.store import exporting, kept_papers, submissions
from bot.store.exporting import Attached
from handlers.vocabulary.known import Submission
from scoring.paper import Paper
from sheets.kept import MirrorError


class Content(Protocol):
    """Where the bytes of evidence come from."""

    def copy(self, piece: Attached, out: BinaryIO) -> bool:
        """False where there are none; MirrorError when they cannot be had."""
        ...


@dataclass(frozen=True, slots=True)
class Sent:
    """The reports of one paper, the one it belongs to first; of each the newest of the office."""

    reports: tuple[Submission, ...]
    told: tuple[Told, ...]
    version: int  # how often one of them was sent: each time makes another paper

    def holds(self, paper: Paper) -> bool:
        """Whether the report the paper belongs to is among them: without it there is no paper."""
        return any(one.indicator == paper.of[0] for one in self.reports)

    @property
    def moment(self) -> datetime:
        """When its newest report was sent: the paper is that of then. Raises ValueError where there
        is none.
        """
        return max(one.submitted_at for one in self.reports)

    @property
    def token(self) -> str:
        return next((one.token for one in self.reports if one.token), "")


def sent(
    conn: Connection,
    programme: str,
    paper: Paper,
    office: str,
    content: Content,
    version: int | None = None,
) -> Sent:
    """Empty where the office has sent none of them; `version`: as it was then, None for now."""
    history = kept_papers.sendings(conn, programme, office, paper.of)[:version]
    newest = {work: report for report, work in history}
    found = (submissions.by_id(conn, newest[work]) for work in paper.of if work in newest)
    reports = tuple(report for report in found if report)
    return Sent(reports, tuple(_told(conn, one, content) for one in reports), len(history))


def _told(conn: Connection, report: Submission, content: Content) -> Told:
    stored = exporting.one(conn, report.id)
    return Told(report.indicator, report.answers, files(stored.evidence if stored else (), content))


def files(pieces: Sequence[Attached], content: Content) -> tuple[File, ...]:
    """Files whose bytes are read when the paper is made."""

    def of(piece: Attached) -> File:
        def read(out: BytesIO) -> bool:
            try:
                return piece.kind != "link" and content.copy(piece, out)
            except MirrorError:
                return False

        return File(piece.question, piece.name or piece.id, read)

    return tuple(of(piece) for piece in pieces)
