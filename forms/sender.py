"""Who sends a form, and as what, for the expressions that read instance('office') and
instance('work'). Pure.
"""

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from forms.model import Form
from forms.xpath.nodes import Node

OFFICE, WORK = "office", "work"
COLUMNS = {
    OFFICE: ("code", "name", "kind"),
    WORK: ("code", "name", "maximum", "checklist", "together"),
}


def list_of_one(name: str, texts: Iterable[str]) -> Node:
    """A list of one item: instance('office')/root/item/code; its columns stand in COLUMNS."""
    whole = Node("instance")
    item = whole.add("root").add("item")
    for column, text in zip(COLUMNS[name], texts, strict=True):
        item.add(column, text)
    return whole


# of a form by itself, and of a survey, which is nobody's
UNKNOWN = {name: list_of_one(name, [""] * len(columns)) for name, columns in COLUMNS.items()}


@lru_cache(maxsize=1024)
def sent_by(form: Form, code: str, name: str, kind: str) -> Form:
    """The form as this office fills it in; a form that has a list of its own called office keeps
    it.
    """
    return _knowing(form, OFFICE, (code, name, kind))


@lru_cache(maxsize=1024)
def sent_as(
    form: Form, code: str, name: str, maximum: str = "", checklist: str = "", together: str = ""
) -> Form:
    """The form as it is filled in for one of several works that share it; of what is judged in
    points the most it can get, what the judges look at, and which items share that most.
    """
    return _knowing(form, WORK, (code, name, maximum, checklist, together))


def _knowing(form: Form, name: str, texts: Iterable[str]) -> Form:
    if form.lists.get(name) is not UNKNOWN[name]:
        return form
    return replace(form, lists={**form.lists, name: list_of_one(name, texts)})
