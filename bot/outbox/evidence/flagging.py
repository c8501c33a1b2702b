"""Looks at each piece of evidence once it is here and part of a report; coordinators hear of what
is odd, for free.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, or_, select

from bot.outbox import queue
from bot.outbox.evidence.folders import Keeper, edition_of
from bot.outbox.evidence.link_probe import Probe
from bot.outbox.jobs import files as jobs
from bot.outbox.line import notices
from bot.store import flags
from bot.store.tables.records import evidence, submissions
from handlers.review.review_chain import chain
from handlers.vocabulary.flags import Facts, Flag, Use, flags_for, words
from handlers.vocabulary.naming import called, is_form
from handlers.vocabulary.words import say
from scoring.programme import Programme


def flag_piece(
    keeper: Keeper, piece: Row[Any], sent: Row[Any], programme: Programme, now: datetime
) -> None:
    """Flags a piece for every reason there is; a second look adds nothing. The piece is kept all
    the same.
    """
    if piece.kind == "link":
        _ask_for_probe(keeper, piece.id, now)
        return
    with keeper.database.reading() as conn:
        elsewhere = _elsewhere(conn, keeper, piece, sent)
        found = flags_for(
            Facts.from_json(piece.facts),
            piece.size,
            piece.name or "",
            elsewhere,
            programme.round_start,
        )
        fresh = (
            [flag for flag in found if flag.code not in flags.codes_of(conn, piece.id)]
            if found
            else []
        )
    if fresh:
        with keeper.database.writing() as conn:
            tell(conn, piece, sent, programme, fresh, now)


def _ask_for_probe(keeper: Keeper, piece: str, now: datetime) -> None:
    if keeper.check_links:
        with keeper.database.writing() as conn:
            queue.put(conn, jobs.Probe(piece), now)


def tell(
    conn: Connection,
    piece: Row[Any],
    sent: Row[Any],
    programme: Programme,
    found: list[Flag],
    now: datetime,
) -> None:
    """Writes flags down and leaves a line with everyone who reviews on the way of the report."""
    new = [flag for flag in found if flags.add(conn, piece.id, flag, now)]
    desks = {sent.office, *chain(programme, programme.work(sent.indicator), sent.office)}
    for user, language in notices.reviewers(conn, programme, desks) if new else ():
        for flag in new:
            line = say(
                "flag.told",
                language,
                office=programme.office(sent.office).name,
                name=called(programme, programme.work(sent.indicator), language),
                place=piece.place,
                why=words(flag, language),
            )
            notices.leave(conn, user, "flag", line, now)


def probe(keeper: Keeper, opener: Probe, job: jobs.Probe, now: datetime) -> None:
    """Opens a link that is evidence; one that does not open is flagged. Only where the settings
    allow it.
    """
    if not keeper.check_links:
        return
    with keeper.database.reading() as conn:
        piece = conn.execute(select(evidence).where(evidence.c.id == job.evidence)).one()
        sent = conn.execute(
            select(submissions).where(submissions.c.id == piece.submission_id)
        ).one()
    opened = opener.open(piece.link)
    if not opened.ok:
        flag = Flag("link_closed", {"url": piece.link, "why": opened.why})
        with keeper.database.writing() as conn:
            tell(conn, piece, sent, edition_of(keeper, sent).programme, [flag], now)


def _elsewhere(conn: Connection, keeper: Keeper, piece: Row[Any], sent: Row[Any]) -> Use | None:
    """Where the very same bytes are evidence as well: for another programme or period, office, or
    indicator.
    """
    if not piece.size:
        return None
    mine = (sent.programme, sent.office, sent.indicator)
    other = or_(*(column != value for column, value in zip(_place, mine, strict=True)))
    wanted = (
        select(*_place, submissions.c.programme_version)
        .join(evidence, evidence.c.submission_id == submissions.c.id)
        .where(
            evidence.c.sha256 == piece.sha256,
            evidence.c.id != piece.id,
            evidence.c.state != "gone",
            other,
        )
        .order_by(submissions.c.submitted_at)
        .limit(1)
    )
    row = conn.execute(wanted).first()
    if row is None:
        return None
    edition = keeper.library.edition(conn, row.programme, row.programme_version)
    assert edition is not None
    programme = edition.programme
    named = row.indicator
    if is_form(programme, named):
        named = programme.work(named).short_name
    return Use(programme.short_name, programme.office(row.office).name, named)


_place = (submissions.c.programme, submissions.c.office, submissions.c.indicator)
