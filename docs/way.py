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
from collections import Counter
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

# what a stranger reads to follow a photo, in the order it passes; each of them must really run
READ = {
    "bot/inbox/webhook.py": "the request, its size and its time",
    "bot/inbox/door.py": "the signature over the raw bytes, JSON",
    "bot/inbox/line_events.py": "LINE's event becomes `Sent`",
    "bot/inbox/receiving.py": "it waits for its turn, and for those it can be settled with",
    "bot/inbox/short_way.py": "one read for all of a group, `step`, one write, one flush",
    "handlers/conversation.py": "`step`: whose photo, and for what",
    "handlers/vocabulary/talk.py": "the report that is open, worked out by its form",
    "handlers/questions/evidence_answers.py": "it answers the question on screen",
    "handlers/questions/asking.py": "what is asked next",
    "bot/inbox/carry.py": "each effect becomes rows: the piece, and the job that fetches it",
    "bot/store/pieces.py": "the row of the piece",
    "bot/outbox/queue.py": "the rows of what is to be done; the worker is woken by the commit",
}


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
    photo = next(one for name, one in told if name == "a photo")
    if missing := READ.keys() - set(photo.files):
        raise SystemExit(f"a photo does not pass {', '.join(sorted(missing))}")
    read = "\n".join(f"{at}. `{file}`: {what}" for at, (file, what) in enumerate(READ.items(), 1))
    rooms = Counter(file.partition("/")[0] for file in photo.files)
    head = (
        "# The way of a message\n\n"
        "Files and functions of ours that run between LINE's POST and the 200, counted by "
        "`python -m docs.way` while they run.\nBefore: commit 40ec7ca.\n\n"
        "| message | before: files · functions | now: files · functions |\n|---|---|---|\n"
    )
    to_read = (
        f"\n## A photo, to be read\n\n{read}\n\nThe goal was that it passes at most 12 files. "
        f"{len(photo.files)} run: "
        f"{', '.join(f'{count} in `{room}/`' for room, count in sorted(rooms.items()))}. These "
        "twelve are the way; the others are asked on it: the form is worked out with the photo in "
        "it (a form decides what is asked next), a person, their offices and drafts are read and "
        "written a table a file, and every kind of question looks whether it is meant. Joining "
        "files would make the number smaller and the files longer than anybody reads.\n"
    )
    return head + "\n".join(rows) + "\n" + to_read + "\n".join(listed) + "\n"


if __name__ == "__main__":
    main()
