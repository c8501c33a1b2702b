"""What a review decided -> rows: its standing, the audit's old and new, the row of the Sheet, the
word to others.
"""

from typing import Any, assert_never

from bot.inbox.carrying import Carrying
from bot.outbox import queue
from bot.outbox.jobs.rows import MirrorRow
from bot.outbox.jobs.saying import Push
from bot.outbox.line.messages import line_messages
from bot.store import people, reviews
from handlers.vocabulary.review_effects import Accept, OfReview, SendBack, Tell, Verify


def write(at: Carrying, effect: OfReview) -> None:
    now = at.now.program
    match effect:
        case Accept():
            reviews.accept(at.conn, at.person.id, effect, now)
            _note(
                at,
                "passed",
                effect.submission,
                "waiting",
                effect.next_office or "accepted",
                final=effect.final,
            )
        case SendBack():
            reviews.send_back(at.conn, at.person.id, effect, now)
            reasons, restarts = dict(effect.reasons), effect.restarts
            _note(
                at,
                "sent back",
                effect.submission,
                "waiting",
                "returned",
                reasons=reasons,
                restarts=restarts,
            )
        case Verify():
            reviews.verify(at.conn, at.person.id, effect)
            new = effect.verified["score"].get("final_score")
            detail = {name: effect.verified[name] for name in ("values", "reason")}
            _note(at, "verified", effect.submission, effect.old, new, **detail)
            _mirror(at)
        case Tell():
            _tell(at, effect)
        case _:
            assert_never(effect)


def _note(at: Carrying, did: str, submission: str, old: object, new: object, **detail: Any) -> None:  # noqa: ANN401
    under = at.known.under
    assert under is not None, "a decision is made with the report at hand"
    sent = under.submission
    subject = f"{sent.programme}/{sent.office}/{sent.indicator}"
    at.note(did, subject, old=old, new=new, id=submission, **detail)


def _mirror(at: Carrying) -> None:
    """The Sheet shows the score that counts."""
    under = at.known.under
    assert under is not None, "a value is verified with the report at hand"
    row = MirrorRow(under.submission.programme, under.submission.id)
    queue.put(at.conn, row, at.now.machine)


def _tell(at: Carrying, said: Tell) -> None:
    """A message to others: pushed when it must arrive, else held for their next free reply."""
    for user in people.reachable(at.conn, said.people):
        told = Push(user, line_messages(said.messages), must=said.must)
        queue.put(at.conn, told, at.now.machine)
