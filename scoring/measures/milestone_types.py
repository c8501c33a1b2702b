"""A milestone whose data types arrive one by one, each late on its own account (A-22). Pure.

A type not received by the cut-off is not done and stops the chain; only types inside the chain cost
points.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from scoring import lateness
from scoring.case import Case
from scoring.lines import Line
from scoring.outcome import BadValueError, Deduction
from scoring.stated import Code, Stated
from scoring.values import count, day


class PartOfReport(Stated):
    """A data type or a form: its name, the steps it is the proof of, and the work it is sent as."""

    code: Code
    name: str
    steps: tuple[int, ...]
    due: date | None = None
    work: Code | None = None


@dataclass(frozen=True, slots=True)
class Arrivals:
    """When each data type came, and which of them came by the cut-off."""

    sent: Mapping[str, date]
    counted: frozenset[str]


def read(types: tuple[PartOfReport, ...], case: Case) -> Arrivals:
    """The day of each type from submitted_by_type, or the one day of the whole report."""
    told = case.values.get("submitted_by_type")
    if told is None:
        told = {} if case.sent is None else dict.fromkeys((each.code for each in types), case.sent)
    if not isinstance(told, Mapping):
        raise BadValueError(
            "submitted_by_type", "ต้องเป็นตารางประเภทกับวันที่", "must be a table of types and days"
        )
    known = {each.code for each in types}
    sent: dict[str, date] = {}
    for code, when in told.items():
        name = str(count(code, "submitted_by_type"))
        if name not in known:
            raise BadValueError(
                "submitted_by_type", f"ไม่มีประเภทข้อมูล {code}", f"there is no data type {code}"
            )
        found = day(when, f"submitted_by_type.{name}")
        if found:
            sent[name] = found
    return Arrivals(
        sent, frozenset(code for code, when in sent.items() if not case.window.is_cut_off(when))
    )


def taken_off(
    types: tuple[PartOfReport, ...], arrived: Arrivals, level: int, case: Case
) -> tuple[Deduction, ...]:
    """The late deduction of each type inside the chain."""
    late = (
        lateness.deduction(
            case.window,
            arrived.sent[each.code],
            case.calendar,
            Line(f"ประเภท {each.code}", f"type {each.code}"),
        )
        for each in types
        if each.code in arrived.counted and max(each.steps) <= level
    )
    return tuple(each for each in late if each)
