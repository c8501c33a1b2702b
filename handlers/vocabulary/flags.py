"""What a coordinator should look at in a report's evidence, and why. Evidence is never refused for
it. Pure.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from handlers.vocabulary.words import say
from scoring.plausible import Doubt
from thai.dates import short
from thai.graphemes import cut

CODES = ("reused", "empty", "program", "misnamed", "old", "link_closed")
LONGEST_LABEL = 60
FAR_OLDER = timedelta(days=31)  # before the period began


@dataclass(frozen=True, slots=True)
class Facts:
    """What the bytes of a piece say: the day a photo was taken (ISO, "" unknown), what it runs on
    ("" is no program).

    `runs`: windows, linux, mac, java, android, script, macros or archive. `misnamed`: the ending of
    a document's name (.docx) that its bytes do not bear out.
    """

    taken: str = ""
    runs: str = ""
    misnamed: str = ""

    def to_json(self) -> dict[str, str]:
        return {name: value for name, value in asdict(self).items() if value}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any] | None) -> "Facts":
        return cls(
            **{name: str(value) for name, value in (stored or {}).items() if name in cls.__slots__}
        )


@dataclass(frozen=True, slots=True)
class Use:
    """Where the same bytes are used as well: an office and an indicator of a programme, by their
    names for people.
    """

    programme: str
    office: str
    indicator: str


@dataclass(frozen=True, slots=True)
class Flag:
    """One reason to look at one piece. `values` are what its sentence needs, as texts."""

    code: str
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Flagged:
    """A flag and where it stands: the report, the piece's id, kind, name, and its place in the
    report from 1.
    """

    submission: str
    evidence: str
    kind: str
    name: str
    place: int
    flag: Flag


def flags_for(
    facts: Facts, size: int | None, name: str, elsewhere: Use | None, period_start: date
) -> list[Flag]:
    """Every reason to look at a piece of a report for the period that began on `period_start`."""
    found = []
    if elsewhere:
        found.append(Flag("reused", asdict(elsewhere)))
    if size == 0:
        found.append(Flag("empty"))
    if facts.runs:
        found.append(Flag("program", {"kind": facts.runs, "name": name}))
    if facts.misnamed:
        found.append(Flag("misnamed", {"ending": facts.misnamed, "name": name}))
    if facts.taken and date.fromisoformat(facts.taken) < period_start - FAR_OLDER:
        found.append(Flag("old", {"taken": facts.taken, "start": period_start.isoformat()}))
    return found


def doubt_words(doubt: Doubt, label: str, language: str) -> str:
    """A number that is far from another, as its sender and its reviewer read it."""
    numbers = {"other": _written(doubt.other), "now": _written(doubt.now)}
    return say(f"doubt.{doubt.against}", language, label=cut(label, LONGEST_LABEL), **numbers)


def _written(number: Decimal) -> str:
    """1,234 or 90.72, as many decimals as it has."""
    return f"{number.normalize():,f}"


def words(flag: Flag, language: str) -> str:
    """The reason as a coordinator reads it."""
    values = dict(flag.values)
    for name in ("taken", "start"):
        if name in values:
            values[name] = short(date.fromisoformat(values[name]))
    if flag.code == "reused" and values["indicator"][:1].isdigit():
        values["indicator"] = say("flag.indicator", language, code=values["indicator"])
    if flag.code == "program":
        values["kind"] = say(f"flag.runs_{values['kind']}", language)
    return say(f"flag.{flag.code}", language, **values)
