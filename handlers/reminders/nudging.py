"""เตือน: one office is reminded of one work by its coordinator, who sees first whom it reaches and
what it costs of the month's messages.
"""

from handlers.vocabulary.actions import Action, action
from handlers.vocabulary.command import Command, Need
from handlers.vocabulary.messages import Text
from handlers.vocabulary.naming import listed, office_named
from handlers.vocabulary.people_known import Member
from handlers.vocabulary.review_effects import Tell
from handlers.vocabulary.talk import Talk
from handlers.vocabulary.turn import Turn, tap, told
from handlers.vocabulary.words import say
from scoring.programme import Programme


def nudge(talk: Talk, chosen: Action) -> Turn | None:
    """Whom it would reach; once that is confirmed (`sure`), the word to each of them."""
    programme, office, code = chosen.programme, chosen.office, chosen.indicator
    if not talk.may("broadcast", programme, office):
        return told(talk.state, "broadcast.not_allowed")
    edition = talk.known.editions[programme].programme
    if code not in edition.work_codes:
        return None
    name, place = listed(edition, edition.work(code)), office_named(edition, office)
    button = tap("overview", talk.language, action("overview"))
    sent = talk.known.sent(programme, office, code)
    if sent and not any(one.is_returned for one in sent):
        return told(talk.state, "nudge.sent_already", button, office=place, name=name)
    members = _reporters(talk, programme, office)
    if not members:
        invite = action("invite", programme=programme, office=office)
        return told(
            talk.state, "nudge.nobody", tap("invite", talk.language, invite), button, office=place
        )
    if chosen.sure:
        words = tuple(_word(talk, edition, one, code) for one in members)
        return told(talk.state, "nudge.told", button, office=place, people=len(members)).also(
            *words
        )
    left = talk.known.monthly.left if talk.known.monthly else None
    data = action("nudge", programme=programme, office=office, indicator=code, sure="yes")
    return told(
        talk.state,
        "nudge.ask",
        tap("nudge_send", talk.language, data),
        button,
        office=place,
        name=name,
        people=len(members),
        left="–" if left is None else left,
    )


def _reporters(talk: Talk, programme: str, office: str) -> list[Member]:
    """Whoever reports for the office, each once."""
    found: dict[int, Member] = {}
    for one in talk.known.members:
        if (one.programme, one.office, one.role) == (programme, office, "reporter"):
            found.setdefault(one.id, one)
    return list(found.values())


def _word(talk: Talk, programme: Programme, one: Member, code: str) -> Tell:
    name = listed(programme, programme.work(code))
    start = action("start", programme=programme.key, office=one.office, indicator=code)
    said = say("nudge.word", one.language, name=name, who=talk.known.name)
    return Tell((one.id,), (Text(said, (tap("start", one.language, start),)),), must=True)


COMMANDS = (Command("nudge", nudge, needs=(Need.MEMBERS, Need.SUBMISSIONS)),)
