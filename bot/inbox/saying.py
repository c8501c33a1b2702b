"""What a turn says -> one reply to the message that caused it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from bot.inbox.line_events import Incoming
from bot.outbox.jobs.saying import Reply
from bot.outbox.line.messages import rendered
from handlers.vocabulary.effects import Say


def reply_to(incoming: Incoming, says: Sequence[Say]) -> Reply:
    """One reply for all that is said; `asks` tells which of its messages asks which question."""
    bubbles = rendered([message for say in says for message in say.messages])
    return Reply(
        incoming.user,
        [bubble.json for bubble in bubbles],
        must=any(say.must for say in says),
        asks=[(place, *bubble.asks) for place, bubble in enumerate(bubbles) if bubble.asks],
        reply_token=incoming.reply_token,
    )


def put_before(reply: Reply, before: Sequence[Mapping[str, Any]]) -> Reply:
    """The same reply with messages said first."""
    moved = [(int(str(place)) + len(before), *asked) for place, *asked in reply.asks]
    return replace(reply, messages=[*before, *reply.messages], asks=moved)
