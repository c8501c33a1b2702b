"""The case a what-if is asked of: an office, an indicator, the values that are known of it, and the
day it was sent or would be.
"""

from collections.abc import Mapping

from handlers.results.case_values import case_values
from handlers.results.figures import Account, is_whole
from handlers.vocabulary.actions import Action
from handlers.vocabulary.known import Submission
from handlers.vocabulary.talk import Talk
from scoring.deadlines import leg_code, owed
from scoring.indicator import Indicator
from scoring.programme import Programme
from scoring.what_if import Case


def place_of(talk: Talk, chosen: Action) -> tuple[Programme, str] | None:
    """The office that was named, else the one of one's own that sends this, else one's own."""
    mine = [
        (one.programme, one.office)
        for one in (*talk.reporting(), *talk.known.memberships)
        if one.programme in talk.known.editions and chosen.programme in {"", one.programme}
    ]
    if chosen.office:
        mine = [(chosen.programme, chosen.office)]
    for key, office in mine:
        programme = talk.known.editions[key].programme
        if chosen.office or chosen.indicator or codes_of(programme, office):
            return programme, office
    return None


def fed_by(programme: Programme, code: str) -> tuple[Indicator, ...]:
    """The indicator itself, or those that a report form feeds."""
    own = tuple(one for one in programme.indicators if one.code == code)
    return own or programme.feeds(code)


def codes_of(programme: Programme, office: str) -> list[str]:
    """The indicators an office is asked for: those that score it, else those its reports feed."""
    owing = programme.owed_by.get(office, frozenset())
    scored = [
        one.code
        for one in programme.indicators
        if office in programme.assessed(one.code) and (one.values or one.code in owing)
    ]
    fed = [
        one.code
        for owing, code in owed(programme)
        if owing == office
        for one in fed_by(programme, code)
    ]
    return list(dict.fromkeys(scored or fed))


def case_of(talk: Talk, programme: Programme, office: str, code: str) -> Case:
    """The indicator as it is known now, and the day it was sent or would be: today."""
    indicator = programme.indicator(code)
    sent = talk.known.submission(programme.key, office, code)
    values: Mapping[str, object] = {}
    day, stage = talk.today, leg_code(programme, indicator, office, talk.today)
    if is_whole(programme, office) and indicator.values:
        account = Account(programme, office, _of(talk, programme), talk.event.at)
        reports = account.reports(indicator)
        values = account.values(indicator, reports) if reports else {}
        day = max((one.counted_from for one in reports), default=day)
    elif sent is not None and not indicator.values and indicator.form:
        edition = talk.known.edition(programme.key, sent.version)
        form = edition.forms(indicator.form) if edition else None
        root = f"/{form.shape.name}/" if form else ""
        values = case_values(
            form.questions if form else (),
            lambda path: sent.answers.get(path.removeprefix(root), ""),
        )
        day = talk.today if sent.restarts else sent.counted_from
    return Case(programme, code, values, day, stage)


def _of(talk: Talk, programme: Programme) -> list[Submission]:
    return [one for one in talk.known.submissions if one.programme == programme.key]
