"""raingan backup FILE · raingan restore FILE"""

import json
import sys
from dataclasses import asdict
from pathlib import Path

import click

from bot.backup.restoring import RestoreError
from bot.backup.restoring import restore as restore_file
from bot.backup.taking import take
from bot.commands import Refused
from bot.commands.opened import fresh, opened
from bot.evidence_bytes import evidence_bytes
from sheets.kept import MirrorError

SHOWN = 10  # names of what is missing


def progress(number: int, total: int) -> None:
    """Shows how far it is, at a terminal only."""
    if sys.stderr.isatty():
        click.echo(f"\revidence: {number:,} of {total:,}", err=True, nl=number == total)


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True)
def backup(file: Path, as_json: bool) -> None:
    """Write the whole office into FILE: the database and every kept photo and file.

    While the bot works. Keep FILE where only those may read it who may read everything.
    """
    at = opened()
    try:
        content = evidence_bytes(at.settings, at.database)
        taken = take(at.database, content, file, at.clock(), progress)
    except (MirrorError, OSError) as error:
        raise Refused(f"no backup was written: {error}") from error
    if as_json:
        click.echo(json.dumps(asdict(taken), ensure_ascii=False))
    else:
        click.echo(f"{file}: {taken.rows:,} rows, {taken.evidence:,} pieces of evidence")
    if taken.missing:
        some = "\n".join(taken.missing[:SHOWN])
        raise Refused(f"{len(taken.missing)} pieces could not be had and are not in it:\n{some}")


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True)
def restore(file: Path, as_json: bool) -> None:
    """Put back what a backup holds, into an empty database; evidence goes to the mirror again.

    The database may be of the other kind than the one the backup was made of.
    """
    at = fresh()
    try:
        content = evidence_bytes(at.settings, at.database)
        done = restore_file(at.database, content, file, progress)
    except (MirrorError, RestoreError, OSError) as error:
        raise Refused(str(error)) from error
    if as_json:
        click.echo(json.dumps(asdict(done)))
    else:
        click.echo(
            f"{done.rows:,} rows are back; of the evidence {done.there:,} pieces lie in the mirror "
            f"as before and {done.again:,} go there again as soon as raingan worker runs"
        )
    if done.missing:
        raise Refused(
            f"{done.missing} pieces are neither in the mirror nor in this backup: "
            "raingan mirror check names them"
        )
