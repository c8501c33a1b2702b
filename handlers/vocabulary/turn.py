"""One step's result: the next state and what is to be done."""

from __future__ import annotations

from dataclasses import dataclass, replace

from handlers.vocabulary.effects import Effect, Say
from handlers.vocabulary.messages import Button, Message, Tap, Text
from handlers.vocabulary.state import State
from handlers.vocabulary.words import say


@dataclass(frozen=True, slots=True)
class Turn:
    state: State
    effects: tuple[Effect, ...] = ()

    def also(self, *effects: Effect) -> Turn:
        return replace(self, effects=(*effects, *self.effects))

    def after(self, *messages: Message) -> Turn:
        """The same turn with messages said first; all that is said stays one Say."""
        said = [effect for effect in self.effects if isinstance(effect, Say)]
        others = tuple(effect for effect in self.effects if not isinstance(effect, Say))
        now_said = tuple(message for one in said for message in one.messages)
        return replace(
            self, effects=(*others, Say((*messages, *now_said), must=any(one.must for one in said)))
        )


def spoken(state: State, *messages: Message, must: bool = False) -> Turn:
    return Turn(state, (Say(messages, must),))


def told(state: State, key: str, *choices: Button, **values: object) -> Turn:
    """A turn that says one sentence."""
    return spoken(state, Text(say(key, state.language, **values), choices))


def tap(key: str, language: str, action: str, **values: object) -> Tap:
    return Tap(say(f"buttons.{key}", language, **values), action)
