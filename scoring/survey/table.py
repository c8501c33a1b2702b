"""The table of a survey as reports print it: a line for each item, topic, construct and dimension,
and one for all. Pure.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from scoring.lines import places
from scoring.survey.figures import Figures, SurveyRules
from scoring.survey.results import Part, Results, level_of, percent


@dataclass(frozen=True, slots=True)
class TableLine:
    """`kind`: item, construct, topic, part (a construct of one topic), dimension, overall. `counts`
    are pairs of how many and per cent, 5 first; none for what is worked out over respondents.
    `mean` and `sd` are shown with two decimals, "-" for none.
    """

    kind: str
    label: str
    n: int
    counts: tuple[tuple[int, str], ...]
    mean: str
    sd: str
    level: str


def table(found: Results, rules: SurveyRules) -> tuple[TableLine, ...]:
    """Items first, in the order of the questionnaire; the line over all last."""
    return tuple(_lines(found, rules))


def _lines(found: Results, rules: SurveyRules) -> Iterator[TableLine]:
    for one in found.items:
        counts = tuple((count, percent(count, one)) for count in one.frequency.values())
        yield _line("item", one.item.label, one.figures, rules, counts)
    yield from _of("dimension", found.dimensions, rules)
    yield from _of("construct", found.constructs, rules)
    for name, each in found.topics:
        yield _line("topic", name, each, rules)
        parts = found.by_topic.get(name, ())
        yield from _of("part", parts if len(parts) > 1 else (), rules)
    yield _line("overall", "", found.overall, rules)


def _of(kind: str, parts: tuple[Part, ...], rules: SurveyRules) -> Iterator[TableLine]:
    return (_line(kind, name, each, rules) for name, each in parts)


def _line(
    kind: str,
    label: str,
    found: Figures,
    rules: SurveyRules,
    counts: tuple[tuple[int, str], ...] = (),
) -> TableLine:
    mean = "-" if found.mean is None else places(found.mean, 2)
    return TableLine(kind, label, found.n, counts, mean, found.sd(2), level_of(found, rules))
