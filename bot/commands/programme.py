"""raingan programme check · load · list · show"""

import json
from pathlib import Path
from typing import Any

import click
from sqlalchemy import select

from bot.commands import Refused
from bot.commands.opened import Opened, opened
from bot.programme_files import ProgrammeFilesError, bundled, read_folder
from bot.store.library import Library, save
from bot.store.tables import programmes
from handlers.known import Edition
from scoring.problems import ProgrammeError
from scoring.programme import Programme


@click.group()
def programme() -> None:
    """Programmes: what is reported, by whom, until when, and what it is worth."""


def read_or_refuse(path: Path) -> tuple[Programme, dict[str, str]]:
    try:
        return read_folder(path)
    except ProgrammeError as error:
        raise Refused("\n".join(f"{p.file}: {p.key}: {p.reason}" for p in error.problems)) from error
    except ProgrammeFilesError as error:
        raise Refused(str(error)) from error


@programme.command()
@click.argument("path", type=click.Path(path_type=Path))
def check(path: Path) -> None:
    """Say what is wrong with a programme's folder, or what is in it."""
    found, forms = read_or_refuse(path)
    click.echo(f"{found.key}: {len(found.offices)} offices, {len(found.indicators)} indicators, {len(forms)} forms")


@programme.command()
@click.argument("path", type=click.Path(path_type=Path))
def load(path: Path) -> None:
    """Make a folder the current version of its programme; reports already sent keep theirs."""
    at = opened(create=True)
    click.echo(load_folder(at, path))


def load_folder(at: Opened, path: Path) -> str:
    found, forms = read_or_refuse(path)
    with at.database.writing() as conn:
        is_new = save(conn, found, forms, at.clock())
    return f"{found.key}: loaded as the current version" if is_new else f"{found.key}: already current"


def current(at: Opened, key: str) -> Edition:
    """The current edition; a programme that ships with the project is loaded on first use."""
    with at.database.reading() as conn:
        edition = Library().current(conn).get(key)
    if edition is None and (folder := bundled(key)):
        load_folder(at, folder)
        with at.database.reading() as conn:
            edition = Library().current(conn).get(key)
    if edition is None:
        raise Refused(f"there is no programme {key}: see raingan programme list, or load its folder first")
    return edition


@programme.command("list")
@click.option("--json", "as_json", is_flag=True)
def list_(as_json: bool) -> None:
    """The programmes that are loaded."""
    wanted = select(programmes.c.key, programmes.c.version, programmes.c.content).where(programmes.c.current)
    with opened(create=True).database.reading() as conn:
        rows = conn.execute(wanted.order_by(programmes.c.key)).all()
    facts = [{"key": row.key, "version": row.version, "name": row.content["name"]} for row in rows]
    if as_json:
        click.echo(json.dumps(facts, ensure_ascii=False))
        return
    for fact in facts:
        click.echo(f"{fact['key']}  {fact['version']}  {fact['name']}")


@programme.command()
@click.argument("key")
@click.option("--json", "as_json", is_flag=True)
def show(key: str, as_json: bool) -> None:
    """One programme: its offices and indicators."""
    edition = current(opened(create=True), key)
    facts = facts_of(edition)
    if as_json:
        click.echo(json.dumps(facts, ensure_ascii=False))
        return
    click.echo(f"{facts['key']}  {facts['name']}  ({facts['version']})")
    for office in facts["offices"]:
        click.echo(f"  {office['code']:<10} {office['name']}")
    for indicator in facts["indicators"]:
        click.echo(f"  {indicator['code']:<6} {indicator['weight'] or '-':>6} %  {indicator['name']}")


def facts_of(edition: Edition) -> dict[str, Any]:
    shown = edition.programme
    return {
        "key": shown.key,
        "version": edition.version,
        "name": shown.name,
        "offices": [{"code": one.code, "name": one.name, "parent": one.parent} for one in shown.offices],
        "indicators": [
            {
                "code": one.code,
                "name": one.name,
                "weight": None if one.weight is None else str(one.weight),
                "measure": one.measure.type,
            }
            for one in shown.indicators
        ],
    }
