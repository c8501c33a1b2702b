"""Papers about the programme itself: the list of units, the framework with its scores, the sheets,
and a letter to each office that owes something.
"""

from datetime import datetime
from functools import cache

from bot.programme_files import read_folder
from forms.reading.xform import compile_form
from handlers.vocabulary.known import Edition
from tests.world import PROGRAMMES
from thai.dates import BANGKOK

NOW = datetime(2013, 3, 18, 9, tzinfo=BANGKOK)


@cache
def chonburi() -> Edition:
    programme, forms = read_folder(PROGRAMMES / "cbi-2556-r1")
    return Edition(
        "1", programme, lambda name: compile_form(forms[name], programme.lists), programme.calendar
    )
