"""Offices as a tree: a department, its provinces, their districts and units. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from pydantic import Field

from scoring.stated import Code, Stated


class Office(Stated):
    """An office that reports or receives: a province office, a group in it, a district."""

    code: Code
    name: str = Field(min_length=1)
    kind: Code
    parent: Code | None = None
    province: str = ""  # as papers print it after จังหวัด
    aliases: tuple[str, ...] = ()
    zone: Code | None = None  # D-07: whose judges see it, where there are several panels
    required_aspects: int | None = (
        None  # how many aspects of a plan this unit owes; None: all
    )
    head_counts: dict[str, int] = Field(default_factory=dict)  # as printed, by column
    head_counts_printed: int | None = None  # the printed total of the row


def is_named(office: Office, names: Iterable[str]) -> bool:
    """Whether a list of kinds and codes names this office."""
    return any(name in (office.code, office.kind) for name in names)


class Person(Stated):
    """Someone foreseen for a role at an office; people join in chat by their invite.

    A judge sees the offices and zones whose codes stand in `judges`; the committee's `chair` closes
    the judging.
    """

    name: str
    office: Code
    role: Literal["reporter", "coordinator", "official", "judge", "admin"]
    judges: tuple[Code, ...] = ()
    chair: bool = False


def above_each(offices: Iterable[Office]) -> dict[str, tuple[str, ...]]:
    """The offices above each office, by code, the nearest first."""
    parents = {office.code: office.parent for office in offices}
    return {code: tuple(_upwards(code, parents)) for code in parents}


def below_each(above: Mapping[str, Iterable[str]]) -> dict[str, frozenset[str]]:
    """The offices below each office, however deep."""
    found: dict[str, set[str]] = {code: set() for code in above}
    for code, each in above.items():
        for higher in each:
            found.setdefault(higher, set()).add(code)
    return {code: frozenset(codes) for code, codes in found.items()}


def _upwards(code: str, parents: Mapping[str, str | None]) -> Iterator[str]:
    """The offices above one, the nearest first; a circle is gone round once."""
    seen: set[str] = set()
    above = parents.get(code)
    while above is not None and above not in seen:
        yield above
        seen.add(above)
        above = parents.get(above)
