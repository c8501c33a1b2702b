"""Whether it is well: what a proxy, a monitor or a person asks at any moment, answered in time
whatever stands still.
"""

from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as NoAnswerError
from hmac import compare_digest

from flask import Flask, Request, Response, request

from bot.metrics import metrics_text
from bot.pages.safety import not_found
from bot.store import working
from bot.store.engine import Database
from bot.store.migrate import fits
from bot.store.notes import set_note

PROBE = "readyz"
ANSWERS_WITHIN = 1.8  # seconds: whoever asks has seldom more patience
SILENT = "the database does not answer"


class Health:
    """Asks in a thread of its own, so that one that hangs keeps nobody else waiting: while an
    answer is still out there is no second question, and the answer is that there is none.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._asking = ThreadPoolExecutor(2, "health")

    def readiness(self) -> str:
        """Why the database is not right, or ""."""
        try:
            return self._asking.submit(readiness_problem, self._database).result(ANSWERS_WITHIN)
        except NoAnswerError:
            return SILENT

    def of_worker(self) -> str:
        """Why nobody carries out what waits, or ""."""
        try:
            return self._asking.submit(worker_problem, self._database).result(ANSWERS_WITHIN)
        except NoAnswerError:
            return SILENT


def readiness_problem(database: Database) -> str:
    """Why messages cannot be taken, or "": the database must answer, fit, and take a row."""
    try:
        if not fits(database):
            return "the database is not up to date: run raingan db upgrade"
    except Exception as error:
        return f"the database cannot be reached: {type(error).__name__}"
    try:
        database.measure_time()
        with database.writing() as conn:
            set_note(conn, PROBE, database.now().isoformat(timespec="seconds"))
    except Exception as error:
        return (
            f"the database takes nothing ({getattr(error, 'orig', error)}): look at the free space "
            "of its disk and whether it may be written to"
        )
    return ""


def worker_problem(database: Database) -> str:
    """Why nothing is carried out, or ""."""
    try:
        with database.reading() as conn:
            silent = working.silence(conn)
    except Exception as error:
        return f"the database cannot be reached: {type(error).__name__}"
    if silent is None:
        return "no worker has ever worked: start raingan worker"
    if silent > working.MISSED_AFTER:
        return (
            f"no worker has given a sign for {silent.total_seconds():.0f} seconds: "
            "start raingan worker"
        )
    return ""


def add_health(app: Flask, database: Database, metrics_token: str) -> None:
    """/healthz, /readyz, /readyz/worker, /metrics."""
    health = Health(database)
    app.extensions["health"] = health

    @app.get("/healthz")
    def healthz() -> Response:
        return Response("ok\n", mimetype="text/plain")

    @app.get("/readyz")
    def readyz() -> Response:
        return _answer(health.readiness())

    @app.get("/readyz/worker")
    def worker() -> Response:
        return _answer(health.of_worker())

    @app.get("/metrics")
    def metrics() -> Response:
        if not _may_read(request, metrics_token):
            return not_found()
        return Response(metrics_text(database), mimetype="text/plain; version=0.0.4; charset=utf-8")


def _answer(problem: str) -> Response:
    return Response(f"{problem or 'ready'}\n", 503 if problem else 200, mimetype="text/plain")


def _may_read(asked: Request, token: str) -> bool:
    """With METRICS_TOKEN whoever knows it; without, whoever asks this process itself and does not
    come through the proxy from outside.
    """
    if token:
        return compare_digest(asked.headers.get("Authorization", ""), f"Bearer {token}")
    return "X-Forwarded-For" not in asked.headers and "Forwarded" not in asked.headers
