"""กระดาน: the link under which what an office oversees is seen on any screen; how it is closed."""

from handlers.vocabulary.actions import Action, action
from handlers.vocabulary.command import Command, Help, Need, Where
from handlers.vocabulary.effects import Effect
from handlers.vocabulary.link_effects import CloseBoard, OpenBoard
from handlers.vocabulary.messages import Button, Open, Text
from handlers.vocabulary.permissions import Membership
from handlers.vocabulary.talk import Talk
from handlers.vocabulary.turn import Turn, spoken, tap, told


def board(talk: Talk, chosen: Action) -> Turn:
    """The link of one's own office, the same as long as nobody closes it."""
    desks = mine(talk, chosen)
    if not desks:
        return told(
            talk.state, "overview.not_allowed", tap("score", talk.language, action("score"))
        )
    if not talk.known.public_url:
        return told(talk.state, "board.no_address", tap("rank", talk.language, action("rank")))
    one = desks[0]
    url, effects = link_of(talk, one)
    programme = talk.known.editions[one.programme].programme
    place = {"programme": one.programme, "office": one.office}
    buttons: list[Button] = [
        tap("picture_ranking", talk.language, action("picture", **place, kind="ranking")),
        tap("board_close", talk.language, action("board_close", **place)),
    ]
    if url.startswith("https://"):  # LINE opens no other
        buttons.insert(0, Open(talk.say("buttons.board_open"), url))
    words = talk.say("board.link", programme=programme.short_name, url=url)
    if talk.known.sheets.get(one.programme):
        words += "\n" + talk.say("board.sheet", url=talk.known.sheets[one.programme])
    return spoken(talk.state, Text(words, tuple(buttons))).also(*effects)


def link_of(talk: Talk, one: Membership) -> tuple[str, tuple[Effect, ...]]:
    """The address of a desk's board, and what makes it known if it is new."""
    token = talk.known.boards.get((one.programme, one.office), "")
    fresh = "" if token else talk.token_of(f"board/{one.programme}/{one.office}")
    url = f"{talk.known.public_url}/b/{token or fresh}"
    return url, ((OpenBoard(one.programme, one.office, fresh),) if fresh else ())


def close(talk: Talk, chosen: Action) -> Turn | None:
    """Every link of this office's board, whoever has it."""
    desks = mine(talk, chosen)
    if not desks or not chosen.office:
        return None
    button = tap("rank", talk.language, action("rank"))
    return told(talk.state, "board.closed", button).also(
        CloseBoard(desks[0].programme, desks[0].office)
    )


def mine(talk: Talk, chosen: Action) -> list[Membership]:
    """One's own desks that oversee others, the one that a button names first."""
    return [
        one
        for one in talk.known.memberships
        if one.programme in talk.known.editions
        and talk.may_as(one, "see_overview")
        and chosen.programme in {"", one.programme}
        and chosen.office in {"", one.office}
    ]


NEEDS = (Need.BOARDS, Need.PAGES)

COMMANDS = (
    Command("board", board, Where.IDLE, NEEDS, Help("board", 6, "see_overview")),
    Command("board_close", close, needs=NEEDS),
)
