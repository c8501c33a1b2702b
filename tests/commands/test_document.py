"""raingan document: an official paper from what an office has sent."""

from pathlib import Path

from tests.commands.cli import CBI, DLA, LPG, Shell
from tests.documents.reading import text_of_docx, text_of_pdf


def test_the_papers_of_a_programme_are_listed(shell_on_sqlite: Shell) -> None:
    ended = shell_on_sqlite.run("document", DLA, "--list", "--json")

    assert [(one["code"], one["of"], one["send_to"]) for one in ended.json] == [
        ("form-1", ["form-1"], "dla0810.7@dla.go.th"),
        ("form-2", ["form-2"], "dla0810.7@dla.go.th"),
        ("survey-summary", [], ""),
    ]


def test_a_paper_of_an_open_round_and_a_person_s_paper_are_refused(
    shell_on_sqlite: Shell, tmp_path: Path
) -> None:
    out = tmp_path / "paper.pdf"
    run = shell_on_sqlite.run

    judged = run("document", LPG, "ranking", "--office", "LPG", "--out", out)
    nobody_s = run("document", CBI, "ppo-1", "--office", "CBI-BB", "--out", out)
    unknown = run("document", CBI, "ppo-1", "--person", "1", "--out", out)

    unasked = run("document", DLA, "survey-summary", "--office", "TH-20", "--out", out)
    unopened = run("document", DLA, "survey-summary", "--survey", "SV-1", "--out", out)

    assert unasked.err == "survey-summary sums up a survey: give --survey CODE\n"
    assert unopened.err == "DLA-2567-R1-IND6 has no survey SV-1\n"
    assert judged.err == "LPG-OFFICESTAR-2567: the round of judging is not closed\n"
    assert nobody_s.err == "ppo-1 is a person's: give --person NUMBER\n"
    assert unknown.err == "person 1 has no appraisal in CBI-2556-R1\n"
    assert [judged.code, nobody_s.code, unknown.code, out.exists()] == [1, 1, 1, False]


def test_a_draft_is_made_before_anything_was_sent(shell_on_sqlite: Shell, tmp_path: Path) -> None:
    for file in (tmp_path / "draft.pdf", tmp_path / "draft.docx"):
        ended = shell_on_sqlite.run(
            "document", CBI, "form-4", "--office", "CBI-DEV", "--draft", "--out", file
        )
        assert (ended.code, ended.err) == (0, "")

    assert "ฉบับร่าง" in text_of_pdf((tmp_path / "draft.pdf").read_bytes())
    assert "เทศบาล....." in text_of_docx((tmp_path / "draft.docx").read_bytes())


def test_nothing_sent_is_said_and_no_file_is_left(shell_on_sqlite: Shell, tmp_path: Path) -> None:
    out = tmp_path / "paper.pdf"

    ended = shell_on_sqlite.run("document", CBI, "form-4", "--office", "CBI-DEV", "--out", out)

    assert (ended.code, out.exists()) == (1, False)
    assert ended.err == (
        "CBI-DEV has sent nothing for form-4 yet: --draft makes it with dotted lines\n"
    )


def test_what_is_not_there_is_named(shell_on_sqlite: Shell, tmp_path: Path) -> None:
    out = tmp_path / "paper.pdf"
    paper = shell_on_sqlite.run("document", DLA, "form-9", "--office", "TH-20", "--out", out)
    office = shell_on_sqlite.run("document", DLA, "form-1", "--office", "TH-99", "--out", out)

    assert (
        paper.err
        == "DLA-2567-R1-IND6 has no paper form-9; there are: form-1, form-2, survey-summary\n"
    )
    assert office.err.startswith("DLA-2567-R1-IND6 has no office TH-99")


def test_an_ending_that_is_no_paper_is_wrong_usage(shell_on_sqlite: Shell) -> None:
    ended = shell_on_sqlite.run("document", CBI, "form-4", "--office", "CBI-DEV", "--out", "a.txt")

    assert ended.code == 2
