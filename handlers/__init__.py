"""The conversation: step(state, event, known) -> turn, the next state and the effects.

Law: pure. Speaks in text, choices and cards of its own, never in LINE's JSON; every sentence is in
wording/. It decides; bot/ commits and then acts. May import: scoring, forms, thai.

Every message comes in by conversation.py and goes down: main_words.py (what may be asked at any
moment) and in_report.py (an open form) to review/, reminders/ and surveys/, these to reports/ and
results/, these to questions/ and people/, all of them to vocabulary/. needs.py says beforehand what
must be read from the database.
"""
