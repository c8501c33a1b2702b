"""The papers of a person's appraisal (ปผ.1, ปผ.2, ปผ.3).

Law: they are for those whom the appraisal is between, and for nobody else.
"""

from collections.abc import Iterator

from sqlalchemy import Connection

from bot.papers.appraisal_answers import appraisal_answers
from bot.papers.making import Made, made_of
from bot.store import appraisals
from bot.store.library import Library
from documents.pdf import PaperError
from handlers.vocabulary.appraised import AGREEMENT, Appraisal
from handlers.vocabulary.known import Edition
from scoring.paper import Paper


def offered(
    conn: Connection, library: Library, person: int
) -> Iterator[tuple[Edition, Paper, Appraisal]]:
    """Of each appraisal in which somebody has a part, once something was agreed on."""
    for found in appraisals.of_part(conn, person):
        edition = library.edition(conn, found.programme, found.version)
        if edition and found.parts.get(AGREEMENT):
            papers = (one for one in edition.programme.papers if one.about == "appraisal")
            yield from ((edition, one, found) for one in papers)


def make_of_appraisal(conn: Connection, edition: Edition, paper: Paper, appraisal: str) -> Made:
    """As it stands now; raises PaperError where there is none."""
    found = appraisals.by_id(conn, appraisal)
    if found is None:
        raise PaperError("there is no such appraisal")
    return made_of(edition, paper, found.office, appraisal_answers(edition.programme, found))
