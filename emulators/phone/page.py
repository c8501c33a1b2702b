"""The phone page's own files, read once and served with a policy that lets nothing foreign in."""

from __future__ import annotations

import mimetypes
from functools import cache
from importlib.resources import files

from emulators.line.calls import Answer, Call, Refusal, Route

POLICY = (
    "default-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; style-src 'self'; "
    "frame-ancestors 'self'"
)


@cache
def page_file(name: str) -> tuple[str, bytes] | None:
    """Kind and bytes of a file of the page."""
    place = files("emulators.phone").joinpath(name)
    if not name.endswith((".html", ".css", ".js")) or not place.is_file():
        return None
    kind = mimetypes.guess_type(name)[0] or "text/plain"
    return f"{kind}; charset=utf-8", place.read_bytes()


def get_page(call: Call) -> Answer:
    """`/` is the page; its other files lie under `/phone/`."""
    found = page_file(call.args.get("name", "index.html"))
    if found is None:
        raise Refusal(404, "Not found")
    headers = {
        "Content-Security-Policy": POLICY,
        "Cache-Control": "no-cache",
        "X-Content-Type-Options": "nosniff",
    }
    return Answer(found[1], kind=found[0], headers=headers)


ROUTES: list[Route] = [("GET", "/", get_page), ("GET", "/phone/<name>", get_page)]
