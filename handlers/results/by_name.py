"""คะแนน บ้านบึง: a score by the office's name, misspelt or not, and the indicator's code."""

from handlers.results.scores import named_offices, office_scores, scores
from handlers.results.why import why
from handlers.vocabulary.actions import Action, write_action
from handlers.vocabulary.messages import Tap, Text
from handlers.vocabulary.talk import Talk
from handlers.vocabulary.turn import Turn, spoken, told
from scoring.programme import Programme
from thai.names import find


def asked_by_name(talk: Talk, text: str) -> Turn:
    """คะแนน บ้านบึง, or คะแนน บ้านบึง 4: the office by its name, misspelt or not, and the indicator
    by its code.
    """
    words = text.split()
    programmes = (*talk.programmes("see_overview"), *talk.programmes("see_score"))
    if not programmes:
        return told(talk.state, "enrol.outsider")
    programme = programmes[0]
    known = {*programme.work_codes, *(one.code for one in programme.indicators)}
    code = words[-1] if words[-1] in known else ""
    name = " ".join(words[:-1] if code else words)
    if not name and talk.reach("see_overview", programme.key):
        return scores(talk)
    if not name:
        mine = next(one.office for one in talk.known.memberships if one.programme == programme.key)
        return why(talk, Action("why", programme=programme.key, office=mine, indicator=code))
    return _named(talk, programme, name, code)


def _named(talk: Talk, programme: Programme, name: str, code: str) -> Turn:
    offices = {office.name: (office.name, *office.aliases) for office in named_offices(programme)}
    match = find(name, offices)
    if match.key is None and not match.maybe:
        return told(talk.state, "score.not_found", text=name[:40])
    if match.key is None:
        buttons = [_office_tap(programme, one, code) for one in match.maybe[:5]]
        return spoken(talk.state, Text(talk.say("score.did_you_mean"), tuple(buttons)))
    return (why if code else office_scores)(talk, _asking(programme, match.key, code))


def _office_tap(programme: Programme, name: str, code: str) -> Tap:
    return Tap(name[:20], write_action(_asking(programme, name, code)))


def _asking(programme: Programme, name: str, indicator: str) -> Action:
    """For the sum of one indicator of an office, or for all of the office where none is named."""
    code = next(office.code for office in programme.offices if office.name == name)
    return Action("why" if indicator else "office", programme.key, code, indicator)
