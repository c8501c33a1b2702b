"""What every job knows of itself; its own file is the only place that knows its JSON."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, ClassVar, Self

NOT_STORED = {"once"}  # the table has a column of its own for it


@dataclass(frozen=True)
class Job:
    """One thing to do. `kind` and `lane` stand in the table: they outlive the names of classes."""

    kind: ClassVar[str]
    lane: ClassVar[str]

    def stream(self) -> str:
        """Jobs of one stream are done one at a time, in order."""
        raise NotImplementedError

    def only_once(self) -> str | None:
        """What may be put only once, whoever puts it; None when it may be put again."""
        return None

    def to_json(self) -> dict[str, Any]:
        """As it is stored."""
        names = (one.name for one in fields(self) if one.name not in NOT_STORED)
        return {name: getattr(self, name) for name in names}

    @classmethod
    def stored(cls, stream: str, content: Mapping[str, Any]) -> Self:  # noqa: ARG003 - some need it
        """From its row; what this version does not know is passed over, what an older one did not
        write has its default.
        """
        names = {one.name for one in fields(cls)} - NOT_STORED
        return cls(**{name: value for name, value in content.items() if name in names})
