"""raingan google login: the office's account is let in by a code typed on a phone."""

import json
import os
import subprocess
from pathlib import Path

import pytest
import requests

from emulators import google as google_emulator
from sheets.mirror import open_mirror
from tests.processes import BIN

CLIENT = {"installed": {"client_id": "office", "client_secret": "secret"}}


@pytest.mark.parametrize("allow", [True, False], ids=["yes", "no"])
def test_a_code_typed_on_a_phone_decides(tmp_path: Path, allow: bool) -> None:
    """A yes writes a file that works and that nobody else can read; a no writes nothing and says so."""
    client, account = tmp_path / "client.json", tmp_path / "account.json"
    client.write_text(json.dumps(CLIENT))
    with google_emulator.start() as google:
        told = {**os.environ, "GOOGLE_API_BASE": google.address}
        command = [str(BIN / "raingan"), "google", "login", str(client), "--out", str(account)]
        with subprocess.Popen(command, env=told, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as login:
            assert login.stdout is not None
            code = login.stdout.readline().strip().rsplit(" ", 1)[-1]
            requests.post(f"{google.address}/_emulator/device", json={"user_code": code, "allow": allow}, timeout=10)
            _, refused = login.communicate(timeout=60)

        assert (login.returncode, account.exists()) == ((0, True) if allow else (1, False)), refused
        if allow:
            assert account.stat().st_mode & 0o077 == 0
            assert open_mirror(str(account), base=google.address, local=tmp_path).reserve(1)
        else:
            assert refused.strip()
