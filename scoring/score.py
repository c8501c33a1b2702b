"""The score of one report: raw, deductions, final, weighted, each step explained. Pure.

raw comes from the measure; final = max(0, raw − all deductions); weighted = final × weight / 100.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from scoring import lateness
from scoring.case import Case, Window
from scoring.indicator import Indicator
from scoring.lines import MINUS, Line, places, plain, points_text, rounded
from scoring.outcome import BadValueError, Deduction, Outcome, Status, UndecidedError
from scoring.programme import Programme
from thai.working_days import Calendar


@dataclass(frozen=True, slots=True)
class Score:
    """A score and how it came about; numbers are of record (4 decimals), `exact` is the final one unrounded."""

    status: Status
    weight: Decimal | None = None
    reason: str | None = None
    raw_score: Decimal | None = None
    deductions: tuple[Deduction, ...] = ()
    total_deduction: Decimal | None = None
    final_score: Decimal | None = None
    weighted_score: Decimal | None = None
    exact: Fraction | None = None
    explanation: tuple[Line, ...] = ()
    gain: tuple[Line, ...] = ()
    window: Window | None = None
    sent: date | None = None
    facts: Mapping[str, object] = field(default_factory=dict)

    def to_json(self) -> dict[str, object]:
        """The answer other programs rely on: numbers as strings with 4 decimals, explanation in Thai."""
        answer: dict[str, object] = {
            "status": self.status,
            "raw_score": _text(self.raw_score),
            "deductions": [_deduction_json(each) for each in self.deductions],
            "total_deduction": _text(self.total_deduction),
            "final_score": _text(self.final_score),
            "weight": None if self.weight is None else plain(Fraction(self.weight)),
            "weighted_score": _text(self.weighted_score),
            "explanation": [line.th for line in self.explanation],
            **self.facts,
        }
        return answer if self.reason is None else answer | {"reason": self.reason}


def score(  # noqa: PLR0913 - a rehearsal may replace each date on its own
    programme: Programme,
    code: str,
    values: Mapping[str, object],
    submitted: date | None,
    *,
    stage: str | None = None,
    due: date | None = None,
    cutoff: date | None = None,
    holidays: Iterable[date] | None = None,
) -> Score:
    """The score of one indicator's report; due, cutoff and holidays replace the programme's own for this case.

    Never raises for bad values: they come back as status invalid with a sentence naming the field and the rule.
    """
    try:
        indicator = programme.indicator(code)
    except KeyError:
        return refused("invalid", Line(f"indicator: ไม่มีตัวชี้วัด {code}", f"indicator: there is no indicator {code}"))
    calendar = programme.calendar if holidays is None else Calendar(frozenset(holidays))
    try:
        window = _window(indicator, stage or values.get("stage"), due, cutoff)
        if programme.settings.roll_deadline:
            window = window.rolled(calendar)
        case = Case(values, submitted, window, calendar, programme.settings, indicator.unit)
        return _scored(indicator, case)
    except BadValueError as wrong:
        return refused("invalid", wrong.reason, indicator.weight)
    except UndecidedError as undecided:
        return refused("needs_decision", undecided.reason, indicator.weight)


def refused(status: Status, reason: Line, weight: Decimal | None = None) -> Score:
    """No score, and why."""
    return Score(status, weight=weight, reason=reason.th, explanation=(reason,))


def _window(indicator: Indicator, stage: object, due: date | None, cutoff: date | None) -> Window:
    try:
        window = indicator.window(None if stage is None else str(stage))
    except KeyError:
        known = ", ".join(each.code for each in indicator.stages)
        raise BadValueError("stage", f"ไม่มีขั้น “{stage}” (มี {known})", f"there is no stage “{stage}” ({known})") from None
    return replace(window, due=due or window.due, cutoff=cutoff or window.cutoff)


def _scored(indicator: Indicator, case: Case) -> Score:
    measure = indicator.measure
    cancelled = measure.cancelled(case)
    if cancelled:
        return refused("excluded", cancelled, indicator.weight)
    if measure.judges_lateness(case):
        return _finished(indicator, case, measure.outcome(case))
    if case.sent is None:
        if case.window.is_binding or not case.values:
            return _finished(indicator, case, _NOTHING_SENT)
        return _finished(indicator, case, measure.outcome(case))
    if case.window.is_cut_off(case.sent):
        return _cut_off(indicator, case, case.sent)
    return _finished(indicator, case, _with_lateness(measure.outcome(case), case, case.sent))


def _with_lateness(outcome: Outcome, case: Case, sent: date) -> Outcome:
    late = lateness.deduction(case.window, sent, case.calendar)
    return replace(outcome, deductions=(*outcome.deductions, late)) if late else outcome


def _cut_off(indicator: Indicator, case: Case, sent: date) -> Score:
    """After the cut-off: 0 with its weight (A-18), or out of the basis where the programme says so."""
    try:
        told = indicator.measure.outcome(case).lines
    except UndecidedError:
        told = ()
    reason = lateness.cut_off_line(case.window, sent)
    if case.settings.cutoff == "excluded":
        return refused("excluded", reason, indicator.weight)
    return _finished(indicator, case, Outcome(Fraction(0), (*told, reason), status="cut_off", reason=reason))


def _finished(indicator: Indicator, case: Case, outcome: Outcome) -> Score:
    decimals = case.settings.decimals_score
    taken = sum((each.points for each in outcome.deductions), Fraction(0))
    final = max(Fraction(0), outcome.raw - taken)
    weighted = None if indicator.weight is None else final * Fraction(indicator.weight) / 100
    closing = (*_subtraction(outcome, taken, final), *_weighting(indicator, final, weighted))
    return Score(
        outcome.status,
        weight=indicator.weight,
        reason=outcome.reason.th if outcome.reason else None,
        raw_score=rounded(outcome.raw, decimals),
        deductions=outcome.deductions,
        total_deduction=rounded(taken, decimals),
        final_score=rounded(final, decimals),
        weighted_score=None if weighted is None else rounded(weighted, decimals),
        exact=final,
        explanation=(*outcome.lines, *(each.line for each in outcome.deductions), *closing),
        gain=(*_in_time(outcome, final), *outcome.gain),
        window=case.window,
        sent=case.sent,
        facts=outcome.facts,
    )


def _subtraction(outcome: Outcome, taken: Fraction, final: Fraction) -> tuple[Line, ...]:
    """Shown when there is more than one thing to take off, or more than there was."""
    if taken > outcome.raw:
        sum_ = f"{places(outcome.raw)} {MINUS} {points_text(taken)}"
        return (Line(f"{sum_} ต่ำกว่า 0 จึงได้ 0.0000", f"{sum_} is below 0, so 0.0000"),)
    if len(outcome.deductions) < 2:
        return ()
    sum_ = f"{places(outcome.raw)} {MINUS} {points_text(taken)} = {places(final)}"
    return (Line(sum_, sum_),)


def _weighting(indicator: Indicator, final: Fraction, weighted: Fraction | None) -> tuple[Line, ...]:
    if weighted is None or indicator.weight is None:
        return (Line("ยังไม่ได้กำหนดน้ำหนัก", "no weight has been set yet"),)
    sum_ = f"{places(final)} × {plain(Fraction(indicator.weight))} % = {places(weighted)}"
    return (Line(sum_, sum_),)


def _in_time(outcome: Outcome, final: Fraction) -> tuple[Line, ...]:
    """What sending in time would have kept."""
    kept = sum((each.points for each in outcome.deductions if each.reason != "late"), Fraction(0))
    more = max(Fraction(0), outcome.raw - kept) - final
    if not more:
        return ()
    return (Line(f"ส่งทันกำหนดได้ +{points_text(more)}", f"sent on time: +{points_text(more)}"),)


def _text(number: Decimal | None) -> str | None:
    return None if number is None else str(number)


def _deduction_json(deduction: Deduction) -> dict[str, object]:
    amount: dict[str, object] = {"points": places(deduction.points)}
    if deduction.reason == "late":
        counted: dict[str, object] = {"reason": "late", "days": deduction.days}
    else:
        counted = {"reason": deduction.reason, "missing": deduction.missing}
    return counted | ({"of": deduction.of} if deduction.of else {}) | amount


_REASON_NOTHING = Line("ยังไม่ได้ส่งรายงาน = 0.0000", "nothing was sent = 0.0000")
_NOTHING_SENT = Outcome(Fraction(0), (_REASON_NOTHING,), status="not_submitted", reason=_REASON_NOTHING)
