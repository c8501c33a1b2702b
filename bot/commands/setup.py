"""raingan setup: an office's first day. Asks what is needed, checks each answer where it counts,
writes the settings file, tells LINE the address, and prints the invite of the first coordinator.
"""

import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import click

from bot.clock import clock_of, real_now
from bot.commands import Refused
from bot.commands.invite import fresh_code
from bot.commands.opened import Opened
from bot.commands.programme_loading import load_into
from bot.commands.programme_source import bring
from bot.outbox.errors import LineError
from bot.outbox.line.api import Line
from bot.programme_files import bundled
from bot.settings import Settings
from bot.store.engine import open_database
from bot.store.migrate import upgrade
from bot.store.people import make_invite
from handlers.vocabulary.known import Invite
from sheets.google.checkup import examine

SECRET = re.compile(r"[0-9a-f]{32}")
ADDRESS = re.compile(r"https://[A-Za-z0-9.-]+\.[A-Za-z]{2,}(/[^\s?#]*)?")
USES, DAYS = 1, 30
PRIVATE = 0o600


@click.command()
@click.option("--env", default=Path(".env"), show_default=True, type=click.Path(path_type=Path))
@click.option("--programme", help="A bundled programme's key or a folder; asked for if left out.")
@click.option("--office", help="The first coordinator's office; the topmost one if left out.")
@click.option("--token", help="The channel access token; asked for if left out.")
@click.option("--secret", help="The channel secret; asked for if left out.")
@click.option("--public-url", help="Where the bot will be reached: https://…")
@click.option("--google", help="The file for GOOGLE_CREDENTIALS; - to keep evidence here.")
def setup(env: Path, programme: str | None, office: str | None, **told: str | None) -> None:
    """Set up an office: settings, LINE's webhook, the programme, the first coordinator's invite."""
    click.echo("Each answer is checked at once. Nothing is written before all of them are right.")
    token, name, bot_id = _token(told["token"])
    click.echo(f"  ok: the token is that of {name} ({bot_id})")
    secret = _asked("Channel secret", told["secret"], _secret_problem)
    url = _asked("Public address (https://…)", told["public_url"], _address_problem).rstrip("/")
    google = _google(told["google"])
    found = {
        "LINE_CHANNEL_ACCESS_TOKEN": token,
        "LINE_CHANNEL_SECRET": secret,
        "PUBLIC_URL": url,
        **({"GOOGLE_CREDENTIALS": google} if google else {}),
    }
    _write(env, found)
    click.echo(f"{env} is written, readable by its owner only. Start with: set -a; . {env}; set +a")
    _webhook(Line(_settings(found)), url)
    _first_coordinator(found, programme, office, bot_id)
    click.echo("Then start the web process and the worker (Procfile), and run raingan doctor.")


def _asked(words: str, told: str | None, problem: Callable[[str], str]) -> str:
    """What was told or is typed, asked for again until nothing is wrong with it; a wrong option is
    refused.
    """
    if told is not None:
        if found := problem(told.strip()):
            raise Refused(f"{words}: {found}")
        return told.strip()
    while True:
        typed = str(click.prompt(words)).strip()
        found = problem(typed)
        if not found:
            return typed
        click.echo(f"  {found}")


def _token(told: str | None) -> tuple[str, str, str]:
    """The token, with the name and the id of the channel it belongs to."""
    names: list[tuple[str, str]] = []

    def problem(token: str) -> str:
        try:
            names.append(Line(_settings({"LINE_CHANNEL_ACCESS_TOKEN": token})).bot())
        except LineError as error:
            return f"{error.sentence}. Issue a new one in the LINE console"
        return ""

    token = _asked("Channel access token", told, problem)
    return (token, *names[-1])


def _secret_problem(secret: str) -> str:
    if SECRET.fullmatch(secret):
        return ""
    return "a channel secret has 32 letters 0-9 a-f: copy it from “Basic settings” in the console"


def _address_problem(address: str) -> str:
    """LINE calls public https addresses on the usual port only."""
    if ADDRESS.fullmatch(address):
        return ""
    return "LINE takes an https:// address with a name and no port, e.g. https://bot.example.go.th"


def _google(told: str | None) -> str:
    """The credentials file, once Google takes it; "" to keep evidence on this machine."""

    def problem(file: str) -> str:
        if file in {"", "-"}:
            return ""
        wrong = [
            f"{one.subject}: {one.sentence}"
            for one in examine(
                file,
                base=os.environ.get("GOOGLE_API_BASE") or None,
                folder=os.environ.get("GOOGLE_DRIVE_FOLDER") or None,
                spreadsheet=os.environ.get("GOOGLE_SPREADSHEET") or None,
                key=os.environ.get("GOOGLE_KEY", ""),
                now=real_now(),
            )
            if not one.ok
        ]
        return "; ".join(wrong)

    file = _asked("Google credentials file (- to keep evidence on this machine)", told, problem)
    return "" if file == "-" else file


def _settings(found: Mapping[str, str]) -> Settings:
    """The settings as they will be: what is asked here, over what the environment says."""
    told = {name.lower(): value for name, value in found.items()}
    return Settings().model_copy(update=told)


def _write(env: Path, found: Mapping[str, str]) -> None:
    """Puts the answers into the file and leaves its other lines as they are."""
    kept = [
        line
        for line in (env.read_text("utf-8").splitlines() if env.exists() else [])
        if line.partition("=")[0].strip() not in found
    ]
    lines = [*kept, *(f"{name}={_quoted(value)}" for name, value in found.items())]
    fresh = env.with_name(f"{env.name}.new")
    fresh.touch(mode=PRIVATE)
    fresh.write_text("\n".join(lines) + "\n", "utf-8")
    fresh.replace(env)


def _quoted(value: str) -> str:
    return "'" + value.replace("'", "'\\''") + "'"


def _webhook(line: Line, url: str) -> None:
    """Tells LINE the address and lets it try; a bot that is not running yet is no mistake."""
    endpoint = f"{url}/callback"
    try:
        line.set_webhook(endpoint)
        click.echo(f"  ok: LINE calls {endpoint}")
        reason = line.try_webhook()
    except LineError as error:
        click.echo(f"  WRONG: {error.sentence}. Set {endpoint} in the console by hand")
        return
    if reason:
        click.echo(f"  not answered yet ({reason}): once the bot runs, raingan doctor looks again")
    else:
        click.echo("  ok: LINE tried it and was answered")


def _first_coordinator(
    found: Mapping[str, str], programme: str | None, office: str | None, bot_id: str
) -> None:
    """Brings the database up to date, loads the programme, and prints the invite."""
    settings = _settings(found)
    database = open_database(settings.database_url)
    click.get_current_context().call_on_close(database.close)
    upgrade(database)
    at = Opened(settings, database, clock_of(settings))
    key = programme or str(click.prompt("Programme (a bundled one's key, or a folder)"))
    brought = bring(bundled(key) or Path(key))
    run = brought.programme
    click.echo(load_into(at, brought))
    chosen = office or run.tops[0]
    if chosen not in run.above:
        raise Refused(f"{run.key} has no office {chosen}: see raingan programme show {run.key}")
    made = Invite(fresh_code(), run.key, chosen, "coordinator")
    with database.writing() as conn:
        make_invite(conn, made, uses=USES, days=DAYS, now=at.clock())
    name = run.office(chosen).name
    click.echo(f"The first coordinator ({name}) adds {bot_id} in LINE and types: {made.code}")
