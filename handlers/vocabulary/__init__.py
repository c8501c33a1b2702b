"""What every part of the conversation speaks of: events in, effects and messages out, the state,
what is known.

Words only: nothing here decides what is said. It knows no other room of the conversation.
"""
