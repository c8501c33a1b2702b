"""What a text means, and how it is asked back: each choice is the whole question."""

from collections.abc import Sequence

from msgspec import Struct

from handlers.asked.named import Place
from handlers.vocabulary.actions import Action
from handlers.vocabulary.messages import Tap
from handlers.vocabulary.naming import listed
from handlers.vocabulary.talk import Talk
from thai.graphemes import cut

MOST_CHOICES = 3
LONGEST_LABEL = 20  # of a button, as LINE counts
MOST_TELLING = 10  # letters of it that tell one from another


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


def places_named(talk: Talk, places: Sequence[Place]) -> list[str]:
    """The same of several; those that are called alike begin with what tells them apart: their
    programmes, else the offices above them, else their codes.
    """
    names = [place_named(talk, one) for one in places]
    told = []
    for place, name in zip(places, names, strict=True):
        alike = [one for one, other in zip(places, names, strict=True) if other == name]
        told.append(f"{_apart(talk, place, alike)} {name}" if len(alike) > 1 else name)
    return told


def _apart(talk: Talk, place: Place, alike: Sequence[Place]) -> str:
    """What is this place's alone among those that are called alike, as much of it as a button
    shows.
    """

    def programme(one: Place) -> str:
        return talk.known.editions[one.programme].programme.short_name

    def above(one: Place) -> str:
        found = talk.known.editions[one.programme].programme
        parent = found.office(one.office).parent if one.office else None
        return found.office(parent).name if parent else ""

    for tells in (programme, above):
        if len({cut(tells(one), MOST_TELLING) for one in alike}) == len(alike):
            return cut(tells(place), MOST_TELLING)
    return place.office or place.indicator


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
