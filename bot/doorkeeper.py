"""Gunicorn's asyncio worker with a doorkeeper (`gunicorn -k bot.doorkeeper.Worker`): whoever opens
a connection says what they want within seconds, or makes room; and there is room for so many.

Gunicorn bounds how long an idle connection and a body may take; for the first line and headers of
a connection it waits without end, and its asyncio worker does not count connections. Each takes one
of the process's files, and once there are none, nobody new is heard: LINE's webhooks neither.
"""

import asyncio
import resource
from typing import Any

from gunicorn.asgi.parser import ParseError
from gunicorn.asgi.protocol import ASGIProtocol
from gunicorn.workers import gasgi

from bot.pages.safety import HEADERS

HEAD_SECONDS = 10.0  # for the first request's line and headers: LINE needs milliseconds
MOST_SILENT = 256  # connections of a process that have not said what they want
# connections of a process in all: half of its files, since those that are taken at once (100) and
# those on their way out come on top, and the database needs some
MOST_HERE = min(512, resource.getrlimit(resource.RLIMIT_NOFILE)[0] // 2)
FIELDS, FIELD_BYTES = 64, 4094  # what one request may say beside its first line, of 4094 as well
LAST_WORDS = 5.0  # seconds for one more request of those who are idle when the process is to end
MOST_PIECES = 4096  # of a body: 1 MiB in the smallest packets is half as many, and each takes 5 µs


class Doorkeeper(ASGIProtocol):  # type: ignore[misc]
    """One connection; `_silent` are those of this process that are still to say what they want,
    oldest first, and `_here` all of them, first the one that asked for something longest ago.
    """

    _here: dict["Doorkeeper", None] = {}  # noqa: RUF012 - of the whole process
    _silent: dict["Doorkeeper", asyncio.TimerHandle] = {}  # noqa: RUF012 - of the whole process

    _pieces = 0

    def connection_made(self, transport: Any) -> None:  # noqa: ANN401 - asyncio's own
        super().connection_made(transport)
        self._silent[self] = self.worker.loop.call_later(HEAD_SECONDS, self._show_out)
        if len(self._silent) > MOST_SILENT:
            next(iter(self._silent))._show_out()
        self._here[self] = None
        if len(self._here) > MOST_HERE:
            next(iter(self._here))._show_out()

    def _on_headers_complete(self) -> bool:
        self._has_spoken()
        if self in self._here:
            del self._here[self]
            self._here[self] = None
        self._pieces = 0
        return bool(super()._on_headers_complete())

    def _on_body(self, chunk: bytes) -> None:
        self._pieces += 1
        if self._pieces > MOST_PIECES:
            raise ParseError("the body comes in too many pieces")
        super()._on_body(chunk)

    def _is_websocket_upgrade(self, _request: object) -> bool:
        """There are none here, and Flask says so."""
        return False

    def connection_lost(self, exc: Exception | None) -> None:
        self._has_spoken()
        self._here.pop(self, None)
        super().connection_lost(exc)

    def _send_error_response(self, status: int, message: str, extra_headers: Any = ()) -> None:  # noqa: ANN401 - pairs
        """What cannot be read as a request at all is answered like any other page."""
        super()._send_error_response(status, message, (*extra_headers, *HEADERS.items()))

    @classmethod
    def ends_the_idle(cls) -> None:
        """Closes what waits for a next request; who is being answered goes on."""
        for one in [one for one in cls._here if one._awaiting_request]:
            one._keepalive_timeout()

    def _has_spoken(self) -> None:
        timer = self._silent.pop(self, None)
        if timer is not None:
            timer.cancel()

    def _show_out(self) -> None:
        self._has_spoken()
        self._here.pop(self, None)
        if self.transport is not None:
            self.transport.abort()


gasgi.ASGIProtocol = Doorkeeper  # by this name the worker makes its connections


class Worker(gasgi.ASGIWorker):  # type: ignore[misc]
    """Gunicorn's worker, whose connections have a doorkeeper."""

    def init_process(self) -> None:
        self.cfg.set("limit_request_fields", FIELDS)
        self.cfg.set("limit_request_field_size", FIELD_BYTES)
        super().init_process()

    async def _shutdown(self) -> None:
        """A proxy keeps connections it does not use: gunicorn would wait half a minute for them."""
        self.loop.call_later(LAST_WORDS, Doorkeeper.ends_the_idle)
        await super()._shutdown()
