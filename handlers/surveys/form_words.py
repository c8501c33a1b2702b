"""What is wrong with a form, or to be known of it, in words: where it stands in the file, and
why.
"""

import tomllib
from collections.abc import Iterable, Mapping
from importlib.resources import files
from typing import Any

from forms.problems import Problem, in_english

_THAI: dict[str, Any] = tomllib.loads(
    files("handlers.wording").joinpath("form_reasons.th.toml").read_text("utf-8"),
)
REASONS: Mapping[str, str] = _THAI["reasons"]


def worded(problems: Iterable[Problem], language: str) -> list[str]:
    """A sentence each, a sentence said twice once only."""
    say = in_english if language == "en" else in_thai
    return list(dict.fromkeys(map(say, problems)))


def in_thai(problem: Problem) -> str:
    """survey แถว 12 · ข้อ age · คอลัมน์ relevant: ไม่รู้จักฟังก์ชัน foo()"""
    where = []
    if problem.sheet:
        key = "place" if problem.row else "sheet"
        where.append(_THAI[key].format(sheet=problem.sheet, row=problem.row))
    if problem.name:
        where.append(_THAI["question"].format(name=problem.name))
    if problem.column:
        where.append(_THAI["column"].format(column=problem.column))
    said = REASONS[problem.code].format(**problem.values)
    return f"{' · '.join(where)}: {said}" if where else said


def to_json(problem: Problem) -> dict[str, Any]:
    return {
        "code": problem.code,
        "values": dict(problem.values),
        "path": problem.path,
        "column": problem.column,
        "sheet": problem.sheet,
        "row": problem.row,
    }


def from_json(stored: Iterable[Mapping[str, Any]]) -> list[Problem]:
    return [Problem(**one) for one in stored]
