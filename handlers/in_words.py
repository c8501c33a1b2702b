"""What is written where nothing is open: done when it can only mean one thing, else asked back with
whole choices.
"""

from collections.abc import Iterable
from datetime import date

from msgspec.structs import replace

from handlers.asked import contact
from handlers.asked.conditions import condition_in
from handlers.asked.meant import MOST_CHOICES, Meant, place_named, places_named, short_label, which
from handlers.asked.named import Named, Place, named, names_of
from handlers.asked.table import VOCABULARY
from handlers.asked.wondering import compared, what_if
from handlers.commands import COMMANDS
from handlers.helping import help_text, main_buttons
from handlers.vocabulary.actions import Action, write_action
from handlers.vocabulary.command import Command, Need, Where
from handlers.vocabulary.messages import Tap, Text
from handlers.vocabulary.places import Home
from handlers.vocabulary.talk import Talk
from handlers.vocabulary.turn import Turn, spoken, told
from handlers.vocabulary.words import SENTENCES
from thai.digits import number
from thai.understanding import Sense

SAME = {"cancel": "nothing_open"}  # meanings that another command answers
# meanings that are about an office or a work; the others are understood without
ABOUT_PLACES = {"report", "due", "score", "why", "rank", "compare", "overview", "invite"}
NO_DAY = date(2013, 1, 1)  # for whether a what-if is asked at all, whatever the day
NAMES_ALONE = ("score", "report", "due")  # what a number by itself may ask for


def answer(talk: Talk, text: str) -> Turn:
    """The turn for a text that is no word of a command by itself."""
    found = meant(talk, text)
    if found.action is not None:
        command = COMMANDS[found.action.name]
        turn = command.run(talk, found.action)
        return turn or told(talk.state, "help.unknown", *main_buttons(talk))
    if found.unknown:
        buttons = {one.label: one for one in (*found.choices, *main_buttons(talk))}.values()
        return told(talk.state, found.asks, *buttons, text=found.unknown[:40])
    return _asked_back(talk, found)


def meant(talk: Talk, text: str) -> Meant:
    """What a text means to this person."""
    condition = condition_in(text, talk.today)
    if condition is not None:
        return what_if(talk, condition)
    sense = VOCABULARY.sense(text, names_of(talk))
    likest = sense.sure or (sense.maybe[0] if sense.maybe else "")
    if sense.sure and sense.sure not in ABOUT_PLACES:
        return _for_certain(sense.sure, Place(""))
    heard = sense.heard
    if heard.asides >= {"polite"} and not (
        heard.ideas or heard.names or heard.numbers or heard.left
    ):
        return _for_certain("fine", Place(""))  # ครับ, and nothing else
    about = named(talk, heard, owed_first=likest in {"report", "due"})
    return _about_places(talk, sense, about) or Meant(choices=_likest(talk, sense))


def needed(text: str) -> frozenset[Need]:
    """What must be read before a text can be answered, whatever it names."""
    maybe = VOCABULARY.sense(text).maybe
    if condition_in(text, NO_DAY) is not None:
        return frozenset(COMMANDS["what_if"].needs)
    found = {Need.SUBMISSIONS} if maybe else {Need.SUBMISSIONS, Need.DESKS}
    return frozenset(found.union(*(_command(meaning).needs for meaning in maybe)))


def main_meaning(text: str) -> str:
    """The main command a text asks for in whole and for certain, without naming anything; "" for
    any other text.
    """
    sense = VOCABULARY.sense(text)
    if not sense.sure or sense.heard.numbers or number(text) is not None:
        return ""
    command = _command(sense.sure)
    return command.name if command.where is Where.HOME else ""


def _command(meaning: str) -> Command:
    return COMMANDS[SAME.get(meaning, meaning)]


def _for_certain(meaning: str, place: Place) -> Meant:
    name = _command(meaning).name
    return Meant(Action(name, place.programme, place.office, place.indicator))


