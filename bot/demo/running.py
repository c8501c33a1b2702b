"""The demo: LINE and Google on this machine, the bot and its worker beside them, one address to
open.
"""

import json
import os
import secrets
import shutil
import signal
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.clock import clock_of, write_clock
from bot.demo.cast import CAST, PROGRAMMES, enrol_cast
from bot.demo.environment import FOLDER, remember
from bot.demo.ports import DemoError, free_port, need_free
from bot.programme_files import bundled, read_folder
from bot.settings import Settings
from bot.store.engine import Database, open_database
from bot.store.library import save
from bot.store.loading import with_published
from bot.store.migrate import upgrade
from emulators.google import server as google_emulator
from emulators.google.accounts import write_credentials
from emulators.line import server as line_emulator
from thai.dates import BANGKOK

# LINE shows pictures from https only; the phone page finds it on this machine
PUBLIC = "https://raingan.demo"
FIRST_MOMENT = datetime(
    2013, 3, 18, 9, 0, tzinfo=BANGKOK
)  # two working days before most of the round is due
STARTS_WITHIN = 30  # seconds


@dataclass(frozen=True, slots=True)
class Addresses:
    page: str
    bot: str
    google: str


def run(port: int, *, fresh: bool, folder: Path = FOLDER) -> None:
    """Starts everything, says where it is, and runs until Ctrl-C or SIGTERM."""
    ended = _stop_signal()
    need_free(port)
    if fresh:
        shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    clock = folder / "clock"
    secret, token = _channel(folder)
    bot_port = free_port(port + 1)
    line = line_emulator.start(
        port,
        secret=secret,
        token=token,
        webhook=f"http://127.0.0.1:{bot_port}/callback",
        resolve={PUBLIC: f"http://127.0.0.1:{bot_port}"},
        now=_first_moment(),
        people=[{"id": one.id, "name": one.name, "note": one.note} for one in CAST],
        on_clock=lambda moment: write_clock(clock, moment),
        keep=folder / "line",
    )
    now = line.line.clock.now()  # the second start goes on where the first stopped
    write_clock(clock, now)
    google = google_emulator.start(free_port(port + 2), now=now, keep=folder / "google")
    addresses = Addresses(line.address, f"http://127.0.0.1:{bot_port}", google.address)
    environment = _environment(folder, addresses, secret, token, clock)
    is_first = _prepare(environment, clock)
    children = _start(environment, bot_port)
    try:
        _wait_until_ready(addresses.bot, children, ended)
        if is_first and not ended.is_set():
            _let_cast_follow(addresses.page)
        _greet(addresses)
        _until_stopped(children, ended)
    finally:
        _stop(children)
        line.stop()
        google.stop()


def _stop_signal() -> threading.Event:
    """Set by Ctrl-C and SIGTERM, from the first moment on: whatever has been started by then is
    ended in order.
    """
    ended = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: ended.set())
    return ended


def _first_moment() -> datetime:
    given = os.environ.get("RAINGAN_NOW", "")
    moment = datetime.fromisoformat(given) if given else FIRST_MOMENT
    return moment if moment.tzinfo else moment.replace(tzinfo=BANGKOK)


def _channel(folder: Path) -> tuple[str, str]:
    """The demo channel's secret and token, made once."""
    file = folder / "channel"
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(f"{secrets.token_hex(16)}\n{secrets.token_urlsafe(48)}\n")
    secret, token = file.read_text().split()
    return secret, token


def _environment(
    folder: Path, at: Addresses, secret: str, token: str, clock: Path
) -> dict[str, str]:
    credentials = write_credentials(folder / "google-account.json", at.google)
    own = {
        "DATABASE_URL": os.environ.get("DATABASE_URL") or f"sqlite:///{folder}/raingan.db",
        "LINE_CHANNEL_SECRET": secret,
        "LINE_CHANNEL_ACCESS_TOKEN": token,
        "LINE_API_BASE": at.page,
        "LINE_DATA_API_BASE": at.page,
        "GOOGLE_CREDENTIALS": str(credentials),
        "GOOGLE_API_BASE": at.google,
        "PUBLIC_URL": PUBLIC,
        "MIRROR_DIR": str(folder / "mirror"),
        "RAINGAN_NOW": str(clock),
    }
    remember(folder, own)
    return {**os.environ, **own, "LOG_LEVEL": os.environ.get("LOG_LEVEL", "WARNING")}


