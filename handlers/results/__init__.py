"""Scores as they are told: the card with its sum, a score asked for by name, who has sent what.

The numbers come from scoring/; nothing is worked out here.
"""

from handlers.results import (
    board_link,
    comparing,
    league,
    office_scores,
    overview,
    picture,
    scores,
    thinking,
    why,
)

COMMANDS = (
    *overview.COMMANDS,
    *scores.COMMANDS,
    *league.COMMANDS,
    *comparing.COMMANDS,
    *board_link.COMMANDS,
    *picture.COMMANDS,
    *thinking.COMMANDS,
    *office_scores.COMMANDS,
    *why.COMMANDS,
)
