"""What a step needs to know of surveys, and of what was brought as files."""

import secrets
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection

from bot.store import invitations, own_forms, surveys, uploads
from bot.store.conversations import Person
from handlers.needs import Needs
from handlers.people.typed import LETTERS
from handlers.vocabulary.known import Edition, Survey
from handlers.vocabulary.permissions import reaches
from scoring.programme import Programme

Editions = Mapping[str, Edition]


def look_up(conn: Connection, person: Person, editions: Editions, wanted: Needs) -> dict[str, Any]:
    """Surveys, those invited to one, a file that a button names, forms in place of papers."""
    places = [(one.programme, one.office) for one in person.memberships]
    named = wanted.own_forms
    return {
        "survey": surveys.survey_of(conn, wanted.survey, person.id) if wanted.survey else None,
        "surveys": _surveys(conn, person, editions, wanted),
        "invited_already": _invited(conn, wanted),
        "upload": uploads.upload_of(conn, wanted.upload, person.id) if wanted.upload else None,
        "own_forms": () if named is None else own_forms.known(conn, places, person.id, named),
        "fresh_code": _survey_code() if wanted.upload or wanted.code else "",
    }


def _surveys(
    conn: Connection, person: Person, editions: Editions, wanted: Needs
) -> tuple[Survey, ...]:
    """Those of whose offices this person may see the results; or those whose figures go into the
    report that is begun.
    """
    if wanted.flows is not None:
        programme, office, work = wanted.flows
        edition = editions.get(programme)
        forms = _flowing(edition.programme, work) if edition else []
        if edition is None or not forms:
            return ()
        offices = (office, *edition.programme.above.get(office, ()))
        return surveys.newest_of(conn, programme, offices, forms)
    if not wanted.results:
        return ()
    programmes = [one.programme for one in editions.values()]
    found = dict(reaches(person.memberships, "see_survey", programmes))
    for key, codes in found.items():
        whole = editions[key].programme.tops
        if codes is not None and set(whole) <= set(codes):
            found[key] = {*codes, ""}  # older ones are the whole programme's
    return surveys.results_of(conn, found, wanted.of_survey)


def _flowing(programme: Programme, work: str) -> list[str]:
    """The surveys whose figures go into a work."""
    return [one.code for one in programme.report_forms if one.flow and one.flow.to == work]


def _invited(conn: Connection, wanted: Needs) -> frozenset[int]:
    if not (wanted.results and wanted.members and wanted.of_survey):
        return frozenset()
    invited = invitations.of_survey(conn, wanted.of_survey)
    return frozenset(one.person for one in invited if one.person is not None)


def _survey_code() -> str:
    """SV- and five letters that are easy to read out on the phone."""
    return "SV-" + "".join(secrets.choice(LETTERS) for _ in range(5))
