"""unscored: a work that is filed complete or not; the document gives it neither scale nor weight
(C-01). Pure.
"""

from typing import Literal

from scoring.case import Case
from scoring.measures.rule import Rule
from scoring.outcome import Outcome, UndecidedError


class Unscored(Rule):
    """What must be there for the filing to be complete."""

    type: Literal["unscored"]
    complete_when: tuple[str, ...] = ()

    def outcome(self, _case: Case) -> Outcome:
        """Never a score."""
        raise UndecidedError(
            "เอกสารไม่ได้กำหนดเกณฑ์การให้คะแนน ตรวจความครบถ้วนเท่านั้น",
            "the document sets no scale: completeness only",
        )
