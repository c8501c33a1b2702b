"""What `raingan doctor` looks at: each check says what is so and, when it is not right, how to mend
it.
"""

from collections.abc import Callable, Iterator
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy.exc import SQLAlchemyError

from bot.checkup import at_database, at_evidence, at_fonts
from bot.checkup.at_google import mirror
from bot.checkup.at_line import line
from bot.checkup.check import Check
from bot.checkup.waiting import waiting
from bot.clock import clock_of
from bot.outbox.odk.server import OpenRosa, OpenRosaError
from bot.settings import Settings, SettingsError
from bot.store import audit
from bot.store.engine import Database, open_database


def examine_all(settings: Settings) -> Iterator[Check]:
    """Every check in turn; one that fails does not keep the others from being made."""
    yield from _settings(settings)
    database = open_database(settings.database_url, spool_url=settings.spool_url)
    looks: list[tuple[str, Callable[[], Iterator[Check]]]] = [
        ("database", lambda: at_database.look(settings, database)),
        ("LINE", lambda: line(settings)),
        ("mirror", lambda: mirror(settings, database)),
        ("evidence", lambda: at_evidence.look(settings, database)),
        ("OpenRosa", lambda: _openrosa(settings)),
        ("audit", lambda: _audit(database)),
        ("waiting", lambda: waiting(database)),
        ("fonts", at_fonts.look),
        ("time", _time),
    ]
    for subject, look in looks:
        try:
            yield from look()
        except SQLAlchemyError:
            yield Check(subject, False, "could not be looked at while the database is not right")
        except Exception as error:
            yield Check(subject, False, f"could not be looked at: {error}")
    database.close()


def _settings(settings: Settings) -> Iterator[Check]:
    try:
        settings.need_channel()
        clock_of(settings)
        yield Check("settings", True, "every setting that is needed is there")
    except SettingsError as error:
        yield Check("settings", False, str(error))
    if not settings.public_url.startswith("https://"):
        yield Check(
            "settings",
            False,
            "PUBLIC_URL is not an https address: receipts have no link and no QR code",
        )


def _openrosa(settings: Settings) -> Iterator[Check]:
    if not settings.openrosa_server:
        return
    server = OpenRosa(settings.openrosa_server, settings.openrosa_user, settings.openrosa_password)
    try:
        room = server.room()
    except OpenRosaError as error:
        yield Check("OpenRosa", False, error.sentence)
        return
    yield Check(
        "OpenRosa", True, f"records go on to {room.address}, {room.most / 1e6:.0f} MB at once"
    )


def _audit(database: Database) -> Iterator[Check]:
    """Every entry is held against its seal."""
    with database.reading() as conn:
        found = audit.check(conn)
    if found.broken is not None:
        words = (
            f"entry {found.broken} does not fit the one before: the audit was changed from "
            "outside; keep a backup"
        )
        yield Check("audit", False, words)
        return
    yield Check(
        "audit",
        True,
        f"{found.count} entries, each sealed with the one before; the last is {found.seal[:16]}",
    )


def _time() -> Iterator[Check]:
    try:
        ZoneInfo("Asia/Bangkok")
        yield Check("time", True, "Bangkok's time zone is known")
    except ZoneInfoNotFoundError:
        yield Check("time", False, "Bangkok's time zone is not known: install the package tzdata")
