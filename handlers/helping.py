"""ช่วยเหลือ: what this person may ask for, a line for each, and nothing else; and the buttons offered
where nothing is open.
"""

from handlers.vocabulary.actions import action
from handlers.vocabulary.command import Commands, Help
from handlers.vocabulary.messages import Button, Text
from handlers.vocabulary.talk import Talk
from handlers.vocabulary.turn import Turn, spoken, tap
from scoring.deadlines import owed
from thai.names import plain


def help_(talk: Talk, commands: Commands) -> Turn:
    return spoken(talk.state, Text(help_text(talk, commands), main_buttons(talk)))


def help_text(talk: Talk, commands: Commands) -> str:
    told = sorted((one.help for one in commands.values() if one.help), key=_place)
    example = _example(talk)
    lines = [
        f"• {talk.say(f'help.{one.line}', example=example)}" for one in told if _may(talk, one)
    ]
    if talk.reporting() or talk.state.draft:
        lines.append(talk.say("help.while_answering"))
    return "\n".join([talk.say("help.opening"), *lines])


def _example(talk: Talk) -> str:
    """คะแนน บ้านบึง 4: an office within this person's reach and what it sends."""
    word = talk.say("buttons.score")
    for programme in talk.programmes("see_score"):
        reach = talk.reach("see_score", programme.key)
        owing = [(office, code) for office, code in owed(programme) if office in reach]
        for office, code in owing[-1:]:
            return f"{word} {plain(programme.office(office).name)} {code}"
    return word


def _place(told: Help) -> int:
    return told.place


def _may(talk: Talk, told: Help) -> bool:
    if told.offered is not None and not told.offered(talk):
        return False
    if told.of_the_whole:
        return any(talk.may_at_top(told.permission, key) for key in talk.known.editions)
    return not told.permission or bool(talk.programmes(told.permission))


def main_buttons(talk: Talk) -> tuple[Button, ...]:
    words: tuple[str, ...] = (
        ("report", "score", "due") if talk.reporting() else ("overview", "score", "due")
    )
    if talk.programmes("review"):
        words = ("check", *words)
    elif not talk.programmes("see_score"):
        words = ("judge", "judged") if talk.programmes("judge") else words
    return tuple(tap(word, talk.language, action(word)) for word in (*words, "help"))
