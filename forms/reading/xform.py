"""An XForm -> a Form that can be asked: questions in order, their checks compiled, their words by
language.
"""

import re
from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

from forms.kinds import endings, kind_of
from forms.limits import ROWS_OF_A_REPEAT, USUAL
from forms.model import Choice, Form, Question, Repeat, Rules, Shape, Trigger, Unit
from forms.problems import FormError, Problem
from forms.reading.given import Lists, put_in
from forms.reading.headings import headings_of, labels_of_groups
from forms.reading.itemsets import itemset_of, labels_of
from forms.reading.order import COLUMNS, Rule, in_order, shown_by_own, unknown_names
from forms.reading.shapes import (
    BIND,
    all_shapes,
    fickle,
    looks_up_texts,
    no_rules,
    plain_node,
    preloads_of,
    shape_of,
    typed_shape,
)
from forms.sender import UNKNOWN
from forms.words import JR, XF, WordsReader, in_thai
from forms.xpath.compiling import Expression, read_expression
from forms.xpath.lookups import LABELS, TEXTS
from forms.xpath.roots import rooted
from forms.xpath.scope import Argument
from forms.xpath.tokens import ExpressionError

__all__ = ["Choice", "Form", "FormError", "Question", "Rules", "compile_form"]

NO_CONTROLS = {"label", "hint", "setvalue", "setgeopoint", "recordaudio"}
XHTML = "{http://www.w3.org/1999/xhtml}"
NO_BIND = Element("bind")
NAMED = "/meta/instanceName"
PLAIN_NAME = re.compile(r"(?=.*[^\W\d])[^/(){}'\"$]+")  # a record's name that is no expression


def compile_form(xform: str, given: Lists | None = None) -> Form:
    """Raises FormError with everything that is wrong, each with the question and the column;
    `given`: lists the form takes from outside, by name: its programme's.
    """
    root = fromstring(xform)
    model, body = root.find(f".//{XF}model"), root.find(f"{XHTML}body")
    instance = None if model is None else model.find(f"{XF}instance")
    if model is None or body is None or instance is None or not len(instance):
        raise FormError(Problem("not_an_xform"))
    put_in(model, given or {})
    title = (root.findtext(f".//{XHTML}title") or "").strip()
    return _Reader(model, body, instance[0], names_choices="choice-name(" in xform).form(title)


