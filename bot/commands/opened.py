"""What most commands start with: the settings, an up-to-date database, a clock, and errors as
sentences.
"""

from dataclasses import dataclass

import click
from pydantic import ValidationError

from bot.clock import Clock, clock_of
from bot.commands import Refused
from bot.settings import Settings, SettingsError
from bot.store.engine import Database, open_database
from bot.store.migrate import is_current, upgrade


@dataclass(frozen=True, slots=True)
class Opened:
    settings: Settings
    database: Database
    clock: Clock


def settings_or_refuse() -> Settings:
    try:
        return Settings()
    except ValidationError as error:
        problems = [
            f"{'.'.join(map(str, each['loc'])).upper()}: {each['msg']}" for each in error.errors()
        ]
        raise Refused("\n".join(problems)) from error


def opened(*, create: bool = False) -> Opened:
    """The database of the settings; refused with a sentence when it is missing or out of date."""
    settings = settings_or_refuse()
    try:
        database = open_database(settings.database_url)
        click.get_current_context().call_on_close(database.close)
        if create:
            upgrade(database)
        if not is_current(database):
            raise Refused("the database is not up to date: run raingan db upgrade")
        return Opened(settings, database, clock_of(settings))
    except SettingsError as error:
        raise Refused(str(error)) from error
