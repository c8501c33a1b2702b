"""The way of a report through its reviews: district, province, department, as far as the programme
has it go. Pure.
"""

from collections.abc import Iterator
from datetime import date

from handlers.vocabulary.permissions import Membership, may
from handlers.vocabulary.reviewed import Awaits
from scoring.counting import collects
from scoring.programme import Programme
from scoring.work import Work, is_named


def chain(programme: Programme, indicator: Work, office: str) -> tuple[str, ...]:
    """The offices that review it, in order: those its legs lead to; else one above for each stage.
    The topmost office reviews its own.
    """
    above = programme.above[office]
    desks = tuple(_desks(programme, indicator, office))
    return desks or above[: max(1, len(indicator.stages))] or (office,)


def _desks(programme: Programme, work: Work, office: str) -> Iterator[str]:
    """Where its legs lead. What goes to its own sender is reviewed above them; a later leg is
    travelled on by whoever received it, and not where a collector sends the sum of all.
    """
    at, is_merged = office, _is_merged(programme, work, office)
    for place, leg in enumerate(work.onward(programme.office(office))):
        hands = [programme.office(one) for one in (at, *programme.above[at])]
        goes_on = not is_merged and any(is_named(one, leg.senders) for one in hands)
        if leg.to is None or (place and not goes_on):
            return
        at = leg.to
        yield at if at != office else next(iter(programme.above[office]), office)


def _is_merged(programme: Programme, work: Work, office: str) -> bool:
    """Whether somebody else sends the sum of what this office and others send."""
    merging = (one for one in programme.works if work.code in one.merged)
    return any(not collects(programme, one, office) for one in merging)


def awaits(programme: Programme, indicator: Work, office: str, returned_from: str = "") -> Awaits:
    """Whose turn it is once the report is sent: the first of its way, or whoever sent it back."""
    way = chain(programme, indicator, office)
    return Awaits(
        returned_from if returned_from in way else way[0], urgent_on(programme, indicator, office)
    )


def urgent_on(programme: Programme, indicator: Work, office: str) -> date:
    """The day by which a review matters: on a leg that another follows, that one's due date; else
    the verifier's own, else the cut-off, else the due date.
    """
    legs = [leg for leg in indicator.onward(programme.office(office)) if leg.to]
    if len(legs) > 1 and (due := indicator.window(legs[1].code).due):
        return due
    window = indicator.window_of(programme.office(office))
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
