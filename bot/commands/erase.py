"""raingan erase PERSON"""

import json
from dataclasses import asdict

import click

from bot.commands import Refused
from bot.commands.opened import opened
from bot.erasing import erase as erase_person
from bot.store import audit, own_data
from bot.store.audit import Entry


@click.command()
@click.argument("person")
@click.option("--json", "as_json", is_flag=True)
def erase(person: str, as_json: bool) -> None:
    """Remove a person's data as the law asks; say what stays.

    PERSON is their number, LINE's id of them, or their exact name.
    """
    at = opened()
    with at.database.writing() as conn:
        found = own_data.find(conn, person)
        if not found:
            raise Refused(
                f"nobody is known as {person}: give a number, LINE's id or the exact name"
            )
        if len(found) > 1:
            numbers = ", ".join(str(row.id) for row in found)
            raise Refused(
                f"{len(found)} people are called {person}: name one by number ({numbers})"
            )
        number = found[0].id
        gone = erase_person(conn, number, at.clock())
        audit.append(conn, [Entry(at.clock(), "erased", "privacy", number, detail=asdict(gone))])
    if as_json:
        click.echo(json.dumps({"person": number, **asdict(gone)}))
        return
    click.echo(
        f"erased: name, LINE id, conversation, consent, {gone.drafts} unsent reports, "
        f"{gone.evidence} loose files"
    )
    click.echo(f"ended: {gone.memberships} memberships")
    click.echo(
        f"kept for the office, without the name: {gone.kept_reports} reports that were sent, "
        f"{gone.kept_evidence} pieces of their evidence, and the audit (person {number})"
    )
    click.echo(
        "backups that were taken before still hold all of it: delete them once a newer one is "
        "safe, at the latest after the time your office has set for backups"
    )
