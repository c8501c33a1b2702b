"""ทวงงาน: a coordinator's word to those who still owe something, after seeing what it costs of the
month's messages.
"""

from handlers.reports.owing import items
from handlers.vocabulary.actions import Action, action
from handlers.vocabulary.command import Command, Help, Need, Where, plainly
from handlers.vocabulary.messages import Card, Text
from handlers.vocabulary.people_known import Member
from handlers.vocabulary.places import HOME, Announcing
from handlers.vocabulary.review_effects import Tell
from handlers.vocabulary.talk import Talk
from handlers.vocabulary.turn import Turn, spoken, tap, told
from handlers.vocabulary.words import heard, say

LONGEST = 500


def begin(talk: Talk) -> Turn:
    """Whom it would reach; then what to say."""
    if not talk.programmes("broadcast"):
        return told(talk.state, "broadcast.not_allowed")
    owing = _owing(talk)
    if not owing:
        return told(
            talk.state, "broadcast.nobody", tap("overview", talk.language, action("overview"))
        )
    state = talk.state.going(Announcing())
    buttons = (
        tap("usual_words", talk.language, action("broadcast_usual")),
        tap("cancel", talk.language, action("broadcast_drop")),
    )
    return told(
        state,
        "broadcast.ask",
        *buttons,
        people=len(owing),
        offices=len({one.office for one in owing.values()}),
    )


def _owing(talk: Talk) -> dict[int, Member]:
    """The reporters whose offices owe something that can still be sent, each once."""
    found: dict[int, Member] = {}
    open_offices: dict[tuple[str, str], bool] = {}
    for one in talk.known.members:
        if one.role != "reporter" or not talk.may("broadcast", one.programme, one.office):
            continue
        place = one.programme, one.office
        if place not in open_offices:
            open_offices[place] = any(
                item.is_owed
                and (item.returned or not item.is_many)
                and item.standing.state != "cut_off"
                for item in items(talk, *place)
            )
        if open_offices[place]:
            found.setdefault(one.id, one)
    return found


def wrote(talk: Talk, text: str) -> Turn:
    """The words to send, or a way out."""
    if heard("cancel", text):
        return drop(talk, Action("broadcast_drop"))
    words = text.strip()
    if not 3 <= len(words) <= LONGEST:
        return told(talk.state, "broadcast.too_long", most=LONGEST)
    return _preview(talk, words)


def usual(talk: Talk, _chosen: Action) -> Turn:
    return _preview(talk, talk.say("broadcast.usual"))


def _preview(talk: Talk, words: str) -> Turn:
    """The words, whom they reach, and how many messages of the month that is."""
    owing, left = _owing(talk), talk.known.monthly.left if talk.known.monthly else None
    cost = talk.say("broadcast.cost", people=len(owing), left="–" if left is None else left)
    too_many = left is not None and len(owing) > left
    card = Card(
        alt=f"{words} · {cost}",
        title=talk.say("broadcast.title"),
        lines=(words,),
        footnotes=(cost, *((talk.say("broadcast.too_many"),) if too_many else ())),
        button=tap("broadcast_send", talk.language, action("broadcast_send"), count=len(owing)),
        choices=(tap("cancel", talk.language, action("broadcast_drop")),),
    )
    return spoken(talk.state.going(Announcing(words)), card)


def send(talk: Talk, _chosen: Action) -> Turn:
    """ส่ง: pushed to each of them; a second tap finds nothing left to send."""
    words, owing = _written(talk), _owing(talk)
    state = talk.state.going(HOME)
    button = tap("overview", talk.language, action("overview"))
    if not words or not talk.programmes("broadcast"):
        return told(talk.state, "trouble.old_button", button)
    told_all = tuple(_word(talk, one, words) for one in owing.values())
    turn = told(state, "broadcast.sent", button, people=len(owing))
    return turn.also(*told_all)


def _written(talk: Talk) -> str:
    """The words that wait to be sent, "" for none."""
    return talk.state.where.message if isinstance(talk.state.where, Announcing) else ""


def _word(talk: Talk, one: Member, words: str) -> Tell:
    button = tap("report", one.language, action("report"))
    said = say("broadcast.word", one.language, words=words, who=talk.known.name)
    return Tell((one.id,), (Text(said, (button,)),), must=True)


def drop(talk: Talk, _chosen: Action) -> Turn:
    return told(talk.state.going(HOME), "broadcast.dropped")


_OWING = (Need.MEMBERS, Need.SUBMISSIONS)

COMMANDS = (
    Command("broadcast", plainly(begin), Where.HOME, _OWING, Help("broadcast", 8, "broadcast")),
    Command("broadcast_usual", usual, needs=_OWING),
    Command("broadcast_send", send, needs=_OWING),
    Command("broadcast_drop", drop),
)
