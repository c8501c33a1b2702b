"""GET /p/<token>/own/<programme>/<office>/<paper>: the names of fields for an office's own form of
a paper · the same with .docx: a file to begin with. For whoever decides on it, and nobody else.
"""

import html
from typing import TYPE_CHECKING
from urllib.parse import quote

from flask import Blueprint, Response
from sqlalchemy import Connection

from bot import later
from bot.inbox.inbox import Inbox
from bot.pages.safety import not_found
from bot.store import paper_links
from handlers.vocabulary.words import say

if TYPE_CHECKING:
    from handlers.vocabulary.known import Edition
    from scoring.paper import Paper

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PAGE = (
    '<!doctype html><html lang="th"><meta charset="utf-8"><meta name="viewport" '
    'content="width=device-width"><meta name="referrer" content="no-referrer">'
    "<title>{title}</title><style>body{{font:18px/1.6 'Sarabun','Noto Sans Thai',sans-serif;"
    "margin:1em;max-width:50em}}td{{vertical-align:top;padding:.2em .6em .2em 0}}"
    "code{{user-select:all;font-size:.85em}}h1{{font-size:1.3em}}</style>"
    '<h1>{title}</h1><p>{how}</p><p><a href="{example}">{word}</a></p>'
    "<p>{rows}<br>{blocks}</p><table>{fields}</table></html>"
)
FIELD = '<tr><td style="padding-left:{depth}em"><code>{written}</code><td>{label}'
ROW = '<p><b>{title}</b><br>{office}<br>{used}<a href="{page}">{fields}</a> &nbsp; '
EXAMPLE = '<a href="{page}.docx">{word}</a></p>'


def own_forms_page(inbox: Inbox) -> Blueprint:
    """404 for a link that was never given or is over, and for whoever does not decide."""
    blueprint = Blueprint("own_forms", __name__)

    @blueprint.get("/p/<token>/own/<programme>/<office>/<paper>")
    def fields(token: str, programme: str, office: str, paper: str) -> Response:
        code, _, ending = paper.partition(".")
        found = _theirs(inbox, token, (programme, office, code))
        if found is None or ending not in ("", "docx"):
            return not_found()
        answer = _example(*found) if ending else _page(*found, f"{quote(code)}.docx")
        answer.headers["Cache-Control"] = "no-store"
        return answer

    return blueprint


def _theirs(
    inbox: Inbox, token: str, wanted: tuple[str, str, str]
) -> "tuple[Edition, Paper] | None":
    with inbox.database.reading() as conn:
        person = paper_links.person_of(conn, token, inbox.clock())
        if person is None:
            return None
        editions = inbox.library.current(conn)
        for edition, office, paper, _ in later.own_form.offered(conn, editions, person):
            if (edition.programme.key, office, paper.code) == wanted:
                return edition, paper
    return None


def _example(edition: "Edition", paper: "Paper") -> Response:
    answer = Response(later.own_example.example_of(edition, paper), mimetype=DOCX)
    named = quote(f"{edition.programme.key}-{paper.code}.docx")
    answer.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{named}"
    return answer


def _page(edition: "Edition", paper: "Paper", example: str) -> Response:
    lines = later.own_example.lines_of(edition, paper)
    fields = "".join(
        FIELD.format(
            depth=2 * one.depth, written=html.escape(one.written), label=html.escape(one.label)
        )
        for one in lines
    )
    page = PAGE.format(
        title=html.escape(paper.title),
        how=_said("page_how"),
        example=html.escape(example),
        word=_said("page_example"),
        rows=_said("page_rows", begin="{%tr for … %}", end="{%tr endfor %}"),
        blocks=_said("page_blocks", begin="{%p for … %}", end="{%p endfor %}"),
        fields=fields,
    )
    return Response(page, mimetype="text/html")


def offered_forms(conn: Connection, inbox: Inbox, token: str, person: int) -> str:
    """The papers whose form this person decides on, as a part of the page of papers; "" for whoever
    decides on none.
    """
    rows = []
    for edition, office, paper, name in later.own_form.offered(
        conn, inbox.library.current(conn), person
    ):
        where = (edition.programme.key, office, paper.code)
        page = html.escape("/".join(("", "p", quote(token), "own", *map(quote, where))))
        used = f"{_said('page_in_use', name=name)}<br>" if name else ""
        told = ROW.format(
            title=html.escape(paper.title),
            office=html.escape(edition.programme.office(office).name),
            used=used,
            page=page,
            fields=_said("page_fields"),
        )
        rows.append(told + EXAMPLE.format(page=page, word=_said("page_example")))
    if not rows:
        return ""
    return f'<h2 style="font-size:1.2em">{_said("page_title")}</h2><p>{_said("page_how")}</p>' + (
        "".join(rows)
    )


def _said(key: str, **values: str) -> str:
    return html.escape(say(f"own_form.{key}", "th", **values))
