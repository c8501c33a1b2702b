"""Whatever comes from outside, nothing breaks and nothing is told: signed nonsense, made-up pages,
and what the log says of it all.
"""

import contextlib
import io
import json
import logging
import re
from collections.abc import Iterator
from typing import Any

import pytest
import structlog
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from werkzeug.routing import Rule

from bot.logs import set_up_logs
from bot.pages.safety import SafeFlask, make_safe
from bot.store.tables.records import events
from tests.test_webhook import body, event, post
from tests.world import SECRET, TOKEN, World

EXAMPLES = 25
fuzzed = settings(
    max_examples=EXAMPLES, suppress_health_check=[HealthCheck.function_scoped_fixture]
)

scalars = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text()
anything = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
KEYS = ("type", "timestamp", "source", "message", "postback", "replyToken", "webhookEventId", "x")
odd_events = st.dictionaries(st.sampled_from(KEYS), anything).map(
    lambda changes: {**event(7), **changes}
)
tokens = st.text(min_size=1, max_size=40)


@fuzzed
@given(odd=st.lists(odd_events | anything, max_size=3))
def test_signed_nonsense_is_taken_and_nothing_waits_to_be_understood(
    talk_on_sqlite: World, odd: list[object]
) -> None:
    answer = post(talk_on_sqlite, ..., raw=json.dumps(body(*odd)).encode())

    assert answer.status_code in {200, 400}
    with talk_on_sqlite.database.reading() as conn:
        assert set(conn.execute(select(events.c.state)).scalars()) <= {"done"}


def _pages(talk: World) -> list[Rule]:
    return [rule for rule in talk.app.url_map.iter_rules() if rule.endpoint != "static"]


def test_every_page_says_what_it_may_load_and_leaves_nothing_in_the_browser(
    talk_on_sqlite: World,
) -> None:
    asked = [
        re.sub(r"<[^>]+>", "k" * 22, rule.rule)
        for rule in _pages(talk_on_sqlite)
        if "GET" in (rule.methods or ())
    ]
    visitor = talk_on_sqlite.app.test_client()

    for path in asked:
        answer = visitor.get(path)
        assert answer.status_code != 500, path
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"], path
        assert answer.headers["X-Content-Type-Options"] == "nosniff", path
        assert answer.headers["Referrer-Policy"] == "no-referrer", path
        assert "Set-Cookie" not in answer.headers, path
    assert len(asked) >= 15


@fuzzed
@given(token=tokens, told=st.dictionaries(st.text(max_size=20), st.text(max_size=50), max_size=4))
def test_made_up_pages_and_forms_are_refused_and_break_nothing(
    talk_on_sqlite: World, token: str, told: dict[str, str]
) -> None:
    visitor = talk_on_sqlite.app.test_client()

    for rule in _pages(talk_on_sqlite):
        path = re.sub(r"<[^>]+>", lambda _: token.replace("/", "_"), rule.rule)
        for method in (rule.methods or set()) & {"GET", "POST"}:
            answer = visitor.open(path, method=method, data=told if method == "POST" else None)
            assert answer.status_code != 500, (method, path)


@pytest.fixture
def log(talk_on_sqlite: World) -> Iterator[io.StringIO]:
    """All that a process as it is configured writes to its log."""
    told = io.StringIO()
    before = structlog.get_config()
    with contextlib.redirect_stderr(told):
        set_up_logs(talk_on_sqlite.settings.model_copy(update={"log_level": "DEBUG"}))
        structlog.configure(cache_logger_on_first_use=False)
        yield told
    structlog.configure(**before)


def test_the_log_holds_no_secret_no_account_and_nothing_people_wrote(
    talk_on_sqlite: World, log: io.StringIO
) -> None:
    secret_of_theirs = "เบอร์ของฉัน 0812345678"
    user = talk_on_sqlite.person("สมชาย")
    said: dict[str, Any] = {"message": {"type": "text", "id": "9", "text": secret_of_theirs}}

    for number, changes in enumerate((said, {"type": "postback", "postback": {"data": "x?y=1"}})):
        source = {"source": {"type": "user", "userId": user}}
        post(talk_on_sqlite, body(event(number, **source, **changes)))
    talk_on_sqlite.post("/_emulator/faults", {"kind": "500", "match": "/message/", "times": 2})
    talk_on_sqlite.act("สมชาย", text=secret_of_theirs)
    with contextlib.suppress(Exception):
        structlog.get_logger().error("looked", error=f"Bearer of {user}")

    written = log.getvalue()
    assert "looked" in written, "the log is listened to"
    for hidden in (SECRET, TOKEN, secret_of_theirs, "0812345678", user):
        assert hidden not in written


def test_a_page_that_breaks_tells_the_log_where_and_neither_its_address_nor_what_people_wrote(
    talk_on_sqlite: World, log: io.StringIO
) -> None:
    made = SafeFlask("breaks", static_folder=None)
    make_safe(made)

    @made.get("/s/<token>")
    def breaks(token: str) -> str:
        raise ValueError(f"เบอร์ของฉัน {token}")

    answer = made.test_client().get("/s/Kq3Xp0ZtW8uYb1Lr5Nc7Vd")

    assert answer.status_code == 500
    line = json.loads(log.getvalue())
    assert (line["event"], line["page"], line["error"]) == (
        "page_failed",
        "/s/<token>",
        "ValueError",
    )
    assert "raise ValueError" in line["trace"]
    assert "Kq3Xp0ZtW8uYb1Lr5Nc7Vd" not in log.getvalue()
    assert "เบอร์ของฉัน 0" not in log.getvalue()


@pytest.mark.parametrize("level", ["DEBUG", "INFO", "WARNING", "ERROR"])
def test_no_secret_of_the_settings_comes_into_the_log_whoever_writes_it(
    talk_on_sqlite: World, log: io.StringIO, level: str
) -> None:
    """Ours or a library's, at any level; and no line is without end."""
    secrets = {
        "line_channel_secret": "secret-of-the-channel",
        "line_channel_access_token": "token-of-the-channel",
        "google_credentials": '{"private_key": "private-key"}',
        "google_key": "key-of-the-seal",
        "openrosa_password": "password-of-odk",
        "metrics_token": "token-of-metrics",
        "database_url": "postgresql://raingan:password-of-the-database@db/raingan",
    }
    told = f"{secrets} {'x' * 100_000} password-of-the-database {' '.join(secrets.values())}"
    with contextlib.redirect_stderr(log):
        set_up_logs(talk_on_sqlite.settings.model_copy(update={**secrets, "log_level": level}))
        structlog.get_logger().error("ours", error=told)
        logging.getLogger("urllib3").error("gave up on %s", told)

    lines = [json.loads(line) for line in log.getvalue().splitlines()]
    assert [line["event"] for line in lines] == ["ours", "library_said"]
    for secret in (*secrets.values(), "password-of-the-database"):
        assert secret not in log.getvalue()
    assert max(map(len, log.getvalue().splitlines())) < 5000
