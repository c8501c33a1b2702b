"""What a report adds to the indicators of the office above: its share, told as a share."""

from handlers.results.figures import Account
from handlers.vocabulary.known import Submission
from handlers.vocabulary.talk import Talk
from scoring.indicator import Indicator
from scoring.lines import Line
from scoring.programme import Programme
from scoring.shares import share


def shares(
    talk: Talk, programme: Programme, sent: Submission
) -> tuple[tuple[Indicator, Line], ...]:
    """The indicators it feeds that score somebody else, each with what it adds."""
    account = Account(programme, sent.office, (sent,), talk.event.at)
    found = []
    for indicator in programme.feeds(sent.indicator):
        if account.is_assessed(indicator):
            continue
        line = share(indicator, account.values(indicator, (sent,)))
        if line is not None:
            found.append((indicator, line))
    return tuple(found)
