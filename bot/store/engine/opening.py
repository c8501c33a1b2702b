"""The database at an address."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from sqlalchemy import URL
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from bot.store.addresses import KNOWN, AddressError, as_one_url, kind_of
from bot.store.engine.database import Database
from bot.store.engine.moments import Moments, machine_now, running
from bot.store.engine.postgres import open_postgres
from bot.store.engine.sqlite import WriterQueue, machine_without_jumps, open_sqlite
from bot.store.objects import OPTION, open_objects
from bot.store.waking import Pipes


def open_database(
    address: str,
    machine: Callable[[], datetime] = machine_now,
    since: Callable[[], float] = running,
    spool_url: str = "",
) -> Database:
    """The database at an address, AddressError where it names none; a SQLite file's folder is made
    if it is missing. `machine` is what this host believes the time to be, `since` its clock that
    nobody sets, in seconds. `spool_url` is where photos on their way lie instead.
    """
    made = _opened(address, machine, since)
    made.objects = open_objects(spool_url)
    made.engine.update_execution_options(**{OPTION: made.objects})
    return made


def _opened(address: str, machine: Callable[[], datetime], since: Callable[[], float]) -> Database:
    kind = kind_of(address)
    url, moments = _url(address), Moments(machine, since)
    if kind == "postgresql":
        url = url.set(drivername="postgresql+psycopg")
        return Database(open_postgres(url, moments), moments, None)
    path = Path(url.database or "").resolve()
    path.parent.mkdir(parents=True, exist_ok=True)
    moments.measured(machine_without_jumps(path))
    pipes = Pipes(path.with_name(path.name + ".awake"))
    return Database(open_sqlite(path, moments), moments, WriterQueue(path), pipes)


def _url(address: str) -> URL:
    try:
        return make_url(as_one_url(address))
    except (ArgumentError, ValueError) as error:
        raise AddressError(f"this is no address of a database: {KNOWN}") from error


def shown(address: str) -> str:
    """The address as people may read it: without its password."""
    return _url(address).render_as_string(hide_password=True)
