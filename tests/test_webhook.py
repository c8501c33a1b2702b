"""What arrives at /callback: the real bytes over HTTP, the good, the odd and the hostile."""

import base64
import hashlib
import hmac
import json
import subprocess
import sys
import threading
from typing import Any

import pytest
import requests
from sqlalchemy import func, select

from bot.app import create_app
from bot.seals import Seals
from bot.settings import Settings
from bot.store.tables.queue import outbox
from bot.store.tables.records import events, people
from tests.world import SECRET, World

USER = "U" + "9" * 32
sealed = Seals(SECRET).seal


def post(
    talk: World, body: object, *, signature: str | None = "", raw: bytes | None = None
) -> requests.Response:
    content = json.dumps(body, ensure_ascii=False).encode() if raw is None else raw
    good = base64.b64encode(hmac.new(SECRET.encode(), content, hashlib.sha256).digest()).decode()
    headers = {} if signature is None else {"x-line-signature": signature or good}
    return requests.post(f"{talk.web.address}/callback", data=content, headers=headers, timeout=10)


def event(number: int = 1, **changes: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
    whole = {
        "type": "message",
        "mode": "active",
        "timestamp": 1363939200000 + number,
        "webhookEventId": f"01TEST{number:020d}",
        "deliveryContext": {"isRedelivery": False},
        "replyToken": f"token{number}",
        "source": {"type": "user", "userId": USER},
        "message": {"type": "text", "id": str(number), "text": "สวัสดี", "quoteToken": "q"},
        **changes,
    }
    return {key: value for key, value in whole.items() if value is not ...}


def body(*found: object) -> dict[str, Any]:
    return {"destination": "U" + "1" * 32, "events": list(found)}


def count(talk: World, table: Any) -> int:  # noqa: ANN401 - a table
    with talk.database.reading() as conn:
        return int(conn.execute(select(func.count()).select_from(table)).scalar_one())


def test_an_empty_check_is_answered_with_200_and_an_empty_object(talk_on_sqlite: World) -> None:
    answer = post(talk_on_sqlite, body())

    assert (answer.status_code, answer.json()) == (200, {})


@pytest.mark.parametrize("signature", [None, "AAAA", "ไม่ใช่".encode().decode("latin-1"), "x" * 5000])
def test_a_missing_or_wrong_signature_is_refused_and_nothing_is_kept(
    talk_on_sqlite: World, signature: str | None
) -> None:
    answer = post(talk_on_sqlite, body(event()), signature=signature)

    assert answer.status_code == 400
    assert count(talk_on_sqlite, events) == 0


@pytest.mark.parametrize(
    "raw", [b"", b"{", b"[]", b'"text"', b"\xff\xfe", b"[" * 100_000], ids=range(6)
)
def test_a_body_that_is_no_json_object_is_refused(talk_on_sqlite: World, raw: bytes) -> None:
    assert post(talk_on_sqlite, None, raw=raw).status_code == 400


def test_a_body_above_one_mebibyte_is_refused(talk_on_sqlite: World) -> None:
    assert post(talk_on_sqlite, None, raw=b" " * (1024 * 1024 + 1)).status_code == 413


ODD = {
    "an unknown type": event(type="sparkle", message=...),
    "no type": event(type=...),
    "no source": event(source=...),
    "a source without a user": event(source={"type": "user"}),
    "a source that is a number": event(source=7),
    "a group": event(source={"type": "group", "groupId": "C" + "1" * 32}),
    "standby": event(mode="standby", replyToken=...),
    "no message": event(message=...),
    "a message that is a list": event(message=[1, 2]),
    "an unknown message": event(message={"type": "hologram", "id": "1"}),
    "a text that is a number": event(message={"type": "text", "id": "1", "text": 7}),
    "an image without id": event(message={"type": "image"}),
    "no timestamp": event(timestamp=...),
    "a timestamp of the far future": event(timestamp=10**18),
    "a timestamp that is text": event(timestamp="now"),
    "no event id": event(webhookEventId=...),
    "a postback without data": event(type="postback", message=..., postback={}),
    "a postback of last month": event(
        type="postback", message=..., postback={"data": sealed("start?p=OLD&o=X&i=4")}
    ),
    "no reply token": event(replyToken=...),
    "an external image": event(
        message={"type": "image", "id": "1", "contentProvider": {"type": "external"}}
    ),
    "an unsend of nothing": event(type="unsend", message=..., unsend={}),
    "a null": None,
    "a list": [event()],
}


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD.keys())
def test_an_odd_event_is_taken_with_200_and_its_neighbour_is_answered(
    talk_on_sqlite: World, odd: object
) -> None:
    answer = post(
        talk_on_sqlite, body(odd, event(2, source={"type": "user", "userId": "U" + "8" * 32}))
    )

    assert answer.status_code == 200
    with talk_on_sqlite.database.reading() as conn:
        answered = conn.execute(select(outbox.c.stream)).scalars().all()
    assert "person:U" + "8" * 32 in answered
    assert "failed" not in _states(talk_on_sqlite)