def _prepare(environment: Mapping[str, str], clock: Path) -> bool:
    """The database, the programmes, and on the first start the cast; whether this was the first."""
    database = open_database(environment["DATABASE_URL"])
    marker = clock.parent / "cast"
    is_first = not marker.exists()
    upgrade(database)
    now = clock_of(Settings(raingan_now=str(clock), line_api_base="http://127.0.0.1"))()
    if is_first:
        _tell("reading the programmes and their forms: about ten seconds, on the first start only")
    for key in PROGRAMMES:
        _load(database, key, now)
    with database.writing() as conn:
        if is_first:
            enrol_cast(conn, now)
    marker.touch()
    database.close()
    return is_first


def _load(database: Database, key: str, now: datetime) -> None:
    folder = bundled(key)
    if folder is None:
        raise DemoError(
            f"start the demo in the project's folder: programmes/{key.lower()} is not here"
        )
    programme, forms = read_folder(folder)
    with database.writing() as conn:
        loaded = with_published(conn, programme, forms, now)
        save(conn, loaded.programme, loaded.forms, now)


def _tell(words: str) -> None:
    print(words, file=sys.stderr, flush=True)  # noqa: T201 - whoever waits should know for what


def _start(environment: Mapping[str, str], port: int) -> list[subprocess.Popen[bytes]]:
    here = Path(sys.executable).parent
    web = [
        *(
            str(here / "gunicorn"),
            "-k",
            "bot.doorkeeper.Worker",
            "-w",
            "2",
            "--keep-alive",
            "75",
            "--reuse-port",
        ),
        "--no-control-socket",
        *("--log-level", "warning", "-b", f"127.0.0.1:{port}", "bot.web:create_web()"),
    ]
    worker = [str(here / "raingan"), "worker"]
    return [
        subprocess.Popen(command, env=dict(environment), start_new_session=True)  # noqa: S603 - our own two programs
        for command in (web, worker)
    ]


def _wait_until_ready(
    address: str, children: list[subprocess.Popen[bytes]], ended: threading.Event
) -> None:
    until = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < until and not ended.is_set():
        if any(child.poll() is not None for child in children):
            raise DemoError("the bot or its worker ended at once; its own words are above")
        try:
            with urllib.request.urlopen(f"{address}/readyz", timeout=2):  # noqa: S310 - our own address
                return
        except OSError:
            ended.wait(0.05)
    if ended.is_set():
        return
    raise DemoError(f"the bot did not answer at {address} within {STARTS_WITHIN} seconds")


def _let_cast_follow(page: str) -> None:
    """Every member of the cast adds the bot as a friend; the newcomer is left to do it in the
    page.
    """
    for actor in (one for one in CAST if one.office):
        body = json.dumps({"user": actor.id, "follow": True}).encode()
        said = urllib.request.Request(  # noqa: S310
            f"{page}/_emulator/say", body, {"Content-Type": "application/json"}
        )
        with urllib.request.urlopen(said, timeout=10):  # noqa: S310 - our own address
            pass


def _greet(at: Addresses) -> None:
    print(f"Raingan demo: {at.page}/", flush=True)  # noqa: T201 - the one line people wait for
    print(f"  the bot {at.bot}/ · Drive and Sheets {at.google}/ · Ctrl-C ends it", flush=True)  # noqa: T201


def _until_stopped(children: list[subprocess.Popen[bytes]], ended: threading.Event) -> None:
    while not ended.wait(1.0):
        if any(child.poll() is not None for child in children):
            raise DemoError("the bot or its worker has ended; its own words are above")


def _stop(children: list[subprocess.Popen[bytes]]) -> None:
    for child in children:
        if child.poll() is None:
            child.terminate()
    for child in children:
        try:
            child.wait(timeout=10)
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()
