"""raingan score --recompute KEY: what the current version would make of every report; nothing
changes unasked.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import zip_longest
from typing import Any

import click
from msgspec.structs import replace
from sqlalchemy import Connection

from bot.commands.opened import opened
from bot.commands.programme import current
from bot.outbox import queue
from bot.outbox.jobs.rows import MirrorRow
from bot.store import audit, rescoring, reviews, submissions
from bot.store.audit import Entry
from bot.store.engine import now_of
from bot.store.library import Library
from handlers.results.score_record import lines
from handlers.results.shares import worth_of
from handlers.vocabulary.known import Edition, Submission


@dataclass(frozen=True, slots=True)
class Redone:
    """One report scored anew. `why` is "" when nothing differs; `keeps` says why it must keep the
    score it has.
    """

    submission: Submission
    after: Mapping[str, Any]
    verified: Mapping[str, Any] | None = (
        None  # the verifier's part, its score worked out anew as well
    )
    why: str = ""
    keeps: str = ""

    def to_json(self) -> dict[str, Any]:
        before = self.submission.score
        return {
            "office": self.submission.office,
            "indicator": self.submission.indicator,
            "id": self.submission.id,
            "version": self.submission.version,
            "before": {name: before.get(name) for name in SHOWN},
            "after": {name: self.after.get(name) for name in SHOWN},
            "why": self.why,
        }


SHOWN = ("status", "final_score", "weighted_score")


def recompute(key: str, *, applies: bool, as_json: bool) -> None:
    """Shows every difference and, asked to, writes them all in one transaction."""
    at = opened(create=True)
    edition, library = current(at, key), Library()
    if applies:
        with at.database.writing() as conn:
            found = list(redo(conn, library, edition))
            written = [_write(conn, one, edition.version, at.clock()) for one in _differing(found)]
            audit.append(conn, [entry for entries in written for entry in entries])
    else:
        with at.database.reading() as conn:
            found = list(redo(conn, library, edition))
    (_show_json if as_json else _show)(edition, found, applied=applies)


def redo(conn: Connection, library: Library, edition: Edition) -> Iterator[Redone]:
    """Every current report of the programme, scored by this edition from its stored answers."""
    key = edition.programme.key
    asked_under = rescoring.asked_under(conn, key)
    for submission in submissions.of_programme(conn, key):
        yield _redone(submission, library.edition(conn, key, asked_under[submission.id]), edition)


def _redone(submission: Submission, asked: Edition | None, edition: Edition) -> Redone:
    """The answers are read by the form that asked for them, and scored by the edition's rules."""
    gone = _gone(submission, asked, edition)
    if gone or asked is None:
        return Redone(submission, {}, keeps=gone)
    reported = replace(submission, review=None)
    result = _worth(reported, asked, edition)
    after = json.loads(json.dumps(result))
    if result["status"] == "invalid" and submission.score["status"] != "invalid":
        return Redone(submission, after, keeps=result["reason"] or "")
    verified = _verified(submission, asked, edition)
    return Redone(submission, after, verified, why=_why(submission.score, after))


def _worth(submission: Submission, asked: Edition, edition: Edition) -> Mapping[str, Any]:
    """What the answers are worth by the edition: a score, or what they add to others'."""
    form = asked.forms(asked.programme.work(submission.indicator).form or "")
    work = edition.programme.work(submission.indicator)
    merged = tuple(submission.score.get("merged", ()))
    return worth_of(edition.programme, work, form.questions, submission, merged)


def _verified(submission: Submission, asked: Edition, edition: Edition) -> Mapping[str, Any] | None:
    """The verifier's values scored by the edition; None without any, or where the score was set by
    hand.
    """
    found = submission.review.verified if submission.review else {}
    values: Mapping[str, str] = found.get("values", {})
    if not values or found.get("by_hand"):
        return None
    return {**found, "score": json.loads(json.dumps(_worth(submission, asked, edition)))}


def _gone(submission: Submission, asked: Edition | None, edition: Edition) -> str:
    """Why a report has no place in the edition, or ""."""
    if asked is None:
        return f"version {submission.version}, under which it was sent, is not in the database"
    if submission.indicator not in edition.programme.work_codes:
        return f"indicator {submission.indicator} is not in the current version"
    if submission.office not in {one.code for one in edition.programme.offices}:
        return f"office {submission.office} is not in the current version"
    return ""


def _why(before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    """The first step of the sum that is another one now; "" when the two records are the same."""
    if before == after:
        return ""
    for part in ("lines", "gain"):
        for old, new in zip_longest(
            lines(before, part, "th"), lines(after, part, "th"), fillvalue="-"
        ):
            if old != new:
                return f"{old} → {new}"
    return ", ".join(name for name in {**before, **after} if before.get(name) != after.get(name))


def _differing(found: list[Redone]) -> list[Redone]:
    return [one for one in found if one.why]


def _write(conn: Connection, one: Redone, version: str, now: datetime) -> list[Entry]:
    """The new score, its version and the row of the Sheet; what the audit is told: nothing if a
    newer report came.
    """
    sent = one.submission
    if not rescoring.rescore(conn, sent.id, version, one.after):
        return []
    if one.verified is not None:
        reviews.reverify(conn, sent.id, one.verified)
    detail = {
        "id": sent.id,
        "why": one.why,
        "version": [sent.version, version],
        "final": [sent.score.get("final_score"), one.after.get("final_score")],
        "before": dict(sent.score),
    }
    queue.put(conn, MirrorRow(sent.programme, sent.id), now_of(conn))
    return [
        Entry(now, "recomputed", f"{sent.programme}/{sent.office}/{sent.indicator}", detail=detail)
    ]


def _show_json(edition: Edition, found: list[Redone], *, applied: bool) -> None:
    kept = [
        {
            "office": one.submission.office,
            "indicator": one.submission.indicator,
            "reason": one.keeps,
        }
        for one in found
        if one.keeps
    ]
    facts = {
        "programme": edition.programme.key,
        "version": edition.version,
        "reports": len(found),
        "applied": applied,
        "differences": [one.to_json() for one in _differing(found)],
        "kept": kept,
    }
    click.echo(json.dumps(facts, ensure_ascii=False))


def _show(edition: Edition, found: list[Redone], *, applied: bool) -> None:
    differing = _differing(found)
    for one in differing:
        before, after = _figure(one.submission.score), _figure(one.after)
        click.echo(
            f"{one.submission.office}  {one.submission.indicator}  {before} → {after}  {one.why}"
        )
    for one in found:
        if one.keeps:
            click.echo(
                f"{one.submission.office}  {one.submission.indicator}  keeps its score: {one.keeps}"
            )
    click.echo(_sentence(edition, len(differing), len(found), applied=applied))


def _figure(record: Mapping[str, Any]) -> str:
    return record.get("final_score") or str(record["status"])


def _sentence(edition: Edition, differing: int, count: int, *, applied: bool) -> str:
    key, version = edition.programme.key, edition.version
    reports = "1 report" if count == 1 else f"{count} reports"
    if not differing:
        return f"nothing differs: {reports} of {key}, current version {version}"
    if applied:
        have = "has" if differing == 1 else "have"
        return (
            f"{differing} of {reports} now {have} the score of version {version}; the audit says "
            "what it was before"
        )
    return f"{differing} of {reports} would change; nothing was written, add --apply to write"
