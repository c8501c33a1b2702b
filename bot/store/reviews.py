"""Where reports stand in their review: the queue, one report with all that its reviewer sees, what
was decided.
"""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, Row, bindparam, literal, literal_column, select, tuple_, update

from bot.store import submissions
from bot.store.dialect import insert_or_update
from bot.store.engine import ready
from bot.store.flags import flags_of
from bot.store.tables.columns import EPOCH, MICROSECOND
from bot.store.tables.records import memberships, people
from bot.store.tables.records import submissions as reports
from bot.store.tables.reviews import reviews
from handlers.vocabulary.effects import Submit
from handlers.vocabulary.known import UnderReview
from handlers.vocabulary.review_effects import Accept, SendBack, Verify
from handlers.vocabulary.reviewed import Colleague, Queue, Waiting

PAGE = 10

_waiting = (
    select(
        reviews.c.record,
        reviews.c.urgent_on,
        reviews.c.waiting_since,
        reviews.c.reasons,
        reviews.c.verified,
        reports.c.id,
        reports.c.programme,
        reports.c.programme_version,
        reports.c.indicator,
        reports.c.office,
        reports.c.submitted_at,
        reports.c.revision,
        reports.c.score,
        people.c.name,
    )
    .join(reports, reports.c.id == reviews.c.submission_id)
    .join(people, people.c.id == reports.c.person_id)
    .where(
        reviews.c.state == literal_column("'waiting'")
    )  # spelled out, so that planners see the index for it
)

_of_record = select(reviews).where(reviews.c.record == bindparam("wanted")).with_for_update()


def queue(
    conn: Connection, programme: str, offices: Collection[str] | None, after: str = ""
) -> Queue:
    """A page of what waits at these offices (None: at any), most urgent first; `after` is the
    cursor of a line.

    What it costs grows with the page, not with how many reports there are.
    """
    order = (reviews.c.urgent_on, reviews.c.waiting_since, reviews.c.record)
    wanted = _waiting.where(reviews.c.programme == programme).order_by(*order).limit(PAGE + 1)
    if offices is not None:
        wanted = wanted.where(reviews.c.at_office.in_(offices))
    if (place := _place(after)) is not None:
        typed = [literal(value, column.type) for value, column in zip(place, order, strict=True)]
        wanted = wanted.where(tuple_(*order) > tuple_(*typed))
    rows = conn.execute(wanted).all()
    return Queue(tuple(_line(row) for row in rows[:PAGE]), len(rows) > PAGE)


def _place(cursor: str) -> tuple[Any, ...] | None:
    """Where a page begins; None for a cursor that cannot be read, which begins at the top."""
    day, _, rest = cursor.partition("~")
    since, _, record = rest.partition("~")
    try:
        return date.fromisoformat(day), EPOCH + int(since) * MICROSECOND, record
    except (ValueError, OverflowError):
        return None


def _line(row: Any) -> Waiting:  # noqa: ANN401 - a row
    verified: Mapping[str, Any] = row.verified or {}
    final = (verified.get("score") or row.score).get("final_score")
    return Waiting(
        submission=row.id,
        programme=row.programme,
        version=row.programme_version,
        indicator=row.indicator,
        office=row.office,
        reporter=row.name or "",
        submitted_at=row.submitted_at,
        revision=row.revision,
        urgent_on=row.urgent_on,
        final=None if final is None else Decimal(final),
        corrects=bool(row.reasons),
        cursor=_cursor(row),
    )


def _cursor(row: Row[Any]) -> str:
    """The place of a line in the queue, from which the next page goes on."""
    waiting = (row.waiting_since - EPOCH) // MICROSECOND
    return f"{row.urgent_on.isoformat()}~{waiting}~{row.record}"


