"""Which of a list's choices a typed text means: by number, name, label or a part of it, misspelt or
not. Pure.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from forms.model import Choice
from thai.digits import arabic
from thai.local_names import kind_in, spelt_alike
from thai.names import find

SHORTEST_GUESS = 3  # letters: fewer are too few to be a misspelling of anything
MOST_GUESSES = 4
_BETWEEN = re.compile(r"\s*(?:,|และ|\n|/|;)\s*")


@dataclass(frozen=True, slots=True)
class MeantChoice:
    """`one` when it is sure; else those it may be, in the list's order, to be asked about; nothing
    fits if none.
    """

    one: Choice | None = None
    maybe: tuple[Choice, ...] = ()


def numbers_of(choices: Sequence[Choice]) -> list[str]:
    """The number each choice is shown with: its own name where all are numbered already (1 to 5),
    else its place.
    """
    names = [choice.name for choice in choices]
    if all(name.isascii() and name.isdecimal() and len(name) <= 3 for name in names):
        return names
    return [str(place) for place, _ in enumerate(choices, 1)]


def meant(
    choices: Sequence[Choice], text: str, language: str, *, numbered: bool = True
) -> MeantChoice:
    """What one typed text means among these choices; a number only where the list was shown with
    numbers.

    A whole label comes first, for a label may be a number too; then a number is a label and never a
    place.
    """
    wanted = _plain(text)
    if not wanted:
        return MeantChoice()
    labels = [(_plain(choice.label.text(language)), choice) for choice in choices]
    exact = [choice for label, choice in labels if label == wanted]
    if wanted.isdecimal() and any(label.isdecimal() for label, _ in labels):
        return _one_of(exact) if exact else MeantChoice()
    if not exact and numbered:
        exact = [
            choice
            for number, choice in zip(numbers_of(choices), choices, strict=True)
            if number == wanted
        ]
    exact = exact or [choice for choice in choices if _plain(choice.name) == wanted]
    if not exact and kind_in(wanted):
        alike = spelt_alike(wanted)
        exact = [choice for label, choice in labels if spelt_alike(label) == alike]
    if exact:
        return _one_of(exact)
    within = [(label, choice) for label, choice in labels if wanted in label]
    whole = [choice for label, choice in within if _is_whole(wanted, label)]
    if whole and not (wanted.isdecimal() and len(within) > 1):
        return _one_of(whole)
    return (
        MeantChoice(maybe=tuple(choice for _, choice in within))
        if within
        else _guessed(choices, text, language)
    )


def _is_whole(wanted: str, label: str) -> bool:
    """Whether a part of a label cuts no number in two: หมู่ 5 is no part of หมู่ 50."""
    before, after = (
        (r"(?<!\d)" if wanted[0].isdecimal() else ""),
        (r"(?!\d)" if wanted[-1].isdecimal() else ""),
    )
    return re.search(f"{before}{re.escape(wanted)}{after}", label) is not None


def _one_of(found: Sequence[Choice]) -> MeantChoice:
    return MeantChoice(found[0]) if len(found) == 1 else MeantChoice(maybe=tuple(found))


def is_label(choices: Sequence[Choice], text: str, language: str) -> bool:
    """Whether a text is the whole label of a choice, and so no word of anybody else's."""
    return bool(wanted := _plain(text)) and any(
        _plain(one.label.text(language)) == wanted for one in choices
    )


def _guessed(choices: Sequence[Choice], text: str, language: str) -> MeantChoice:
    """The likest labels of a misspelt one."""
    if len(_plain(text)) < SHORTEST_GUESS:
        return MeantChoice()
    labels = [choice.label.text(language) for choice in choices]
    guess = find(text, dict.fromkeys(labels, ()), MOST_GUESSES)
    likely = {guess.key} if guess.key is not None else {*guess.maybe}
    found = tuple(choice for label, choice in zip(labels, choices, strict=True) if label in likely)
    is_sure = (
        guess.key is not None
        and len(found) == 1
        and _numbers(guess.key) == _numbers(_plain(text))
        and kind_in(text) in {"", kind_in(guess.key)}
    )
    return MeantChoice(found[0]) if is_sure else MeantChoice(maybe=found)


def _numbers(text: str) -> list[str]:
    """The numbers in a name, which no misspelling changes: หมู่ 12 is not หมู่ 13."""
    return re.findall(r"\d+", arabic(text))


def several_meant(
    choices: Sequence[Choice], text: str, language: str, *, numbered: bool = True
) -> tuple[list[Choice], str]:
    """Those meant by "1 3 4", "1,3", "1-4" or labels, in the list's order, and the part that could
    not be read.
    """
    found: list[Choice] = []
    for part in _parts(choices, text, language):
        one = meant(choices, part, language, numbered=numbered).one
        if one is None:
            return [], part
        found.append(one)
    return [choice for choice in choices if choice in found], ""


def ordered_meant(choices: Sequence[Choice], text: str, language: str) -> list[Choice]:
    """Those meant, in the order in which they were typed; none where a part could not be read."""
    found = [meant(choices, part, language).one for part in _parts(choices, text, language)]
    return [one for one in found if one is not None] if None not in found else []


def _parts(choices: Sequence[Choice], text: str, language: str) -> list[str]:
    """At commas first, since labels may hold spaces; at spaces where the whole is no label."""
    parts: list[str] = []
    for part in _BETWEEN.split(arabic(text).strip()):
        is_label = meant(choices, part, language).one is not None and not re.search(
            r"\d\s+\d", part
        )
        parts += [part] if is_label else _spread(part.split())
    return [part for part in parts if part]


def _spread(parts: list[str]) -> list[str]:
    """1-4 -> 1 2 3 4."""
    spread: list[str] = []
    for part in parts:
        first, dash, last = part.partition("-")
        if dash and first.isdecimal() and last.isdecimal() and int(first) <= int(last) <= 999:
            spread += [str(one) for one in range(int(first), int(last) + 1)]
        else:
            spread.append(part)
    return spread


def _plain(text: str) -> str:
    return " ".join(arabic(text).casefold().split())
