"""What `raingan doctor` looks at: each check says what is so and, when it is not right, how to mend
it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import func, select

from bot.clock import clock_of, real_now
from bot.daily import quota
from bot.outbox.errors import LineError
from bot.outbox.evidence.folders import stored_root, unshared
from bot.outbox.line import refusals
from bot.outbox.line.api import Line
from bot.outbox.odk.server import OpenRosa, OpenRosaError
from bot.outbox.sheet.records import any_sheet
from bot.settings import Settings, SettingsError
from bot.store import audit
from bot.store.engine import Database, open_database
from bot.store.migrate import is_current
from bot.store.tables.queue import outbox
from bot.store.tables.records import events, people, programmes
from sheets.google.checkup import examine

FEW_MESSAGES = 30
RECENT = timedelta(days=7)
SHARING = {
    "none": "evidence folders open only for people invited in Drive: links and QR codes ask "
    "everybody else to sign in",
    "domain": "everybody with an account of {domain} may open the evidence of every programme",
    "anyone": "whoever has a folder's link or QR code sees all evidence in it, without signing "
    "in, and may pass it on; "
    "photos often show people. GOOGLE_SHARING=domain is safer",
}


@dataclass(frozen=True, slots=True)
class Check:
    subject: str
    ok: bool
    sentence: str


def examine_all(settings: Settings) -> Iterator[Check]:
    """Every check in turn; one that fails does not keep the others from being made."""
    yield from _settings(settings)
    database = open_database(settings.database_url)
    looks: list[tuple[str, Callable[[], Iterator[Check]]]] = [
        ("database", lambda: _database(database)),
        ("LINE", lambda: _line(settings)),
        ("mirror", lambda: _mirror(settings, database)),
        ("OpenRosa", lambda: _openrosa(settings)),
        ("audit", lambda: _audit(database)),
        ("waiting", lambda: _waiting(database)),
        ("time", _time),
    ]
    for subject, look in looks:
        try:
            yield from look()
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


def _database(database: Database) -> Iterator[Check]:
    if not is_current(database):
        yield Check("database", False, "the database is not up to date: run raingan db upgrade")
        return
    kind = "PostgreSQL" if database.is_postgres else "SQLite"
    with database.reading() as conn:
        count = conn.execute(
            select(func.count()).select_from(programmes).where(programmes.c.current)
        ).scalar_one()
    yield Check("database", True, f"{kind}, up to date")
    words = (
        f"{count} loaded" if count else "none is loaded: run raingan programme load programmes/…"
    )
    yield Check("programmes", count > 0, words)


def _line(settings: Settings) -> Iterator[Check]:
    if not settings.line_channel_access_token:
        return
    line = Line(settings)
    try:
        bot = line.bot()
    except LineError as error:
        yield Check(
            "LINE", False, f"{error.sentence}. Issue a new channel access token in the LINE console"
        )
        return
    yield Check("LINE", True, f"the token is that of {bot['displayName']} ({bot['basicId']})")
    yield _webhook(line)
    limit, used = line.quota()
    left = None if limit is None else limit - used
    words = "no limit" if left is None else f"{left} of {limit} messages left this month"
    few = (
        "; when they are used up reminders wait for free replies: buy messages, or see raingan "
        "remind --plan"
    )
    is_enough = left is None or left >= FEW_MESSAGES
    yield Check("quota", is_enough, words if is_enough else words + few)


def _webhook(line: Line) -> Check:
    try:
        at = line.webhook()
    except LineError as error:
        return Check(
            "webhook",
            False,
            f"no webhook address is set ({error.status}): set it to https://…/callback",
        )
    right = bool(at.get("active")) and str(at.get("endpoint", "")).endswith("/callback")
    words = (
        f"LINE calls {at.get('endpoint')}"
        if right
        else f"{at}: it must end in /callback and be switched on"
    )
    return Check("webhook", right, words)


def _mirror(settings: Settings, database: Database) -> Iterator[Check]:
    if not settings.google_credentials:
        settings.mirror_dir.mkdir(parents=True, exist_ok=True)
        yield Check(
            "mirror",
            True,
            f"GOOGLE_CREDENTIALS is not set: evidence and Sheets are kept in {settings.mirror_dir}",
        )
        return
    with database.reading() as conn:
        root = settings.google_drive_folder or stored_root(conn)
        sheet = settings.google_spreadsheet or any_sheet(conn)
    for found in examine(
        settings.google_credentials,
        base=settings.google_api_base or None,
        folder=root or None,
        spreadsheet=sheet or None,
        key=settings.google_key,
        now=real_now(),
    ):
        yield Check(f"Google {found.subject}", found.ok, found.sentence)
    yield from _sharing(settings, database)


def _sharing(settings: Settings, database: Database) -> Iterator[Check]:
    """Who may open the evidence, with the risk of it, and where Google refused to share."""
    try:
        settings.check_sharing()
    except SettingsError as error:
        yield Check("sharing", False, str(error))
        return
    yield Check(
        "sharing",
        True,
        SHARING[settings.google_sharing].format(domain=settings.google_sharing_domain),
    )
    with database.reading() as conn:
        refused = unshared(conn)
    if refused:
        words = (
            f"Google refused to share {len(refused)} folders, e.g. {refused[0]}: the "
            "administrator of the Workspace "
        )
        yield Check(
            "sharing",
            False,
            f"{words}forbids it. Allow it there, or set GOOGLE_SHARING to domain or none",
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


def _waiting(database: Database) -> Iterator[Check]:
    """Dead letters, and whether a worker works."""
    with database.reading() as conn:
        aside = conn.execute(select(func.count()).where(events.c.state == "set_aside")).scalar_one()
        given_up = conn.execute(
            select(func.count()).where(outbox.c.state == "given_up")
        ).scalar_one()
        oldest = conn.execute(
            select(func.min(outbox.c.created_at)).where(outbox.c.state == "waiting")
        ).scalar()
        reason = conn.execute(
            select(outbox.c.error).where(outbox.c.state == "given_up").limit(1)
        ).scalar()
    yield Check("events", aside == 0, f"{aside} messages could not be handled and are set aside")
    yield _reminders(database)
    yield Check(
        "outbox",
        given_up == 0,
        f"{given_up} jobs were given up{f', one because: {reason}' if reason else ''}",
    )
    yield _refused(database)
    yield _worker(oldest)


def _refused(database: Database) -> Check:
    """Messages whose form LINE did not take: nobody met silence, but buttons and looks were
    lost.
    """
    with database.reading() as conn:
        found = refusals.found(conn)
    if found is None or real_now() - found.at > RECENT:
        return Check("messages", True, "LINE took every message as it was made")
    words = f"LINE refused {found.count} messages, which were then said in plain words"
    last = f"the last at {found.at:%Y-%m-%d %H:%M} UTC: {found.why}"
    return Check("messages", False, f"{words}; {last}. Tell whoever looks after the program")


def _reminders(database: Database) -> Check:
    """Who is not reached by a push: no fault of the program's, but somebody should know."""
    with database.reading() as conn:
        held = quota.waiting(conn)
        blocked = conn.execute(select(func.count()).where(people.c.blocked)).scalar_one()
    words = f"{held} people hear with their next free reply, {blocked} block the bot"
    return Check(
        "reminders", True, f"{words}; raingan remind --plan shows what the month will cost"
    )


def _worker(oldest: datetime | None) -> Check:
    minutes = (real_now() - oldest).total_seconds() / 60 if oldest else 0.0
    if minutes < 15:
        return Check("worker", True, "nothing has waited for long")
    return Check(
        "worker", False, f"a job has waited for {minutes:.0f} minutes: is raingan worker running?"
    )


def _time() -> Iterator[Check]:
    try:
        ZoneInfo("Asia/Bangkok")
        yield Check("time", True, "Bangkok's time zone is known")
    except ZoneInfoNotFoundError:
        yield Check("time", False, "Bangkok's time zone is not known: install the package tzdata")
