"""Reports that were sent, their evidence, and what became of both."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from msgspec import convert, to_builtins
from sqlalchemy import ColumnElement, Connection, Row, Select, func, or_, select, update

from bot.store.tables.records import evidence, people, submissions, tokens
from bot.store.tables.reviews import reviews
from bot.store.tokens import reserve
from handlers.vocabulary.draft import Piece
from handlers.vocabulary.effects import Submit
from handlers.vocabulary.known import Elsewhere, Submission
from handlers.vocabulary.permissions import Reaches
from handlers.vocabulary.reviewed import Colleague, Review
from scoring.plausible import Doubt

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


def of_offices(conn: Connection, offices: Reaches, *, pieces: bool) -> tuple[Submission, ...]:
    """The current reports of offices by programme; None stands for all offices of a programme."""
    if not offices:
        return ()
    rows = conn.execute(_current.where(_within(offices))).all()
    return tuple(_submission(row, _pieces_of(conn, row.id) if pieces else {}) for row in rows)


def earlier(conn: Connection, offices: Reaches) -> tuple[Submission, ...]:
    """The revisions of these offices that later ones have taken the place of, the oldest first."""
    if not offices:
        return ()
    before = _every.where(~submissions.c.current, _within(offices))
    rows = conn.execute(before.order_by(submissions.c.submitted_at)).all()
    return tuple(_submission(row, {}) for row in rows)


def _within(offices: Reaches) -> ColumnElement[bool]:
    """At these offices by programme; None stands for all offices of a programme."""
    return or_(
        *(
            submissions.c.programme == programme
            if codes is None
            else (submissions.c.programme == programme) & submissions.c.office.in_(codes)
            for programme, codes in offices.items()
        )
    )


def by_id(conn: Connection, submission: str) -> Submission | None:
    """One report, current or not, with its evidence."""
    row = conn.execute(_every.where(submissions.c.id == submission)).first()
    return None if row is None else _submission(row, _pieces_of(conn, row.id))


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


def _pieces_of(conn: Connection, submission: str) -> dict[str, tuple[Piece, ...]]:
    """A submission's evidence as a draft keeps it, by question path."""
    rows = conn.execute(_evidence_of(submission).where(evidence.c.state != "gone"))
    found: dict[str, tuple[Piece, ...]] = {}
    for row in rows:
        path = f"/xf/{row.question}"
        found[path] = (
            *found.get(path, ()),
            Piece(row.id, row.line_message_id, row.kind, row.name or ""),
        )
    return found


def _evidence_of(submission: str) -> Select[Any]:
    return select(evidence).where(evidence.c.submission_id == submission).order_by(evidence.c.place)


def submit(conn: Connection, person: int, sent: Submit, event_id: str, now: datetime) -> str:
    """Writes a report as the current one of its office and indicator; the one before it stays as
    history.

    Gives the id of its record, the first revision's.
    """
    values = {**_submission_values(person, sent, event_id), "record": sent.id}
    if sent.replaces:
        before = submissions.c.id == sent.replaces
        values["record"] = conn.execute(select(submissions.c.record).where(before)).scalar_one()
        conn.execute(update(submissions).where(before).values(current=False))
    conn.execute(submissions.insert(), values)
    for piece in sent.evidence:
        conn.execute(
            update(evidence)
            .where(evidence.c.id == piece.evidence_id)
            .values(submission_id=sent.id, question=piece.question, place=piece.place)
        )
    reserve(conn, sent.programme, sent.office, sent.indicator, sent.token, now)
    return str(values["record"])


def _submission_values(person: int, sent: Submit, event_id: str) -> dict[str, Any]:
    return {
        "id": sent.id,
        "programme": sent.programme,
        "programme_version": sent.version,
        "indicator": sent.indicator,
        "office": sent.office,
        "series": sent.series,
        "person_id": person,
        "instance": {
            "form": sent.form,
            "version": sent.form_version,
            "answers": dict(sent.answers),
            **({"doubts": to_builtins(sent.doubts)} if sent.doubts else {}),
        },
        "submitted_at": sent.at,
        "counted_from": sent.counted_from,
        "revision": sent.revision,
        "replaces": sent.replaces,
        "current": True,
        "score": dict(sent.score),
        "event_id": event_id,
    }
