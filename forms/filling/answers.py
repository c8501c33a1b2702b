"""What has been answered so far: one JSON value, from which everything else is worked out anew."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any


@dataclass(frozen=True)
class Answers:
    """Texts by path, the paths that were answered or skipped, in that order, and how many rows each
    repeat has.

    `opened`: the defaults have been worked out and are among the values. `seen`: what each question
    held when last the questions it sets (trigger) were set.
    """

    values: Mapping[str, str] = field(default_factory=dict)
    done: Sequence[str] = ()
    rows: Mapping[str, int] = field(default_factory=dict)
    opened: bool = False
    seen: Mapping[str, str] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        told: dict[str, Any] = {"values": dict(self.values), "done": list(self.done)}
        if self.rows:
            told["rows"] = dict(self.rows)
        if self.opened:
            told["opened"] = True
        if self.seen:
            told["seen"] = dict(self.seen)
        return told

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Answers:
        rows, opened, seen = (
            stored.get("rows", {}),
            stored.get("opened", False),
            stored.get("seen", {}),
        )
        return cls(stored["values"], tuple(stored["done"]), rows, opened, seen)

    def put(self, path: str, value: str) -> Answers:
        done = (*(one for one in self.done if one != path), path)
        return replace(self, values={**self.values, path: value}, done=done)

    def finish(self, path: str) -> Answers:
        """A stop without a value of its own is done: a repeat has no more rows."""
        return replace(self, done=(*(one for one in self.done if one != path), path))

    def forget(self, path: str) -> Answers:
        """Asks the question again; what was answered stays until something new is."""
        return replace(self, done=tuple(one for one in self.done if one != path))

    def having_done(self, paths: Sequence[str]) -> Answers:
        """With more stops that need not be asked."""
        return replace(self, done=(*self.done, *(one for one in paths if one not in self.done)))

    def with_rows(self, path: str, count: int) -> Answers:
        return replace(self, rows={**self.rows, path: count})

    def keep(self, values: Mapping[str, str]) -> Answers:
        """With values nobody typed: defaults, and calculations that are worked out only once."""
        return replace(self, values={**self.values, **values})

    def ask_again(self, paths: Container[str]) -> Answers:
        """Asks for selections that are no longer offered; they count again should they be offered
        again.
        """
        return replace(self, done=tuple(one for one in self.done if one not in paths))

    def without_row(self, path: str) -> Answers:
        """Without a row of a repeat that is not counted any longer, and all that was answered in
        it.
        """
        within = f"{path}/"
        return replace(
            self,
            values={one: text for one, text in self.values.items() if not one.startswith(within)},
            done=tuple(one for one in self.done if not one.startswith(within)),
            rows={one: count for one, count in self.rows.items() if not one.startswith(within)},
            seen={one: text for one, text in self.seen.items() if not one.startswith(within)},
        )
