"""The web process: LINE's webhook, health, and the few pages behind unguessable addresses."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from flask import Flask, Response

from bot.clock import clock_of
from bot.inbox.door import Door
from bot.inbox.inbox import Inbox
from bot.inbox.receiving import Receiving
from bot.inbox.webhook import Webhook
from bot.line_identity import bot_id_of
from bot.logs import set_up_logs
from bot.metrics import metrics_text
from bot.pages.calendar import calendar_page
from bot.pages.evidence import pages
from bot.pages.own_data import own_data_page
from bot.pages.papers import papers_page
from bot.seals import Seals
from bot.settings import Settings, SettingsError
from bot.store.engine import Database, open_database
from bot.store.library import Library
from bot.store.migrate import is_current

if TYPE_CHECKING:
    from bot.evidence_bytes import EvidenceBytes
    from bot.papers.shelf import Shelf


def create_app(settings: Settings | None = None) -> Flask:
    """The application; it refuses to start, and names every missing setting at once."""
    settings = settings or Settings()
    set_up_logs(settings)
    try:
        settings.need_channel()
        clock = clock_of(settings)
    except SettingsError as error:
        raise SystemExit(f"raingan: {error}") from error
    database, sends_on = open_database(settings.database_url), bool(settings.openrosa_server)
    seals = Seals(settings.line_channel_secret)
    inbox = Inbox(database, Library(), clock, settings.public_url.rstrip("/"), seals, sends_on)
    app = Flask("raingan", static_folder=None)
    app.extensions["database"], app.extensions["library"] = inbox.database, inbox.library
    webhook = Webhook(Door(inbox, settings.line_channel_secret), Receiving(inbox))
    app.extensions["webhook"], app.extensions["inbox"] = webhook, inbox
    app.register_blueprint(webhook.blueprint())
    app.register_blueprint(calendar_page(inbox))
    app.register_blueprint(own_data_page(inbox, lambda: _evidence(settings, database)))
    app.register_blueprint(papers_page(inbox, lambda: _shelf(settings, inbox)))
    app.register_blueprint(pages(inbox, bot_id_of(settings)))
    _add_health(app, inbox)
    app.register_error_handler(
        404, lambda _error: Response("not found\n", 404, mimetype="text/plain")
    )
    return app


def _evidence(settings: Settings, database: Database) -> EvidenceBytes:
    found: EvidenceBytes = import_module("bot.evidence_bytes").evidence_bytes(settings, database)
    return found  # the mirror's libraries are large, and a web process seldom opens it


def _shelf(settings: Settings, inbox: Inbox) -> Shelf:
    content = _evidence(settings, inbox.database)
    found: Shelf = import_module("bot.papers.shelf").Shelf(inbox.library, content, inbox.public_url)
    return found  # what writes .docx and .pdf is large as well


def _add_health(app: Flask, inbox: Inbox) -> None:
    @app.get("/healthz")
    def healthz() -> Response:
        return Response("ok\n", mimetype="text/plain")

    @app.get("/readyz")
    def readyz() -> Response:
        problem = readiness_problem(inbox)
        return Response(f"{problem or 'ready'}\n", 503 if problem else 200, mimetype="text/plain")

    @app.get("/metrics")
    def metrics() -> Response:
        return Response(
            metrics_text(inbox.database), mimetype="text/plain; version=0.0.4; charset=utf-8"
        )


def readiness_problem(inbox: Inbox) -> str:
    """Why the database is not right, or ""."""
    try:
        if is_current(inbox.database):
            return ""
    except Exception as error:
        return f"the database cannot be reached: {type(error).__name__}"
    return "the database is not up to date: run raingan db upgrade"
