"""A judge goes through an office: item after item the points and a comment, each written at once;
back, pause, change, until the round is closed.
"""

from decimal import Decimal

from msgspec.structs import replace

from handlers.judging.all_at_once import are_many, many
from handlers.judging.item_card import (
    DECIMALS,
    Stop,
    asked_comment,
    asked_points,
    item_card,
    own_list,
    shown,
)
from handlers.judging.rounds import Round, round_of
from handlers.reports.report import told_of
from handlers.vocabulary.actions import Action, action
from handlers.vocabulary.command import Command, Need
from handlers.vocabulary.judging_effects import GivePoints
from handlers.vocabulary.messages import Text
from handlers.vocabulary.places import HOME, Judging
from handlers.vocabulary.talk import Talk
from handlers.vocabulary.turn import Turn, spoken, tap, told
from handlers.vocabulary.words import heard
from scoring.rubric_items import room
from thai.digits import number

LONGEST_COMMENT = 500


def stop(talk: Talk, programme: str, office: str, item: str = "") -> Stop | Turn:
    """The item of an office, for the judge who sits there; without one, the first that has no
    points yet.
    """
    found = round_of(talk, programme)
    seen = next((one for one in found.to_judge if one.code == office), None) if found else None
    if found is None or seen is None:
        return _not_here(talk, found, office)
    own = found.panel.own(found.person, office)
    wanted = next((one for one in found.items if one.code == item), None)
    first = next((one for one in found.items if one.code not in own), found.items[0])
    return Stop(found, seen, wanted or first, own)


def _not_here(talk: Talk, found: Round | None, office: str) -> Turn:
    """Not theirs to judge: their own, another panel's, or nobody's."""
    button = tap("judge", talk.language, action("judge"))
    state = talk.state.going(HOME) if isinstance(talk.state.where, Judging) else talk.state
    if found and found.seat and office in found.seat.homes:
        return told(state, "judging.own_office", button)
    return told(state, "judging.not_yours", button)


def open_stop(talk: Talk, programme: str, office: str, item: str = "") -> Stop | Turn:
    """The same, while points can still be given."""
    found = stop(talk, programme, office, item)
    if isinstance(found, Turn) or not found.round.panel.is_closed:
        return found
    return told(
        talk.state.going(HOME), "judging.closed", tap("judged", talk.language, action("judged"))
    )


def begin(talk: Talk, chosen: Action) -> Turn:
    """The first item without points, or the one a button names."""
    found = open_stop(talk, chosen.programme, chosen.office, chosen.question)
    return found if isinstance(found, Turn) else ask(found)


def ask(found: Stop) -> Turn:
    """The item with all the office tells of it, and the question for its points."""
    place = Judging(found.programme, "points", found.office.code, found.item.code)
    open_one = found.talk.state.draft
    said = told_of(found.talk, open_one) if open_one else ()
    return spoken(found.talk.state.going(place), *said, item_card(found), asked_points(found))


def list_(talk: Talk, chosen: Action) -> Turn:
    """All items with one's own points; each can be opened again."""
    found = stop(talk, chosen.programme, chosen.office)
    if isinstance(found, Turn):
        return found
    return spoken(talk.state.going(HOME), own_list(found, chosen.first))


def give(talk: Talk, chosen: Action) -> Turn:
    """Points by a button."""
    found = open_stop(talk, chosen.programme, chosen.office, chosen.question)
    return found if isinstance(found, Turn) else _points(found, chosen.value)


def wrote(talk: Talk, now: Judging, text: str) -> Turn:
    """A typed answer while an office is gone through."""
    found = open_stop(talk, now.programme, now.office, now.item)
    if isinstance(found, Turn):
        return found
    if heard("pause", text) or heard("cancel", text):
        return _pause(found)
    if heard("back", text):
        return _beside(found, -1)
    if heard("help", text):
        return ask(found).after(Text(talk.say("judging.help")))
    if now.doing == "points":
        if heard("skip", text):
            return _beside(found, 1)
        return many(found, text) if are_many(text) else _points(found, text)
    if number(text) is not None:
        return spoken(talk.state, Text(talk.say("judging.comment_wanted", text=text[:20])))
    is_none = heard("skip", text) or heard("no_more", text)
    return _comment(found, now, "" if is_none else " ".join(text.split()))


