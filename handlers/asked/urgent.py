"""The most urgent work of whoever writes, in one line, with the button that opens it."""

from handlers.reports import work
from handlers.reports.owing import Item, items
from handlers.reports.standing_words import note
from handlers.results import overview
from handlers.vocabulary.actions import action
from handlers.vocabulary.messages import Button
from handlers.vocabulary.naming import listed
from handlers.vocabulary.talk import Talk
from handlers.vocabulary.turn import tap


def most_urgent(talk: Talk) -> tuple[str, tuple[Button, ...]]:
    """What a reporter owes first; of a coordinator or an official, what others owe first. The words
    are "" where nothing waits.
    """
    if talk.reporting():
        return _own(talk)
    mine = talk.programmes("see_overview")
    rows = overview.rows(talk, mine[0]) if mine else ()
    if not rows:
        return "", ()
    words = talk.say(
        "asked.first_of_all", name=rows[0].title, how=rows[0].note.replace("\n", " · ")
    )
    return words, (tap("overview", talk.language, action("overview")),)


def _own(talk: Talk) -> tuple[str, tuple[Button, ...]]:
    owing = [item for one in talk.reporting() for item in items(talk, one.programme, one.office)]
    if not owing:
        return talk.say("asked.nothing_to_report"), ()
    open_ = [item for item in owing if item.is_owed and not item.waits_for]
    if not open_:
        return talk.say("asked.nothing_owed"), ()
    first: Item = min(open_, key=lambda item: (item.returned is None, item.standing))
    words = talk.say(
        "asked.first_of_all", name=listed(first.programme, first.indicator), how=note(talk, first)
    )
    return words, (work.button(talk, first),)
