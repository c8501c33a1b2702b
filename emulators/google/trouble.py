"""Trouble on order for the Google emulator, and the list of every request with what became of
it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from io import BytesIO
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from emulators import faults
from emulators.google import refusals
from emulators.google.calls import Call
from emulators.google.state import Google
from emulators.serving import Answer, Dropped, collect

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

Work = Callable[["WSGIEnvironment"], Answer]


def guarded(google: Google, work: Work) -> WSGIApplication:
    """`work` with `google.faults` in front of it.

    A rule's `reason` may be, besides one of Google's own: `committed` (the work is done, then the
    status is answered), `html` (a page instead of JSON), `partial` (half of an upload's piece is
    kept, 308), `unkept` (nothing of it is, 308 without a range), `forget` (the upload's session is
    gone, 404), `other_checksum` (the work is done, the answer tells of other bytes), `dead` (the
    token endpoint refuses for good, 400).
    """

    def app(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        return faults.send(work(environ), start_response)

    def refuse(status: int, reason: str, environ: WSGIEnvironment) -> Answer:
        upload = environ["REQUEST_METHOD"] == "PUT" and environ["PATH_INFO"].startswith("/upload/")
        if reason == "committed":
            work(environ)
            return refusals.of_status(status, "", environ["PATH_INFO"])
        if reason == "partial":
            return work(halved(environ)) if upload else work(environ)
        if reason == "unkept":
            return refusals.empty(308, []) if upload else work(environ)
        if reason == "other_checksum":
            return misread(work(environ))
        if reason == "forget":
            google.sessions.pop(parse_qs(environ["QUERY_STRING"]).get("upload_id", [""])[0], None)
            return work(environ)
        if reason == "dead":
            google.grant_dead = True
            return work(environ)
        return refusals.of_status(status, reason, environ["PATH_INFO"])

    return faults.guard(app, google.faults, refuse)


def halved(environ: WSGIEnvironment) -> WSGIEnvironment:
    """The same upload with only the first half of its bytes, in quarters of a MiB."""
    body = environ["wsgi.input"].read()
    span, _, total = environ.get("HTTP_CONTENT_RANGE", "").partition("/")
    start = span.removeprefix("bytes ").partition("-")[0]
    kept = body[: len(body) // 2 // (256 * 1024) * 256 * 1024]
    if not kept or not start.isdigit():
        return {
            **environ,
            "wsgi.input": BytesIO(),
            "HTTP_CONTENT_RANGE": f"bytes */{total or len(body)}",
        }
    end = int(start) + len(kept) - 1
    return {
        **environ,
        "wsgi.input": BytesIO(kept),
        "HTTP_CONTENT_RANGE": f"bytes {start}-{end}/{total}",
    }


def misread(answer: Answer) -> Answer:
    """The same answer with another checksum in it, if it has one."""
    status, headers, body = answer
    other = re.sub(rb'("sha256Checksum": ?")[0-9a-f]{64}', rb"\g<1>" + b"0" * 64, body)
    return status, headers, other


def noted(google: Google, app: WSGIApplication) -> WSGIApplication:
    """`app`, with each request and its status (None: cut without an answer) in
    `google.requests`.
    """

    def noting(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        call = Call(google, environ)
        if call.raw_path.startswith("/_emulator"):
            return app(environ, start_response)
        entry = note(google, call)
        try:
            answer = collect(app, environ)
        except Dropped:
            entry["status"] = None
            raise
        entry["status"] = int(answer[0].split(" ", maxsplit=1)[0])
        return faults.send(answer, start_response)

    return noting


def note(google: Google, call: Call) -> dict[str, object]:
    """The entry for one request; secrets of sessions and tokens stay out of it."""
    environ = call.environ
    entry: dict[str, object] = {
        "at": google.clock.now().isoformat(),
        "method": call.method,
        "path": call.raw_path,
        "query": environ["QUERY_STRING"].partition("&upload_id=")[0],
        "headers": {
            name.removeprefix("HTTP_").replace("_", "-").title(): value
            for name, value in environ.items()
            if name.startswith("HTTP_") and name != "HTTP_AUTHORIZATION"
        },
        "length": int(environ.get("CONTENT_LENGTH") or 0),
        "status": 0,
    }
    google.requests.append(entry)
    return entry
