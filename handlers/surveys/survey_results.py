"""ผลสำรวจ: who answered how, by item, construct, topic, dimension and group, and overall, for those
who oversee the office whose survey it is.
"""

from collections.abc import Sequence

from forms.model import Form
from handlers.surveys import survey, survey_rows, survey_texts
from handlers.vocabulary.actions import Action, action
from handlers.vocabulary.command import Command, Help, Need, Where, plainly
from handlers.vocabulary.effects import CloseSurvey, OpenResults
from handlers.vocabulary.known import Edition, Survey
from handlers.vocabulary.messages import Button, Card, Picture, Text
from handlers.vocabulary.surveyed import (
    asked_by,
    figure,
    may_on,
    paragraph,
    results_of,
)
from handlers.vocabulary.talk import Talk
from handlers.vocabulary.turn import Turn, spoken, tap, told
from scoring.survey.results import Results
from thai.dates import short

PAGE = 10
MOST_CARDS = 3
DAYS = 30  # how long a link to the results opens


def results(talk: Talk) -> Turn:
    """One card a survey, the newest first."""
    if not talk.programmes("see_survey"):
        return told(
            talk.state, "overview.not_allowed", tap("score", talk.language, action("score"))
        )
    found = [one for one in talk.known.surveys if _may(talk, "see_survey", one)]
    if not found:
        ready = [tap("survey_open", talk.language, action("survey_open"))]
        buttons = ready if talk.programmes("open_survey") else []
        return told(
            talk.state,
            "survey.none",
            *buttons,
            tap("overview", talk.language, action("overview")),
        )
    turn = spoken(talk.state, *(_card(talk, one, 0) for one in found[:MOST_CARDS]))
    return turn if len(found) <= MOST_CARDS else turn.after(_others(talk, found[MOST_CARDS:]))


def _others(talk: Talk, found: Sequence[Survey]) -> Text:
    """The older ones, by their codes: each can be asked for by a button."""
    buttons = tuple(
        tap("survey_one", talk.language, action("survey_items", survey=one.code), code=one.code)
        for one in found[:PAGE]
    )
    return Text(talk.say("survey.older", count=len(found)), buttons)


def items(talk: Talk, chosen: Action) -> Turn:
    """Further items of one survey."""
    found = _mine(talk, chosen)
    first = chosen.first
    return spoken(talk.state, _card(talk, found, first)) if found else _gone(talk)


def table(talk: Talk, chosen: Action) -> Turn:
    """ตารางผล: the paragraph for a report, how often each level was chosen, the page with all of
    it, the bars as a picture.
    """
    found = _mine(talk, chosen)
    if found is None:
        return _gone(talk)
    edition, made = _worked_out(talk, found)
    back = tap("survey_results", talk.language, action("survey_results"))
    said: list[Text | Picture] = [Text(survey_rows.frequencies(talk, made))]
    if talk.known.public_url:
        token = talk.token_of("survey results")
        url = f"{talk.known.public_url}/r/{token}"
        said.append(Text(talk.say("survey.page", url=url, days=DAYS)))
        if url.startswith("https://") and made.overall.mean is not None:
            said.append(Picture(f"{url}/bars.png"))
    words = paragraph(made, edition.programme.survey, talk.language)
    said = [*said[:-1], _with(said[-1], back)]
    turn = spoken(talk.state, *((Text(words),) if words else ()), *said)
    is_linked = bool(talk.known.public_url)
    return turn.also(OpenResults(token, found.code)) if is_linked else turn


def _with(last: Text | Picture, button: Button) -> Text | Picture:
    if isinstance(last, Picture):
        return Picture(last.url, (button,))
    return Text(last.text, (button,))


def texts(talk: Talk, chosen: Action) -> Turn:
    """อ่านข้อความ, for coordinators."""
    found = _mine(talk, chosen)
    if found is None or not _may(talk, "read_texts", found):
        return _gone(talk)
    _, form = _asked(talk, found)
    return survey_texts.page(talk, chosen, found, form)


def share(talk: Talk, chosen: Action) -> Turn:
    found = _mine(talk, chosen)
    return survey.share(talk, found.code, found.token) if found else _gone(talk)


