"""Appraisals of people: begun, each part sent with its revisions, moved on, forgotten. Whatever is
read here is read for one of those whom it is between.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from msgspec.structs import replace
from sqlalchemy import Connection, Row, Select, Text, delete, func, or_, select, type_coerce, update

from bot.store.dialect import insert_or_update
from bot.store.exporting import Attached, attached_of
from bot.store.tables.appraisals import appraisal_parts, appraisal_pieces, appraisals
from bot.store.tables.records import drafts, evidence, people
from handlers.vocabulary.appraised import (
    RESULTS,
    Appraisal,
    BeginAppraisal,
    MoveAppraisal,
    ReplaceParty,
    SendAppraisal,
)
from handlers.vocabulary.draft import Piece
from handlers.vocabulary.reviewed import Colleague

ROLES = ("person", "assessor", "superior", "further")


def of_person(conn: Connection, person: int) -> tuple[Appraisal, ...]:
    """All in which somebody has a part, locked until they are decided on, the oldest first."""
    has_a_part = or_(*(appraisals.c[f"{role}_id"] == person for role in ROLES))
    wanted = select(appraisals).where(has_a_part).order_by(appraisals.c.id).with_for_update()
    return tuple(_read(conn, wanted))


def of_part(conn: Connection, person: int) -> tuple[Appraisal, ...]:
    """The same, to be looked at: locked by nobody."""
    has_a_part = or_(*(appraisals.c[f"{role}_id"] == person for role in ROLES))
    return tuple(_read(conn, select(appraisals).where(has_a_part).order_by(appraisals.c.id)))


def of_programme(conn: Connection, programme: str) -> tuple[Appraisal, ...]:
    """Every one of a programme, by office and number."""
    wanted = select(appraisals).where(appraisals.c.programme == programme)
    return tuple(_read(conn, wanted.order_by(appraisals.c.office, appraisals.c.id)))


def standing(conn: Connection, programme: str) -> list[tuple[Appraisal, datetime]]:
    """Every one of a programme that is not over, with when it came to where it is."""
    this = (appraisals.c.programme == programme, appraisals.c.state != "closed")
    moved = dict(conn.execute(select(appraisals.c.id, appraisals.c.moved_at).where(*this)).all())
    wanted = select(appraisals).where(*this).order_by(appraisals.c.id)
    return [(one, moved[one.id]) for one in _read(conn, wanted)]


def by_id(conn: Connection, id_: str) -> Appraisal | None:
    return next(_read(conn, select(appraisals).where(appraisals.c.id == id_)), None)


def _read(conn: Connection, wanted: Select[Any]) -> Iterator[Appraisal]:
    rows = conn.execute(wanted).all()
    if not rows:
        return
    known = _people(conn, {getattr(row, f"{role}_id") for row in rows for role in ROLES})
    ids = [row.id for row in rows]
    parts, pieces = _parts(conn, ids), _pieces(conn, ids)
    for row in rows:
        yield replace(_appraisal(row, known, parts[row.id]), pieces=pieces[row.id])


def _people(conn: Connection, wanted: Iterable[int | None]) -> dict[int | None, Colleague]:
    ids = [one for one in wanted if one is not None]
    rows = conn.execute(
        select(people.c.id, people.c.name, people.c.language).where(people.c.id.in_(ids))
    )
    return {row.id: Colleague(row.id, row.name or "–", row.language) for row in rows}


def _parts(conn: Connection, ids: list[str]) -> Mapping[str, list[Row[Any]]]:
    """{appraisal: the parts that were sent, the newest revision of each last}."""
    found: dict[str, list[Row[Any]]] = defaultdict(list)
    wanted = select(appraisal_parts).where(appraisal_parts.c.appraisal.in_(ids))
    for row in conn.execute(wanted.order_by(appraisal_parts.c.revision)):
        found[row.appraisal].append(row)
    return found


def _appraisal(
    row: Row[Any], known: Mapping[int | None, Colleague], parts: Iterable[Row[Any]]
) -> Appraisal:
    held = tuple(parts)
    return Appraisal(
        id=row.id,
        programme=row.programme,
        version=row.version,
        office=row.office,
        state=row.state,
        person=known[row.person_id],
        assessor=known[row.assessor_id],
        superior=known.get(row.superior_id),
        further=known.get(row.further_id),
        parts={one.part: one.answers for one in held},
        revisions={one.part: one.revision for one in held},
        figures=row.figures,
        words=row.words,
    )


def begin(conn: Connection, person: int, begun: BeginAppraisal, now: datetime) -> None:
    """Begun anew, before it was sent, it is between others."""
    values = {
        "id": begun.id,
        "programme": begun.programme,
        "version": begun.version,
        "office": begun.office,
        "person_id": person,
        "assessor_id": begun.assessor,
        "superior_id": begun.superior or None,
        "further_id": begun.further or None,
        "state": "begun",
        "figures": {},
        "words": {},
        "moved_at": now,
    }
    insert_or_update(conn, appraisals, values, ["id"])


def send(conn: Connection, person: int, sent: SendAppraisal, now: datetime) -> int:
    """One more revision of a part; which one it is."""
    mine = appraisal_parts.c.appraisal == sent.id, appraisal_parts.c.part == sent.part
    newest = conn.execute(select(func.max(appraisal_parts.c.revision)).where(*mine)).scalar() or 0
    values = {
        "appraisal": sent.id,
        "part": sent.part,
        "revision": newest + 1,
        "sent_by": person,
        "sent_at": now,
        "answers": dict(sent.answers),
    }
    conn.execute(appraisal_parts.insert(), values)
    if sent.part == RESULTS:
        _keep_pieces(conn, person, sent)
    changed: dict[str, Any] = {"state": sent.state, "moved_at": now, "version": sent.version}
    if sent.figures is not None:
        changed["figures"] = dict(sent.figures)
    conn.execute(update(appraisals).where(appraisals.c.id == sent.id).values(**changed))
    return newest + 1


def _keep_pieces(conn: Connection, person: int, sent: SendAppraisal) -> None:
    """Those of the revision before that are not part of this one are let go."""
    conn.execute(delete(appraisal_pieces).where(appraisal_pieces.c.appraisal == sent.id))
    mine = evidence.c.person_id == person, evidence.c.submission_id.is_(None)
    own_pieces = set(conn.execute(select(evidence.c.id).where(*mine)).scalars())
    for place, (piece, question) in enumerate(sent.evidence, 1):
        if piece in own_pieces:
            values = {"appraisal": sent.id, "question": question, "place": place}
            conn.execute(appraisal_pieces.insert(), {"evidence_id": piece, **values})


def piece_of(conn: Connection, appraisal: str, piece: str) -> Attached | None:
    """One of the photos and files of an appraisal; None for any other."""
    return next((one for one in pieces_of(conn, appraisal) if one.id == piece), None)


def pieces_of(conn: Connection, appraisal: str) -> list[Attached]:
    """The photos and files of an appraisal, in order."""
    wanted = (
        select(evidence)
        .join(appraisal_pieces, appraisal_pieces.c.evidence_id == evidence.c.id)
        .where(appraisal_pieces.c.appraisal == appraisal, evidence.c.state != "gone")
    )
    return [attached_of(row) for row in conn.execute(wanted.order_by(appraisal_pieces.c.place))]


def _pieces(conn: Connection, ids: list[str]) -> Mapping[str, dict[str, tuple[Piece, ...]]]:
    """{appraisal: {question: its pieces, as a draft keeps them}}."""
    found: dict[str, dict[str, tuple[Piece, ...]]] = defaultdict(dict)
    wanted = (
        select(evidence, appraisal_pieces.c.appraisal, appraisal_pieces.c.question.label("asked"))
        .join(appraisal_pieces, appraisal_pieces.c.evidence_id == evidence.c.id)
        .where(appraisal_pieces.c.appraisal.in_(ids), evidence.c.state != "gone")
    )
    for row in conn.execute(wanted.order_by(appraisal_pieces.c.place)):
        held, path = found[row.appraisal], f"/xf/{row.asked}"
        piece = Piece(row.id, row.line_message_id, row.kind, row.name or "")
        held[path] = (*held.get(path, ()), piece)
    return found


def move(conn: Connection, moved: MoveAppraisal, now: datetime) -> None:
    """Into its next state; words of the same name are replaced."""
    this = appraisals.c.id == moved.id
    words = conn.execute(select(appraisals.c.words).where(this)).scalar_one()
    values = {"state": moved.state, "moved_at": now, "words": {**words, **moved.words}}
    conn.execute(update(appraisals).where(this).values(values))


def replace_party(conn: Connection, replaced: ReplaceParty) -> None:
    """Another in the place of an assessor or superior."""
    values = {f"{replaced.role}_id": replaced.member}
    conn.execute(update(appraisals).where(appraisals.c.id == replaced.id).values(**values))


def own(conn: Connection, person: int) -> list[tuple[str, str]]:
    """(programme, id) of somebody's own appraisals."""
    mine = appraisals.c.person_id == person
    rows = conn.execute(select(appraisals.c.programme, appraisals.c.id).where(mine))
    return [(row.programme, row.id) for row in rows]


