"""Where an office stands in a running round: each of its indicators, its total with what that rests
on, and how completely and punctually it has reported. Pure; nothing is kept.

One reading for chat, for the board's page, its picture and its Sheet.
"""

from collections import OrderedDict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from functools import lru_cache

from handlers.results.figures import Figure, figures, is_whole, total_of
from handlers.vocabulary.known import Submission
from handlers.vocabulary.records import is_accepted
from scoring.completeness import Reporting
from scoring.deadlines import leg_code
from scoring.indicator import Indicator
from scoring.programme import Programme
from scoring.result import Score
from scoring.rubric_items import is_judged
from scoring.running import Running, Stand, running, state_of_score, state_unsent
from thai.dates import bangkok_day

NOTHING = Reporting()
NOT_SUBMITTED = {"status": "not_submitted"}
NO_PARTS: Mapping[str, Figure] = {}  # one for all, of a country's many figures
MOST_TOTALS = 8192  # of offices, kept ready


@dataclass(frozen=True, slots=True)
class OfficeStands:
    """An office: its `total` by the rulebook and the `running` view of it (None of one that only
    adds to the score of another), and by code what each indicator that scores it rests on.
    """

    office: str
    total: Score | None
    running: Running | None
    figures: Mapping[str, Figure]
    reporting: Reporting = NOTHING
    has_sent: bool = False

    def stand(self, code: str) -> Stand | None:
        """How one indicator stands; None where it does not score the office by itself."""
        stands = self.running.stands if self.running else ()
        return next((one for one in stands if one.code == code), None)


def stands_of(
    programme: Programme,
    office: str,
    sent: Sequence[Submission],
    now: datetime,
    reporting: Reporting = NOTHING,
) -> OfficeStands:
    """`sent` are the current reports of the office; of one that is scored by what others send, also
    those of the offices below.
    """
    has_sent = any(one.office == office for one in sent)
    found = _figures(programme, office, sent, now)
    if not found or is_judged(programme):  # judges give the points, no report does
        return OfficeStands(office, None, None, {}, reporting, has_sent)
    stands = tuple(_stand(programme, office, one, now) for one in found.values())
    total, view = _totalled(programme, stands, found)
    return OfficeStands(office, total, view, found, reporting, has_sent)


Totals = tuple[Score, Running | None]
_totals: OrderedDict[tuple[str, tuple[Hashable, ...]], Totals] = OrderedDict()


def _totalled(
    programme: Programme, stands: tuple[Stand, ...], found: Mapping[str, Figure]
) -> Totals:
    """The total of exactly these scores under exactly these rules is worked out once: of a country
    that is asked for again, only of the offices whose scores have changed.
    """
    key = programme.version, tuple((one.code, one.state, _terms(one.final)) for one in stands)
    if key not in _totals:
        total = total_of(programme, found)
        _totals[key] = total, running(programme, total, stands)
        while len(_totals) > MOST_TOTALS:
            _totals.popitem(last=False)
    return _totals[key]


def _terms(number: Fraction | None) -> tuple[int, int] | None:
    """What tells a fraction from others, for a key: its own hash is dear."""
    return None if number is None else number.as_integer_ratio()


def _figures(
    programme: Programme, office: str, sent: Sequence[Submission], now: datetime
) -> Mapping[str, Figure]:
    """Of an office that is scored by its own reports alone each as it was sent."""
    if is_whole(programme, office):
        return figures(programme, office, sent, now)
    own = {one.indicator: one for one in sent if one.office == office and not one.series}
    owing = programme.owed_by.get(office, frozenset())
    return {
        one.code: _as_sent(one, own.get(one.code))
        for one in programme.indicators
        if one.code in owing and office in programme.assessed(one.code)
    }


def _as_sent(indicator: Indicator, sent: Submission | None) -> Figure:
    if sent is None:
        return Figure(indicator, NOT_SUBMITTED, parts=NO_PARTS)
    final = sent.counts.get("final_score")
    exact = None if final is None else _exact(final)
    return Figure(indicator, sent.counts, (sent,), exact=exact, parts=NO_PARTS)


@lru_cache(maxsize=8192)  # a country's reports have the same few thousand scores
def _exact(final: str) -> Fraction:
    return Fraction(final)


def _stand(programme: Programme, office: str, figure: Figure, now: datetime) -> Stand:
    indicator, status = figure.indicator, figure.record["status"]
    if not figure.reports or status == "not_submitted":
        today = bangkok_day(now)
        window = indicator.window(leg_code(programme, indicator, office, today))
        return Stand(indicator.code, state_unsent(window, today))
    accepted = all(is_accepted(one) for one in figure.reports) and not figure.missing
    return Stand(indicator.code, state_of_score(str(status), is_accepted=accepted), figure.exact)


def by_office(sent: Iterable[Submission], programme: str) -> dict[str, list[Submission]]:
    """The reports of a programme, by office."""
    found: dict[str, list[Submission]] = {}
    for one in sent:
        if one.programme == programme:
            found.setdefault(one.office, []).append(one)
    return found
