"""How much a form's expressions may do in one go: steps along paths and letters of text. A form
that asks for more is told so in a sentence; it takes nobody else's time.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

MOST_STEPS = 3_000_000  # nodes looked at in one turn: about three seconds
LONGEST_TEXT = 100_000  # letters that one expression may make


class TooMuchError(Exception):
    """An expression wants more than a form may do in one go: steps, or with `is_text` letters.

    `path` and `what` (relevant, calculate, count, choices, constraint) name it, where that is
    known.
    """

    def __init__(self, sentence: str, *, is_text: bool = False) -> None:
        super().__init__(sentence)
        self.is_text = is_text
        self.path = self.what = ""

    def at(self, path: str, what: str) -> None:
        """Where it was; the innermost place counts."""
        if not self.path:
            self.path, self.what = path, what


class _Turn(threading.local):
    """Of one thread: how many nodes it may still look at; None outside of a turn."""

    left: int | None = None


_turn = _Turn()


@contextmanager
def within(steps: int = MOST_STEPS) -> Iterator[None]:
    """What is evaluated inside may look at so many nodes altogether."""
    before = _turn.left
    _turn.left = steps
    try:
        yield
    finally:
        _turn.left = before


def spend(steps: int) -> None:
    """Outside of a turn nothing is counted."""
    left = _turn.left
    if left is None:
        return
    _turn.left = left - steps
    if left < steps:
        raise TooMuchError("too many steps")


def not_too_long(text: str) -> str:
    if len(text) > LONGEST_TEXT:
        raise TooMuchError("too long a text", is_text=True)
    return text
