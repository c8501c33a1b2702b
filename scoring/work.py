"""A work: a thing that offices send under a code, and the way it travels. Pure.

An indicator with a form is one, a report form is another; what it is worth is not told here.
"""

from datetime import date

from pydantic import Field

from scoring.legs import Legs, Stage
from scoring.offices import is_named
from scoring.stated import CardText, Code, Expression, Stated

__all__ = ["Reporters", "Stage", "Way", "Work", "is_named"]


class Reporters(Stated):
    """The kinds (or codes) of offices that owe the work: the main ones, and those that support
    (A-28).
    """

    main: tuple[str, ...] = ()
    supporting: tuple[str, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        return (*self.main, *self.supporting)


class Way(Legs):
    """The way of what is sent: who owes it, by when, to whom.

    `collector` is the kind (or code) of office that merges what the others send: once it has sent,
    its record stands for those of the works it `merges` (its own, where none are named). `opens`
    says, by question, what the form opens filled in with for the collector. `after` names the work
    that is sent first.
    """

    reporters: Reporters = Reporters()
    verifier: str = ""
    verifier_due: date | None = None
    internal_due: date | None = None  # a reminder date without penalty
    explained: str = ""  # คำอธิบาย
    rationale: str = ""  # เหตุผล
    contact: str = ""  # ผู้ประสานงาน: a unit, never a person
    collector: str = ""
    merges: tuple[Code, ...] = ()
    opens: dict[str, Expression] = Field(default_factory=dict)
    after: Code | None = None
    prints_code: bool = False  # the paper carries the QR code of its evidence: told before sending


class Work(Way):
    """What is sent in chat under a code, with the form that asks it."""

    code: Code
    name: str = Field(min_length=1)
    short_name: CardText
    form: str | None = None

    @property
    def merged(self) -> tuple[str, ...]:
        """The works whose records the collector's stands for; none where nobody collects."""
        return (self.merges or (self.code,)) if self.collector else ()
