"""A record as the XML instance an OpenRosa server takes: answered nodes in the form's order, then
who it is. Pure.
"""

import re
from collections.abc import Mapping
from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring

from forms.filling.record import DEPRECATED_ID, INSTANCE_ID, INSTANCE_NAME
from forms.model import Form, Shape

OPENROSA = "http://openrosa.org/xforms"
ROOT, META = "data", "meta"  # a server knows the form by its id, whatever the root is called
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

register_namespace("orx", OPENROSA)


def instance_xml(form: Form, answers: Mapping[str, str], *, name: str = "") -> bytes:
    """The instance of these answers (by path without the root, ids among them:
    forms.filling.record.completed).

    Blank and hidden nodes are left out; rows of a repeat keep their places. `name` is the record's
    where the form gives it none.
    """
    root = Element(ROOT, {"id": form.id, "version": form.version})
    _fill(root, form.shape, answers, "")
    meta = SubElement(root, f"{{{OPENROSA}}}{META}")
    for child in form.shape.children:
        if child.name == META:
            _entity(meta, child, answers)
    told = {INSTANCE_ID: answers[INSTANCE_ID], DEPRECATED_ID: answers.get(DEPRECATED_ID, "")}
    told[INSTANCE_NAME] = answers.get(INSTANCE_NAME) or name
    for path, text in told.items():
        if text:
            SubElement(meta, f"{{{OPENROSA}}}{path.rpartition('/')[2]}").text = _legal(text)
    written: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _fill(element: Element, shape: Shape, answers: Mapping[str, str], prefix: str) -> None:
    for child in shape.children:
        if child.name == META and not prefix:
            continue
        if child.row:
            for place in range(1, _rows(answers, f"{prefix}{child.name}") + 1):
                _fill(
                    SubElement(element, child.name),
                    child,
                    answers,
                    f"{prefix}{child.name}[{place}]/",
                )
        elif child.children:
            group = Element(child.name)
            _fill(group, child, answers, f"{prefix}{child.name}/")
            element.extend([group] if len(group) else [])
        elif child.name.startswith("@"):
            element.set(child.name[1:], _legal(answers.get(f"{prefix}{child.name}", "")))
        elif text := answers.get(f"{prefix}{child.name}"):
            SubElement(element, child.name).text = _legal(text)


def _entity(meta: Element, shape: Shape, answers: Mapping[str, str]) -> None:
    """The entity the record makes or changes, with its attributes, for a server that keeps such."""
    for child in shape.children:
        if child.children:
            found = Element(child.name)
            _fill(found, child, answers, f"{META}/{child.name}/")
            meta.extend([found] if len(found) else [])


def _rows(answers: Mapping[str, str], path: str) -> int:
    """How many rows, up to the last that holds an answer."""
    head = f"{path}["
    return max(
        (int(one[len(head) :].partition("]")[0]) for one in answers if one.startswith(head)),
        default=0,
    )


def _legal(text: str) -> str:
    """The text without characters that no XML may hold."""
    return NOT_XML.sub("", text)
