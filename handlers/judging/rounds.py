"""Which rounds a person has a part in, and which part: judge, chair, whoever runs it."""

from collections.abc import Callable

from msgspec import Struct

from handlers.vocabulary.actions import action
from handlers.vocabulary.judged import Panel, Seat
from handlers.vocabulary.messages import Tap
from handlers.vocabulary.talk import Talk
from handlers.vocabulary.turn import tap
from scoring.offices import Office
from scoring.programme import Programme
from scoring.rubric_items import Judged, is_judged, items, offices


def in_judged(permission: str) -> Callable[[Talk], bool]:
    """Whether somebody has this permission in a programme that is judged."""
    return lambda talk: any(map(is_judged, talk.programmes(permission)))


class Round(Struct, frozen=True):
    """A programme's judging in this step."""

    talk: Talk
    programme: Programme
    panel: Panel

    @property
    def person(self) -> int:
        return self.talk.known.person

    @property
    def seat(self) -> Seat | None:
        """Where this person sits as a judge."""
        return self.panel.seat_of(self.person)

    @property
    def to_judge(self) -> tuple[Office, ...]:
        """The offices this person judges."""
        return self.seat.sees(self.programme, self.panel.zones) if self.seat else ()

    @property
    def items(self) -> tuple[Judged, ...]:
        return items(self.programme)

    @property
    def offices(self) -> tuple[Office, ...]:
        return offices(self.programme)

    @property
    def runs(self) -> bool:
        """Whether this person says who judges what."""
        return self.talk.may_at_top("run_judging", self.programme.key)

    @property
    def leads(self) -> bool:
        """Whether this person settles and closes: the chair; where there is none, whoever runs
        it.
        """
        chairs = [one for one in self.panel.seats if one.is_chair]
        return any(one.judge.id == self.person for one in chairs) if chairs else self.runs

    @property
    def follows(self) -> bool:
        """Whether this person may see how far the judging has come."""
        return self.runs or self.leads

    def judges_of(self, office: str) -> tuple[Seat, ...]:
        """Who judges an office."""
        return tuple(
            one
            for one in self.panel.seats
            if any(seen.code == office for seen in one.sees(self.programme, self.panel.zones))
        )

    def action(self, name: str, **values: str) -> str:
        return action(name, programme=self.programme.key, **values)

    def tap(self, key: str, name: str, **values: str) -> Tap:
        """A button of this round."""
        return tap(key, self.talk.language, self.action(name, **values))


def rounds(talk: Talk) -> tuple[Round, ...]:
    """Every judged programme this person has a part in, in the order they were joined."""
    keys = dict.fromkeys(one.programme for one in talk.known.memberships)
    found = (round_of(talk, key) for key in keys)
    return tuple(one for one in found if one)


def round_of(talk: Talk, programme: str) -> Round | None:
    """By the rules it was closed under, else by those of now."""
    panel, edition = talk.known.panels.get(programme), talk.known.editions.get(programme)
    if panel is None or edition is None:
        return None
    then = talk.known.edition(programme, panel.version) if panel.version else edition
    return Round(talk, (then or edition).programme, panel)


def short(office: Office) -> str:
    """An office as a list calls it."""
    return office.aliases[0] if office.aliases else office.name
