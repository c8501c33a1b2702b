"""The figures of a satisfaction survey: frequencies, mean, sample S.D., level; never turned into a
score. Pure.

Answers are whole numbers 1 to 5; a blank is missing, never 0 and never 3 (S-02, S-03).
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import Literal

from scoring.lines import places, rounded
from scoring.stated import Stated


class Band(Stated):
    """A level of the mean: its lowest value at two decimals, and its name."""

    lowest: Decimal
    name: str


class SurveyRules(Stated):
    """How the figures of a survey are read."""

    bands: tuple[Band, ...] = (  # S-01
        Band(lowest=Decimal("4.51"), name="มากที่สุด"),
        Band(lowest=Decimal("3.51"), name="มาก"),
        Band(lowest=Decimal("2.51"), name="ปานกลาง"),
        Band(lowest=Decimal("1.51"), name="น้อย"),
        Band(lowest=Decimal("1.00"), name="น้อยที่สุด"),
    )
    sd: Literal["sample", "population"] = "sample"  # S-03
    min_group: int = 5  # S-05


@dataclass(frozen=True, slots=True)
class Figures:
    """n, mean and squared S.D. of a row of numbers, exact; mean None without answers, variance None
    for too few.
    """

    n: int
    mean: Fraction | None
    variance: Fraction | None

    def sd(self, decimals: int = 4) -> str:
        """The S.D. rounded half up, "-" when there is none."""
        return "-" if self.variance is None else _root(self.variance, decimals)

    def to_json(self, rules: SurveyRules) -> dict[str, object]:
        """The figures as they are answered and shown."""
        return {
            "n": self.n,
            "mean": None if self.mean is None else places(self.mean),
            "mean_display": None if self.mean is None else places(self.mean, 2),
            "sd": self.sd(),
            "sd_display": self.sd(2),
            "level": None if self.mean is None else level(self.mean, rules),
        }


def figures(
    numbers: Iterable[Fraction | int] | Mapping[int, int] | Mapping[Fraction, int],
    rules: SurveyRules,
) -> Figures:
    """n, x̄ and S.D. of the numbers; the divisor is n − 1 (S-03)."""
    counted = Counter(numbers)
    n = counted.total()
    if not n:
        return Figures(0, None, None)
    mean = Fraction(sum(each * times for each, times in counted.items())) / n
    divisor = n - 1 if rules.sd == "sample" else n
    squares = sum((times * (each - mean) ** 2 for each, times in counted.items()), Fraction(0))
    return Figures(n, mean, squares / divisor if divisor else None)


def level(mean: Fraction, rules: SurveyRules) -> str:
    """The name of the mean: rounded half up to two decimals, then its band (S-02)."""
    shown = rounded(mean, 2)
    reached = [band for band in rules.bands if shown >= band.lowest]
    return (
        max(reached, key=lambda band: band.lowest).name
        if reached
        else min(rules.bands, key=lambda b: b.lowest).name
    )


def frequency(answers: Iterable[int] | Mapping[int, int]) -> dict[str, dict[str, object]]:
    """How often each value was chosen, 5 first, with its share of the answers in per cent."""
    counted = Counter(answers)
    n = sum(counted.values())
    return {
        str(value): {
            "count": counted[value],
            "percent": places(Fraction(counted[value] * 100, n), 2) if n else None,
        }
        for value in range(5, 0, -1)
    }


def averages(respondents: Iterable[Sequence[int | None]]) -> list[Fraction]:
    """The mean of each respondent's answered questions; one who answered none is left out
    (S-04).
    """
    answered = ([answer for answer in row if answer is not None] for row in respondents)
    return [Fraction(sum(row), len(row)) for row in answered if row]


def groups(
    rows: Mapping[str, Sequence[int | None]], group_of: Mapping[str, str], rules: SurveyRules
) -> dict[str, Figures | None]:
    """The figures of each group; None for one too small to show, and for the next smallest when a
    single one is hidden.

    Otherwise the hidden group would follow from the total and the others (S-05).
    """
    members: dict[str, list[Sequence[int | None]]] = {}
    for key, row in rows.items():
        members.setdefault(group_of.get(key, "-"), []).append(row)
    found = {name: figures(averages(each), rules) for name, each in members.items()}
    small = hidden({name: each.n for name, each in found.items()}, rules.min_group)
    return {name: None if name in small else each for name, each in found.items()}


def hidden(sizes: Mapping[str, int], least: int) -> frozenset[str]:
    """The groups that are not shown: those below the least size and, where that is a single one,
    the next smallest with it, for it would follow from the total and the others (S-05).
    """
    by_size = sorted(sizes, key=lambda name: (sizes[name], name))
    small = [name for name in by_size if 0 < sizes[name] < least]
    if len(small) == 1:
        small = [name for name in by_size if sizes[name]][:2]
    return frozenset(small)


def _root(variance: Fraction, decimals: int) -> str:
    with localcontext() as context:
        context.prec = 60
        return places(
            Fraction((Decimal(variance.numerator) / Decimal(variance.denominator)).sqrt()), decimals
        )
