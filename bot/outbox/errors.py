"""What an outside door says when it fails: whether trying again can help, and a sentence for whoever looks."""


class DoorError(Exception):
    """An outside service refused or could not be reached."""

    def __init__(self, sentence: str, *, retry: bool, status: int = 0, unknown: bool = False) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.retry = retry
        self.status = status
        self.unknown = unknown  # the request may have been carried out all the same


class LineError(DoorError):
    """LINE's Messaging API."""


class NotReadyError(Exception):
    """Something this job waits for is not there yet: waiting is no failure."""


class GoneError(Exception):
    """The content no longer exists and never will."""
