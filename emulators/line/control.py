"""The rehearsal's own addresses under `/_emulator`: say, chat, people, clock, quota, sent, content,
fetch.
"""

from __future__ import annotations

import json
import time
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import requests

from emulators.line import pictures, webhook
from emulators.line.acts import File
from emulators.line.calls import Answer, Call, Refusal, Route, parsed
from emulators.line.say import say
from emulators.line.state import Line

LONGEST_WAIT = 30.0
FETCH_TIMEOUT = 20.0
KEPT_HEADERS = ("Content-Disposition", "Cache-Control", "Set-Cookie")


def post_say(call: Call) -> Answer:
    """JSON, or a form with files: the field says what they are (photo, video, audio, file)."""
    said, files = (
        (call_json(call), []) if call.request.mimetype == "application/json" else form(call)
    )
    try:
        return Answer(say(call.line, said, files))
    except (ValueError, KeyError, TypeError) as wrong:
        raise Refusal(400, str(wrong)) from wrong


def form(call: Call) -> tuple[dict[str, Any], list[File]]:
    """A form's fields and files."""
    files = [
        File(f.filename or "", f.read(), f.mimetype)
        for _, f in call.request.files.items(multi=True)
    ]
    return dict(call.request.form) | dict.fromkeys(call.request.files.keys(), True), files


def get_chat(call: Call) -> Answer:
    """A chat; with `after` only what changed since, with `wait` once something did or so many
    seconds passed.
    """
    line, asked = call.line, call.request.args
    after = asked.get("after", 0, type=int)
    until = time.monotonic() + min(asked.get("wait", 0.0, type=float), LONGEST_WAIT)
    with line.changed:
        chat = line.chats.get(call.args["chat"])
        if chat is None:
            raise Refusal(404, "nobody has this id; see /_emulator/people")
        while chat.cursor <= after and (left := until - time.monotonic()) > 0:
            line.changed.wait(left)
        return Answer(shown(line, call.args["chat"], after))


def shown(line: Line, id: str, after: int) -> dict[str, Any]:
    """A chat for the phone page."""
    chat, person = line.chats[id], line.people.get(id)
    now = line.clock.now()
    loading = chat.loading_until is not None and now < chat.loading_until
    menu = chat.menu or line.menus.default if person is None or person.friend else None
    told = {
        "messages": [e.shown() for e in chat.after(after)],
        "loading": loading,
        "cursor": chat.cursor,
    }
    told["richmenu"] = line.menus.menus.get(menu) if menu else None
    told |= {
        "blocked": bool(person and person.blocked),
        "friend": bool(person is None or person.friend),
    }
    return told | {"now": now.isoformat(timespec="seconds")}


def get_people(call: Call) -> Answer:
    """Everybody, in the order they were added, and the bot's own name."""
    with call.line.lock:
        people = [p.shown() for p in call.line.people.values()]
    bot = {"id": call.line.bot_id, "name": call.line.bot_name, "hosts": list(call.line.resolve)}
    return Answer({"people": people, "bot": bot})


def post_people(call: Call) -> Answer:
    """Adds one person or a list of them: {id?, name, note?, picture?, friend?}."""
    said = json.loads(call.request.get_data())
    try:
        added = [call.line.add_person(one) for one in (said if isinstance(said, list) else [said])]
    except (ValueError, TypeError) as wrong:
        raise Refusal(400, str(wrong)) from wrong
    return Answer({"people": [p.shown() for p in added]})


def get_clock(call: Call) -> Answer:
    """The emulator's time."""
    return Answer({"now": call.line.clock.now().isoformat(timespec="seconds")})


def post_clock(call: Call) -> Answer:
    """{"set": an ISO moment} or {"forward": {"days", "hours", "minutes"}}; whoever asked is
    told.
    """
    said, line = call_json(call), call.line
    try:
        if "set" in said:
            line.clock.set(datetime.fromisoformat(said["set"]))
        line.clock.forward(timedelta(**said.get("forward", {}))) if "forward" in said else None
    except (ValueError, TypeError, OverflowError) as wrong:
        raise Refusal(400, str(wrong)) from wrong
    with line.changed:
        for chat in line.chats.values():
            chat.touch()
        line.changed.notify_all()
    return get_clock(call)


