"""The conversation: step(state, event, known) -> turn, the next state and the effects.

Law: pure. Speaks in text, choices and cards of its own, never in LINE's JSON; every sentence is in
wording/. It decides; bot/ commits and then acts. May import: scoring, forms, thai.

Every message comes in by conversation.py and finds what answers it in commands.py, the one table of
what can be tapped and typed: each command stands beside its handler in a room (reports/ results/
review/ surveys/ people/ reminders/ questions/), and each room exports its COMMANDS. in_report.py
hears what is typed while a form is open, helping.py and leaving.py speak of all commands, needs.py
says beforehand what must be read from the database for one.
"""
