"""The reviewer's desk: the queue, one report as a card, passed, sent back or rescored; and the
report that came back.

Every door here asks vocabulary/permissions.py first.
"""

from handlers.review import (
    judging_quality,
    returned,
    review_queue,
    review_talk,
    reviewing,
    sending_back,
    verifying,
)

COMMANDS = (
    *review_queue.COMMANDS,
    *review_talk.COMMANDS,
    *reviewing.COMMANDS,
    *sending_back.COMMANDS,
    *verifying.COMMANDS,
    *judging_quality.COMMANDS,
    *returned.COMMANDS,
)
FORM_COMMANDS = (*returned.FORM_COMMANDS,)
