"""GET and POST /s/<token>: a survey answered without LINE, by whoever has its link, or once by whom
a personal link was made for.

Law: an answer and whoever gave it are never stored together; a page answers once, however often it
is sent.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from urllib.parse import urlencode

from flask import Blueprint, Response, request

from bot.inbox.inbox import Inbox
from bot.pages.filling import frame
from bot.pages.filling.fields import KEEP, LOOK, PAGE, SEND, posted_of
from bot.pages.filling.gate import Gate
from bot.pages.filling.numbers import COOKIE, Numbers
from bot.pages.filling.page import Sheet, form
from bot.pages.filling.questions import View
from bot.pages.filling.taking import Taken, take
from bot.pages.survey_opened import Opened, begun, foot, head, in_whose_name
from bot.pages.survey_said import closed, thanked, unknown
from bot.store import invitations, page_drafts, surveys
from forms.filling.answers import Answers
from forms.filling.session import Session
from handlers.vocabulary.effects import Respond
from handlers.vocabulary.surveyed import asked_by, without_traces
from thai.dates import bangkok_day

DONE, HERE = "done", "the-number-of-this-page"
MOST_BLANKS = 50  # pages held ready
LARGEST = 512_000  # bytes of one sending
KEPT_FOR = 30 * 24 * 3600  # seconds: how long a browser remembers its page


class SurveyPages:
    """The routes, with what they need."""

    def __init__(
        self,
        inbox: Inbox,
        channel_secret: str,
        bot_id: Callable[[], str],
        gate: Gate | None = None,
    ) -> None:
        self._inbox, self._numbers, self._gate = inbox, Numbers(channel_secret), gate or Gate()
        self._bot_id = bot_id  # "" while LINE has not told it
        self._blanks: dict[tuple[object, ...], str] = {}

    def blueprint(self) -> Blueprint:
        made = Blueprint("survey", __name__)
        made.add_url_rule("/s/<token>", view_func=self.shown, methods=["GET"])
        made.add_url_rule("/s/<token>", view_func=self.posted, methods=["POST"], endpoint="posted")
        return made

    def shown(self, token: str) -> Response:
        """The page to fill in, with what this browser has kept."""
        found = self._open(token)
        if found is None:
            return unknown()
        if done := self._numbers.opened(request.args.get(DONE, ""), token):
            with self._inbox.database.reading() as conn:
                is_kept = page_drafts.has_answered(
                    conn, self._numbers.mark(done, found.survey.code)
                )
            if is_kept:
                return thanked(found, "fill.thanks")
        if (over := self._over(found)) is not None:
            return over
        is_new = "new" in request.args and found.invited is None
        number = "" if is_new else self._remembered(found)
        kept: Answers | None = None
        if number:
            with self._inbox.database.reading() as conn:
                if page_drafts.has_answered(conn, self._numbers.mark(number, found.survey.code)):
                    return thanked(found, "fill.already")
                kept = page_drafts.begun(conn, self._numbers.mark(number, found.survey.code))
        number = number or self._numbers.fresh()
        if kept is None:
            whole = self._blank(found).replace(HERE, self._sealed(found, number))
            return self._answer(found, whole, number)
        view = View(Session(found.form, kept, self._now), found.language)
        return self._page(found, view, number, fresh=True)

    def posted(self, token: str) -> Response:
        """What was typed is read, kept, and taken as an answer where it can be."""
        request.max_content_length = LARGEST
        request.max_form_memory_size = LARGEST
        found = self._open(token)
        if found is None:
            return unknown()
        if (over := self._over(found)) is not None:
            return over
        posted = posted_of(request.form)
        number = self._numbers.opened(request.form.get(PAGE, ""), token)
        mark = self._numbers.mark(number, found.survey.code) if number else ""
        with self._inbox.database.reading() as conn:
            if mark and page_drafts.has_answered(conn, mark):
                return thanked(found, "fill.already")
            kept = page_drafts.begun(conn, mark) if mark else None
        session = Session(found.form, kept, self._now) if kept else begun(found, self._now)
        taken = take(session, posted, found.language, bangkok_day(self._now))
        if not number:
            notice = found.say("fill.stale")
            taken = replace(taken, notice=notice)
            return self._again(found, taken, self._numbers.fresh(), session, 400)
        if taken.wish.do == LOOK:
            return self._again(found, taken, number, session)
        if wait := self._gate.wait(request, found.survey.code):
            notice = found.say("fill.too_many", seconds=wait)
            return self._again(found, replace(taken, notice=notice), number, session, 429)
        if taken.is_complete:
            return self._answered(found, taken, number)
        with self._inbox.database.writing() as conn:
            page_drafts.keep(conn, mark, found.survey.code, taken.answers, self._now)
        return self._again(found, taken, number)

    @property
    def _now(self) -> datetime:
        return self._inbox.clock()

    def _open(self, token: str) -> Opened | None:
        """None for a token nobody gave out."""
        with self._inbox.database.reading() as conn:
            survey, invited = surveys.by_token(conn, token), None
            if survey is None and (invited := invitations.by_token(conn, token)):
                survey = surveys.by_codes(conn, [invited.survey]).get(invited.survey)
            if survey is None:
                return None
            edition = self._inbox.library.edition(conn, survey.programme, survey.version)
        if edition is None:
            return None
        language = "en" if request.args.get("lang") == "en" else "th"
        return Opened(token, survey, edition, asked_by(edition, survey)[1], language, invited)

    def _remembered(self, found: Opened) -> str:
        """The number of the page this browser, or this personal link, has begun."""
        if found.invited is not None:
            return found.token
        return self._numbers.opened(request.cookies.get(COOKIE, ""), found.token)

    def _answered(self, found: Opened, taken: Taken, number: str) -> Response:
        """Kept once: of a page sent twice at the same moment, one answer. The thanks have an
        address of their own, so that going back asks nobody to send again.
        """
        survey, session = found.survey, taken.session
        mark = self._numbers.mark(number, survey.code)
        who = in_whose_name(found, session) if survey.named else ""
        response = Respond(survey.code, without_traces(session), bangkok_day(self._now), who)
        with self._inbox.database.writing() as conn:
            current = surveys.by_codes(conn, [survey.code])[survey.code]
            if not current.takes(response.day):
                return closed(found)
            is_first = page_drafts.answer(conn, mark, survey.code)
            if is_first and found.invited is not None:
                is_first = invitations.use(conn, found.token)
            if is_first:
                surveys.keep(conn, response)
                page_drafts.forget(conn, mark)
        if not is_first:
            return thanked(found, "fill.already")
        done = urlencode({DONE: self._numbers.seal(number, found.token)})
        joined = "&" if "?" in found.address else "?"
        return Response(status=303, headers={"Location": f"{found.address}{joined}{done}"})

    def _again(
        self,
        found: Opened,
        taken: Taken,
        number: str,
        kept: Session | None = None,
        status: int = 200,
    ) -> Response:
        """The page with all that was typed, and what is to be done; `kept` is what was before,
        where nothing was kept now.
        """
        view = View(taken.session, found.language, taken.refused, taken.typed, kept=kept)
        notice, is_good = taken.notice, False
        if not notice and taken.wish.do == SEND and taken.more:
            notice = found.say("fill.more")
        if not notice and taken.wish.do == KEEP and not taken.refused:
            notice, is_good = found.say("fill.kept"), True
        return self._page(found, view, number, notice=notice, is_good=is_good, status=status)

    def _page(
        self,
        found: Opened,
        view: View,
        number: str,
        *,
        notice: str = "",
        is_good: bool = False,
        fresh: bool = False,
        status: int = 200,
    ) -> Response:
        sealed = self._sealed(found, number)
        sheet = Sheet(found.address, sealed, _buttons(found), notice, is_good, fresh)
        return self._answer(found, self._whole(found, view, sheet), number, status)

    def _blank(self, found: Opened) -> str:
        """The page as nobody has begun it, made once a day; HERE stands where its number goes."""
        survey, today = found.survey, bangkok_day(self._now)
        told = found.invited.label if found.invited else ""
        key = (found.token, found.language, today, survey.closes, self._bot_id(), told)
        made = self._blanks.get(key)
        if made is None:
            view = View(begun(found, self._now), found.language)
            sheet = Sheet(found.address, HERE, _buttons(found), fresh=True)
            made = self._whole(found, view, sheet)
            if not found.form.defaults:  # a default may be of this moment
                self._blanks = {**dict(list(self._blanks.items())[-MOST_BLANKS:]), key: made}
        return made

    def _whole(self, found: Opened, view: View, sheet: Sheet) -> str:
        body = f"{head(found)}{form(view, sheet)}{foot(found, self._bot_id())}"
        return frame.frame(found.title, body, found.language)

    def _sealed(self, found: Opened, number: str) -> str:
        return self._numbers.seal(number, found.token)

    def _answer(self, found: Opened, whole: str, number: str, status: int = 200) -> Response:
        """With the number where this browser finds it again."""
        answer = frame.answer(whole, status)
        if found.invited is None:
            answer.set_cookie(
                COOKIE,
                self._sealed(found, number),
                max_age=KEPT_FOR,
                path=f"/s/{found.token}",
                secure=self._inbox.public_url.startswith("https://") and request.is_secure,
                httponly=True,
                samesite="Lax",
            )
        return answer

    def _over(self, found: Opened) -> Response | None:
        """The page of a survey that is closed, or of a link that was used; None for any other."""
        if not found.survey.takes(bangkok_day(self._now)):
            return closed(found)
        if found.invited is not None and found.invited.used:
            return thanked(found, "fill.used")
        return None


def _buttons(found: Opened) -> tuple[tuple[str, str], ...]:
    return (SEND, found.say("fill.send")), (KEEP, found.say("fill.keep"))
