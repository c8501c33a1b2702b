"""One step's result: the next state and what is to be done."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from handlers.vocabulary.effects import Effect, Say
from handlers.vocabulary.messages import Button, Message, Tap, Text
from handlers.vocabulary.state import State
from handlers.vocabulary.words import say


class Turn(Struct, frozen=True):
    state: State
    effects: tuple[Effect, ...] = ()

    @property
    def says(self) -> tuple[Message, ...]:
        """All that is said to the person, in order."""
        found: list[Message] = []
        for effect in self.effects:
            if isinstance(effect, Say):
                found += effect.messages
        return tuple(found)

    @property
    def others(self) -> tuple[Effect, ...]:
        """All that is done beside saying something."""
        return tuple(effect for effect in self.effects if not isinstance(effect, Say))

    def also(self, *effects: Effect) -> Turn:
        return replace(self, effects=(*effects, *self.effects))

    def after(self, *messages: Message) -> Turn:
        """The same turn with messages said first; all that is said stays one Say."""
        must = any(isinstance(effect, Say) and effect.must for effect in self.effects)
        return replace(self, effects=(*self.others, Say((*messages, *self.says), must)))


def spoken(state: State, *messages: Message, must: bool = False) -> Turn:
    return Turn(state, (Say(messages, must),))


def told(state: State, key: str, *choices: Button, **values: object) -> Turn:
    """A turn that says one sentence."""
    return spoken(state, Text(say(key, state.language, **values), choices))


def tap(key: str, language: str, action: str, **values: object) -> Tap:
    return Tap(say(f"buttons.{key}", language, **values), action)
