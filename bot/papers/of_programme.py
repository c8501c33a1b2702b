"""Papers about the programme itself: made from its rules and from where an office stands in it,
for whoever answers for the programme as a whole.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from bot.papers.making import Made, made_of
from bot.papers.programme_answers import programme_answers
from handlers.reports.owing import owed_now
from handlers.vocabulary.known import Edition, Submission
from scoring.paper import Paper
from scoring.programme import Programme
from thai.dates import bangkok_day


def offered(
    programme: Programme, office: str, sent: Callable[[], Sequence[Submission]], now: datetime
) -> Iterator[tuple[Paper, str]]:
    """(paper, whose it is) for people of an office: those about the programme belong to the office
    that answers for it, a letter to every office that owes something. `sent` reads the current
    reports of the programme, where that is to be known.
    """
    papers = [one for one in programme.papers if one.about == "programme"]
    if office not in programme.tops:
        return
    yield from ((one, office) for one in papers if one.to == "whole")
    letters = [one for one in papers if one.to == "owing"]
    if letters:
        owed = owed_now(programme, programme.calendar, bangkok_day(now), sent())
        yield from ((one, owes) for owes in owed.owing for one in letters)


def make_of_programme(
    edition: Edition, paper: Paper, office: str, sent: Sequence[Submission], now: datetime
) -> Made:
    """Raises PaperError where it cannot be made. `sent`: the current reports of the programme."""
    return made_of(edition, paper, office, programme_answers(edition.programme, office, sent, now))
