"""Which of the records that were sent count for an office: its own and those from below, unless
somebody who collects has sent what stands for them. Pure.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from scoring.indicator import Indicator
from scoring.programme import Programme
from scoring.work import Work, is_named


class Sent(Protocol):
    """A current record, as far as it matters who sent what."""

    @property
    def indicator(self) -> str:
        """The work it was sent under."""

    @property
    def office(self) -> str: ...


Record = TypeVar("Record", bound=Sent)


@dataclass(frozen=True, slots=True)
class Counted(Generic[Record]):
    """The records that count, those a collector's stands for, and those of offices that have left
    the programme.
    """

    own: tuple[Record, ...]
    below: tuple[Record, ...]
    merged: tuple[Record, ...] = ()

    @property
    def all(self) -> tuple[Record, ...]:
        return (*self.own, *self.below)


def counted(programme: Programme, office: str, sent: Iterable[Record]) -> Counted[Record]:
    """Of the current records of a programme those that count for an office."""
    below = programme.below.get(office, frozenset())
    within = [one for one in sent if one.office == office or one.office in below]
    stood_for = _stood_for(programme, within)
    kept = [one for one in within if not _is_merged(one, stood_for)]
    return Counted(
        tuple(one for one in kept if one.office == office),
        tuple(one for one in kept if one.office != office),
        tuple(one for one in within if _is_merged(one, stood_for)),
    )


def _stood_for(programme: Programme, sent: Iterable[Sent]) -> dict[str, frozenset[str]]:
    """The works a collector has merged, each with the offices whose records stand for all."""
    found: dict[str, frozenset[str]] = {}
    for one in sent:
        if one.indicator in programme.work_codes:
            work = programme.work(one.indicator)
            if collects(programme, work, one.office):
                for code in work.merged:
                    found[code] = found.get(code, frozenset()) | {one.office}
    return found


def _is_merged(one: Sent, stood_for: dict[str, frozenset[str]]) -> bool:
    return one.indicator in stood_for and one.office not in stood_for[one.indicator]


def collects(programme: Programme, work: Work, office: str) -> bool:
    """Whether this office merges what the others send."""
    return bool(work.collector) and is_named(programme.office(office), (work.collector,))


def decides(programme: Programme, work: Work, office: str) -> Indicator | None:
    """The indicator whose score a record of this office settles by itself: its own, or one that
    scores this office, or one for which it has merged everything.
    """
    if isinstance(work, Indicator) and not work.values:
        return work
    for indicator in programme.feeds(work.code):
        if office in programme.assessed(indicator.code) or collects(programme, work, office):
            return indicator
    return None
