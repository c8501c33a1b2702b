"""Judging: what the points of several judges come to: items, totals, levels, ranks, the goal.
Pure.

Several points at one item become one by a setting: their mean, their median, or their mean without
the highest and the lowest (from three judges on). Nothing is rounded before the level (D-06); equal
totals share a rank and the next is left out (D-10). What the committee has settled stands in place
of what its judges gave.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from scoring import award
from scoring.measures.rubric_points import RubricPoints
from scoring.programme import Programme
from scoring.ranking import ranks
from scoring.rubric_items import Judged, items, offices, rubrics

Given = Mapping[str, Sequence[Decimal]]  # by item: the points of each judge who gave some
Settled = Mapping[str, Decimal]  # by item: what the committee has agreed on
Sums = dict[int, Decimal]  # sums of points by what each is to be divided by
NOTHING_SETTLED: Settled = {}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the judges' points at one item come to; `points` is None while nobody gave any.

    `spread` is the distance of the highest from the lowest; `is_apart` when it is more than the
    share of the maximum that the settings allow, and nothing is settled.
    """

    code: str
    points: Fraction | None
    judges: int
    spread: Decimal
    is_apart: bool
    is_settled: bool


@dataclass(frozen=True, slots=True)
class Place:
    """An office in the ranking: `total` points, how many of the items are judged and by how many
    judges at least. It has no level and no rank before all its items are judged.
    """

    office: str
    total: Fraction
    items: int
    judges: int
    level: str = ""
    rank: int | None = None


@dataclass(frozen=True, slots=True)
class Goal:
    """How many offices are to be assessed, and how many are (D-11)."""

    offices: int
    needed: int
    assessed: int

    @property
    def is_met(self) -> bool:
        return self.assessed >= self.needed


def combined(given: Sequence[Decimal], how: str) -> tuple[Decimal, int]:
    """Several points as one, exact: a sum and by how many it is to be divided."""
    count = len(given)
    if how == "median":
        ordered, middle = sorted(given), count // 2
        if count % 2:
            return ordered[middle], 1
        return ordered[middle - 1] + ordered[middle], 2
    total = sum(given, Decimal(0))
    if how == "trimmed" and count > 2:
        return total - max(given) - min(given), count - 2
    return total, count


def verdicts(
    programme: Programme, given: Given, settled: Settled = NOTHING_SETTLED
) -> tuple[Verdict, ...]:
    """What the points of an office come to, item by item."""
    return tuple(_verdict(programme, one, given, settled) for one in items(programme))


def _verdict(programme: Programme, judged: Judged, given: Given, settled: Settled) -> Verdict:
    points, agreed = given.get(judged.code, ()), settled.get(judged.code)
    spread = max(points) - min(points) if points else Decimal(0)
    is_apart = agreed is None and spread * programme.settings.judges_apart > judged.most
    if agreed is not None:
        found: Fraction | None = Fraction(agreed)
    elif points:
        total, count = combined(points, programme.settings.judges)
        found = Fraction(total) / count
    else:
        found = None
    return Verdict(judged.code, found, len(points), spread, is_apart, agreed is not None)


def by_dimension(
    programme: Programme, given: Given, settled: Settled = NOTHING_SETTLED
) -> dict[str, Fraction]:
    """The points of each dimension; those that share a pool count together up to the pool, which
    medians, and judges who each gave part of it, could exceed.
    """
    how = programme.settings.judges
    return {code: _whole(_sums(rubric, given, settled, how)) for code, rubric in rubrics(programme)}


def _sums(rubric: RubricPoints, given: Given, settled: Settled, how: str) -> Sums:
    alone: Sums = {}
    shared: Sums = {}
    for one in rubric.items:
        agreed = settled.get(one.code)
        points = given.get(one.code)
        if agreed is not None:
            total, count = agreed, 1
        elif points:
            total, count = combined(points, how)
        else:
            continue
        _add(shared if one.maximum is None else alone, count, total)
    if shared and _whole(shared) > rubric.pool():
        shared = {1: rubric.pool()}
    for count, total in shared.items():
        _add(alone, count, total)
    return alone


def _add(sums: Sums, count: int, total: Decimal) -> None:
    sums[count] = sums.get(count, Decimal(0)) + total


def _whole(sums: Sums) -> Fraction:
    """Sums by what each is divided by, added up exactly."""
    whole = Fraction(0)
    for count, total in sums.items():
        top, bottom = total.as_integer_ratio()
        whole += Fraction(top, bottom * count)
    return whole


def ranking(
    programme: Programme,
    given: Mapping[str, Given],
    settled: Mapping[str, Settled] | None = None,
) -> tuple[Place, ...]:
    """Every office that is judged, by its code in `given`: those judged in whole first, most
    points first; equal ones in the order of the programme.
    """
    agreed, how = settled or {}, programme.settings.judges
    measures = [rubric for _, rubric in rubrics(programme)]
    codes = [one.code for one in items(programme)]
    found = [
        _place(one.code, measures, how, given.get(one.code, {}), agreed.get(one.code, {}))
        for one in offices(programme)
    ]
    whole = [one for one in found if one.items == len(codes)]
    ranked = ranks({one.office: one.total for one in whole})
    placed = [
        Place(
            one.office,
            one.total,
            one.items,
            one.judges,
            award.level(programme, one.total),
            ranked[one.office],
        )
        for one in whole
    ]
    placed.sort(key=lambda one: one.rank or 0)
    return (*placed, *(one for one in found if one.items < len(codes)))


def _place(
    office: str, measures: Sequence[RubricPoints], how: str, given: Given, settled: Settled
) -> Place:
    sums: Sums = {}
    for rubric in measures:
        for count, total in _sums(rubric, given, settled, how).items():
            _add(sums, count, total)
    codes = [one.code for rubric in measures for one in rubric.items]
    counts = [len(given.get(code, ())) for code in codes]
    judged = sum(bool(count) or code in settled for count, code in zip(counts, codes, strict=True))
    return Place(office, _whole(sums), judged, min(counts, default=0))


def goal(programme: Programme, places: Sequence[Place]) -> Goal:
    """80 per cent of 14 offices are 12 (D-11)."""
    assessed = sum(one.rank is not None for one in places)
    needed = -(-len(places) * programme.settings.assessed_goal // 100)
    return Goal(len(places), int(needed), assessed)
