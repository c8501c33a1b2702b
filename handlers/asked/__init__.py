"""What people ask in their own words. Law: the table of words says what a text may mean; only what
it means for certain is done, everything else is asked back with whole choices.
"""

from handlers.asked import contact, small_talk

COMMANDS = (*small_talk.COMMANDS, *contact.COMMANDS)
