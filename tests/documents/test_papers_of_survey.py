"""The summary of a survey as a paper: its figures are those the survey is told by; small groups and
what people wrote stand on none.
"""

from msgspec.structs import replace

from bot.papers.making import Made
from bot.papers.of_survey import make_of_survey, summary_of
from documents.filled import Grid
from handlers.vocabulary.known import Survey
from handlers.vocabulary.surveyed import results_of
from scoring.survey.table import table
from tests.documents.reading import squeezed, text_of_docx, text_of_pdf, texts
from tests.test_survey_flow import LETTER, MINISTRY, NOW, edition, letter_survey
from thai.dates import bangkok_day

WRITTEN = "ข้อความของผู้ตอบคนหนึ่ง"
KINDS = ("tao",) * 6 + ("pao", "pao")
LEVELS = (("5", "4"),) * 6 + (("4", "3"), ("2", "5"))


def answered() -> Survey:
    """Eight people, two of them of a group too small to be told apart."""
    told = letter_survey(*LEVELS)
    responses = [
        {**one, "kind": kind, "problems": WRITTEN}
        for one, kind in zip(told.responses, KINDS, strict=True)
    ]
    return replace(told, responses=tuple(responses), opened=bangkok_day(NOW))


def made(survey: Survey, folder: str = LETTER) -> Made:
    found = edition(folder)
    paper = summary_of(found.programme)
    assert paper is not None
    return make_of_survey(found, paper, survey, NOW)


def grids(paper: Made) -> list[list[list[str]]]:
    found = [one for one in paper.filled.parts if isinstance(one, Grid)]
    return [[[box.text for box in line] for line in one.lines[one.heads :]] for one in found]


def test_the_tables_have_the_figures_of_the_survey() -> None:
    survey = answered()
    rules = edition(LETTER).programme.survey
    lines = table(results_of(edition(LETTER), survey, NOW, "th"), rules)
    topics, constructs, items, _ = grids(made(survey))

    for rows, kind in ((topics[:-1], "topic"), (constructs, "construct"), (items[:-1], "item")):
        wanted = [[one.mean, one.sd, one.level] for one in lines if one.kind == kind]
        assert [row[-3:] for row in rows] == wanted
    overall = [[str(one.n), one.mean, one.sd, one.level] for one in lines if one.kind == "overall"]
    assert [topics[-1][1:]] == overall
    assert topics[0] == ["1. การจัดการขยะ", "8", "4.50", "1.07", "มาก"]
    assert items[0][2:7] == ["6 (75.00)", "1 (12.50)", "0 (0.00)", "1 (12.50)", "0 (0.00)"]


def test_a_group_that_is_too_small_is_named_without_a_figure() -> None:
    *_, groups = grids(made(answered()))
    kinds = groups[: [row[0] for row in groups].index(groups[-1][0])]

    assert [row[2:] for row in kinds] == [["", "", "", "น้อยกว่า 5 คน"]] * 2, "nor what would tell it"


def test_how_it_was_asked_stands_on_it_and_nothing_that_was_written() -> None:
    paper = made(answered())
    in_pdf, in_docx = text_of_pdf(paper.pdf), text_of_docx(paper.docx())
    wanted = [squeezed(text) for text in texts(paper.filled)]

    assert [text for text in wanted if text not in in_pdf] == []
    assert [text for text in wanted if text not in in_docx] == []
    for words in ("รหัส SV-7K2MX", "วันที่ 1 มีนาคม 2567", "ที่ส่ง 10 ได้รับคืน 8 คิดเป็นร้อยละ 80.00"):
        assert squeezed(words) in in_pdf
    assert squeezed(WRITTEN) not in in_pdf + in_docx


def test_the_ministry_s_has_the_eight_parts_of_its_report_in_order() -> None:
    programme = edition(MINISTRY).programme
    nobody = Survey(
        *("SV-MOI", programme.key, programme.version, "survey-3.2"),
        office=programme.tops[0],
        named=True,
    )
    whole = squeezed("".join(texts(made(nobody, MINISTRY).filled)))
    heads = (
        *("1. วิธีการดำเนินการ", "2. ผลการประเมินการดำเนินโครงการ", "3. ผลสัมฤทธิ์จากเข้าร่วมการอบรม"),
        *("4. ปัจจัยสนับสนุน", "5. ปัจจัยที่เอื้อต่อสัมฤทธิ์ผล", "6. ปัญหา/อุปสรรค", "7. แนวทางการบริหารจัดการ"),
        *("8. ประโยชน์จากดำเนินโครงการ", "(ลงชื่อ)", "ผู้บังคับบัญชา"),
    )
    at = [whole.find(squeezed(one)) for one in heads]

    assert at == sorted(at)
    assert at[0] > 0
