"""ผลสำรวจ: who answered how, by item and overall, for those who oversee the programme."""

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction

from forms.model import Form, Question
from handlers.surveys import survey, survey_texts
from handlers.vocabulary.actions import Action, action
from handlers.vocabulary.command import Command, Help, Need, Where, plainly
from handlers.vocabulary.effects import CloseSurvey
from handlers.vocabulary.known import Edition, Survey
from handlers.vocabulary.messages import Button, Card, Row
from handlers.vocabulary.talk import Talk
from handlers.vocabulary.turn import Turn, spoken, tap, told
from scoring.lines import places
from scoring.survey.figures import Figures, averages, figures, level
from scoring.work import Work

SCALE = {"1", "2", "3", "4", "5"}
PAGE = 10
MOST_CARDS = 3


def results(talk: Talk) -> Turn:
    """One card a survey, the newest first."""
    if not any(talk.may_at_top("see_survey", one.key) for one in talk.programmes("see_survey")):
        return told(
            talk.state, "overview.not_allowed", tap("score", talk.language, action("score"))
        )
    found = [one for one in talk.known.surveys if _edition(talk, one)]
    if not found:
        return told(talk.state, "survey.none", tap("overview", talk.language, action("overview")))
    return spoken(talk.state, *(_card(talk, one, 0) for one in found[:MOST_CARDS]))


def items(talk: Talk, chosen: Action) -> Turn:
    """Further items of one survey."""
    found = _mine(talk, chosen)
    first = chosen.first
    return spoken(talk.state, _card(talk, found, first)) if found else _gone(talk)


def texts(talk: Talk, chosen: Action) -> Turn:
    """อ่านข้อความ, for coordinators."""
    found = _mine(talk, chosen)
    if found is None or not talk.may_at_top("read_texts", found.programme):
        return _gone(talk)
    _, form = _asked(talk, found)
    return survey_texts.page(talk, chosen, found, form)


def share(talk: Talk, chosen: Action) -> Turn:
    found = _mine(talk, chosen)
    return survey.share(talk, found.code, found.token) if found else _gone(talk)


def close(talk: Talk, chosen: Action) -> Turn:
    """ปิดรับคำตอบ, for coordinators."""
    found = _mine(talk, chosen)
    if found is None or not talk.may_at_top("close_survey", found.programme):
        return _gone(talk)
    button = tap("survey_results", talk.language, action("survey_results"))
    turn = told(
        talk.state, "survey.now_closed", button, code=found.code, count=len(found.responses)
    )
    return turn.also(CloseSurvey(found.code))


def _gone(talk: Talk) -> Turn:
    return told(
        talk.state, "trouble.old_button", tap("overview", talk.language, action("overview"))
    )


def _mine(talk: Talk, chosen: Action) -> Survey | None:
    """The survey a button names, as long as this person oversees its programme."""
    return next(
        (one for one in talk.known.surveys if one.code == chosen.survey and _edition(talk, one)),
        None,
    )


def _edition(talk: Talk, one: Survey) -> Edition | None:
    is_mine = talk.may_at_top("see_survey", one.programme)
    return talk.known.edition(one.programme, one.version) if is_mine else None


def _asked(talk: Talk, one: Survey) -> tuple[Edition, Form]:
    """What the survey asks, as it did when it was opened."""
    edition = _edition(talk, one)
    assert edition is not None, "only surveys of one's own programmes are shown"
    return edition, edition.forms(_indicator(edition, one).form or "")


def _indicator(edition: Edition, one: Survey) -> Work:
    asked = edition.programme.asked(one.form)
    assert asked is not None, "a version keeps its forms"
    return asked


