"""raingan score KEY --office CODE: what was reported in chat, as it is stored, and the office's
total.
"""

from tests.commands.changes import report
from tests.commands.cli import CBI, Shell
from tests.world import World


def test_what_was_reported_is_printed_with_its_sum_and_the_total(talk: World) -> None:
    talk.enrolled("สมชาย", "CBI-BB", "reporter")
    report(talk, "สมชาย", 97, 88)

    facts = Shell.of(talk).run("score", CBI, "--office", "CBI-BB", "--json").json

    assert (facts["programme"], facts["office"], facts["office_name"]) == (
        CBI,
        "CBI-BB",
        "อำเภอบ้านบึง",
    )
    four, *others = facts["indicators"]
    assert [(one["indicator"], one["status"], one["final_score"]) for one in others] == [
        ("8.2", "not_submitted", "0.0000"),
        ("10", "not_submitted", "0.0000"),
    ]
    numbers = (
        "status",
        "raw_score",
        "deductions",
        "final_score",
        "weight",
        "weighted_score",
        "revision",
    )
    assert [four[name] for name in numbers] == ["scored", "4.0722", [], "4.0722", "5", "0.2036", 1]
    assert four["explanation"][-1] == "4.0722 × 5 % = 0.2036"
    assert (four["submitted_at"][:10], four["counted_from"]) == ("2013-03-18", "2013-03-18")
    total = facts["total"]
    assert [total[name] for name in ("total_on_5", "total_on_100", "weight_basis")] == [
        "0.2036",
        "4.07",
        "100",
    ]


def test_people_read_the_same_figures(talk_on_sqlite: World) -> None:
    talk_on_sqlite.enrolled("สมชาย", "CBI-BB", "reporter")
    talk_on_sqlite.set_clock(talk_on_sqlite.now.replace(day=22))
    report(talk_on_sqlite, "สมชาย", 97, 88)

    ended = Shell.of(talk_on_sqlite).run("score", CBI, "--office", "CBI-BB")

    assert ended.code == 0
    assert (
        "4      แผนที่ภาษี  scored  raw 4.0722  deductions 0.5000  final 3.5722  weighted 0.1786\n"
        in ended.out
    )
    assert "ช้า 2 วันทำการ (พ. 20 มี.ค. → ศ. 22 มี.ค. 2556) × 0.25 = −0.50\n" in ended.out
    assert "บนฐาน 100: 0.1786 × 20 = 3.57\n" in ended.out


def test_an_indicator_without_anything_to_measure_leaves_the_basis(talk_on_sqlite: World) -> None:
    talk_on_sqlite.enrolled("สมชาย", "CBI-BB", "reporter")
    talk_on_sqlite.say("สมชาย", "รายงาน")
    talk_on_sqlite.tap("สมชาย", "เริ่มรายงาน 8.2")
    talk_on_sqlite.say("สมชาย", "0")
    talk_on_sqlite.tap("สมชาย", "ส่งรายงาน")

    facts = Shell.of(talk_on_sqlite).run("score", CBI, "--office", "CBI-BB", "--json").json

    complaints = next(one for one in facts["indicators"] if one["indicator"] == "8.2")
    assert (complaints["status"], complaints["final_score"]) == ("excluded", None)
    assert facts["total"]["weight_basis"] == "90"


def test_only_the_newest_revision_counts(talk_on_sqlite: World) -> None:
    talk_on_sqlite.enrolled("สมชาย", "CBI-BB", "reporter")
    report(talk_on_sqlite, "สมชาย", 97, 88)
    talk_on_sqlite.say("สมชาย", "รายงาน")
    talk_on_sqlite.tap("สมชาย", "ส่งฉบับแก้ไข 4")
    talk_on_sqlite.tap("สมชาย", "แก้ไข")
    talk_on_sqlite.tap("สมชาย", "แก้ข้อ 2")
    talk_on_sqlite.say("สมชาย", "97")
    talk_on_sqlite.tap("สมชาย", "ส่งรายงาน")

    facts = Shell.of(talk_on_sqlite).run("score", CBI, "--office", "CBI-BB", "--json").json

    assert (facts["indicators"][0]["revision"], facts["indicators"][0]["final_score"]) == (
        2,
        "5.0000",
    )


def test_an_office_or_a_programme_nobody_knows_is_refused(shell_on_sqlite: Shell) -> None:
    office = shell_on_sqlite.run("score", CBI, "--office", "CBI-XX")
    assert (office.code, office.out) == (1, "")
    assert office.err.startswith(f"{CBI} has no office CBI-XX")
    assert shell_on_sqlite.run("score", "CBI-2600", "--office", "CBI-BB").code == 1


def test_a_programme_without_weights_has_no_total_and_says_why(shell_on_sqlite: Shell) -> None:
    offices = shell_on_sqlite.run("programme", "show", "DLA-2567-R1-IND6", "--json").json["offices"]
    facts = shell_on_sqlite.run(
        "score", "DLA-2567-R1-IND6", "--office", offices[0]["code"], "--json"
    ).json
    assert facts["total"]["status"] == "needs_decision"
    assert "ยังไม่ได้กำหนดน้ำหนัก" in facts["total"]["reason"]


def test_the_chat_says_the_total_that_the_command_prints(talk_on_sqlite: World) -> None:
    """8.2 has no backlog and leaves the basis: 4.0722 × 5 ÷ 90, and not ÷ 100."""
    talk = talk_on_sqlite
    talk.enrolled("สมชาย", "CBI-BB", "reporter")
    talk.enrolled("ประเสริฐ", "CBI", "official")
    report(talk, "สมชาย", 97, 88)
    talk.say("สมชาย", "รายงาน")
    talk.tap("สมชาย", "เริ่มรายงาน 8.2")
    talk.say("สมชาย", "0")
    talk.tap("สมชาย", "ส่งรายงาน")

    total = Shell.of(talk).run("score", CBI, "--office", "CBI-BB", "--json").json["total"]

    assert total["total_on_5"] == "0.2262"
    for said in (
        talk.say("ประเสริฐ", "คะแนน"),
        talk.say("ประเสริฐ", "คะแนน บ้านบึง"),
        talk.say("สมชาย", "คะแนน"),
    ):
        assert f"{total['total_on_100']} จาก " in said