class _Reader:
    """Reads one form; what is found, and what is wrong, is noted and judged together at the end."""

    def __init__(self, model: Element, body: Element, top: Element, *, names_choices: bool) -> None:
        self._model, self._body, self._top, self._names_choices = model, body, top, names_choices
        self._choices: dict[tuple[str, str, str], tuple[Choice, ...]] = {}
        self._binds = {bind.get("nodeset", ""): bind for bind in model.iter(f"{XF}bind")}
        self._words = WordsReader(model)
        self._items = {
            one.get("id", ""): one
            for one in model.findall(f"{XF}instance")
            if one.find(f"{XF}root") is not None
        }
        self._noted: list[Rule] = []
        self._problems = self._words.problems
        self._noticed: list[Problem] = []
        self._root = top.tag.removeprefix(XF)
        self._questions: list[Question] = []
        self._triggers: list[Trigger] = []
        self._repeats: dict[str, Repeat] = {}
        self._labels = labels_of_groups(body, self._words)

    def form(self, title: str) -> Form:
        repeated = {one.get("nodeset", "") for one in self._body.iter(f"{XF}repeat")}
        shape = shape_of(self._top, "", repeated)
        shapes = {one.path: one for one in all_shapes(shape)}
        bound = ((path, one) for path, one in self._binds.items() if path in shapes)
        rules = {path: self._rules(path, one) for path, one in bound}
        self._controls(self._body, rules, shapes)
        shape = typed_shape(shape, rules)
        defaults = self._defaults()
        lists = {name: plain_node(element) for name, element in self._items.items()}
        lists = {**UNKNOWN, **lists}
        if self._names_choices:
            lists |= {
                f"{LABELS}{one.path}": labels_of(one) for one in self._questions if one.choices
            }
        lists |= {TEXTS: self._words.texts()} if looks_up_texts(self._binds.values()) else {}
        for found in unknown_names(self._noted, shape, lists):
            (self._noticed if found.code.startswith("warn_") else self._problems).append(found)
        if not self._problems and not any(question.kind != "note" for question in self._questions):
            self._problems.append(Problem("asks_nothing"))
        order = self._order(shape)
        self._noticed += [
            Problem("warn_shown_by_own", path=path, column="relevant")
            for path in shown_by_own(self._noted, shape)
        ]
        if self._problems:
            raise FormError(*self._problems)
        return Form(
            id=self._top.get("id", ""),
            version=self._top.get("version", ""),
            title=title,
            shape=shape,
            questions=tuple(self._questions),
            rules=rules,
            order=order,
            repeats=self._repeats,
            defaults=defaults,
            preloads=preloads_of(self._binds),
            kept=fickle(self._binds),
            lists=lists,
            by_path={one.path: one for one in self._questions},
            chosen=tuple(one for one in self._questions if one.has_list),
            relabelled=frozenset(one.path for one in self._questions if one.is_relabelled),
            triggers=tuple(self._triggers),
            languages=self._words.languages,
            noticed=tuple(self._noticed),
            most_rows=int(self._model.get(ROWS_OF_A_REPEAT, USUAL.repeat_rows)),
            instance_name=next((path for path in rules if path.endswith(NAMED)), ""),
        )

    def _order(self, shape: Shape) -> tuple[Unit, ...]:
        try:
            return in_order(self._noted, shape, self._repeats)
        except FormError as error:
            self._problems += error.problems
            return ()

    def _expression(self, what: str, path: str, text: str | None) -> Argument | None:
        if not text:
            return None
        if what == "calculate" and path.endswith(NAMED) and PLAIN_NAME.fullmatch(text):
            self._noted.append(Rule(what, path, self._as_text("warn_name_text", path, text)))
            return self._noted[-1].expression.run
        try:
            compiled = read_expression(text)
        except ExpressionError as error:
            if what == "default":
                return self._as_text("warn_default_text", path, text).run
            self._problems.append(Problem(error.code, error.values, path, COLUMNS.get(what, what)))
            return None
        roots = {trail[1] for trail in compiled.reads if trail[0] == "/" and len(trail) > 1}
        if other := roots - {self._root, "*"}:
            compiled = read_expression(rooted(text, other, self._root))
        self._noted.append(Rule(what, path, compiled))
        return compiled.run

    def _as_text(self, warning: str, path: str, text: str) -> Expression:
        """What is no expression is a text: a default 1309-, a record's name Visit-1."""
        said = text.strip()
        column = "default" if warning == "warn_default_text" else "instance_name"
        self._noticed.append(Problem(warning, {"text": repr(said)}, path, column))
        return Expression(lambda _scope: said, frozenset())

    def _rules(self, path: str, bind: Element) -> Rules:
        found = {what: self._expression(what, path, bind.get(what)) for what in BIND}
        return Rules(
            path=path,
            relevant=found["relevant"],
            calculation=found["calculate"],
            required=found["required"],
            constraint=found["constraint"],
            readonly=found["readonly"],
            type=bind.get("type", "string"),
            constraint_text=bind.get("constraint", ""),
            title=bind.get("title", ""),
        )

    def _controls(
        self, body: Element, rules: Mapping[str, Rules], shapes: Mapping[str, Shape]
    ) -> None:
        """The questions in order, out of their groups and repeats."""
        for element in body:
            tag, path = element.tag.rpartition("}")[2], element.get("ref", "")
            if tag == "group":
                self._controls(element, rules, shapes)
            elif tag == "repeat":
                self._repeat(element, body, shapes)
                self._controls(element, rules, shapes)
            elif tag not in NO_CONTROLS:
                try:
                    self._questions.append(
                        self._question(element, rules.get(path) or no_rules(path))
                    )
                except FormError as error:
                    self._problems += error.problems

    def _repeat(self, element: Element, group: Element, shapes: Mapping[str, Shape]) -> None:
        path = element.get("nodeset", "")
        if path not in shapes:
            self._problems.append(Problem("repeat_missing", path=path))
            return
        count = self._expression("count", path, element.get(f"{JR}count"))
        self._repeats[path] = Repeat(path, shapes[path], count, self._words.child(group, "label"))

    def _question(self, control: Element, rules: Rules) -> Question:
        bind = self._binds.get(rules.path, NO_BIND)
        self._triggers += self._set_by(control, rules.path)
        itemset = itemset_of(control, self._items, self._words, self._choices)
        return Question(
            path=rules.path,
            kind=kind_of(control, bind),
            label=in_thai(self._words.child(control, "label")),
            hint=self._words.child(control, "hint"),
            required_message=self._words.reference(bind.get(f"{JR}requiredMsg", "")),
            constraint_message=self._words.reference(bind.get(f"{JR}constraintMsg", "")),
            unit=bind.get("unit", ""),
            choices=itemset.choices,
            rules=rules,
            offers=self._expression("offers", rules.path, itemset.nodeset),
            names=tuple(choice.name for choice in itemset.choices),
            key=itemset.key,
            source=itemset.source,
            appearance=frozenset(control.get("appearance", "").split()),
            image=self._words.image(control),
            lowest=control.get("start", ""),
            highest=control.get("end", ""),
            step=control.get("step", ""),
            accept=endings(control.get("accept", "")),
            headings=headings_of(self._binds, self._labels, rules.path),
        )

    def _set_by(self, control: Element, path: str) -> Iterator[Trigger]:
        for element in control.findall(f"{XF}setvalue"):
            target = element.get("ref", "")
            run = self._expression("set", target, element.get("value") or "''")
            if run is not None:
                yield Trigger(path, target, run)

    def _defaults(self) -> dict[str, Argument]:
        found: dict[str, Argument] = {}
        for element in [*self._model.findall(f"{XF}setvalue"), *self._body.iter(f"{XF}setvalue")]:
            path = element.get("ref", "")
            if "xforms-value-changed" in element.get("event", ""):
                continue
            run = self._expression("default", path, element.get("value"))
            if run is not None:
                found[path] = run
        return found
