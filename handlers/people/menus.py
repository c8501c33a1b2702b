"""What each role's rich menu offers: six things one may ask for by a tap; a tap asks first when a
question is open.
"""

from collections.abc import Iterable

from handlers.vocabulary.actions import action
from handlers.vocabulary.messages import Tap
from handlers.vocabulary.permissions import Membership
from handlers.vocabulary.words import say

OFFERS = {
    "coordinator": ("check", "overview", "score", "broadcast", "people", "help"),
    "official": ("score", "overview", "due", "survey_results", "my_data", "help"),
    "judge": ("judge", "judged", "due", "my_data", "who_am_i", "help"),
    "reporter": ("report", "score", "due", "papers", "my_data", "help"),
}


def menu_of(memberships: Iterable[Membership]) -> str:
    """Whose menu someone has: that of the role that may do most; "" without an office."""
    roles = {"coordinator" if one.role == "admin" else one.role for one in memberships}
    return next((kind for kind in OFFERS if kind in roles), "")


def taps(kind: str, language: str = "th") -> tuple[Tap, ...]:
    """What the tiles do, in their order."""
    return tuple(Tap(say(f"buttons.{name}", language), action(name)) for name in OFFERS[kind])


def words(kind: str, language: str = "th") -> tuple[tuple[str, str], ...]:
    """What the tiles say: a label and a hint."""
    return tuple(
        (say(f"buttons.{name}", language), say(f"menu.{name}", language)) for name in OFFERS[kind]
    )
