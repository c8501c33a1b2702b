"""Reading a survey handed in as frequencies, as responses, or as a mean alone, and answering its
figures. Pure.
"""

from collections.abc import Mapping, Sequence

from scoring.lines import Line, places
from scoring.outcome import BadValueError
from scoring.result import Score, refused
from scoring.survey.figures import Figures, SurveyRules, averages, figures, frequency, groups, level
from scoring.values import count, given, number

Rows = Mapping[str, Sequence[int | None]]


def survey(rules: SurveyRules, values: Mapping[str, object]) -> Score:
    """n, mean, S.D. and level; for responses also each item, dimension and group."""
    try:
        if given(values, "responses"):
            return _of_responses(rules, values)
        if given(values, "frequency"):
            return _of_frequency(rules, values["frequency"])
        return _of_mean(rules, values)
    except BadValueError as wrong:
        return refused("invalid", wrong.reason)


def _of_mean(rules: SurveyRules, values: Mapping[str, object]) -> Score:
    mean = number(values.get("mean"), "mean")
    if not 1 <= mean <= 5:
        raise BadValueError("mean", "ต้องอยู่ระหว่าง 1 ถึง 5", "must be from 1 to 5")
    return _answer(
        Figures(0, mean, None),
        rules,
        {"mean": places(mean), "mean_display": places(mean, 2), "level": level(mean, rules)},
    )


def _of_frequency(rules: SurveyRules, told: object) -> Score:
    if not isinstance(told, Mapping):
        raise BadValueError(
            "frequency", "ต้องเป็นตารางระดับ 1-5 กับจำนวนคน", "must be a table of 1 to 5 and counts"
        )
    counted = {
        _answered(value, "frequency"): count(times, f"frequency.{value}")
        for value, times in told.items()
    }
    answers = {value: times for value, times in counted.items() if value is not None}
    found = figures(answers, rules)
    return _answer(found, rules, found.to_json(rules) | {"frequency": frequency(answers)})


def _of_responses(rules: SurveyRules, values: Mapping[str, object]) -> Score:
    rows = _rows(values["responses"])
    items = max((len(row) for row in rows.values()), default=0)
    columns = [[row[item] for row in rows.values() if item < len(row)] for item in range(items)]
    answered = [[each for each in column if each is not None] for column in columns]
    overall = figures(averages(rows.values()), rules)
    facts = overall.to_json(rules) | {
        "respondents": len(rows),
        "items": [
            figures(column, rules).to_json(rules) | {"frequency": frequency(column)}
            for column in answered
        ],
        "dimensions": {
            name: figures(
                averages([row[i] for i in places_ if i < len(row)] for row in rows.values()), rules
            ).to_json(rules)
            for name, places_ in _dimensions(values.get("dimensions"), items).items()
        },
    }
    if isinstance(values.get("groups"), Mapping):
        facts["groups"] = _groups(rows, values["groups"], rules)
    return _answer(overall, rules, facts)


def _rows(told: object) -> Rows:
    """The answers of each respondent, by id; a list stands for unnamed respondents."""
    listed = dict(enumerate(told, start=1)) if isinstance(told, list | tuple) else told
    if not isinstance(listed, Mapping):
        raise BadValueError(
            "responses", "ต้องเป็นตารางผู้ตอบกับคำตอบ", "must be a table of respondents and answers"
        )
    rows: dict[str, Sequence[int | None]] = {}
    for key, answers in listed.items():
        if not isinstance(answers, list | tuple):
            raise BadValueError(
                f"responses.{key}", "ต้องเป็นรายการคำตอบ", "must be a list of answers"
            )
        rows[str(key)] = [_answered(answer, f"responses.{key}") for answer in answers]
    return rows


def _answered(value: object, name: str) -> int | None:
    """1 to 5, or None for a blank."""
    if value is None or value == "":
        return None
    answer = count(value, name)
    if not 1 <= answer <= 5:
        raise BadValueError(
            name, f"คำตอบต้องเป็น 1-5 ไม่ใช่ {value}", f"an answer must be 1 to 5, not {value}"
        )
    return answer


def _dimensions(told: object, items: int) -> dict[str, list[int]]:
    """The items of each dimension, counted from 1; without any, all items are one."""
    if told is None:
        return {"1": list(range(items))}
    if not isinstance(told, Mapping):
        raise BadValueError(
            "dimensions", "ต้องเป็นตารางด้านกับข้อ", "must be a table of dimensions and items"
        )
    chosen = {
        str(name): [count(item, "dimensions") for item in each] for name, each in told.items()
    }
    if any(not 1 <= item <= items for each in chosen.values() for item in each):
        raise BadValueError("dimensions", f"ข้อต้องเป็น 1-{items}", f"an item must be 1 to {items}")
    return {name: [item - 1 for item in each] for name, each in chosen.items()}


def _groups(rows: Rows, told: object, rules: SurveyRules) -> dict[str, object]:
    """The figures of each group, and fewer than five said as such."""
    assert isinstance(told, Mapping)
    found = groups(rows, {str(key): str(name) for key, name in told.items()}, rules)
    small = {"note": f"น้อยกว่า {rules.min_group} คน"}
    return {name: small if each is None else each.to_json(rules) for name, each in found.items()}


def _answer(found: Figures, rules: SurveyRules, facts: Mapping[str, object]) -> Score:
    if found.mean is None:
        line = Line("ไม่มีคำตอบ จึงไม่มีค่าเฉลี่ยและระดับ", "no answers, so neither mean nor level")
    else:
        th = f"ค่าเฉลี่ย {places(found.mean, 2)} = {level(found.mean, rules)}"
        line = Line(th, f"mean {places(found.mean, 2)} = {level(found.mean, rules)}")
    return Score("scored", explanation=(line,), facts=facts)
