"""One message is followed through the log with one search: from LINE's event to the report, the
evidence, the row in the Sheet, and to the id LINE gave our answer.
"""

import contextlib
import io
import json
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
import structlog

from bot.logs import set_up_logs
from bot.store.tables.records import submissions
from tests.processes import eventually
from tests.world import World


@pytest.fixture
def log(talk_with_google: World) -> Iterator[io.StringIO]:
    """All that web and worker write, as a machine reads it."""
    told = io.StringIO()
    before = structlog.get_config()
    with contextlib.redirect_stderr(told):
        changed = {"log_level": "INFO", "log_format": "json"}
        set_up_logs(talk_with_google.settings.model_copy(update=changed))
        yield told
    structlog.configure(**before)


def lines_of(log: io.StringIO, wanted: str) -> list[dict[str, Any]]:
    """As grep finds them."""
    return [json.loads(one) for one in log.getvalue().splitlines() if wanted in one]


def named(lines: list[dict[str, Any]]) -> set[str]:
    return {str(one.get("kind") or one["event"]) for one in lines}


def said(talk: World, user: str, **what: object) -> str:
    """LINE's id of the event."""
    event: dict[str, Any] = talk.post("/_emulator/say", {"user": user, **what})["events"][0]
    talk.worker.drain()
    return str(event["webhookEventId"])


def test_one_search_finds_the_way_of_a_message(talk_with_google: World, log: io.StringIO) -> None:
    talk = talk_with_google
    talk.at_evidence()
    user = talk.person("สมชาย")

    photo = said(talk, user, photo=True)
    plain = said(talk, user, text="ครบแล้ว")
    sent = said(talk, user, text="ส่ง")
    eventually(lambda: "taken" in named(lines_of(log, sent)), what="its last line")
    with talk.database.reading() as conn:
        (row,) = conn.execute(submissions.select()).all()
    asked = {one["requestId"] for one in talk.get("/_emulator/sent")["sent"]}
    answers = [one for one in lines_of(log, sent) if one["event"] == "line_answered"]

    assert {"taken", "fetch"} <= named(lines_of(log, photo))
    assert {"taken", "reply", "line_answered"} <= named(lines_of(log, plain))
    assert {"taken", "submitted", "keep", "mirror", "reply"} <= named(lines_of(log, sent))
    assert row.event_id == sent
    by_kind = {one["kind"]: one for one in lines_of(log, sent) if "kind" in one}
    assert by_kind["mirror"]["submission"] == by_kind["keep"]["submission"] == row.id
    assert {one["line_request_id"] for one in answers} <= asked
    assert answers[0]["status"] == 200
    assert user not in log.getvalue()


def test_what_line_refuses_is_found_by_the_same_id(
    talk_with_google: World, log: io.StringIO
) -> None:
    talk = talk_with_google
    user = talk.enrolled("สมชาย", "CBI-BB", "reporter")
    talk.post("/_emulator/faults", {"kind": "500", "match": "/message/", "times": 1})

    sent = said(talk, user, text="ช่วยเหลือ")
    eventually(lambda: "taken" in named(lines_of(log, sent)), what="its last line")
    found = lines_of(log, sent)

    refused = next(one for one in found if one.get("status") == 500)
    assert refused["line_request_id"]
    assert {"taken", "message_not_sent"} <= named(found)


def test_a_log_that_cannot_be_written_breaks_nothing() -> None:
    """Its disk is full; then an id holds half a letter."""
    program = (
        "import structlog; from bot.logs import set_up_logs; from bot.settings import Settings;"
        "set_up_logs(Settings(log_format='json')); log = structlog.get_logger();"
        "log.info('taken', event_id='1'); log.info('taken', event_id='\\ud800'); print('went on')"
    )
    with open("/dev/full", "w") as full:  # noqa: PTH123 - a device
        done = subprocess.run(
            [sys.executable, "-c", program],
            check=False,
            stdout=subprocess.PIPE,
            stderr=full,
            text=True,
        )

    assert done.stdout == "went on\n"
