"""Papers about the programme itself: the list of units, the framework with its scores, the sheets,
and a letter to each office that owes something.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache

import pytest
from msgspec.structs import replace

from bot.papers.checking import unanswered
from bot.papers.making import Made
from bot.papers.of_programme import make_of_programme, offered
from documents.filled import Grid
from handlers.results.board import board
from handlers.results.figures import figures
from handlers.results.stands import stands_of
from handlers.vocabulary.known import Edition, Submission
from handlers.vocabulary.reviewed import Review
from scoring.lines import places, plain
from scoring.paper import Paper
from tests.documents.reading import squeezed, text_of_docx, text_of_pdf, texts
from tests.forms.test_report_forms import compiled, folder
from tests.test_values_from_forms import of
from thai.dates import BANGKOK

CBI = "CBI-2556-R1"
NOW = datetime(2013, 3, 18, 9, tzinfo=BANGKOK)
ABOUT = (
    *(("units", "CBI"), ("framework", "CBI"), ("indicator-1", "CBI")),
    *(("kpi-template", "CBI"), ("reminder", "CBI-BB"), ("board", "CBI")),
)
SENT = (of("1.1", "CBI-BB"), of("1.1", "CBI-SR"), of("form-6", "CBI-DEV"))


@cache
def edition() -> Edition:
    programme = folder(CBI)[0]
    return Edition("1", programme, lambda name: compiled(CBI, name), programme.calendar)


def paper(code: str) -> Paper:
    return next(one for one in edition().programme.papers if one.code == code)


def made(code: str, office: str = "CBI", sent: Sequence[Submission] = SENT) -> Made:
    return make_of_programme(edition(), paper(code), office, sent, NOW)


def lines(of_paper: Made) -> list[list[str]]:
    """The lines of its tables, without their heads."""
    grids = [one for one in of_paper.filled.parts if isinstance(one, Grid)]
    return [[box.text for box in line] for grid in grids for line in grid.lines[grid.heads :]]


def test_every_paper_about_the_programme_is_looked_at() -> None:
    about = [one.code for one in edition().programme.papers if one.about == "programme"]
    assert sorted(code for code, _ in ABOUT) == sorted(about)


def test_the_list_of_units_is_the_memo_s() -> None:
    assert lines(made("units")) == [
        ["๑", "งานบริหารทั่วไป", "๑.๓, ๑.๔, ๙ และ ๑๐ (ร่วมรับผิดชอบ ๖)", ""],
        ["๒", "กลุ่มงานส่งเสริมและพัฒนาท้องถิ่น", "๓, ๔, ๕ และ ๖", ""],
        ["๓", "กลุ่มงานการเงินบัญชีและการตรวจสอบ", "๒, ๖ และ ๗", "ให้กำหนดตัวชี้วัดเพิ่มอีก ๑ ตัวชี้วัด"],
        ["๔", "กลุ่มงานมาตรฐานการบริหารงานบุคคลท้องถิ่น", "๑.๒, ๖ และ ๗", "ให้กำหนดตัวชี้วัดเพิ่มอีก ๑ ตัวชี้วัด"],
        ["๕", "กลุ่มงานกฎหมายระเบียบและเรื่องร้องทุกข์", "๑.๑, ๖, ๘.๑ และ ๘.๒", ""],
        ["๖", "ท้องถิ่นอำเภอ", "๑.๑, ๓, ๔, ๘.๑ และ ๘.๒ (ร่วมรับผิดชอบ ๑.๔, ๕ และ ๖)", ""],
    ]


def test_the_framework_prints_the_scale_and_the_rulebook_s_scores() -> None:
    found = figures(edition().programme, "CBI", SENT, NOW)
    rows = lines(made("framework"))
    by_code: Mapping[str, list[str]] = {row[0]: row for row in rows if row[0]}

    assert by_code["1.1"][4:9] == ["ต่ำกว่า 60", "61-70", "71-80", "81-90", "91-100"]
    assert by_code["*3"][4:9] == ["1", "-", "3", "-", "5"]
    assert by_code["4"][4:9] == ["60", "70", "80", "90", "100"]
    assert by_code["1.1"][10] == str(found["1.1"].record["final_score"])
    assert by_code["9"][9:] == ["ยังไม่ได้ส่งรายงาน", "", ""], "what was not sent is no nought"
    assert rows[-2][3] == "100"
    stands = stands_of(edition().programme, "CBI", SENT, NOW).running
    assert stands is not None
    assert rows[-2][-2:] == [places(stands.earned, 2), plain(stands.assessed, 2)]
    assert rows[-1][-2:] == ["", ""], "no total before all of it is assessed"


def test_a_score_can_be_followed_from_the_sum_beside_it() -> None:
    by_code = {row[0]: row for row in lines(made("framework")) if row[0]}

    assert by_code["6"][9].splitlines()[-3:] == [
        "ขั้นตอนที่ 2 ขาด 2 ด้าน × 0.25 = −0.50",
        "ขั้นตอนที่ 3 ขาด 3 ด้าน × 0.25 = −0.75",
        "4.0000 − 1.25 = 2.7500",
    ]
    assert by_code["6"][10] == "2.7500"
    assert by_code["1"][9] == f"รวม = {by_code['1'][10]}", "its parts are the next lines"
    assert by_code["1.1"][9] == "2 ÷ 6 = 33.33 %", "nothing was taken off: what was done is enough"


def test_a_table_of_categories_has_a_line_for_each() -> None:
    rows = lines(made("framework"))
    first = next(place for place, row in enumerate(rows) if row[0] == "8.1")

    assert [row[1] for row in rows[first + 1 : first + 6]] == [
        *("A กรณีค้างอยู่ 1-10 เรื่อง", "B กรณีค้างอยู่ 11-20 เรื่อง", "C กรณีค้างอยู่ 21-30 เรื่อง"),
        *("D กรณีค้างอยู่ 31-40 เรื่อง", "E กรณีค้างอยู่ 41 เรื่องขึ้นไป"),
    ]
    assert rows[first + 1][3:9] == ["(10)", "80", "85", "90", "95", "100"]


def test_the_framework_has_the_heads_of_the_dimensions_with_their_weights() -> None:
    heads = [row[1] for row in lines(made("framework")) if row[1].startswith(("■", "•"))]

    assert heads == [
        *("■ มิติภายนอก (น้ำหนัก 60%)", "• การประเมินประสิทธิผล (ผลลัพธ์และผลผลิต) (50%)"),
        *("• การประเมินคุณภาพ (10%)", "■ มิติภายใน (น้ำหนัก 40%)"),
        *("• การประเมินประสิทธิภาพ (30%)", "• การพัฒนาองค์การ (10%)"),
    ]


def test_the_parts_of_indicator_1_add_up_to_its_score() -> None:
    rows = lines(made("indicator-1"))

    assert [row[0].partition(" ")[0] for row in rows] == ["1.1", "1.2", "1.3", "1.4", "รวม"]
    assert rows[-1] == ["รวม", "20", "", "ผลรวมคะแนนเฉลี่ยถ่วงน้ำหนัก", rows[0][-1]]
    assert rows[0][-1] == "0.2500", "the sum stands below the weighted points, not below the points"


def test_the_sheet_of_a_milestone_tells_what_each_level_asks_for() -> None:
    rows = lines(made("kpi-template"))

    assert ["4", "จัดทำ Action Plan ปีงบประมาณ 2556"] in rows
    assert ["เกณฑ์การให้คะแนน", "45", "47", "49", "51", "53"] in rows
    assert ["C กรณีค้างอยู่ 21-30 เรื่อง", "60", "65", "70", "75", "80"] in rows
    assert "ตัวชี้วัดที่ 2* : ร้อยละความสำเร็จ" in "".join(texts(made("kpi-template").filled))


def test_the_board_on_paper_is_the_board_of_chat() -> None:
    programme = edition().programme
    seen = board(programme, SENT, NOW, {one.code for one in programme.offices})
    rows = lines(made("board"))
    offices = [row for row in rows if row[1] in {one.name for one in programme.offices}]
    ordered = seen.ordered()

    assert [row[1] for row in offices] == [programme.office(one.office).name for one in ordered]
    assert [row[0] for row in offices[:2]] == ["1", "1"], "two districts have sent one report each"
    told = [(one.reporting.sent, one.reporting.expected) for one in ordered]
    assert [(int(row[2]), int(row[3])) for row in offices] == told
    assert offices[-1][0] == "", "who has sent nothing has no rank"
    codes = [row[0] for row in rows[: len(programme.indicators)]]
    assert codes[:3] == ["1", "1.1", "1.2"]
    works = {row[1]: row for row in rows[rows.index(offices[-1]) + 1 :]}
    assert works[programme.work("1.1").name][2] == "2"
    codes = [row[0] for row in works.values() if row[0]]
    assert codes[:4] == ["1.1", "1.2", "1.3", "1.4"], "in the programme's order"


def test_a_board_tells_only_of_what_lies_below_the_office() -> None:
    rows = lines(made("board", "CBI-BB"))

    assert "อำเภอศรีราชา" not in {row[1] for row in rows}


def test_what_came_back_is_owed_again() -> None:
    back = Review("returned", "CBI-GA", decided_at=NOW)
    returned = replace(of("1.1", "CBI-BB"), review=back)

    owed = [row[1] for row in lines(made("reminder", "CBI-BB", (returned,)))]

    assert "1.1" in owed


def test_a_letter_names_what_the_office_owes_the_most_pressing_first() -> None:
    rows = lines(made("reminder", "CBI-BB"))
    owed = [row[1] for row in rows]

    assert "1.1" not in owed, "it was sent"
    assert owed[:2] == ["1.4", ""], "a form is told by its name, not by what it is called inside"
    assert "แบบฟอร์มการรายงานตัวชี้วัดที่ 6" in rows[1][2]
    assert "4" in owed


@pytest.mark.parametrize("code", [code for code, _ in ABOUT])
def test_both_files_say_the_same(code: str) -> None:
    office = "CBI-BB" if code == "reminder" else "CBI"
    one = made(code, office)
    in_pdf, in_docx = text_of_pdf(one.pdf), text_of_docx(one.docx())

    wanted = [squeezed(text) for text in texts(one.filled)]

    assert [text for text in wanted if text not in in_pdf] == []
    assert [text for text in wanted if text not in in_docx] == []


def test_they_are_for_whoever_answers_for_the_programme_and_for_nobody_else() -> None:
    programme = edition().programme
    to_province = list(offered(programme, "CBI", lambda: SENT, NOW))

    assert {one.code for one, _ in to_province} == {
        *("units", "framework", "indicator-1", "kpi-template", "reminder", "board")
    }
    assert ("reminder", "CBI-BB") in [(one.code, office) for one, office in to_province]
    for office in (one.code for one in programme.offices if one.code != "CBI"):
        assert list(offered(programme, office, lambda: SENT, NOW)) == []


def test_a_word_the_programme_does_not_know_is_told_with_its_place() -> None:
    told = {
        "code": "odd",
        "title": "ผิด",
        "about": "programme",
        "blocks": [
            {"kind": "paragraph", "text": "{colour}"},
            {"kind": "each", "rows": "houses", "blocks": []},
        ],
    }
    programme = edition().programme.model_copy(update={"papers": (Paper.model_validate(told),)})

    assert list(unanswered(programme, {})) == [
        "papers[odd].blocks[1]: colour: หลักเกณฑ์ของรอบไม่มีคำนี้",
        "papers[odd].blocks[2].rows: houses: หลักเกณฑ์ของรอบไม่มีรายการนี้",
    ]


def test_a_paper_is_of_reports_or_about_the_programme() -> None:
    for told in ({}, {"about": "programme", "of": ["form-3"]}):
        with pytest.raises(ValueError, match="about"):
            Paper.model_validate({"code": "odd", "title": "ผิด", "blocks": [], **told})
