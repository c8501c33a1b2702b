"""raingan score --recompute: shown before anything changes, written with a trace, never by hand."""

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from bot.store.tables.records import audit, submissions
from tests.commands.changes import changed, load, report, version
from tests.commands.cli import CBI, Shell, change, copy_of_ours
from tests.world import World

WHY = "ระดับ 4 + (90.72−90)/(100−90) = 4.0722 → ระดับ 4 + (90.72−85)/(95−85) = 4.5722"


@pytest.fixture
def reported(talk: World) -> World:
    """บ้านบึง has sent indicator 4 under the first version."""
    talk.enrolled("สมชาย", "CBI-BB", "reporter")
    assert "4.0722" in report(talk, "สมชาย", 97, 88)
    return talk


def recompute(talk: World, *options: str) -> str:
    ended = Shell.of(talk).run("score", "--recompute", CBI, *options)
    assert (ended.code, ended.err) == (0, "")
    return ended.out


def rows(talk: World) -> list[dict[str, Any]]:
    with talk.database.reading() as conn:
        return [dict(row._mapping) for row in conn.execute(select(submissions))]


def recomputed(talk: World) -> list[Any]:
    """The audit rows that a recompute has left."""
    with talk.database.reading() as conn:
        return list(conn.execute(select(audit).where(audit.c.did == "recomputed")))


def test_nothing_differs_while_the_programme_is_the_same(reported: World) -> None:
    assert (
        recompute(reported)
        == f"nothing differs: 1 report of {CBI}, current version {version(reported)}\n"
    )
    assert recompute(reported, "--apply").startswith("nothing differs: ")
    assert recomputed(reported) == []


def test_each_difference_is_shown_and_nothing_changes_unasked(
    reported: World, tmp_path: Path
) -> None:
    load(reported, changed(tmp_path))
    before = rows(reported)

    shown = recompute(reported)

    assert shown.splitlines() == [
        f"CBI-BB  4  4.0722 → 4.5722  {WHY}",
        "1 of 1 report would change; nothing was written, add --apply to write",
    ]
    assert rows(reported) == before
    assert recomputed(reported) == []


def test_the_differences_are_facts_for_programs_too(reported: World, tmp_path: Path) -> None:
    before = version(reported)
    after = load(reported, changed(tmp_path))

    facts = Shell.of(reported).run("score", "--recompute", CBI, "--json").json

    (difference,) = facts.pop("differences")
    assert facts == {"programme": CBI, "version": after, "reports": 1, "applied": False, "kept": []}
    assert difference.pop("id").startswith("uuid:")
    assert difference == {
        "office": "CBI-BB",
        "indicator": "4",
        "version": before,
        "before": {"status": "scored", "final_score": "4.0722", "weighted_score": "0.2036"},
        "after": {"status": "scored", "final_score": "4.5722", "weighted_score": "0.2286"},
        "why": WHY,
    }


def test_applied_differences_are_written_with_their_version_and_leave_a_trace(
    reported: World, tmp_path: Path
) -> None:
    before = version(reported)
    after = load(reported, changed(tmp_path))
    (sent,) = rows(reported)

    assert f"1 of 1 report now has the score of version {after}" in recompute(reported, "--apply")

    (now,) = rows(reported)
    assert (now["programme_version"], now["score"]["final_score"]) == (after, "4.5722")
    same = ("id", "revision", "record", "submitted_at", "counted_from", "person_id", "event_id")
    assert {name: now[name] for name in same} == {name: sent[name] for name in same}
    assert now["instance"]["answers"] == sent["instance"]["answers"]
    (trace,) = recomputed(reported)
    assert (trace.subject, trace.person_id) == (f"{CBI}/CBI-BB/4", None)
    assert trace.detail["version"] == [before, after]
    assert trace.detail["final"] == ["4.0722", "4.5722"]
    assert trace.detail["before"] == sent["score"]
    assert trace.detail["why"] == WHY


def test_a_second_pass_finds_nothing_more(reported: World, tmp_path: Path) -> None:
    load(reported, changed(tmp_path))
    recompute(reported, "--apply")
    assert recompute(reported).startswith("nothing differs: 1 report of")
    recompute(reported, "--apply")
    assert len(recomputed(reported)) == 1


def test_the_chat_and_the_sheet_show_the_new_score(reported: World, tmp_path: Path) -> None:
    load(reported, changed(tmp_path))
    recompute(reported, "--apply")

    reported.say("สมชาย", "คะแนน")
    assert "4.5722 × 5 % = 0.2286" in reported.tap("สมชาย", "ดูที่มาของคะแนน 4")
    assert reported.worker.drain() == 0, "the row of the Sheet was written on the way"
    assert "4.5722" in board(reported)


