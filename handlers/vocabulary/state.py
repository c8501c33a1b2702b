"""A conversation: where it stands, what was begun in it, what its person wishes.

Law: going elsewhere puts an open report aside and never loses it; whatever was under way in the
place that is left ends with it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec import Struct, field
from msgspec.structs import replace

from handlers.vocabulary.draft import Draft, Piece
from handlers.vocabulary.places import HOME, Filling, Joining, Reviewing, Where


class State(Struct, frozen=True):
    """`paused` are the reports put aside, `cancelled` the one that can be brought back."""

    where: Where = Joining()
    paused: tuple[Draft, ...] = ()
    cancelled: Draft | None = None
    loose: tuple[Piece, ...] = ()  # photos and files that no question has taken yet
    brought: tuple[Piece, ...] = ()  # form files, until it is said for which programme they are
    forms_for: str = ""  # the programme that was said last
    on_screen: Mapping[str, str] = field(
        default_factory=dict
    )  # what was said last: {words of a button: its action}
    language: str = "th"
    muted: bool = False  # wants no reminders but those at a deadline itself
    ask_again: date | None = None  # the day on which they asked to be reminded

    @property
    def draft(self) -> Draft | None:
        """The report that is open."""
        return self.where.draft if isinstance(self.where, Filling) else None

    @property
    def begun(self) -> tuple[Draft, ...]:
        """The open report and those put aside, in that order."""
        return (*((self.draft,) if self.draft else ()), *self.paused)

    @property
    def at_summary(self) -> bool:
        """Whether the summary of the open report is on screen."""
        return isinstance(self.where, Filling) and self.where.at_summary

    @property
    def wanted(self) -> str:
        """The command somebody may leave the open report for."""
        return self.where.wanted if isinstance(self.where, Filling) else ""

    @property
    def joining(self) -> Joining:
        """How far joining with a code has come; of whoever is elsewhere, nowhere."""
        return self.where if isinstance(self.where, Joining) else Joining()

    @property
    def reviewing(self) -> Reviewing | None:
        """The decision that is being made."""
        return self.where if isinstance(self.where, Reviewing) else None

    def going(self, where: Where) -> State:
        """Elsewhere, with the open report put aside; a trial is not worth keeping."""
        aside = self.draft
        if aside is None or aside.trial:
            return replace(self, where=where)
        return replace(self, where=where, paused=(*self.paused, aside))

    def done_with_form(self, where: Where = HOME) -> State:
        """The open form has been sent: it is open no longer, and an older one that was cancelled
        is forgotten.
        """
        return replace(self, where=where, cancelled=None)

    def undecided(self) -> State:
        """Out of a decision, if one was being made; a form that is open stays open."""
        return replace(self, where=HOME) if self.reviewing else self

    def wanting(self, command: str) -> State:
        """In an open form, with the command somebody may leave it for; "" for none."""
        if not isinstance(self.where, Filling):
            return self
        return replace(self, where=replace(self.where, wanted=command))

    def having(self, draft: Draft) -> State:
        """With a newer form of a draft it has, wherever that is."""
        cancelled = self.cancelled
        return replace(
            self,
            where=replace(self.where, draft=draft)
            if isinstance(self.where, Filling) and self.where.draft.id == draft.id
            else self.where,
            paused=tuple(draft if one.id == draft.id else one for one in self.paused),
            cancelled=draft if cancelled and cancelled.id == draft.id else cancelled,
        )
