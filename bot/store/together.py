"""Several threads' writes in one transaction: on SQLite a commit costs a disk flush, and only one goes at a time."""

import threading
from collections.abc import Callable

from sqlalchemy import Connection

from bot.store.engine import Database

Work = Callable[[Connection], None]


class _Waiting:
    def __init__(self, work: Work) -> None:
        self.work = work
        self.is_settled = False
        self.error: Exception | None = None


class Together:
    """`run` returns once the work is committed, and raises what the work raised; others' failures stay theirs.

    Whoever gets the turn commits for all who wait, each in a savepoint of its own. On PostgreSQL, which flushes for
    many at once by itself, everyone has a transaction of their own.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._turn = threading.Lock()
        self._lock = threading.Lock()
        self._waiting: list[_Waiting] = []

    def run(self, work: Work) -> None:
        if self._database.is_postgres:
            with self._database.writing() as conn:
                work(conn)
            return
        mine = _Waiting(work)
        with self._lock:
            self._waiting.append(mine)
        with self._turn:
            if not mine.is_settled:
                self._commit_all()
        if mine.error is not None:
            raise mine.error

    def _commit_all(self) -> None:
        with self._lock:
            found, self._waiting = self._waiting, []
        try:
            with self._database.writing() as conn:
                for one in found:
                    _attempt(conn, one)
        except Exception as error:
            for one in found:
                one.error = one.error or error
        for one in found:
            one.is_settled = True


def _attempt(conn: Connection, one: _Waiting) -> None:
    try:
        with conn.begin_nested():
            one.work(conn)
    except Exception as error:
        one.error = error
