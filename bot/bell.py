"""A bell for the threads of one lane: each ring lets one of them look for work."""

import threading


class Bell:
    """A ring that nobody waits for is kept, once: whoever is ready next looks."""

    def __init__(self) -> None:
        self._rung = threading.Condition()
        self._is_rung = self._is_over = False

    def ring(self) -> None:
        with self._rung:
            self._is_rung = True
            self._rung.notify()

    def ring_all(self) -> None:
        """Nobody waits any more: it is over."""
        with self._rung:
            self._is_over = True
            self._rung.notify_all()

    def wait(self) -> None:
        with self._rung:
            self._rung.wait_for(lambda: self._is_rung or self._is_over)
            self._is_rung = False
