"""A satisfaction survey in chat: joined by its code, answered one tap an item, kept without a name
unless it says that it is answered in an office's.
"""

import re

from handlers.questions import room
from handlers.questions.asking import ask, asked_question, said_with_notes
from handlers.reports import report
from handlers.results.score_card import with_picture
from handlers.vocabulary.actions import Action, action
from handlers.vocabulary.answers import shown
from handlers.vocabulary.command import Command, Need
from handlers.vocabulary.draft import Draft
from handlers.vocabulary.effects import Respond
from handlers.vocabulary.known import Survey
from handlers.vocabulary.messages import Button, Clock, Pick, Text
from handlers.vocabulary.places import HOME, Joining, Where
from handlers.vocabulary.state import State
from handlers.vocabulary.surveyed import given_answers, who_question, without_traces
from handlers.vocabulary.talk import OpenReport, Talk, open_report
from handlers.vocabulary.turn import Turn, spoken, tap, told
from thai.dates import short

_BESIDE = re.compile(r"แบบสำรวจ|SURVEY|[\s:“”\"'.]")
CODE = re.compile(r"(?<![A-Z0-9])SV[-\s]?([A-Z0-9]{5})(?![A-Z0-9])")


def code_in(text: str) -> str:
    """The survey code in a text ("แบบสำรวจ sv-7k2mx"), or ""."""
    found = CODE.search(text.upper())
    return f"SV-{found[1]}" if found else ""


def is_code(text: str) -> bool:
    """Whether a text says nothing but a survey's code, and so is no answer that speaks of one."""
    words = _BESIDE.sub("", text.upper())
    return CODE.fullmatch(words) is not None


def is_answer(talk: Talk, text: str) -> bool:
    """Whether a text with a survey's code in it answers what is open: no such survey, or a text
    that speaks of it.
    """
    opened = open_report(talk, talk.state.draft) if talk.state.draft else None
    if opened is None or talk.known.survey is None:
        return opened is not None
    question = asked_question(opened)
    return question is not None and question.kind == "text" and not is_code(text)


def is_answering(state: State) -> bool:
    """Whether a survey is open, or was just cancelled: whoever answers one needs no office."""
    return any(draft is not None and bool(draft.survey) for draft in (state.draft, state.cancelled))


def join(talk: Talk, code: str) -> Turn:
    """Someone typed a survey's code, or came by its QR picture."""
    survey = talk.known.survey
    if survey is None:
        return told(talk.state, "survey.unknown", code=code)
    if not survey.takes(talk.today) or survey.answered:
        return told(talk.state, "survey.already" if survey.answered else "survey.closed")
    begun = next((one for one in talk.state.begun if one.survey == survey.code), None)
    if begun is None and (full := room.refusal(talk)):
        return full
    open_one = talk.state.draft if talk.state.draft is not begun else None
    talk = talk.going(HOME)
    turn = report.resume(talk, begun) if begun else _begin(talk, survey)
    return turn.after(*report.told_of(talk, open_one)) if open_one else turn


def _begin(talk: Talk, survey: Survey) -> Turn:
    draft = Draft(
        talk.fresh_id(), survey.programme, survey.version, "", survey.form, survey=survey.code
    )
    opened = open_report(talk, draft)
    if opened is None:
        return told(talk.state, "survey.unknown", code=survey.code)
    given = given_answers(opened.session.form, survey.given)
    opened = opened.answering(opened.session.opened().keep(given.values))
    key = "survey.began_named" if survey.named else "survey.began"
    words = talk.say(key, name=opened.titled, count=len(opened.session.questions()))
    if survey.closes:
        words = f"{words}\n{talk.say('survey.until', day=short(survey.closes))}"
    return ask(opened).after(*said_with_notes(opened, "", words))


def answered(opened: OpenReport) -> Turn:
    """ส่งคำตอบ: kept without a name; a survey that was closed in between, or answered before, takes
    no more.
    """
    talk, survey = opened.talk, opened.talk.known.survey
    state = talk.state.done_with_form(home(talk))
    if survey is None or not survey.takes(talk.today) or survey.answered:
        return told(state, "survey.already" if survey and survey.answered else "survey.closed")
    key = "survey.thanks_named" if survey.named else "survey.thanks"
    turn = spoken(state, Text(talk.say(key, name=opened.titled)), must=True)
    who = _in_whose_name(opened) if survey.named else ""
    return turn.also(Respond(survey.code, without_traces(opened.session), talk.today, who))


def _in_whose_name(opened: OpenReport) -> str:
    """As the form asks it, else the office of whoever answers."""
    question = who_question(opened.session.form)
    if question is not None and (value := opened.session.value(question.path)):
        return shown(question, value, "th")
    programme = opened.edition.programme
    mine = (one.office for one in opened.talk.known.memberships if one.programme == programme.key)
    return next((programme.office(one).name for one in mine if one in programme.above), "")


def home(talk: Talk) -> Where:
    """Where a conversation stands when nothing is open; a guest is as new as before."""
    return HOME if talk.known.memberships else Joining()


def share(talk: Talk, survey_code: str, token: str) -> Turn:
    """The code, the link and the QR picture to hand out; then what else can be set."""
    url = f"{talk.known.public_url}/s/{token}" if talk.known.public_url else ""
    words = talk.say("survey.opened", code=survey_code)
    text = f"{words}\n{talk.say('survey.link', url=url)}" if url else words
    until = action("survey_until", survey=survey_code)
    buttons: tuple[Button, ...] = (
        tap("survey_results", talk.language, action("survey_results")),
        tap("survey_invite", talk.language, action("survey_invite", survey=survey_code)),
        Pick(talk.say("buttons.survey_until"), until, Clock.DATE, talk.today.isoformat()),
    )
    return spoken(talk.state, *with_picture(talk, text, token, buttons))


def joined(talk: Talk, chosen: Action) -> Turn:
    """ตอบแบบสำรวจ, of whoever was invited in LINE."""
    return join(talk, chosen.survey)


COMMANDS = (Command("survey_join", joined, needs=(Need.SURVEY,)),)
