"""A small note that is written often: it outlives this process, however it ends, but need not
outlive the power going, so nobody waits for the disk; a tenth of a transaction's price.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, Update

from bot.store.engine.ready import made_ready

# evaluated with the statement, so that its own commit does not wait
WITHOUT_WAITING = " AND (SELECT set_config('synchronous_commit', 'off', true)) IS NOT NULL"


def note(engine: Engine, statement: Update, values: Mapping[str, int | str]) -> int:
    """How many rows it changed. The statement ends with its WHERE."""
    ready = made_ready(statement, engine.dialect)
    bound = ready.bound(values)
    pooled = engine.raw_connection()
    try:
        driver: Any = pooled.driver_connection
        if ready.order is None:
            with _committing(driver):
                return int(driver.execute(ready.words + WITHOUT_WAITING, bound).rowcount)
        driver.execute("PRAGMA synchronous=NORMAL")
        try:
            return int(driver.execute(ready.words, bound).rowcount)
        finally:
            driver.execute("PRAGMA synchronous=FULL")
    except Exception as error:
        pooled.invalidate(error)  # whatever it was opened to, the next one finds how it is now
        raise
    finally:
        pooled.close()


@contextmanager
def _committing(driver: Any) -> Iterator[None]:  # noqa: ANN401 - the driver's own object
    """Each statement is a transaction of its own meanwhile."""
    driver.autocommit = True
    try:
        yield
    finally:
        if not driver.closed:
            driver.autocommit = False
