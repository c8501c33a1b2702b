"""Reading a percentage: done ÷ all × 100, or the percentage itself. Pure."""

from dataclasses import dataclass
from fractions import Fraction

from scoring.lines import Line, plain
from scoring.outcome import BadValueError, UndecidedError
from scoring.values import Values, amount, count, given, within

READS = (("numerator", "denominator"), ("result_percent",))


@dataclass(frozen=True, slots=True)
class Ratio:
    """A percentage with the counts it came from, where they are known."""

    percent: Fraction
    done: Fraction | None = None
    all: Fraction | None = None

    def lines(self) -> tuple[Line, ...]:
        """The division as it is shown: 88 ÷ 97 = 90.72 %."""
        if self.done is None or self.all is None:
            return (Line(f"ร้อยละ {plain(self.percent)}", f"{plain(self.percent)} %"),)
        division = f"{plain(self.done, 2)} ÷ {plain(self.all, 2)} = {plain(self.percent, 2)} %"
        return (Line(division, division),)


def read(values: Values, whole: bool = True) -> Ratio:
    """The percentage of a report; `whole`: both parts are counts. Nothing to measure is for the
    verifier (A-07).
    """
    if not (given(values, "numerator") or given(values, "denominator")):
        return Ratio(within(values.get("result_percent"), "result_percent", 100))
    part = count if whole else amount
    done, of_all = (Fraction(part(values.get(name), name)) for name in ("numerator", "denominator"))
    ratio = divided(done, of_all, "numerator")
    if given(values, "result_percent"):
        _agree(ratio.percent, within(values["result_percent"], "result_percent", 100))
    return ratio


def divided(done: Fraction, of_all: Fraction, name: str) -> Ratio:
    """done ÷ all × 100, refused when more is done than there is."""
    if done > of_all:
        raise BadValueError(
            name,
            f"({plain(done)}) มากกว่าจำนวนทั้งหมด ({plain(of_all)})",
            f"({plain(done)}) exceeds the whole ({plain(of_all)})",
        )
    if not of_all:
        raise UndecidedError(
            "จำนวนทั้งหมดเป็น 0 ไม่มีสิ่งให้วัด ผู้ตรวจสอบต้องตัดสิน",
            "there is nothing to measure (0 in all): the verifier decides",
        )
    return Ratio(done * 100 / of_all, done, of_all)


def _agree(computed: Fraction, stated: Fraction) -> None:
    if abs(computed - stated) > Fraction(1, 100):
        raise BadValueError(
            "result_percent",
            f"({plain(stated)}) ไม่ตรงกับผลหาร ({plain(computed, 2)})",
            f"({plain(stated)}) is not the quotient ({plain(computed, 2)})",
        )
