"""The conversation: step(state, event, known) -> (state, effects).

Law: pure. Speaks in text, choices and cards of its own, never in LINE's JSON; every sentence is in wording/.
It decides; bot/ commits and then acts. May import: scoring, forms, thai.
"""
