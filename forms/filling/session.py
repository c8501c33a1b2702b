"""A form being filled in: what to ask next, whether an answer stands, how to go back, what is
finished.

Reading and judging; what changes the answers is in answers.py, rows.py and add_row below.
"""

from __future__ import annotations

from datetime import datetime
from functools import cached_property

from forms.filling.answers import Answers
from forms.filling.choices_now import labelled
from forms.filling.judged import Judged
from forms.filling.stops import Stop, key_of, path_of, stops
from forms.filling.tree import Tree
from forms.kinds import fits_type
from forms.model import Choice, Form, Question
from forms.paths import below_root, parent_of, plain_path
from forms.words import Words
from forms.xpath.nodes import to_boolean

__all__ = ["Answers", "Session"]

ASKED_BY_NOBODY = {"note"}


class Session(Judged):
    """A form and its answers at one moment. Built for every message: it keeps nothing of its own.

    Go on from `session.answers`: a selection no longer offered is gone from them, and rows and
    defaults are in them.
    """

    def __init__(
        self, form: Form, answers: Answers, now: datetime, tree: Tree | None = None
    ) -> None:
        """`tree`: of answers that differ from these only in what is done."""
        super().__init__(form, tree or Tree(form, answers, now))
        self.now = now
        self.answers = answers if tree else self._tree.answers
        self._tried: tuple[Answers, Session] | None = None

    @cached_property
    def _stops(self) -> tuple[Stop, ...]:
        found = stops(self.form, self._tree.root)
        return tuple(map(self._labelled, found)) if self.form.relabelled else found

    @cached_property
    def _all(self) -> tuple[Question, ...]:
        return tuple(one for one in self._stops if isinstance(one, Question))

    def _labelled(self, stop: Stop) -> Stop:
        """Of choices that share a name, all with the label of the one that is offered."""
        if not isinstance(stop, Question) or plain_path(stop.path) not in self.form.relabelled:
            return stop
        return labelled(stop, self._tree.items(self._tree.nodes[stop.path], stop))

    def going_on(self, answers: Answers) -> Session:
        """The form with other answers. What was worked out is worked out once: an answer that was
        tried and then stands, and answers that differ only in what is done.
        """
        if self._tried is not None and self._tried[0] == answers:
            return self._tried[1]
        settled = self._tree.settled(answers)
        tree = self._tree if settled is not None else None
        found = Session(self.form, settled or answers, self.now, tree)
        self._tried = answers, found
        return found

    def opened(self) -> Answers:
        """The answers to begin with: every default in them, so that none is worked out again."""
        return self._tree.opened()

    def question(self, path: str) -> Question | None:
        return next((one for one in self._all if one.path == path), None)

    def stop(self, path: str) -> Stop | None:
        """The question, or the end of a repeat's rows, at a path; None where there is none."""
        return next((one for one in self._stops if one.path == path), None)

    def key(self, path: str) -> str:
        """A short name for a stop, that stays the same as long as the form does."""
        return key_of(self.form, path)

    def by_key(self, key: str) -> Stop | None:
        return self.stop(path_of(self.form, key))

    def stops(self) -> list[Stop]:
        """Where a walk stops with these answers, in order: at questions and at the ends of rows
        that people add.
        """
        return self._counting

    @cached_property
    def _counting(self) -> list[Stop]:
        return [one for one in self._stops if self._stops_at(one)]

    def _stops_at(self, one: Stop) -> bool:
        if isinstance(one, Question):
            return one.path in self._asked
        above = self._tree.nodes.get(parent_of(one.path))
        rows = [self.is_relevant(f"{one.path}[{number}]") for number in range(1, one.rows + 1)]
        return above is not None and above.shown() and (any(rows) or not rows)

    @cached_property
    def _asked(self) -> frozenset[str]:
        """The paths of the questions that are asked."""
        return frozenset(one.path for one in self._all if self._is_asked(one))

    def _is_asked(self, question: Question) -> bool:
        if not self.is_relevant(question.path):
            return False
        if question.kind in ASKED_BY_NOBODY:
            return self.holds_up(question)
        locked = question.rules.readonly
        return locked is None or not to_boolean(locked(self.scope(question.path)))

    def holds_up(self, note: Question) -> bool:
        """Whether a note keeps the form from being sent: it is required, blank, and shown by a
        rule; one that always shows is only to be read.
        """
        if note.rules.required is None or not self.must_have(note.path) or self.value(note.path):
            return False
        above = note.path
        while above and not self.has_rule(above):
            above = parent_of(above)
        return bool(above)

    def questions(self) -> list[Question]:
        """The questions that count with these answers, in order."""
        return [one for one in self._counting if isinstance(one, Question)]

    def next(self) -> Question | None:
        """The first question not yet answered or skipped; None when the form is finished."""
        done = set(self.answers.done)
        return next((one for one in self.questions() if one.path not in done), None)

    def next_stop(self) -> Stop | None:
        """The first stop not yet done: a question, or whether a repeat has one more row."""
        done = set(self.answers.done)
        return next((one for one in self._counting if one.path not in done), None)

    def before(self, path: str) -> Question | None:
        """The question before this stop, for going back."""
        return next((one for one in reversed(self._up_to(path)) if isinstance(one, Question)), None)

    def stop_before(self, path: str) -> Stop | None:
        """The stop before this one, whether a repeat has one more row among them."""
        return next(reversed(self._up_to(path)), None)

    def _up_to(self, path: str) -> list[Stop]:
        paths = [one.path for one in self._counting]
        return self._counting[: paths.index(path) if path in paths else len(paths)]

    def place(self, path: str) -> tuple[int, int]:
        """(3, 8) for question 3 of 8; until it is answered every later one may still be asked."""
        asked = [question for question in self._all if question.kind not in ASKED_BY_NOBODY]
        at = next((place for place, one in enumerate(asked, 1) if one.path == path), len(asked))
        here = sum(one.path in self._asked for one in asked[:at])
        undecided = path not in self.answers.done
        return here, here + sum(undecided or one.path in self._asked for one in asked[at:])

    def notes_after(self, path: str) -> list[Question]:
        """The notes between this stop and the next one; "" for those before the first."""
        notes: list[Question] = []
        is_past = not path
        for one in self._stops:
            if is_past and self._stops_at(one):
                break
            if (
                is_past
                and isinstance(one, Question)
                and one.kind == "note"
                and not self.holds_up(one)
                and self.is_relevant(one.path)
            ):
                notes.append(one)
            is_past = is_past or one.path == path
        return notes

    def row(self, path: str) -> tuple[Words, int, int] | None:
        """Of a path in a repeat: the innermost repeat's label, the row's number, how many rows."""
        above, bracket, number = path.rpartition("[")
        if not bracket:
            return None
        repeat = self.form.repeats[plain_path(above)]
        return repeat.label, int(number.partition("]")[0]), self.answers.rows.get(above, 0)

    def choices(self, question: Question) -> tuple[Choice, ...]:
        """The choices offered with these answers."""
        if question.offers is None:
            return question.choices
        offered = set(self.offered(question.path))
        found: dict[str, Choice] = {}
        for one in question.choices:
            if one.name in offered:
                found.setdefault(one.name, one)
        return tuple(found.values())

    def is_required(self, question: Question) -> bool:
        return self.must_have(question.path)

    def breaks_constraint(self, question: Question, value: str) -> bool:
        """Whether a value would be of another type or break the question's constraint; a blank
        never does.
        """
        if not value or (
            question.rules.constraint is None and fits_type(question.rules.type, value)
        ):
            return False
        if value == self.node(question.path).text:
            return self.is_broken(question.path)
        return self.after(question.path, value).is_broken(question.path)

    def after(self, path: str, value: str) -> Session:
        """The form as it would be with this answer."""
        return self.going_on(self.answers.put(path, value))

    def broken(self) -> Question | None:
        """The first answered question whose answer no longer stands, after an earlier one was
        changed.
        """
        done = set(self.answers.done)
        answered = (question for question in self.questions() if question.path in done)
        return next((question for question in answered if self.problem(question.path)), None)

    def add_row(self, path: str, count: int = 1) -> Answers:
        """The answers with more rows of a repeat; a row whose number is counted is not added."""
        repeat, rows = self.form.repeats.get(plain_path(path)), self.answers.rows.get(path)
        if repeat is None or repeat.count or rows is None:
            return self.answers
        answers = self.answers.with_rows(path, min(rows + count, self.form.most_rows))
        tree = Tree(self.form, answers, self.now)
        new = [f"{path}[{place}]" for place in range(rows + 1, rows + count + 1)]
        here = [tree.fresh(tree.nodes[row]) for row in new if row in tree.nodes]
        return (
            answers.keep({k: v for one in here for k, v in one.items()}) if here else self.answers
        )

    def instance(self) -> dict[str, str]:
        """The record: texts by path without the root, of nodes that count and are not blank."""
        return {
            below_root(path): self.value(path)
            for path, node in self._tree.nodes.items()
            if not node.children and path.count("/") > 1 and self.value(path)
        }
