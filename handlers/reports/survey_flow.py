"""The figures of an office's own survey go into its report: n, mean and S.D. of each topic, the
paragraph; each is shown at its question, to be kept by a tap or changed.
"""

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from handlers.questions.asking import ask, asked
from handlers.vocabulary.actions import Action
from handlers.vocabulary.command import FormCommand, Need, at_any_moment
from handlers.vocabulary.known import Survey
from handlers.vocabulary.messages import Text
from handlers.vocabulary.surveyed import asked_by, called, paragraph, results_of
from handlers.vocabulary.talk import OpenReport
from handlers.vocabulary.turn import Turn
from handlers.vocabulary.words import say
from scoring.document import SurveyFlow
from scoring.lines import places
from scoring.survey.figures import Figures


def flowing(report: OpenReport) -> tuple[Survey, SurveyFlow] | None:
    """The survey whose figures belong into this report; None where there is none, or no answer
    yet.
    """
    for survey in report.talk.known.surveys:
        form = report.edition.programme.report_form(survey.form)
        is_for = form is not None and form.flow and form.flow.to == report.draft.indicator
        if form is not None and form.flow and is_for and survey.count:
            return survey, form.flow
    return None


def filled(report: OpenReport, survey: Survey, flow: SurveyFlow) -> OpenReport:
    """With the figures at their questions, each to be looked at: asked once more with what was
    found.
    """
    values = dict(_values(report, survey, flow))
    answers = report.draft.answers.keep(values)
    for path in values:
        answers = answers.forget(path)
    return report.with_draft(replace(report.draft, answers=answers))


def _values(report: OpenReport, survey: Survey, flow: SurveyFlow) -> Iterator[tuple[str, str]]:
    """(path, text) of what the survey tells."""
    edition = report.talk.known.edition(survey.programme, survey.version)
    assert edition is not None, "an open survey's programme is there"
    root, rules = f"/{report.session.form.shape.name}", edition.programme.survey
    _, form = asked_by(edition, survey)
    found = results_of(edition, survey, report.talk.event.at)
    figures: Mapping[str, Figures] = dict(found.topics)
    topics = dict.fromkeys(
        called(form, survey.given, told)
        for one in form.questions
        if (told := one.headings.get("topic", ""))
    )
    for row, topic in enumerate(topics, 1):
        for question, text in _of_topic(flow, topic, figures.get(topic), survey.invited):
            yield f"{root}/{flow.rows}[{row}]/{question}", text
    if flow.channel:
        yield f"{root}/{flow.channel}", say("survey.channel", "th")
    if flow.summary and (words := paragraph(found, rules, "th")):
        yield f"{root}/{flow.summary}", words


def _of_topic(
    flow: SurveyFlow, topic: str, found: Figures | None, invited: int | None
) -> Iterator[tuple[str, str]]:
    """Numbers as they are shown, two decimals; nothing where nobody has answered."""
    if flow.name:
        yield flow.name, topic
    if found is None or found.mean is None:
        return
    told = {
        flow.invited: "" if invited is None else str(invited),
        flow.answered: str(found.n),
        flow.mean: places(found.mean, 2),
        flow.sd: "" if found.variance is None else found.sd(2),
    }
    yield from ((question, text) for question, text in told.items() if question and text)


def words(report: OpenReport, survey: Survey) -> Text:
    """From which survey, and that it is to be checked."""
    return Text(report.talk.say("survey.flowed", code=survey.code, count=survey.count))


def take_in(report: OpenReport, _: Action) -> Turn:
    """ใส่ผลสำรวจ, while the form is open: the figures as they stand now."""
    found = flowing(report)
    if found is None:
        return ask(report, asked(report)).after(Text(report.talk.say("survey.none_to_flow")))
    return ask(filled(report, *found)).after(words(report, found[0]))


FORM_COMMANDS = (FormCommand("survey_figures", take_in, at_any_moment, (Need.FLOWS,)),)