def _states(talk: World) -> set[str]:
    with talk.database.reading() as conn:
        return set(conn.execute(select(events.c.state)).scalars())


def test_the_same_event_delivered_sixteen_times_at_once_counts_once(talk: World) -> None:
    """LINE may deliver an event more than once; only one row, one answer."""
    answers: list[int] = []
    threads = [
        threading.Thread(target=lambda: answers.append(post(talk, body(event())).status_code))
        for _ in range(16)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert answers == [200] * 16
    assert (count(talk, events), count(talk, outbox), count(talk, people)) == (1, 1, 1)


def test_many_people_at_once_each_get_their_own_answer(talk: World) -> None:
    """Sixteen strangers write at the same moment."""
    users = [f"U{number:032x}" for number in range(100, 116)]
    threads = [
        threading.Thread(
            target=post, args=(talk, body(event(place, source={"type": "user", "userId": user})))
        )
        for place, user in enumerate(users)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with talk.database.reading() as conn:
        streams = sorted(conn.execute(select(outbox.c.stream)).scalars())
    assert streams == sorted(f"person:{user}" for user in users)


def test_events_of_one_body_are_handled_in_the_order_they_happened(talk_on_sqlite: World) -> None:
    """A code typed after the consent counts, though it stands before it in the body."""
    code = talk_on_sqlite.invite("CBI-BB", "reporter", code="ABCD-2345")
    typed = event(3, message={"type": "text", "id": "3", "text": code, "quoteToken": "q"})
    agreed = event(2, type="postback", message=..., postback={"data": sealed("agree?")})

    post(talk_on_sqlite, body(typed, agreed))

    with talk_on_sqlite.database.reading() as conn:
        state = conn.execute(select(people.c.conversation)).scalar_one()
    assert state == {"where": {"type": "joining", "asked": "name", "invite": code}}


def test_pages_answer_health_readiness_metrics_and_nothing_else(talk_on_sqlite: World) -> None:
    at = talk_on_sqlite.web.address
    statuses = {
        path: requests.get(f"{at}{path}", timeout=10).status_code
        for path in (
            "/healthz",
            "/readyz",
            "/metrics",
            "/",
            "/e/unknown",
            "/qr/unknown.png",
            "/callback",
            "/admin",
        )
    }

    assert statuses == {
        "/healthz": 200,
        "/readyz": 200,
        "/metrics": 200,
        "/": 404,
        "/e/unknown": 404,
        "/qr/unknown.png": 404,
        "/callback": 405,
        "/admin": 404,
    }


def test_a_database_that_cannot_be_reached_is_answered_with_503() -> None:
    """LINE then sends the event again; nothing was promised."""
    nowhere = Settings(
        database_url="postgresql://raingan@127.0.0.1:9/raingan",
        line_channel_secret=SECRET,
        line_channel_access_token="a-token",
        log_level="CRITICAL",
    )
    content = json.dumps(body(event())).encode()
    signature = base64.b64encode(
        hmac.new(SECRET.encode(), content, hashlib.sha256).digest()
    ).decode()
    client = create_app(nowhere).test_client()

    answer = client.post("/callback", data=content, headers={"x-line-signature": signature})

    assert (
        answer.status_code,
        client.get("/readyz").status_code,
        client.get("/healthz").status_code,
    ) == (
        503,
        503,
        200,
    )


@pytest.mark.parametrize("text", ["ก\0ข", "ก\ud83d"], ids=["the letter 0", "half a letter"])
def test_a_text_that_no_database_keeps_is_kept_without_what_is_wrong_with_it(
    talk: World, text: str
) -> None:
    talk.at_evidence("สมชาย")
    user = talk.person("สมชาย")
    sent = body(
        event(
            9,
            source={"type": "user", "userId": user},
            message={"type": "text", "id": "9", "text": text},
        )
    )

    answer = post(talk, ..., raw=json.dumps(sent).encode())

    assert answer.status_code == 200
    with talk.database.reading() as conn:
        assert set(conn.execute(select(events.c.state)).scalars()) == {"done"}


def test_a_web_process_loads_none_of_the_large_libraries_it_seldom_wants() -> None:
    large = ("linebot.v3.messaging", "openpyxl", "googleapiclient", "gspread", "pyxform")
    asked = f"import sys, bot.app; print(*(name for name in {large} if name in sys.modules))"

    assert (
        subprocess.run(
            [sys.executable, "-c", asked], capture_output=True, text=True, check=True
        ).stdout.split()
        == []
    )
