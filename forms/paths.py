"""A place in a form, as its path says it: /xf/household[2]/name.

Law: a path is taken apart here and nowhere else.
"""

import re

ROW = re.compile(r"\[(\d+)\]")


def plain_path(path: str) -> str:
    """/xf/r[2]/name -> /xf/r/name."""
    return ROW.sub("", path) if "[" in path else path


def below_root(path: str) -> str:
    """/xf/household/name -> household/name: the key an answer is kept under."""
    return path.split("/", 2)[2]


def name_of(path: str) -> str:
    """/xf/r[2]/name -> name; of a row, r[2]."""
    return path.rpartition("/")[2]


def parent_of(path: str) -> str:
    """/xf/r[2]/name -> /xf/r[2]: what it lies in."""
    return path.rpartition("/")[0]


def rows_of(path: str) -> tuple[int, ...]:
    """The rows it lies in, from the outermost, each from 1."""
    return tuple(map(int, ROW.findall(path)))
