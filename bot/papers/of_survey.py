"""The summary of a survey as a paper: how it was asked, its figures by topic, item and group, and
room for what people conclude. What respondents wrote is on none of them.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime

from sqlalchemy import Connection

from bot.papers.answers import day, figure, text
from bot.papers.making import PRINTED_IN, Made, made_of
from bot.store import conversations, surveys
from bot.store.library import Library
from documents.filling import Answer, Answers
from documents.pdf import PaperError
from handlers.vocabulary.known import Edition, Survey
from handlers.vocabulary.surveyed import asked_by, may_on, paragraph, results_of
from handlers.vocabulary.words import say
from scoring.lines import places
from scoring.paper import Paper
from scoring.programme import Programme
from scoring.survey.columns import SCALE
from scoring.survey.figures import Figures, SurveyRules
from scoring.survey.results import Results, level_of
from scoring.survey.table import TableLine, table

ITEMS = {"item", "overall"}  # of the whole table; the other lines have tables of their own


def summary_of(programme: Programme) -> Paper | None:
    """The paper of a programme for its surveys; None where it has none."""
    return next((one for one in programme.papers if one.about == "survey"), None)


def offered(
    conn: Connection, library: Library, person: int
) -> Iterator[tuple[Edition, Paper, str, str]]:
    """(edition, paper, office, code) of each survey that a person may see the results
    of, by the programme's version it was opened under.
    """
    memberships = conversations.numbered(conn, person).memberships
    for key in dict.fromkeys(one.programme for one in memberships):
        for survey in surveys.of_programme(conn, key):
            edition = library.edition(conn, key, survey.version)
            paper = summary_of(edition.programme) if edition else None
            if edition and paper and may_on(memberships, "see_survey", edition, survey.office):
                whose = survey.office or edition.programme.tops[0]
                yield edition, paper, whose, survey.code


def make_of_code(
    conn: Connection, edition: Edition, paper: Paper, code: str, now: datetime
) -> Made:
    """Raises PaperError where there is no such survey, or it cannot be made."""
    survey = surveys.with_answers(conn, code)
    if survey is None or survey.programme != edition.programme.key:
        raise PaperError(f"{edition.programme.key} has no survey {code}")
    return make_of_survey(edition, paper, survey, now)


def make_of_survey(edition: Edition, paper: Paper, survey: Survey, now: datetime) -> Made:
    """`survey` with all its answers, in the programme's version it was opened under. Raises
    PaperError where it cannot be made.
    """
    whose = survey.office or edition.programme.tops[0]
    return made_of(edition, paper, whose, answers_of(edition, survey, whose, now))


def answers_of(edition: Edition, survey: Survey, whose: str, now: datetime) -> Answers:
    """The names of OF_SURVEY (scoring/paper_words.py)."""
    programme, rules = edition.programme, edition.programme.survey
    found = results_of(edition, survey, now, PRINTED_IN)
    kind = "kind_named" if survey.named else "kind_anonymous"
    single = {
        "office": text(programme.office(whose).name),
        "province": text(programme.office(whose).province),
        "programme": text(programme.name),
        "year": figure(programme.fiscal_year),
        "survey": text(asked_by(edition, survey)[0].name),
        "survey_code": text(survey.code),
        "opened": day(survey.opened),
        "closes": day(survey.closes),
        "respondents": text(say(f"results.{kind}", PRINTED_IN, least=rules.min_group)),
        "invited": figure(found.invited),
        "answered": figure(found.respondents),
        "rate": figure(found.rate),
        "summary": text(paragraph(found, rules, PRINTED_IN)),
        **_figures(found.overall, rules),
    }
    rows = {
        "items": tuple(_line(one) for one in table(found, rules) if one.kind in ITEMS),
        "topics": tuple(_part(name, each, rules) for name, each in found.topics),
        "constructs": tuple(_part(name, each, rules) for name, each in found.constructs),
        "groups": tuple(_groups(found, rules)),
    }
    return Answers(single, rows)


def _figures(found: Figures, rules: SurveyRules) -> dict[str, Answer]:
    mean = "-" if found.mean is None else places(found.mean, 2)
    return {
        "n": figure(found.n),
        "mean": figure(mean),
        "sd": figure(found.sd(2)),
        "level": text(level_of(found, rules)),
    }


def _part(name: str, found: Figures, rules: SurveyRules) -> Answers:
    return Answers({"name": text(name), **_figures(found, rules)})


def _line(one: TableLine) -> Answers:
    """A line of the table; how often each level was chosen stands beside items alone."""
    counts = [f"{count} ({share})" for count, share in one.counts] or ["–"] * len(SCALE)
    told = zip(reversed(SCALE), counts, strict=True)
    levels = {f"count_{value}": figure(count) for value, count in told}
    label = say("results.overall", PRINTED_IN) if one.kind == "overall" else one.label
    shown = {"n": figure(one.n), "mean": figure(one.mean), "sd": figure(one.sd)}
    return Answers({"name": text(label), "level": text(one.level), **shown, **levels})


def _groups(found: Results, rules: SurveyRules) -> Iterable[Answers]:
    """Of a group that is too small no figure is told (S-05)."""
    small = say("results.small", PRINTED_IN, least=rules.min_group)
    for question, parts in found.groups.items():
        before = question
        for name, each in parts.items():
            told = _hidden(small) if each is None else _figures(each, rules)
            yield Answers({"group": text(before), "name": text(name), **told})
            before = ""


def _hidden(words: str) -> dict[str, Answer]:
    """No figure, and not that of all in its place."""
    return {**dict.fromkeys(("n", "mean", "sd"), figure(None)), "level": text(words)}
