"""Which answers of a report a score rests on: only these can be verified to another score."""

import re
from collections.abc import Mapping

from forms.filling.session import Session
from forms.kinds import MEDIA_KINDS
from forms.model import Question
from forms.paths import name_of, plain_path
from handlers.review.review_desk import Desk
from handlers.vocabulary.naming import is_scored
from scoring.programme import Programme
from scoring.work import Work
from scoring.worth import expressions

UNREADABLE = {*MEDIA_KINDS, "text", "note", "geopoint", "acknowledge"}
NAME = re.compile(r"[^\W\d][\w-]*")


def feeds_a_score(programme: Programme, work: Work) -> bool:
    """Whether any score rests on what is sent under this code."""
    return is_scored(work) or bool(programme.feeds(work.code))


def counting(found: Desk) -> list[tuple[int, Question]]:
    """The questions a verifier may answer otherwise, each with its place in the report: those of
    its own scale, or those whose answer changes what other scores take from it.
    """
    session, work = found.report.session, found.report.indicator
    numbered = [one for one in enumerate(session.questions(), 1) if one[1].kind not in UNREADABLE]
    if is_scored(work):
        return numbered
    names = _taken(found.report.edition.programme, work)
    taken = _values(session, names)
    return [
        (place, one)
        for place, one in numbered
        if one.name in names or _values(_without(session, one.path), names) != taken
    ]


def _taken(programme: Programme, work: Work) -> frozenset[str]:
    """The words of the expressions that take values from this work."""
    told = (
        expression
        for indicator in programme.feeds(work.code)
        for worth in indicator.values.values()
        for _, expression in expressions(worth)
        if f"'{work.code}'" in expression or f'"{work.code}"' in expression
    )
    return frozenset(name for expression in told for name in NAME.findall(expression))


def _values(session: Session, names: frozenset[str]) -> Mapping[str, str]:
    """What of the report the expressions name, answered and worked out."""
    return {
        path: value
        for path, value in session.instance().items()
        if name_of(plain_path(path)) in names
    }


def _without(session: Session, path: str) -> Session:
    return Session(session.form, session.answers.keep({path: ""}), session.now)
