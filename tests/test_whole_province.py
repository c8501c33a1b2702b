"""The worked example of the framework once more, as other programs read it, and without the backlog
of 8.1: what the transcript says in chat, district by district.
"""

import re
from typing import Any

from bot.commands.stored_scores import facts_of
from bot.store import submissions
from bot.store.library import Library
from tests.commands.test_score_cases import FINALS
from tests.running import KEY
from tests.shell import Shell
from tests.talking import Talking
from tests.test_transcripts import FOLDER, play

SCRIPT = FOLDER / "chonburi" / "whole-province.txt"


def _facts(talk: Talking) -> dict[str, Any]:
    """What `raingan score KEY --office CBI --json` prints."""
    with talk.database.reading() as conn:
        programme = Library().current(conn)[KEY].programme
        sent = submissions.of_programme(conn, KEY)
    return facts_of(programme, "CBI", sent, talk.now)


def test_the_command_says_what_the_chat_says(shell: Shell) -> None:
    list(play(shell, SCRIPT.read_text("utf-8")))

    facts = _facts(shell)

    rows = {row["code"]: row for row in facts["indicators"]}
    assert {code: rows[code]["final_score"] for code in FINALS} == FINALS
    assert (facts["total_on_5"], facts["total_on_100"]) == ("3.8968", "77.94")
    assert facts["weight_reported"] == "100"
    assert len(rows["8.2"]["from"]) == 2
    assert (rows["6"]["status"], rows["7"]["status"]) == ("scored", "provisional")


def test_without_a_backlog_its_weight_leaves_the_basis(shell: Shell) -> None:
    script = re.sub(
        r"(> \(เริ่มรายงาน 8\.1\)\n)(.*?)(\n\S+ > \(ส่งรายงาน\))",
        r"\1@NONE\3",
        _said(SCRIPT.read_text("utf-8")),
        flags=re.DOTALL,
    )
    names = iter(("สมชาย", "มานี"))
    script = re.sub("@NONE", lambda _: f"{next(names)} > (ไม่มีเรื่องค้าง)", script)
    list(play(shell, script))

    facts = _facts(shell)

    rows = {row["code"]: row for row in facts["indicators"]}
    assert rows["8.1"]["status"] == "excluded"
    assert rows["8"]["final_score"] == rows["8.2"]["final_score"] == "3.2857"
    assert (facts["total_on_5"], facts["total_on_100"]) == ("3.9964", "79.93")


def _said(script: str) -> str:
    """The script without the answers of last time."""
    return "\n".join(line for line in script.splitlines() if not line.startswith("  "))
