"""What runs in a test: database, web, worker, LINE and Google; nothing is patched."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import requests

from bot.app import create_app
from bot.assemble import worker_of
from bot.clock import write_clock
from bot.programme_files import read_folder
from bot.settings import Settings
from bot.store.engine import Database, open_database
from bot.store.library import save
from bot.store.migrate import is_current, upgrade
from emulators import serving
from emulators.google import server as google_emulator
from emulators.google.accounts import write_credentials
from emulators.line import server as line_emulator
from emulators.openrosa import server as openrosa_emulator
from scoring.programme import Programme
from thai.dates import BANGKOK

SECRET, TOKEN = "a-channel-secret-for-tests", "a-channel-token-for-tests"
PROGRAMMES = Path(__file__).parents[1] / "programmes"
# Chonburi as if every office were scored itself: the mechanics are held on it
OFFICES_SCORED = Path(__file__).parent / "programmes" / "cbi-2556-r1"
KEY = "CBI-2556-R1"
PUBLIC = "https://raingan.test"
MORNING = datetime(2013, 3, 18, 9, 0, tzinfo=BANGKOK)
PATIENCE = 25.0  # seconds: on a machine that stalls, LINE's own two would let a test run ahead


@cache
def _offices_scored() -> tuple[Programme, Mapping[str, str]]:
    """Read once a run: converting its eight forms takes longer than most conversations."""
    return read_folder(OFFICES_SCORED)


def prepare(database: Database) -> None:
    """Makes an empty database what a conversation begins with."""
    upgrade(database)
    programme, forms = _offices_scored()
    with database.writing() as conn:
        save(conn, programme, forms, MORNING)


class Running:
    """Everything that runs, and its clock."""

    def __init__(
        self, folder: Path, database_url: str, *, google: bool = False, sends_on: bool = False
    ) -> None:
        self.folder = folder
        self.clock_file = folder / "clock"
        self.now = MORNING
        write_clock(self.clock_file, self.now)
        self.line = line_emulator.start(secret=SECRET, token=TOKEN, now=self.now)
        self.line.line.patience = PATIENCE
        self.google = google_emulator.start() if google else None
        self.openrosa = openrosa_emulator.start(user="รายงาน", password="ลับ") if sends_on else None
        self.settings = self._settings(database_url)
        self.http = requests.Session()
        self.database: Database = open_database(database_url)
        if not is_current(self.database):
            prepare(self.database)
        self.worker = worker_of(self.settings)
        self.app = create_app(self.settings)
        self.web = serving.start(self.app)
        self.line.line.webhook = f"{self.web.address}/callback"

    def _settings(self, database_url: str) -> Settings:
        return Settings(
            database_url=database_url,
            line_channel_secret=SECRET,
            line_channel_access_token=TOKEN,
            line_api_base=self.line.address,
            line_data_api_base=self.line.address,
            google_credentials=self._credentials(),
            google_api_base=self.google.address if self.google else "",
            openrosa_server=f"{self.openrosa.address}/v1/projects/1" if self.openrosa else "",
            openrosa_user="รายงาน" if self.openrosa else "",
            openrosa_password="ลับ" if self.openrosa else "",
            public_url=PUBLIC,
            mirror_dir=self.folder / "mirror",
            raingan_now=str(self.clock_file),
            log_level="ERROR",
        )

    def _credentials(self) -> str:
        if self.google is None:
            return ""
        path = self.folder / "google.json"
        write_credentials(path, self.google.address)
        return str(path)

    def stop(self) -> None:
        self.http.close()
        for server in (self.web, self.line, self.google, self.openrosa):
            if server:
                server.stop()
        self.let_go()

    def let_go(self) -> None:
        """Closes the database here; whoever needs it next opens it again."""
        for database in (
            self.database,
            self.worker.parts.database,
            self.app.extensions["database"],
        ):
            database.close()

    # time

    def set_clock(self, now: datetime) -> None:
        self.now = now
        write_clock(self.clock_file, now)
        self.post("/_emulator/clock", {"set": now.isoformat()})

    def get(self, path: str) -> dict[str, Any]:
        found: dict[str, Any] = self.http.get(f"{self.line.address}{path}", timeout=10).json()
        return found

    def post(self, path: str, body: object) -> dict[str, Any]:
        answer = self.http.post(f"{self.line.address}{path}", json=body, timeout=30)
        assert answer.ok, answer.text
        made: dict[str, Any] = answer.json()
        return made
