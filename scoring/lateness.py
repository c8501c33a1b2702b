"""Late deduction: rate × working days late, the day of sending included (A-17), the due date not
moved (A-16). Pure.
"""

from dataclasses import replace
from datetime import date
from fractions import Fraction

from scoring.case import Window
from scoring.lines import MINUS, Line, day_en, day_th, plain, points_text
from scoring.outcome import Deduction, Outcome
from thai.working_days import Calendar


def deduction(
    window: Window, sent: date, calendar: Calendar, of: Line | None = None
) -> Deduction | None:
    """What is taken off for sending on this day; None when it was in time or being late costs
    nothing.
    """
    if window.due is None or sent <= window.due or not window.rate:
        return None
    days = calendar.late(window.due, sent)
    points = window.rate * days
    return Deduction(
        "late",
        points,
        _line(window, sent, days, of),
        days=days,
        due=window.due,
        sent=sent,
        of=of.th if of else None,
    )


def nothing_sent() -> Outcome:
    """Nothing was filed: 0, the weight stays."""
    reason = Line("ยังไม่ได้ส่งรายงาน = 0.0000", "nothing was sent = 0.0000")
    return Outcome(Fraction(0), (reason,), status="not_submitted", reason=reason)


def cut_off(window: Window, sent: date, told: Outcome | None = None) -> Outcome:
    """Filed after the cut-off: it does not count, the weight stays (A-18).

    `told` is what the scale makes of the report: its raw score is kept beside a final score of 0
    (rule 8 of section 2.3).
    """
    reason = cut_off_line(window, sent)
    judged = told or Outcome(Fraction(0))
    lines = (*judged.lines, reason)
    return replace(judged, lines=lines, gain=(), deductions=(), status="cut_off", reason=reason)


def cut_off_line(window: Window, sent: date) -> Line:
    """Why a report after the cut-off does not count."""
    assert window.cutoff is not None
    return Line(
        f"ส่ง {day_th(sent)} หลังวันปิดรับ {day_th(window.cutoff)} ไม่นำมาประกอบการประเมินผล = 0.0000",
        f"sent {day_en(sent)}, after the cut-off {day_en(window.cutoff)}: not counted = 0.0000",
    )


def _line(window: Window, sent: date, days: int, of: Line | None) -> Line:
    assert window.due is not None
    th_of, en_of = (f"{of.th}: ", f"{of.en}: ") if of else ("", "")
    th_span = f"{day_th(window.due, year=window.due.year != sent.year)} → {day_th(sent)}"
    en_span = f"{day_en(window.due, year=window.due.year != sent.year)} → {day_en(sent)}"
    if not days:
        return Line(
            f"{th_of}ส่งหลังกำหนด ({th_span}) แต่ไม่ถึง 1 วันทำการ ไม่หักคะแนน",
            f"{en_of}sent after the due date ({en_span}) but no working day late: nothing taken "
            "off",
        )
    sum_ = f"× {plain(window.rate)} = {MINUS}{points_text(window.rate * days)}"
    return Line(
        f"{th_of}ช้า {days} วันทำการ ({th_span}) {sum_}",
        f"{en_of}{days} working day{'s' * (days > 1)} late ({en_span}) {sum_}",
    )
