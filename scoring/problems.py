"""What is wrong in a programme's files, by file, key and reason. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic_core import ErrorDetails

_REASONS = {
    "greater_than": "ต้องมากกว่า {gt}",
    "greater_than_equal": "ต้องไม่น้อยกว่า {ge}",
    "less_than_equal": "ต้องไม่เกิน {le}",
    "too_short": "ต้องมีอย่างน้อย {min_length} ค่า",
    "too_long": "ต้องมีไม่เกิน {max_length} ค่า",
    "literal_error": "ต้องเป็น {expected}",
    "union_tag_invalid": "ไม่รู้จัก {discriminator} นี้ ต้องเป็น {expected_tags}",
    "union_tag_not_found": "ไม่มี {discriminator}",
    "decimal_parsing": "ต้องเป็นตัวเลข",
    "decimal_type": "ต้องเป็นตัวเลข",
    "int_parsing": "ต้องเป็นจำนวนเต็ม",
    "int_type": "ต้องเป็นจำนวนเต็ม",
    "int_from_float": "ต้องเป็นจำนวนเต็ม",
    "missing": "ไม่มีค่านี้ ต้องระบุ",
    "extra_forbidden": "ไม่รู้จักชื่อนี้ ตรวจสอบการสะกด",
    "string_too_short": "ว่างอยู่ ต้องระบุ",
    "string_type": "ต้องเป็นข้อความ",
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
        return (
            f"{self.file}: {self.key}: {self.reason}" if self.key else f"{self.file}: {self.reason}"
        )


class ProgrammeError(Exception):
    """A programme that cannot be used; `problems` lists everything wrong at once."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


def reason_of(error: ErrorDetails) -> str:
    """What one of pydantic's errors says to write instead."""
    told = _REASONS.get(error["type"])
    return (
        told.format(**error.get("ctx", {})) if told else error["msg"].removeprefix("Value error, ")
    )


def problem(
    error: ErrorDetails, told: Mapping[str, object], origin: Mapping[str, str], main: str
) -> Problem:
    """One of pydantic's errors as a person finds it; `origin` names the file each top-level key
    came from.
    """
    where = error["loc"]
    file = origin.get(str(where[0]), main) if where else main
    return Problem(file, _named(where, told), reason_of(error))


def _named(where: tuple[int | str, ...], told: object) -> str:
    """The key as a person finds it: indicators[4].measure.thresholds, rows named by their code
    where they have one.
    """
    words: list[str] = []
    for part in where:
        if part in _KINDS:  # the kind of a measure: pydantic's choice, not a key in the file
            continue
        told = _inside(told, part)
        if isinstance(part, int):
            code = told.get("code") if isinstance(told, Mapping) else None
            words[-1:] = [f"{words[-1] if words else ''}[{code or part + 1}]"]
        elif told is not None or part == where[-1]:
            words.append(part)
    return ".".join(words)


def _inside(told: object, part: int | str) -> object:
    if isinstance(told, Mapping):
        return told.get(part)
    return (
        told[part]
        if isinstance(told, list | tuple) and isinstance(part, int) and part < len(told)
        else None
    )


_KINDS = (
    "category_threshold",
    "composite",
    "count_step",
    "level_set",
    "milestone",
    "range_band",
    "rubric_points",
    "threshold_linear",
)
