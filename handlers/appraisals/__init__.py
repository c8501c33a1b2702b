"""The appraisal of a person: targets agreed at the beginning of a round, results, findings and
acknowledgement at its end.

Every door here opens only to those whom the appraisal is between: what is known of appraisals in a
step is never more than theirs.
"""

from handlers.appraisals import beginning, ending, filling, listing, looking, returning, typed
from handlers.appraisals.sending import sent

COMMANDS = (
    *listing.COMMANDS,
    *beginning.COMMANDS,
    *filling.COMMANDS,
    *looking.COMMANDS,
    *returning.COMMANDS,
    *ending.COMMANDS,
)
wrote = typed.wrote

__all__ = ["COMMANDS", "sent", "wrote"]
