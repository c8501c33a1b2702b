"""A programme changes in mid-report: what was begun goes on as it began, what is new begins
anew.
"""

from pathlib import Path

from tests.commands.changes import (
    NEW_QUESTION,
    OLD_QUESTION,
    begin,
    changed,
    finish,
    load,
    report,
    version,
)
from tests.commands.cli import CBI, Shell
from tests.world import World


def stored(talk: World, office: str = "CBI-BB") -> dict[str, str]:
    """What is stored of an office's indicator 4."""
    facts = Shell.of(talk).run("score", CBI, "--office", office, "--json").json
    found: dict[str, str] = next(one for one in facts["indicators"] if one["indicator"] == "4")
    return found


def test_an_open_report_goes_on_with_its_own_question_and_its_own_scale(
    talk: World, tmp_path: Path
) -> None:
    talk.enrolled("สมชาย", "CBI-BB", "reporter")
    begin(talk, "สมชาย")
    before = version(talk)

    after = load(talk, changed(tmp_path))

    asked = talk.say("สมชาย", "97")
    assert OLD_QUESTION in asked
    score = finish(talk, "สมชาย", 88)
    assert "ระดับ 4 + (90.72−90)/(100−90) = 4.0722" in score
    assert (stored(talk)["version"], stored(talk)["final_score"]) == (before, "4.0722")
    assert before != after


def test_whoever_comes_back_to_a_report_is_told_of_the_new_version(
    talk: World, tmp_path: Path
) -> None:
    talk.enrolled("สมชาย", "CBI-BB", "reporter")
    begin(talk, "สมชาย")
    talk.say("สมชาย", "97")
    talk.say("สมชาย", "พัก")

    load(talk, changed(tmp_path))

    talk.say("สมชาย", "รายงาน")
    resumed = talk.tap("สมชาย", "ทำต่อ")
    assert resumed.splitlines()[:2] == [
        "ทำต่อจากที่ค้างไว้ คำตอบเดิม 1 ข้ออยู่ครบ",
        "แบบรายงานมีฉบับใหม่ รายงานนี้ทำต่อด้วยฉบับเดิมจนส่ง",
    ]
    assert OLD_QUESTION in resumed
    assert "4.0722" in finish(talk, "สมชาย", 88)


def test_a_report_begun_after_the_change_is_asked_and_scored_by_the_new_version(
    talk: World, tmp_path: Path
) -> None:
    talk.enrolled("สมชาย", "CBI-BB", "reporter")
    before = version(talk)
    report(talk, "สมชาย", 97, 88)

    after = load(talk, changed(tmp_path))

    talk.enrolled("สมหญิง", "CBI-SR", "reporter")
    begin(talk, "สมหญิง")
    assert NEW_QUESTION in talk.say("สมหญิง", "97")
    assert "ระดับ 4 + (90.72−85)/(95−85) = 4.5722" in finish(talk, "สมหญิง", 88)
    assert stored(talk, "CBI-SR")["version"] == after
    assert (stored(talk)["version"], stored(talk)["final_score"]) == (before, "4.0722"), (
        "the old report keeps its own"
    )


def test_loading_says_how_many_reports_keep_their_version(talk: World, tmp_path: Path) -> None:
    talk.enrolled("สมชาย", "CBI-BB", "reporter")
    report(talk, "สมชาย", 97, 88)

    ended = Shell.of(talk).run("programme", "load", changed(tmp_path))

    assert (
        "1 report keeps the version it was sent under: see raingan score --recompute" in ended.out
    )
