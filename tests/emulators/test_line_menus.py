"""Rich menus: made, drawn, given, taken away."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
import requests
from PIL import Image

from tests.emulators.line_room import TOKEN, Room, message

AREA = {
    "bounds": {"x": 0, "y": 0, "width": 1250, "height": 843},
    "action": {"type": "message", "label": "รายงาน", "text": "รายงาน"},
}
MENU = {
    "size": {"width": 2500, "height": 843},
    "selected": True,
    "name": "เมนูหลัก",
    "chatBarText": "แจ้งเหตุน้ำท่วม",
    "areas": [AREA],
}


def made(room: Room, **more: Any) -> str:  # noqa: ANN401
    return str(room.post("/richmenu", MENU | more).json()["richMenuId"])


def drawn(
    room: Room, menu: str, size: tuple[int, int] = (2500, 843), kind: str = "image/png"
) -> requests.Response:
    picture = BytesIO()
    Image.new("RGB", size, "white").save(picture, "PNG")
    headers = {"Authorization": f"Bearer {TOKEN}", "Content-Type": kind}
    url = f"{room.running.address}/v2/bot/richmenu/{menu}/content"
    return requests.post(url, picture.getvalue(), headers=headers, timeout=5)


def test_a_bar_of_ten_thai_clusters_is_short_enough(room: Room) -> None:
    assert room.post("/richmenu/validate", MENU).json() == {}
    assert room.post("/richmenu/validate", MENU | {"chatBarText": "ก" * 15}).status_code == 400


@pytest.mark.parametrize(
    "wrong",
    [
        {"size": {"width": 700, "height": 400}},
        {"size": {"width": 2500, "height": 2000}},
        {"areas": [AREA] * 21},
        {"areas": [AREA | {"bounds": {"x": 2000, "y": 0, "width": 1000, "height": 843}}]},
        {"areas": [AREA | {"action": {"type": "camera", "label": "ก"}}]},
        {"name": ""},
        {"chatBarText": None},
    ],
)
def test_a_menu_that_breaks_a_limit_is_refused(room: Room, wrong: dict[str, object]) -> None:
    assert room.post("/richmenu", MENU | wrong).status_code == 400


def test_a_menu_needs_its_picture_before_anybody_can_have_it(room: Room) -> None:
    menu = made(room)
    answer = room.post(f"/user/all/richmenu/{menu}")
    assert message(answer) == "must upload richmenu image before applying it to user"
    assert drawn(room, menu).status_code == 200
    assert room.post(f"/user/all/richmenu/{menu}").status_code == 200
    assert room.chat(room.somchai)["richmenu"]["richMenuId"] == menu
    assert room.get("/user/all/richmenu").json() == {"richMenuId": menu}


def test_a_picture_is_given_once_in_a_kind_and_size_that_fit(room: Room) -> None:
    menu = made(room)
    assert drawn(room, menu, kind="image/gif").status_code == 415
    assert drawn(room, menu, kind="image/jpeg").status_code == 400
    assert drawn(room, menu, size=(600, 300)).status_code == 400
    assert drawn(room, menu).status_code == 200
    assert drawn(room, menu).status_code == 400
    assert room.get(f"/richmenu/{menu}/content").headers["Content-Type"] == "image/png"


def test_a_menu_of_ones_own_comes_before_the_default(room: Room) -> None:
    everybody, own = made(room), made(room)
    for menu in (everybody, own):
        drawn(room, menu)
    room.post(f"/user/all/richmenu/{everybody}")
    room.post(f"/user/{room.somchai}/richmenu/{own}")
    assert room.chat(room.somchai)["richmenu"]["richMenuId"] == own
    room.api("DELETE", f"/v2/bot/user/{room.somchai}/richmenu")
    assert room.chat(room.somchai)["richmenu"]["richMenuId"] == everybody


def test_a_stranger_gets_no_menu_and_nobody_is_told(room: Room) -> None:
    menu = made(room)
    drawn(room, menu)
    assert room.post(f"/user/{room.somying}/richmenu/{menu}").status_code == 200
    assert room.get(f"/user/{room.somying}/richmenu").status_code == 404


def test_many_are_linked_at_once_in_lines_own_time(room: Room) -> None:
    menu = made(room)
    drawn(room, menu)
    answer = room.post("/richmenu/bulk/link", {"richMenuId": menu, "userIds": [room.somchai]})
    assert (answer.status_code, answer.json()) == (202, {})
    assert room.get(f"/user/{room.somchai}/richmenu").json() == {"richMenuId": menu}
    assert room.post("/richmenu/bulk/unlink", {"userIds": [room.somchai]}).status_code == 202
    assert room.get(f"/user/{room.somchai}/richmenu").status_code == 404


def test_a_batch_replaces_one_menu_by_another(room: Room) -> None:
    old, new = made(room), made(room)
    for menu in (old, new):
        drawn(room, menu)
    room.post(f"/user/{room.somchai}/richmenu/{old}")
    answer = room.post(
        "/richmenu/batch", {"operations": [{"type": "link", "from": old, "to": new}]}
    )
    assert answer.status_code == 202
    assert room.get(f"/user/{room.somchai}/richmenu").json() == {"richMenuId": new}
    done = room.get(f"/richmenu/progress/batch?requestId={answer.headers['X-Line-Request-Id']}")
    assert done.json()["phase"] == "succeeded"


def test_a_tab_switches_to_the_menu_its_alias_names(room: Room) -> None:
    menu = made(room)
    drawn(room, menu)
    alias = {"richMenuAliasId": "page-2", "richMenuId": menu}
    assert room.post("/richmenu/alias", alias).status_code == 200
    assert message(room.post("/richmenu/alias", alias)) == "conflict richmenu alias id"
    event = room.say(switch={"richMenuAliasId": "page-2", "data": "tab"})["events"][0]
    assert event["postback"]["params"] == {"newRichMenuAliasId": "page-2", "status": "SUCCESS"}
    assert room.chat(room.somchai)["richmenu"]["richMenuId"] == menu
    lost = room.say(switch={"richMenuAliasId": "page-3", "data": "tab"})["events"][0]
    assert lost["postback"]["params"] == {"status": "RICHMENU_ALIAS_ID_NOTFOUND"}


def test_a_deleted_menu_is_gone_from_everybody(room: Room) -> None:
    menu = made(room)
    drawn(room, menu)
    room.post(f"/user/all/richmenu/{menu}")
    assert room.api("DELETE", f"/v2/bot/richmenu/{menu}").status_code == 200
    assert room.chat(room.somchai)["richmenu"] is None
    assert room.get("/richmenu/list").json() == {"richmenus": []}
