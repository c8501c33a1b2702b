"""A line of Thai in the units it may be broken between: words with the punctuation that belongs to
them. Pure.
"""

import re
from collections.abc import Iterator

from pythainlp.tokenize.newmm import segment

LONGEST = 24  # letters of a unit; what is longer (an address, a run of letters) breaks inside
TO_THE_LEFT = re.compile(r"^[)\]}»”’\"',.;:!?…ๆฯ%/]+$|^ฯลฯ$|^[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]+")
TO_THE_RIGHT = re.compile(r"[(\[{«“‘]$")
ABBREVIATION = re.compile(r"(?:[ก-ฮ]{1,5}\.)+|(?:[A-Z]\.){2,}")
APART = re.compile(rf"( |(?<![ก-๎A-Z])(?:{ABBREVIATION.pattern}))")
CLUSTERS = re.compile(r".[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]*", re.DOTALL)


def units(text: str) -> list[str]:
    """The units of a text in order; a space is a unit of its own. Joined they are the text."""
    glued: list[str] = []
    for word in _words(text):
        is_glued = glued and glued[-1] != " " and word != " "
        if is_glued and (TO_THE_LEFT.search(word) or TO_THE_RIGHT.search(glued[-1])):
            glued[-1] += word
        else:
            glued.append(word)
    return [part for unit in glued for part in _short(unit)]


def _words(text: str) -> Iterator[str]:
    """Words as newmm finds them, every space and every abbreviation (สถจ., พ.ศ.) by itself."""
    for run in APART.split(text):
        if run == " " or ABBREVIATION.fullmatch(run):
            yield run
        elif run:
            yield from segment(run)


def _short(unit: str) -> list[str]:
    if len(unit) <= LONGEST:
        return [unit]
    clusters = CLUSTERS.findall(unit)
    return ["".join(clusters[at : at + LONGEST]) for at in range(0, len(clusters), LONGEST)]
