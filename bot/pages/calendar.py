"""GET /c/<token>.ics: the deadlines of an office, for whoever has the link; always those of the
current version.
"""

from flask import Blueprint, Response

from bot.inbox.inbox import Inbox
from bot.pages.safety import not_found
from bot.store import desk_links
from documents.ics import Entry, ics
from handlers.reports.deadline_calendar import deadlines


def calendar_page(inbox: Inbox) -> Blueprint:
    """404 for a token that is unknown or withdrawn, or whose programme or office is gone."""
    blueprint = Blueprint("calendar", __name__)

    @blueprint.get("/c/<token>.ics")
    def calendar(token: str) -> Response:
        content = _content(inbox, token)
        if content is None:
            return not_found()
        answer = Response(content, mimetype="text/calendar")
        answer.headers["Content-Disposition"] = 'attachment; filename="raingan.ics"'
        answer.headers["Cache-Control"] = "private, max-age=3600"
        return answer

    return blueprint


def _content(inbox: Inbox, token: str) -> bytes | None:
    with inbox.database.reading() as conn:
        desk = desk_links.by_token(conn, desk_links.CALENDAR, token)
        edition = inbox.library.current(conn).get(desk[0]) if desk else None
    if desk is None or edition is None:
        return None
    programme, office = edition.programme, desk[1]
    places = {one.code: one.name for one in programme.offices} | {"": programme.short_name}
    if office not in places:
        return None
    entries = [
        Entry(
            f"{programme.key}-{office or 'all'}-{one.code}-{one.kind}@raingan",
            one.day,
            one.title,
            one.note,
        )
        for one in deadlines(edition, office)
    ]
    return ics(f"กำหนดส่ง {places[office]}", entries, inbox.clock())
