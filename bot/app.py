"""The web process: LINE's webhook, health, and the few pages behind unguessable addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Flask

from bot import later
from bot.clock import clock_of
from bot.health import add_health
from bot.inbox.door import Door
from bot.inbox.inbox import Inbox
from bot.inbox.receiving import Receiving
from bot.inbox.webhook import Webhook
from bot.line_identity import bot_id
from bot.logs import set_up_logs
from bot.pages.appraisal import appraisal_page
from bot.pages.board import board_page
from bot.pages.calendar import calendar_page
from bot.pages.evidence import pages
from bot.pages.filling.gate import Gate
from bot.pages.joining import joining_page
from bot.pages.own_data import own_data_page
from bot.pages.own_forms import own_forms_page
from bot.pages.papers import papers_page
from bot.pages.pictures import pictures_page
from bot.pages.pieces import Pieces
from bot.pages.report import report_pages
from bot.pages.results.routes import results_pages
from bot.pages.safety import SafeFlask, make_safe
from bot.pages.survey import SurveyPages
from bot.seals import Seals
from bot.settings import Settings, SettingsError, read_settings
from bot.store.engine import Database, open_database
from bot.store.library import Library
from bot.visitors import Visitors

if TYPE_CHECKING:
    from bot.evidence_bytes import EvidenceBytes
    from bot.papers.shelf import Shelf


def create_app(settings: Settings | None = None) -> Flask:
    """The application; it refuses to start, and names every missing setting at once."""
    try:
        settings = settings or read_settings(channel=True)
        set_up_logs(settings)
        settings.need_channel()
        clock = clock_of(settings)
    except SettingsError as error:
        raise SystemExit(f"raingan: {error}") from error
    database, sends_on = (
        open_database(settings.database_url, spool_url=settings.spool_url),
        bool(settings.openrosa_server),
    )
    seals = Seals(settings.line_channel_secret)
    public_url = settings.public_url
    inbox = Inbox(
        database, Library(), clock, public_url.rstrip("/"), seals, sends_on, settings.liff_id
    )
    app = SafeFlask("raingan", static_folder=None)
    app.extensions["database"], app.extensions["library"] = inbox.database, inbox.library
    app.extensions["visitors"] = Visitors(settings.proxies)
    webhook = Webhook(Door(inbox, settings.line_channel_secret), Receiving(inbox))
    app.extensions["webhook"], app.extensions["inbox"] = webhook, inbox
    app.register_blueprint(webhook.blueprint())
    app.register_blueprint(calendar_page(inbox))
    app.register_blueprint(board_page(inbox))
    app.register_blueprint(joining_page(inbox, lambda: bot_id(database)))

    def content() -> Pieces:
        return Pieces(database, lambda: _evidence(settings, database))

    app.register_blueprint(own_data_page(inbox, content))
    app.register_blueprint(appraisal_page(inbox, content))
    app.register_blueprint(papers_page(inbox, content, lambda pieces: _shelf(inbox, pieces)))
    app.register_blueprint(own_forms_page(inbox))
    app.register_blueprint(pages(inbox))
    app.register_blueprint(pictures_page(inbox, content))
    app.register_blueprint(results_pages(inbox))
    app.register_blueprint(report_pages(inbox, settings.line_channel_secret))
    gate = Gate(proxies=settings.proxies)
    app.register_blueprint(
        SurveyPages(inbox, settings.line_channel_secret, lambda: bot_id(database), gate).blueprint()
    )
    add_health(app, database, settings.metrics_token)
    make_safe(app)
    return app


def _evidence(settings: Settings, database: Database) -> EvidenceBytes:
    return later.evidence_bytes.evidence_bytes(settings, database)


def _shelf(inbox: Inbox, content: Pieces) -> Shelf:
    return later.shelf.Shelf(inbox.library, content, inbox.public_url)