def _about_places(talk: Talk, sense: Sense, about: Named) -> Meant | None:
    """A meaning with what it names; None where either is not understood."""
    meaning = _as_theirs(talk, sense.whole if sense.whole in ABOUT_PLACES else "", about)
    asks = sense.heard.ideas - VOCABULARY.anywhere
    if not meaning and (asks or not about.places or about.unknown):
        return None
    if meaning == "why" and not about.places:
        return _with_score(talk, sense.heard.numbers)
    if about.unknown and meaning in {"report", "due"} and sense.heard.left:
        return None  # what is left over is hardly a name
    if about.unknown:
        key = "score.not_found" if sense.heard.left else "asked.no_such_work"
        return Meant(asks=key, choices=_buttons(talk, [meaning]), unknown=about.unknown)
    if meaning == "compare":
        return compared(about)
    if not about.places:
        return _for_certain(meaning, Place(""))
    if len(about.places) > 1 or about.is_guess:
        asked_of = meaning or "score"
        names = places_named(talk, about.places)
        found = [
            one
            for place, name in zip(about.places, names, strict=True)
            for one in _choices(talk, asked_of, place, name)
        ]
        return which(talk, found)
    return _of_one_place(talk, meaning, about.places[0])


def _as_theirs(talk: Talk, meaning: str, about: Named) -> str:
    """Whoever reports nothing asks of others' reports: an office's, or who has sent them."""
    own = {one.office for one in talk.reporting()}
    of_others = any(one.office and one.office not in own for one in about.places)
    if meaning == "report" and (of_others or not own):
        return "score" if any(one.office for one in about.places) else "overview"
    return meaning


def _of_one_place(talk: Talk, meaning: str, place: Place) -> Meant:
    """An office by itself is asked for its score; a work by itself may be asked for more."""
    if not meaning and place.indicator:
        name = place_named(talk, place)
        choices = (choice for one in NAMES_ALONE for choice in _choices(talk, one, place, name))
        return Meant(asks="asked.what_of_it", choices=tuple(choices))
    return _for_certain(meaning or "score", place)


def _with_score(talk: Talk, numbers: tuple[str, ...]) -> Meant:
    """ทำไม 3.57: the one report with this score; where none or several have it, all scores."""
    found = [
        one
        for one in talk.known.submissions
        if numbers and str(one.counts.get("final_score") or "").startswith(numbers[0])
    ]
    if len(found) != 1:
        return _for_certain("score", Place(""))
    only = found[0]
    return _for_certain("why", Place(only.programme, only.office, only.indicator))


def _choices(talk: Talk, meaning: str, place: Place, named: str) -> list[Tap]:
    """The whole question as a button: คะแนน บ้านบึง 4."""
    command = _command(meaning).name
    if command == "report" and not talk.reporting():
        return []
    label = f"{talk.say(f'buttons.{command}')} {named}"
    data = write_action(Action(command, place.programme, place.office, place.indicator))
    return [Tap(short_label(label), data)]


def _likest(talk: Talk, sense: Sense) -> tuple[Tap, ...]:
    return _buttons(talk, sense.maybe)[:MOST_CHOICES]


def _buttons(talk: Talk, meanings: Iterable[str]) -> tuple[Tap, ...]:
    names = dict.fromkeys(_command(one).name for one in meanings)
    return tuple(
        Tap(talk.say(f"buttons.{name}"), write_action(Action(name)))
        for name in names
        if f"buttons.{name}" in SENTENCES["th"]
    )


def _asked_back(talk: Talk, found: Meant) -> Turn:
    """Which of a few things is meant; where none is likely a second time in a row, the help and
    whom to ask.
    """
    if found.asks:
        return told(talk.state, found.asks, *found.choices, text=found.about)
    again = isinstance(talk.state.where, Home) and talk.state.where.unclear
    state = replace(talk.state, where=Home(unclear=True))
    if found.choices:
        buttons = {one.label: one for one in (*found.choices, *main_buttons(talk))}
        return told(state, "asked.unsure", *buttons.values())
    if again:
        who = contact.coordinators(talk)
        words = [help_text(talk, COMMANDS)] + ([talk.say("asked.contact", who=who)] if who else [])
        return spoken(state, Text("\n".join(words), main_buttons(talk)))
    return told(state, "help.unknown", *main_buttons(talk))
