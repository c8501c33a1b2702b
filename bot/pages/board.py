"""GET /b/<token>: what an office oversees, where each stands, on any screen: worked out when it is
asked for, looked at again every minute, without a script.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from importlib.resources import files

from flask import Blueprint, Response
from sqlalchemy import Connection

from bot import later
from bot.inbox.inbox import Inbox
from bot.pages.filling.frame import text
from bot.pages.safety import not_found
from bot.store import desk_links, submissions
from handlers.results import basis
from handlers.results.board import Board, board
from handlers.results.picture import RANKING, TREND
from handlers.results.stands import OfficeStands
from handlers.vocabulary.events import Event, Followed
from handlers.vocabulary.known import Edition, Known, Membership, Submission
from handlers.vocabulary.messages import Tone
from handlers.vocabulary.naming import listed
from handlers.vocabulary.state import State
from handlers.vocabulary.talk import Talk
from scoring.completeness import by_work
from scoring.lines import places, plain

STYLE = files("bot.pages").joinpath("board.css").read_text("utf-8").strip()
PICTURES = (RANKING, TREND)
SECONDS = 60  # until it is looked at again
MOST_OFFICES, MOST_WORKS = 120, 40  # what stays under 60 KB
SHAPES = {
    Tone.DONE: ("✓", "done"),
    Tone.NEAR: ("◐", "near"),
    Tone.LATE: ("▲", "late"),
    Tone.NOT_SENT: ("○", "quiet"),
}


@dataclass(frozen=True, slots=True)
class Seen:
    """The board with what its sentences are said by."""

    talk: Talk
    board: Board
    sent: tuple[Submission, ...]

    def say(self, key: str, **values: object) -> str:
        return text(self.talk.say(key, **values))


def board_page(inbox: Inbox) -> Blueprint:
    """The board, and pictures of it; 404 for a link that was never given or is closed, and for an
    office that is gone.
    """
    blueprint = Blueprint("board", __name__)

    @blueprint.get("/b/<token>")
    def shown(token: str) -> Response:
        with inbox.database.reading() as conn:
            seen = look(inbox, conn, token)
        if seen is None:
            return not_found()
        answer = Response(page(seen), mimetype="text/html")
        answer.headers["Cache-Control"] = "no-store"
        return answer

    @blueprint.get("/b/<token>/<kind>.png")
    def pictured(token: str, kind: str) -> Response:
        with inbox.database.reading() as conn:
            seen = look(inbox, conn, token)
        if seen is None or kind not in PICTURES:
            return not_found()
        pictures = later.board_pictures
        made = pictures.ranking_png(seen) if kind == RANKING else pictures.weeks_png(seen)
        answer = Response(made, mimetype="image/png")
        answer.headers["Cache-Control"] = "private, max-age=60"
        return answer

    return blueprint


def look(inbox: Inbox, conn: Connection, token: str) -> Seen | None:
    """What the office of this link oversees, now; None for a link that opens nothing."""
    desk = desk_links.by_token(conn, desk_links.BOARD, token)
    edition = inbox.library.current(conn).get(desk[0]) if desk else None
    if desk is None or edition is None or desk[1] not in edition.programme.above:
        return None
    return seen_by(inbox, conn, edition, desk[1])


def seen_by(inbox: Inbox, conn: Connection, edition: Edition, office: str) -> Seen:
    """The board as an official of this office sees it."""
    key = edition.programme.key
    known = Known(
        memberships=(Membership(key, office, "official"),),
        editions={key: edition},
    )
    talk = Talk(State(), Event("board", inbox.clock(), Followed()), known)
    offices = talk.reach("see_overview", key)
    sent = submissions.of_offices(conn, {key: offices}, pieces=False)
    return Seen(talk, board(edition.programme, sent, talk.event.at, offices), sent)


def page(seen: Seen) -> str:
    """The whole page; nothing in it is markup but our own."""
    title = seen.say("board.title", programme=seen.board.programme.short_name)
    body = "".join([_head(seen, title), *_wholes(seen), _offices(seen), _works(seen)])
    return (
        '<!doctype html><html lang="th"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f'<meta http-equiv="refresh" content="{SECONDS}">'
        '<meta name="referrer" content="no-referrer">'
        f"<title>{title}</title><style>{STYLE}</style></head>"
        f"<body><main>{body}</main></body></html>"
    )


def _head(seen: Seen, title: str) -> str:
    told = basis.reporting_words(seen.talk, seen.board.reporting)
    moment = basis.moment_words(seen.talk, seen.board.programme, seen.board.at)
    lines = "".join(f"<p>{text(one)}</p>" for one in told)
    return (
        f'<h1>{title}</h1><p class="quiet">{text(moment)} · {seen.say("board.refreshed")}</p>'
        f"{lines}"
    )


def _wholes(seen: Seen) -> Iterator[str]:
    """The offices that are scored by what the others send."""
    for code, one in seen.board.whole.items():
        name = text(seen.board.programme.office(code).name)
        told = [*basis.total_words(seen.talk, one), *basis.states_words(seen.talk, one.running)]
        if not told:
            continue
        rate = one.running.rate if one.running else None
        lines = "".join(f"<p>{text(each)}</p>" for each in told)
        yield (
            f'<div class="box"><h2>{name}</h2>'
            f'<div class="big">{text(basis.headline(seen.talk, one))}</div>'
            f"{_bar(rate or Fraction(0))}{lines}</div>"
        )


def _offices(seen: Seen) -> str:
    offices = seen.board.ordered()
    shown = offices[:MOST_OFFICES]
    rows = "".join(_office(seen, one) for one in shown)
    more = ""
    if len(offices) > len(shown):
        told = seen.say("score.page", first=1, last=len(shown), count=len(offices))
        more = f'<p class="quiet">{told}</p>'
    return f"<h2>{seen.say('board.offices')}</h2>{more}<ol>{rows}</ol>"


def _office(seen: Seen, one: OfficeStands) -> str:
    rank, name = seen.board.ranks.get(one.office), seen.board.programme.office(one.office).name
    title = f"{rank}. {name}" if rank else name
    reported, found = one.reporting, one.running
    if found is not None:
        figure = f"{places(found.earned, 2)} / {plain(found.assessed, 2)}"
        rate = found.rate or Fraction(0)
    else:
        figure = f"{reported.sent} / {reported.expected}"
        rate = reported.completeness or Fraction(0)
    told = " · ".join(basis.reporting_words(seen.talk, reported))
    shape, look_ = SHAPES[basis.reporting_tone(reported)]
    return (
        f"<li><b><span>{text(title)}</span><span>{text(figure)}</span></b>{_bar(rate)}"
        f'<span class="{look_}">{shape} {text(told)}</span></li>'
    )


def _works(seen: Seen) -> str:
    """How completely each work has been reported by all."""
    found = by_work(seen.board.reports)
    rows = []
    for code, reported in [*found.items()][:MOST_WORKS]:
        name = listed(seen.board.programme, seen.board.programme.work(code))
        shape, look_ = SHAPES[basis.reporting_tone(reported)]
        told = " · ".join(basis.reporting_words(seen.talk, reported))
        rows.append(
            f"<li><b><span>{text(name)}</span></b>{_bar(reported.completeness or Fraction(0))}"
            f'<span class="{look_}">{shape} {text(told)}</span></li>'
        )
    return f"<h2>{seen.say('board.works')}</h2><ul>{''.join(rows)}</ul>"


def _bar(rate: Fraction) -> str:
    width = int(min(max(rate, Fraction(0)), Fraction(100)))
    return f'<div class="bar"><i style="width:{width}%"></i></div>'
