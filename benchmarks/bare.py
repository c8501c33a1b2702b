"""The least a webhook could do: read the body and answer; and the least of a page."""

from flask import Flask, Response

PAGE = 22_000  # bytes of a bare page, about those of a survey's


def create_app() -> Flask:
    app = Flask("bare")

    @app.post("/callback")
    def callback() -> Response:
        return Response("{}", mimetype="application/json")

    page = "x" * PAGE

    @app.get("/page")
    def shown() -> Response:
        return Response(page, mimetype="text/html")

    return app
