"""An open form: its questions asked, answered, shown, quoted and summed up, one stop at a time.

It knows nothing of who reviews, what is owed, or what a score is; only of the form in front of the
person.
"""

from handlers.questions import explaining, on_screen, pieces, taking

FORM_COMMANDS = (
    *on_screen.FORM_COMMANDS,
    *taking.FORM_COMMANDS,
    *explaining.FORM_COMMANDS,
    *pieces.FORM_COMMANDS,
)
