"""Who sends a form, for the expressions that read instance('office'). Pure."""

from dataclasses import replace
from functools import lru_cache

from forms.model import Form
from forms.xpath.nodes import Node

OFFICE = "office"


def office_list(code: str, name: str, kind: str) -> Node:
    """The sending office as a list of one item: instance('office')/root/item/code, name, kind."""
    whole = Node("instance")
    item = whole.add("root").add("item")
    for column, text in (("code", code), ("name", name), ("kind", kind)):
        item.add(column, text)
    return whole


UNKNOWN_OFFICE = office_list("", "", "")  # of a form by itself, and of a survey, which is nobody's


@lru_cache(maxsize=1024)
def sent_by(form: Form, code: str, name: str, kind: str) -> Form:
    """The form as this office fills it in; a form that has a list of its own called office keeps
    it.
    """
    if form.lists.get(OFFICE) is not UNKNOWN_OFFICE:
        return form
    return replace(form, lists={**form.lists, OFFICE: office_list(code, name, kind)})
