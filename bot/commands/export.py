"""raingan export"""

import json
import sys
from collections import deque
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import click

from bot.commands import Refused
from bot.commands.opened import opened
from bot.evidence_bytes import evidence_bytes
from bot.exporting.appraisals import write_appraisals
from bot.exporting.export import Export, Told
from bot.store.library import Library
from sheets.kept import MirrorError
from sheets.layout.odk_tables import Style


@click.command()
@click.argument("key")
@click.option(
    "--out",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder to write into.",
)
@click.option(
    "--split-select", is_flag=True, help="A column of 1 and 0 for each choice of a select_multiple."
)
@click.option(
    "--labels",
    type=click.Choice(["th", "en"]),
    help="Labels of questions and choices in this language.",
)
@click.option(
    "--appraisals", "appraised", is_flag=True, help="Appraisals of people too: keep them apart."
)
@click.option("--json", "as_json", is_flag=True, help="Say what was written as JSON.")
def export(
    key: str, out: Path, *, split_select: bool, labels: str | None, appraised: bool, as_json: bool
) -> None:
    """Write every record of a programme as CSV in ODK Central's layout, with its attachments."""
    at = opened()
    library = Library()
    with at.database.reading() as conn:
        if key not in library.current(conn):
            raise Refused(f"{key} is not loaded: see raingan programme list")
        try:
            content = evidence_bytes(at.settings, at.database)
        except MirrorError as error:
            raise Refused(error.sentence) from error
        work = Export(library, content, out, Style(split_select, labels or ""))
        try:
            deque(_shown(work.run(conn, key)), maxlen=0)
            if appraised:
                write_appraisals(conn, key, out)
        except OSError as error:
            raise Refused(f"{out}: {error.strerror}") from error
    _tell(work.told, out, as_json=as_json)
    _complain(work.told)


def _shown(run: Iterator[Told]) -> Iterator[Told]:
    """The run, counted on a terminal."""
    is_watched = sys.stderr.isatty()
    for told in run:
        if is_watched:
            click.echo(f"\r{told.records} records", err=True, nl=False)
        yield told
    if is_watched:
        click.echo("", err=True)


def _tell(told: Told, out: Path, *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps({"out": str(out), **asdict(told)}, ensure_ascii=False))
        return
    click.echo(
        f"{out}: {told.records} records of {len(told.forms)} forms, {told.attachments} attachments"
    )
    for sentence in told.missing:
        click.echo(f"missing: {sentence}", err=True)


def _complain(told: Told) -> None:
    """What the mirror has and would not give makes the export a failure; asked for again, it may be
    whole.
    """
    if told.failed:
        raise Refused("\n".join(told.failed))
