"""The bot's own id at LINE, asked once and remembered."""

from collections.abc import Callable

from bot.outbox.errors import LineError
from bot.outbox.line_api import Line


def bot_id_of(line: Line) -> Callable[[], str]:
    """What tells the bot's id (@abc); "" as long as LINE cannot be asked."""
    known: list[str] = []

    def bot_id() -> str:
        if not known:
            try:
                known.append(str(line.bot()["basicId"]))
            except (LineError, KeyError):
                return ""
        return known[0]

    return bot_id
