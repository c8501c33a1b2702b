"""What a question is a part of: the columns bind::construct, bind::topic, bind::dimension and
bind::group of its row or of the groups around it; a group without them is a construct by its label.
"""

from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element

from forms.paths import parent_of
from forms.words import XF, Words, WordsReader

HEADINGS = ("construct", "topic", "dimension", "group")


def headings_of(
    binds: Mapping[str, Element], labels: Mapping[str, Words], path: str
) -> Mapping[str, str]:
    """The nearest of each, as its writer named it, in Thai where it is a label."""
    found: dict[str, str] = {}
    for at in _upwards(path):
        bind = binds.get(at)
        for name in HEADINGS:
            if bind is not None and (told := bind.get(name, "").strip()):
                found.setdefault(name, told)
    if not found.keys() & {"construct", "topic", "dimension"}:
        around = (labels[at].text("th") for at in _upwards(path) if at != path and at in labels)
        if label := next(filter(None, around), ""):
            found["construct"] = label
    return found


def _upwards(path: str) -> Iterator[str]:
    """The question's path, then those of the groups around it, the nearest first."""
    while path.count("/") > 1:
        yield path
        path = parent_of(path)


def labels_of_groups(body: Element, words: WordsReader) -> Mapping[str, Words]:
    """{path: label} of the groups that have one."""
    return {
        path: words.child(group, "label")
        for group in body.iter(f"{XF}group")
        if (path := group.get("ref", "")) and group.find(f"{XF}label") is not None
    }