def close(talk: Talk, chosen: Action) -> Turn:
    """ปิดรับคำตอบ, for coordinators."""
    found = _mine(talk, chosen)
    if found is None or not _may(talk, "close_survey", found):
        return _gone(talk)
    button = tap("survey_results", talk.language, action("survey_results"))
    turn = told(talk.state, "survey.now_closed", button, code=found.code, count=found.count)
    return turn.also(CloseSurvey(found.code))


def _gone(talk: Talk) -> Turn:
    return told(
        talk.state, "trouble.old_button", tap("overview", talk.language, action("overview"))
    )


def _may(talk: Talk, what: str, one: Survey) -> bool:
    edition = talk.known.editions.get(one.programme)
    return edition is not None and may_on(talk.known.memberships, what, edition, one.office)


def _mine(talk: Talk, chosen: Action) -> Survey | None:
    """The survey a button names, as long as this person oversees its office."""
    return next(
        (
            one
            for one in talk.known.surveys
            if one.code == chosen.survey and _may(talk, "see_survey", one)
        ),
        None,
    )


def _asked(talk: Talk, one: Survey) -> tuple[Edition, Form]:
    """What the survey asks, as it did when it was opened."""
    edition = talk.known.edition(one.programme, one.version)
    assert edition is not None, "only surveys of one's own programmes are shown"
    return edition, asked_by(edition, one)[1]


def _worked_out(talk: Talk, one: Survey) -> tuple[Edition, Results]:
    edition, _ = _asked(talk, one)
    return edition, results_of(edition, one, talk.event.at, talk.language)


def _card(talk: Talk, one: Survey, first: int) -> Card:
    edition, form = _asked(talk, one)
    name, made = asked_by(edition, one)[0].name, _worked_out(talk, one)[1]
    shown = [
        *survey_rows.parts(talk, edition, made),
        *survey_rows.questions(talk, edition, form, one, made),
    ]
    words = figure(made.overall, edition.programme.survey, talk.language)
    return Card(
        alt=talk.say(
            "survey.results_alt",
            name=name,
            count=one.count,
            figure=" · ".join(words.split("\n")),
        ),
        title=talk.say("survey.results_title", name=name),
        subtitle=_subtitle(talk, one, made),
        figure=words,
        rows=tuple(shown[first : first + PAGE]),
        footnotes=_footnotes(talk, one),
        choices=_buttons(talk, one, form, first, len(shown)),
    )


def _subtitle(talk: Talk, one: Survey, made: Results) -> str:
    words = talk.say("survey.results_subtitle", code=one.code, count=one.count)
    if made.rate is None:
        return words
    return f"{words} {talk.say('survey.rate', invited=made.invited, rate=made.rate)}"


def _footnotes(talk: Talk, one: Survey) -> tuple[str, ...]:
    if not one.takes(talk.today):
        return (talk.say("survey.is_closed"),)
    return (talk.say("survey.until", day=_day(one)),) if one.closes else ()


def _day(one: Survey) -> str:
    return short(one.closes) if one.closes else ""


def _buttons(talk: Talk, one: Survey, form: Form, first: int, count: int) -> tuple[Button, ...]:
    names: list[tuple[str, str]] = []
    if first + PAGE < count:
        names.append(("more", action("survey_items", survey=one.code, number=str(first + PAGE))))
    if one.count:
        names.append(("survey_table", action("survey_table", survey=one.code)))
    if _may(talk, "read_texts", one) and any(map(survey_texts.has_texts, form.questions)):
        names.append(("survey_texts", action("survey_texts", survey=one.code)))
    if one.takes(talk.today):
        names.append(("survey_share", action("survey_share", survey=one.code)))
        if _may(talk, "close_survey", one):
            names.append(("survey_invite", action("survey_invite", survey=one.code)))
            names.append(("survey_close", action("survey_close", survey=one.code)))
    return tuple(tap(name, talk.language, data) for name, data in names)


COMMANDS = (
    Command(
        "survey_results",
        plainly(results),
        Where.HOME,
        (Need.RESULTS,),
        Help("survey_results", 6, "see_survey"),
    ),
    Command("survey_items", items, needs=(Need.RESULTS,)),
    Command("survey_table", table, needs=(Need.RESULTS,)),
    Command("survey_texts", texts, needs=(Need.RESULTS,)),
    Command("survey_share", share, needs=(Need.RESULTS,)),
    Command("survey_close", close, needs=(Need.RESULTS,)),
)
