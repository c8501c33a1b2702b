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


OfPapers: TypeAlias = OpenPapers | CountPages
