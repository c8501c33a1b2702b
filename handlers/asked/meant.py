"""What a text means, and how it is asked back: each choice is the whole question."""

from msgspec import Struct

from handlers.asked.named import Place
from handlers.vocabulary.actions import Action
from handlers.vocabulary.messages import Tap
from handlers.vocabulary.naming import listed
from handlers.vocabulary.talk import Talk
from thai.graphemes import cut

MOST_CHOICES = 3
LONGEST_LABEL = 20  # of a button, as LINE counts


class Meant(Struct, frozen=True):
    """What a text means: the one thing that is done; or a question (`asks`, the key of a sentence)
    with its choices, what it is `about`, and what names nothing here.
    """

    action: Action | None = None
    asks: str = ""
    choices: tuple[Tap, ...] = ()
    unknown: str = ""
    about: str = ""


def place_named(talk: Talk, place: Place) -> str:
    """บ้านบึง 4 แผนที่ภาษี"""
    programme = talk.known.editions[place.programme].programme
    names = [programme.office(place.office).name] if place.office else []
    names += [listed(programme, programme.work(place.indicator))] if place.indicator else []
    return " ".join(names)


def which(talk: Talk, choices: list[Tap]) -> Meant:
    """One is asked about with yes, several with their names."""
    if len(choices) != 1:
        return Meant(asks="asked.which", choices=tuple(choices))
    only = choices[0]
    return Meant(
        asks="asked.is_it",
        choices=(Tap(talk.say("buttons.it_is"), only.action),),
        about=only.label,
    )


def short_label(label: str) -> str:
    """As much as a button holds."""
    return cut(label, LONGEST_LABEL)
