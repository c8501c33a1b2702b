"""Tables as people paste them: each shape gives the rows it means, or says what it does not."""

from datetime import UTC, date, datetime

import pytest

from forms.filling.session import Answers, Session
from forms.reading.xform import compile_form
from forms.tables.pasted import lines_of, readings
from forms.tables.placing import faults, placed, questions_of
from forms.tables.rows import Reader, Table, best_table, table_of
from forms.upload.xlsform import to_xform

FORM = """
| survey | | | | | | |
| | type | name | label::th | label::en | constraint | required | constraint_message |
| | begin_repeat | case | เรื่องร้องเรียน | Complaint | | |
| | select_one lao | lao | อปท. ใด | Which organisation? | | yes |
| | date | received | รับเรื่องวันใด | Received on | | yes |
| | date | answered | แจ้งผลวันใด | Answered on | . >= ${received} | | แจ้งผลก่อนรับไม่ได้ |
| | integer | pages | จำนวนหน้า | Pages | | |
| | text | remark | หมายเหตุ | Remark | | |
| | end_repeat | | | | | |
| choices | | | | |
| | list_name | name | label::th | label::en |
| | lao | MC-05 | เทศบาลตำบลบางทราย | Bang Sai |
| | lao | MC-13 | อบต.คลองตำหรุ | Khlong Tamru |
| | lao | MC-06 | เทศบาลตำบลคลองตำหรุ | Khlong Tamru Town |
| | lao | MC-01 | เทศบาลเมืองชลบุรี | Chon Buri |
"""
TODAY = date(2013, 3, 18)
NOW = datetime(2013, 3, 18, 2, tzinfo=UTC)
CASE = "/xf/case"
SOUND = {"lao": "MC-05", "received": "2013-02-05", "answered": "2013-02-18"}
OTHER = {"lao": "MC-13", "received": "2013-02-06", "answered": "2013-02-20"}

form = compile_form(to_xform(FORM.encode(), ending=".md"))
session = Session(form, Answers(), NOW)


def table(text: str) -> Table:
    return table_of(lines_of(text), Reader(questions_of(session, CASE), "th", TODAY))


def values(text: str) -> list[dict[str, str]]:
    return [dict(row.values) for row in table(text).rows]


BOTH = {
    "tabs, as Excel copies them": (
        "เทศบาลตำบลบางทราย\t5 ก.พ. 2556\t18 ก.พ. 2556\nอบต.คลองตำหรุ\t6 ก.พ. 2556\t20 ก.พ. 2556"
    ),
    "numbers and spaces, as in a chat": (
        "1. เทศบาลตำบลบางทราย 5 ก.พ. 2556 18 ก.พ. 2556\n2. อบต.คลองตำหรุ 6 ก.พ. 2556 20 ก.พ. 2556"
    ),
    "Thai digits": (
        "๑. ทต.บางทราย ๕ ก.พ. ๒๕๕๖ ๑๘ ก.พ. ๒๕๕๖\n๒) อบต.คลองตำหรุ ๖ ก.พ. ๒๕๕๖ ๒๐ ก.พ. ๒๕๕๖"
    ),
    "commas": "เทศบาลตำบลบางทราย, 5/2/2556, 18/2/2556\nอบต.คลองตำหรุ, 6/2/2556, 20/2/2556",
    "semicolons and bullets": (
        "• เทศบาลตำบลบางทราย; 5/2/56; 18/2/56\n- อบต.คลองตำหรุ; 6/2/56; 20/2/56"
    ),
    "bars": "| เทศบาลตำบลบางทราย | 5/2/2556 | 18/2/2556 |\n| อบต.คลองตำหรุ | 6/2/2556 | 20/2/2556 |",
    "days of the Christian era": (
        "เทศบาลตำบลบางทราย\t2013-02-05\t2013-02-18\nอบต.คลองตำหรุ\t6/2/2013\t20/2/2013"
    ),
    "days of ISO in the Buddhist era": (
        "เทศบาลตำบลบางทราย\t2556-02-05\t2556-02-18\nอบต.คลองตำหรุ\t2556-02-06\t2556-02-20"
    ),
    "a heading in Thai, in another order": (
        "แจ้งผล\tอปท.\tรับเรื่อง\n18/2/2556\tทต.บางทราย\t5/2/2556\n20/2/2556\tอบต.คลองตำหรุ\t6/2/2556"
    ),
    "a heading in English and blank lines": (
        "Answered on\tReceived on\tWhich organisation?\n\n"
        "18/2/2556\t5/2/2556\tเทศบาลตำบลบางทราย\n\n\n"
        "20/2/2556\t6/2/2556\tอบต.คลองตำหรุ\n"
    ),
    "the names of the questions": (
        "lao\treceived\tanswered\nMC-05\t5/2/2556\t18/2/2556\nMC-13\t6/2/2556\t20/2/2556"
    ),
    "titles above, numbers beside, a sum below": (
        "ทะเบียนเรื่องร้องเรียน\t\t\t\nอำเภอเมืองชลบุรี\t\t\t\nลำดับ\tอปท.\tวันที่รับเรื่อง\tวันที่แจ้งผล\n"
        "1\tทต.บางทราย\t5/2/2556\t18/2/2556\n2\tอบต.คลองตำหรุ\t6/2/2556\t20/2/2556\nรวม\t2 เรื่อง\t\t"
    ),
    "a heading whose words no label has": (
        "หน่วยงาน\tเริ่ม\tสิ้นสุด\nทต.บางทราย\t5/2/2556\t18/2/2556\nอบต.คลองตำหรุ\t6/2/2556\t20/2/2556"
    ),
    "a column without a heading that only counts": (
        "1\tทต.บางทราย\t5/2/2556\t18/2/2556\n2\tอบต.คลองตำหรุ\t6/2/2556\t20/2/2556"
    ),
    "letters nobody sees": (
        "\ufeffเทศบาลตำบลบางทราย\u00a0\t5\u200b ก.พ. 2556\t18 ก.พ. 2556\r\n"
        "อบต. คลองตำหรุ\t6 ก.พ. 2556\t20 ก.พ. 2556\r\n"
    ),
}


