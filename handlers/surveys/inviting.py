"""Whom a survey reaches: until when it is open, how many it was given to, members who are asked in
LINE, those who have not answered reminded; each costs what it costs of the month's messages.
"""

from handlers.vocabulary.actions import Action, action
from handlers.vocabulary.command import Command, Need
from handlers.vocabulary.effects import CountInvited, InviteMembers, RemindInvited, SetClosing
from handlers.vocabulary.known import Survey
from handlers.vocabulary.messages import Button, Open, Text
from handlers.vocabulary.people_known import Member
from handlers.vocabulary.places import HOME, Surveying
from handlers.vocabulary.review_effects import Tell
from handlers.vocabulary.surveyed import asked_by, may_on
from handlers.vocabulary.talk import Talk
from handlers.vocabulary.turn import Turn, spoken, tap, told
from handlers.vocabulary.words import say
from thai.dates import read, short
from thai.digits import number

MOST_INVITED = 1_000_000


def mine(talk: Talk, chosen: Action) -> Survey | None:
    """The survey a button names, where this person may look after it."""
    found = next((one for one in talk.known.surveys if one.code == chosen.survey), None)
    edition = talk.known.editions.get(found.programme) if found else None
    if found is None or edition is None:
        return None
    allowed = may_on(talk.known.memberships, "close_survey", edition, found.office)
    return found if allowed else None


def until(talk: Talk, chosen: Action) -> Turn | None:
    """วันปิดรับ: the last day on which answers are taken."""
    found, day = mine(talk, chosen), read(chosen.picked) if chosen.picked else None
    if found is None or day is None:
        return None
    if day < talk.today:
        return told(talk.state, "survey.closes_before", day=short(day))
    button = tap("survey_results", talk.language, action("survey_results"))
    turn = told(talk.state, "survey.closes", button, day=short(day))
    return turn.also(SetClosing(found.code, day))


def invite(talk: Talk, chosen: Action) -> Turn | None:
    """เชิญ: who could be asked in LINE and what that costs; how many were asked otherwise."""
    found = mine(talk, chosen)
    if found is None:
        return None
    new, left = members(talk, found), talk.known.monthly.left if talk.known.monthly else None
    invited = "–" if found.invited is None else found.invited
    words = talk.say(
        "survey.invite",
        code=found.code,
        invited=invited,
        count=found.count,
        members=len(new),
        left="–" if left is None else left,
    )
    buttons: list[Button] = []
    if new and (left is None or len(new) <= left):
        data = action("survey_ask_members", survey=found.code)
        buttons.append(tap("survey_ask_members", talk.language, data, count=len(new)))
    for name in ("survey_count", "survey_remind"):
        buttons.append(tap(name, talk.language, action(name, survey=found.code)))
    buttons.append(tap("survey_results", talk.language, action("survey_results")))
    return spoken(talk.state, Text(words, tuple(buttons)))


def members(talk: Talk, survey: Survey) -> dict[int, Member]:
    """Members at the survey's office and below who have not been asked yet, each once; never the
    person who asks.
    """
    programme = talk.known.editions[survey.programme].programme
    tops = (survey.office,) if survey.office else programme.tops
    here = {office for top in tops for office in (top, *programme.below.get(top, ()))}
    found: dict[int, Member] = {}
    for one in talk.known.members:
        is_theirs = one.programme == survey.programme and one.office in here
        if is_theirs and one.id not in {talk.known.person, *talk.known.invited_already}:
            found.setdefault(one.id, one)
    return found


def ask_members(talk: Talk, chosen: Action) -> Turn | None:
    """Each of them hears of it once, with a button that begins it."""
    found = mine(talk, chosen)
    if found is None or not found.takes(talk.today):
        return None
    new = members(talk, found)
    edition = talk.known.edition(found.programme, found.version)
    if edition is None or not new:
        return told(talk.state, "survey.nobody_new")
    name = asked_by(edition, found)[0].name
    words = tuple(
        Tell((one.id,), (invitation(found, name, one.language, talk.known.pages_url),), must=True)
        for one in new.values()
    )
    effect = InviteMembers(found.code, tuple((one.id, one.name) for one in new.values()))
    return told(talk.state, "survey.asked_members", count=len(new)).also(effect, *words)


def invitation(survey: Survey, name: str, language: str, pages: str = "") -> Text:
    """What an invited member hears, again where it is a reminder; `pages` is what stands before the
    address of its page, which opens inside LINE.
    """
    key = "survey.invited_named" if survey.named else "survey.invited"
    words = say(key, language, name=name)
    if survey.closes:
        words = f"{words}\n{say('survey.until', language, day=short(survey.closes))}"
    join = tap("survey_join", language, action("survey_join", survey=survey.code))
    if not pages.startswith("https://"):  # LINE opens no other
        return Text(words, (join,))
    page = Open(say("buttons.on_page", language), f"{pages}/s/{survey.token}")
    return Text(words, (join, page))


def remind(talk: Talk, chosen: Action) -> Turn | None:
    """เตือน: those who were invited in LINE and have not answered, as far as the month's messages
    go.
    """
    found = mine(talk, chosen)
    if found is None or not found.takes(talk.today):
        return None
    button = tap("survey_results", talk.language, action("survey_results"))
    return told(talk.state, "survey.reminding", button).also(RemindInvited(found.code))


def ask_count(talk: Talk, chosen: Action) -> Turn | None:
    """จำนวนที่แจก: how many people were given it, on paper, by link or otherwise."""
    found = mine(talk, chosen)
    if found is None:
        return None
    state = talk.state.going(Surveying("count", survey=found.code))
    return told(state, "survey.ask_count", tap("cancel", talk.language, action("survey_drop")))


def counted(talk: Talk, place: Surveying, text: str) -> Turn:
    """The number that was typed."""
    found = mine(talk, Action("", survey=place.survey))
    if found is None:
        return told(talk.state.going(HOME), "survey.not_opened")
    told_number = number(text.strip().removesuffix("คน"))
    if told_number is None or not 0 < told_number <= MOST_INVITED or told_number % 1:
        return told(talk.state, "survey.not_a_count")
    count = int(told_number)
    if count < found.count:
        return told(talk.state, "survey.fewer_than_answered", count=found.count)
    button = tap("survey_results", talk.language, action("survey_results"))
    turn = told(talk.state.going(HOME), "survey.counted", button, count=count)
    return turn.also(CountInvited(found.code, count))


_ALL = (Need.RESULTS, Need.MEMBERS)

COMMANDS = (
    Command("survey_until", until, needs=(Need.RESULTS,)),
    Command("survey_invite", invite, needs=_ALL),
    Command("survey_ask_members", ask_members, needs=_ALL),
    Command("survey_remind", remind, needs=(Need.RESULTS,)),
    Command("survey_count", ask_count, needs=(Need.RESULTS,)),
)
