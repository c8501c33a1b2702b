"""What is said unasked: reminders, the summaries of those above, a coordinator's own word; and
quiet on request.

Who gets one, and when, is scoring/reminders/plan.py.
"""

from handlers.reminders import broadcast, quieting

COMMANDS = (*broadcast.COMMANDS, *quieting.COMMANDS)
