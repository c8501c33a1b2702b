"""The way of a report through its reviews: district, province, department, as far as the programme
has it go. Pure.
"""

from datetime import date

from handlers.vocabulary.permissions import Membership, may
from handlers.vocabulary.reviewed import Awaits
from scoring.programme import Programme
from scoring.work import Work


def chain(programme: Programme, indicator: Work, office: str) -> tuple[str, ...]:
    """The offices that review it, in order: one, or one for each stage; the topmost office reviews
    its own.
    """
    above = programme.above[office]
    return above[: max(1, len(indicator.stages))] or (office,)


def awaits(programme: Programme, indicator: Work, office: str, returned_from: str = "") -> Awaits:
    """Whose turn it is once the report is sent: the first of its way, or whoever sent it back."""
    way = chain(programme, indicator, office)
    return Awaits(
        returned_from if returned_from in way else way[0], urgent_on(programme, indicator)
    )


def urgent_on(programme: Programme, indicator: Work) -> date:
    """The day by which a review matters: the verifier's own, else the cut-off, else the due
    date.
    """
    window = indicator.window()
    return indicator.verifier_due or window.cutoff or window.due or programme.round_end


def next_office(
    memberships: tuple[Membership, ...],
    programme: Programme,
    indicator: Work,
    office: str,
    at: str,
) -> str:
    """Whose turn it is after these members have passed it at `at`; "" when nobody is left.

    Whoever stands higher on the way passes it for those below as well.
    """
    way = chain(programme, indicator, office)
    rest = way[way.index(at) + 1 :] if at in way else ()
    return next((one for one in rest if not may(memberships, "review", programme, one)), "")
