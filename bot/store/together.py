"""Several threads' writes in one transaction: on SQLite a commit costs a disk flush, and only one
goes at a time.
"""

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
    """`run` returns once the work is committed, and raises what the work raised; others' failures
    stay theirs.

    Whoever gets the turn commits for all who wait; work may be run a second time after a rollback,
    so it must do nothing but write. On PostgreSQL, which flushes for many at once by itself,
    everyone has a transaction of their own.
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
        """All in one transaction; if one of them fails, each in its own, so that it fails alone."""
        with self._lock:
            found, self._waiting = self._waiting, []
        try:
            with self._database.writing() as conn:
                for one in found:
                    one.work(conn)
        except Exception:
            for one in found:
                self._commit(one)
        for one in found:
            one.is_settled = True

    def _commit(self, one: _Waiting) -> None:
        try:
            with self._database.writing() as conn:
                one.work(conn)
        except Exception as error:
            one.error = error
