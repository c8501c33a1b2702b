"""Who is here: met, joined by code or by approval, moved, let go, handed over; and what is held of
them.
"""

from handlers.people import enrol, joining, members, own_data, stuck

COMMANDS = (
    *enrol.COMMANDS,
    *joining.COMMANDS,
    *members.COMMANDS,
    *own_data.COMMANDS,
    *stuck.COMMANDS,
)
