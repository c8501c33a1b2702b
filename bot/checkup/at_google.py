"""The mirror: whether it takes evidence and rows, and who may open what lies there."""

from collections.abc import Iterator

from bot.checkup.check import Check
from bot.clock import real_now
from bot.outbox.evidence.folders import stored_root, unshared
from bot.outbox.sheet.records import any_sheet
from bot.settings import Settings, SettingsError
from bot.store.engine import Database
from sheets.google.checkup import examine

SHARING = {
    "none": "evidence folders open only for people invited in Drive: links and QR codes ask "
    "everybody else to sign in",
    "domain": "everybody with an account of {domain} may open the evidence of every programme",
    "anyone": "whoever has a folder's link or QR code sees all evidence in it, without signing "
    "in, and may pass it on; "
    "photos often show people. GOOGLE_SHARING=domain is safer",
}


def mirror(settings: Settings, database: Database) -> Iterator[Check]:
    if not settings.google_credentials:
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
