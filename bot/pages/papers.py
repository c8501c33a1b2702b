"""GET /p/<token>: the papers of a person's offices · GET /p/<token>/<file>: one of them, .docx or
.pdf, made when it is fetched.
"""

import html
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING
from urllib.parse import quote

from flask import Blueprint, Response
from sqlalchemy import Connection

from bot import later
from bot.inbox.inbox import Inbox
from bot.pages.own_forms import offered_forms
from bot.pages.pieces import Pieces, look_again
from bot.pages.safety import not_found
from bot.store import made_papers, paper_links
from handlers.vocabulary.words import say

if TYPE_CHECKING:
    from bot.papers.shelf import Shelf, Shelved

KINDS = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
PAGE = (
    '<!doctype html><html lang="th"><meta charset="utf-8"><meta name="viewport" '
    'content="width=device-width"><meta name="referrer" content="no-referrer">'
    "<title>{title}</title><body style=\"font:18px/1.6 'Sarabun','Noto Sans "
    'Thai\',sans-serif;margin:1em;max-width:40em"><h1 style="font-size:1.3em">{title}</h1>'
    "{rows}</body></html>"
)
ROW = "<p><b>{title}</b><br>{office} · {state}<br>{files}{more}</p>"
WORD, PDF = '<a href="{word}">Word (.docx)</a>', '<a href="{pdf}">PDF</a>'
DRIVE = {"docx": "Word", "pdf": "PDF"}
MAIL = '<br>{to}<br><a href="{address}">{write}</a><blockquote>{text}</blockquote>'


def papers_page(
    inbox: Inbox, content: Callable[[], Pieces], shelf: Callable[[Pieces], "Shelf"]
) -> Blueprint:
    """404 for a link that was never given or is over, and for papers of other offices. A paper
    whose photos are still on their way back from the mirror is made when they are here.
    """
    blueprint = Blueprint("papers", __name__)

    @blueprint.get("/p/<token>")
    def listed(token: str) -> Response:
        with inbox.database.reading() as conn:
            person = paper_links.person_of(conn, token, inbox.clock())
            if person is None:
                return not_found()
            at = shelf(content())
            there = at.of(conn, person, inbox.clock())
            rows = "".join(_row(conn, at, token, one, inbox) for one in there)
            own = offered_forms(conn, inbox, token, person)
        nothing = html.escape(say("papers.nothing", "th"))
        page = PAGE.format(title=say("papers.page", "th"), rows=(rows or f"<p>{nothing}</p>") + own)
        return _private(Response(page, mimetype="text/html"))

    @blueprint.get("/p/<token>/<file>")
    def paper(token: str, file: str) -> Response:
        name, _, kind = file.rpartition(".")
        with inbox.database.reading() as conn:
            person = paper_links.person_of(conn, token, inbox.clock())
            pieces = content()
            at = shelf(pieces)
            if person is None or kind not in KINDS:
                return not_found()
            one = at.named(conn, person, name, inbox.clock())
            if one is None:
                return not_found()
            if one.paper.long:
                return _made_ahead(inbox, conn, person, one, kind)
            try:
                made = at.make(conn, one, inbox.clock())
            except ValueError:
                return _not_made()
        if pieces.is_on_its_way:
            return look_again()
        try:
            written = made.docx() if kind == "docx" else later.own_pdf.pdf_of(made)
        except ValueError:
            return _not_made()
        return not_found() if written is None else _file(written, made.name, kind)

    return blueprint


def _made_ahead(inbox: Inbox, conn: Connection, person: int, one: "Shelved", kind: str) -> Response:
    """A long paper as the worker has made it; it is asked to where it is not there."""
    key = later.papers_ahead.key_of(conn, one)
    content = made_papers.content(conn, key, kind)
    if content is not None:
        return _file(content, one.name.replace("~", "-"), kind)
    if made_papers.is_refused(conn, key):
        return _not_made()
    with inbox.database.writing() as writing:
        made_papers.ask(writing, person, one.name)
    return look_again("papers.being_made")


def _not_made() -> Response:
    return Response(f"{say('papers.not_made', 'th')}\n", 503, mimetype="text/plain")


def _file(content: bytes, name: str, kind: str) -> Response:
    answer = Response(content, mimetype=KINDS[kind])
    named = quote(f"{name}.{kind}")
    how = "inline" if kind == "pdf" else "attachment"
    answer.headers["Content-Disposition"] = f"{how}; filename*=UTF-8''{named}"
    return _private(answer)


def _row(conn: Connection, at: "Shelf", token: str, one: "Shelved", inbox: Inbox) -> str:
    """A paper with what would be missed on it, how it is sent on, and its versions."""
    state = "papers.draft" if one.draft else "papers.sent" if one.paper.of else "papers.as_of_now"
    warned = (f"<br>⚠ {html.escape(each)}" for each in at.warned(conn, one, inbox.clock()))
    return ROW.format(
        title=html.escape(one.paper.title),
        office=html.escape(" · ".join(filter(None, (one.person or one.survey, _office(one))))),
        state=html.escape(say(state, "th", version=one.versions)),
        files=_files(token, one, has_pdf=at.has_pdf(conn, one, inbox.clock())),
        more="".join((*warned, _mail(one), *_versions(conn, at, token, one, inbox))),
    )


def _files(token: str, one: "Shelved", *, has_pdf: bool) -> str:
    address = f"/p/{quote(token)}/{quote(one.name, safe='~')}"
    word = WORD.format(word=f"{address}.docx")
    if has_pdf:
        return f"{word} &nbsp; {PDF.format(pdf=f'{address}.pdf')}"
    return f"{word} &nbsp; {html.escape(say('own_form.page_pdf', 'th'))}"


def _versions(
    conn: Connection, at: "Shelf", token: str, one: "Shelved", inbox: Inbox
) -> Iterator[str]:
    """The versions before this one, and every version that is kept in Drive."""
    if one.draft or not one.paper.of:
        return
    for before in at.earlier(conn, one):
        told = html.escape(say("papers.version", "th", version=before.version))
        files = _files(token, before, has_pdf=at.has_pdf(conn, before, inbox.clock()))
        yield f"<br>{told}: {files}"
    for (version, kind), link in at.in_drive(conn, one).items():
        told = html.escape(say("papers.in_drive", "th", version=version, kind=DRIVE[kind]))
        yield f'<br><a href="{html.escape(link)}">{told}</a>'


def _mail(one: "Shelved") -> str:
    """The address it is sent to and a ready text; nothing is sent by itself."""
    if not one.paper.send_to:
        return ""
    named = {"title": one.paper.title, "office": _office(one), "version": one.versions or 1}
    subject = say("papers.mail_subject", "th", **named)
    text = say("papers.mail_text", "th", **named)
    return MAIL.format(
        to=html.escape(say("papers.send_to", "th", to=one.paper.send_to)),
        address=html.escape(
            f"mailto:{quote(one.paper.send_to)}?subject={quote(subject)}&body={quote(text)}"
        ),
        write=html.escape(say("papers.mail_write", "th")),
        text=html.escape(text).replace("\n", "<br>"),
    )


def _office(one: "Shelved") -> str:
    return one.edition.programme.office(one.office).name


def _private(answer: Response) -> Response:
    answer.headers["Cache-Control"] = "no-store"
    return answer