def board(talk: World) -> str:
    """Every cell of the mirror's score board, as text."""
    (file,) = (talk.folder / "mirror").rglob("*.xlsx")
    book = load_workbook(file)
    return " ".join(str(cell) for row in book["คะแนน"].iter_rows(values_only=True) for cell in row)


def test_answers_are_read_by_the_form_that_asked_however_often_it_changes(
    reported: World, tmp_path: Path
) -> None:
    """The question of the numerator gets another name: the answer given under the old one still
    counts.
    """
    folder = changed(tmp_path)
    form = folder / "forms" / "indicator-4.md"
    change(form, "| numerator   |", "| part        |")
    change(form, "${numerator}", "${part}")
    load(reported, folder)

    assert "4.0722 → 4.5722" in recompute(reported, "--apply")
    change(
        folder / "indicators.toml",
        "thresholds = [55, 65, 75, 85, 95]",
        "thresholds = [60, 70, 80, 90, 100]",
    )
    load(reported, folder)

    assert "4.5722 → 4.0722" in recompute(reported, "--apply")


def test_a_report_without_a_place_in_the_new_version_keeps_its_score(
    reported: World, tmp_path: Path
) -> None:
    folder = copy_of_ours(tmp_path)
    text = (folder / "indicators.toml").read_text("utf-8")
    (folder / "indicators.toml").write_text(
        text.replace('\ncode = "4"\n', '\ncode = "4.1"\n'), "utf-8"
    )
    load(reported, folder)

    shown = recompute(reported, "--apply")

    assert "CBI-BB  4  keeps its score: indicator 4 is not in the current version\n" in shown
    assert "nothing differs: " in shown
    assert rows(reported)[0]["score"]["final_score"] == "4.0722"


def test_a_score_is_never_replaced_by_none_because_the_new_scale_wants_another_value(
    reported: World, tmp_path: Path
) -> None:
    folder = copy_of_ours(tmp_path)
    old, _, rest = (folder / "indicators.toml").read_text("utf-8").partition('\ncode = "4"\n')
    mine, measure, others = rest.partition("[indicators.measure]\n")
    end = others.index("[[indicators]]")
    count = 'type = "count_step"\ncounts = [4, 3, 2, 1, 0]\n\n'
    (folder / "indicators.toml").write_text(
        f'{old}\ncode = "4"\n{mine}{measure}{count}{others[end:]}', "utf-8"
    )
    load(reported, folder)

    shown = recompute(reported, "--apply")

    assert "CBI-BB  4  keeps its score: value: " in shown
    assert rows(reported)[0]["score"]["final_score"] == "4.0722"


def test_a_weight_alone_is_a_difference_too(reported: World, tmp_path: Path) -> None:
    folder = copy_of_ours(tmp_path)
    old, four, rest = (folder / "indicators.toml").read_text("utf-8").partition('\ncode = "4"\n')
    (folder / "indicators.toml").write_text(
        old + four + rest.replace("weight = 5\n", "weight = 6\n", 1), "utf-8"
    )
    load(reported, folder)

    assert "CBI-BB  4  4.0722 → 4.0722  4.0722 × 5 % = 0.2036 → 4.0722 × 6 % = 0.2443" in recompute(
        reported
    )


@pytest.mark.parametrize(
    "arguments",
    [
        ("score", "--recompute"),
        ("score", CBI),
        ("score", CBI, "--apply"),
        ("score", CBI, "--office", "CBI-BB", "--recompute"),
        ("score", CBI, "--office", "CBI-BB", "--apply"),
        ("score", CBI, "--office", "CBI-BB", "--jsonl"),
        ("score", "--office", "CBI-BB"),
    ],
)
def test_what_does_not_go_together_is_wrong_usage(
    arguments: tuple[str, ...], shell_on_sqlite: Shell
) -> None:
    ended = shell_on_sqlite.run(*arguments)
    assert (ended.code, ended.out) == (2, "")
    assert "Usage: " in ended.err


def test_a_programme_nobody_knows_is_refused(shell_on_sqlite: Shell) -> None:
    ended = shell_on_sqlite.run("score", "--recompute", "CBI-2600")
    assert ended.code == 1
    assert ended.err.startswith("there is no programme CBI-2600")


def test_the_verifiers_values_are_scored_anew_as_well(reported: World, tmp_path: Path) -> None:
    reported.enrolled("อรุณี", "CBI", "coordinator")
    reported.say("อรุณี", "ตรวจ")
    reported.tap("อรุณี", "ตรวจ 4")
    reported.tap("อรุณี", "แก้คะแนน")
    for said in ("2", "85", "นับซ้ำ 3 แห่ง"):
        reported.say("อรุณี", said)
    assert "3.7629" in reported.say("อรุณี", "คะแนน บ้านบึง 4")
    load(reported, changed(tmp_path))

    recompute(reported, "--apply")

    assert "4.2629" in reported.say("อรุณี", "คะแนน บ้านบึง 4")
