"""raingan document KEY PAPER --check FILE.docx: what is wrong with an office's own form."""

import json
from pathlib import Path

import click

from bot.commands import Refused
from bot.papers.own_checking import report_of
from handlers.papers.own_card import troubles
from handlers.vocabulary.known import Edition
from scoring.paper import Paper


def check(edition: Edition, paper: Paper, form: Path, *, as_json: bool) -> None:
    """Tells how many fields it has and what it leaves out. Raises Refused with every fault."""
    if not paper.of:
        raise Refused(
            f"{paper.code} is filled by no report: an office's own form cannot replace it"
        )
    report = report_of(form.read_bytes(), edition, paper)
    if as_json:
        click.echo(json.dumps(report, ensure_ascii=False))
    if report["faults"] or report["trouble"]:
        raise Refused("\n".join(troubles(report, "en")))
    if not as_json:
        click.echo(f"{form}: {report['fields']} fields are filled in")
        for label in report["unused"]:
            click.echo(f"not used: {label}")
