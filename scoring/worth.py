"""Where a measure's values come from: expressions over the records that were sent. Pure.

What an expression gives is asked of whoever holds the records; here they are put together into the
values a measure reads, by the names of `raingan score`.
"""

from collections.abc import Iterator, Mapping
from typing import Annotated, Protocol

from pydantic import Field

from scoring.stated import Expression, Stated
from scoring.values import Values


class Those(Stated):
    """The list of the names whose condition holds: steps_done from {"1": …, "2": …}."""

    those: dict[str, Expression]


class Each(Stated):
    """A table from rows: for each node of a node-set a key and a value."""

    each: Expression
    key: Expression
    value: Expression


Table = dict[str, Expression]
Worth = Annotated[
    Expression | Those | Each | Table | tuple[Table, ...], Field(union_mode="left_to_right")
]


class Records(Protocol):
    """Whoever evaluates an expression over the records that count."""

    def value(self, expression: str) -> object:
        """A text, number, yes or no; None where there is nothing."""

    def holds(self, expression: str) -> bool:
        """Whether a condition is met."""

    def rows(self, each: str, key: str, value: str) -> Mapping[str, object]:
        """A table with a row for each node of a node-set."""


def values(worths: Mapping[str, Worth], records: Records) -> Values:
    """The values of a measure; what gives nothing is left out."""
    found = {name: _read(worth, records) for name, worth in worths.items()}
    return {name: value for name, value in found.items() if value is not None}


def _read(worth: Worth, records: Records) -> object:
    match worth:
        case str():
            return records.value(worth)
        case Those():
            return [name for name, held in worth.those.items() if records.holds(held)]
        case Each():
            return records.rows(worth.each, worth.key, worth.value)
        case dict():
            return _table(worth, records)
        case _:
            return [_table(row, records) for row in worth]


def _table(table: Table, records: Records) -> dict[str, object]:
    found = {name: records.value(expression) for name, expression in table.items()}
    return {name: value for name, value in found.items() if value is not None}


def expressions(worth: Worth) -> Iterator[tuple[str, str]]:
    """Each expression with its place inside: ("2", …) of a table, ("", …) where it stands alone."""
    match worth:
        case str():
            yield "", worth
        case Those():
            yield from worth.those.items()
        case Each():
            yield from (("each", worth.each), ("key", worth.key), ("value", worth.value))
        case dict():
            yield from worth.items()
        case _:
            for place, row in enumerate(worth, 1):
                yield from ((f"{place}.{name}", one) for name, one in row.items())