def _card(talk: Talk, one: Survey, first: int) -> Card:
    edition, form = _asked(talk, one)
    name = _indicator(edition, one).name
    shown = [row for question in form.questions if (row := _row(talk, edition, question, one))]
    overall = _overall(edition, form, one)
    page = tuple(shown[first : first + PAGE])
    words = _figure(talk, edition, overall)
    return Card(
        alt=talk.say(
            "survey.results_alt",
            name=name,
            count=len(one.responses),
            figure=" · ".join(words.split("\n")),
        ),
        title=talk.say("survey.results_title", name=name),
        subtitle=talk.say("survey.results_subtitle", code=one.code, count=len(one.responses)),
        figure=words,
        rows=page,
        footnotes=() if one.is_open else (talk.say("survey.is_closed"),),
        choices=_buttons(talk, one, form, first, len(shown)),
    )


def _buttons(talk: Talk, one: Survey, form: Form, first: int, count: int) -> tuple[Button, ...]:
    made: list[Button] = []
    if first + PAGE < count:
        made.append(
            tap(
                "more",
                talk.language,
                action("survey_items", survey=one.code, number=str(first + PAGE)),
            )
        )
    if talk.may_at_top("read_texts", one.programme) and any(
        map(survey_texts.has_texts, form.questions)
    ):
        made.append(tap("survey_texts", talk.language, action("survey_texts", survey=one.code)))
    if one.is_open:
        made.append(tap("survey_share", talk.language, action("survey_share", survey=one.code)))
        made.append(tap("survey_close", talk.language, action("survey_close", survey=one.code)))
    return tuple(made)


def _answers(question: Question, one: Survey) -> list[str]:
    return [
        answer
        for response in one.responses
        for answer in survey_texts.answers_to(question, response)
    ]


def is_scale(question: Question) -> bool:
    """Whether a question is answered on the five levels."""
    return question.kind == "select_one" and {choice.name for choice in question.choices} == SCALE


def _row(talk: Talk, edition: Edition, question: Question, one: Survey) -> Row | None:
    """One item: mean, S.D. and level on the five levels; else how often each choice, or how many
    texts.
    """
    label = question.label.text(talk.language)
    answers = _answers(question, one)
    if is_scale(question):
        found = figures([int(answer) for answer in answers], edition.programme.survey)
        return Row(label, _figure(talk, edition, found))
    if question.kind in {"select_one", "select_multiple"}:
        return Row(label, _counts(talk, question, answers))
    if not survey_texts.has_texts(question):
        return None
    key = "survey.texts" if question.kind == "text" else "survey.answers"
    return Row(label, talk.say(key, count=len(answers)))


def _figure(talk: Talk, edition: Edition, found: Figures) -> str:
    """4.25 · S.D. 0.71 · มาก (n = 12)."""
    if found.mean is None:
        return talk.say("survey.no_answers")
    name = level(found.mean, edition.programme.survey)
    return talk.say(
        "survey.figure", mean=places(found.mean, 2), sd=found.sd(2), level=name, n=found.n
    )


def _counts(talk: Talk, question: Question, answers: Sequence[str]) -> str:
    counted = Counter(name for answer in answers for name in answer.split())
    labels = {choice.name: choice.label.text(talk.language) for choice in question.choices}
    names = [name for name in (*labels, *sorted(set(counted) - set(labels))) if name in counted]
    names.sort(key=lambda name: -counted[name])  # those as frequent stay in the list's order
    return " · ".join(f"{labels.get(name, name)} {counted[name]}" for name in names) or "–"


def _overall(edition: Edition, form: Form, one: Survey) -> Figures:
    """Over respondents: first each one's own mean, then the mean and S.D. of those (S-04)."""
    scales = [question for question in form.questions if is_scale(question)]
    given = [
        [int(text) for question in scales for text in survey_texts.answers_to(question, response)]
        for response in one.responses
    ]
    means: list[Fraction] = averages(given)
    return figures(means, edition.programme.survey)


COMMANDS = (
    Command(
        "survey_results",
        plainly(results),
        Where.HOME,
        (Need.RESULTS,),
        Help("survey_results", 6, "see_survey", of_the_whole=True),
    ),
    Command("survey_items", items, needs=(Need.RESULTS,)),
    Command("survey_texts", texts, needs=(Need.RESULTS,)),
    Command("survey_share", share, needs=(Need.RESULTS,)),
    Command("survey_close", close, needs=(Need.RESULTS,)),
)