def post_quota(call: Call) -> Answer:
    """{"value": 300 or null for none, "used": 12}."""
    said, line = call_json(call), call.line
    with line.lock:
        line.quota = said.get("value", line.quota)
        line.usage[line.month()] = int(said.get("used", line.used()))
        return Answer({"value": line.quota, "used": line.used()})


def get_sent(call: Call) -> Answer:
    """Every request the bot made, oldest first, with how it was answered."""
    with call.line.lock:
        return Answer({"sent": list(call.line.sent)})


def post_webhook(call: Call) -> Answer:
    """{"webhook": address} says where the bot is."""
    call.line.webhook = call_json(call).get("webhook")
    return Answer({"webhook": call.line.webhook})


def get_content(call: Call) -> Answer:
    """What somebody sent, for the phone page; `preview` makes a picture small."""
    content = call.line.contents.get(call.args["message"])
    if content is None or content.gone:
        raise Refusal(404, "not found")
    small = pictures.preview(content.data) if "preview" in call.request.args else None
    return Answer(small or content.data, kind="image/jpeg" if small else content.kind)


def get_menu_image(call: Call) -> Answer:
    """The picture of a rich menu, for the phone page."""
    kind, data = call.line.menus.images.get(call.args["menu"], ("", b""))
    if not data:
        raise Refusal(404, "not found")
    return Answer(data, kind=kind)


def get_fetch(call: Call) -> Answer:
    """Fetches `url` for the phone page, if `resolve` says where it leads; nothing else is
    reachable.
    """
    return fetch(call, call.request.args.get("url", ""))


def at(call: Call) -> Answer:
    """The same, as a place under which a page's own relative links and forms work."""
    query = call.request.query_string.decode()
    return fetch(
        call, f"https://{call.args['host']}/{call.args['path']}" + (f"?{query}" if query else "")
    )


def fetch(call: Call, url: str) -> Answer:
    """Passes the request on; redirects are given back, pointing here again when they lead to a
    resolvable place.
    """
    here = webhook.resolved(call.line, url)
    if here == url:
        raise Refusal(404, "this address leads outside the rehearsal")
    headers = {
        k: v for k, v in call.request.headers.items() if k in {"Content-Type", "Accept", "Cookie"}
    }
    with requests.Session() as session:
        session.trust_env = False
        got = session.request(
            call.request.method,
            here,
            data=call.request.get_data(),
            headers=headers,
            timeout=FETCH_TIMEOUT,
            allow_redirects=False,
        )
    kept = {name: got.headers[name] for name in KEPT_HEADERS if name in got.headers}
    if "Location" in got.headers:
        kept["Location"] = onward(call.line, url, got.headers["Location"])
    return Answer(
        got.content,
        got.status_code,
        got.headers.get("Content-Type", "application/octet-stream"),
        kept,
    )


def onward(line: Line, url: str, location: str) -> str:
    """Where a redirect leads, seen from the phone page."""
    there = requests.compat.urljoin(url, location)
    if webhook.resolved(line, there) == there:
        return there
    parts = urlsplit(there)
    return f"/_emulator/at/{parts.netloc}{parts.path}" + (f"?{parts.query}" if parts.query else "")


def call_json(call: Call) -> dict[str, Any]:
    """The JSON object that was posted, whatever its content type says."""
    return parsed(call.request.get_data() or b"{}")


ROUTES: list[Route] = [
    ("POST", "/_emulator/say", post_say),
    ("GET", "/_emulator/chat/<chat>", get_chat),
    ("GET", "/_emulator/people", get_people),
    ("POST", "/_emulator/people", post_people),
    ("GET", "/_emulator/clock", get_clock),
    ("POST", "/_emulator/clock", post_clock),
    ("POST", "/_emulator/quota", post_quota),
    ("GET", "/_emulator/sent", get_sent),
    ("POST", "/_emulator/webhook", post_webhook),
    ("GET", "/_emulator/content/<message>", get_content),
    ("GET", "/_emulator/richmenu/<menu>", get_menu_image),
    ("GET", "/_emulator/fetch", get_fetch),
    ("GET", "/_emulator/at/<host>/<path:path>", at),
    ("POST", "/_emulator/at/<host>/<path:path>", at),
]