def under(conn: Connection, submission: str) -> UnderReview | None:
    """A report by the id of one of its revisions, its row locked, so that two reviewers decide one
    after the other.
    """
    record = conn.execute(
        select(reports.c.record).where(reports.c.id == f"uuid:{submission}")
    ).scalar()
    if record is None:
        return None
    standing = conn.execute(
        select(reviews).where(reviews.c.record == record).with_for_update()
    ).first()
    sent = submissions.by_id(conn, f"uuid:{submission}")
    if sent is None:
        return None
    newest = standing.submission_id if standing else sent.id
    replaced = conn.execute(select(reports.c.replaces).where(reports.c.id == sent.id)).scalar()
    verified: Mapping[str, Any] = (standing.verified if standing else None) or {}
    return UnderReview(
        sent,
        newest,
        _answers(conn, replaced) if replaced else None,
        _name(conn, verified.get("person")),
        flags=tuple(flags_of(conn, [sent.id])),
        reporters=_reporters(conn, sent.programme, sent.office, sent.reporter_id),
    )


def _answers(conn: Connection, submission: str) -> Mapping[str, str]:
    answers: Mapping[str, str] = conn.execute(
        select(reports.c.instance).where(reports.c.id == submission)
    ).scalar_one()["answers"]
    return answers


def _name(conn: Connection, person: int | None) -> str:
    return (
        conn.execute(select(people.c.name).where(people.c.id == person)).scalar() or ""
        if person
        else ""
    )


def _reporters(conn: Connection, programme: str, office: str, sender: int) -> tuple[Colleague, ...]:
    """Whoever sent it, as long as they report for the office; else all who do."""
    rows = conn.execute(
        select(people.c.id, people.c.name, people.c.language)
        .join(memberships, memberships.c.person_id == people.c.id)
        .where(
            memberships.c.programme == programme,
            memberships.c.office == office,
            memberships.c.role == "reporter",
            memberships.c.ended.is_(None),
        )
        .order_by(people.c.id)
    ).all()
    found = tuple(colleague(row) for row in rows)
    return tuple(one for one in found if one.id == sender) or found


def colleague(row: Any) -> Colleague:  # noqa: ANN401 - a row
    return Colleague(row.id, row.name or "", row.language)


def enter(conn: Connection, sent: Submit, record: str, now: datetime) -> None:
    """A report that was sent waits for its review, a correction for whoever sent it back; what was
    verified is gone.
    """
    if sent.awaits is None:
        return
    before = next(iter(ready.fetch(conn, _of_record, {"wanted": record})), None)
    corrects = before is not None and before.state == "returned"
    values = {
        "record": record,
        "submission_id": sent.id,
        "programme": sent.programme,
        "office": sent.office,
        "indicator": sent.indicator,
        "at_office": sent.awaits.at_office,
        "state": "waiting",
        "urgent_on": sent.awaits.urgent_on,
        "waiting_since": now,
        "reviewer_id": before.reviewer_id if before is not None else None,
        "decided_at": before.decided_at if before is not None else None,
        "reasons": before.reasons if corrects and before is not None else None,
        "verified": None,
        "restarts": False,
    }
    insert_or_update(conn, reviews, values, ["record"])


def accept(conn: Connection, person: int, done: Accept, now: datetime) -> None:
    """On to the next office, or passed."""
    values: dict[str, Any] = {"state": "accepted"}
    if done.next_office:
        values = {"at_office": done.next_office, "waiting_since": now}
    _decided(conn, done.submission, person, now, {**values, "reasons": None})


def send_back(conn: Connection, person: int, done: SendBack, now: datetime) -> None:
    values = {"state": "returned", "reasons": dict(done.reasons), "restarts": bool(done.restarts)}
    _decided(conn, done.submission, person, now, values)


def verify(conn: Connection, person: int, done: Verify) -> None:
    """The verifier's values stand beside the reported ones; whose turn it is stays the same."""
    verified = {**done.verified, "person": person}
    conn.execute(
        update(reviews).where(reviews.c.submission_id == done.submission).values(verified=verified)
    )


def reverify(conn: Connection, submission: str, verified: Mapping[str, Any]) -> None:
    """The same values, by the same person, scored by another version of the programme."""
    conn.execute(
        update(reviews).where(reviews.c.submission_id == submission).values(verified=dict(verified))
    )


def _decided(
    conn: Connection, submission: str, person: int, now: datetime, values: Mapping[str, Any]
) -> None:
    this = update(reviews).where(reviews.c.submission_id == submission)
    conn.execute(this.values(reviewer_id=person, decided_at=now, **values))
