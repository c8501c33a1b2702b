"""Logs: JSON lines for machines, colours for a terminal; never what people wrote, never a token."""

import logging
import re
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import TextIO, cast
from urllib.parse import urlsplit

import structlog
from structlog.typing import EventDict

from bot.cause import event_id
from bot.settings import Settings

MOST_A_MINUTE, MINUTE = 20, 60.0
SHORTEST_SECRET = 6  # letters: a shorter one is found in any text
LINE_ID = re.compile(r"\b[UCR][0-9a-f]{32}\b")
LONGEST = 4000  # letters of one value; of a trace it is the end that tells
SECRETS = (  # settings, as they are named
    "line_channel_secret",
    "line_channel_access_token",
    "google_credentials",
    "google_key",
    "openrosa_password",
    "metrics_token",
)
REFUSED_ROW = re.compile(r"DETAIL:[^\n]*?(?=\\n|\n|$)")


def nameless(_logger: object, _level: str, told: EventDict) -> EventDict:
    """No line names a LINE account, and none repeats the row a database refused."""
    return {key: _nameless(one) if isinstance(one, str) else one for key, one in told.items()}


def _nameless(text: str) -> str:
    return LINE_ID.sub("(LINE id)", REFUSED_ROW.sub("DETAIL: (left out)", text))


class Secretless:
    """No line holds a secret of the settings, whoever wrote it, nor a value without end."""

    def __init__(self, settings: Settings) -> None:
        told = [str(getattr(settings, name)) for name in SECRETS]
        told.append(urlsplit(settings.database_url).password or "")
        self._secrets = [one for one in told if len(one) >= SHORTEST_SECRET]

    def __call__(self, _logger: object, _level: str, told: EventDict) -> EventDict:
        return {
            key: self._hidden(one) if isinstance(one, str) else one for key, one in told.items()
        }

    def _hidden(self, text: str) -> str:
        for one in self._secrets:
            text = text.replace(one, "(secret)")
        return text if len(text) <= LONGEST else f"… {text[-LONGEST:]}"


class FromLibraries(logging.Handler):
    """What a library warns of is a line like any other. Without its trace: the message of an error
    may be what people wrote.
    """

    def emit(self, record: logging.LogRecord) -> None:
        log = structlog.get_logger()
        say = log.error if record.levelno >= logging.ERROR else log.warning
        say("library_said", library=record.name, said=record.getMessage())


def caused(_logger: object, _level: str, told: EventDict) -> EventDict:
    """A line says which event it follows from, so that one search finds the way of a message."""
    if event := event_id():
        told.setdefault("event_id", event)
    return told


class Sparing:
    """So many lines of one event a minute: while the database is away the log says so, and does not
    fill the disk. The first line after a pause tells how many were left out. The way of a message
    (the level info) is told in full.
    """

    def __init__(
        self, most: int = MOST_A_MINUTE, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._most, self._clock = most, clock
        self._said: dict[str, tuple[float, int]] = {}
        self._one_at_a_time = threading.Lock()

    def __call__(self, _logger: object, level: str, told: EventDict) -> EventDict:
        if level == "info" and "event_id" in told:
            return told
        now, name = self._clock(), str(told.get("event", ""))
        with self._one_at_a_time:
            since, count = self._said.get(name, (now, 0))
            left_out = max(0, count - self._most)
            if now - since >= MINUTE:
                since, count = now, 0
            self._said[name] = since, count + 1
        if count >= self._most:
            raise structlog.DropEvent
        if count == 0 and left_out:
            told["left_out"] = left_out
        return told


class Unbroken:
    """A log that cannot be written (its disk is full, its reader gone, half a letter in an id)
    costs its lines, and nothing that is being done.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        with suppress(OSError, ValueError):
            self._stream.write(text)
        return len(text)

    def flush(self) -> None:
        with suppress(OSError, ValueError):
            self._stream.flush()


def set_up_logs(settings: Settings) -> None:
    """Once for each process."""
    level = logging.getLevelNamesMapping()[settings.log_level]
    kind = settings.log_format or ("console" if sys.stderr.isatty() else "json")
    shown = (
        structlog.dev.ConsoleRenderer()
        if kind == "console"
        else structlog.processors.JSONRenderer(ensure_ascii=False)
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            caused,
            Sparing(),
            nameless,
            Secretless(settings),
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            shown,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(cast(TextIO, Unbroken(sys.stderr))),
        cache_logger_on_first_use=False,  # 5 µs a line; a second set-up holds for every module
    )
    root = logging.getLogger()
    if not any(isinstance(one, FromLibraries) for one in root.handlers):
        root.addHandler(FromLibraries(logging.WARNING))
