"""The appraisal of a person: targets agreed at the beginning of a round, results, findings and
acknowledgement at its end.

Every door here opens only to those whom the appraisal is between: what is known of appraisals in a
step is never more than theirs.
"""

from handlers.appraisals import (
    answered,
    beginning,
    ending,
    filling,
    listing,
    looking,
    replacing,
    returning,
)
from handlers.appraisals.sending import sent

COMMANDS = (
    *listing.COMMANDS,
    *beginning.COMMANDS,
    *answered.COMMANDS,
    *replacing.COMMANDS,
    *filling.COMMANDS,
    *looking.COMMANDS,
    *returning.COMMANDS,
    *ending.COMMANDS,
)
wrote = answered.wrote

__all__ = ["COMMANDS", "sent", "wrote"]
