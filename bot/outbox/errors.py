"""What an outside door says when it fails: whether trying again can help, and a sentence for
whoever looks.
"""


class DoorError(Exception):
    """An outside service refused or could not be reached."""

    def __init__(
        self, sentence: str, *, retry: bool, status: int = 0, unknown: bool = False
    ) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.retry = retry
        self.status = status
        self.unknown = unknown  # the request may have been carried out all the same


PASSING = {
    401,
    403,
    408,
    429,
}  # a token to be renewed, a plan to be paid, too much at once: the same call works later


class LineError(DoorError):
    """LINE's Messaging API."""

    @property
    def is_refusal(self) -> bool:
        """Whether the call itself was refused: the same call will hardly work later."""
        return 400 <= self.status < 500 and self.status not in PASSING


class NotReadyError(Exception):
    """Something this job waits for is not there yet: waiting is no failure."""


class GoneError(Exception):
    """The content no longer exists and never will."""
