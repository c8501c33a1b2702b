"""ผลสำรวจ: who answered how, by item, construct, topic, dimension and group, and overall, for those
who oversee the office whose survey it is.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from forms.model import Form, Question, below_root
from handlers.surveys import survey, survey_texts
from handlers.vocabulary.actions import Action, action
from handlers.vocabulary.command import Command, Help, Need, Where, plainly
from handlers.vocabulary.effects import CloseSurvey, OpenResults
from handlers.vocabulary.known import Edition, Survey
from handlers.vocabulary.messages import Button, Card, Picture, Row, Text
from handlers.vocabulary.surveyed import (
    asked_by,
    figure,
    may_on,
    paragraph,
    results_of,
    tells_groups,
)
from handlers.vocabulary.talk import Talk
from handlers.vocabulary.turn import Turn, spoken, tap, told
from scoring.survey.results import Results, percent, shown_counts
from thai.dates import short

PAGE = 10
MOST_CARDS = 3
LONGEST_TABLE = 4_500  # letters
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
    said: list[Text | Picture] = [Text(_frequencies(talk, made))]
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
    shown = [*_parts(talk, edition, made), *_questions(talk, edition, form, one, made)]
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


def _parts(talk: Talk, edition: Edition, made: Results) -> Iterator[Row]:
    """Topics, dimensions and constructs, where there are several."""
    rules = edition.programme.survey
    for parts in (made.topics, made.dimensions, made.constructs):
        for name, found in parts if len(parts) > 1 else ():
            yield Row(name, figure(found, rules, talk.language))


def _questions(
    talk: Talk, edition: Edition, form: Form, one: Survey, made: Results
) -> Iterator[Row]:
    """In the order of the form: mean, S.D. and level of a statement; else how often each choice, or
    how many texts; groups with their figures.
    """
    of_item = {each.item.key: each for each in made.items}
    groups = {question.path for question in tells_groups(form)}
    rules = edition.programme.survey
    for question in form.questions:
        label, answers = question.label.text(talk.language), _answers(question, one)
        key = below_root(question.path)
        if key in of_item:
            yield Row(of_item[key].item.label, figure(of_item[key].figures, rules, talk.language))
        elif question.kind in {"select_one", "select_multiple"}:
            note = _counts(talk, edition, question, answers, named=one.named)
            more = _of_groups(talk, edition, made, label) if question.path in groups else ""
            yield Row(label, "\n".join(filter(None, (note, more))))
        elif survey_texts.has_texts(question):
            words = "survey.texts" if question.kind == "text" else "survey.answers"
            yield Row(label, talk.say(words, count=len(answers)))


def _of_groups(talk: Talk, edition: Edition, made: Results, label: str) -> str:
    """เทศบาล 4.25 มาก · อบต. 4.10 มาก, of the groups that are large enough."""
    rules = edition.programme.survey
    told = [
        f"{name} {figure(found, rules, talk.language)}".replace("\n", " ")
        for name, found in made.groups.get(label, {}).items()
        if found is not None and found.mean is not None
    ]
    return "\n".join(told)


def _answers(question: Question, one: Survey) -> list[str]:
    return [
        answer
        for response in one.responses
        for answer in survey_texts.answers_to(question, response)
    ]


def _counts(
    talk: Talk, edition: Edition, question: Question, answers: Sequence[str], *, named: bool
) -> str:
    """How often each choice was taken, the most frequent first; of a few respondents only that they
    are few (S-05).
    """
    counted = Counter(name for answer in answers for name in answer.split())
    labels = {choice.name: choice.label.text(talk.language) for choice in question.choices}
    names = [name for name in (*labels, *sorted(set(counted) - set(labels))) if name in counted]
    names.sort(key=lambda name: -counted[name])  # those as frequent stay in the list's order
    rules = edition.programme.survey
    shown = dict(counted) if named else shown_counts(counted, rules)
    few = [labels.get(name, name) for name in names if shown[name] is None]
    told = [f"{labels.get(name, name)} {shown[name]}" for name in names if shown[name] is not None]
    if few:
        told.append(talk.say("survey.few", names=", ".join(few), least=rules.min_group))
    return " · ".join(told) or "–"


def _frequencies(talk: Talk, made: Results) -> str:
    """Of each statement how often each level was chosen, with per cent."""
    lines = [talk.say("survey.frequencies")]
    for one in made.items:
        levels = " · ".join(
            talk.say("survey.level", value=value, count=count, percent=percent(count, one))
            for value, count in one.frequency.items()
        )
        lines.append(f"{one.item.label}\n  {levels}")
    kept, letters = lines[:1], 0
    for line in lines[1:]:
        letters += len(line)
        if letters > LONGEST_TABLE:
            kept.append(talk.say("survey.rest_on_page", count=len(lines) - len(kept)))
            break
        kept.append(line)
    return "\n".join(kept)


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
