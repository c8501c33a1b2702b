"""ติดค้าง: what could not be carried out, for whoever coordinates a programme as a whole: looked at,
tried again, discarded.
"""

from handlers.vocabulary.actions import Action, action
from handlers.vocabulary.command import Command, Help, Need, Where, plainly
from handlers.vocabulary.messages import Card, Row
from handlers.vocabulary.people_effects import DiscardStuck, RetryStuck
from handlers.vocabulary.people_known import Stuck
from handlers.vocabulary.talk import Talk
from handlers.vocabulary.turn import Turn, spoken, tap, told
from thai.dates import bangkok_day, short

MOST_ROWS = 10
LONGEST_REASON = 300  # letters of what a service answered


def _mine(talk: Talk) -> tuple[Stuck, ...]:
    """Those of programmes this person coordinates as a whole; what nobody can place is for all of
    them.
    """
    whole = {key for key in talk.known.editions if talk.may_at_top("see_people", key)}
    return tuple(
        one for one in talk.known.stuck if whole and one.concerns.partition("/")[0] in {"", *whole}
    )


def _may(talk: Talk) -> bool:
    return any(talk.may_at_top("see_people", key) for key in talk.known.editions)


def stuck(talk: Talk) -> Turn:
    """The list, the oldest first."""
    if not _may(talk):
        return told(talk.state, "members.not_allowed")
    found = _mine(talk)
    if not found:
        return told(talk.state, "stuck.nothing")
    title = talk.say("stuck.title", count=len(found))
    rows = tuple(
        Row(
            _called(talk, one),
            talk.say("stuck.since", day=short(bangkok_day(one.since))),
            button=tap("open", talk.language, action("stuck_one", value=one.id)),
        )
        for one in found[:MOST_ROWS]
    )
    button = tap("retry_all", talk.language, action("stuck_retry"))
    return spoken(talk.state, Card(title, title, rows=rows, button=button))


def _called(talk: Talk, one: Stuck) -> str:
    kind = one.kind if one.kind in KINDS else "other"
    return " · ".join(filter(None, (talk.say(f"stuck.kind_{kind}"), one.concerns)))


KINDS = ("keep", "fetch", "mirror", "reply", "push", "remind", "openrosa", "text", "image")


def look(talk: Talk, chosen: Action) -> Turn:
    """One of them, with its reason as the service gave it."""
    one = next((each for each in _mine(talk) if each.id == chosen.value), None)
    if one is None:
        return told(talk.state, "stuck.gone", tap("stuck", talk.language, action("stuck")))
    buttons = (
        tap("retry", talk.language, action("stuck_retry", value=one.id)),
        tap("discard", talk.language, action("stuck_discard", value=one.id)),
        tap("stuck", talk.language, action("stuck")),
    )
    reason = one.reason[:LONGEST_REASON] or talk.say("stuck.no_reason")
    return told(talk.state, "stuck.one", *buttons, name=_called(talk, one), reason=reason)


def retry(talk: Talk, chosen: Action) -> Turn:
    """One, or all of them."""
    ids = tuple(one.id for one in _mine(talk) if chosen.value in {"", one.id})
    if not ids:
        return told(talk.state, "stuck.gone", tap("stuck", talk.language, action("stuck")))
    turn = told(talk.state, "stuck.retried", tap("stuck", talk.language, action("stuck")))
    return turn.also(RetryStuck(ids))


def discard(talk: Talk, chosen: Action) -> Turn:
    """After being asked once more: what it holds is forgotten."""
    one = next((each for each in _mine(talk) if each.id == chosen.value), None)
    if one is None:
        return told(talk.state, "stuck.gone", tap("stuck", talk.language, action("stuck")))
    if chosen.sure != "1":
        sure = tap("discard", talk.language, action("stuck_discard", value=one.id, sure="1"))
        keep = tap("stuck", talk.language, action("stuck"))
        return told(talk.state, "stuck.sure", sure, keep, name=_called(talk, one))
    turn = told(talk.state, "stuck.discarded", tap("stuck", talk.language, action("stuck")))
    return turn.also(DiscardStuck(one.id))


COMMANDS = (
    Command(
        *("stuck", plainly(stuck), Where.HOME, (Need.STUCK,)),
        help=Help("stuck", 9, "see_people", of_the_whole=True),
    ),
    Command("stuck_one", look, needs=(Need.STUCK,)),
    Command("stuck_retry", retry, needs=(Need.STUCK,)),
    Command("stuck_discard", discard, needs=(Need.STUCK,)),
)
