"""The channel at LINE: token, quota, and where its webhook leads."""

from collections.abc import Iterator

from bot.checkup.check import Check
from bot.outbox.errors import LineError
from bot.outbox.line.api import Line
from bot.settings import Settings

FEW_MESSAGES = 30


def line(settings: Settings) -> Iterator[Check]:
    if not settings.line_channel_access_token:
        return
    line = Line(settings)
    try:
        name, basic_id = line.bot()
    except LineError as error:
        yield Check("LINE", False, f"{error.sentence}. {_mending(error)}")
        return
    yield Check("LINE", True, f"the token is that of {name} ({basic_id})")
    yield _webhook(line)
    yield _quota(line)


def _quota(line: Line) -> Check:
    try:
        limit, used = line.quota()
    except LineError as error:
        return Check("quota", False, f"{error.sentence}: what is left this month is not known")
    left = None if limit is None else limit - used
    words = "no limit" if left is None else f"{left} of {limit} messages left this month"
    few = (
        "; when they are used up reminders wait for free replies: buy messages, or see raingan "
        "remind --plan"
    )
    is_enough = left is None or left >= FEW_MESSAGES
    return Check("quota", is_enough, words if is_enough else words + few)


def _mending(error: LineError) -> str:
    """What to do: a new token helps only where LINE has refused the one it was shown."""
    if error.status in {401, 403}:
        return "Issue a new channel access token in the LINE console"
    if error.status:
        return "LINE itself is in trouble: what waits goes out by itself once it is over"
    return (
        "This machine cannot reach LINE: look at its network, its proxy and LINE_API_BASE. What "
        "waits goes out by itself"
    )


def _webhook(line: Line) -> Check:
    try:
        at = line.webhook()
    except LineError as error:
        return Check(
            "webhook",
            False,
            f"no webhook address is set ({error.status}): set it to https://…/callback",
        )
    right = bool(at.get("active")) and str(at.get("endpoint", "")).endswith("/callback")
    words = (
        f"LINE calls {at.get('endpoint')}"
        if right
        else f"{at}: it must end in /callback and be switched on"
    )
    return Check("webhook", right, words)
