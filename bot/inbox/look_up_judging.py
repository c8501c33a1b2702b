"""What a step needs to know of judging: the rounds as this person may see them, and what the office
that is judged has told.
"""

from collections.abc import Mapping

from msgspec.structs import replace
from sqlalchemy import Connection

from bot.store import judging_seen, submissions
from bot.store.conversations import Person
from handlers.needs import Needs
from handlers.vocabulary.known import Edition, Known
from handlers.vocabulary.permissions import may_at_top
from scoring.rubric_items import is_judged


def with_judging(
    known: Known,
    conn: Connection,
    person: Person,
    editions: Mapping[str, Edition],
    wanted: Needs,
) -> Known:
    """The same, with the judged programmes this person has a part in; of a judge who goes through
    an office, with what that office has told.
    """
    mine = {one.programme for one in person.memberships}
    programmes = {
        key: edition.programme
        for key, edition in editions.items()
        if key in mine and is_judged(edition.programme)
    }
    programme, office = wanted.judged or ("", "")
    if programme in programmes:
        told = submissions.of_offices(conn, {programme: {office}}, pieces=False)
        panel = judging_seen.at_office(conn, programmes[programme], person.id, office)
        return replace(known, panels={programme: panel}, submissions=(*known.submissions, *told))
    panels = {
        key: judging_seen.panel(
            conn,
            one,
            person.id,
            runs=may_at_top(person.memberships, "run_judging", one),
            closes=key == wanted.closing,
        )
        for key, one in programmes.items()
    }
    return replace(known, panels=panels)
