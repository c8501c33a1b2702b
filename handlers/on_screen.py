"""The words of a button, typed, are its tap: LINE shows no quick replies on a computer, and typing
always works.

For what is said outside an open form; in a form questions/typed_buttons.py reads them, where
choices come first.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from msgspec.structs import replace

from handlers.commands import idle_command, main_command
from handlers.vocabulary.actions import read_action
from handlers.vocabulary.effects import Say
from handlers.vocabulary.events import Event, Tapped, Wrote
from handlers.vocabulary.messages import Button, Card, Clock, Message, Pick, Tap, Text
from handlers.vocabulary.places import (
    Announcing,
    Appraising,
    Filling,
    Home,
    Judging,
    Reviewing,
    Surveying,
)
from handlers.vocabulary.state import State
from handlers.vocabulary.turn import Turn
from handlers.vocabulary.words import heard_keys, plain, say
from thai.dates import bangkok_day, either
from thai.digits import number
from thai.particles import without_particles

PLACES = (Home, Reviewing, Judging, Announcing, Surveying, Appraising)
NUMBERED = re.compile(r"^1\. ", re.MULTILINE)  # the text tells its choices by number already
ALWAYS = {"back", "pause", "cancel"}
DAY = "<day>"  # what is on screen for whoever types a day in place of picking it


def as_tapped(state: State, event: Event) -> Event:
    """The same event, or the tap it means: a button by its words or its number, a calendar by a
    day.
    """
    if not isinstance(event.what, Wrote) or not isinstance(state.where, PLACES):
        return event
    action = state.on_screen.get(plain(event.what.text))
    if action is None and DAY in state.on_screen:
        days = either(without_particles(event.what.text), bangkok_day(event.at))
        if len(days) == 1:
            return replace(event, what=Tapped(state.on_screen[DAY], days[0].isoformat()))
    return replace(event, what=Tapped(action)) if action else event


def remembering(turn: Turn) -> Turn:
    """The turn, with the buttons that can be told apart by their words; main words have their own
    way. What is chosen among under a text stands in it, and outside a form can be typed by its
    number: in one a number is an answer.
    """
    if not turn.says:
        return turn
    where, last = turn.state.where, turn.says[-1]
    if isinstance(where, Filling):
        return _holding(
            _written_out(turn, numbered=False), _told_apart(_beside_questions(turn.says))
        )
    if not isinstance(where, PLACES):
        return _holding(turn, {})
    numbers = _numbers(last)
    turn = _written_out(turn, numbered=bool(numbers))
    shown = _told_apart([tap for one in turn.says for tap in _taps(one)]) | numbers
    if (calendar := next(_calendars(last), None)) is not None:
        shown[DAY] = calendar.action
    return _holding(turn, shown)


def _holding(turn: Turn, shown: dict[str, str]) -> Turn:
    if shown == turn.state.on_screen:
        return turn
    return replace(turn, state=replace(turn.state, on_screen=shown))


def _told_apart(taps: Sequence[Tap]) -> dict[str, str]:
    """{words of a button: its action}, of those whose words stand on no other and are no main
    words.
    """
    labels = Counter(plain(one.label) for one in taps)
    return {
        label: one.action
        for one in taps
        if labels[label := plain(one.label)] == 1 and not _is_main(label)
    }


def _beside_questions(says: Sequence[Message]) -> list[Tap]:
    """In a form: the buttons of what is said beside its questions, whose own are read otherwise."""
    found = [
        row.button
        for one in says
        if isinstance(one, Card)
        for row in one.rows
        if isinstance(row.button, Tap)
    ]
    return [*found, *(_taps(says[-1]) if _is_aside(says[-1]) else ())]


def _is_aside(said: Message) -> bool:
    """Whether this asks no question of the form: those end in ยกเลิก."""
    return all(read_action(one.action).name != "cancel" for one in _taps(said))


@lru_cache(maxsize=1024)  # the words of buttons
def _is_number(label: str) -> bool:
    return number(label) is not None


def _numbers(last: Message) -> dict[str, str]:
    """{number: action} of choices that are to be told by numbers; none where the text has its own,
    or they are numbers of something themselves.
    """
    if not isinstance(last, Text) or NUMBERED.search(last.text):
        return {}
    taps = _own_taps(last)
    if len(taps) < 2 or any(_is_number(one.label) for one in taps):
        return {}
    return {str(place): one.action for place, one in enumerate(taps, 1)}


def _own_taps(said: Text) -> list[Tap]:
    """The choices that are no words for every moment (those are in the help, and said when a form
    is begun), nor in the text already.
    """
    taps = [one for one in said.choices if isinstance(one, Tap)]
    mends = [one for one in taps if read_action(one.action).name == "edit_one"]
    by_number = mends if len(mends) > 1 else []  # the text says so
    return [
        one
        for one in taps
        if one not in by_number
        and not (_is_main(one.label) or heard_keys(one.label) & ALWAYS)
        and (_is_number(one.label) or one.label not in said.text)
    ]


def _written_out(turn: Turn, *, numbered: bool) -> Turn:
    """With its choices in the last text: LINE on a computer shows no buttons below."""
    *before, last = turn.says
    if not isinstance(last, Text) or (numbered and NUMBERED.search(last.text)):
        return turn
    words = [one.label for one in _own_taps(last) if not _is_number(one.label)]
    lines = [f"{place}. {label}" for place, label in enumerate(words, 1)]
    if not numbered:
        told = say("help.type", turn.state.language, words=" · ".join(words))
        lines = [told] if words else []
    if not lines:
        return turn
    return _saying(turn, (*before, replace(last, text="\n".join([last.text, *lines]))))


def _saying(turn: Turn, messages: Sequence[Message]) -> Turn:
    must = any(isinstance(effect, Say) and effect.must for effect in turn.effects)
    return replace(turn, effects=(*turn.others, Say(tuple(messages), must)))


def _taps(message: Message) -> Iterator[Tap]:
    return (one for one in _held(message) if isinstance(one, Tap))


def _held(message: Message) -> tuple[Button | None, ...]:
    """All its buttons."""
    if not isinstance(message, Card):
        return message.choices
    return (
        *(row.button for row in message.rows),
        message.button,
        message.second,
        *message.further,
        *message.choices,
    )


def _calendars(message: Message) -> Iterator[Pick]:
    """The buttons that pick a day: one may be typed as well."""
    return (one for one in _held(message) if isinstance(one, Pick) and one.clock is Clock.DATE)


def _is_main(label: str) -> bool:
    return main_command(label) is not None or idle_command(label) is not None
