"""Taking a row out of a repeat: the rows after it move up, with everything that was answered in
them. Pure.
"""

import re
from collections.abc import Callable, Sequence

from forms.filling.answers import Answers

Renaming = Callable[[str], str | None]


def without_row(answers: Answers, repeat: str, number: int) -> Answers:
    """The answers without one row of a repeat (its path without a number, rows counted from 1)."""
    renamed = renaming(repeat, number)
    rows = {
        new: count for path, count in answers.rows.items() if (new := renamed(path)) is not None
    }
    return Answers(
        values={
            new: text for path, text in answers.values.items() if (new := renamed(path)) is not None
        },
        done=tuple(new for path in answers.done if (new := renamed(path)) is not None),
        rows={**rows, repeat: max(0, answers.rows.get(repeat, 0) - 1)},
        opened=answers.opened,
    )


def renaming(repeat: str, number: int) -> Renaming:
    """What a path is called afterwards; None for what lies in the row that goes."""
    row = re.compile(re.escape(repeat) + r"\[(\d+)\](.*)", re.DOTALL)

    def renamed(path: str) -> str | None:
        found = row.fullmatch(path)
        if found is None or int(found[1]) < number:
            return path
        return None if int(found[1]) == number else f"{repeat}[{int(found[1]) - 1}]{found[2]}"

    return renamed


def moved(path: str, dropped: Sequence[str]) -> str | None:
    """What a path is called after rows (r[2]) were taken out one after another; None if it lay in
    one of them.
    """
    now: str | None = path
    for row in dropped:
        repeat, _, number = row.removesuffix("]").rpartition("[")
        now = renaming(repeat, int(number))(now) if now is not None else None
    return now


def counted(paths: list[str]) -> dict[str, int]:
    """How many rows each repeat has, told from the paths of answers: r[2]/name means two rows of r
    at least.
    """
    rows: dict[str, int] = {}
    for path in paths:
        for found in re.finditer(r"\[(\d+)\]", path):
            repeat = path[: found.start()]
            rows[repeat] = max(rows.get(repeat, 0), int(found[1]))
    return rows
