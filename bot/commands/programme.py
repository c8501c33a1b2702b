"""raingan programme check · load · list · show · export"""

import json
from pathlib import Path
from typing import Any

import click
from sqlalchemy import func, select

from bot import later
from bot.commands import Refused
from bot.commands.opened import Opened, opened
from bot.commands.programme_loading import load_into
from bot.commands.programme_source import Brought, bring
from bot.programme_files import bundled
from bot.programme_values import not_reached
from bot.store.library import Library
from bot.store.tables.records import programmes, submissions
from handlers.vocabulary.known import Edition
from scoring import reach
from scoring.checks import is_open_for_scoring, warnings

NOT_OPEN = "not open for scoring yet: give every indicator below a weight first"


@click.group()
def programme() -> None:
    """Programmes: what is reported, by whom, until when, and what it is worth."""


@programme.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True)
def check(path: Path, as_json: bool) -> None:
    """Say what is wrong with a programme's folder or workbook, or what is in it and what to look
    at.
    """
    brought = bring(path)
    facts = _checked(brought)
    if as_json:
        click.echo(json.dumps(facts, ensure_ascii=False))
        return
    forms = "the forms in use stay" if brought.forms is None else f"{facts['forms']} forms"
    register = f"{facts['organisations']} organisations, " if facts["organisations"] else ""
    click.echo(
        f"{facts['key']}: {facts['offices']} offices, {facts['indicators']} indicators, "
        f"{register}{forms}"
    )
    for sentence in _warned(brought):
        click.echo(f"warning: {sentence}")


def _checked(brought: Brought) -> dict[str, Any]:
    found = brought.programme
    return {
        "key": found.key,
        "name": found.name,
        "offices": len(found.offices),
        "indicators": len(found.indicators),
        "organisations": len(found.organisations),
        "forms": None if brought.forms is None else len(brought.forms),
        "open_for_scoring": is_open_for_scoring(found),
        "unreached": not_reached(found, brought.forms or {}),
        "warnings": list(warnings(found)),
    }


def _warned(brought: Brought) -> list[str]:
    found, forms = brought.programme, brought.forms or {}
    unreached = [
        f"indicators[{code}]: cannot be scored from chat: {reason}"
        for code, reason in not_reached(found, forms).items()
    ]
    opening = () if is_open_for_scoring(found) else (NOT_OPEN,)
    return [*opening, *unreached, *warnings(found)]


@programme.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.option(
    "--own-forms",
    is_flag=True,
    help="The folder's forms take the place of those published in chat.",
)
def load(path: Path, own_forms: bool) -> None:
    """Make a folder or workbook the current version of its programme; reports already sent keep
    theirs.
    """
    brought = bring(path)
    at = opened(create=True)
    click.echo(load_into(at, brought, own_forms=own_forms))
    for sentence in _warned(brought):
        click.echo(f"warning: {sentence}", err=True)
    older = _older(at, brought.programme.key)
    if older:
        keep = (
            "1 report keeps the version it was"
            if older == 1
            else f"{older} reports keep the version they were"
        )
        click.echo(f"{keep} sent under: see raingan score --recompute {brought.programme.key}")


def _older(at: Opened, key: str) -> int:
    """How many current reports were scored under an earlier version than the current one."""
    version = (
        select(programmes.c.version)
        .where(programmes.c.key == key, programmes.c.current)
        .scalar_subquery()
    )
    older = select(func.count()).where(
        submissions.c.programme == key,
        submissions.c.current,
        submissions.c.programme_version != version,
    )
    with at.database.reading() as conn:
        return int(conn.execute(older).scalar_one())


def current(at: Opened, key: str) -> Edition:
    """The current edition; a programme that ships with the project is loaded on first use."""
    edition = _loaded(at, key)
    folder = bundled(key) if edition is None else None
    if folder and (brought := bring(folder)).programme.key == key:
        load_into(at, brought)
        edition = _loaded(at, key)
    if edition is None:
        raise Refused(
            f"there is no programme {key}: see raingan programme list, or load its folder first"
        )
    return edition


def _loaded(at: Opened, key: str) -> Edition | None:
    with at.database.reading() as conn:
        return Library().current(conn).get(key)


@programme.command()
@click.argument("key")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def export(key: str, file: Path) -> None:
    """Write a programme's rules as a workbook to change and load again; its forms stay as they
    are.
    """
    if file.suffix.lower() != ".xlsx":
        raise Refused(f"{file}: a workbook's name ends in .xlsx")
    edition = current(opened(create=True), key)
    try:
        later.workbook_file.write(edition.programme, file)
    except OSError as error:
        raise Refused(str(error)) from error
    click.echo(f"{key}: {edition.version} written to {file}")


@programme.command("list")
@click.option("--json", "as_json", is_flag=True)
def list_(as_json: bool) -> None:
    """The programmes that are loaded."""
    wanted = select(programmes.c.key, programmes.c.version, programmes.c.content).where(
        programmes.c.current
    )
    with opened(create=True).database.reading() as conn:
        rows = conn.execute(wanted.order_by(programmes.c.key)).all()
    facts = [{"key": row.key, "version": row.version, "name": row.content["name"]} for row in rows]
    if as_json:
        click.echo(json.dumps(facts, ensure_ascii=False))
        return
    for fact in facts:
        click.echo(f"{fact['key']}  {fact['version']}  {fact['name']}")
    if not facts:
        click.echo("no programme is loaded yet: raingan programme load PATH")


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
        click.echo(
            f"  {indicator['code']:<6} {indicator['weight'] or '-':>6} %  {indicator['name']}"
        )


def facts_of(edition: Edition) -> dict[str, Any]:
    shown = edition.programme
    names = {one.form for one in shown.works if one.form}
    asked = {name: [each.name for each in edition.forms(name).questions] for name in names}
    unreached = reach.unreached(shown, asked)
    return {
        "key": shown.key,
        "version": edition.version,
        "name": shown.name,
        "offices": [
            {"code": one.code, "name": one.name, "parent": one.parent, "kind": one.kind}
            for one in shown.offices
        ],
        "indicators": [
            {
                "code": one.code,
                "name": one.name,
                "weight": None if one.weight is None else str(one.weight),
                "measure": one.measure.type,
                "assessed": list(shown.assessed(one.code)),
                "forms": list(shown.sources(one.code)),
                "reachable": one.code not in unreached,
            }
            for one in shown.indicators
        ],
    }
