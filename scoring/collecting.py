"""Who merges what the others send, and what of it has come in. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from scoring.counting import Sent, collects
from scoring.programme import Programme
from scoring.work import Work, is_named

Record = TypeVar("Record", bound=Sent)


@dataclass(frozen=True, slots=True)
class Gathered(Generic[Record]):
    """What a collector merges: the records that came in, and the offices that owe one and have
    sent none.
    """

    records: tuple[Record, ...]
    missing: tuple[str, ...]


def gathered(
    programme: Programme, work: Work, office: str, sent: Iterable[Record]
) -> Gathered[Record] | None:
    """What has come in for this office to merge; None where it merges nothing."""
    if not collects(programme, work, office):
        return None
    senders = senders_to(programme, work, office)
    records = tuple(one for one in sent if one.office in senders and one.indicator in work.merged)
    came = {one.office for one in records}
    missing = tuple(code for code in senders if code not in came and senders[code])
    return Gathered(records, missing)


def senders_to(programme: Programme, work: Work, office: str) -> dict[str, bool]:
    """The offices whose records this one merges, by code, in the programme's order; whether each
    must send, or only supports.
    """
    within = _around(programme, office)
    merged = [programme.work(code) for code in work.merged if code in programme.work_codes]
    main = tuple(name for one in merged for name in one.reporters.main)
    any_ = tuple(name for one in merged for name in one.reporters.all)
    return {
        one.code: is_named(one, main)
        for one in programme.offices
        if one.code != office and one.code in within and is_named(one, any_)
    }


def _around(programme: Programme, office: str) -> frozenset[str]:
    """The offices below the one it stands under, and those below itself."""
    above = programme.above[office]
    top = above[0] if above else office
    return programme.below.get(top, frozenset()) | programme.below.get(office, frozenset())


def collected_by(programme: Programme, office: str) -> frozenset[str]:
    """The offices whose reports this one has to see, to merge them."""
    return frozenset(
        code
        for work in programme.works
        if collects(programme, work, office)
        for code in senders_to(programme, work, office)
    )
