"""What the conversation wants of official papers."""

from typing import TypeAlias

from msgspec import Struct


class OpenPapers(Struct, frozen=True):
    """The papers of this person's offices can be opened under the token, for a while."""

    token: str


class CountPages(Struct, frozen=True):
    """The paper of a draft is made as it would be sent now; should it have more pages than it may,
    that is an event of its own.
    """

    draft: str


class MakePaper(Struct, frozen=True):
    """A long paper is to be made, as it is called on the page of this person's papers; that it is
    ready is an event of its own.
    """

    name: str


class BringOwnForm(Struct, frozen=True):
    """A .docx to be fetched and checked, to stand in place of this paper for this office and those
    below it; its report answers the message.
    """

    id: str
    programme: str
    office: str
    paper: str
    message_id: str
    name: str


class TakeOwnForm(Struct, frozen=True):
    """From now on it stands in place of the paper."""

    form: str
    programme: str
    paper: str


class DropOwnForm(Struct, frozen=True):
    """From now on the paper is the system's again."""

    form: str
    programme: str
    paper: str


OfOwnForm: TypeAlias = BringOwnForm | TakeOwnForm | DropOwnForm
OfPapers: TypeAlias = OpenPapers | CountPages | MakePaper | OfOwnForm
