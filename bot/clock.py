"""The program's one clock: the machine's, or one that starts at a given moment for demos, tests and
rehearsals.
"""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.settings import Settings, SettingsError

Clock = Callable[[], datetime]


def real_now() -> datetime:
    return datetime.now(UTC)


def clock_of(settings: Settings) -> Clock:
    """The clock the settings ask for.

    RAINGAN_NOW is an ISO instant, or the path of a file that holds one: the file's clock runs on
    from the moment it was written, and writing it again moves the clock of every process that reads
    it. Refused with LINE itself.
    """
    if not settings.raingan_now:
        return real_now
    if settings.talks_to_line_itself:
        raise SettingsError(
            "RAINGAN_NOW is for rehearsals: it is refused while LINE_API_BASE is LINE's own"
        )
    path = Path(settings.raingan_now)
    if path.is_file():
        return lambda: _file_now(path)
    start, began = _instant(settings.raingan_now), time.monotonic()
    return lambda: start + timedelta(seconds=time.monotonic() - began)


def write_clock(path: Path, now: datetime) -> None:
    """Sets a clock file; readers see the old moment or the new one, never half of it."""
    fresh = path.with_suffix(".new")
    fresh.write_text(now.isoformat())
    fresh.replace(path)


def _file_now(path: Path) -> datetime:
    return _instant(path.read_text()) + timedelta(seconds=time.time() - path.stat().st_mtime)


def _instant(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError as error:
        raise SettingsError(f"RAINGAN_NOW is no ISO instant and no file: {text!r}") from error
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
