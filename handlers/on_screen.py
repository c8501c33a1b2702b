"""The words of a button, typed, are its tap: LINE shows no quick replies on a computer, and typing
always works.

For what is said outside an open form; in a form questions/typed_buttons.py reads them, where
choices come first.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from handlers.commands import idle_command, main_command
from handlers.vocabulary.effects import Say
from handlers.vocabulary.events import Event, Tapped, Wrote
from handlers.vocabulary.messages import Button, Card, Clock, Message, Pick, Tap, Text
from handlers.vocabulary.places import Announcing, Home, Reviewing
from handlers.vocabulary.state import State
from handlers.vocabulary.turn import Turn
from handlers.vocabulary.words import heard, plain, say
from thai.dates import bangkok_day, either
from thai.particles import without_particles

PLACES = (Home, Reviewing, Announcing)
NUMBERED = re.compile(r"^1\. ", re.MULTILINE)  # the text tells its choices by number already
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
    way. What is chosen among under a text stands in it, numbered, and can be typed by its number.
    """
    if not turn.says or not isinstance(turn.state.where, PLACES):
        empty = turn.state.on_screen and turn.says
        return replace(turn, state=replace(turn.state, on_screen={})) if empty else turn
    *before, last = turn.says
    numbers: dict[str, str] = {}
    if isinstance(last, Text) and not NUMBERED.search(last.text) and (taps := _own_taps(last)):
        if len(taps) > 1 and not any(one.label.isdecimal() for one in taps):
            numbers = {str(place): one.action for place, one in enumerate(taps, 1)}
        turn = _saying(turn, (*before, _written_out(last, taps, turn.state.language)))
    labels = Counter(plain(one.label) for message in turn.says for one in _taps(message))
    shown = {
        label: one.action
        for message in turn.says
        for one in _taps(message)
        if labels[label := plain(one.label)] == 1 and not _is_main(label)
    } | numbers
    if (calendar := next(_calendars(last), None)) is not None:
        shown[DAY] = calendar.action
    if shown == turn.state.on_screen:
        return turn
    return replace(turn, state=replace(turn.state, on_screen=shown))


def _own_taps(said: Text) -> list[Tap]:
    """The choices that are no words for every moment (those are in the help), nor in the text
    already.
    """
    taps = [one for one in said.choices if isinstance(one, Tap)]
    return [
        one
        for one in taps
        if not (_is_main(one.label) or heard("cancel", one.label))
        and (one.label.isdecimal() or one.label not in said.text)
    ]


def _written_out(said: Text, taps: Sequence[Tap], language: str) -> Text:
    """A question with its choices in it: LINE on a computer shows no buttons below. They are
    numbered, unless they are numbers of something themselves.
    """
    words = [one.label for one in taps if not one.label.isdecimal()]
    if len(words) < len(taps) or len(words) == 1:
        lines = [say("help.type", language, words=" · ".join(words))] if words else []
    else:
        lines = [f"{place}. {label}" for place, label in enumerate(words, 1)]
    return replace(said, text="\n".join([said.text, *lines]))


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
