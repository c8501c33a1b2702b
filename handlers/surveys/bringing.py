"""A coordinator brings an XLSForm, or a list for one: for which programme it is, then it is fetched
and checked.
"""

from pathlib import PurePath

from msgspec.structs import replace

from handlers.vocabulary.actions import Action, action
from handlers.vocabulary.command import Command, Help
from handlers.vocabulary.draft import Piece
from handlers.vocabulary.effects import BringForm
from handlers.vocabulary.events import Sent
from handlers.vocabulary.messages import Button, Tap, Text
from handlers.vocabulary.talk import Talk
from handlers.vocabulary.turn import Turn, spoken, tap, told
from handlers.vocabulary.words import heard
from thai.digits import arabic
from thai.names import find

LISTS = {".csv", ".geojson", ".xml"}  # a form mostly has another ending
ENDINGS = {".xlsx", ".xls", ".xlsm", ".md", ".zip", *LISTS}
MOST_BROUGHT = 20
MOST_BUTTONS = 10


def is_form(sent: Sent) -> bool:
    return sent.kind == "file" and PurePath(sent.name).suffix.lower() in ENDINGS


def publishable(talk: Talk) -> list[str]:
    """The programmes this person may bring forms to: for a programme as a whole, or a survey for an
    office of their own.
    """
    return [one.key for one in talk.programmes("open_survey")]


def own_office(talk: Talk, programme: str) -> str:
    """The office for which this person may open surveys only; "" for whoever may publish any form,
    for the programme as a whole, and for whoever may do neither.
    """
    if talk.may_at_top("publish_form", programme):
        return ""
    reach = talk.reach("open_survey", programme)
    mine = (one.office for one in talk.known.memberships if one.programme == programme)
    return next((one for one in mine if one in reach), "")


def received(talk: Talk, sent: Sent) -> Turn:
    """The file is fetched and checked; what was found answers this message. Of several programmes
    it asks which.
    """
    keys, brought = publishable(talk), talk.state.brought
    piece = Piece(talk.fresh_id(), sent.message_id, sent.kind, sent.name)
    if len(keys) == 1:
        return _check(talk, keys[0], (piece,))
    if PurePath(sent.name).suffix.lower() in LISTS and not brought and talk.state.forms_for in keys:
        return _check(talk, talk.state.forms_for, (piece,))  # it goes with the form before it
    if len(brought) == MOST_BROUGHT:
        return ask(talk).after(
            Text(talk.say("form.too_many_files", name=sent.name, most=MOST_BROUGHT))
        )
    return ask(talk.becoming(brought=(*brought, piece)))


def _check(talk: Talk, key: str, pieces: tuple[Piece, ...]) -> Turn:
    """Lists first, so that the form finds them."""
    in_order = sorted(pieces, key=lambda one: PurePath(one.name).suffix.lower() not in LISTS)
    effects = tuple(BringForm(one.id, key, one.message_id, one.name) for one in in_order)
    several = len(publishable(talk)) > 1
    return Turn(replace(talk.state, brought=(), forms_for=key if several else ""), effects)


def ask(talk: Talk) -> Turn:
    """ใช้กับโครงการใด."""
    names = [talk.known.editions[key].programme.short_name for key in publishable(talk)]
    keys = publishable(talk)[:MOST_BUTTONS]
    buttons: tuple[Button, ...] = tuple(
        Tap(name, action("bring_to", programme=key)) for name, key in zip(names, keys, strict=False)
    )
    listed = "\n".join(f"{place}. {name}" for place, name in enumerate(names, 1))
    files = ", ".join(one.name for one in talk.state.brought)
    words = talk.say("form.which_programme", files=files, programmes=listed)
    return spoken(
        talk.state, Text(words, (*buttons, tap("cancel", talk.language, action("bring_none"))))
    )


def chosen(talk: Talk, tapped: Action) -> Turn:
    """A programme's button."""
    if not talk.state.brought:
        return told(
            talk.state, "trouble.old_button", tap("overview", talk.language, action("overview"))
        )
    key = tapped.programme
    return _check(talk, key, talk.state.brought) if key in publishable(talk) else ask(talk)


def dropped(talk: Talk, _tapped: Action) -> Turn:
    """ยกเลิก: the files are not used."""
    return told(talk.becoming(brought=()).state, "form.not_used")


def named(talk: Talk, text: str) -> Turn | None:
    """A programme's name, typed; its number too while nothing else is open. None for any other
    text.
    """
    keys = publishable(talk)
    programmes = {key: talk.known.editions[key].programme for key in keys}
    is_busy = talk.state.draft is not None or talk.state.reviewing is not None
    number = arabic(text).strip()
    if not is_busy and number.isdecimal() and 1 <= int(number) <= len(keys):
        return _check(talk, keys[int(number) - 1], talk.state.brought)
    if not is_busy and heard("cancel", text):
        return dropped(talk, Action("bring_none"))
    found = find(text, {key: (one.short_name, one.name) for key, one in programmes.items()}).key
    return _check(talk, found, talk.state.brought) if found else None


COMMANDS = (
    Command("bring_to", chosen, help=Help("form", 9, "publish_form", of_the_whole=True)),
    Command("bring_none", dropped),
)
