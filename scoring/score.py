"""The score of one report: raw, deductions, final, weighted, each step explained. Pure.

raw comes from the measure; final = max(0, raw − all deductions); weighted = final × weight / 100.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from scoring import lateness
from scoring.case import Case, Window
from scoring.indicator import Indicator
from scoring.lines import MINUS, Line, places, plain, points_text, rounded
from scoring.measures.rule import Rule
from scoring.outcome import BadValueError, Outcome, UndecidedError
from scoring.programme import Programme
from scoring.result import Score, refused
from thai.working_days import Calendar

__all__ = ["Score", "score"]

UNSCORED = Line(  # C-01
    "เอกสารไม่ได้กำหนดเกณฑ์การให้คะแนน ตรวจความครบถ้วนเท่านั้น",
    "the document sets no scale: completeness only",
)


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
    """The score of one indicator's report; due, cutoff and holidays replace the programme's own for
    this case.

    Never raises for bad values: they come back as status invalid with a sentence naming the field
    and the rule.
    """
    try:
        indicator = programme.indicator(code)
    except KeyError:
        if not programme.indicators:
            return refused("needs_decision", UNSCORED)
        return refused(
            "invalid",
            Line(f"indicator: ไม่มีตัวชี้วัด {code}", f"indicator: there is no indicator {code}"),
        )
    calendar = programme.calendar if holidays is None else Calendar(frozenset(holidays))
    try:
        window = _window(indicator, stage or values.get("stage"), due, cutoff)
        if programme.settings.roll_deadline:
            window = window.rolled(calendar)
        case = Case(
            values,
            submitted,
            window,
            calendar,
            programme.settings,
            indicator.unit,
            programme.parts(code),
        )
        return _scored(indicator, case)
    except BadValueError as wrong:
        return refused("invalid", wrong.reason, indicator.weight)
    except UndecidedError as undecided:
        return refused("needs_decision", undecided.reason, indicator.weight)


def _window(indicator: Indicator, stage: object, due: date | None, cutoff: date | None) -> Window:
    try:
        window = indicator.window(None if stage is None else str(stage))
    except KeyError:
        known = ", ".join(each.code for each in indicator.stages)
        raise BadValueError(
            "stage", f"ไม่มีขั้น “{stage}” (มี {known})", f"there is no stage “{stage}” ({known})"
        ) from None
    return _replaced(window, due, cutoff) if due or cutoff else window


def _replaced(window: Window, due: date | None, cutoff: date | None) -> Window:
    """The window of a rehearsal; a cut-off that a later due date has overtaken follows at its old
    distance.
    """
    if due and cutoff and cutoff < due:
        raise BadValueError(
            "cutoff",
            f"({cutoff}) มาก่อนวันครบกำหนด ({due})",
            f"({cutoff}) comes before the due date ({due})",
        )
    if due and not cutoff and window.due and window.cutoff and window.cutoff < due:
        cutoff = due + (window.cutoff - window.due)
    return replace(window, due=due or window.due, cutoff=cutoff or window.cutoff)


def _scored(indicator: Indicator, case: Case) -> Score:
    cancelled = indicator.measure.cancelled(case)
    if cancelled:
        return refused("excluded", cancelled, indicator.weight)
    outcome = _outcome(indicator.measure, case)
    if outcome.status == "cut_off" and case.settings.cutoff == "excluded":
        return refused("excluded", outcome.reason or outcome.lines[-1], indicator.weight)
    return _finished(indicator, case, outcome)


def _outcome(measure: Rule, case: Case) -> Outcome:
    """What the measure makes of the report, once it is known that it was sent, and in time to
    count.
    """
    if measure.judges_lateness(case):
        return measure.outcome(case)
    if case.sent is None:
        is_asked = case.window.is_binding and not measure.day_in_values
        return lateness.nothing_sent() if is_asked or not case.values else measure.outcome(case)
    if case.window.is_cut_off(case.sent):
        return lateness.cut_off(case.window, case.sent, _told(measure, case))
    outcome = measure.outcome(case)
    late = lateness.deduction(case.window, case.sent, case.calendar)
    return replace(outcome, deductions=(*outcome.deductions, late)) if late else outcome


def _told(measure: Rule, case: Case) -> Outcome | None:
    """What the scale gives a report that will not count; bad values are still refused."""
    try:
        return measure.outcome(case)
    except UndecidedError:
        return None


def _finished(indicator: Indicator, case: Case, outcome: Outcome) -> Score:
    decimals = case.settings.decimals_score
    taken = sum((each.points for each in outcome.deductions), Fraction(0))
    final = _final(outcome, taken)
    weight = indicator.share if outcome.basis is None else outcome.basis
    weighted = _weighted(indicator.measure, weight, final)
    closing = (
        *_subtraction(outcome, taken, final),
        *_weighting(indicator.measure, weight, final, weighted),
    )
    return Score(
        outcome.status,
        weight=None if weight is None else Decimal(plain(weight)),
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


def _final(outcome: Outcome, taken: Fraction) -> Fraction:
    """Never below 0 (rule 4), and 0 after a cut-off, whatever the scale gave (rule 5)."""
    return Fraction(0) if outcome.status == "cut_off" else max(Fraction(0), outcome.raw - taken)


def _subtraction(outcome: Outcome, taken: Fraction, final: Fraction) -> tuple[Line, ...]:
    """Shown when there is more than one thing to take off, or more than there was."""
    if taken > outcome.raw:
        sum_ = f"{places(outcome.raw)} {MINUS} {points_text(taken)}"
        return (Line(f"{sum_} ต่ำกว่า 0 จึงได้ 0.0000", f"{sum_} is below 0, so 0.0000"),)
    if len(outcome.deductions) < 2:
        return ()
    sum_ = f"{places(outcome.raw)} {MINUS} {points_text(taken)} = {places(final)}"
    return (Line(sum_, sum_),)


def _weighted(measure: Rule, weight: Fraction | None, final: Fraction) -> Fraction | None:
    """final × weight / 100; points of a rubric are their own weight."""
    if measure.in_points:
        return final
    return None if weight is None else final * weight / 100


def _weighting(
    measure: Rule, weight: Fraction | None, final: Fraction, weighted: Fraction | None
) -> tuple[Line, ...]:
    if measure.in_points:
        return ()
    if weighted is None or weight is None:
        return (Line("ยังไม่ได้กำหนดน้ำหนัก", "no weight has been set yet"),)
    sum_ = f"{places(final)} × {plain(weight)} % = {places(weighted)}"
    return (Line(sum_, sum_),)


def _in_time(outcome: Outcome, final: Fraction) -> tuple[Line, ...]:
    """What sending in time would have kept."""
    if not outcome.deductions:
        return ()
    kept = sum((each.points for each in outcome.deductions if each.reason != "late"), Fraction(0))
    more = max(Fraction(0), outcome.raw - kept) - final
    if not more:
        return ()
    return (Line(f"ส่งทันกำหนดได้ +{points_text(more)}", f"sent on time: +{points_text(more)}"),)
