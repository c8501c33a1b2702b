"""Whom to ask: the coordinators above one's office; who one is here; what this is; how to put right
what was sent.
"""

from handlers.helping import main_buttons
from handlers.vocabulary.actions import Action, action
from handlers.vocabulary.command import Command, Need, plainly
from handlers.vocabulary.messages import Text
from handlers.vocabulary.naming import office_named
from handlers.vocabulary.talk import Talk
from handlers.vocabulary.turn import Turn, spoken, tap, told

MOST_NAMES = 3


def coordinators(talk: Talk) -> str:
    """Who coordinates at the own offices or at those above, by office; "" where nobody does."""
    found: dict[str, str] = {}
    for one in talk.known.memberships:
        edition = talk.known.editions.get(one.programme)
        if edition is None:
            continue
        programme = edition.programme
        for office in (one.office, *programme.above.get(one.office, ())):
            sitting = talk.known.desks.get((one.programme, office), ())
            names = [each.name for each in sitting if each.id != talk.known.person]
            if names:
                listed = ", ".join(names[:MOST_NAMES])
                found.setdefault(office, f"{office_named(programme, office)} ({listed})")
                break
    return " · ".join(found.values())


def contact(talk: Talk) -> Turn:
    """ติดต่อใคร: the coordinator's office and name."""
    return spoken(talk.state, Text(_whom(talk), main_buttons(talk)))


def trouble(talk: Talk) -> Turn:
    """ส่งไม่ได้: what is safe, what to try, and whom to ask."""
    words = talk.say("asked.trouble"), _whom(talk)
    return spoken(talk.state, Text("\n".join(words), main_buttons(talk)))


def _whom(talk: Talk) -> str:
    who = coordinators(talk)
    return talk.say("asked.contact", who=who) if who else talk.say("asked.contact_nobody")


def who_am_i(talk: Talk) -> Turn:
    """ฉันอยู่หน่วยงานไหน: name, offices and roles."""
    offices = [
        talk.say(
            "asked.member",
            office=office_named(talk.known.editions[one.programme].programme, one.office),
            role=talk.say(f"roles.{one.role}"),
            programme=talk.known.editions[one.programme].programme.short_name,
        )
        for one in talk.known.memberships
        if one.programme in talk.known.editions
    ]
    words = "\n".join([talk.known.name, *offices])
    return spoken(talk.state, Text(words, main_buttons(talk)))


def who_are_you(talk: Talk) -> Turn:
    return told(talk.state, "asked.who_are_you", *main_buttons(talk))


def mend(talk: Talk, _chosen: Action) -> Turn:
    """ส่งผิด: nothing is taken back by a word; where to put it right."""
    buttons = (tap("report", talk.language, action("report")), *main_buttons(talk))
    return spoken(talk.state, Text(talk.say("asked.mend"), tuple(dict.fromkeys(buttons))))


def evidence(talk: Talk) -> Turn:
    """หลักฐาน, where no report is open: where it is seen."""
    return told(talk.state, "asked.evidence", *main_buttons(talk))


COMMANDS = (
    Command("contact", plainly(contact), needs=(Need.DESKS,)),
    Command("trouble", plainly(trouble), needs=(Need.DESKS,)),
    Command("who_am_i", plainly(who_am_i)),
    Command("who_are_you", plainly(who_are_you)),
    Command("mend", mend),
    Command("evidence", plainly(evidence)),
)
