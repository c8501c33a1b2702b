"""A survey as one browser meets it: what it asks, in which language, by whose link; what stands at
its head and at its foot.
"""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from bot.pages.filling.frame import lines, text
from bot.store.invitations import Invited
from forms.filling.answers import Answers
from forms.filling.session import Session
from forms.model import Form, Question
from handlers.vocabulary.answers import shown
from handlers.vocabulary.known import Edition, Survey
from handlers.vocabulary.surveyed import asked_by, given_answers, who_question
from handlers.vocabulary.words import say
from thai.dates import short


@dataclass(frozen=True, slots=True)
class Opened:
    """A survey as one browser meets it; `invited` of whoever has a personal link."""

    token: str
    survey: Survey
    edition: Edition
    form: Form
    language: str
    invited: Invited | None = None

    @property
    def title(self) -> str:
        return asked_by(self.edition, self.survey)[0].name

    def say(self, key: str, **values: object) -> str:
        return say(key, self.language, **values)

    @property
    def address(self) -> str:
        """Where the page is posted to."""
        return f"/s/{self.token}" + ("?lang=en" if self.language == "en" else "")


def head(found: Opened) -> str:
    """What it is, whose, whether names are kept, until when; for whom, of a personal link."""
    programme, survey = found.edition.programme, found.survey
    least = programme.survey.min_group
    told = [found.say("fill.named") if survey.named else found.say("fill.anonymous", least=least)]
    if survey.office and survey.office in programme.above:
        told.insert(0, found.say("fill.by_office", office=programme.office(survey.office).name))
    if survey.closes:
        told.append(found.say("survey.until", day=short(survey.closes)))
    if found.invited is not None and found.invited.label:
        told.append(found.say("fill.for_whom", label=found.invited.label))
    return f'<h1>{text(found.title)}</h1><p class="small">{lines(chr(10).join(told))}</p>'


def foot(found: Opened, bot_id: str) -> str:
    """The way to answer in LINE, where the bot's own id is known, and the other language."""
    other = "" if found.language == "en" else "?lang=en"
    name = "ภาษาไทย" if found.language == "en" else "English"
    code = "" if found.invited else text(found.say("fill.in_line", code=found.survey.code))
    if code and bot_id:
        typed = quote(say("survey.typed", "th", code=found.survey.code))
        link = f"https://line.me/R/oaMessage/{quote(bot_id)}/?{typed}"
        code += f' <a href="{text(link)}">{text(found.say("survey.page_open"))}</a>'
    here = f"/s/{text(found.token)}{other}"
    return f'<p class="small">{code} · <a href="{here}">{name}</a></p>'


def begun(found: Opened, now: datetime) -> Session:
    """The blank form: what topics are called, and in whose name it is answered, stand in it."""
    blank = Session(found.form, Answers(), now)
    answers = blank.opened().keep(given_answers(found.form, found.survey.given).values)
    who, label = who_question(found.form), found.invited.label if found.invited else ""
    if who is not None and (value := _value_of(who, label)):
        answers = answers.keep({who.path: value})
    return Session(found.form, answers, now)


def _value_of(question: Question, label: str) -> str:
    """The choice an invitation was made for; "" for none."""
    labels = {one.label.text("th"): one.name for one in question.choices}
    return labels.get(label, "")


def in_whose_name(found: Opened, session: Session) -> str:
    """As the personal link says, else as the form asks it."""
    if found.invited is not None and found.invited.label:
        return found.invited.label
    question = who_question(found.form)
    value = session.value(question.path) if question is not None else ""
    return shown(question, value, "th") if question is not None and value else ""
