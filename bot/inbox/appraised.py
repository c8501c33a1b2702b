"""What a step is told of appraisals: those in which the person has a part, and nobody else's."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection

from bot.store import appraisals, joining, submissions
from bot.store.conversations import Person
from handlers.needs import Needs
from handlers.vocabulary.known import Edition
from handlers.vocabulary.permissions import Reaches


def look_up(
    conn: Connection, person: Person, editions: Mapping[str, Edition], wanted: Needs
) -> dict[str, Any]:
    """Those in which the person has a part, and no others; for one of them the records that score
    its targets; who may assess, at the person's own offices and those above.
    """
    found: dict[str, Any] = {}
    if wanted.appraisals:
        found["appraisals"] = appraisals.of_person(conn, person.id)
        named = [one for one in found["appraisals"] if one.id == wanted.appraised]
        if named and named[0].programme in editions:
            found["appraised"] = submissions.of_programme(conn, named[0].programme)
    if wanted.colleagues:
        found["colleagues"] = joining.members(conn, _around(person, editions))
    return found


def _around(person: Person, editions: Mapping[str, Edition]) -> Reaches:
    """The person's own offices and all above them, in programmes that appraise people."""
    found: dict[str, set[str]] = {}
    for one in person.memberships:
        edition = editions.get(one.programme)
        if edition and edition.programme.appraisal and one.office in edition.programme.above:
            above = edition.programme.above[one.office]
            found.setdefault(one.programme, set()).update((one.office, *above))
    return {programme: frozenset(offices) for programme, offices in found.items()}
