"""What a form is once it has been read: its questions, rules, repeats and the order in which they
are worked out.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from forms.limits import USUAL
from forms.paths import name_of, plain_path
from forms.problems import Problem
from forms.words import Words
from forms.xpath.nodes import Node
from forms.xpath.scope import Argument

__all__ = [
    "Choice",
    "Form",
    "Question",
    "Repeat",
    "Rules",
    "Shape",
    "Trigger",
    "Unit",
]


@dataclass(frozen=True, slots=True)
class Choice:
    name: str
    label: Words
    image: str = ""


@dataclass(frozen=True, slots=True)
class Rules:
    """What a bind says of one node: when it counts, what it is computed from, what it must
    satisfy.
    """

    path: str
    relevant: Argument | None
    calculation: Argument | None
    required: Argument | None
    constraint: Argument | None
    type: str = "string"
    constraint_text: str = ""  # as XPath: . >= 0 and . <= 100
    readonly: Argument | None = None  # nobody may answer while it is true
    title: str = ""  # of what is worked out: what people call it (a bind's title)


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to ask, or (kind "note") to say. `unit` is the office's word: แห่ง, คน, เรื่อง.

    With `offers` only some of the choices are offered: the items of a list that suit the answers.
    `image` is a file's name. A range goes from `lowest` to `highest` by `step`, as the form has
    them.
    """

    path: str
    kind: str
    label: Words
    hint: Words
    required_message: Words
    constraint_message: Words
    unit: str
    choices: tuple[Choice, ...]
    rules: Rules
    offers: Argument | None = None
    names: tuple[str, ...] = ()  # of the choices
    source: str = ""  # of choices out of a repeat: which question of each row is their label
    key: str = "name"  # the column of the list that holds a choice's name
    appearance: frozenset[str] = frozenset()
    image: str = ""
    lowest: str = ""
    highest: str = ""
    step: str = ""
    accept: tuple[str, ...] = ()  # endings of the files it takes, as (".doc", ".docx"); all if none
    headings: Mapping[str, str] = field(
        default_factory=dict
    )  # what it is a part of: construct, topic, dimension, group

    @property
    def name(self) -> str:
        return name_of(self.path)

    @property
    def has_list(self) -> bool:
        """Whether it is answered from choices: those of a list, or the rows of a repeat."""
        return bool(self.choices or self.source)

    @property
    def is_relabelled(self) -> bool:
        """Whether the answers decide what its choices are called: rows of a repeat, or of choices
        that share a name the one that is offered.
        """
        shares_names = len(set(self.names)) < len(self.names)
        return self.offers is not None and (bool(self.source) or shares_names)


@dataclass(frozen=True, slots=True)
class Shape:
    """A node of a blank instance; `row` if it is one row of a repeat."""

    name: str
    path: str
    text: str
    row: bool
    children: tuple["Shape", ...]


@dataclass(frozen=True, slots=True)
class Repeat:
    """Rows of the same questions: as many as `count` gives, or as many as people add."""

    path: str
    shape: Shape
    count: Argument | None
    label: Words


@dataclass(frozen=True, slots=True)
class Unit:
    """One thing that is worked out after every answer: relevant, calculate or count of a path."""

    what: str
    path: str
    run: Argument


@dataclass(frozen=True, slots=True)
class Trigger:
    """What is set anew each time a question's answer changes: the node at `target`, beside it."""

    source: str
    target: str
    run: Argument


@dataclass(frozen=True, slots=True, eq=False)
class Form:
    """Everything that is the same for whoever fills it in, worked out once."""

    id: str
    version: str
    title: str
    shape: Shape
    questions: tuple[Question, ...]
    rules: Mapping[str, Rules]
    order: tuple[Unit, ...]
    repeats: Mapping[str, Repeat]
    defaults: Mapping[str, Argument]  # worked out once, when the form or the row is opened
    preloads: Mapping[str, str]  # path -> start, today, username …
    kept: frozenset[str]  # calculations that must not be worked out twice: once(), random(), uuid()
    lists: Mapping[str, Node] = field(default_factory=dict)
    by_path: Mapping[str, Question] = field(default_factory=dict)
    chosen: tuple[Question, ...] = ()  # answered from choices
    relabelled: frozenset[str] = frozenset()  # whose choices are called as the answers have it
    triggers: tuple[Trigger, ...] = ()
    languages: tuple[
        str, ...
    ] = ()  # as the form names them, the default first; none where it has only one
    noticed: tuple[Problem, ...] = ()  # what runs otherwise than its writer may have meant
    most_rows: int = USUAL.repeat_rows  # of one repeat
    instance_name: str = (
        ""  # the path of the node that holds a record's name; blank if the form gives it none
    )

    def question(self, path: str) -> Question | None:
        return self.by_path.get(plain_path(path))
