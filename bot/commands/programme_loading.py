"""Loading a programme: it becomes current, and whoever published a form whose place the folder's
takes is told.
"""

from sqlalchemy import Connection

from bot.commands.opened import Opened
from bot.commands.programme_source import Brought, forms_of
from bot.outbox import queue
from bot.outbox.jobs.saying import Push
from bot.outbox.line import notices
from bot.outbox.line.messages import line_messages
from bot.store.engine import now_of
from bot.store.library import save, version_of
from bot.store.loading import Loaded, Replaced, with_published
from handlers.vocabulary.messages import Text
from handlers.vocabulary.words import say


def load_into(at: Opened, brought: Brought, *, own_forms: bool = False) -> str:
    """Makes it the current version; a sentence on what came of it."""
    now, brings = at.clock(), brought.forms is not None
    with at.database.writing() as conn:
        forms = forms_of(conn, brought)
        loaded = with_published(
            conn, brought.programme, forms, now, own_forms=own_forms, brings_forms=brings
        )
        is_new = save(conn, loaded.programme, loaded.forms, now)
        for one in loaded.replaced:
            _tell(conn, brought.programme.short_name, one)
    version = version_of(loaded.programme, loaded.forms)
    state = "loaded as the current version" if is_new else "already current"
    return "\n".join(
        [f"{brought.programme.key}: {state}, {version}{_kept(loaded)}", *_replaced(loaded)]
    )


def _kept(loaded: Loaded) -> str:
    return f"; published in chat and kept: {', '.join(loaded.kept)}" if loaded.kept else ""


def _replaced(loaded: Loaded) -> list[str]:
    """What the folder's newer forms took the place of."""
    return [
        f"{one.code}: the folder's form takes the place of “{one.title}”, published in chat; to "
        "have that back, "
        "publish it again"
        for one in loaded.replaced
    ]


def _tell(conn: Connection, programme: str, one: Replaced) -> None:
    """Who published it must know, for what people are asked now is another form."""
    for user, language in notices.of_person(conn, one.person):
        words = say(
            "form.replaced_by_folder", language, name=one.title, code=one.code, programme=programme
        )
        queue.put(conn, Push(user, line_messages([Text(words)]), must=True), now_of(conn))
