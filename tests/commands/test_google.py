"""raingan google: the office's account is let in by a code typed on a phone, and its file is
sealed.
"""

import json
import os
import subprocess
from pathlib import Path

import pytest
import requests

from bot.clock import real_now
from bot.settings import Settings
from emulators.google import server as google_emulator
from emulators.google.accounts import write_credentials
from emulators.serving import Running
from sheets.google.checkup import examine
from sheets.mirror import open_mirror
from tests.commands.cli import Shell
from tests.processes import BIN, environment

CLIENT = {"installed": {"client_id": "office", "client_secret": "secret"}}
KEY = "a key that nobody would guess"


def login(
    google: Running, folder: Path, *, allow: bool = True, key: str = ""
) -> tuple[int, str, str]:
    """(exit code, output, errors) of a whole sign-in, with somebody at the phone."""
    client = folder / "client.json"
    client.write_text(json.dumps(CLIENT))
    told = {**os.environ, "GOOGLE_API_BASE": google.address, "GOOGLE_KEY": key}
    command = [
        str(BIN / "raingan"),
        "google",
        "login",
        str(client),
        "--out",
        str(folder / "account.json"),
    ]
    with subprocess.Popen(
        command, env=told, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        code = process.stdout.readline().strip().rsplit(" ", 1)[-1]
        requests.post(
            f"{google.address}/_emulator/device",
            json={"user_code": code, "allow": allow},
            timeout=10,
        )
        said, refused = process.communicate(timeout=60)
        return process.returncode, said, refused


@pytest.mark.parametrize("allow", [True, False], ids=["yes", "no"])
def test_a_code_typed_on_a_phone_decides(tmp_path: Path, allow: bool) -> None:
    """A yes writes a file that works and that nobody else can read; a no writes nothing and says
    so.
    """
    account = tmp_path / "account.json"
    with google_emulator.start() as google:
        code, said, refused = login(google, tmp_path, allow=allow)

        assert (code, account.exists()) == ((0, True) if allow else (1, False)), refused
        if allow:
            assert account.stat().st_mode & 0o077 == 0
            assert "is not sealed" in said
            assert open_mirror(str(account), base=google.address, local=tmp_path).reserve(1)
        else:
            assert refused.strip()


def test_with_a_key_the_file_is_sealed_and_works_only_with_it(tmp_path: Path) -> None:
    account = tmp_path / "account.json"
    with google_emulator.start() as google:
        code, said, _ = login(google, tmp_path, key=KEY)

        assert (code, json.loads(account.read_text())["type"], "is not sealed" in said) == (
            0,
            "sealed",
            False,
        )
        assert "1//" not in account.read_text()
        assert open_mirror(str(account), base=google.address, local=tmp_path, key=KEY).reserve(1)
        (found,) = examine(str(account), base=google.address, key="")
        assert (found.ok, "set GOOGLE_KEY" in found.sentence) == (False, True)


def test_a_sign_in_of_an_app_in_testing_mode_is_said_to_end(tmp_path: Path) -> None:
    """Seven days, said at once and by doctor, with how to mend it."""
    with google_emulator.start() as google:
        assert isinstance(google, google_emulator.Running)
        google.google.app_in_testing = True
        _, said, _ = login(google, tmp_path)
        found = examine(str(tmp_path / "account.json"), base=google.address, now=real_now())

    assert "the OAuth app is in testing mode. Publish it." in said
    assert next(one.sentence for one in found if not one.ok).startswith(
        "The sign-in ends in 6 days"
    )


def test_an_older_file_can_be_sealed(tmp_path: Path) -> None:
    with google_emulator.start() as google:
        file = write_credentials(tmp_path / "google.json", google.address)
        shell = Shell(environment(Settings(google_key=KEY)))
        made = shell.run("google", "key")

        assert len(made.out.strip()) > 40
        assert (
            Shell(environment(Settings()))
            .run("google", "seal", file)
            .err.startswith("GOOGLE_KEY is not set")
        )
        assert shell.run("google", "seal", file).code == 0
        assert shell.run("google", "seal", file).err.strip() == f"{file} is sealed already"
        assert open_mirror(str(file), base=google.address, local=tmp_path, key=KEY).reserve(1)
