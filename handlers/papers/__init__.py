"""The official papers in chat: the way to them, that one is too long, and an office's own form in
place of one.
"""

from handlers.papers import opening, own

COMMANDS = (*opening.COMMANDS, *own.COMMANDS)
FORM_COMMANDS = opening.FORM_COMMANDS
counted = opening.counted
made = opening.made
