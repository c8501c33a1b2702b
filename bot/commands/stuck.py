"""raingan stuck · stuck retry ID|all · stuck discard ID"""

import json

import click
from msgspec.structs import asdict

from bot.commands import Refused
from bot.commands.opened import opened
from bot.store import audit
from bot.store import stuck as letters
from bot.store.audit import Entry

EVERY = "all"


@click.group(invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True)
@click.pass_context
def stuck(ctx: click.Context, as_json: bool) -> None:
    """List what was given up or set aside, with the reason; retry or discard it."""
    if ctx.invoked_subcommand is not None:
        return
    with opened().database.reading() as conn:
        found = letters.found(conn)
    if as_json:
        told = [{**asdict(one), "since": one.since.isoformat()} for one in found]
        click.echo(json.dumps(told, ensure_ascii=False))
        return
    for one in found:
        about = f" · {one.concerns}" if one.concerns else ""
        click.echo(f"{one.id}  {one.kind}{about} · since {one.since:%Y-%m-%d %H:%M} UTC")
        click.echo(f"    {one.reason}")
    if found:
        click.echo("mend the cause, then raingan stuck retry ID (or all), or stuck discard ID")
    else:
        click.echo("nothing is stuck")


@stuck.command()
@click.argument("id")
def retry(id: str) -> None:
    """Try ID once more, or all of them, as if for the first time."""
    at = opened()
    with at.database.writing() as conn:
        ids = [one.id for one in letters.found(conn)] if id == EVERY else [id]
        count = letters.retry(conn, ids)
        _refuse_unknown(id, known=count > 0 or id == EVERY)
        audit.append(conn, [Entry(at.clock(), "retried", "stuck", detail=ids)])
    click.echo(f"{count} are tried again as soon as raingan worker runs")


@stuck.command()
@click.argument("id")
def discard(id: str) -> None:
    """Give ID up for good: what it holds is forgotten."""
    at = opened()
    with at.database.writing() as conn:
        _refuse_unknown(id, known=letters.discard(conn, id))
        audit.append(conn, [Entry(at.clock(), "discarded", "stuck", detail=[id])])
    click.echo(f"{id} is discarded")


def _refuse_unknown(id: str, *, known: bool) -> None:
    if not known:
        raise Refused(f"nothing that is stuck is called {id}: raingan stuck lists them")
