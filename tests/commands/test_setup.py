"""An office's first day: raingan setup asks, checks, writes, tells LINE, and the first coordinator
gets in.
"""

from pathlib import Path

import pytest

from bot.outbox.line.api import Line
from tests.commands.cli import Ended, Shell
from tests.world import TOKEN, World

SECRET = "0123456789abcdef" * 2
URL = "https://bot.example.go.th"


def setup(talk: World, folder: Path, *more: str, given: str = "", token: str = TOKEN) -> Ended:
    told = ("--env", folder / "env", "--programme", "CBI-2556-R1", "--google", "-", *more)
    return Shell.of(talk).run("setup", "--token", token, *told, given=given)


@pytest.fixture
def ready(talk_on_sqlite: World, tmp_path: Path) -> tuple[World, Path, Ended]:
    talk = talk_on_sqlite
    return talk, tmp_path, setup(talk, tmp_path, "--secret", SECRET, "--public-url", URL)


def test_the_first_coordinator_gets_in_by_the_code_it_prints(
    ready: tuple[World, Path, Ended],
) -> None:
    talk, _, ended = ready
    code = ended.out.split("types: ")[1].split()[0]
    Line(talk.settings).set_webhook(f"{talk.web.address}/callback")  # where this bot runs
    talk.act("อรุณี", follow=True)
    talk.tap("อรุณี", "ยินยอม")
    talk.say("อรุณี", code)
    talk.say("อรุณี", "อรุณี ใจดี")

    assert "ผู้ประสานงาน" in talk.tap("อรุณี", "ถูกต้อง")


def test_the_settings_are_written_for_their_owner_only_and_other_lines_stay(
    talk_on_sqlite: World, tmp_path: Path
) -> None:
    (tmp_path / "env").write_text("DATABASE_URL=x\nPUBLIC_URL=old\n", "utf-8")
    setup(talk_on_sqlite, tmp_path, "--secret", SECRET, "--public-url", URL)
    file = tmp_path / "env"

    assert file.stat().st_mode & 0o777 == 0o600
    assert file.read_text("utf-8").splitlines() == [
        "DATABASE_URL=x",
        f"LINE_CHANNEL_ACCESS_TOKEN='{TOKEN}'",
        f"LINE_CHANNEL_SECRET='{SECRET}'",
        f"PUBLIC_URL='{URL}'",
    ]


def test_line_is_told_the_address_and_a_bot_that_does_not_run_yet_is_no_mistake(
    ready: tuple[World, Path, Ended],
) -> None:
    _, _, ended = ready

    assert f"ok: LINE calls {URL}/callback" in ended.out
    assert "once the bot runs, raingan doctor looks again" in ended.out


def test_a_wrong_answer_is_asked_for_again_with_the_reason(
    talk_on_sqlite: World, tmp_path: Path
) -> None:
    given = f"not-a-secret\n{SECRET}\nhttp://localhost:8000\n{URL}\n"
    ended = setup(talk_on_sqlite, tmp_path, given=given)

    assert ended.code == 0
    assert "a channel secret has 32 letters" in ended.out
    assert "LINE takes an https:// address" in ended.out


def test_a_token_that_line_refuses_is_refused_and_nothing_is_written(
    talk_on_sqlite: World, tmp_path: Path
) -> None:
    ended = setup(talk_on_sqlite, tmp_path, token="wrong")

    assert ended.code == 1
    assert "Channel access token: LINE answered 401" in ended.err
    assert not (tmp_path / "env").exists()
