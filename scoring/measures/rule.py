"""What every kind of measure answers. Pure."""

from typing import ClassVar

from scoring.case import Case
from scoring.lines import Line
from scoring.outcome import Outcome
from scoring.stated import Stated


class Rule(Stated):
    """A kind of measure: from the values of a report to a raw score."""

    day_in_values: ClassVar[bool] = (
        False  # True: the values leave out what came late, so the day need not be told
    )
    in_points: ClassVar[bool] = (
        False  # True: the score is points as they are, not a level to be weighted
    )

    @property
    def reads(self) -> tuple[tuple[str, ...], ...]:
        """The values it wants, by name: any one of these sets will do."""
        return (("value",),)

    def outcome(self, case: Case) -> Outcome:
        """The raw score and its steps; raises BadValueError or UndecidedError."""
        raise NotImplementedError

    def cancelled(self, _case: Case) -> Line | None:
        """Why this report takes the indicator out of the basis altogether; None when it does
        not.
        """
        return None

    def judges_lateness(self, _case: Case) -> bool:
        """Whether the measure itself weighs when each part was sent."""
        return False
