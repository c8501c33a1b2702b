"""Lists that are not in a form but there wherever it is used: those of its programme, such as the
register of organisations, and the office that sends.

A form declares them as ODK has it (select_one_from_file organisations.csv, csv-external office), or
simply reads instance('office')/root/item/code.
"""

from collections.abc import Mapping, Sequence
from xml.etree.ElementTree import Element, SubElement

from forms.words import XF

Rows = Sequence[Mapping[str, str]]
COLON = ".-."
Lists = Mapping[str, Rows]


def put_in(model: Element, lists: Lists) -> None:
    """Fills the instances that the form takes from outside and that have these names."""
    for instance in model.findall(f"{XF}instance"):
        name = instance.get("id", "")
        if instance.get("src") and name in lists and instance.find(f"{XF}root") is None:
            set_rows(instance, lists[name])


def set_rows(instance: Element, rows: Rows) -> None:
    """Rows as the items of an instance, in place of whatever it held."""
    for child in list(instance):
        instance.remove(child)
    root = SubElement(instance, f"{XF}root")
    for row in rows:
        item = SubElement(root, f"{XF}item")
        for column, text in row.items():
            SubElement(item, f"{XF}{tag_of(column)}").text = text


def tag_of(column: str) -> str:
    """A column as the name of an element: addr:street has no prefix that XML would know."""
    return column.replace(":", COLON)


def column_of(tag: str) -> str:
    return tag.removeprefix(XF).replace(COLON, ":")


def is_chosen_from(root: Element, name: str) -> bool:
    """Whether a question's choices are the items of this list."""
    begins = f"instance('{name}')"
    return any(one.get("nodeset", "").startswith(begins) for one in root.iter(f"{XF}itemset"))
