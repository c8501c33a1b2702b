"""What a form may hold is a setting; a form that was published keeps the rows it was given."""

import pytest

from bot.settings import Settings
from forms.filling.answers import Answers
from forms.filling.session import Session
from forms.limits import Limits
from forms.problems import FormError
from forms.reading.xform import compile_form
from forms.upload.attached import read_list
from forms.upload.xlsform import uploaded
from tests.forms.test_upload import NOW

COUNTED = """| survey | | | | |
| | type | name | label | repeat_count |
| | integer | many | How many? | |
| | begin repeat | r | R | ${many} |
| | text | a | A | |
| | end repeat | | | |
"""
FIXED = COUNTED.replace("${many}", "300")


def rows(form: str, limits: Limits, many: str) -> tuple[int, bool]:
    """How many rows there are for a count, and whether more were wanted."""
    kept = compile_form(uploaded(form.encode(), ending=".md", limits=limits).xform)
    session = Session(kept, Answers(), NOW).after("/xf/many", many)
    return session.answers.rows["/xf/r"], bool(session.overfull)


def test_more_rows_than_usual_may_be_allowed_and_stay_with_the_form() -> None:
    assert rows(COUNTED, Limits(), "250") == (200, True)
    assert rows(COUNTED, Limits(repeat_rows=300), "250") == (250, False)


def test_a_fixed_count_is_held_against_the_same_limit() -> None:
    with pytest.raises(FormError, match="at most 200 rows"):
        uploaded(FIXED.encode(), ending=".md")
    assert uploaded(FIXED.encode(), ending=".md", limits=Limits(repeat_rows=300))


def test_the_rows_of_a_survey_and_of_a_list_too() -> None:
    with pytest.raises(FormError, match="more than 3 rows"):
        uploaded(COUNTED.encode(), ending=".md", limits=Limits(survey_rows=3))
    with pytest.raises(FormError, match="more than 2 rows or 15 cells"):
        read_list("a.csv", b"name\n1\n2\n3\n", Limits(list_rows=2))


def test_the_settings_are_the_limits() -> None:
    assert Settings(form_repeat_rows=500).form_limits == Limits(repeat_rows=500)
