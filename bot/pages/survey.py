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
from werkzeug.datastructures import MultiDict

from bot.inbox.inbox import Inbox
from bot.pages.filling import frame, page
from bot.pages.filling.fields import KEEP, LOOK, PAGE, SEND
from bot.pages.filling.frame import lines, text
from bot.pages.filling.gate import Gate
from bot.pages.filling.numbers import COOKIE, Numbers
from bot.pages.filling.questions import View
from bot.pages.filling.taking import Taken, take
from bot.pages.survey_opened import Opened, begun, foot, head, in_whose_name
from bot.store import invitations, page_drafts, surveys
from forms.filling.answers import Answers
from forms.filling.session import Session
from handlers.vocabulary.effects import Respond
from handlers.vocabulary.surveyed import asked_by, without_traces
from handlers.vocabulary.words import say
from thai.dates import bangkok_day

DONE = "done"
LARGEST = 512_000  # bytes of one sending
KEPT_FOR = 30 * 24 * 3600  # seconds: how long a browser remembers its page


class SurveyPages:
    """The routes, with what they need."""

    def __init__(self, inbox: Inbox, channel_secret: str, bot_id: Callable[[], str]) -> None:
        self._inbox, self._numbers, self._gate = inbox, Numbers(channel_secret), Gate()
        self._bot_id = bot_id  # "" while LINE has not told it

    def blueprint(self) -> Blueprint:
        made = Blueprint("survey", __name__)
        made.add_url_rule("/s/<token>", view_func=self.shown, methods=["GET"])
        made.add_url_rule("/s/<token>", view_func=self.posted, methods=["POST"], endpoint="posted")
        return made

    def shown(self, token: str) -> Response:
        """The page to fill in, with what this browser has kept."""
        found = self._open(token)
        if found is None:
            return self._unknown()
        if done := self._numbers.opened(request.args.get(DONE, ""), token):
            with self._inbox.database.reading() as conn:
                is_kept = page_drafts.has_answered(
                    conn, self._numbers.mark(done, found.survey.code)
                )
            if is_kept:
                return self._thanked(found, "fill.thanks")
        if (over := self._over(found)) is not None:
            return over
        is_new = "new" in request.args and found.invited is None
        number = "" if is_new else self._remembered(found)
        kept: Answers | None = None
        if number:
            with self._inbox.database.reading() as conn:
                if page_drafts.has_answered(conn, self._numbers.mark(number, found.survey.code)):
                    return self._thanked(found, "fill.already")
                kept = page_drafts.begun(conn, self._numbers.mark(number, found.survey.code))
        number = number or self._numbers.fresh()
        session = Session(found.form, kept, self._now) if kept else begun(found, self._now)
        return self._page(found, View(session, found.language), number, fresh=True)

    def posted(self, token: str) -> Response:
        """What was typed is read, kept, and taken as an answer where it can be."""
        request.max_content_length = LARGEST
        request.max_form_memory_size = LARGEST
        found = self._open(token)
        if found is None:
            return self._unknown()
        if (over := self._over(found)) is not None:
            return over
        posted = _lists(request.form)
        number = self._numbers.opened(request.form.get(PAGE, ""), token)
        mark = self._numbers.mark(number, found.survey.code) if number else ""
        with self._inbox.database.reading() as conn:
            if mark and page_drafts.has_answered(conn, mark):
                return self._thanked(found, "fill.already")
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
                return self._closed(found)
            is_first = page_drafts.answer(conn, mark, survey.code)
            if is_first and found.invited is not None:
                is_first = invitations.use(conn, found.token)
            if is_first:
                surveys.keep(conn, response)
                page_drafts.forget(conn, mark)
        if not is_first:
            return self._thanked(found, "fill.already")
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
        sealed = self._numbers.seal(number, found.token)
        buttons = ((SEND, found.say("fill.send")), (KEEP, found.say("fill.keep")))
        sheet = page.Sheet(found.address, sealed, buttons, notice, is_good, fresh)
        body = f"{head(found)}{page.form(view, sheet)}{foot(found, self._bot_id())}"
        answer = frame.answer(frame.frame(found.title, body, found.language), status)
        if found.invited is None:
            answer.set_cookie(
                COOKIE,
                sealed,
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
            return self._closed(found)
        if found.invited is not None and found.invited.used:
            return self._thanked(found, "fill.used")
        return None

    def _closed(self, found: Opened) -> Response:
        return frame.told(found.title, found.say("fill.closed"), found.language)

    def _thanked(self, found: Opened, key: str) -> Response:
        words = [found.say(key)]
        if key == "fill.thanks" and not found.survey.named:
            words.append(found.say("fill.thanks_anonymous"))
        more = ""
        if found.invited is None:
            word = text(found.say("fill.another"))
            more = f'<p><a href="/s/{text(found.token)}?new=1">{word}</a></p>'
        said = lines("\n".join(words))
        about = 'class="notice ok" role="status" tabindex="-1" data-told'
        body = f"<h1>{text(found.title)}</h1><p {about}>{said}</p>{more}"
        return frame.answer(frame.frame(found.title, body, found.language, finished=True))

    def _unknown(self) -> Response:
        return frame.told(say("fill.gone_title", "th"), say("fill.no_link", "th"), "th", status=404)


def _lists(posted: MultiDict[str, str]) -> dict[str, list[str]]:
    return {name: posted.getlist(name) for name in posted}
