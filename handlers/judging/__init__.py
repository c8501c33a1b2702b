"""Judging in chat: a judge goes through an office item by item; the committee seats its judges,
settles what they are far apart about, and closes the round; each office hears its points.

Law: nobody judges an office of their own (D-08), and until the round is closed a judge's points are
said to that judge alone.
"""

from handlers.judging import (
    closing,
    committee,
    points_sheet,
    seat,
    settling,
    standings,
    through_office,
    to_judge,
    zones,
)

COMMANDS = (
    *to_judge.COMMANDS,
    *through_office.COMMANDS,
    *committee.COMMANDS,
    *seat.COMMANDS,
    *zones.COMMANDS,
    *standings.COMMANDS,
    *settling.COMMANDS,
    *closing.COMMANDS,
    *points_sheet.COMMANDS,
)
