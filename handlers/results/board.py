"""The board of a programme: where every office stands, its rank among its like, and how completely
and punctually all have reported. Pure; worked out anew whenever it is asked for.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction
from typing import Any

from handlers.results.figures import is_whole
from handlers.results.stands import OfficeStands, by_office, stands_of
from handlers.vocabulary.known import Submission
from scoring import completeness, ranking
from scoring.completeness import Key, Reporting
from scoring.deadlines import owed
from scoring.programme import Programme
from thai.dates import bangkok_day


@dataclass(frozen=True, slots=True)
class Board:
    """`whole` are the offices that are scored by what others send, `offices` those that report, in
    the programme's order; `ranks` are among offices of the same kind, of those with something to
    compare. `reports` tells each report owed.
    """

    programme: Programme
    at: datetime
    whole: Mapping[str, OfficeStands]
    offices: Mapping[str, OfficeStands]
    reports: Mapping[Key, Reporting]
    ranks: Mapping[str, int] = field(default_factory=dict)
    peers: Mapping[str, int] = field(default_factory=dict)  # how many are ranked with it
    most_assessed: Fraction = Fraction(0)  # points that any of the offices could have by now

    @property
    def reporting(self) -> Reporting:
        """Of all the offices together."""
        return completeness.altogether(self.reports)

    @property
    def is_scored(self) -> bool:
        """Whether offices are ranked by points; else by how completely they have reported."""
        return any(one.running for one in self.offices.values())

    def ordered(self) -> list[OfficeStands]:
        """Those that have sent first, the largest kind before others, each kind by rank."""
        programme, size = self.programme, self.peers
        last = len(self.offices) + 1

        def place(one: OfficeStands) -> tuple[bool, int, str, int]:
            kind = programme.office(one.office).kind
            rank = self.ranks.get(one.office, last)
            return not one.has_sent, -size.get(one.office, 0), kind, rank

        return sorted(self.offices.values(), key=place)


def board(
    programme: Programme, sent: Sequence[Submission], now: datetime, offices: Collection[str]
) -> Board:
    """`sent` are the current reports at these offices, which are those somebody may see."""
    held = by_office(sent, programme.key)
    within = [one for one in sent if one.programme == programme.key]
    days = {(one.office, one.indicator): one.counted_from for one in within}
    reports = completeness.reporting(programme, days, bangkok_day(now), offices)
    told = completeness.by_office(reports)
    whole = {
        code: stands_of(programme, code, within, now, told.get(code, Reporting()))
        for code in programme.above
        if code in offices and is_whole(programme, code)
    }
    codes = dict.fromkeys(code for code, _ in owed(programme) if code in offices)
    stands = {
        code: stands_of(programme, code, held.get(code, ()), now, told.get(code, Reporting()))
        for code in codes
        if code not in whole
    }
    ranks, peers = _ranked(programme, stands)
    assessed = (one.running.assessed for one in stands.values() if one.running)
    most = max(assessed, default=Fraction(0))
    return Board(programme, now, whole, stands, reports, ranks, peers, most)


def _ranked(
    programme: Programme, stands: Mapping[str, OfficeStands]
) -> tuple[dict[str, int], dict[str, int]]:
    """Among offices of one kind that have sent anything; a rank of one among one is none."""
    kinds: dict[str, dict[str, Any]] = {}
    for code, one in stands.items():
        if one.has_sent:
            kinds.setdefault(programme.office(code).kind, {})[code] = _points(one)
    ranks: dict[str, int] = {}
    peers: dict[str, int] = {}
    for points in kinds.values():
        if len(points) > 1:
            ranks |= ranking.ranks(points)
            peers |= dict.fromkeys(points, len(points))
    return ranks, peers


def _points(one: OfficeStands) -> tuple[Fraction, Fraction, Fraction]:
    """The total; of offices that only add to the score of another, how completely and how
    punctually they have reported.
    """
    if one.running:
        return one.running.earned, Fraction(0), Fraction(0)
    reported = one.reporting
    return Fraction(0), reported.completeness or Fraction(0), reported.punctuality or Fraction(0)
