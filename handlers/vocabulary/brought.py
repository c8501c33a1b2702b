"""What coordinators have brought as files, as the conversation knows it: forms that are asked, and
forms that papers are printed on.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from msgspec import Struct


class Upload(Struct, frozen=True):
    """A form file a coordinator brought: what was found in it, and whether it can be published."""

    id: str
    programme: str
    report: Mapping[str, Any]
    is_sound: bool
    is_published: bool = False


class OwnForm(Struct, frozen=True):
    """An office's own .docx in place of a paper of ours. `report` is what was found in it; `since`
    the day from which it counts, None while or where it does not; `is_over` once it was given up.
    """

    id: str
    programme: str
    office: str
    paper: str
    name: str
    report: Mapping[str, Any]
    since: date | None = None
    is_over: bool = False

    @property
    def is_sound(self) -> bool:
        return bool(self.report) and not self.report["faults"] and not self.report["trouble"]
