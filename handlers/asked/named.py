"""Which office and which work of one's programmes a text names: คะแนนบ้านบึง 4."""

import re
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from msgspec import Struct

from handlers.vocabulary.known import Edition
from handlers.vocabulary.talk import Talk
from scoring.deadlines import owed
from scoring.programme import Programme
from thai.names import Spelt, find
from thai.names import plain as bare_name
from thai.understanding import Heard, Names

MOST_READY = 64  # sets of programmes whose names are kept ready
SHORTEST_NAME = 4  # letters: fewer are too few to be a misspelling of a name
MOST_PLACES = 4  # asked about at once
_FORM = re.compile(r"form-(?P<number>[\d.]+)")


class Place(Struct, frozen=True):
    """An office, a work, or both, of one programme; "" for what was not named."""

    programme: str
    office: str = ""
    indicator: str = ""


class Named(Struct, frozen=True):
    """What a text names: one place or several that it may mean; `unknown` is what names nothing."""

    places: tuple[Place, ...] = ()
    unknown: str = ""
    is_guess: bool = False  # a misspelt name that is likest to these, and to none for certain


class Ready(NamedTuple):
    """The names of some programmes: to be found in a text, and to be guessed by a misspelt one."""

    names: Names
    places: Mapping[str, Place]
    spelt: Spelt


_ready: OrderedDict[tuple[tuple[str, str], ...], Ready] = OrderedDict()


def names_of(talk: Talk) -> Names:
    """The offices and works of one's own programmes, by all their names."""
    return _ready_for(talk).names


def _ready_for(talk: Talk) -> Ready:
    """Those of the same versions of programmes are put together once."""
    own = _own(talk)
    key = tuple((one.programme.key, one.version) for one in own)
    if key not in _ready:
        _ready[key] = _put_together([one.programme for one in own])
        while len(_ready) > MOST_READY:
            _ready.popitem(last=False)
    return _ready[key]


def _put_together(programmes: Sequence[Programme]) -> Ready:
    places: dict[str, Place] = {}
    spelt: dict[str, tuple[str, ...]] = {}
    for programme in programmes:
        for office in programme.offices:
            key = f"{programme.key} {office.code}"
            places[key] = Place(programme.key, office.code)
            spelt[key] = (office.name, *office.aliases)
        for work in programme.works:
            key = f"{programme.key} {work.code} {work.short_name}"
            places[key], spelt[key] = Place(programme.key, indicator=work.code), (work.short_name,)
    names = Names(pair for one in programmes for pair in _names_in(one))
    return Ready(names, places, Spelt(spelt))


def named(talk: Talk, heard: Heard, *, owed_first: bool = False) -> Named:
    """What is named by its words, by an indicator's number, or by a misspelt name; where a number
    is of several works, `owed_first` prefers what one's own office owes.
    """
    keys = [tuple(name.split("|")) for name in heard.names]
    offices = {(programme, code) for kind, programme, code in keys if kind == "office"}
    works = [(programme, code) for kind, programme, code in keys if kind == "work"]
    unknown, is_guess = "", False
    for number in heard.numbers:
        found = _numbered(talk, number, owed_first=owed_first)
        works += found
        unknown = unknown if found else number
    if len(heard.left) >= SHORTEST_NAME:
        guessed, is_guess = _guessed(talk, heard.left)
        offices |= {(one.programme, one.office) for one in guessed if one.office}
        works += [(one.programme, one.indicator) for one in guessed if one.indicator]
        unknown = unknown if guessed else heard.left
    elif heard.left:
        unknown = heard.left
    return Named(_places(offices, works), unknown, is_guess)


def _own(talk: Talk) -> list[Edition]:
    keys = dict.fromkeys(one.programme for one in talk.known.memberships)
    return [talk.known.editions[key] for key in keys if key in talk.known.editions]


def _places(
    offices: Iterable[tuple[str, str]], works: Iterable[tuple[str, str]]
) -> tuple[Place, ...]:
    """Office and work together where both are of one programme."""
    offices, works = sorted(offices), list(dict.fromkeys(works))
    both = [
        Place(programme, office, code)
        for programme, office in offices
        for other, code in works
        if programme == other
    ]
    if both or not (offices or works):
        return tuple(both)
    if offices:
        return tuple(Place(programme, office) for programme, office in offices)
    return tuple(Place(programme, indicator=code) for programme, code in works)


def _numbered(talk: Talk, number: str, *, owed_first: bool) -> list[tuple[str, str]]:
    """The work with this number: of what one's own office owes first, else the indicator, else the
    form.
    """
    mine = {(one.programme, one.office) for one in talk.reporting()}
    found: list[tuple[str, str]] = []
    for edition in _own(talk):
        programme = edition.programme
        alike = [code for code in (number, f"form-{number}") if code in programme.work_codes]
        due = {code for office, code in owed(programme) if (programme.key, office) in mine}
        theirs = [code for code in alike if code in due] if owed_first else []
        found += [(programme.key, code) for code in (theirs or alike)[:1]]
    return found


def _guessed(talk: Talk, text: str) -> tuple[list[Place], bool]:
    """The office or work a misspelt name means: the one, or those it may mean."""
    ready = _ready_for(talk)
    match = find(text, ready.spelt, MOST_PLACES)
    if match.key is not None:
        return [ready.places[match.key]], False
    return [ready.places[key] for key in match.maybe], True


def _names_in(programme: Programme) -> Iterable[tuple[str, str]]:
    yield from _office_names(programme)
    yield from _work_names(programme)


def _office_names(programme: Programme) -> Iterable[tuple[str, str]]:
    for office in programme.offices:
        for name in (office.name, *office.aliases):
            short = f"อ.{name.removeprefix('อำเภอ')}" if name.startswith("อำเภอ") else name
            for spelling in {name, short, bare_name(name)}:
                yield spelling, f"office|{programme.key}|{office.code}"


def _work_names(programme: Programme) -> Iterable[tuple[str, str]]:
    """By its short name; a form by its number as well: แบบ 4, แบบรายงานที่ 4."""
    for work in programme.works:
        meant = f"work|{programme.key}|{work.code}"
        yield work.short_name, meant
        if form := _FORM.fullmatch(work.code):
            for called in ("แบบ", "แบบที่", "แบบรายงาน", "แบบรายงานที่", "แบบฟอร์ม", "แบบฟอร์มที่"):
                yield f"{called} {form['number']}", meant
