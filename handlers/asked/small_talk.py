"""Greetings and thanks: a short human answer, with the person's most urgent work."""

from handlers.asked.urgent import most_urgent
from handlers.helping import main_buttons
from handlers.vocabulary.actions import Action
from handlers.vocabulary.command import Command, Need
from handlers.vocabulary.messages import Button, Text
from handlers.vocabulary.talk import Talk
from handlers.vocabulary.turn import Turn, spoken

KINDS = (
    "greet",
    "thanks",
    "praise",
    "fine",
    "bye",
    "sorry",
    "laugh",
    "sticker",
    "menu",
    "nothing_open",
)


def answered(talk: Talk, kind: str) -> Turn:
    """A sentence for what was said, then what waits."""
    urgent, buttons = most_urgent(talk)
    said = "\n".join(filter(None, (talk.say(f"asked.{kind}", name=talk.known.name), urgent)))
    return spoken(talk.state, Text(said, _once(buttons, main_buttons(talk))))


def _once(first: tuple[Button, ...], then: tuple[Button, ...]) -> tuple[Button, ...]:
    """Each button once, by what is written on it."""
    return tuple({one.label: one for one in (*first, *then)}.values())


def _command(kind: str) -> Command:
    def run(talk: Talk, _chosen: Action) -> Turn:
        return answered(talk, kind)

    return Command(kind, run, needs=(Need.SUBMISSIONS,))


COMMANDS = tuple(_command(kind) for kind in KINDS)
