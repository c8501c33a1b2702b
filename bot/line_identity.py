"""The bot's own id at LINE, asked once and remembered."""

from collections.abc import Callable
from importlib import import_module

from bot.outbox.errors import LineError
from bot.settings import Settings


def bot_id_of(settings: Settings) -> Callable[[], str]:
    """What tells the bot's id (@abc); "" as long as LINE cannot be asked."""
    known: list[str] = []

    def bot_id() -> str:
        if not known:
            door = import_module(
                "bot.outbox.line.api"
            )  # LINE's library is large, and a web process seldom asks
            try:
                known.append(str(door.Line(settings).bot()["basicId"]))
            except (LineError, KeyError):
                return ""
        return known[0]

    return bot_id
