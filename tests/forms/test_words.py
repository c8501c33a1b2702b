"""How a form's words are shown: in which language, without marks, with answers in them as people
write them.
"""

from datetime import UTC, datetime

import pytest

from forms.filling.session import Answers, Session
from forms.plain_words import plain
from forms.upload.xlsform import uploaded

NOW = datetime(2024, 3, 1, 2, 0, tzinfo=UTC)
DATED = (
    "| survey | | | |\n| | type | name | label |\n| | text | a | A |\n| | text | b | ลงวันที่ ${a} |\n"
)


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


def test_a_language_nobody_here_speaks_keeps_its_name_and_is_shown_where_there_is_no_other() -> (
    None
):
    text = "| survey | | | |\n| | type | name | label::မြန်မာ |\n| | text | a | အမည် |\n"

    form = uploaded(text.encode(), ending=".md").form

    assert form.questions[0].label.text("th") == "အမည်"


@pytest.mark.parametrize(
    "columns", ["label", "label::Thai (th)", "label::Thai (th) | label::English (en)"]
)
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


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("**สำคัญ** มาก", "สำคัญ มาก"),
        ("*เอียง* และ _เอียง_", "เอียง และ เอียง"),
        ("# หัวข้อ", "หัวข้อ"),
        ("<span style='color:red'>แดง</span><br/>บรรทัดใหม่", "แดง\nบรรทัดใหม่"),
        ("<a href='https://x.go.th'>ดู</a>", "ดู (https://x.go.th)"),
        ("[ดู](https://x.go.th)", "ดู (https://x.go.th)"),
        ("2 * 3 * 4 < 5 > 1, a_b_c, [1] #1", "2 * 3 * 4 < 5 > 1, a_b_c, [1] #1"),
        ("หมู่ * และ *", "หมู่ * และ *"),
    ],
)
def test_words_come_without_the_marks_a_chat_window_would_show(written: str, shown: str) -> None:
    assert plain(written) == shown


@pytest.mark.parametrize(
    ("value", "thai", "english"),
    [
        ("2013-03-20", "ลงวันที่ พ. 20 มี.ค. 2556", "ลงวันที่ 2013-03-20"),
        (
            "2013-03-20T09:30:00.000+07:00",
            "ลงวันที่ พ. 20 มี.ค. 2556 09:30 น.",
            "ลงวันที่ 2013-03-20T09:30:00.000+07:00",
        ),
        ("2013-02-31", "ลงวันที่ 2013-02-31", "ลงวันที่ 2013-02-31"),
        ("เมื่อวาน", "ลงวันที่ เมื่อวาน", "ลงวันที่ เมื่อวาน"),
    ],
)
def test_an_answer_that_is_a_day_stands_in_a_thai_sentence_as_people_write_days(
    value: str, thai: str, english: str
) -> None:
    form = uploaded(DATED.encode(), ending=".md").form

    session = Session(form, Answers().put("/xf/a", value), NOW)

    label = form.questions[1].label
    assert (session.say(label, "/xf/b", "th"), session.say(label, "/xf/b", "en")) == (thai, english)
