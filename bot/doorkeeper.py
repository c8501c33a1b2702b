"""Gunicorn's asyncio worker with a doorkeeper (`gunicorn -k bot.doorkeeper.Worker`): whoever opens
a connection says what they want within seconds, or makes room.

Gunicorn bounds how long an idle connection and a body may take; for the first line and headers of
a connection it waits without end, and every such connection takes one of the process's files.
"""

import asyncio
from typing import Any

from gunicorn.asgi.protocol import ASGIProtocol
from gunicorn.workers import gasgi

HEAD_SECONDS = 10.0  # for the first request's line and headers: LINE needs milliseconds
MOST_SILENT = 256  # connections of a process that have not said what they want


class Doorkeeper(ASGIProtocol):  # type: ignore[misc]
    """One connection; `_silent` are those of this process that are still to say what they want,
    oldest first.
    """

    _silent: dict["Doorkeeper", asyncio.TimerHandle] = {}  # noqa: RUF012 - of the whole process

    def connection_made(self, transport: Any) -> None:  # noqa: ANN401 - asyncio's own
        super().connection_made(transport)
        self._silent[self] = self.worker.loop.call_later(HEAD_SECONDS, self._show_out)
        if len(self._silent) > MOST_SILENT:
            next(iter(self._silent))._show_out()

    def _on_headers_complete(self) -> bool:
        self._has_spoken()
        return bool(super()._on_headers_complete())

    def connection_lost(self, exc: Exception | None) -> None:
        self._has_spoken()
        super().connection_lost(exc)

    def _has_spoken(self) -> None:
        timer = self._silent.pop(self, None)
        if timer is not None:
            timer.cancel()

    def _show_out(self) -> None:
        self._has_spoken()
        if self.transport is not None:
            self.transport.abort()


gasgi.ASGIProtocol = Doorkeeper  # by this name the worker makes its connections


class Worker(gasgi.ASGIWorker):  # type: ignore[misc]
    """Gunicorn's worker, whose connections have a doorkeeper."""
