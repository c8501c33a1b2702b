"""Forms that are brought and published, and answers to surveys, are written."""

from typing import assert_never

from bot.inbox.carrying import Carrying
from bot.outbox import queue
from bot.outbox.jobs.files import CheckForm
from bot.store import published, surveys, uploads
from handlers.vocabulary.effects import BringForm, PublishForm, Respond


def write(at: Carrying, effect: BringForm | PublishForm | Respond) -> None:
    """Who answered a survey is noted nowhere."""
    conn, person, now = at.conn, at.person, at.now
    match effect:
        case BringForm():
            if uploads.bring(conn, person.id, effect, now.program):
                user, token = person.line_user_id, at.incoming.reply_token
                queue.put(conn, CheckForm(effect.id, user, token, person.id), now.machine)
        case PublishForm():
            published.publish(conn, person.id, effect, now.program)
            at.note("published a form", effect.programme, upload=effect.upload)
        case Respond():
            surveys.respond(conn, person.id, effect)
        case _:
            assert_never(effect)
