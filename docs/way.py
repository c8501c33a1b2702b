"""Writes docs/way.md: the files and functions of ours that a message passes before LINE hears 200.

python -m docs.way
"""

import base64
import hashlib
import hmac
import json
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from flask.testing import FlaskClient

from tests.running import SECRET
from tests.world import World, world

PAGE = Path(__file__).with_name("way.md")
ROOT = Path(__file__).parents[1]
ROOMS = ("bot", "handlers", "forms", "scoring", "thai")
# commit 40ec7ca, by the same script: (files, functions)
BEFORE = {"a number": (63, 217), "a photo": (50, 173), "a report sent": (75, 279)}


class Passed:
    """What has been called since it was cleared, in any thread."""

    def __init__(self) -> None:
        self.functions: set[tuple[str, str]] = set()

    def __call__(self, frame: FrameType, event: str, _argument: object) -> None:
        code = frame.f_code
        if event == "call" and not code.co_name.startswith("<"):
            file = Path(code.co_filename)
            if file.is_relative_to(ROOT) and file.relative_to(ROOT).parts[0] in ROOMS:
                self.functions.add((str(file.relative_to(ROOT)), code.co_qualname))

    @property
    def files(self) -> list[str]:
        return sorted({file for file, _ in self.functions})


@contextmanager
def watched() -> Iterator[Passed]:
    """Everything that is called from here on, also in threads that start later."""
    passed = Passed()
    threading.setprofile(passed)
    sys.setprofile(passed)
    try:
        yield passed
    finally:
        sys.setprofile(None)
        threading.setprofile(None)


def main() -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        watched() as passed,
        world(Path(folder), f"sqlite:///{folder}/raingan.db") as made,
    ):
        user = made.enrolled("สมชาย", "CBI-BB", "reporter")
        made.say("สมชาย", "รายงาน")
        made.tap("สมชาย", "เริ่มรายงาน")
        told = list(_ways(made, user, passed))
    PAGE.write_text(_page(told), "utf-8")


def _ways(made: World, user: str, passed: Passed) -> Iterator[tuple[str, Passed]]:
    """The steps of one report, each with what it passed."""
    client = made.app.test_client()
    text = {"type": "text", "quoteToken": "q"}
    photo = {"type": "image", "contentProvider": {"type": "line"}, "quoteToken": "q"}
    for name, message in (
        ("", {**text, "text": "97"}),
        ("a number", {**text, "text": "88"}),
        ("a photo", photo),
        ("", {**text, "text": "ครบแล้ว"}),
        ("a report sent", {**text, "text": "ส่ง"}),
    ):
        passed.functions.clear()
        _post(client, made, user, message)
        if name:
            copy = Passed()
            copy.functions = set(passed.functions)
            yield name, copy


def _post(client: FlaskClient, made: World, user: str, message: dict[str, object]) -> None:
    _post.number += 1  # type: ignore[attr-defined]
    number = _post.number  # type: ignore[attr-defined]
    event = {
        "type": "message",
        "mode": "active",
        "timestamp": int(made.now.timestamp() * 1000) + number,
        "webhookEventId": f"01WAY{number}",
        "replyToken": f"way{number}",
        "source": {"type": "user", "userId": user},
        "message": {**message, "id": f"way{number}"},
    }
    body = json.dumps({"destination": "U", "events": [event]}).encode()
    signed = base64.b64encode(hmac.new(SECRET.encode(), body, hashlib.sha256).digest()).decode()
    answer = client.post("/callback", data=body, headers={"x-line-signature": signed})
    assert answer.status_code == 200, answer.data


_post.number = 0  # type: ignore[attr-defined]


def _page(told: list[tuple[str, Passed]]) -> str:
    rows = [
        f"| {name} | {BEFORE[name][0]} · {BEFORE[name][1]} | "
        f"{len(one.files)} · {len(one.functions)} |"
        for name, one in told
    ]
    listed = [
        f"\n## {name[0].upper()}{name[1:]}\n\n" + "\n".join(f"- `{file}`" for file in one.files)
        for name, one in told
    ]
    head = (
        "# The way of a message\n\n"
        "Files and functions of ours that run between LINE's POST and the 200, counted by "
        "`python -m docs.way` while they run.\nBefore: commit 40ec7ca.\n\n"
        "| message | before: files · functions | now: files · functions |\n|---|---|---|\n"
    )
    return head + "\n".join(rows) + "\n" + "\n".join(listed) + "\n"


if __name__ == "__main__":
    main()
