"""What the indicators of an office stand at, worked out from the records that count for it.

One reading of the records for chat, for `raingan score` and for the board; nothing is kept.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from msgspec import Struct, field

from forms.records.asking import Documents
from handlers.results.measured import measured
from handlers.results.score_record import score_record
from handlers.vocabulary.known import Submission
from handlers.vocabulary.records import documents, is_accepted
from scoring.counting import collects, counted
from scoring.indicator import Indicator
from scoring.measures.composite import EXCLUDED, Composite
from scoring.office_total import office_total
from scoring.programme import Programme
from scoring.result import Score
from scoring.score import score
from scoring.work import is_named
from thai.dates import BANGKOK


class Figure(Struct, frozen=True):
    """An indicator of an office: its score as it is stored and shown, and what that rests on.

    `reports` are the records it was worked out from, `missing` the offices that owe one and have
    sent none; `later` are the offices whose reports came, or were changed, after a collector had
    merged them, `gone` those that have left the programme and are not counted any more.
    """

    indicator: Indicator
    record: Mapping[str, Any]
    reports: tuple[Submission, ...] = ()
    missing: tuple[str, ...] = ()
    later: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    exact: Fraction | None = None
    parts: Mapping[str, "Figure"] = field(default_factory=dict)

    @property
    def waiting(self) -> int:
        """How many of its reports are not accepted yet."""
        return sum(not is_accepted(one) for one in self.reports)


def figures(
    programme: Programme, office: str, sent: Iterable[Submission], now: datetime
) -> dict[str, Figure]:
    """Every indicator the office is assessed by, in the programme's order; `sent` are the current
    reports of the programme, of this office and of those below.
    """
    account = Account(programme, office, tuple(sent), now)
    return {
        one.code: account.figure(one) for one in programme.indicators if account.is_assessed(one)
    }


def total_of(programme: Programme, found: Mapping[str, Figure]) -> Score:
    """The total over the figures of an office."""
    return office_total(
        programme, {code: (one.record["status"], one.exact) for code, one in found.items()}
    )


class Account:
    """The records that count for one office, read once for all its indicators."""

    def __init__(
        self, programme: Programme, office: str, sent: Sequence[Submission], now: datetime
    ) -> None:
        self._programme, self._office = programme, office
        left_out = programme.settings.unaccepted == "left_out"
        self._counted = counted(
            programme, office, [one for one in sent if not left_out or is_accepted(one)]
        )
        self._documents = Documents(documents(programme, office, self._counted), now)
        self._gone = [one for one in sent if one.office not in programme.above]
        self._figures: dict[str, Figure] = {}

    def is_assessed(self, indicator: Indicator) -> bool:
        """Whether the indicator scores this office; a composite scores whom its parts score."""
        if self._office in self._programme.assessed(indicator.code) and self._programme.sources(
            indicator.code
        ):
            return True
        parts = self._programme.children(indicator.code)
        return bool(parts) and all(self.is_assessed(one) for one in parts)

    def figure(self, indicator: Indicator) -> Figure:
        """What the indicator stands at."""
        if indicator.code not in self._figures:
            self._figures[indicator.code] = self._figure(indicator)
        return self._figures[indicator.code]

    def _figure(self, indicator: Indicator) -> Figure:
        if isinstance(indicator.measure, Composite):
            return self._composed(indicator)
        reports = self.reports(indicator)
        if not indicator.values:
            return self._as_sent(indicator, reports)
        missing = tuple(self._missing(indicator, reports))
        by_hand = self._by_hand(reports)
        if by_hand is not None:
            return Figure(indicator, by_hand, reports, missing, exact=_exact(by_hand))
        values = self.values(indicator, reports) if reports else {}
        result = score(
            self._programme,
            indicator.code,
            values,
            self._day(indicator, reports),
            stage=self._stage(indicator, reports),
        )
        record = _record(result, reports)
        later = tuple(self._later(indicator, reports))
        gone = tuple(self._left(indicator))
        return Figure(indicator, record, reports, missing, later, gone, result.exact)

    def reports(self, indicator: Indicator) -> tuple[Submission, ...]:
        """The records an indicator takes its values from."""
        sources = self._programme.sources(indicator.code)
        return tuple(one for one in self._counted.all if one.indicator in sources)

    def values(self, indicator: Indicator, reports: Sequence[Submission]) -> dict[str, object]:
        """The values of its measure, by the names of `raingan score`."""
        return measured(self._programme, indicator, self._documents, reports)

    def _as_sent(self, indicator: Indicator, reports: Sequence[Submission]) -> Figure:
        """An indicator whose own form says all: the score that was worked out when it was sent."""
        own = next((one for one in reports if one.office == self._office and not one.series), None)
        if own is None:
            return Figure(indicator, score_record(score(self._programme, indicator.code, {}, None)))
        return Figure(indicator, own.counts, (own,), exact=_exact(own.counts))

    def _composed(self, indicator: Indicator) -> Figure:
        """The weighted mean of its parts."""
        parts = {one.code: self.figure(one) for one in self._programme.children(indicator.code)}
        reports = tuple({r.id: r for one in parts.values() for r in one.reports}.values())
        missing = tuple(dict.fromkeys(code for one in parts.values() for code in one.missing))
        values = (
            {"sub_scores": {code: _part(one) for code, one in parts.items()}} if reports else {}
        )
        day = max((one.counted_from for one in reports), default=None)
        result = score(self._programme, indicator.code, values, day)
        record = _record(result, reports)
        return Figure(indicator, record, reports, missing, exact=result.exact, parts=parts)

    def _by_hand(self, reports: Sequence[Submission]) -> Mapping[str, Any] | None:
        """The score a verifier has set on the one record that stands for the office."""
        for one in reports:
            verified = one.review.verified if one.review else {}
            if verified.get("by_hand") and (len(reports) == 1 or self._stands_for_all(one)):
                found: Mapping[str, Any] = verified["score"]
                return found
        return None

    def _stands_for_all(self, one: Submission) -> bool:
        work = self._programme.work(one.indicator)
        return one.office == self._office or collects(self._programme, work, one.office)

    def _day(self, indicator: Indicator, reports: Sequence[Submission]) -> date | None:
        """The day that counts: what the programme says, else the latest record's."""
        if indicator.sent and reports:
            told = self._documents.value(indicator.sent)
            if isinstance(told, str):
                return date.fromisoformat(told[:10])
        return max((one.counted_from for one in reports), default=None)

    def _stage(self, indicator: Indicator, reports: Sequence[Submission]) -> str | None:
        """The leg the records have travelled; where being late on it costs nothing, the last one
        (A-15, A-35).
        """
        legs = [indicator.leg_of(self._programme.office(one.office)) for one in reports]
        reached = max((indicator.stages.index(leg) for leg in legs if leg), default=-1)
        if reached < 0:
            return None
        leg = indicator.stages[reached]
        return (leg if indicator.window(leg.code).is_binding else indicator.stages[-1]).code

    def _later(self, indicator: Indicator, reports: Sequence[Submission]) -> Iterator[str]:
        """The offices whose reports a collector's record was not made from."""
        taken = {one for report in reports for one in report.score.get("merged", ())}
        sources = self._programme.sources(indicator.code)
        yield from dict.fromkeys(
            one.office
            for one in self._counted.merged
            if one.indicator in sources and one.id not in taken
        )

    def _left(self, indicator: Indicator) -> Iterator[str]:
        """The offices that sent for it and have left the programme since."""
        sources = self._programme.sources(indicator.code)
        yield from dict.fromkeys(one.office for one in self._gone if one.indicator in sources)

    def _missing(self, indicator: Indicator, reports: Sequence[Submission]) -> Iterator[str]:
        """The offices that owe a record and have sent none, unless a collector's stands for it."""
        if any(self._stands_for_all(one) for one in reports):
            return
        sent = {one.office for one in reports}
        works = [self._programme.work(code) for code in self._programme.sources(indicator.code)]
        owing = tuple(name for work in works if work.form for name in work.reporters.main)
        within = {self._office, *self._programme.below.get(self._office, ())}
        yield from (
            office.code
            for office in self._programme.offices
            if office.code in within and office.code not in sent and is_named(office, owing)
        )


def is_whole(programme: Programme, office: str) -> bool:
    """Whether the office is scored by the records of several works or offices."""
    return any(
        one.values and office in programme.assessed(one.code) for one in programme.indicators
    )


def _record(result: Score, reports: Sequence[Submission]) -> dict[str, Any]:
    """The score as it is stored: provisional while one of the reports is not accepted yet."""
    record = score_record(result)
    if record["status"] == "scored" and not all(map(is_accepted, reports)):
        record["status"] = "provisional"
    return record


def _part(figure: Figure) -> object:
    """A part's score in its composite: 0 where nothing was sent, nothing where it is open."""
    match figure.record["status"]:
        case "excluded":
            return EXCLUDED
        case "not_submitted":
            return Fraction(0)
        case _:
            return figure.exact


def _exact(record: Mapping[str, Any]) -> Fraction | None:
    final = record.get("final_score")
    return None if final is None else Fraction(final)


def moment(day: date) -> datetime:
    """The end of a day in Bangkok, for figures that are asked for by day."""
    return datetime.combine(day, datetime.max.time(), BANGKOK)
