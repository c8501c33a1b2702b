"""Everything that is held of a person, as the file they may fetch (PDPA)."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from bot.store import appraisals, drafts
from bot.store.exporting import attached_of
from bot.store.tables.judging import judging_marks
from bot.store.tables.records import evidence, memberships, people, submissions
from bot.store.tables.reviews import join_requests
from handlers.vocabulary.words import SENTENCES

FETCHED = {"spooled", "kept"}  # evidence whose bytes are here or in the mirror
OF_THE_FILE = "own_file."
NAMES = {
    key.removeprefix(OF_THE_FILE): words
    for key, words in SENTENCES["th"].items()
    if key.startswith(OF_THE_FILE)
}


def told(conn: Connection, person: int, link: str) -> dict[str, Any]:
    """Everything that is held of them, without LINE's ids and nothing of anybody else; in words
    that people read. `link` is where the file itself is fetched; a photo's or file's own address
    lies below it.
    """
    held: dict[str, Any] = _in_words(_held(conn, person, link))
    return held


def _in_words(held: Any) -> Any:  # noqa: ANN401 - JSON
    """With the names of the wording file; what people answered keeps its own."""
    match held:
        case list():
            return [_in_words(one) for one in held]
        case dict():
            return {
                NAMES[name]: one if name == "answers" else _in_words(one)
                for name, one in held.items()
            }
    return held


def _held(conn: Connection, person: int, link: str) -> dict[str, Any]:
    one = conn.execute(select(people).where(people.c.id == person)).one()
    return {
        "name": one.name,
        "consented": _moment(one.consented_at),
        "began": _moment(one.first_seen_at),
        "office": [
            {
                "programme": row.programme,
                "office": row.office,
                "role": row.role,
                "since": _moment(row.since),
                "until": _moment(row.ended),
            }
            for row in conn.execute(select(memberships).where(memberships.c.person_id == person))
        ],
        "reports": [
            {
                "number": row.id,
                "programme": row.programme,
                "office": row.office,
                "indicator": row.indicator,
                "revision": row.revision,
                "sent": _moment(row.submitted_at),
                "answers": row.instance["answers"],
            }
            for row in conn.execute(select(submissions).where(submissions.c.person_id == person))
        ],
        "evidence": [
            {
                "name": row.name,
                "kind": row.kind,
                "size": row.size,
                "sent": _moment(row.sent_at),
                "sha256": row.sha256,
                "open": attached_of(row).link
                or (f"{link}/{row.id}" if row.state in FETCHED else None),
            }
            for row in conn.execute(select(evidence).where(evidence.c.person_id == person))
        ],
        "requests": [
            {
                "programme": row.programme,
                "office": row.office,
                "name": row.name,
                "asked": _moment(row.asked_at),
            }
            for row in conn.execute(
                select(join_requests).where(join_requests.c.person_id == person)
            )
        ],
        "judged": [
            {
                "programme": row.programme,
                "office": row.office,
                "item": row.item,
                "points": row.points,
                "comment": row.comment,
            }
            for row in conn.execute(
                select(judging_marks).where(judging_marks.c.person_id == person)
            )
        ],
        "appraisals": [
            {
                "programme": row.programme,
                "state": row.state,
                "part": row.part,
                "revision": row.revision,
                "sent": _moment(row.sent_at),
                "answers": row.answers,
            }
            for row in appraisals.parts_of(conn, person)
        ],
        "drafts": [
            {
                "programme": row.programme,
                "indicator": row.indicator,
                "answers": row.content["answers"]["values"],
            }
            for row in drafts.begun(conn, person)
            if not row.survey
        ],
    }


def _moment(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat(timespec="seconds")
