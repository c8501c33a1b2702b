"""Which office owes which report, and who sends it to whom first. Pure."""

from collections.abc import Iterable, Mapping, Sequence

from scoring.offices import Office, is_named
from scoring.work import Work


def each_owed(offices: Iterable[Office], works: Iterable[Work]) -> tuple[tuple[str, str], ...]:
    """(office, work) for every report that can be filed in chat: the work has a form, the office
    owes it.
    """
    asked = [(one.code, frozenset(one.reporters.all)) for one in works if one.form]
    return tuple(
        (office.code, code)
        for office in offices
        for code, names in asked
        if office.code in names or office.kind in names
    )


def owed_by_each(owed: Iterable[tuple[str, str]]) -> Mapping[str, frozenset[str]]:
    """The works that each office owes, by the code of the office."""
    found: dict[str, set[str]] = {}
    for office, code in owed:
        found.setdefault(office, set()).add(code)
    return {office: frozenset(codes) for office, codes in found.items()}


def senders_beside(
    offices: Sequence[Office], works: Iterable[Work]
) -> Mapping[str, frozenset[str]]:
    """By the code of who receives reports: the offices beside it, under the same office, that send
    them there first.
    """
    parents = {one.code: one.parent for one in offices}
    found: dict[str, set[str]] = {}
    for work in works:
        for office in offices if any(leg.to for leg in work.stages) else ():
            leg = work.leg_of(office) if is_named(office, work.reporters.all) else None
            if not leg or not leg.to or leg.to == office.code:
                continue
            if parents[leg.to] == office.parent is not None:
                found.setdefault(leg.to, set()).add(office.code)
    return {code: frozenset(sending) for code, sending in found.items()}
