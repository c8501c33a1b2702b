"""Opens the database: SQLite (WAL, one writer at a time, in a fair queue) or PostgreSQL.

Law: an address is understood or refused by name; nothing here waits without an end; jobs go by the
database's clock and no host's own.

opening    the database at an address (bot/store/addresses.py says which there are)
sqlite     the queue of writers, the clock of the machine that holds the file
postgres   time-outs on every way a connection can stand still
ready      statements made again and again, compiled once and handed to the driver
noting     small changes that are made often and that nobody waits for
database   transactions, and who is woken by them
"""

from bot.store.engine.database import Database
from bot.store.engine.moments import now_of
from bot.store.engine.opening import open_database

__all__ = ["Database", "now_of", "open_database"]
