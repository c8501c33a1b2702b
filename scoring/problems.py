"""What is wrong in a programme's files, by file, key and reason. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic_core import ErrorDetails

_REASONS = {
    "missing": "ไม่มีค่านี้ ต้องระบุ",
    "extra_forbidden": "ไม่รู้จักชื่อนี้ ตรวจสอบการสะกด",
    "string_too_short": "ว่างอยู่ ต้องระบุ",
    "string_type": "ต้องเป็นข้อความในเครื่องหมายคำพูด",
    "bool_type": "ต้องเป็น true หรือ false",
    "date_from_datetime_parsing": "ต้องเป็นวันที่ เช่น 2013-03-20",
    "date_type": "ต้องเป็นวันที่ เช่น 2013-03-20",
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong: the file, the key inside it, and what to write instead."""

    file: str
    key: str
    reason: str

    def __str__(self) -> str:
        return f"{self.file}: {self.key}: {self.reason}" if self.key else f"{self.file}: {self.reason}"


class ProgrammeError(Exception):
    """A programme that cannot be used; `problems` lists everything wrong at once."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


def problem(error: ErrorDetails, told: Mapping[str, object], origin: Mapping[str, str], main: str) -> Problem:
    """One of pydantic's errors as a person finds it; `origin` names the file each top-level key came from."""
    where = error["loc"]
    file = origin.get(str(where[0]), main) if where else main
    reason = _REASONS.get(error["type"]) or error["msg"].removeprefix("Value error, ")
    return Problem(file, _named(where, told), reason)


def _named(where: tuple[int | str, ...], told: object) -> str:
    """The key as a person finds it: indicators[4].measure.thresholds, rows named by their code where they have one."""
    words: list[str] = []
    for part in where:
        told = _inside(told, part)
        code = told.get("code") if isinstance(told, Mapping) and isinstance(part, int) else None
        if isinstance(part, int):
            words[-1:] = [f"{words[-1] if words else ''}[{code or part + 1}]"]
        elif told is not None or part == where[-1]:
            words.append(part)
    return ".".join(words)


def _inside(told: object, part: int | str) -> object:
    if isinstance(told, Mapping):
        return told.get(part, told if part in _KINDS else None)
    if isinstance(told, list | tuple) and isinstance(part, int) and part < len(told):
        return told[part]
    return told if part in _KINDS else None


_KINDS = ("threshold_linear", "category_threshold", "milestone")
