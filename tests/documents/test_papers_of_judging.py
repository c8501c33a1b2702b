"""Papers of a round that judges have closed: the ranking of all, and an office's own sheet."""

import pytest

from bot.papers.making import Made
from bot.papers.of_judging import make_of_judging, offered
from bot.store.library import Library
from documents.filled import Grid
from documents.pdf import PaperError
from handlers.vocabulary.known import Edition
from tests.documents.reading import squeezed, text_of_docx, text_of_pdf, texts
from tests.judging_cast import GOOD, KEY, current, judge, seated, tap
from tests.shell import Shell


@pytest.fixture
def season(shell: Shell) -> Shell:
    """Two offices judged in whole by the same judge."""
    made = seated(shell)
    judge(made, "มานี", "LPG-MU", GOOD)
    judge(made, "มานี", "LPG-HC", GOOD)
    return made


def edition(talk: Shell) -> Edition:
    with talk.database.reading() as conn:
        return Library().current(conn)[KEY]


def made(talk: Shell, code: str, office: str) -> Made:
    there = edition(talk)
    paper = next(one for one in there.programme.papers if one.code == code)
    with talk.database.reading() as conn:
        return make_of_judging(conn, Library(), there, paper, office)


def papers(talk: Shell, office: str) -> list[tuple[str, str]]:
    programme = current(talk)
    with talk.database.reading() as conn:
        return [(one.code, whose) for one, whose in offered(conn, programme, office)]


def lines(of_paper: Made) -> list[list[str]]:
    grids = [one for one in of_paper.filled.parts if isinstance(one, Grid)]
    return [[box.text for box in line] for grid in grids for line in grid.lines[grid.heads :]]


def test_of_an_open_round_there_is_no_paper_for_anybody(season: Shell) -> None:
    for office in ("LPG", "LPG-MU", "LPG-TH"):
        assert papers(season, office) == []
    with pytest.raises(PaperError, match="not closed"):
        made(season, "ranking", "LPG")


def test_an_office_has_its_own_sheet_and_whoever_runs_it_every_sheet(season: Shell) -> None:
    tap(season, "ปรีชา", "judge_close_sure")

    assert papers(season, "LPG-MU") == [("points", "LPG-MU"), ("ranking", "LPG-MU")]
    assert {whose for code, whose in papers(season, "LPG") if code == "points"} >= {
        *("LPG-MU", "LPG-TH", "LPG-HC"),
    }


def test_equal_totals_share_a_rank_in_the_announcement(season: Shell) -> None:
    tap(season, "ปรีชา", "judge_close_sure")

    assert lines(made(season, "ranking", "LPG")) == [
        ["๑", "สำนักงานพัฒนาชุมชนอำเภอเมืองลำปาง", "๘๕", "ดีเด่น"],
        ["๑", "สำนักงานพัฒนาชุมชนอำเภอห้างฉัตร", "๘๕", "ดีเด่น"],
    ]


def test_a_sheet_has_each_dimension_each_item_and_what_was_said_without_a_name(
    season: Shell,
) -> None:
    tap(season, "ปรีชา", "judge_close_sure")
    sheet = made(season, "points", "LPG-MU")
    rows = lines(sheet)

    assert [row[2] for row in rows[:6]] == ["๑๘", "๑๗", "๑๗", "๑๗", "๑๖", "๘๕"]
    assert [row[4] for row in rows[6:]] == [
        *("๔", "๘", "๖", "๙", "๘", "๓", "๔", "๓", "๓", "๔", "๙", "๘", "๘", "๔", "๔")
    ]
    assert rows[6][:4] == [
        *("๑. บริหารดี\n๒๐ คะแนน", "๑.๑ ภาวะผู้นำ/หลักธรรมาภิบาล"),
        *("- การปฏิบัติตนให้เป็นต้นแบบ (การครองตน ครองคน ครองงาน)", "๕ คะแนน"),
    ]
    assert rows[7][:1] + rows[7][3:4] == ["", "๑๕ คะแนน\n(๑.๒ + ๑.๓)"], "one pool for both"
    in_pdf, in_docx = text_of_pdf(sheet.pdf), text_of_docx(sheet.docx())
    for text in map(squeezed, texts(sheet.filled)):
        assert text in in_pdf
        assert text in in_docx
    assert "มานี" not in in_pdf + in_docx
