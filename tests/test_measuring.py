"""What the benchmarks count with counts right: LINE's end, and the events of a deadline day."""

import json
from typing import Any

import requests

from benchmarks.deadline import AT_ONCE, STEPS, afternoon, answers, message
from benchmarks.line_end import RECEIPT, line_end, photo
from benchmarks.load import figures_of
from benchmarks.webhook import Requests


def test_lines_end_keeps_what_came_with_its_key_and_takes_a_token_twice() -> None:
    with line_end() as line:
        said = {"replyToken": "t1", "messages": [{"type": "text", "text": RECEIPT}]}
        for _ in range(2):
            requests.post(f"{line.address}/v2/bot/message/reply", json=said, timeout=10)
        push = {"to": "U1", "messages": [{"type": "text", "text": "อื่น"}]}
        headers = {"X-Line-Retry-Key": "k1"}
        url = f"{line.address}/v2/bot/message/push"
        requests.post(url, json=push, headers=headers, timeout=10)
        content = requests.get(f"{line.address}/v2/bot/message/71/content", timeout=10).content

        found = [(one.kind, one.key, one.is_receipt) for one in line.taken()]

    assert found == [("reply", "t1", True), ("reply", "t1", True), ("push", "k1", False)]
    assert content == photo("71")


def test_a_webhook_is_late_once_line_has_stopped_waiting_for_it() -> None:
    figures = figures_of([0.01, 1.999, 2.001, 2.5], took=2.0, failed=0)

    assert figures.late == 2
    assert (figures.per_second, figures.worst) == (2.0, 2500.0)


def test_a_deadline_day_has_each_ones_events_in_order_and_no_two_alike() -> None:
    size = AT_ONCE + 2
    events = [_event(one) for one in afternoon(Requests(1), size)]

    assert len({one["webhookEventId"] for one in events}) == len(events) == size * STEPS
    last = [one for one in events if one["source"]["userId"] == f"U{size - 1:032x}"]
    texts = [one["message"].get("text") for one in last if one["type"] == "message"]
    assert texts == [*answers(size - 1).values(), None, None, "ครบแล้ว", "ส่ง"]
    assert len({message(one, place) for one in range(size) for place in range(2)}) == 2 * size
    assert answers(1) != answers(11)


def _event(request: bytes) -> dict[str, Any]:
    event: dict[str, Any]
    (event,) = json.loads(request.split(b"\r\n\r\n", 1)[1])["events"]
    return event
