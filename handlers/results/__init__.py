"""Scores as they are told: the card with its sum, a score asked for by name, who has sent what.

The numbers come from scoring/; nothing is worked out here.
"""

from handlers.results import office_scores, overview, scores, why

COMMANDS = (*overview.COMMANDS, *scores.COMMANDS, *office_scores.COMMANDS, *why.COMMANDS)
