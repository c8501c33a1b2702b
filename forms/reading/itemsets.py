"""The choices of a question: the list it names, the columns that hold name and label, and the
filter.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from forms.model import Choice, Question
from forms.problems import FormError, Problem
from forms.reading.given import tag_of
from forms.words import XF, Words, WordsReader, in_thai
from forms.xpath.nodes import Node

ITEMSET = re.compile(r"instance\('([^']+)'\)/root/item(?P<test>\[.*\])?\s*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Itemset:
    """`key` is the column that holds a choice's name; `nodeset` the expression for what is offered,
    blank for all.
    """

    choices: tuple[Choice, ...]
    key: str = "name"
    nodeset: str = ""
    source: str = ""  # of choices out of a repeat: the question in each row that is their label


def in_own_order(nodeset: str) -> str:
    """The choices of a list in random order, in their own."""
    if not nodeset.startswith("randomize("):
        return nodeset
    inner = nodeset.removeprefix("randomize(").strip().removesuffix(")")
    before, comma, seed = inner.rpartition(",")
    return before if comma and "]" not in seed else inner


def labels_of(question: Question) -> Node:
    """The choices of a question as a list, each with its name and its label in the form's first
    language.
    """
    root = Node("labels")
    for choice in question.choices:
        item = root.add("item")
        item.add("name", choice.name)
        item.add("label", choice.label.text(""))
    return root


def itemset_of(
    control: Element,
    lists: Mapping[str, Element],
    words: WordsReader,
    read: dict[tuple[str, str, str], tuple[Choice, ...]],
) -> Itemset:
    """Raises FormError where the choices are not a list of the form. `read` keeps a list for the
    next question.

    A choice without a label is called by its name.
    """
    itemset = control.find(f"{XF}itemset")
    if itemset is None:
        return Itemset(())
    nodeset, path = itemset.get("nodeset", ""), control.get("ref", "")
    nodeset = in_own_order(nodeset)
    if nodeset.startswith(("/", ".")):
        return Itemset((), _column(itemset, "value", ""), nodeset, _column(itemset, "label", ""))
    found = ITEMSET.fullmatch(nodeset)
    if found is None:
        raise FormError(Problem("choices_source", path=path, column="type"))
    if found[1] not in lists:
        raise FormError(Problem("unknown_list", {"list": found[1]}, path, "type"))
    key, label = _column(itemset, "value", "name"), _column(itemset, "label", "label")
    if (found[1], key, label) not in read:
        items = lists[found[1]].iter(f"{XF}item")
        read[found[1], key, label] = tuple(
            Choice(
                name,
                in_thai(words.item(item, tag_of(label))) or Words({"": (name,)}),
                words.image_of_item(item),
            )
            for item in items
            if (name := item.findtext(f"{XF}{tag_of(key)}") or "")
        )
    choices = read[found[1], key, label]
    return Itemset(choices, key, nodeset if found["test"] else "")


def _column(itemset: Element, tag: str, otherwise: str) -> str:
    """The column a value or label names; jr:itext(itextId) is none."""
    found = itemset.find(f"{XF}{tag}")
    name = "" if found is None else found.get("ref", "")
    return name if name and "(" not in name else otherwise
