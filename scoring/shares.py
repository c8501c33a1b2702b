"""What one office's report adds to an indicator that scores another office: its share, as it is,
never as a score. Pure.
"""

from collections.abc import Mapping
from fractions import Fraction

from scoring.indicator import Indicator
from scoring.lines import Line, plain
from scoring.measures import Measure
from scoring.measures.category_threshold import CategoryThreshold
from scoring.measures.count_step import CountStep
from scoring.measures.milestone import Milestone
from scoring.outcome import BadValueError
from scoring.values import Values, amount, given

OF_BACKLOG = ("resolved", "backlog")
OF_ALL = ("numerator", "denominator")


def share(indicator: Indicator, values: Values) -> Line | None:
    """88 of 97 places, 3 times, steps 1, 2, 3; None where the values say none of it."""
    try:
        return _share(indicator, values)
    except BadValueError:
        return None


def _share(indicator: Indicator, values: Values) -> Line | None:
    measure, unit = indicator.measure, indicator.unit
    if isinstance(measure, Milestone):
        return _steps(measure, values)
    if isinstance(measure, CountStep):
        if not given(values, "value"):
            return None
        times = plain(amount(values["value"], "value"))
        return Line(f"{times} {unit.th}", f"{times} {unit.en}")
    if given(values, "meetings"):
        return _meetings(values["meetings"])
    return _of_all(measure, values, indicator)


def _of_all(measure: Measure, values: Values, indicator: Indicator) -> Line | None:
    part, whole = OF_BACKLOG if isinstance(measure, CategoryThreshold) else OF_ALL
    if not given(values, whole):
        return None
    all_ = amount(values[whole], whole)
    done = amount(values[part], part) if given(values, part) else Fraction(0)
    unit = indicator.unit
    return Line(
        f"{_grouped(done)} จาก {_grouped(all_)} {unit.th}",
        f"{_grouped(done)} of {_grouped(all_)} {unit.en}",
    )


def _grouped(number: Fraction) -> str:
    """12,500,000.5: as amounts are read."""
    whole, point, decimals = plain(number, 2).partition(".")
    return f"{int(whole):,}{point}{decimals}"


def _steps(measure: Milestone, values: Values) -> Line | None:
    done = values.get("steps_done")
    if not isinstance(done, list | tuple | set | frozenset):
        types = values.get("submitted_by_type")
        done = [*types] if isinstance(types, Mapping) else []
    names = ", ".join(map(str, done))
    if not names:
        return None
    kind = Line("ประเภทข้อมูล", "data types") if measure.data_types else Line("ขั้นตอนที่", "steps")
    return Line(f"{kind.th} {names}", f"{kind.en} {names}")


def _meetings(meetings: object) -> Line:
    held = [*meetings.values()] if isinstance(meetings, Mapping) else meetings
    each = held if isinstance(held, list | tuple) else [held]
    told = " / ".join(str(one) for one in each)
    return Line(f"ประชุม {told} ครั้ง", f"{told} meetings")
