"""ขอภาพอันดับ, แนวโน้ม: a picture of the board for forwarding, with the same in words beside it."""

from handlers.results import basis
from handlers.results.board import Board
from handlers.results.board_link import link_of, mine
from handlers.results.office_scores import seen_board
from handlers.vocabulary.actions import Action, action
from handlers.vocabulary.command import Command, Need
from handlers.vocabulary.messages import Picture, Text
from handlers.vocabulary.talk import Talk
from handlers.vocabulary.turn import Turn, spoken, tap, told
from scoring.lines import places, plain

RANKING, TREND = "ranking", "trend"
MOST_NAMED = 16


def picture(talk: Talk, chosen: Action) -> Turn:
    """`kind` is ranking or trend; words alone where pictures cannot be shown (https)."""
    desks = mine(talk, chosen)
    if not desks:
        return told(
            talk.state, "overview.not_allowed", tap("score", talk.language, action("score"))
        )
    kind = chosen.kind if chosen.kind in {RANKING, TREND} else RANKING
    programme = talk.known.editions[desks[0].programme].programme
    found = seen_board(talk, programme)
    words = in_words(talk, found)
    other = TREND if kind == RANKING else RANKING
    data = action("picture", programme=programme.key, office=desks[0].office, kind=other)
    buttons = (
        tap(f"picture_{other}", talk.language, data),
        tap("rank", talk.language, action("rank")),
    )
    if not talk.known.public_url.startswith("https://"):
        return spoken(talk.state, Text(words, buttons))
    url, effects = link_of(talk, desks[0])
    shown = Picture(f"{url}/{kind}.png?{talk.fresh_id()[:8]}", buttons)
    return spoken(talk.state, Text(words), shown).also(*effects)


def board_title(talk: Talk, found: Board) -> str:
    """What the table of offices is called: by points, or by completeness."""
    key = "score.offices_title" if found.is_scored else "score.reporting_title"
    return talk.say(key, programme=found.programme.short_name)


def in_words(talk: Talk, found: Board) -> str:
    """The content of the picture, a line an office."""
    lines = [board_title(talk, found), *basis.reporting_words(talk, found.reporting)]
    for one in found.ordered()[:MOST_NAMED]:
        rank, name = found.ranks.get(one.office), found.programme.office(one.office).name
        figure = f"{one.reporting.sent}/{one.reporting.expected}"
        if one.running:
            figure = f"{places(one.running.earned, 2)}/{plain(one.running.assessed, 2)}"
        lines.append(f"{f'{rank}. ' if rank else ''}{name} {figure}")
    return "\n".join([*lines, basis.moment_words(talk, found.programme, found.at)])


COMMANDS = (Command("picture", picture, needs=(Need.SUBMISSIONS, Need.BOARDS, Need.PAGES)),)
