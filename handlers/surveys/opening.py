"""เปิดแบบสำรวจ: a coordinator opens a questionnaire that came with the programme, for an office of
their own: which one, for whom, what its topics are called, then it is there.
"""

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from forms.model import Form
from handlers.surveys import inviting
from handlers.surveys.survey import share
from handlers.vocabulary.actions import Action, action
from handlers.vocabulary.command import Command, Help, Need, Where, plainly
from handlers.vocabulary.effects import OpenSurvey
from handlers.vocabulary.known import Edition
from handlers.vocabulary.messages import Button, Card, Row, Tap, Text
from handlers.vocabulary.places import HOME, Surveying
from handlers.vocabulary.surveyed import called, topics_of
from handlers.vocabulary.talk import Talk
from handlers.vocabulary.turn import Turn, spoken, tap, told
from handlers.vocabulary.words import heard
from scoring.document import ReportForm
from scoring.programme import Programme
from thai.names import find

MOST_OFFICES = 10  # as buttons; others by name
LONGEST_NAME = 200  # letters of a topic


def ready(talk: Talk) -> Iterator[tuple[Programme, ReportForm]]:
    """The questionnaires this person may open for an office, in the order of the programmes."""
    for programme in talk.programmes("open_survey"):
        for form in programme.report_forms:
            if form.survey and form.xlsform and own_office(talk, programme):
                yield programme, form


def own_office(talk: Talk, programme: Programme) -> str:
    """The office this person coordinates in a programme; "" for none."""
    reach = talk.reach("open_survey", programme.key)
    mine = (one.office for one in talk.known.memberships if one.programme == programme.key)
    return next((one for one in mine if one in reach), "")


def offered(talk: Talk) -> Turn:
    """The ready questionnaires, a row each."""
    if not talk.programmes("open_survey"):
        return told(talk.state, "overview.not_allowed")
    found = list(ready(talk))
    if not found:
        return told(talk.state, "survey.none")
    rows = tuple(
        Row(
            form.title,
            talk.say("survey.of_programme", programme=programme.short_name),
            button=tap(
                "survey_begin",
                talk.language,
                action("survey_begin", programme=programme.key, indicator=form.code),
            ),
        )
        for programme, form in found
    )
    title = talk.say("survey.ready")
    card = Card(alt=title, title=title, rows=rows, footnotes=(talk.say("survey.own_form"),))
    return spoken(talk.state.going(HOME), card)


def begin(talk: Talk, chosen: Action) -> Turn | None:
    """One of them was chosen: for which office it is, where there are several."""
    found = next(
        (
            (programme, form)
            for programme, form in ready(talk)
            if (programme.key, form.code) == (chosen.programme, chosen.indicator)
        ),
        None,
    )
    if found is None:
        return None
    programme, form = found
    place = Surveying("office", programme.key, form.code)
    reach = talk.reach("open_survey", programme.key)
    if chosen.office:
        return _for_office(talk, place, chosen.office) if chosen.office in reach else None
    own = own_office(talk, programme)
    return _for_office(talk, place, own) if len(reach) == 1 else _ask_office(talk, place, own)


def _ask_office(talk: Talk, place: Surveying, own: str) -> Turn:
    programme = talk.known.editions[place.programme].programme
    reach = talk.reach("open_survey", place.programme)
    others = [one.code for one in programme.offices if one.code in reach and one.code != own]
    buttons: tuple[Button, ...] = tuple(
        Tap(
            programme.office(code).name,
            action("survey_begin", programme=place.programme, indicator=place.form, office=code),
        )
        for code in (own, *others[: MOST_OFFICES - 1])
    )
    cancel = tap("cancel", talk.language, action("survey_drop"))
    state = talk.state.going(place)
    return told(state, "survey.which_office", *buttons, cancel, count=len(reach))


def _for_office(talk: Talk, place: Surveying, office: str) -> Turn:
    """With the names of its topics as the office has told them already, else they are asked."""
    edition = talk.known.editions[place.programme]
    form = _form(edition, place.form)
    given = dict(zip(topics_of(form), _told_before(talk, edition, place, office), strict=False))
    return _topics(talk, replace(place, office=office, given=given))


def _form(edition: Edition, code: str) -> Form:
    work = edition.programme.asked(code)
    assert work is not None, "only questionnaires with a form are offered"
    return edition.forms(work.form or "")


