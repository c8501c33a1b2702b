"""level_set: only levels 1, 3 and 5 exist; a share designated everywhere, and the day the report
came (A-10). Pure.

Not every district -> 0, flagged for the verifier; more than the share -> 5 in time, 3 late; else 1.
"""

from decimal import Decimal
from fractions import Fraction
from typing import Literal

from scoring import ratio
from scoring.case import Case
from scoring.lines import Line, day_en, day_th, places, plain
from scoring.measures.rule import Rule
from scoring.outcome import BadValueError, Outcome
from scoring.values import flag, given, within


class LevelSet(Rule):
    """The share (per cent) to be exceeded, and the levels for in time, late, and not exceeded."""

    type: Literal["level_set"]
    more_than: Decimal
    in_time: int = 5
    late: int = 3
    not_more: int = 1

    @property
    def reads(self) -> tuple[tuple[str, ...], ...]:
        """The share designated, and whether every district has some."""
        return (("percent", "all_districts"), ("numerator", "denominator", "all_districts"))

    def outcome(self, case: Case) -> Outcome:
        """The level, in the order of the sheet: spread, share, day."""
        found = self._share(case)
        everywhere = flag(case.values, "all_districts")
        if everywhere is None:
            raise BadValueError(
                "all_districts",
                "ไม่มีค่า ต้องระบุว่าครบทุกอำเภอหรือไม่",
                "must say whether every district is covered",
            )
        if not everywhere:
            return self._not_everywhere(found, case)
        limit = plain(Fraction(self.more_than))
        if found.percent <= Fraction(self.more_than):
            return self._at(
                self.not_more, found, Line(f"ไม่เกินร้อยละ {limit}", f"not more than {limit} %")
            )
        return self._by_day(found, limit, case)

    def _share(self, case: Case) -> ratio.Ratio:
        if given(case.values, "percent"):
            return ratio.Ratio(within(case.values["percent"], "percent", 100))
        if given(case.values, "numerator") or given(case.values, "denominator"):
            return ratio.read(case.values)
        raise BadValueError("percent", "ไม่มีค่า ต้องระบุ", "is missing; it must be given")

    def _by_day(self, found: ratio.Ratio, limit: str, case: Case) -> Outcome:
        due, sent = case.window.due, case.sent
        if due is None or sent is None or sent <= due:
            return self._at(
                self.in_time,
                found,
                Line(f"มากกว่าร้อยละ {limit} ส่งทันกำหนด", f"more than {limit} %, in time"),
            )
        told = Line(
            f"มากกว่าร้อยละ {limit} แต่ส่ง {day_th(sent)} หลัง {day_th(due)}",
            f"more than {limit} %, but sent {day_en(sent)}, after {day_en(due)}",
        )
        return self._at(self.late, found, told)

    def _at(self, level: int, found: ratio.Ratio, told: Line) -> Outcome:
        raw = Fraction(level)
        line = Line(
            f"{told.th} = ระดับ {level} = {places(raw)}",
            f"{told.en} = level {level} = {places(raw)}",
        )
        return Outcome(raw, (*found.lines(), line))

    def _not_everywhere(self, found: ratio.Ratio, case: Case) -> Outcome:
        raw = Fraction(0 if case.settings.not_all_districts == "zero" else self.not_more)
        line = Line(
            f"กระจายไม่ครบทุกอำเภอ = {places(raw)} (ผู้ตรวจสอบพิจารณา)",
            f"not every district = {places(raw)} (verifier to look)",
        )
        return Outcome(raw, (*found.lines(), line), facts={"flag": line.th})
