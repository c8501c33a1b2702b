"""Jobs about files: fetched from LINE, looked at, kept in Drive."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from bot.outbox.jobs.job import Job


@dataclass(frozen=True)
class FetchContent(Job):
    """A photo or file from LINE into the spool, soon: LINE does not hold it long."""

    kind: ClassVar[str] = "fetch"
    lane: ClassVar[str] = "content"
    evidence: str

    def stream(self) -> str:
        return f"evidence:{self.evidence}"


@dataclass(frozen=True)
class CheckForm(Job):
    """A form file somebody brought is checked, and answered with the token of its message."""

    kind: ClassVar[str] = "check_form"
    lane: ClassVar[str] = "content"
    upload: str
    to: str
    reply_token: str
    person: int

    def stream(self) -> str:
        return f"uploads:{self.person}"

    @classmethod
    def stored(cls, stream: str, content: Mapping[str, Any]) -> Self:
        return super().stored(stream, {"person": int(stream.removeprefix("uploads:")), **content})


@dataclass(frozen=True)
class CheckOwnForm(Job):
    """A .docx somebody brought in place of a paper is checked, and answered likewise."""

    kind: ClassVar[str] = "check_own_form"
    lane: ClassVar[str] = "content"
    form: str
    to: str
    reply_token: str

    def stream(self) -> str:
        return f"own_forms:{self.form}"


@dataclass(frozen=True)
class ReadPiece(Job):
    """What somebody sent in mid-form is read once it is here, for the draft it was sent to."""

    lane: ClassVar[str] = "content"
    reads: ClassVar[str]
    evidence: str
    to: str
    reply_token: str
    draft: str

    def stream(self) -> str:
        return f"evidence:{self.evidence}"  # after it has been fetched

    def only_once(self) -> str:
        """Also the id of the event that it becomes."""
        return f"{self.reads}:{self.evidence}"


@dataclass(frozen=True)
class ReadRows(ReadPiece):
    """The rows of a file."""

    kind: ClassVar[str] = "read_rows"
    reads: ClassVar[str] = "rows"
    piece: Mapping[str, Any]


@dataclass(frozen=True)
class ReadCode(ReadPiece):
    """The codes in a photo, for the question they answer."""

    kind: ClassVar[str] = "read_code"
    reads: ClassVar[str] = "code"
    question: str


@dataclass(frozen=True)
class AwaitSet(Job):
    """Photos that were sent at once: after a while it is said how many of them have come."""

    kind: ClassVar[str] = "await_set"
    lane: ClassVar[str] = "content"
    set_id: str
    to: str
    reply_token: str
    draft: str
    question: str

    def stream(self) -> str:
        return f"set:{self.draft}:{self.set_id}"

    def only_once(self) -> str:
        """Also the id of the event that it becomes."""
        return self.stream()


@dataclass(frozen=True)
class Probe(Job):
    """A link that is evidence is opened."""

    kind: ClassVar[str] = "probe"
    lane: ClassVar[str] = "content"
    evidence: str

    def stream(self) -> str:
        return f"probe:{self.evidence}"

    def only_once(self) -> str:
        return self.stream()


@dataclass(frozen=True)
class BringBack(Job):
    """A kept piece back from the mirror, for the page on which somebody asked for it."""

    kind: ClassVar[str] = "bring_back"
    lane: ClassVar[str] = "drive"
    evidence: str

    def stream(self) -> str:
        return f"brought:{self.evidence}"


@dataclass(frozen=True)
class KeepEvidence(Job):
    """A piece of a report from the spool into its folder, once for each report it is part of."""

    kind: ClassVar[str] = "keep"
    lane: ClassVar[str] = "drive"
    evidence: str
    submission: str

    def stream(self) -> str:
        return f"evidence:{self.evidence}"

    def only_once(self) -> str:
        return f"keep:{self.evidence}:{self.submission}"


@dataclass(frozen=True)
class CountPages(Job):
    """The pages of the paper of somebody's draft are counted, once for each event that asked."""

    kind: ClassVar[str] = "count_pages"
    lane: ClassVar[str] = "content"
    draft: str
    event: str
    to: str
    person: int
    language: str

    def stream(self) -> str:
        return f"pages:{self.draft}"

    def only_once(self) -> str:
        """Also the id of the event that it becomes."""
        return f"pages:{self.event}"


@dataclass(frozen=True)
class MakePaper(Job):
    """A long paper, made for whoever fetches it from the page of a person's papers, by its name
    there; `to`: who waits for it in chat since `event`.
    """

    kind: ClassVar[str] = "make_paper"
    lane: ClassVar[str] = "content"
    person: int
    name: str
    to: str = ""
    event: str = ""

    def stream(self) -> str:
        return f"made:{self.person}/{self.name}"

    def heard(self) -> str:
        """The id of the event that it becomes."""
        return f"made:{self.name}:{self.event}"


@dataclass(frozen=True)
class KeepPaper(Job):
    """An official paper as a report has made it, beside the evidence, once for each report."""

    kind: ClassVar[str] = "keep_paper"
    lane: ClassVar[str] = "drive"
    programme: str
    office: str
    paper: str
    submission: str

    def stream(self) -> str:
        return f"paper:{self.programme}/{self.office}/{self.paper}"

    def only_once(self) -> str:
        return f"paper:{self.paper}:{self.submission}"
