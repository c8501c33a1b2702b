"""The instance of a form with its answers: rows grown, defaults set, everything worked out in the
form's order.
"""

import math
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from forms.filling.answers import Answers
from forms.filling.choices_now import below, left_of
from forms.filling.growing import Growing
from forms.filling.preloads import opened
from forms.filling.triggers import fired
from forms.model import Form, Question, Repeat, Unit
from forms.paths import parent_of, plain_path
from forms.xpath.budget import TooMuchError
from forms.xpath.nodes import Node, to_boolean, to_number, to_text
from forms.xpath.steps import nodes_of

WORKED_OUT = "="  # after a path: what its calculation gave when last it was worked out


class Tree(Growing):
    """Built for one set of answers; `answers` afterwards holds what was added to them."""

    def __init__(self, form: Form, answers: Answers, now: datetime) -> None:
        super().__init__(form, answers, now)
        self.overfull = frozenset[str]()  # repeats that would have more rows than are kept
        self._offers: dict[str, list[str]] = {}
        self._open()
        sources = {trigger.source for trigger in form.triggers} if not answers.opened else ()
        self._at_opening = {
            node.path: node.text for path in sources for node in self._at.get(path, ())
        }
        for path, value in answers.values.items():
            if path in self.nodes:
                self.nodes[path].text = value
        self._settle()

    def _open(self) -> None:
        """Defaults that are worked out, on the blank form; once only, if the answers are kept."""
        if self.answers.opened or not (self.form.defaults or self.form.preloads):
            return
        for path, text in opened(self.form, self.now).items():
            if path in self.nodes:
                self.nodes[path].text = text
        self._set_defaults([node for path in self.form.defaults for node in self._at.get(path, ())])

    def _set_defaults(self, nodes: list[Node]) -> None:
        for node in nodes:
            path = plain_path(node.path)
            node.text = self._stored(to_text(self.form.defaults[path](self.scope(node))), path)

    def _settle(self) -> None:
        """Works everything out; again when a selection was cleared, for others may hang on it."""
        for _ in range(len(self.form.questions) + 1):
            self._offers.clear()
            self._work_all_out()
            if not self._narrow_selections() and not self._fire():
                break
        self._gone = {
            path
            for path, text in self._selected.items()
            if path in self.nodes and self.nodes[path].text != text
        }
        self.answers = self._asked_again(self.answers)
        rows = {path: count for path, count in self._rows() if self.answers.rows.get(path) != count}
        for path, count in rows.items():
            self.answers = self.answers.with_rows(path, count)
        kept = {
            node.path: node.text
            for path in self.form.kept
            for node in self._at.get(path, ())
            if node.text
        }
        if any(self.answers.values.get(path) != text for path, text in kept.items()):
            self.answers = self.answers.keep(kept)

    def _asked_again(self, answers: Answers) -> Answers:
        """Selections that are offered no longer are not done."""
        return answers.ask_again(self._gone) if self._gone.intersection(answers.done) else answers

    def settled(self, answers: Answers) -> Answers | None:
        """What this tree makes of answers that differ from its own only in what is done; None of
        others.
        """
        mine = self.answers
        same = (
            answers.values == mine.values
            and answers.rows == mine.rows
            and answers.seen == mine.seen
            and answers.opened == mine.opened
        )
        return self._asked_again(answers) if same else None

    def _fire(self) -> bool:
        """Sets what hangs on changed answers; whether there was any."""
        if not self.form.triggers:
            return False
        seen, found = fired(
            self.form.triggers,
            self._at,
            {**self._at_opening, **self.answers.seen},
            lambda run, node: self._stored(to_text(run(self.scope(node))), plain_path(node.path)),
        )
        for path, text in found.items():
            self.nodes[path].text = text
            self._selected.pop(path, None)  # what was chosen before has been set anew
        if seen:
            self.answers = replace(self.answers, seen={**self.answers.seen, **seen}).keep(found)
        return bool(found)

    def _work_all_out(self) -> None:
        unit = None
        try:
            for unit in self.form.order:
                self._work_out(unit)
        except TooMuchError as error:
            if unit is not None:
                error.at(unit.path, unit.what)
            raise

    def _work_out(self, unit: Unit) -> None:
        if unit.what == "count":
            for above in list(self._at.get(parent_of(unit.path), ())):
                self._count_rows(self.form.repeats[unit.path], unit, above)
            return
        for node in self._at.get(unit.path, ()):
            if unit.what == "relevant":
                node.relevant = True  # so that a question inside it may show its group
                node.relevant = to_boolean(unit.run(self.scope(node)))
            else:
                self._calculate(unit, node)

    def _calculate(self, unit: Unit, node: Node) -> None:
        if unit.path in self.form.kept and node.text:
            return
        given = text = self._stored(to_text(unit.run(self.scope(node))), unit.path)
        question = self.form.by_path.get(unit.path)
        if question is not None and question.has_list and text and node.shown():
            text = left_of(question.kind, text, self.offered(node, unit.path))
        is_answered = question is not None and question.kind != "note"
        if not is_answered or not self._is_corrected(node.path, given):
            node.text = text
            self._selected.pop(node.path, None)

    def _is_corrected(self, path: str, text: str) -> bool:
        """Whether a person's own answer stands in the place of a calculation: until the
        calculation gives something else.
        """
        told = f"{path}{WORKED_OUT}"
        if self.answers.seen.get(told, text) != text:
            values = {one: value for one, value in self.answers.values.items() if one != path}
            self.answers = replace(self.answers, values=values)
        if self.answers.seen.get(told) != text:
            self.answers = replace(self.answers, seen={**self.answers.seen, told: text})
        return path in self.answers.values

    def _count_rows(self, repeat: Repeat, unit: Unit, above: Node) -> None:
        """As many rows as the count says; a blank count leaves those there are."""
        name = repeat.shape.name
        rows = above.named(name)
        beside = Node(name, above)
        wanted = to_number(unit.run(self.scope(rows[0] if rows else beside)))
        if math.isnan(wanted):
            return
        path = f"{above.path}/{name}"
        most = self.form.most_rows
        self.overfull = self.overfull | {path} if wanted > most else self.overfull - {path}
        number = int(max(0, min(most, wanted)))
        while len(rows) > number:
            self.answers = self.answers.without_row(rows[-1].path)
            self._drop(rows[-1])
            rows = above.named(name)
        for place in range(len(rows) + 1, number + 1):
            row = self._grow(repeat.shape, above, f"{above.path}/{name}[{place}]")
            above.place(row, self._place(above, name))
            fresh = {
                path: text
                for path, text in self.fresh(row).items()
                if path not in self.answers.values
            }
            if fresh:
                self.answers = self.answers.keep(fresh)
            for node in row.down():
                node.text = self.answers.values.get(node.path, node.text)

    def fresh(self, row: Node) -> dict[str, str]:
        """The defaults of a new row, by path."""
        nodes = [node for node in row.down() if plain_path(node.path) in self.form.defaults]
        self._set_defaults(nodes)
        return {node.path: node.text for node in nodes}

    def _narrow_selections(self) -> bool:
        """Leaves of every selection what is offered; whether that changed anything, for others may
        hang on it.
        """
        changed = False
        for question in self.form.chosen:
            for node in self._at.get(question.path, ()):
                selected = self._selected.setdefault(node.path, node.text)
                if selected and node.shown():
                    offered = self.offered(node, question.path)
                    left = left_of(question.kind, selected, offered)
                    changed |= left != node.text
                    node.text = left
        return changed

    def offered(self, node: Node, path: str) -> Sequence[str]:
        """The names of the choices offered, in order."""
        question = self.form.by_path[path]
        if question.offers is None:
            return question.names
        if node.path not in self._offers:
            try:
                self._offers[node.path] = [name for name, _ in self.items(node, question)]
            except TooMuchError as error:
                error.at(path, "choices")
                raise
        return self._offers[node.path]

    def items(self, node: Node, question: Question) -> list[tuple[str, Node]]:
        """The items of its list that suit the answers, each with the name it is chosen by."""
        found = nodes_of(question.offers(self.scope(node))) if question.offers else []
        named = [(below(item, question.key), item) for item in found]
        return [
            (name.text, item)
            for name, item in named
            if name is not None and (name.text or not question.source)
        ]

    def opened(self) -> Answers:
        """The answers with every default in them, so that none is worked out again."""
        paths = [*self.form.defaults, *self.form.preloads]
        found = {
            node.path: self._selected.get(node.path, node.text)
            for path in paths
            for node in self._at.get(path, ())
        }
        new = {
            path: text for path, text in found.items() if text and path not in self.answers.values
        }
        kept = self.answers.keep(new)
        return replace(kept, opened=True)
