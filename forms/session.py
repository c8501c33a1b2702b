"""A form being filled in: what to ask next, whether an answer stands, how to go back, what is finished."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from xml.etree.ElementTree import Element

from forms.functions import Scope
from forms.nodes import Node, to_boolean, to_text
from forms.words import Words
from forms.xform import Form, Question, Rules

ASKED_BY_NOBODY = {"note"}


@dataclass(frozen=True)
class Answers:
    """What was answered so far: texts by path, and the paths that were answered or skipped, in that order."""

    values: Mapping[str, str] = field(default_factory=dict)
    done: Sequence[str] = ()

    def to_json(self) -> dict[str, Any]:
        return {"values": dict(self.values), "done": list(self.done)}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Answers:
        return cls(stored["values"], tuple(stored["done"]))

    def put(self, path: str, value: str) -> Answers:
        return Answers({**self.values, path: value}, (*(one for one in self.done if one != path), path))

    def forget(self, path: str) -> Answers:
        """Asks the question again; what was answered stays until something new is."""
        return replace(self, done=tuple(one for one in self.done if one != path))


class Session:
    """A form and its answers at one moment. Rebuilt for every message: it keeps nothing of its own."""

    def __init__(self, form: Form, answers: Answers, now: datetime) -> None:
        self.form, self.answers, self.now = form, answers, now
        self._root = _tree(form.skeleton)
        self._nodes = dict(_by_path(self._root, ""))
        for path, value in answers.values.items():
            if path in self._nodes:
                self._nodes[path].text = value
        self._settle()

    def _settle(self) -> None:
        """Computes relevance and calculations until nothing changes; a form's depth bounds the rounds."""
        rules = [rule for rule in self.form.rules if rule.relevant or rule.calculation]
        for _ in range(len(rules) + 1):
            changes = [self._apply(rule) for rule in rules]
            if not any(changes):
                return

    def _apply(self, rule: Rules) -> bool:
        node = self._nodes[rule.path]
        scope = self.scope(rule.path)
        text, relevant = node.text, node.relevant
        if rule.calculation:
            computed = to_text(rule.calculation(scope))
            text = "" if computed in {"NaN", "Infinity", "-Infinity"} else computed
        if rule.relevant:
            relevant = to_boolean(rule.relevant(scope))
        changed = (text, relevant) != (node.text, node.relevant)
        node.text, node.relevant = text, relevant
        return changed

    def scope(self, path: str) -> Scope:
        return Scope(self._nodes[path], self._root, self.now, dict(self.form.lists))

    def is_relevant(self, path: str) -> bool:
        return all(node.relevant for node in self._nodes[path].up())

    def value(self, path: str) -> str:
        return self._nodes[path].text if self.is_relevant(path) else ""

    def questions(self) -> list[Question]:
        """The questions that count with these answers, in order."""
        return [one for one in self.form.questions if one.kind not in ASKED_BY_NOBODY and self.is_relevant(one.path)]

    def next(self) -> Question | None:
        """The first question not yet answered or skipped; None when the form is finished."""
        return next((question for question in self.questions() if question.path not in self.answers.done), None)

    def before(self, path: str) -> Question | None:
        """The question before this one, for going back."""
        paths = [question.path for question in self.questions()]
        place = paths.index(path) if path in paths else len(paths)
        return self.form.question(paths[place - 1]) if place else None

    def place(self, path: str) -> tuple[int, int]:
        """(3, 8) for question 3 of 8; while it has no answer, every later question may still be asked."""
        paths = [question.path for question in self.form.questions if question.kind not in ASKED_BY_NOBODY]
        at = paths.index(path) + 1 if path in paths else len(paths)
        here = sum(self.is_relevant(one) for one in paths[:at])
        undecided = path not in self.answers.done
        return here, here + sum(undecided or self.is_relevant(one) for one in paths[at:])

    def notes_after(self, path: str) -> list[Question]:
        """The notes between this question and the next one."""
        questions = self.form.questions
        place = next(place for place, question in enumerate(questions) if question.path == path)
        notes: list[Question] = []
        for question in questions[place + 1 :]:
            if question.kind != "note":
                break
            if self.is_relevant(question.path):
                notes.append(question)
        return notes

    def is_required(self, question: Question) -> bool:
        required = question.rules.required
        return required is not None and to_boolean(required(self.scope(question.path)))

    def breaks_constraint(self, question: Question, value: str) -> bool:
        """Whether a value would break the question's constraint; a blank never does."""
        if question.rules.constraint is None or not value:
            return False
        tried = Session(self.form, self.answers.put(question.path, value), self.now)
        return not to_boolean(question.rules.constraint(tried.scope(question.path)))

    def say(self, words: Words, path: str, language: str) -> str:
        return words.text(language, self.scope(path))

    def broken(self) -> Question | None:
        """The first answered question whose answer no longer stands, after an earlier one was changed."""
        for question in self.questions():
            value = self.value(question.path)
            if (self.is_required(question) and not value) or self.breaks_constraint(question, value):
                return question
        return None

    def instance(self) -> dict[str, str]:
        """The record: texts by path without the root, of nodes that count and are not blank."""
        return {
            path.split("/", 2)[2]: self.value(path)
            for path, node in self._nodes.items()
            if not node.children and path.count("/") > 1 and self.value(path)
        }


def _tree(element: Element, parent: Node | None = None) -> Node:
    node = Node(element.tag.rsplit("}", 1)[-1], parent, text=(element.text or "").strip())
    for child in element:
        node.attach(_tree(child, node))
    return node


def _by_path(node: Node, above: str) -> Iterator[tuple[str, Node]]:
    path = f"{above}/{node.name}"
    yield path, node
    for child in node.children:
        yield from _by_path(child, path)
