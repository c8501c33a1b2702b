"""What every answer to a browser carries, and what it is when the database is away."""

import traceback
from typing import Any

import structlog
from flask import Flask, Response, request
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionError

from handlers.vocabulary.words import say

# pages need no scripts and nothing from elsewhere; a page that does says so itself
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline';"
    " img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
}


log = structlog.get_logger()


class SafeFlask(Flask):
    """Says in the log which page broke and where, and not by which address: that is what opens it.
    Nor what the error says: it may be what people wrote.
    """

    def log_exception(self, exc_info: Any) -> None:  # noqa: ANN401 - Flask's own
        kind, _error, where = exc_info
        log.error(
            "page_failed",
            page=request.url_rule.rule if request.url_rule else "",
            method=request.method,
            error=kind.__name__ if kind else "",
            trace="".join(traceback.format_tb(where)),
        )


def not_found() -> Response:
    """Without any detail: a link that is over looks like one that never was."""
    return Response("not found\n", 404, mimetype="text/plain")


def make_safe(app: Flask) -> None:
    """Headers on every answer, 404 without any detail, 503 while the database is away."""

    @app.after_request
    def with_headers(answer: Response) -> Response:
        for name, content in HEADERS.items():
            answer.headers.setdefault(name, content)
        return answer

    @app.errorhandler(404)
    def nothing_there(_error: Exception) -> Response:
        return not_found()

    def away(_error: Exception) -> Response:
        answer = Response(f"{say('page.not_yet', 'th')}\n", 503, mimetype="text/plain")
        answer.headers["Retry-After"] = "30"
        return answer

    for error in (OperationalError, InterfaceError, NoConnectionError):
        app.register_error_handler(error, away)
