"""What stands where servers would in a test that needs none: a database in this process's memory,
and calls to an emulator without a line in between. Both refuse what the real thing refuses.
"""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pysqlite3.dbapi2 as sqlite
import urllib3
from sqlalchemy import Connection, StaticPool, create_engine, event
from werkzeug.test import EnvironBuilder

from bot.store.engine import Database
from bot.store.engine.moments import OPTION, Moments
from bot.store.waking import Pipes
from emulators import serving

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication


class Woken(Pipes):
    """The lanes that have work since they were asked for last."""

    def __init__(self) -> None:
        super().__init__(Path())
        self._lanes: dict[str, None] = {}

    def signal(self, lanes: Iterable[str]) -> None:
        self._lanes |= dict.fromkeys(lanes)

    def take(self) -> list[str]:
        found = [*self._lanes]
        self._lanes.clear()
        return found


def database_like(ready: Path, woken: Woken) -> Database:
    """A database in memory that holds what the file holds; it is used by one thread."""
    made = sqlite.connect(":memory:", isolation_level=None)
    kept = sqlite.connect(ready)
    kept.backup(made)
    kept.close()
    made.execute("PRAGMA foreign_keys=ON")
    moments = Moments()
    engine = create_engine(
        "sqlite://",
        module=sqlite,
        creator=lambda: made,
        poolclass=StaticPool,
        execution_options={OPTION: moments},
    )
    event.listen(engine, "begin", _begin)
    return Database(engine, moments, None, woken)


def _begin(conn: Connection) -> None:
    conn.exec_driver_sql("BEGIN")


class Direct(urllib3.PoolManager):
    """Asks an application where a connection would be opened."""

    def __init__(self, app: WSGIApplication) -> None:
        super().__init__(retries=False)
        self._app = app

    def urlopen(  # type: ignore[override]
        self,
        method: str,
        url: str,
        redirect: bool = True,
        **asked: Any,  # noqa: ANN401
    ) -> urllib3.HTTPResponse:
        request = EnvironBuilder(
            url, method=method, headers=asked.get("headers"), data=asked.get("body")
        )
        status, headers, body = serving.collect(self._app, request.get_environ())
        code, _, reason = status.partition(" ")
        return urllib3.HTTPResponse(
            BytesIO(body),
            urllib3.HTTPHeaderDict(headers),
            int(code),
            reason=reason,
            preload_content=asked.get("preload_content", True),
        )
