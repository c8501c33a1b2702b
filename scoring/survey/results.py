"""The results of a survey: of each item, construct, topic, dimension and group, and overall. Pure.

Items are counted answer by answer; whatever has several items is worked out over respondents, from
each one's own mean (S-04). Nothing here becomes a score.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from scoring.lines import places, rounded
from scoring.survey.columns import Answered, Item, averages, averages_of_groups, counted
from scoring.survey.figures import Figures, SurveyRules, figures, hidden, level

Part = tuple[str, Figures]  # of a construct, a topic, a dimension: its name and its figures


@dataclass(frozen=True, slots=True)
class ItemResult:
    """`frequency`: how often each level was chosen, 5 first."""

    item: Item
    figures: Figures
    frequency: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Results:
    """`respondents` sent something; `invited` is None where nobody said how many were asked.

    `by_topic`: the constructs of each topic, where a survey has several of both. `groups`: by the
    question that tells them apart, each with its figures, or None where it is too small to be shown
    (S-05).
    """

    respondents: int
    invited: int | None
    items: tuple[ItemResult, ...]
    constructs: tuple[Part, ...]
    topics: tuple[Part, ...]
    dimensions: tuple[Part, ...]
    by_topic: Mapping[str, tuple[Part, ...]]
    overall: Figures
    groups: Mapping[str, Mapping[str, Figures | None]] = field(default_factory=dict)

    @property
    def rate(self) -> str | None:
        """The response rate in per cent, two decimals; None where it cannot be told."""
        if not self.invited:
            return None
        return places(Fraction(self.respondents * 100, self.invited), 2)


def results(
    answered: Answered,
    rules: SurveyRules,
    *,
    invited: int | None = None,
    groups: Mapping[str, Sequence[str]] | None = None,
) -> Results:
    """`groups`: by question, of each respondent the group's name ("" for none told)."""
    topics = _parts(answered, rules, lambda item: item.topic)
    return Results(
        respondents=answered.respondents,
        invited=invited,
        items=tuple(_item(answered, rules, item) for item in answered.items),
        constructs=_parts(answered, rules, lambda item: item.construct),
        topics=topics,
        dimensions=_parts(answered, rules, lambda item: item.dimension),
        by_topic={
            name: _parts(answered, rules, lambda item: item.construct, within=name)
            for name, _ in topics
        },
        overall=_of(answered, rules, answered.items),
        groups={
            question: _groups(answered, rules, codes) for question, codes in (groups or {}).items()
        },
    )


def _item(answered: Answered, rules: SurveyRules, item: Item) -> ItemResult:
    frequency = counted(answered.columns[item.key])
    return ItemResult(item, figures(frequency, rules), frequency)


def _of(answered: Answered, rules: SurveyRules, items: Sequence[Item]) -> Figures:
    return figures(averages([one for item in items for one in answered.columns[item.key]]), rules)


def _parts(
    answered: Answered, rules: SurveyRules, name_of: Callable[[Item], str], *, within: str = ""
) -> tuple[Part, ...]:
    """In the order of the questionnaire; `within` one topic, or in all."""
    held: dict[str, list[Item]] = {}
    for item in answered.items:
        if (name := name_of(item)) and (not within or item.topic == within):
            held.setdefault(name, []).append(item)
    return tuple((name, _of(answered, rules, items)) for name, items in held.items())


def _groups(
    answered: Answered, rules: SurveyRules, codes: Sequence[str]
) -> Mapping[str, Figures | None]:
    """Each group's figures over all items; None for those too small to show."""
    columns = [one for item in answered.items for one in answered.columns[item.key]]
    found = {
        name: figures(each, rules) for name, each in averages_of_groups(columns, codes).items()
    }
    sizes = Counter(codes)
    small = hidden(sizes, rules.min_group)
    none = Figures(0, None, None)
    return {name: None if name in small else found.get(name, none) for name in sizes}


def shown_counts(counts: Mapping[str, int], rules: SurveyRules) -> dict[str, int | None]:
    """How many are in each group, None for those too small to be told, or told by the rest."""
    small = hidden(counts, rules.min_group)
    return {name: None if name in small else count for name, count in counts.items()}


def percent(count: int, one: ItemResult) -> str:
    """Of the answers to an item, two decimals; "-" without any (S-02: blanks are left out)."""
    n = one.figures.n
    return places(Fraction(count * 100, n), 2) if n else "-"


@dataclass(frozen=True, slots=True)
class Earlier:
    """A line of an older survey as it was reported: n and S.D. where they were."""

    name: str
    mean: Decimal | None
    n: int | None = None
    sd: Decimal | None = None
    status: str = ""  # why there is no mean


@dataclass(frozen=True, slots=True)
class Compared:
    """An older mean beside the new one, both at two decimals; what is missing is None."""

    name: str
    before: Decimal | None
    now: Decimal | None

    @property
    def change(self) -> Decimal | None:
        """By how much the shown mean has risen."""
        return None if self.before is None or self.now is None else self.now - self.before


def compared(earlier: Sequence[Earlier], now: Results) -> tuple[Compared, ...]:
    """By name: each older line beside the item, topic, construct or dimension of the same name;
    then, over all of them, the unweighted mean of the older ones beside the overall one (S-04).
    """
    known = {
        _plain(name): each.mean
        for name, each in (
            *((one.item.label, one.figures) for one in now.items),
            *now.dimensions,
            *now.constructs,
            *now.topics,
        )
    }
    lines = [
        Compared(one.name, _shown(one.mean), _shown(known.get(_plain(one.name)))) for one in earlier
    ]
    whole = overall_of(earlier)
    return (*lines, Compared("", _shown(whole), _shown(now.overall.mean)))


def overall_of(earlier: Sequence[Earlier]) -> Fraction | None:
    """The unweighted mean of the lines that have one; None where none has."""
    means = [Fraction(one.mean) for one in earlier if one.mean is not None]
    return sum(means, Fraction(0)) / len(means) if means else None


def _shown(mean: Decimal | Fraction | None) -> Decimal | None:
    return None if mean is None else rounded(Fraction(mean), 2)


def _plain(name: str) -> str:
    return "".join(name.split()).casefold()


def level_of(found: Figures, rules: SurveyRules) -> str:
    """The name of the mean; "-" without one."""
    return "-" if found.mean is None else level(found.mean, rules)
