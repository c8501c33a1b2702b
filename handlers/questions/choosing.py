"""Choosing from a list: a page of it with its buttons, narrowed by typing, several ticked one after
another.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from forms.filling.choices import meant, numbers_of
from forms.model import Choice, Question
from handlers.vocabulary.messages import Button, Tap
from handlers.vocabulary.talk import OpenReport
from handlers.vocabulary.turn import tap
from thai.digits import arabic
from thai.graphemes import length

LONGEST_LABEL = 20  # letters of a button
MOST_PAGED = 60  # a longer list is asked for letters first


@dataclass(frozen=True, slots=True)
class Page:
    """The part of a list that is on screen: its choices, the number of each, and how long the whole
    list is. It stands in the text as well, for LINE on a computer shows no buttons.

    `by_number`: labels are too long for buttons. Without choices the list is too long to be shown
    before it is narrowed.
    """

    choices: tuple[Choice, ...]
    numbers: tuple[str, ...]
    first: int
    total: int
    by_number: bool

    @property
    def next(self) -> int | None:
        """Where the next page begins; 0 after the last of several pages, None when there is one
        page only.
        """
        if len(self.choices) in {0, self.total}:
            return None
        after = self.first + len(self.choices)
        return after if after < self.total else 0


def listed(report: OpenReport, question: Question) -> tuple[Choice, ...]:
    """The choices offered now, those that fit what was typed when the list was narrowed."""
    offered = report.session.choices(question)
    if question.kind == "rank" and question.path in report.draft.writing:
        placed = report.session.value(question.path).split()
        return tuple(choice for choice in offered if choice.name not in placed)
    if not report.draft.search:
        return offered
    found = meant(offered, report.draft.search, report.talk.language, numbered=has_numbers(offered))
    return found.maybe or offered


def has_numbers(choices: Sequence[Choice]) -> bool:
    """Whether a list is short enough to be shown, so that a typed number means a place in it."""
    return len(choices) <= MOST_PAGED


def page(report: OpenReport, question: Question, room: int, first: int = 0) -> Page:
    """The page that begins at `first`; `room` is how many buttons there may be, those of the list
    included.
    """
    choices = listed(report, question)
    if not has_numbers(choices):
        return Page((), (), 0, len(choices), by_number=False)
    room -= question.kind == "select_multiple"  # for "done"
    fits = len(choices) <= room
    first = first if 0 <= first < len(choices) and not fits else 0
    shown = choices if fits else choices[first : first + room - 1]
    long = any(
        length(choice.label.text(report.talk.language)) > LONGEST_LABEL for choice in choices
    )
    numbers = tuple(numbers_of(choices)[first : first + len(shown)])
    return Page(shown, numbers, first, len(choices), by_number=long)


def lines(report: OpenReport, question: Question, shown: Page) -> list[str]:
    """The list in words, each choice with the number that can be typed for it."""
    talk = report.talk
    if not shown.choices:
        return [talk.say("choices.type_letters", total=shown.total)] if shown.total else []
    chosen = (
        set(report.session.value(question.path).split())
        if question.kind == "select_multiple"
        else set()
    )
    told = [_line(report, *pair, chosen) for pair in zip(shown.numbers, shown.choices, strict=True)]
    if shown.next is not None:
        last = shown.first + len(shown.choices)
        told.append(
            talk.say("choices.some_of", first=shown.first + 1, last=last, total=shown.total)
        )
    return told


def _line(report: OpenReport, number: str, choice: Choice, chosen: set[str]) -> str:
    """A label that is a number, or begins with its own, is typed as it is."""
    talk, label = report.talk, choice.label.text(report.talk.language)
    has_its_own = label.isdecimal() or re.match(rf"{re.escape(number)}(?![\d.])", arabic(label))
    line = label if has_its_own else talk.say("report.numbered", number=number, label=label)
    return talk.say("choices.ticked", line=line) if choice.name in chosen else line


def buttons(report: OpenReport, question: Question, shown: Page) -> tuple[Button, ...]:
    """A button a choice, then the way to the rest of the list, and "done" where several may be
    chosen.
    """
    key, language = report.session.key(question.path), report.talk.language
    several = question.kind == "select_multiple"
    places = {choice.name: place for place, choice in enumerate(question.choices)}
    made: list[Button] = [
        Tap(
            number if shown.by_number else choice.label.text(language),
            report.action(_taps(question), question=key, choice=str(places[choice.name])),
        )
        for number, choice in zip(shown.numbers, shown.choices, strict=True)
    ]
    if shown.next is not None:
        word = "more" if shown.next else "from_top"
        made.append(
            tap(word, language, report.action("more", question=key, number=str(shown.next)))
        )
    if several:
        made.append(tap("done", language, report.action("chosen", question=key)))
    return tuple(made)


def _taps(question: Question) -> str:
    return "answer" if question.kind == "select_one" else "toggle"


def chosen_by(question: Question, place: str) -> Choice | None:
    """The choice a button stands for, by its place in the whole list."""
    return (
        question.choices[int(place)]
        if place.isdecimal() and int(place) < len(question.choices)
        else None
    )


def toggled(report: OpenReport, question: Question, names: Sequence[str]) -> OpenReport:
    """With choices added, or taken out again; the answer stands only when "done" is tapped."""
    chosen = set(report.session.value(question.path).split()) ^ set(names)
    value = " ".join(choice.name for choice in question.choices if choice.name in chosen)
    return report.with_draft(report.draft.gathering(question.path, value))