def forget_person(conn: Connection, person: int) -> int:
    """One's own appraisals go, with every part of them; where somebody assessed others, what they
    found stays without their name. How many went.
    """
    mine = select(appraisals.c.id).where(appraisals.c.person_id == person)
    for id_ in conn.execute(mine).scalars().all():  # what others have begun to write about them
        conn.execute(delete(drafts).where(type_coerce(drafts.c.content, Text).contains(id_)))
    conn.execute(delete(appraisal_pieces).where(appraisal_pieces.c.appraisal.in_(mine)))
    conn.execute(delete(appraisal_parts).where(appraisal_parts.c.appraisal.in_(mine)))
    gone = delete(appraisals).where(appraisals.c.person_id == person).returning(appraisals.c.id)
    return len(conn.execute(gone).all())


def parts_of(conn: Connection, person: int) -> list[Row[Any]]:
    """Every revision of every part of one's own appraisals, in the order they were sent."""
    wanted = (
        select(appraisals.c.programme, appraisals.c.state, appraisals.c.figures, appraisal_parts)
        .join(appraisal_parts, appraisal_parts.c.appraisal == appraisals.c.id)
        .where(appraisals.c.person_id == person)
    )
    return list(conn.execute(wanted.order_by(appraisal_parts.c.id)))
