"""Rows that were pasted or sent and wait for a yes: what was understood, and what was not."""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct, convert, field, to_builtins


class ProposedRow(Struct, frozen=True, omit_defaults=True):
    """A line as a row: its answers by path in the row; `wrong` the cells that could not be taken,
    each with the name of its reason (misread.*), or "rule:" and what the form says of its rule;
    `here`: such a row is there already.
    """

    line: int
    text: str
    values: Mapping[str, str] = field(default_factory=dict)
    wrong: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    here: bool = False


class Proposed(Struct, frozen=True, omit_defaults=True):
    """The rows for one repeat. `doubled`: (line, the line it repeats); `alike`: the same name with
    other answers; `left`: lines that are no rows; `unused`: columns nothing asks for; `over`: the
    lines beyond the most a repeat holds; `file`, `evidence`: the file they came in.
    """

    repeat: str
    rows: tuple[ProposedRow, ...]
    doubled: tuple[tuple[int, int], ...] = ()
    alike: tuple[tuple[int, int], ...] = ()
    left: tuple[int, ...] = ()
    unused: tuple[str, ...] = ()
    over: tuple[int, ...] = ()
    file: str = ""
    evidence: Mapping[str, Any] = field(default_factory=dict)

    @property
    def sound(self) -> list[ProposedRow]:
        return [row for row in self.rows if not row.wrong]

    @property
    def new(self) -> list[ProposedRow]:
        return [row for row in self.sound if not row.here]

    @property
    def unsound(self) -> list[ProposedRow]:
        return [row for row in self.rows if row.wrong]


def to_json(proposed: Proposed | None) -> dict[str, Any]:
    return to_builtins(proposed) if proposed else {}


def from_json(stored: Mapping[str, Any]) -> Proposed | None:
    return convert(stored, Proposed) if stored else None
