"""GET and POST /f/<token>: a report that was begun in the chat goes on in the browser, and back
again. It is the person's own draft: whatever is saved here stands in the chat, and the other way
round. GET /?liff.state=…: the way LIFF opens a page inside LINE.
"""

import re
from dataclasses import dataclass, replace

from flask import Blueprint, Response, redirect, request
from msgspec.structs import replace as changed
from sqlalchemy import Connection
from werkzeug.wrappers import Response as Answer

from bot.inbox import look_up
from bot.inbox.inbox import Inbox
from bot.pages.filling import frame, page
from bot.pages.filling.fields import DROPPED, KEEP, PAGE, SEND, Posted, counted, posted_of
from bot.pages.filling.frame import text
from bot.pages.filling.numbers import Numbers
from bot.pages.filling.questions import View
from bot.pages.filling.taking import Taken, is_look, take
from bot.pages.safety import not_found
from bot.store import conversations, page_links
from bot.store.conversations import Person
from forms.filling.rows import moved, renaming
from forms.kinds import MEDIA_KINDS
from handlers.questions import in_doubt
from handlers.vocabulary.draft import Draft
from handlers.vocabulary.events import Event, SomethingElse
from handlers.vocabulary.state import State
from handlers.vocabulary.talk import OpenReport, Talk, open_report
from handlers.vocabulary.words import say
from thai.dates import bangkok_day

LARGEST = 2_000_000  # bytes of one sending
IN_LIFF = re.compile(r"/(?:s|f|r)/[A-Za-z0-9_-]+")


@dataclass(frozen=True, slots=True)
class Opened:
    """A person's own form, as it stands now."""

    person: Person
    report: OpenReport

    @property
    def draft(self) -> Draft:
        return self.report.draft

    @property
    def language(self) -> str:
        return self.report.talk.language

    def say(self, key: str, **values: object) -> str:
        return say(key, self.language, **values)


class ReportPages:
    """The routes, with what they need."""

    def __init__(self, inbox: Inbox, channel_secret: str) -> None:
        self._inbox, self._numbers = inbox, Numbers(channel_secret)

    def shown(self, token: str) -> Response:
        with self._inbox.database.reading() as conn:
            found = self._open(conn, token)
        return self._page(found, token, fresh=True) if found else self._gone(token)

    def posted(self, token: str) -> Response:
        """What was typed is read and saved; the person is locked meanwhile, so that the chat and
        the page never write over each other.
        """
        request.max_content_length = LARGEST
        request.max_form_memory_size = LARGEST
        posted = posted_of(request.form)
        with self._inbox.database.writing() as conn:
            found = self._open(conn, token, lock=True)
            if found is None:
                return self._gone(token)
            taken = self._taken(found, posted)
            is_ours = self._numbers.opened(request.form.get(PAGE, ""), token) == found.draft.id
            if not is_ours:
                return self._page(found, token, taken, notice=found.say("fill.stale"), status=400)
            if not is_look(taken):
                found = self._save(conn, found, taken)
        return self._page(found, token, taken)

    def _open(self, conn: Connection, token: str, *, lock: bool = False) -> Opened | None:
        """None for a link that is over, and for a form that was sent or cancelled."""
        now = self._inbox.clock()
        opened = page_links.opened(conn, page_links.FORM, token, now)
        if opened is None:
            return None
        number, draft_id = opened
        person = conversations.numbered(conn, number)
        if lock:
            person = conversations.lock(conn, person.line_user_id, now)
        draft = next((one for one in person.state.begun if one.id == draft_id), None)
        if draft is None:
            return None
        inbox = self._inbox
        editions = inbox.library.current(conn)
        known = look_up.plainly(conn, inbox.library, person, editions, inbox.public_url)
        event = Event(f"page:{token}", now, SomethingElse("page"))
        report = open_report(Talk(person.state, event, known), draft)
        return Opened(person, report) if report else None

    def _taken(self, found: Opened, posted: Posted) -> Taken:
        told = posted.get(DROPPED, [""])[0]
        seen = counted(told, len(found.draft.dropped))
        since = found.draft.dropped[seen:]
        return take(
            found.report.session,
            posted,
            found.language,
            bangkok_day(self._inbox.clock()),
            moved=lambda path: moved(path, since),
            closed=lambda path: in_doubt.is_closed(found.report, path),
        )

    def _save(self, conn: Connection, found: Opened, taken: Taken) -> Opened:
        """The draft as the page left it, wherever it stands in the conversation."""
        draft = found.draft
        if taken.dropped:
            draft = _without_row(draft, taken.dropped)
        writing = tuple(one for one in draft.writing if one not in taken.answers.done)
        draft = changed(draft, answers=taken.answers, writing=writing)
        report = found.report.with_draft(draft)
        state: State = found.person.state.having(report.draft)
        conversations.move(conn, found.person, state, self._inbox.clock())
        return replace(found, report=report)

    def _page(
        self,
        found: Opened,
        token: str,
        taken: Taken | None = None,
        *,
        notice: str = "",
        fresh: bool = False,
        status: int = 200,
    ) -> Response:
        session = taken.session if taken else found.report.session
        pieces = {path: len(each) for path, each in found.draft.pieces.items()}
        view = View(
            session,
            found.language,
            taken.refused if taken else {},
            taken.typed if taken else {},
            lambda path: in_doubt.is_closed(found.report, path),
            pieces,
            found.report.session,
        )
        good = not notice and taken is not None and not (taken.refused or taken.notice)
        saved = taken is not None and taken.wish.do in {SEND, KEEP}
        finished = good and saved and not _left(found)
        notice = notice or (taken.notice if taken else "") or _told(found, taken, finished)
        sealed = self._numbers.seal(found.draft.id, token)
        sheet = page.Sheet(
            f"/f/{token}",
            sealed,
            ((KEEP, found.say("fill.save")),),
            notice,
            good,
            fresh,
            ((DROPPED, str(len(found.draft.dropped))),),
        )
        report = found.report
        title = found.say("fill.report_of", name=report.titled, office=report.office)
        intro = text(found.say("fill.report_intro"))
        body = f'<h1>{text(title)}</h1><p class="small">{intro}</p>{page.form(view, sheet)}'
        whole = frame.frame(title, body, found.language, finished=finished)
        return frame.answer(whole, status)

    def _gone(self, token: str) -> Response:
        with self._inbox.database.reading() as conn:
            was = page_links.is_over(conn, page_links.FORM, token)
        key = "fill.gone" if was else "fill.no_link"
        return frame.told(
            say("fill.gone_title", "th"), say(key, "th"), "th", status=410 if was else 404
        )


