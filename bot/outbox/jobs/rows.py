"""Jobs about records: into the Sheet, compared with it, on to another server."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from bot.outbox.jobs.job import Job

SHEET = "sheet:"
ONWARD = "openrosa:"


@dataclass(frozen=True)
class MirrorRow(Job):
    """A report's row is written as it stands now."""

    kind: ClassVar[str] = "mirror"
    lane: ClassVar[str] = "sheets"
    programme: str
    submission: str

    def stream(self) -> str:
        return f"{SHEET}{self.programme}"

    @classmethod
    def stored(cls, stream: str, content: Mapping[str, Any]) -> Self:
        return super().stored(stream, {"programme": stream.removeprefix(SHEET), **content})


@dataclass(frozen=True)
class CompareSheet(Job):
    """A programme's Sheet is held against its reports, once a night (ISO day)."""

    kind: ClassVar[str] = "compare"
    lane: ClassVar[str] = "sheets"
    programme: str
    night: str = ""

    def stream(self) -> str:
        return f"{SHEET}{self.programme}"

    def only_once(self) -> str:
        return f"compare:{self.programme}:{self.night}"


@dataclass(frozen=True)
class MirrorSurvey(Job):
    """A survey's results are written as they stand now; once a night (ISO day), and whenever it is
    closed.
    """

    kind: ClassVar[str] = "survey"
    lane: ClassVar[str] = "sheets"
    programme: str
    survey: str
    night: str = ""

    def stream(self) -> str:
        return f"{SHEET}{self.programme}"

    def only_once(self) -> str | None:
        return f"survey:{self.survey}:{self.night}" if self.night else None

    @classmethod
    def stored(cls, stream: str, content: Mapping[str, Any]) -> Self:
        return super().stored(stream, {"programme": stream.removeprefix(SHEET), **content})


@dataclass(frozen=True)
class MirrorJudging(Job):
    """The standing of a programme's judging is written as it may be seen now; once a night (ISO
    day), and whenever it changes.
    """

    kind: ClassVar[str] = "judging"
    lane: ClassVar[str] = "sheets"
    programme: str
    night: str = ""

    def stream(self) -> str:
        return f"{SHEET}{self.programme}"

    def only_once(self) -> str | None:
        return f"judging:{self.programme}:{self.night}" if self.night else None

    @classmethod
    def stored(cls, stream: str, content: Mapping[str, Any]) -> Self:
        return super().stored(stream, {"programme": stream.removeprefix(SHEET), **content})


@dataclass(frozen=True)
class MirrorAppraisal(Job):
    """A person's appraisal is written as it stands now, where its programme has a tab for them."""

    kind: ClassVar[str] = "appraisal"
    lane: ClassVar[str] = "sheets"
    programme: str
    appraisal: str

    def stream(self) -> str:
        return f"{SHEET}{self.programme}"

    @classmethod
    def stored(cls, stream: str, content: Mapping[str, Any]) -> Self:
        return super().stored(stream, {"programme": stream.removeprefix(SHEET), **content})


@dataclass(frozen=True)
class SendOn(Job):
    """A record on to the office's own ODK or Kobo server; those of one place and indicator in
    order.
    """

    kind: ClassVar[str] = "openrosa"
    lane: ClassVar[str] = "openrosa"
    submission: str
    place: str  # programme/office/indicator

    def stream(self) -> str:
        return f"{ONWARD}{self.place}"

    def only_once(self) -> str:
        return f"{ONWARD}{self.submission}"

    @classmethod
    def stored(cls, stream: str, content: Mapping[str, Any]) -> Self:
        return super().stored(stream, {"place": stream.removeprefix(ONWARD), **content})
