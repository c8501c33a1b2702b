"""Profiles, groups, tokens, the webhook's address."""

from __future__ import annotations

import requests

from emulators import serving
from tests.emulators.line_room import GROUP, NOBODY, SECRET, Room, message


def test_a_friends_profile_is_known(room: Room) -> None:
    profile = room.get(f"/profile/{room.somchai}").json()
    assert (profile["displayName"], profile["userId"]) == ("สมชาย", room.somchai)


def test_a_strangers_profile_is_known_once_they_wrote(room: Room) -> None:
    assert room.get(f"/profile/{room.somying}").status_code == 404
    room.say(user=room.somying, text="สวัสดี")
    assert room.get(f"/profile/{room.somying}").json()["displayName"] == "สมหญิง"


def test_who_blocks_the_bot_has_no_profile(room: Room) -> None:
    room.say(unfollow=True)
    answer = room.get(f"/profile/{room.somchai}")
    assert (answer.status_code, message(answer)) == (404, "Not found")


def test_what_is_no_user_id_is_a_bad_request(room: Room) -> None:
    assert room.get("/profile/somchai").status_code == 400
    assert room.get(f"/profile/{NOBODY}").status_code == 404


def test_a_group_has_a_name_members_and_their_profiles(room: Room) -> None:
    room.say(join=GROUP)
    assert room.get(f"/group/{GROUP}/summary").json()["groupId"] == GROUP
    assert room.get(f"/group/{GROUP}/members/count").json() == {"count": 1}
    assert room.get(f"/group/{GROUP}/member/{room.somchai}").json()["displayName"] == "สมชาย"
    assert room.get(f"/group/{GROUP}/member/{room.somying}").status_code == 404


def test_a_group_the_bot_left_is_closed_to_it(room: Room) -> None:
    room.say(join=GROUP)
    assert room.post(f"/group/{GROUP}/leave").status_code == 200
    assert room.get(f"/group/{GROUP}/summary").status_code == 404
    assert message(room.push(GROUP)) == "Failed to send messages"


def test_lists_of_people_are_for_verified_accounts(room: Room) -> None:
    assert room.get("/followers/ids").status_code == 403
    room.line.verified = True
    assert room.get("/followers/ids").json() == {"userIds": [room.somchai]}


def test_the_bot_knows_itself_and_its_quota(room: Room) -> None:
    assert room.get("/info").json()["userId"] == room.line.bot_id
    assert room.get("/message/quota").json() == {"type": "limited", "value": 300}
    room.line.quota = None
    assert room.get("/message/quota").json() == {"type": "none"}


def test_what_was_read_can_be_marked_with_its_token_only(room: Room) -> None:
    room.status = "500 Internal Server Error"
    token = room.say(text="ก")["events"][0]["message"]["markAsReadToken"]
    assert not room.chat(room.somchai)["messages"][0]["read"]
    assert message(room.post("/chat/markAsRead", {"markAsReadToken": "x"})).startswith(
        "Invalid markAsReadToken"
    )
    assert room.post("/chat/markAsRead", {"markAsReadToken": token}).json() == {}
    assert room.chat(room.somchai)["messages"][0]["read"]


def test_the_webhooks_address_can_be_set_and_asked(room: Room) -> None:
    room.line.webhook = None
    assert message(room.get("/channel/webhook/endpoint")) == "Webhook endpoint not found"
    path = "/v2/bot/channel/webhook/endpoint"
    assert message(room.api("PUT", path, {"endpoint": "ftp://x"})) == "Invalid webhook endpoint URL"
    assert room.api("PUT", path, {"endpoint": room.bot.address + "/callback"}).json() == {}
    assert room.get("/channel/webhook/endpoint").json()["endpoint"].endswith("/callback")
    room.say(text="ถึงไหม")
    assert len(room.heard) == 1


def test_testing_the_webhook_tells_how_it_went(room: Room) -> None:
    assert room.post("/channel/webhook/test").json()["reason"] == "OK"
    assert room.heard[0].events == []
    room.status = "500 Internal Server Error"
    told = room.post("/channel/webhook/test").json()
    assert (told["success"], told["reason"], told["statusCode"]) == (
        False,
        "ERROR_STATUS_CODE",
        500,
    )
    gone = serving.start(room.listen)
    gone.stop()
    assert (
        room.post("/channel/webhook/test", {"endpoint": gone.address}).json()["reason"]
        == "COULD_NOT_CONNECT"
    )


def test_an_issued_token_opens_the_door_until_it_expires(room: Room) -> None:
    form = {"grant_type": "client_credentials", "client_id": "1", "client_secret": SECRET}
    issued = requests.post(f"{room.running.address}/oauth2/v3/token", form, timeout=5).json()
    assert issued["expires_in"] == 900
    headers = {"Authorization": f"Bearer {issued['access_token']}"}
    assert (
        requests.get(f"{room.running.address}/v2/bot/info", headers=headers, timeout=5).status_code
        == 200
    )
    room.later(minutes=16)
    assert (
        requests.get(f"{room.running.address}/v2/bot/info", headers=headers, timeout=5).status_code
        == 401
    )


def test_a_wrong_secret_gets_no_token(room: Room) -> None:
    form = {"grant_type": "client_credentials", "client_id": "1", "client_secret": "guess"}
    answer = requests.post(f"{room.running.address}/v2/oauth/accessToken", form, timeout=5)
    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_client")


def test_accounts_are_linked_with_a_token_and_a_nonce(room: Room) -> None:
    assert room.post(f"/user/{room.somchai}/linkToken").json()["linkToken"]
    event = room.say(account_link={"nonce": "n" * 20})["events"][0]
    assert event["link"] == {"result": "ok", "nonce": "n" * 20}
