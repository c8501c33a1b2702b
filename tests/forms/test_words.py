"""In which language a form speaks, however its columns name it."""

import pytest

from forms.xlsform import uploaded


@pytest.mark.parametrize(
    ("thai", "english"),
    [
        ("ไทย (th)", "English (en)"),
        ("Thai", "English"),
        ("ภาษาไทย", "ภาษาอังกฤษ"),
        ("TH", "EN"),
        ("Thai (TH)", "English (EN)"),
    ],
)
def test_each_language_is_known_by_its_code_or_its_name(thai: str, english: str) -> None:
    text = f"""
| survey | | | | |
| | type | name | label::{english} | label::{thai} |
| | text | a | Name | ชื่อ |
| settings | |
| | default_language |
| | {english} |
"""

    form = uploaded(text.encode(), ending=".md").form

    label = form.questions[0].label
    assert (label.text("th"), label.text("en")) == ("ชื่อ", "Name")
    assert set(form.languages) == {"th", "en"}


def test_a_language_nobody_here_speaks_keeps_its_name_and_is_shown_where_there_is_no_other() -> None:
    text = "| survey | | | |\n| | type | name | label::မြန်မာ |\n| | text | a | အမည် |\n"

    form = uploaded(text.encode(), ending=".md").form

    assert form.questions[0].label.text("th") == "အမည်"


@pytest.mark.parametrize("columns", ["label", "label::Thai (th)", "label::Thai (th) | label::English (en)"])
def test_the_choice_of_something_else_is_called_so_in_thai(columns: str) -> None:
    cells = " | ".join("ถาม" for _ in columns.split("|"))
    text = f"""
| survey | | | | |
| | type | name | {columns} |
| | select_one a or_other | q | {cells} |
| choices | | | | |
| | list_name | name | {columns} |
| | a | x | {cells} |
"""

    choice, more = uploaded(text.encode(), ending=".md").form.questions

    assert [one.label.text("th") for one in choice.choices] == ["ถาม", "อื่น ๆ"]
    assert (more.label.text("th"), more.label.text("en")) == ("โปรดระบุ", "Specify other.")
