"""What is said unasked: reminders, the summaries of those above, a coordinator's own word and
invitations; and quiet on request.

Who gets one, and when, is scoring/reminders/plan.py.
"""

from handlers.reminders import broadcast, inviting, nudging, quieting

COMMANDS = (*broadcast.COMMANDS, *nudging.COMMANDS, *inviting.COMMANDS, *quieting.COMMANDS)
