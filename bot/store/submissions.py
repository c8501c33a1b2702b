"""Reports that were sent, their evidence, and what became of both."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any

from msgspec import convert
from sqlalchemy import Connection, Row, Select, bindparam, func, or_, select, true

from bot.store.engine import ready
from bot.store.tables.records import evidence, people, submissions, tokens
from bot.store.tables.reviews import reviews
from handlers.vocabulary.draft import Piece
from handlers.vocabulary.known import Elsewhere, Submission
from handlers.vocabulary.permissions import Reaches
from handlers.vocabulary.reviewed import Colleague, Review
from scoring.plausible import Doubt

AT_ONCE = 200  # reports whose evidence one statement reads

_pieces = (
    select(func.count())
    .where(evidence.c.submission_id == submissions.c.id, evidence.c.state != "gone")
    .correlate(submissions)
    .scalar_subquery()
)
_token = (
    select(tokens.c.token)
    .where(
        tokens.c.target
        == submissions.c.programme + "/" + submissions.c.office + "/" + submissions.c.indicator,
        tokens.c.revoked_at.is_(None),
    )
    .correlate(submissions)
    .limit(1)
    .scalar_subquery()
)
_reviewers = people.alias("reviewers")
_every = (
    select(
        submissions,
        people.c.name,
        _pieces.label("pieces"),
        _token.label("token"),
        reviews.c.state.label("review_state"),
        reviews.c.at_office,
        reviews.c.reviewer_id,
        reviews.c.decided_at,
        reviews.c.reasons,
        reviews.c.verified,
        reviews.c.restarts,
        _reviewers.c.name.label("reviewer_name"),
        _reviewers.c.language.label("reviewer_language"),
    )
    .join(people, people.c.id == submissions.c.person_id)
    .outerjoin(reviews, reviews.c.submission_id == submissions.c.id)
    .outerjoin(_reviewers, _reviewers.c.id == reviews.c.reviewer_id)
)
_current = _every.where(submissions.c.current)
_earlier = _every.where(~submissions.c.current).order_by(submissions.c.submitted_at)
_one = _every.where(submissions.c.id == bindparam("report"))


def of_offices(conn: Connection, offices: Reaches, *, pieces: bool) -> tuple[Submission, ...]:
    """The current reports of offices by programme; None stands for all offices of a programme."""
    rows = _at(conn, _current, offices)
    kept = _pieces_of(conn, [row.id for row in rows]) if pieces else {}
    return tuple(_submission(row, kept.get(row.id, {})) for row in rows)


def earlier(conn: Connection, offices: Reaches) -> tuple[Submission, ...]:
    """The revisions of these offices that later ones have taken the place of, the oldest first."""
    return tuple(_submission(row, {}) for row in _at(conn, _earlier, offices))


def _at(conn: Connection, wanted: Select[Any], offices: Reaches) -> Sequence[Row[Any]]:
    """Those at these offices by programme; None stands for all offices of a programme."""
    if not offices:
        return ()
    told: dict[str, Any] = {}
    for place, (programme, codes) in enumerate(offices.items()):
        told |= {f"programme{place}": programme}
        told |= {} if codes is None else {f"offices{place}": list(codes)}
    whole = tuple(codes is None for codes in offices.values())
    return conn.execute(_within(wanted, whole), told).all()


@lru_cache(maxsize=64)
def _within(wanted: Select[Any], whole: tuple[bool, ...]) -> Select[Any]:
    """Of so many programmes, all of an office or some, built once."""
    return wanted.where(
        or_(
            *(
                (submissions.c.programme == bindparam(f"programme{place}"))
                & (
                    true()
                    if every
                    else submissions.c.office.in_(bindparam(f"offices{place}", expanding=True))
                )
                for place, every in enumerate(whole)
            )
        )
    )


def by_id(conn: Connection, submission: str) -> Submission | None:
    """One report, current or not, with its evidence."""
    row = conn.execute(_one, {"report": submission}).first()
    if row is None:
        return None
    return _submission(row, _pieces_of(conn, [submission]).get(submission, {}))


def of_programme(conn: Connection, programme: str) -> tuple[Submission, ...]:
    return tuple(
        _submission(row, {})
        for row in conn.execute(_current.where(submissions.c.programme == programme))
    )


def elsewhere(conn: Connection, programmes: Collection[str], work: str) -> tuple[Elsewhere, ...]:
    """What every office of these programmes holds of one work, without anybody's name."""
    columns = (submissions.c.programme, submissions.c.office, submissions.c.instance)
    wanted = select(*columns).where(
        submissions.c.programme.in_(programmes),
        submissions.c.indicator == work,
        submissions.c.current,
    )
    return tuple(
        Elsewhere(row.programme, row.office, row.instance["answers"])
        for row in conn.execute(wanted)
    )


def _submission(row: Row[Any], pieces: Mapping[str, tuple[Piece, ...]]) -> Submission:
    return Submission(
        id=row.id,
        programme=row.programme,
        version=row.programme_version,
        indicator=row.indicator,
        office=row.office,
        reporter=row.name or "",
        submitted_at=row.submitted_at,
        counted_from=row.counted_from,
        revision=row.revision,
        answers=row.instance["answers"],
        series=row.series,
        evidence=row.pieces,
        score=row.score,
        token=row.token or "",
        pieces=pieces,
        asked_under=row.instance.get("asked_under", row.programme_version),
        reporter_id=row.person_id,
        review=_review(row),
        doubts=doubts_in(row.instance),
    )


def doubts_in(instance: Mapping[str, Any]) -> tuple[Doubt, ...]:
    """The unlikely numbers that a report's sender stood by."""
    return tuple(convert(one, Doubt, strict=False) for one in instance.get("doubts", ()))


def _review(row: Row[Any]) -> Review | None:
    """Where a report stands in its review; None for one that was sent before there were any."""
    if row.review_state is None:
        return None
    reviewer = None
    if row.reviewer_id is not None:
        reviewer = Colleague(row.reviewer_id, row.reviewer_name or "", row.reviewer_language)
    return Review(
        row.review_state,
        row.at_office,
        reviewer,
        row.decided_at,
        row.reasons or {},
        row.verified or {},
        row.restarts,
    )


def _evidence_of(conn: Connection, reports: Sequence[str]) -> Iterator[Row[Any]]:
    """So many reports at once, that no statement binds more values than a database takes."""
    for first in range(0, len(reports), AT_ONCE):
        some = reports[first : first + AT_ONCE]
        yield from ready.fetch(conn, _evidence(len(some)), ready.numbered(some))


@cache
def _evidence(count: int) -> Select[Any]:
    of_them = ready.among(evidence.c.submission_id, count)
    return select(evidence).where(of_them, evidence.c.state != "gone").order_by(evidence.c.place)


def _pieces_of(conn: Connection, reports: Sequence[str]) -> dict[str, dict[str, tuple[Piece, ...]]]:
    """Evidence as a draft keeps it, by report and by the path of its question."""
    found: dict[str, dict[str, tuple[Piece, ...]]] = {}
    for row in _evidence_of(conn, reports):
        of_it, path = found.setdefault(row.submission_id, {}), f"/xf/{row.question}"
        piece = Piece(row.id, row.line_message_id, row.kind, row.name or "")
        of_it[path] = (*of_it.get(path, ()), piece)
    return found
