"""Puts the worker together from the settings. Wiring only."""

from bot.clock import clock_of
from bot.inbox.process import Inbox
from bot.outbox.evidence import Keeper, stored_root
from bot.outbox.line_api import Line
from bot.seals import Seals
from bot.settings import Settings
from bot.store.engine import Database, open_database
from bot.store.library import Library
from bot.worker import Parts, Worker
from sheets.mirror import Mirror, open_mirror


def worker_of(settings: Settings) -> Worker:
    """A worker; raises SettingsError that names every missing setting."""
    settings.need_channel()
    database, library, clock = open_database(settings.database_url), Library(), clock_of(settings)
    inbox = Inbox(database, library, clock, settings.public_url.rstrip("/"), Seals(settings.line_channel_secret))
    keeper = Keeper(database, library, mirror_of(settings, database), settings.google_drive_folder)
    return Worker(
        Parts(database, inbox, Line(settings), keeper, clock, settings.google_spreadsheet, settings.retention_days)
    )


def mirror_of(settings: Settings, database: Database) -> Mirror:
    """Google's mirror, or the local one when no credentials are given."""
    with database.reading() as conn:
        root = settings.google_drive_folder or stored_root(conn)
    return open_mirror(
        settings.google_credentials or None,
        base=settings.google_api_base or None,
        local=settings.mirror_dir,
        root=root or None,
    )