def _without_row(draft: Draft, row: str) -> Draft:
    """What belongs to the draft beside its answers, moved up where a row was taken out."""
    repeat, _, number = row.removesuffix("]").rpartition("[")
    renamed = renaming(repeat, int(number))
    return changed(
        draft,
        pieces={new: kept for path, kept in draft.pieces.items() if (new := renamed(path))},
        said={said: new for said, path in draft.said.items() if (new := renamed(path))},
        unread={new: cell for path, cell in draft.unread.items() if (new := renamed(path))},
        writing=tuple(new for path in draft.writing if (new := renamed(path))),
        dropped=(*draft.dropped, row),
    )


def _left(found: Opened) -> int:
    """How many questions the page still asks."""
    session = found.report.session
    done = set(session.answers.done)
    return sum(
        one.path not in done and not in_doubt.is_closed(found.report, one.path)
        for one in session.questions()
        if one.kind not in {*MEDIA_KINDS, "note"}
    )


def _told(found: Opened, taken: Taken | None, is_finished: bool) -> str:
    if taken is None or is_look(taken) or taken.refused:
        return ""
    if is_finished:
        return found.say("fill.finished")
    if taken.more:
        return found.say("fill.more")
    count, left = len(taken.answers.done), _left(found)
    return f"{found.say('fill.saved_some', count=count, left=left)}\n{found.say('fill.saved')}"


def report_pages(inbox: Inbox, channel_secret: str) -> Blueprint:
    """The form of one person, and the way in from LIFF."""
    pages, made = ReportPages(inbox, channel_secret), Blueprint("report", __name__)
    made.add_url_rule("/f/<token>", view_func=pages.shown, methods=["GET"])
    made.add_url_rule("/f/<token>", view_func=pages.posted, methods=["POST"], endpoint="posted")

    @made.get("/")
    def from_liff() -> Answer:
        where = request.args.get("liff.state", "")
        if IN_LIFF.fullmatch(where):
            return redirect(where)
        return not_found()

    return made
