"""The other commands from outside: what they answer, and with which exit code."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from PIL import Image
from sqlalchemy import func, select

from bot.store.tables.queue import outbox
from tests.commands.cli import CBI, PROGRAMMES, Shell
from tests.processes import BIN, environment
from tests.shown import shown
from tests.world import World

INVITE = ("invite", "--programme", CBI, "--office", "CBI-BB", "--role", "reporter")
BROKEN_FORM = """\
| survey |                  |      |        |
|        | type             | name | label  |
|        | select_one stars | star | เลือก  |
| choices |           |      |       |
|         | list_name | name | label |
|         | other     | 1    | หนึ่ง |
"""


def process(
    *arguments: str,
    told: dict[str, str] | None = None,
    **rest: Any,  # noqa: ANN401
) -> subprocess.CompletedProcess[str]:
    """raingan as a process of its own."""
    return subprocess.run(
        [str(BIN / "raingan"), *arguments],
        env=told,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        **rest,
    )


# invite


def test_an_invite_s_code_lets_a_person_in(talk: World) -> None:
    ended = Shell.of(talk).run(*INVITE)
    assert ended.code == 0
    code, link = ended.out.splitlines()
    assert link.startswith("https://line.me/R/oaMessage/")

    talk.act("สมชาย", follow=True)
    talk.tap("สมชาย", "ยินยอม")
    assert "ชื่อ-สกุล" in talk.say("สมชาย", code)
    talk.say("สมชาย", "สมชาย ใจดี")
    assert "เข้าร่วมแล้ว: สมชาย ใจดี · อำเภอบ้านบึง · ผู้รายงาน" in talk.tap("สมชาย", "ถูกต้อง")


def test_an_invite_is_used_up_by_as_many_as_it_was_made_for(talk_on_sqlite: World) -> None:
    code = Shell.of(talk_on_sqlite).run(*INVITE, "--json").json["code"]
    for name in ("สมชาย", "สมหญิง"):
        talk_on_sqlite.act(name, follow=True)
        talk_on_sqlite.tap(name, "ยินยอม")
        answer = talk_on_sqlite.say(name, code)
        if name == "สมชาย":
            talk_on_sqlite.say(name, "สมชาย ใจดี")
            talk_on_sqlite.tap(name, "ถูกต้อง")
    assert "ชื่อ-สกุล" not in answer


def test_an_invite_is_a_fact_for_programs_and_a_picture_for_people(
    talk_on_sqlite: World, tmp_path: Path
) -> None:
    picture = tmp_path / "invite.png"
    facts = Shell.of(talk_on_sqlite).run(*INVITE, "--json", "--qr", picture).json
    assert facts.keys() == {"code", "link", "office", "role"}
    with Image.open(picture) as image:
        (found,) = zxingcpp.read_barcodes(image)
    assert found.text == facts["link"]


@pytest.mark.parametrize(
    ("option", "value", "code", "said"),
    [
        ("--office", "CBI-XX", 1, "CBI-2556-R1 has no office CBI-XX"),
        ("--programme", "CBI-2600", 1, "there is no programme CBI-2600"),
        ("--role", "king", 2, "king"),
        ("--uses", "0", 2, "--uses"),
        ("--days", "many", 2, "--days"),
    ],
)
def test_an_invite_for_what_is_not_there_is_refused(
    option: str, value: str, code: int, said: str, shell_on_sqlite: Shell
) -> None:
    ended = shell_on_sqlite.run(*INVITE, option, value)
    assert (ended.code, ended.out) == (code, "")
    assert said in ended.err


# db, worker, remind


def test_the_database_is_brought_up_to_date_and_stays_so(shell: Shell) -> None:
    refused = shell.run("remind")
    assert (refused.code, refused.err) == (
        1,
        "the database is not up to date: run raingan db upgrade\n",
    )
    for _ in range(2):
        assert shell.run("db", "upgrade").code == 0
    assert shell.run("remind").code == 0


def test_the_worker_does_what_waits_and_ends(talk: World) -> None:
    talk.enrolled("สมชาย", "CBI-BB", "reporter")
    talk.post("/_emulator/say", {"user": talk.person("สมชาย"), "text": "รายงาน"})
    assert talk.heard("สมชาย") == [], "the answer waits for the worker"

    ended = process("worker", "--once", told=environment(talk.settings))

    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.endswith(" done\n")
    assert "งานของอำเภอบ้านบึง" in shown(talk.heard("สมชาย"))


def test_the_worker_names_every_setting_it_misses(shell_on_sqlite: Shell) -> None:
    shell_on_sqlite.run("db", "upgrade")
    ended = shell_on_sqlite.run("worker", "--once")
    assert ended.code == 1
    assert "LINE_CHANNEL_SECRET, LINE_CHANNEL_ACCESS_TOKEN" in ended.err


def test_a_dry_pass_of_reminders_counts_and_sends_nothing(talk: World) -> None:
    talk.enrolled("สมชาย", "CBI-BB", "reporter")
    shell, tomorrow = Shell.of(talk), ("--now", "2013-03-19T09:00:00+07:00")

    assert shell.run("remind", *tomorrow, "--dry-run").out == "1 would be reminded\n"
    assert shell.run("remind", *tomorrow, "--dry-run").out == "1 would be reminded\n"
    assert waiting_pushes(talk) == 0
    assert shell.run("remind", *tomorrow).out == "1 reminded\n"
    assert shell.run("remind", *tomorrow).out == "0 reminded\n"
    assert waiting_pushes(talk) == 1


def test_a_month_s_plan_says_what_each_day_costs_and_writes_nothing(talk: World) -> None:
    talk.enrolled("สมชาย", "CBI-BB", "reporter")
    talk.enrolled("มาลี", "CBI-BL", "reporter")
    shell, at = Shell.of(talk), ("--now", "2013-03-18T10:00:00+07:00")

    plenty = json.loads(shell.run("remind", *at, "--plan", "--json").out)
    few = json.loads(shell.run("remind", *at, "--plan", "--quota", "3", "--json").out)

    assert [(one["day"][-2:], one["push"], one["free"]) for one in plenty[:3]] == [
        ("19", 2, 0),
        ("20", 2, 0),
        ("21", 2, 0),
    ]
    assert plenty[0]["left"] == 298
    assert [(one["push"], one["free"], one["left"]) for one in few[:3]] == [
        (0, 2, 3),
        (2, 0, 1),
        (1, 1, 0),
    ]
    assert waiting_pushes(talk) == 0
    assert "messages if nobody sends anything" in shell.run("remind", *at, "--plan").out


def test_the_plan_of_another_month_begins_with_the_whole_quota(talk: World) -> None:
    talk.enrolled("สมชาย", "CBI-BB", "reporter")
    talk.post("/_emulator/quota", {"value": 300, "used": 299})

    april = json.loads(Shell.of(talk).run("remind", "--plan", "--month", "2556-04", "--json").out)

    assert april[0]["left"] == 299
    assert {one["day"][:7] for one in april} == {"2013-04"}


def test_a_month_that_is_none_is_refused_with_an_example(talk: World) -> None:
    ended = Shell.of(talk).run("remind", "--plan", "--month", "March")

    assert (ended.code, ended.err) == (1, "--month: 'March' is not a month such as 2556-03\n")


def waiting_pushes(talk: World) -> int:
    wanted = select(func.count()).where(outbox.c.kind == "remind", outbox.c.state == "waiting")
    with talk.database.reading() as conn:
        return int(conn.execute(wanted).scalar_one())


def test_a_moment_that_is_none_is_refused(shell_on_sqlite: Shell) -> None:
    shell_on_sqlite.run("db", "upgrade")
    ended = shell_on_sqlite.run("remind", "--now", "yesterday")
    assert ended.code == 1
    assert "'yesterday' is not an ISO instant" in ended.err


# form check


def test_a_sound_form_is_summed_up(shell_on_sqlite: Shell) -> None:
    ended = shell_on_sqlite.run(
        "form", "check", PROGRAMMES / "cbi-2556-r1" / "forms" / "indicator-4.md"
    )
    assert (ended.code, ended.err) == (0, "")
    assert "ตัวชี้วัดที่ 4" in ended.out


def test_a_broken_form_is_refused_with_the_reason(tmp_path: Path, shell_on_sqlite: Shell) -> None:
    file = tmp_path / "broken.md"
    file.write_text(BROKEN_FORM, "utf-8")
    ended = shell_on_sqlite.run("form", "check", file)
    assert (ended.code, ended.out) == (1, "")
    assert "stars" in ended.err
    assert "Traceback" not in ended.err


def test_what_is_wrong_is_told_in_thai_where_it_is_asked_for(
    tmp_path: Path, shell_on_sqlite: Shell
) -> None:
    file = tmp_path / "broken.md"
    file.write_text(BROKEN_FORM, "utf-8")
    ended = shell_on_sqlite.run("form", "check", file, "--language", "th")
    assert ended.code == 1
    assert "แถว 2 · ข้อ star · คอลัมน์ type: ไม่มีรายการ stars" in ended.err


def test_a_form_that_is_not_there_is_wrong_usage(shell_on_sqlite: Shell) -> None:
    assert shell_on_sqlite.run("form", "check", "none.md").code == 2


# as a process of its own


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--help",), 0),
        (("programme", "check", str(PROGRAMMES / "cbi-2556-r1")), 0),
        (("programme", "check", "nowhere"), 1),
        (("programme", "check"), 2),
        (("programme", "sing"), 2),
        (("dance",), 2),
        (("score", "--apply"), 2),
    ],
)
def test_the_exit_code_says_how_it_went(
    arguments: tuple[str, ...], code: int, tmp_path: Path
) -> None:
    ended = process(*arguments, cwd=tmp_path)
    assert ended.returncode == code
    assert bool(ended.stdout) == (code == 0)
    assert bool(ended.stderr) == (code != 0)
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize(
    ("arguments", "given"),
    [
        (["--help"], ""),
        (
            ["score"],
            json.dumps({"programme": CBI, "indicator": "10", "values": {"steps_done": [1]}}),
        ),
    ],
)
def test_help_and_scores_do_not_wait_for_what_they_do_not_need(
    arguments: list[str], given: str
) -> None:
    """The names of the big libraries that were loaded are printed last."""
    program = (
        "import sys; from bot.commands import raingan\n"
        f"raingan.main({arguments!r}, standalone_mode=False)\n"
        "print(sorted({'sqlalchemy', 'pyxform', 'openpyxl', 'flask', 'googleapiclient'} & "
        "set(sys.modules)))"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program],
        input=given,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert ended.stdout.splitlines()[-1] == "[]"
