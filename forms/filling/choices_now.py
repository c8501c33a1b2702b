"""Choices the answers decide: of those that share a name the one that is offered; rows of a
repeat.
"""

from collections.abc import Sequence
from dataclasses import replace

from forms.model import Choice, Question
from forms.paths import name_of
from forms.words import Words
from forms.xpath.nodes import Node

SEVERAL = {"select_multiple", "rank"}


def labelled(question: Question, items: Sequence[tuple[str, Node]]) -> Question:
    """The question with its choices called as these items of its list have it."""
    choices = of_rows(question, items) if question.source else of_one_name(question, items)
    return replace(question, choices=choices)


def of_one_name(question: Question, offered: Sequence[tuple[str, Node]]) -> tuple[Choice, ...]:
    """The choices in their places; where one of a name is offered, all of that name are told as
    that one is.
    """
    places = _places(question, offered)
    meant = {
        name: question.choices[places[id(item)]]
        for name, item in reversed(offered)
        if id(item) in places
    }
    return tuple(meant.get(one.name, one) for one in question.choices)


def of_rows(question: Question, items: Sequence[tuple[str, Node]]) -> tuple[Choice, ...]:
    """The rows of a repeat as choices, each with what one of its questions holds as its label."""
    found: dict[str, Choice] = {}
    for name, row in items:
        label = row.child(name_of(question.source)) or row
        found.setdefault(name, Choice(name, Words({"": (label.text or name,)})))
    return tuple(found.values())


def _places(question: Question, offered: Sequence[tuple[str, Node]]) -> dict[int, int]:
    """The place of each item among the choices: items without a name are none."""
    above = offered[0][1].parent if offered else None
    items = above.named("item") if above else []
    named = [item for item in items if (name := item.child(question.key)) and name.text]
    return {id(item): place for place, item in enumerate(named)}


def left_of(kind: str, selected: str, offered: Sequence[str]) -> str:
    """What of a selection is offered; the name of one choice may hold spaces."""
    if kind not in SEVERAL:
        return selected if selected in offered else ""
    return " ".join(name for name in selected.split() if name in offered)


def below(item: Node, steps: str) -> Node | None:
    """The node so many steps below: group/name."""
    found: Node | None = item
    for step in steps.removeprefix("./").split("/"):
        found = found.child(step) if found else None
    return found
