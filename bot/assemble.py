"""Puts the worker together from the settings. Wiring only."""

from bot.clock import clock_of
from bot.evidence_bytes import evidence_bytes
from bot.inbox.inbox import Inbox
from bot.outbox.evidence.folders import Keeper, Sharing, stored_root
from bot.outbox.evidence.whose_mirror import owner_of
from bot.outbox.line.api import Line
from bot.outbox.odk.forwarding import Forwarder
from bot.outbox.odk.server import OpenRosa
from bot.outbox.parts import Parts
from bot.seals import Seals
from bot.settings import Settings
from bot.store.engine import Database, open_database
from bot.store.library import Library
from bot.worker import Worker
from sheets.mirror import Mirror, open_mirror


def worker_of(settings: Settings) -> Worker:
    """A worker; raises SettingsError that names every missing setting."""
    settings.need_channel()
    settings.check_sharing()
    database, library, clock = (
        open_database(settings.database_url, spool_url=settings.spool_url),
        Library(),
        clock_of(settings),
    )
    seals, sends_on = Seals(settings.line_channel_secret), bool(settings.openrosa_server)
    public_url = settings.public_url
    inbox = Inbox(
        database, library, clock, public_url.rstrip("/"), seals, sends_on, settings.liff_id
    )
    sharing = Sharing(settings.google_sharing, settings.google_sharing_domain)
    mirror = mirror_of(settings, database)
    keeper = Keeper(
        database, library, mirror, settings.google_drive_folder, sharing, settings.check_links
    )
    forwarder = forwarder_of(settings, database, library)
    return Worker(
        Parts(
            database,
            inbox,
            Line(settings),
            keeper,
            clock,
            evidence_bytes(settings, database),
            settings.google_spreadsheet,
            forwarder,
            retention_days=settings.retention_days,
            limits=settings.form_limits,
        )
    )


def forwarder_of(settings: Settings, database: Database, library: Library) -> Forwarder | None:
    """What sends records on to an ODK or Kobo server; None where no server is set."""
    if not settings.openrosa_server:
        return None
    server = OpenRosa(settings.openrosa_server, settings.openrosa_user, settings.openrosa_password)
    return Forwarder(database, library, evidence_bytes(settings, database), server)


def mirror_of(settings: Settings, database: Database) -> Mirror:
    """Google's mirror, or the local one when no credentials are given."""
    with database.reading() as conn:
        root = settings.google_drive_folder or stored_root(conn)
    return open_mirror(
        settings.google_credentials or None,
        base=settings.google_api_base or None,
        local=settings.mirror_dir,
        root=root or None,
        key=settings.google_key,
        agreed=owner_of(database, settings.mirror_dir),
    )
