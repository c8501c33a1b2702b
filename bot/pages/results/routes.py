"""GET /r/<token>: a survey's results, for the person the link was made for · /r/<token>/<file>:
what can be taken away · POST: invitations by link, older results.
"""

from __future__ import annotations

from flask import Blueprint, Response, request

from bot import later
from bot.inbox.inbox import Inbox
from bot.pages.filling import frame
from bot.pages.results import html
from bot.pages.results.looked_at import LookedAt, look
from bot.pages.safety import not_found
from bot.store import earlier, invitations
from handlers.vocabulary.words import say
from scoring.survey.earlier import EarlierError, read_earlier

LARGEST = 1_000_000  # bytes of what is posted
LONGEST_NAME = 100


def results_pages(inbox: Inbox) -> Blueprint:
    """404 with a sentence for a link that is over, and for whoever may not see it any more."""
    blueprint = Blueprint("results", __name__)

    @blueprint.get("/r/<token>")
    def shown(token: str) -> Response:
        with inbox.database.reading() as conn:
            at = look(inbox, conn, token)
        return _page(at) if at else _over()

    @blueprint.post("/r/<token>")
    def posted(token: str) -> Response:
        request.max_content_length = LARGEST
        with inbox.database.reading() as conn:
            at = look(inbox, conn, token)
        if at is None or not at.manages:
            return _over()
        done = _invite if request.form.get("_do") == "invite" else _keep_earlier
        notice, is_good = done(inbox, at)
        with inbox.database.reading() as conn:
            at = look(inbox, conn, token)
        return _page(at, notice, is_good=is_good) if at else _over()

    @blueprint.get("/r/<token>/<file>")
    def taken(token: str, file: str) -> Response:
        with inbox.database.reading() as conn:
            at = look(inbox, conn, token)
        files = later.results_files
        content = files.made(at, file, inbox.public_url) if at and file in files.MIMES else None
        if at is None or content is None:
            return not_found()
        answer = Response(content, mimetype=files.MIMES[file])
        how = "inline" if file.endswith((".png", ".pdf")) else "attachment"
        answer.headers["Content-Disposition"] = f"{how}; filename={at.survey.code}-{file}"
        answer.headers["Cache-Control"] = "no-store"
        return answer

    return blueprint


def _page(at: LookedAt, notice: str = "", *, is_good: bool = True) -> Response:
    title = say("results.title", at.language, name=at.title)
    inside = html.body(at, notice, is_good=is_good)
    return frame.answer(frame.frame(title, inside, at.language, script=False))


def _over() -> Response:
    return frame.told(say("results.over_title", "th"), say("results.over", "th"), "th", status=404)


def _invite(inbox: Inbox, at: LookedAt) -> tuple[str, bool]:
    names = request.form.get("names", "").splitlines()
    with inbox.database.writing() as conn:
        count = invitations.invite(conn, at.survey.code, [one[:LONGEST_NAME] for one in names])
    return say("results.made", at.language, count=count), True


def _keep_earlier(inbox: Inbox, at: LookedAt) -> tuple[str, bool]:
    """What was said, and whether it is good news."""
    name = " ".join(request.form.get("earlier_name", "").split())[:LONGEST_NAME]
    told, sent = request.form.get("earlier_table", ""), request.files.get("earlier_file")
    if sent is not None and sent.filename:
        told = _decoded(sent.read())
    if not name:
        return say("results.earlier_unnamed", at.language), False
    try:
        found = read_earlier(told)
    except EarlierError as wrong:
        values = {"line": wrong.line, "text": wrong.text}
        return say("results.earlier_bad", at.language, **values), False
    if not found:
        return say("results.earlier_none", at.language), False
    survey = at.survey
    with inbox.database.writing() as conn:
        earlier.keep(conn, survey.programme, survey.office, name, found, inbox.clock())
    return say("results.earlier_saved", at.language, count=len(found)), True


def _decoded(content: bytes) -> str:
    """UTF-8, or what Thai Windows writes."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp874", errors="replace")
