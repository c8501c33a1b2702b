"""What is decided in judging -> rows, each with its line in the audit."""

from typing import assert_never

from bot.inbox.carrying import Carrying
from bot.outbox import queue
from bot.outbox.jobs.rows import MirrorJudging
from bot.store import judging
from handlers.vocabulary.judging_effects import (
    CloseJudging,
    GivePoints,
    OfJudging,
    ReopenJudging,
    SeatJudge,
    Settle,
    SetZone,
)


def write(at: Carrying, effect: OfJudging) -> None:
    conn, now = at.conn, at.now.program
    match effect:
        case GivePoints(programme, office, item, points):
            judging.give(conn, at.person.id, effect, now)
            at.note(
                "gave points",
                f"{programme}/{office}/{item}",
                old=_text(effect.old),
                new=str(points),
            )
        case Settle(programme, office, item, points, reason):
            judging.settle(conn, at.person.id, effect, now)
            at.note(
                "settled points",
                f"{programme}/{office}/{item}",
                old=_text(effect.old),
                new=str(points),
                reason=reason,
            )
        case SeatJudge(programme, judge, codes, is_chair):
            judging.seat(conn, effect)
            at.note("seated a judge", programme, new=[*codes], of=judge, chair=is_chair)
        case SetZone(programme, office, zone):
            judging.set_zone(conn, effect)
            at.note("set a zone", f"{programme}/{office}", new=zone)
        case CloseJudging(programme, version):
            judging.close(conn, at.person.id, effect, now)
            at.note("closed the judging", programme, old="open", new="closed", version=version)
        case ReopenJudging(programme, reason):
            judging.reopen(conn, effect)
            at.note("reopened the judging", programme, old="closed", new="open", reason=reason)
        case _:
            assert_never(effect)
    queue.put(conn, MirrorJudging(effect.programme), at.now.machine)


def _text(points: object) -> str | None:
    return None if points is None else str(points)
