"""Wrong invite codes: told so, counted, and after a handful nothing is looked up for a while."""

from handlers.vocabulary.messages import Text
from handlers.vocabulary.people_effects import CountGuess
from handlers.vocabulary.people_known import MOST_WRONG
from handlers.vocabulary.review_effects import Tell
from handlers.vocabulary.talk import Talk
from handlers.vocabulary.turn import Turn, told
from handlers.vocabulary.words import say


def locked(talk: Talk) -> Turn | None:
    """A sentence while nothing is looked up; None when codes are."""
    minutes = talk.known.guesses.minutes_locked(talk.event.at)
    return told(talk.state, "joining.locked", minutes=minutes) if minutes else None


def wrong(talk: Talk, code: str) -> Turn:
    """Nobody gave out this code; those in charge hear of it when it looks like guessing."""
    now = talk.known.guesses.with_one_more(talk.event.at)
    minutes = now.minutes_locked(talk.event.at)
    if not minutes:
        return told(talk.state, "enrol.unknown_code", code=code).also(CountGuess(now))
    words = tuple(
        Tell(
            (one.id,),
            (Text(say("joining.guessing", one.language, count=MOST_WRONG, minutes=minutes)),),
        )
        for one in talk.known.in_charge
    )
    return told(talk.state, "joining.locked", minutes=minutes).also(CountGuess(now), *words)
