"""What people sent, for the bot to fetch (LINE's reference: "Getting content"; host
api-data.line.me).
"""

from __future__ import annotations

from emulators.line import pictures
from emulators.line.calls import Answer, Call, Refusal, Route
from emulators.line.state import Content


def content(call: Call) -> Answer:
    """The bytes as they were sent; 202 without any while they are prepared."""
    found = find(call)
    if preparing(call, found):
        return Answer(b"", 202)
    if found.failed:
        raise Refusal(410, "The content is gone")
    return Answer(found.data, kind=found.kind)


def preview(call: Call) -> Answer:
    """A small JPEG of a picture or a video."""
    found = find(call)
    if found.type not in {"image", "video"}:
        raise Refusal(400, "The content can not be previewed")
    if preparing(call, found):
        return Answer(b"", 202)
    data = found.data if found.type == "image" else pictures.photo(0)
    return Answer(pictures.preview(data) or found.data, kind="image/jpeg")


def transcoding(call: Call) -> Answer:
    """Whether a video or an audio is ready: processing, succeeded or failed."""
    found = find(call)
    if found.type not in {"video", "audio"}:
        raise Refusal(400, "Transcoding status doesn't support this type of content")
    done = "failed" if found.failed else "succeeded"
    return Answer({"status": "processing" if preparing(call, found) else done})


def preparing(call: Call, found: Content) -> bool:
    """Whether LINE still works on it."""
    return found.ready is not None and call.line.clock.now() < found.ready


def find(call: Call) -> Content:
    """The content of a message: 404 when there is none, 410 when it was unsent or has expired."""
    found = call.line.contents.get(call.args["message"])
    if found is None:
        raise Refusal(404, "not found")
    if found.gone:
        raise Refusal(410, "The content is gone")
    life = call.line.content_life
    if life is not None and call.line.clock.now() - found.sent > life:
        raise Refusal(410, "The content is gone")
    return found


ROUTES: list[Route] = [
    ("GET", "/v2/bot/message/<message>/content", content),
    ("GET", "/v2/bot/message/<message>/content/preview", preview),
    ("GET", "/v2/bot/message/<message>/content/transcoding", transcoding),
]
