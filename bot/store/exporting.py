"""The records of a programme as an export reads them: a few hundred at a time, however many there
are.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, select

from bot.store.objects import content_of, objects_of
from bot.store.tables.queue import spool
from bot.store.tables.records import evidence, people, submissions
from bot.store.tables.reviews import reviews
from forms.filling.record import Record

AT_ONCE = 200  # records in memory


@dataclass(frozen=True, slots=True)
class Attached:
    """A piece of evidence: `question` is a path or a name; a link has an address and no bytes."""

    id: str
    question: str
    place: int
    kind: str
    name: str
    mime: str
    state: str
    file_id: str
    link: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Stored:
    """A record's newest revision, all of its evidence, and when its first revision was sent."""

    record: Record
    programme: str
    asked_under: str
    indicator: str
    office: str
    first_at: datetime
    revision: int
    form_version: str
    # what counts: the verifier's where there is one (rule 5 of section 9), else the reported one
    score: Any
    evidence: tuple[Attached, ...]


def indicators(conn: Connection, programme: str) -> list[str]:
    """What the programme's records report on."""
    wanted = select(submissions.c.indicator).where(
        submissions.c.programme == programme, submissions.c.current
    )
    return sorted(conn.execute(wanted.distinct()).scalars())


def versions(conn: Connection, programme: str, indicator: str) -> list[str]:
    """The programme versions whose forms asked these records, the newest last."""
    this = (
        (submissions.c.programme == programme)
        & (submissions.c.indicator == indicator)
        & submissions.c.current
    )
    wanted = select(submissions.c.instance, submissions.c.programme_version).where(this)
    found: dict[str, None] = {}
    for row in conn.execute(
        wanted.order_by(submissions.c.submitted_at).execution_options(yield_per=AT_ONCE)
    ):
        version = _asked_under(row)
        found.pop(version, None)
        found[version] = None
    return list(found)


def stored(conn: Connection, programme: str, indicator: str) -> Iterator[Stored]:
    """The current revision of each record, oldest first."""
    this = (
        (submissions.c.programme == programme)
        & (submissions.c.indicator == indicator)
        & submissions.c.current
    )
    wanted = _records().where(this).order_by(submissions.c.submitted_at, submissions.c.id)
    for rows in conn.execute(wanted.execution_options(yield_per=AT_ONCE)).partitions():
        yield from _with_evidence(conn, rows)


def one(conn: Connection, submission: str) -> Stored | None:
    """The revision with this id, current or not."""
    rows = conn.execute(_records().where(submissions.c.id == submission)).all()
    return next(_with_evidence(conn, rows), None)


def _records() -> Select[Any]:
    first = submissions.alias("first")
    return (
        select(
            submissions, people.c.name, reviews.c.verified, first.c.submitted_at.label("first_at")
        )
        .join(people, people.c.id == submissions.c.person_id)
        .join(first, first.c.id == submissions.c.record)
        .outerjoin(reviews, reviews.c.submission_id == submissions.c.id)
    )


def _with_evidence(conn: Connection, rows: Sequence[Row[Any]]) -> Iterator[Stored]:
    attached: dict[str, list[Attached]] = defaultdict(list)
    wanted = (
        select(evidence)
        .where(evidence.c.submission_id.in_([row.id for row in rows]))
        .order_by(evidence.c.place)
    )
    for piece in conn.execute(wanted):
        attached[piece.submission_id].append(attached_of(piece))
    for row in rows:
        yield _stored(row, tuple(attached[row.id]))


def attached_of(piece: Row[Any]) -> Attached:
    """A row of evidence as other programs see it."""
    return Attached(
        piece.id,
        piece.question or "",
        piece.place,
        piece.kind,
        piece.name or "",
        piece.mime or "",
        piece.state,
        piece.file_id or "",
        _address(piece),
        piece.size or 0,
        piece.sha256 or "",
    )


def _address(piece: Row[Any]) -> str:
    """The web address a person sent as evidence, "" for a file."""
    told = [piece.name or "", piece.link or ""] if piece.kind == "link" else []
    return next((each for each in told if each.startswith("http")), "")


def _stored(row: Row[Any], attached: tuple[Attached, ...]) -> Stored:
    pseudonym = str(
        row.person_id
    )  # a number of our own, the same for good; nobody finds a LINE account by it
    record = Record(
        row.id,
        row.record,
        row.replaces,
        row.instance["answers"],
        row.submitted_at,
        row.name or pseudonym,
        f"line:{pseudonym}",
    )
    return Stored(
        record,
        row.programme,
        _asked_under(row),
        row.indicator,
        row.office,
        row.first_at,
        row.revision,
        row.instance.get("version", ""),
        (row.verified or {}).get("score") or row.score,
        attached,
    )


def _asked_under(row: Any) -> str:  # noqa: ANN401 - a row of either select
    """The version that asked the questions: a recomputed score names a later one."""
    version: str = row.instance.get("asked_under", row.programme_version)
    return version


def spooled(conn: Connection, piece: str) -> Iterator[bytes]:
    """The bytes that wait for Drive, in parts; none once they are there."""
    parts = conn.execute(
        select(spool.c.part).where(spool.c.evidence_id == piece).order_by(spool.c.part)
    ).scalars()
    for part in parts.all():
        wanted = select(spool.c.content, spool.c.object)
        one = conn.execute(wanted.where(spool.c.evidence_id == piece, spool.c.part == part)).one()
        yield content_of(objects_of(conn), one.object, one.content)
