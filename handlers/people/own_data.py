"""ข้อมูลของฉัน and ลบข้อมูล: what is held of a person, fetched by a link, or taken away as the law
asks.
"""

from handlers.vocabulary.actions import Action, action
from handlers.vocabulary.command import Command, Help, Need, Where, plainly
from handlers.vocabulary.messages import Button, Card, Open, Text
from handlers.vocabulary.naming import office_named
from handlers.vocabulary.people_effects import EraseMe, GiveData
from handlers.vocabulary.state import State
from handlers.vocabulary.talk import Talk
from handlers.vocabulary.turn import Turn, spoken, tap, told
from thai.dates import bangkok_day, short

HOURS = 24  # how long a link can be used


def show(talk: Talk) -> Turn:
    """What is held, why, how long, and whom to ask."""
    held = talk.known.held
    if held is None:
        return told(talk.state, "own_data.nothing")
    since = short(bangkok_day(held.consented_at)) if held.consented_at else "–"
    offices = [
        f"{office_named(talk.known.editions[one.programme].programme, one.office)} · "
        f"{talk.say(f'roles.{one.role}')}"
        for one in talk.known.memberships
        if one.programme in talk.known.editions
    ]
    made = Card(
        alt=talk.say(
            "own_data.alt", name=talk.known.name, reports=held.reports, evidence=held.evidence
        ),
        title=talk.say("own_data.title"),
        lines=(
            talk.known.name,
            *offices,
            talk.say("own_data.counts", reports=held.reports, evidence=held.evidence),
            talk.say("own_data.consented", day=since),
        ),
        footnotes=(talk.say("own_data.why"),),
        button=tap("my_file", talk.language, action("my_file")),
        second=tap("erase", talk.language, action("erase")),
    )
    return spoken(talk.state, made)


def give(talk: Talk, _chosen: Action) -> Turn:
    """ขอไฟล์: an address nobody can guess, that works for a day."""
    if not talk.known.public_url:
        return told(talk.state, "own_data.no_address")
    url = f"{talk.known.public_url}/me/{talk.known.token}"
    buttons: tuple[Button, ...] = (
        (Open(talk.say("buttons.my_file"), url),) if url.startswith("https://") else ()
    )
    said = Text(talk.say("own_data.link", url=url, hours=HOURS), buttons)
    return spoken(talk.state, said).also(GiveData(talk.known.token))


def erase(talk: Talk, chosen: Action) -> Turn:
    """ลบข้อมูล: says what goes and what stays, and asks once more."""
    today = talk.today.isoformat()
    if chosen.sure != today:  # an old button only asks again
        buttons = (
            tap("erase_sure", talk.language, action("erase", sure=today)),
            tap("keep_data", talk.language, action("report")),
        )
        return told(talk.state, "own_data.sure", *buttons)
    turn = spoken(State(language=talk.language), Text(talk.say("own_data.erased")), must=True)
    return turn.also(EraseMe())


COMMANDS = (
    Command(
        "my_data", plainly(show), Where.HOME, (Need.HELD,), Help("my_data", 10), outsiders=True
    ),
    Command("my_file", give, outsiders=True),
    Command("erase", erase, Where.HOME, outsiders=True),
)
