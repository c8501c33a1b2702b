"""What nobody's browser sends, and what breaks: no page fails for it, and none is without its
headers.
"""

import io

import pytest
import requests
from flask import Flask
from PIL import Image

from bot.inbox.door import LARGEST_BODY
from bot.pages.pictures import MOST_PIXELS, SIDE, _drawn
from bot.pages.safety import make_safe
from bot.web import Web
from tests.asking import ask, played
from tests.pages.test_survey_page import opened
from tests.pages.visitor import Visitor
from tests.world import World

MANY = "9" * 5000  # digits: more than Python takes for a number


@pytest.mark.parametrize("wish", [f"add:x:{MANY}", f"drop:x:1:{MANY}", "drop:x:1:๙", "look:::::"])
def test_a_number_without_end_of_a_button_is_none(talk_on_sqlite: World, wish: str) -> None:
    talk = talk_on_sqlite
    address = f"/s/{opened(talk)}"
    page = Visitor(talk.web.address, address).form.values["_page"][0]

    sent = {"_page": page, "_do": wish}
    answer = requests.post(f"{talk.web.address}{address}", data=sent, timeout=30)

    assert answer.status_code == 200


@pytest.fixture
def app(talk_on_sqlite: World) -> Flask:
    """With a page that breaks."""
    made = Flask("breaks")
    made.extensions.update(talk_on_sqlite.app.extensions)
    make_safe(made)

    @made.get("/breaks")
    def breaks() -> str:
        raise RuntimeError("ความลับ")

    return made


@pytest.mark.parametrize(
    ("method", "path", "size", "status"),
    [
        ("GET", "/unknown", 0, 404),
        ("POST", "/breaks", 1, 405),
        ("GET", "/breaks", 0, 500),
        ("POST", "/breaks", LARGEST_BODY + 1, 413),
        ("GET", "/healthz", 0, 200),
        ("GET", "/readyz", 0, 200),
        ("HEAD", "/healthz", 0, 200),
        ("POST", "/healthz", 1, 404),
        ("POST", "/callback", 1, 400),
    ],
)
def test_what_fails_may_load_nothing_either_and_tells_nothing(
    app: Flask, method: str, path: str, size: int, status: int
) -> None:
    body = b"x" * size if size else None

    answer = played(ask(Web(app), path, method=method, body=body))

    assert answer.status == status
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert bool(answer.body) is (method != "HEAD")
    assert "ความลับ" not in answer.body.decode()


def picture(wide: int, high: int, kind: str) -> io.BytesIO:
    made = io.BytesIO()
    Image.new("1" if kind == "PNG" else "L", (wide, high)).save(made, kind)
    return made


def test_a_picture_that_unpacks_to_more_than_there_is_room_for_is_not_opened() -> None:
    high = 8_000
    bomb = picture(MOST_PIXELS // high + 1, high, "PNG")

    assert len(bomb.getvalue()) < 100_000
    assert _drawn(bomb) is None


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_usual_picture_is_drawn_small(kind: str) -> None:
    drawn = _drawn(picture(4_000, 3_000, kind))

    assert drawn is not None
    with Image.open(io.BytesIO(drawn)) as small:
        assert max(small.size) == SIDE
