"""One address that floods is held up in plain words, and nobody else with it; an office behind one
address is not.
"""

import asyncio
import base64
import hashlib
import hmac
import json
import threading
from collections import Counter
from collections.abc import Iterator

import pytest
from flask import Flask

from bot.caller import caller
from bot.visitors import MOST_WAITING, PAGES, PLACES_OF_ONE, UNSIGNED, Visitors
from bot.web import Web
from tests.asking import Answered, ask, played
from tests.test_webhook import body
from tests.world import SECRET, World

FLOODS, OTHER = "203.0.113.9", "198.51.100.7"
RESPONDENTS = 200
PAGES_OF_ONE = 6  # the survey is opened, corrected, kept, sent, thanked for, opened once more


@pytest.fixture
def now() -> list[float]:
    return [0.0]


@pytest.fixture
def app(talk_on_sqlite: World, now: list[float]) -> Iterator[Flask]:
    """As the web process has it, with a minute that stands still."""
    made = talk_on_sqlite.app
    before = made.extensions["visitors"]
    made.extensions["visitors"] = Visitors(1, clock=lambda: now[0])
    yield made
    made.extensions["visitors"] = before


async def many(web: Web, count: int, path: str = "/e/unknown") -> Counter[int]:
    found = await asyncio.gather(*(ask(web, path, through=FLOODS) for _ in range(count)))
    return Counter(one.status for one in found)


async def one_after_another(web: Web, count: int) -> Counter[int]:
    return Counter([(await ask(web, "/e/unknown", through=FLOODS)).status for _ in range(count)])


def test_a_flood_from_one_address_is_told_how_long_to_wait_and_others_go_on(
    app: Flask, now: list[float]
) -> None:
    async def play() -> tuple[Counter[int], Answered, Answered, int, Answered]:
        web = Web(app)
        taken = await one_after_another(web, PAGES)
        refused = await ask(web, "/s/unknown", through=FLOODS)
        other = await ask(web, "/s/unknown", through=OTHER)
        lives = (await ask(web, "/healthz", through=FLOODS)).status
        now[0] += float(refused.headers["retry-after"])
        return taken, refused, other, lives, await ask(web, "/s/unknown", through=FLOODS)

    taken, refused, other, lives, later = played(play())

    assert taken == {404: PAGES}
    assert refused.status == 429
    thai, english = refused.body.decode().splitlines()
    assert "รอ 1 วินาทีแล้วเปิดอีกครั้ง" in thai
    assert "Wait 1 s" in english
    assert "default-src 'none'" in refused.headers["content-security-policy"]
    assert (other.status, lives, later.status) == (404, 200, 404)


def test_two_hundred_of_one_office_answer_a_survey_at_the_same_moment(app: Flask) -> None:
    async def play() -> tuple[Counter[int], Counter[int]]:
        web = Web(app)
        at_once = await many(web, RESPONDENTS)
        return at_once, await one_after_another(web, RESPONDENTS * (PAGES_OF_ONE - 1))

    at_once, after = played(play())

    assert at_once == {404: RESPONDENTS}
    assert after == {404: RESPONDENTS * (PAGES_OF_ONE - 1)}


def test_pages_of_one_address_wait_for_each_other_and_not_others_for_them(app: Flask) -> None:
    """All pages that are asked for hang; of the four places one address has two."""
    goes_on, begun = threading.Event(), threading.Semaphore(0)
    slow = Flask("slow")
    slow.extensions.update(app.extensions)

    @slow.get("/slow")
    def hangs() -> str:
        begun.release()
        assert goes_on.wait(30)
        return "at last"

    @slow.get("/quick")
    def quick() -> str:
        return "at once"

    async def play() -> tuple[Answered, Counter[int]]:
        web = Web(slow)
        flood = asyncio.ensure_future(many(web, PLACES_OF_ONE + MOST_WAITING + 10, "/slow"))
        for _ in range(PLACES_OF_ONE):
            await asyncio.to_thread(begun.acquire)
        try:
            other = await asyncio.wait_for(ask(web, "/quick", through=OTHER), 20)
            assert not flood.done()
        finally:
            goes_on.set()
        return other, await flood

    other, flood = played(play())

    assert (other.status, other.body) == (200, b"at once")
    assert flood == {200: PLACES_OF_ONE + MOST_WAITING, 429: 10}


def signed(content: bytes) -> dict[str, str]:
    made = hmac.new(SECRET.encode(), content, hashlib.sha256).digest()
    return {"x-line-signature": base64.b64encode(made).decode()}


def test_webhooks_are_held_up_only_where_nobody_signed_them(app: Flask) -> None:
    """Whatever else came from that address: LINE sends everything from a few."""
    content = json.dumps(body()).encode()

    async def play() -> tuple[Counter[int], Answered, Counter[int]]:
        web = Web(app)

        async def call(headers: dict[str, str]) -> Answered:
            return await ask(
                web, "/callback", method="POST", through=FLOODS, body=content, headers=headers
            )

        wrong = Counter([(await call({"x-line-signature": "x"})).status for _ in range(UNSIGNED)])
        refused = await call({})
        right = Counter([(await call(signed(content))).status for _ in range(3 * UNSIGNED)])
        return wrong, refused, right

    wrong, refused, right = played(play())

    assert wrong == {400: UNSIGNED}
    assert refused.status == 429
    assert int(refused.headers["retry-after"]) >= 1
    assert right == {200: 3 * UNSIGNED}


def test_who_comes_past_the_proxy_from_this_machine_is_never_held_up(app: Flask) -> None:
    async def play() -> Counter[int]:
        web = Web(app)
        asked = [await ask(web, "/e/unknown") for _ in range(PAGES + 50)]
        return Counter(one.status for one in asked)

    assert played(play()) == {404: PAGES + 50}


@pytest.mark.parametrize(
    ("peer", "passed", "proxies", "counted"),
    [
        ("127.0.0.1", "8.8.4.4", 1, "8.8.4.4"),
        ("127.0.0.1", "1.1.1.1, 8.8.4.4", 1, "8.8.4.4"),
        ("127.0.0.1", "1.1.1.1, 8.8.4.4, 10.0.0.3", 2, "8.8.4.4"),
        ("127.0.0.1", '"1.1.1.1, 8.8.4.4', 1, "8.8.4.4"),
        ("10.0.0.3", "8.8.4.4:51234", 1, "8.8.4.4"),
        ("10.0.0.3", "[2001:4860:1:2:3::4]:443", 1, "2001:4860:1:2::/64"),
        ("10.0.0.3", "2001:4860:1:2:ffff::9", 1, "2001:4860:1:2::/64"),
        ("10.0.0.3", "::ffff:8.8.4.4", 1, "8.8.4.4"),
        ("10.0.0.3", "unknown", 1, "unknown"),
        ("10.0.0.3", "", 1, ""),
        ("10.0.0.3", "8.8.4.4", 2, ""),
        ("", "", 1, ""),
        ("8.8.8.8", "", 1, "8.8.8.8"),
        ("8.8.8.8", "1.1.1.1", 0, "8.8.8.8"),
        ("10.0.0.3", "1.1.1.1", 0, "10.0.0.3"),
    ],
)
def test_whoever_asks_cannot_choose_under_which_address_it_is_counted(
    peer: str, passed: str, proxies: int, counted: str
) -> None:
    assert caller(peer, passed, proxies) == counted