def _points(found: Stop, text: str) -> Turn:
    """Anything that is no number of points is asked again with the reason; nothing is changed."""
    points = number(text)
    given = {code: one.points for code, one in found.own.items()}
    most = room(found.item, given)
    if points is not None and points > found.item.most:
        return _again(found, "judging.above_maximum", most=shown(found.item.most))
    if points is None or points < 0 or points != round(points, DECIMALS):
        return _again(found, "judging.points_wanted", most=shown(most))
    if points > most:
        return _again(
            found,
            "judging.above_pool",
            items=found.item.together,
            pool=shown(found.item.most),
            left=shown(most),
        )
    old = found.own.get(found.item.code)
    place = Judging(found.programme, "comment", found.office.code, found.item.code, shown(points))
    state = found.talk.state.going(place)
    turn = spoken(state, asked_comment(found, points, old.comment if old else ""))
    return turn.also(_given(found, points, old.comment if old else ""))


def _again(found: Stop, key: str, **values: str) -> Turn:
    """Asked once more, with what was wrong."""
    place = Judging(found.programme, "points", found.office.code, found.item.code)
    words = Text(found.talk.say(key, **values))
    return spoken(found.talk.state.going(place), words, asked_points(found))


def _given(found: Stop, points: Decimal, comment: str) -> GivePoints:
    old = found.own.get(found.item.code)
    return GivePoints(
        found.programme,
        found.office.code,
        found.item.code,
        points,
        comment,
        old.points if old else None,
    )


def _comment(found: Stop, now: Judging, comment: str) -> Turn:
    if len(comment) > LONGEST_COMMENT:
        words = found.talk.say("judging.comment_long", most=LONGEST_COMMENT)
        return spoken(found.talk.state, Text(words))
    turn = _beside(found, 1)
    return turn.also(_given(found, Decimal(now.points), comment)) if comment else turn


def back(talk: Talk, chosen: Action) -> Turn:
    found = open_stop(talk, chosen.programme, chosen.office, chosen.question)
    return found if isinstance(found, Turn) else _beside(found, -1)


def skip(talk: Talk, chosen: Action) -> Turn:
    """ข้าม, and ไม่มีความเห็น: on to the next item."""
    found = open_stop(talk, chosen.programme, chosen.office, chosen.question)
    return found if isinstance(found, Turn) else _beside(found, 1)


def pause(talk: Talk, chosen: Action) -> Turn:
    found = stop(talk, chosen.programme, chosen.office, chosen.question)
    return found if isinstance(found, Turn) else _pause(found)


def _pause(found: Stop) -> Turn:
    talk = found.talk
    return told(
        talk.state.going(HOME),
        "judging.paused",
        tap("judge", talk.language, action("judge")),
        office=found.office.name,
        done=len(found.own),
        count=len(found.round.items),
    )


def _beside(found: Stop, step: int) -> Turn:
    """The item before or after; past the last, all of them."""
    place = found.place + step
    if place < 0:
        return ask(found).after(Text(found.talk.say("judging.first_item")))
    if place >= len(found.round.items):
        return _finished(found)
    return ask(replace(found, item=found.round.items[place]))


def _finished(found: Stop) -> Turn:
    """Past the last item: the sheet as it stands is a tap away, with what comes next."""
    talk, missing = found.talk, len(found.round.items) - len(found.own)
    on = found.round.tap("judge_on", "judge_office", office=found.office.code)
    return told(
        talk.state.going(HOME),
        "judging.through_partly" if missing else "judging.through",
        *((on,) if missing else ()),
        found.round.tap("judge_list", "judge_list", office=found.office.code),
        tap("to_judge", talk.language, action("judge")),
        office=found.office.name,
        missing=missing,
    )


NEEDS = (Need.JUDGING, Need.JUDGED)
COMMANDS = (
    Command("judge_office", begin, needs=NEEDS),
    Command("judge_list", list_, needs=NEEDS),
    Command("judge_give", give, needs=NEEDS),
    Command("judge_no_comment", skip, needs=NEEDS),
    Command("judge_back", back, needs=NEEDS),
    Command("judge_skip", skip, needs=NEEDS),
    Command("judge_pause", pause, needs=NEEDS),
)
