"""The words of a button, typed, are its tap: LINE shows no quick replies on a computer, and typing
always works.

For what is said outside an open form; in a form questions/typed_buttons.py reads them, where
choices come first.
"""

from collections import Counter
from collections.abc import Iterator

from msgspec.structs import replace

from handlers.commands import idle_command, main_command
from handlers.vocabulary.events import Event, Tapped, Wrote
from handlers.vocabulary.messages import Button, Card, Message, Tap
from handlers.vocabulary.places import Announcing, Home, Reviewing
from handlers.vocabulary.state import State
from handlers.vocabulary.turn import Turn
from handlers.vocabulary.words import plain

PLACES = (Home, Reviewing, Announcing)


def as_tapped(state: State, event: Event) -> Event:
    """The same event, or the tap it means."""
    if not isinstance(event.what, Wrote) or not isinstance(state.where, PLACES):
        return event
    action = state.on_screen.get(plain(event.what.text))
    return replace(event, what=Tapped(action)) if action else event


def remembering(turn: Turn) -> Turn:
    """The turn, with the buttons that can be told apart by their words; main words have their own
    way.
    """
    if not turn.says:
        return turn
    state = turn.state
    taps = (
        []
        if not isinstance(state.where, PLACES)
        else [one for message in turn.says for one in _taps(message)]
    )
    labels = Counter(plain(one.label) for one in taps)
    shown = {
        label: one.action
        for one in taps
        if labels[label := plain(one.label)] == 1 and not _is_main(label)
    }
    return (
        turn if shown == state.on_screen else replace(turn, state=replace(state, on_screen=shown))
    )


def _taps(message: Message) -> Iterator[Tap]:
    held: tuple[Button | None, ...] = message.choices
    if isinstance(message, Card):
        held = (
            *(row.button for row in message.rows),
            message.button,
            message.second,
            *message.further,
            *held,
        )
    return (one for one in held if isinstance(one, Tap))


def _is_main(label: str) -> bool:
    return main_command(label) is not None or idle_command(label) is not None