@pytest.mark.parametrize("text", BOTH.values(), ids=BOTH)
def test_the_same_two_rows_in_every_shape(text: str) -> None:
    assert values(text) == [SOUND, OTHER]


def test_a_number_with_a_comma_in_it_is_one_cell() -> None:
    (row,) = values("ทต.บางทราย, 5/2/2556, 18/2/2556, 1,234")
    assert row["pages"] == "1234"


def test_commas_between_the_choices_of_one_answer_are_no_cells() -> None:
    several = FORM.replace("| integer | pages |", "| select_multiple lao | pages |")
    asked = compile_form(to_xform(several.encode(), ending=".md"))
    reader = Reader(questions_of(Session(asked, Answers(), NOW), CASE), "th", TODAY)

    (row,) = best_table(readings("ทต.บางทราย 5/2/2556 18/2/2556 MC-05,MC-13"), reader).rows

    assert dict(row.values) == {**SOUND, "pages": "MC-05 MC-13"}


def test_columns_that_nothing_asks_for_are_named() -> None:
    found = table("อปท.\tผู้ร้อง\tรับเรื่อง\nทต.บางทราย\tนายแดง\t5/2/2556\nอบต.คลองตำหรุ\tนางดำ\t6/2/2556")
    assert found.unused == ("ผู้ร้อง",)
    assert [row.values["received"] for row in found.rows] == ["2013-02-05", "2013-02-06"]


def test_a_blank_cell_is_no_answer_and_no_mistake() -> None:
    (first, second) = table("ทต.บางทราย\t5/2/2556\t\nอบต.คลองตำหรุ\t-\t20/2/2556").rows
    assert ("answered" in first.values, first.wrong) == (False, {})
    assert ("received" in second.values, second.wrong) == (False, {})


def test_what_cannot_be_read_keeps_its_line_its_number_and_the_reason() -> None:
    found = table("ทต.บางทราย\t5/2/2556\t18/2/2556\n\nอบต.คลองตำหรุ\t31/2/2556\t20/2/2556")
    assert found.rows[0].wrong == {}
    assert found.rows[1].number == 3
    assert found.rows[1].wrong == {"received": ("31/2/2556", "not_a_date")}
    assert found.rows[1].text == "อบต.คลองตำหรุ · 31/2/2556 · 20/2/2556"


def test_a_name_that_may_be_two_is_not_guessed() -> None:
    (row,) = table("คลองตำหรุ\t5/2/2556\t18/2/2556").rows
    assert row.wrong == {"lao": ("คลองตำหรุ", "which_choice")}


def test_a_number_is_never_the_place_of_a_choice_nobody_saw() -> None:
    (row,) = table("อปท.\tรับเรื่อง\n2\t5/2/2556").rows
    assert row.wrong == {"lao": ("2", "not_a_choice")}


@pytest.mark.parametrize(
    ("line", "wrong", "rest"),
    [
        (
            "อบต.คลองตำหรุ 31 ก.พ. 2556 20 ก.พ. 2556",
            {"received": ("31 ก.พ. 2556", "not_a_date")},
            {"lao": "MC-13", "answered": "2013-02-20"},
        ),
        (
            "อบต.บางพระ 6 ก.พ. 2556 20 ก.พ. 2556",
            {"lao": ("อบต.บางพระ", "not_a_choice")},
            {"received": "2013-02-06", "answered": "2013-02-20"},
        ),
    ],
)
def test_one_cell_that_cannot_be_read_leaves_the_others_of_its_line(
    line: str, wrong: dict[str, tuple[str, str]], rest: dict[str, str]
) -> None:
    (row,) = table(line).rows
    assert (row.wrong, dict(row.values)) == (wrong, rest)


def test_a_line_of_words_that_no_question_fits_is_kept_whole() -> None:
    found = table("รายชื่อที่ค้างอยู่\nทต.บางทราย 5 ก.พ. 2556 18 ก.พ. 2556")
    assert found.rows[0].wrong == {"lao": ("รายชื่อที่ค้างอยู่", "not_a_choice")}
    assert dict(found.rows[1].values) == SOUND


def test_words_after_the_days_are_the_remark() -> None:
    (row,) = values("ทต.บางทราย 5 ก.พ. 2556 18 ก.พ. 2556 รอเอกสารจากอำเภอ")
    assert row["remark"] == "รอเอกสารจากอำเภอ"


def test_rules_of_the_form_hold_for_rows_too() -> None:
    rows = [SOUND, {**OTHER, "answered": "2013-02-01"}]
    assert faults(session, CASE, rows, 0, "th") == {1: {"answered": "แจ้งผลก่อนรับไม่ได้"}}


def test_a_hundred_rows_are_set_in_and_all_of_them_counted() -> None:
    found = placed(session, CASE, [SOUND] * 100, 0)
    after = Session(form, found.answers, NOW)
    assert after.answers.rows[CASE] == 100
    assert after.value("/xf/case[100]/answered") == "2013-02-18"
    assert after.next_stop() is not None
