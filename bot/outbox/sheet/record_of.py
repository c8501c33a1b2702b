"""A report as its row in the Sheet shows it: the newest revision, its score, its evidence, what
should be looked at.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, Row, select

from bot.outbox.evidence.folders import Keeper, folder_link
from bot.outbox.evidence.keeping import links
from bot.store.flags import flags_of
from bot.store.submissions import doubts_in
from bot.store.tables.records import people, submissions
from bot.store.tables.reviews import reviews
from forms.model import Question
from forms.paths import below_root
from forms.reading.xform import Form
from handlers.vocabulary.flags import Flagged, doubt_words, words
from handlers.vocabulary.known import Edition
from handlers.vocabulary.words import say
from sheets.layout.answer_columns import WORKED_OUT, columns_of, said
from sheets.layout.repeats import column_names, enclosing, repetitions
from sheets.layout.rows import Kind, Record, Repetition

NUMBERS: Mapping[str, Kind] = dict.fromkeys(("integer", "decimal", WORKED_OUT), "number")
AT_ONCE = 500  # ids in one statement


def records_of(keeper: Keeper, ids: Sequence[str]) -> list[Record]:
    """The records behind submissions, each as its newest revision is now."""
    found: dict[str, Record] = {}
    for start in range(0, len(ids), AT_ONCE):
        with keeper.database.reading() as conn:
            found |= _records(conn, keeper, ids[start : start + AT_ONCE])
    return list(found.values())


def _records(conn: Connection, keeper: Keeper, ids: Sequence[str]) -> dict[str, Record]:
    named = select(submissions.c.record).where(submissions.c.id.in_(ids))
    wanted = (
        select(submissions, people.c.name, reviews.c.verified)
        .join(people, people.c.id == submissions.c.person_id)
        .outerjoin(reviews, reviews.c.submission_id == submissions.c.id)
        .where(submissions.c.record.in_(named), submissions.c.current)
        .order_by(submissions.c.submitted_at, submissions.c.id)
    )
    rows = conn.execute(wanted).all()
    flagged: dict[str, list[Flagged]] = defaultdict(list)
    for one in flags_of(conn, [row.id for row in rows]):
        flagged[one.submission].append(one)
    found = {}
    for row in rows:
        asked_under = row.instance.get(
            "asked_under", row.programme_version
        )  # a recomputed report keeps its form
        edition = keeper.library.edition(conn, row.programme, asked_under)
        if edition:
            found[row.record] = _record(conn, row, edition, flagged[row.id])
    return found


def _record(
    conn: Connection, row: Row[Any], edition: Edition, flagged: Sequence[Flagged]
) -> Record:
    indicator = edition.programme.work(row.indicator)
    form = edition.forms(indicator.form or "")
    asked = columns_of(form)
    outside = {one.path: one for one in asked if not enclosing(form, one.path)}
    top = {name: outside[path] for path, name in column_names([*outside]).items()}
    answers: Mapping[str, str] = row.instance["answers"]
    score = (row.verified or {}).get(
        "score"
    ) or row.score  # the verifier's counts where there is one
    return Record(
        submission_id=row.record,
        programme=row.programme,
        indicator=row.indicator,
        indicator_name=indicator.short_name,
        office_code=row.office,
        office_name=edition.programme.office(row.office).name,
        reporter=row.name or "",
        submitted_at=row.submitted_at,
        revision=row.revision,
        status=score["status"],
        values={
            name: said(question, answers.get(below_root(question.path), ""))
            for name, question in top.items()
        },
        labels={name: question.label.text("th") for name, question in top.items()},
        kinds={
            name: NUMBERS[question.kind]
            for name, question in top.items()
            if question.kind in NUMBERS
        },
        raw_score=_points(score, "raw_score"),
        deduction=_points(score, "total_deduction"),
        final_score=_points(score, "final_score"),
        weighted_score=_points(score, "weighted_score"),
        evidence=links(conn, row.id),
        folder_link=folder_link(conn, f"{row.programme}/{row.office}/{row.indicator}"),
        flags=[
            *_doubted(row, asked),
            *(
                say("flag.cell", "th", place=one.place, why=words(one.flag, "th"))
                for one in flagged
            ),
        ],
        repeats=_repeats(conn, row, form),
    )


def _doubted(row: Row[Any], asked: Sequence[Question]) -> list[str]:
    """Numbers far from those before, each by the words of its question."""
    labels = {one.name: one.label.text("th") for one in asked}
    found = doubts_in(row.instance)
    return [doubt_words(one, labels.get(one.question, one.question), "th") for one in found]


def _repeats(conn: Connection, row: Row[Any], form: Form) -> tuple[Repetition, ...]:
    if not form.repeats:
        return ()
    others = select(submissions.c.instance).where(
        submissions.c.record == row.record, submissions.c.id != row.id
    )
    earlier = [instance["answers"] for instance in conn.execute(others).scalars()]
    return repetitions(form, columns_of(form), NUMBERS, row.instance["answers"], earlier)


def _points(score: Mapping[str, Any], name: str) -> Decimal | None:
    return Decimal(score[name]) if score.get(name) is not None else None
