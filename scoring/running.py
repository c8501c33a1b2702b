"""A total while the round is still running: what has been earned of what has been assessed so far,
and how each indicator stands. Pure.

The total itself is the rulebook's (scoring/total.py, scoring/award.py); here it is only told apart
what a low one comes from: little earned, or little sent.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Literal

from scoring import award
from scoring.case import Window
from scoring.programme import Programme
from scoring.result import Score

State = Literal[
    "not_due",  # nothing was sent, and there is time
    "not_sent",  # nothing was sent, and it is late, or has no day
    "provisional",  # a score that a review may still change
    "verified",  # a score whose reports have all passed their review
    "cut_off",  # after the cut-off, sent or not: 0, and it stays so
    "excluded",  # the weight leaves the basis
    "needs_decision",  # sent, and the rules give no score: the verifier decides
]
ASSESSED: frozenset[State] = frozenset({"provisional", "verified", "cut_off"})
WHOLE = 100  # points that all weights together are worth


@dataclass(frozen=True, slots=True)
class Stand:
    """How one indicator of an office stands: `final` is its score while it has one."""

    code: str
    state: State
    final: Fraction | None = None


@dataclass(frozen=True)
class Running:
    """A running total: `earned` of the `assessed` points, of `full` in the end (100, or the points
    of an award). `basis`: the weights that count, in per cent; less than 100 where one is excluded.
    """

    earned: Fraction
    assessed: Fraction
    full: Fraction
    stands: tuple[Stand, ...]
    basis: Fraction = Fraction(WHOLE)

    @property
    def rate(self) -> Fraction | None:
        """Per cent earned of what was assessed; None while nothing was."""
        return self.earned * 100 / self.assessed if self.assessed else None

    @cached_property
    def counts(self) -> Mapping[State, int]:
        """How many indicators stand so."""
        return Counter(one.state for one in self.stands)


def running(programme: Programme, total: Score, stands: Sequence[Stand]) -> Running | None:
    """None where the rules give no total. `stands` are those of the indicators that score the
    office; parts stand for the indicator they make up.
    """
    if total.exact is None:
        return None
    whole = {one.parent for one in programme.indicators if one.parent}
    counted = tuple(one for one in stands if one.code not in whole)
    judged = [one.code for one in counted if one.state in ASSESSED]
    rubrics = award.dimensions(programme)
    if rubrics:
        points = [Fraction(rubrics[code].maximum) for code in judged if code in rubrics]
        return Running(total.exact, sum(points, Fraction(0)), Fraction(total.weight or 0), counted)
    basis = Fraction(total.weight or WHOLE)
    weights = [programme.indicator(code).share or Fraction(0) for code in judged]
    assessed = sum(weights, Fraction(0)) * WHOLE / basis
    return Running(total.exact * WHOLE / 5, assessed, Fraction(WHOLE), counted, basis)


def state_of_score(status: str, *, is_accepted: bool) -> State:
    """How something that was sent stands, by the status of its score."""
    match status:
        case "cut_off" | "excluded":
            return "cut_off" if status == "cut_off" else "excluded"
        case "scored":
            return "verified" if is_accepted else "provisional"
        case "provisional":
            return "provisional"
        case _:
            return "needs_decision"


def state_unsent(window: Window, today: date) -> State:
    """How something that was not sent stands: late, past its cut-off, or with time left."""
    if window.is_cut_off(today):
        return "cut_off"
    return "not_due" if window.due and today <= window.due else "not_sent"


def points_to_gain(
    programme: Programme, stand: Stand, basis: Fraction = Fraction(WHOLE)
) -> Fraction:
    """Points of 100 that an indicator could still add, with weights of `basis` per cent counting;
    of an award its own points. What is cut off or excluded can add none.
    """
    if stand.state in {"cut_off", "excluded"}:
        return Fraction(0)
    indicator, final = programme.indicator(stand.code), stand.final or Fraction(0)
    rubric = award.dimensions(programme).get(stand.code)
    if rubric:
        return Fraction(rubric.maximum) - final
    return (5 - final) * (indicator.share or Fraction(0)) / 5 * WHOLE / basis
