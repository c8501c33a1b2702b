"""What most commands start with: the settings, an up-to-date database, a clock, and errors as
sentences.
"""

from collections.abc import Callable
from dataclasses import dataclass

import click
import structlog
from sqlalchemy.exc import OperationalError

from bot.clock import Clock, clock_of
from bot.commands import Refused
from bot.settings import Settings, SettingsError, read_settings
from bot.store.addresses import AddressError
from bot.store.engine import Database, open_database
from bot.store.engine.opening import shown
from bot.store.migrate import fits, upgrade

TRY_AGAIN = 2.0  # seconds

log = structlog.get_logger()


class UnreachableError(Refused):
    """The database does not answer at this moment."""


@dataclass(frozen=True, slots=True)
class Opened:
    settings: Settings
    database: Database
    clock: Clock


def settings_or_refuse() -> Settings:
    try:
        return read_settings()
    except SettingsError as error:
        raise Refused(str(error)) from error


def opened(*, create: bool = False) -> Opened:
    """The database of the settings; refused with a sentence when it is missing or out of date."""
    settings = settings_or_refuse()
    try:
        database = open_database(settings.database_url, spool_url=settings.spool_url)
        click.get_current_context().call_on_close(database.close)
        if create:
            upgrade(database)
        if not fits(database):
            raise Refused("the database is not up to date: run raingan db upgrade")
        return Opened(settings, database, clock_of(settings))
    except (SettingsError, AddressError) as error:
        raise Refused(str(error)) from error
    except OperationalError as error:
        raise UnreachableError(
            f"the database {shown(settings.database_url)} cannot be reached: {error.orig}"
        ) from error


def fresh() -> Opened:
    """A database of which nothing is known yet: it may be empty, without a table."""
    settings = settings_or_refuse()
    try:
        database = open_database(settings.database_url, spool_url=settings.spool_url)
        click.get_current_context().call_on_close(database.close)
        return Opened(settings, database, clock_of(settings))
    except (SettingsError, AddressError) as error:
        raise Refused(str(error)) from error


def opened_patiently(wait: Callable[[float], bool]) -> Opened:
    """The same for what runs on its own: a server that is not there yet is waited for. `wait` waits
    for some seconds and says whether it is time to end.
    """
    while True:
        try:
            return opened()
        except UnreachableError as error:
            log.warning("database_unreachable", error=error.message)
            if wait(TRY_AGAIN):
                raise