def _told_before(talk: Talk, edition: Edition, place: Surveying, office: str) -> list[str]:
    """The topics as the office's own report names them."""
    report_form = edition.programme.report_form(place.form)
    flow = report_form.flow if report_form else None
    if flow is None or not flow.topics_of:
        return []
    repeat, _, question = flow.topic_title.partition("/")
    sent = talk.known.submission(place.programme, office, flow.topics_of)
    answers: Mapping[str, str] = sent.answers if sent else {}
    names = (answers.get(f"{repeat}[{row}]/{question}", "") for row in range(1, len(answers) + 1))
    return [name for name in names if name]


def _topics(talk: Talk, place: Surveying) -> Turn:
    form = _form(talk.known.editions[place.programme], place.form)
    missing = [one for one in topics_of(form) if one not in place.given]
    if not missing:
        return _opened(talk, place)
    buttons = (
        tap("skip", talk.language, action("survey_no_name")),
        tap("cancel", talk.language, action("survey_drop")),
    )
    state = talk.state.going(replace(place, asked="topic"))
    return told(state, "survey.ask_topic", *buttons, topic=called(form, {}, missing[0]))


def _named(talk: Talk, place: Surveying, name: str) -> Turn:
    form = _form(talk.known.editions[place.programme], place.form)
    missing = [one for one in topics_of(form) if one not in place.given]
    given = {**place.given, missing[0]: name or called(form, {}, missing[0])}
    return _topics(talk, replace(place, given=given))


def unnamed(talk: Talk, _chosen: Action) -> Turn | None:
    """ข้าม: the topic keeps the name the form gives it."""
    place = talk.state.where
    is_asked = isinstance(place, Surveying) and place.asked == "topic"
    return _named(talk, place, "") if is_asked and isinstance(place, Surveying) else None


def _opened(talk: Talk, place: Surveying) -> Turn:
    """It is there: its code, link and QR picture, and how to set more."""
    programme = talk.known.editions[place.programme].programme
    form = programme.report_form(place.form)
    if form is None or not talk.may("open_survey", place.programme, place.office):
        return drop(talk, Action("survey_drop"))
    code, token = talk.known.fresh_code, talk.known.token
    effect = OpenSurvey(
        place.programme,
        place.office,
        form.code,
        code,
        token,
        named=form.named,
        given=place.given,
    )
    talk = talk.going(HOME)
    office = programme.office(place.office).name
    words = talk.say("survey.is_open", name=form.title, office=office)
    return share(talk, code, token).after(Text(words)).also(effect)


def wrote(talk: Talk, place: Surveying, text: str) -> Turn:
    """The name of an office or of a topic, or a number of people."""
    if heard("cancel", text):
        return drop(talk, Action("survey_drop"))
    if place.asked == "count":
        return inviting.counted(talk, place, text)
    if place.programme not in talk.known.editions:
        return drop(talk, Action("survey_drop"))
    if place.asked == "office":
        return _wrote_office(talk, place, text)
    name = " ".join(text.split())
    if heard("skip", text):
        name = ""
    if len(name) > LONGEST_NAME:
        return told(talk.state, "survey.topic_too_long", most=LONGEST_NAME)
    return _named(talk, place, name)


def _wrote_office(talk: Talk, place: Surveying, text: str) -> Turn:
    programme = talk.known.editions[place.programme].programme
    reach = talk.reach("open_survey", place.programme)
    names = {one.code: (one.name, *one.aliases) for one in programme.offices if one.code in reach}
    found = find(text, names).key
    if found:
        return _for_office(talk, place, found)
    return _ask_office(talk, place, own_office(talk, programme))


def drop(talk: Talk, _chosen: Action) -> Turn:
    return told(talk.state.going(HOME), "survey.not_opened")


COMMANDS = (
    Command(
        "survey_open",
        plainly(offered),
        Where.HOME,
        (Need.SUBMISSIONS,),
        Help("survey_open", 7, "open_survey"),
    ),
    Command("survey_begin", begin, needs=(Need.SUBMISSIONS, Need.CODE)),
    Command("survey_no_name", unnamed, needs=(Need.SUBMISSIONS, Need.CODE)),
    Command("survey_drop", drop),
)
