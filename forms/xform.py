"""An XForm -> a Form that can be asked: questions in order, their checks compiled, their words by language."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

from forms.functions import Argument
from forms.nodes import Node
from forms.tokens import ExpressionError
from forms.words import JR, XF, Words, WordsReader
from forms.xpath import compile_expression

KINDS = {
    ("input", "int"): "integer",
    ("input", "decimal"): "decimal",
    ("input", "string"): "text",
    ("input", "date"): "date",
    ("select1", "string"): "select_one",
    ("select", "string"): "select_multiple",
}
MEDIA = {"image/*": "image", "audio/*": "audio", "video/*": "video", "application/*": "file"}


class FormError(ValueError):
    """A form that cannot be run, with a sentence that says what to change."""


@dataclass(frozen=True, slots=True)
class Choice:
    name: str
    label: Words


@dataclass(frozen=True, slots=True)
class Rules:
    """What a bind says of one node: when it counts, what it is computed from, what it must satisfy."""

    path: str
    relevant: Argument | None
    calculation: Argument | None
    required: Argument | None
    constraint: Argument | None


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to ask, or (kind "note") to say. `unit` is the office's word: แห่ง, คน, เรื่อง."""

    path: str
    kind: str
    label: Words
    hint: Words
    required_message: Words
    constraint_message: Words
    unit: str
    choices: tuple[Choice, ...]
    rules: Rules

    @property
    def name(self) -> str:
        return self.path.rsplit("/", 1)[-1]


@dataclass(frozen=True, slots=True)
class Form:
    id: str
    version: str
    title: str
    skeleton: Element
    questions: tuple[Question, ...]
    rules: tuple[Rules, ...]  # of every node that has any, in document order
    lists: Mapping[str, Node] = field(default_factory=dict)

    def question(self, path: str) -> Question | None:
        return next((question for question in self.questions if question.path == path), None)


def compile_form(xform: str) -> Form:
    """Raises FormError naming the question and the reason."""
    root = fromstring(xform)
    model = root.find(f".//{XF}model")
    body = root.find("{http://www.w3.org/1999/xhtml}body")
    instance = None if model is None else model.find(f"{XF}instance")
    if model is None or body is None or instance is None or not len(instance):
        raise FormError("this is not an XForm: model, instance or body is missing")
    skeleton = instance[0]
    words = WordsReader(model)
    binds = {bind.get("nodeset", ""): bind for bind in model.iter(f"{XF}bind")}
    lists = _choice_lists(model)
    questions = tuple(_question(control, binds, lists, words) for control in _controls(body))
    if not any(question.kind != "note" for question in questions):
        raise FormError("the form asks nothing")
    return Form(
        id=skeleton.get("id", ""),
        version=skeleton.get("version", ""),
        title=(root.findtext(".//{http://www.w3.org/1999/xhtml}title") or "").strip(),
        skeleton=skeleton,
        questions=questions,
        rules=tuple(_rules(bind) for bind in binds.values()),
        lists={name: _plain_node(element) for name, element in lists.items()},
    )


def _controls(body: Element) -> list[Element]:
    """The controls in order, out of their groups; a repeat is refused by name rather than half run."""
    found: list[Element] = []
    for element in body:
        tag = element.tag.removeprefix(XF)
        if tag == "group":
            found += _controls(element)
        elif tag == "repeat":
            raise FormError(f"{element.get('nodeset')}: repeats cannot be asked in chat yet")
        elif tag in {"input", "select", "select1", "upload"}:
            found.append(element)
        elif tag != "label":
            raise FormError(f"{element.get('ref')}: questions of type {tag} cannot be asked in chat yet")
    return found


def _question(
    control: Element, binds: Mapping[str, Element], lists: Mapping[str, Element], words: WordsReader
) -> Question:
    path = control.get("ref", "")
    bind = binds[path]
    return Question(
        path=path,
        kind=_kind(control, bind),
        label=words.child(control, "label"),
        hint=words.child(control, "hint"),
        required_message=words.reference(bind.get(f"{JR}requiredMsg", "")),
        constraint_message=words.reference(bind.get(f"{JR}constraintMsg", "")),
        unit=bind.get("unit", ""),
        choices=_choices(control, lists, words),
        rules=_rules(bind),
    )


def _kind(control: Element, bind: Element) -> str:
    tag, kind = control.tag.removeprefix(XF), bind.get("type", "string")
    if tag == "upload":
        return MEDIA.get(control.get("mediatype", ""), "file")
    if tag == "input" and bind.get("readonly") == "true()":
        return "note"
    if (tag, kind) not in KINDS:
        raise FormError(f"{control.get('ref')}: questions of type {kind} cannot be asked in chat yet")
    return KINDS[tag, kind]


def _rules(bind: Element) -> Rules:
    path = bind.get("nodeset", "")

    def expression(attribute: str) -> Argument | None:
        text = bind.get(attribute)
        try:
            return compile_expression(text) if text else None
        except ExpressionError as error:
            raise FormError(f"{path.rsplit('/', 1)[-1]}, {attribute}: {error}") from error

    return Rules(
        path, expression("relevant"), expression("calculate"), expression("required"), expression("constraint")
    )


def _choice_lists(model: Element) -> dict[str, Element]:
    return {
        instance.get("id", ""): instance
        for instance in model.findall(f"{XF}instance")
        if instance.get("id") and instance.find(f"{XF}root") is not None
    }


def _choices(control: Element, lists: Mapping[str, Element], words: WordsReader) -> tuple[Choice, ...]:
    itemset = control.find(f"{XF}itemset")
    if itemset is None:
        return ()
    list_name = itemset.get("nodeset", "").split("'")[1]
    return tuple(
        Choice(item.findtext(f"{XF}name") or "", words.item(item)) for item in lists[list_name].iter(f"{XF}item")
    )


def _plain_node(element: Element, parent: Node | None = None) -> Node:
    node = Node(element.tag.removeprefix(XF), parent, text=(element.text or "").strip())
    for child in element:
        node.attach(_plain_node(child, node))
    return node
