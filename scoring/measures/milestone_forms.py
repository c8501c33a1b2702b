"""A milestone reported on several forms, each with its own due date; their late deductions add up
(B-04). Pure.

A form not sent, or sent after a cut-off, proves none of its steps.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from scoring import lateness
from scoring.case import Case
from scoring.lines import Line
from scoring.measures.milestone_types import PartOfReport
from scoring.outcome import BadValueError, Deduction
from scoring.values import count, day


@dataclass(frozen=True, slots=True)
class FormsSent:
    """The steps the forms prove, when the last one came, whether any came by the cut-off, and what
    lateness costs.
    """

    steps: frozenset[int]
    last_sent: date | None
    any_counted: bool
    deductions: tuple[Deduction, ...]


def given(case: Case) -> bool:
    """Whether the report tells of its forms one by one."""
    return bool(case.values.get("forms"))


def read(forms: tuple[PartOfReport, ...], case: Case) -> FormsSent:
    """The forms of a report: [{"form": 1, "due": day, "submitted": day}, …]; where due is null
    there is none, so nothing is late.
    """
    told = case.values.get("forms")
    if isinstance(told, str) or not isinstance(told, Sequence):
        raise BadValueError("forms", "ต้องเป็นรายการแบบฟอร์ม", "must be a list of forms")
    known = {form.code: form for form in forms}
    seen: dict[str, date | None] = {}
    late: list[Deduction | None] = []
    for row in told:
        form = _form(row, known, seen)
        sent = seen[form.code] = day(row.get("submitted"), f"forms.{form.code}.submitted")
        due = day(row.get("due"), f"forms.{form.code}.due") or form.due or case.window.due
        if sent is None or case.window.is_cut_off(sent):
            continue
        if due is None and "due" in row:
            continue
        if due is None:
            raise BadValueError(
                f"forms.{form.code}.due",
                "ไม่มีวันครบกำหนด ต้องระบุ",
                "has no due date; it must be given",
            )
        name = Line(f"แบบฟอร์ม {form.code}", f"form {form.code}")
        late.append(lateness.deduction(replace(case.window, due=due), sent, case.calendar, name))
    counted = {code for code, sent in seen.items() if sent and not case.window.is_cut_off(sent)}
    return FormsSent(
        frozenset(
            step
            for form in forms
            if form.code in counted or form.code not in seen
            for step in form.steps
        ),
        max((sent for sent in seen.values() if sent), default=None),
        bool(counted),
        tuple(each for each in late if each),
    )


def _form(
    row: object, known: Mapping[str, PartOfReport], seen: Mapping[str, date | None]
) -> PartOfReport:
    if not isinstance(row, Mapping):
        raise BadValueError(
            "forms", "แต่ละแบบฟอร์มต้องมี form, due, submitted", "each form needs form, due, submitted"
        )
    code = str(count(row.get("form"), "forms.form"))
    if code not in known:
        raise BadValueError(
            "forms.form", f"ไม่มีแบบฟอร์ม {code} (มี {', '.join(known)})", f"there is no form {code}"
        )
    if code in seen:
        raise BadValueError("forms.form", f"แบบฟอร์ม {code} ซ้ำ", f"form {code} is given twice")
    return known[code]
