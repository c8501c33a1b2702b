"""One case as other programs hand it in, and its answer: indicators, totals, rankings, appraisals,
surveys. Pure.

Never raises for a bad case: the answer has status invalid and names the field and the rule.
"""

from collections.abc import Mapping
from datetime import date

from scoring import appraisal, award, total
from scoring.lines import Line
from scoring.outcome import BadValueError
from scoring.programme import Programme
from scoring.result import Score, refused
from scoring.score import score
from scoring.survey import answers
from scoring.values import day
from thai.digits import arabic

APPRAISALS = ("ปผ.1", "ปผ.2", "ปผ.3")


def answer(programme: Programme, case: Mapping[str, object]) -> Score:
    """The score of a case: {"indicator": …, "values": {…}, "submitted": …, and perhaps due, cutoff,
    holidays}.
    """
    try:
        what = case.get("indicator")
        if not isinstance(what, str | int) or isinstance(what, bool) or what == "":
            raise BadValueError(
                "indicator", "ไม่มีค่า ต้องระบุรหัสตัวชี้วัด", "is missing; it must be a code"
            )
        values = case.get("values")
        if values is None:
            values = {}
        if not isinstance(values, Mapping):
            raise BadValueError(
                "values", "ต้องเป็นตารางชื่อกับค่า", "must be a table of names and values"
            )
        return _answer(programme, arabic(str(what)).strip(), values, case)
    except BadValueError as wrong:
        return refused("invalid", wrong.reason)


def _answer(
    programme: Programme, what: str, values: Mapping[str, object], case: Mapping[str, object]
) -> Score:
    if what.upper() == "TOTAL":
        return (
            award.total(programme, values)
            if award.dimensions(programme)
            else total.total(programme, values)
        )
    if what.upper() == "RANK":
        return award.ranks(values)
    if what.lower() == "survey":
        return answers.survey(programme.survey, values)
    if what in APPRAISALS:
        return _appraised(programme, what, values)
    return score(
        programme,
        what,
        values,
        day(case.get("submitted"), "submitted"),
        stage=_stage(case.get("stage")),
        due=day(case.get("due"), "due"),
        cutoff=day(case.get("cutoff"), "cutoff"),
        holidays=_days(case.get("holidays")),
    )


def _stage(told: object) -> str | None:
    return None if told is None else str(told)


def _appraised(programme: Programme, form: str, values: Mapping[str, object]) -> Score:
    if programme.appraisal is None:
        return refused(
            "invalid",
            Line(
                f"indicator: โครงการนี้ไม่มีแบบ {form}", f"indicator: no form {form} in this programme"
            ),
        )
    return appraisal.appraise(programme.appraisal, form, values)


def _days(told: object) -> frozenset[date] | None:
    if told is None:
        return None
    if not isinstance(told, list | tuple):
        raise BadValueError("holidays", "ต้องเป็นรายการวันที่", "must be a list of days")
    days = (day(each, "holidays") for each in told)
    return frozenset(each for each in days if each)
