"""What ถ้าได้ 90% and เทียบ ก ข mean to this person: of which office, of which indicator."""

from handlers.asked.conditions import Condition
from handlers.asked.meant import MOST_CHOICES, Meant, places_named, short_label, which
from handlers.asked.named import Named, Place, named, names_of
from handlers.asked.table import VOCABULARY
from handlers.vocabulary.actions import Action, write_action
from handlers.vocabulary.messages import Tap
from handlers.vocabulary.talk import Talk


def compared(about: Named) -> Meant:
    """Two offices of one programme, and of one work where it is named; else which two is asked."""
    offices = list(dict.fromkeys((one.programme, one.office) for one in about.places if one.office))
    keys = {programme for programme, _ in offices}
    if len(offices) != 2 or len(keys) != 1 or about.is_guess:
        key = next(iter(keys)) if len(keys) == 1 else ""
        return Meant(Action("compare", key))
    (programme, first), (_, second) = offices
    works = {one.indicator for one in about.places}
    work = next(iter(works)) if len(works) == 1 else ""
    return Meant(Action("compare", programme, first, work, value=second))


def what_if(talk: Talk, condition: Condition) -> Meant:
    """Of the office and the indicator that the rest of the text names, else of all of one's own."""
    if not condition.value:
        return Meant(asks="what_if.not_a_score")
    about = named(talk, VOCABULARY.hear(condition.rest, names_of(talk)), owed_first=True)
    if about.unknown and about.unknown.replace(".", "").isdigit():
        return Meant(asks="asked.no_such_work", unknown=about.unknown)
    places = about.places or (Place(""),)
    if len(places) > 1 or about.is_guess:
        asked = places[:MOST_CHOICES]
        called = zip(asked, places_named(talk, asked), strict=True)
        return which(talk, [_thought_of(place, name, condition) for place, name in called])
    return Meant(_thinking(places[0], condition))


def _thinking(place: Place, condition: Condition) -> Action:
    return Action(
        "what_if",
        place.programme,
        place.office,
        place.indicator,
        kind=condition.kind,
        value=condition.value,
    )


def _thought_of(place: Place, name: str, condition: Condition) -> Tap:
    """The same question of one of several places."""
    return Tap(short_label(name), write_action(_thinking(place, condition)))
