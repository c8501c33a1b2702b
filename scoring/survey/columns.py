"""A survey's answers as columns of bytes, a respondent a byte: counted and added up at the speed of
the machine. Pure.

1 to 5 is an answer, 0 a blank (S-02: a blank is missing, never 0 and never 3).
"""

import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

SCALE = range(1, 6)
_VALUES = {str(value): value for value in SCALE}
_ANSWERED = bytes([0, 1, 1, 1, 1, 1]) + bytes(250)  # 1 for every answer
_BYTES, _COUNTS = 4, 1 << 16  # of a respondent in the long number; what an answer counts in it

Column = bytes
Averages = Counter[Fraction]


@dataclass(frozen=True, slots=True)
class Item:
    """One statement on the five levels, and what it is a part of: item → construct → topic (or
    project) → dimension; "" where the questionnaire does not say. `key` is its path below the root,
    without numbers of rows.
    """

    key: str
    label: str
    construct: str = ""
    topic: str = ""
    dimension: str = ""


@dataclass(frozen=True, slots=True)
class Answered:
    """What was answered: of each item its columns (several where it stands in a repeat), all as
    long as there are respondents.
    """

    items: tuple[Item, ...]
    columns: Mapping[str, tuple[Column, ...]]
    respondents: int


def read(items: Sequence[Item], responses: Sequence[Mapping[str, str]]) -> Answered:
    """The responses (texts by path below the root) as columns; what is no whole number from 1 to 5
    is a blank.
    """
    rows = _rows_of(items, responses)
    columns = {
        item.key: tuple(
            bytes([_VALUES.get(one.get(path, ""), 0) for one in responses])
            for path in rows.get(item.key, (item.key,))
        )
        for item in items
    }
    return Answered(tuple(items), columns, len(responses))


def _rows_of(
    items: Iterable[Item], responses: Iterable[Mapping[str, str]]
) -> dict[str, tuple[str, ...]]:
    """{key: its paths with numbers of rows}, of the items that stand in a repeat."""
    keys = {item.key for item in items}
    found: dict[str, dict[str, None]] = {}
    for response in responses:
        for path in response:
            if "[" in path and (key := _plain(path)) in keys:
                found.setdefault(key, {})[path] = None
    return {key: tuple(paths) for key, paths in found.items()}


def _plain(path: str) -> str:
    """member[2]/use -> member/use."""
    return "/".join(part.partition("[")[0] for part in path.split("/"))


def counted(columns: Iterable[Column]) -> dict[int, int]:
    """How often each level was chosen, 5 first."""
    held = tuple(columns)
    return {value: sum(column.count(value) for column in held) for value in reversed(SCALE)}


def averages(columns: Sequence[Column]) -> Averages:
    """How often each respondent's own mean occurs; who answered nothing is left out (S-04)."""
    return _means(Counter(_sums(columns)))


def averages_of_groups(columns: Sequence[Column], codes: Sequence[str]) -> dict[str, Averages]:
    """The same for each group: `codes` says of each respondent which one."""
    found: dict[str, Counter[int]] = {}
    for (code, pair), times in Counter(zip(codes, _sums(columns), strict=True)).items():
        found.setdefault(code, Counter())[pair] += times
    return {code: _means(pairs) for code, pairs in found.items()}


def _means(sums: Mapping[int, int]) -> Averages:
    means: Averages = Counter()
    for both, times in sums.items():
        count, total = divmod(both, _COUNTS)
        if count:
            means[Fraction(total, count)] += times
    return means


def _sums(columns: Sequence[Column]) -> Sequence[int]:
    """Of each respondent how many answers there are, times 65,536, plus their sum: every column is
    one long number, so that an addition adds for all respondents at once.
    """
    if not columns:
        return ()
    length = len(columns[0])
    added = sum(map(_as_one_number, columns))
    return memoryview(added.to_bytes(_BYTES * length, sys.byteorder)).cast("I").tolist()


@lru_cache(maxsize=64)
def _as_one_number(column: Column) -> int:
    """Four bytes a respondent: the answer in the lower two, 1 in the upper two if there is one."""
    low, high = (0, 2) if sys.byteorder == "little" else (3, 1)
    spread = bytearray(_BYTES * len(column))
    spread[low::_BYTES] = column
    spread[high::_BYTES] = column.translate(_ANSWERED)
    return int.from_bytes(spread, sys.byteorder)
