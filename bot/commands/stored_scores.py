"""raingan score KEY --office CODE: what is stored of an office's reports, and its total."""

import json
from collections.abc import Mapping
from typing import Any

import click

from bot.commands import Refused
from bot.commands.opened import opened
from bot.commands.programme import current
from bot.store import submissions
from handlers.vocabulary.known import Submission
from scoring.deadlines import owed
from scoring.office_total import office_total
from scoring.programme import Programme
from thai.dates import BANGKOK

NUMBERS = ("raw_score", "total_deduction", "final_score", "weight", "weighted_score")
NOT_SENT: Mapping[str, Any] = {
    "status": "not_submitted",
    **dict.fromkeys(NUMBERS),
    "deductions": [],
    "explanation": [],
}
CHAT_ONLY = ("lines", "gain")


def show(key: str, office: str, *, as_json: bool) -> None:
    """Prints every report the office owes or has sent, and the total over them."""
    at = opened(create=True)
    programme = current(at, key).programme
    if office not in {one.code for one in programme.offices}:
        raise Refused(f"{key} has no office {office}: see raingan programme show {key}")
    with at.database.reading() as conn:
        sent = {
            one.indicator: one
            for one in submissions.of_programme(conn, key)
            if one.office == office
        }
    rows = [_row(programme, code, sent.get(code)) for code in _codes(programme, office, sent)]
    facts = {
        "programme": key,
        "office": office,
        "office_name": programme.office(office).name,
        "indicators": rows,
        "total": office_total(programme, {row["indicator"]: row for row in rows}).to_json(),
    }
    if as_json:
        click.echo(json.dumps(facts, ensure_ascii=False))
    else:
        _print(facts)


def _codes(programme: Programme, office: str, sent: Mapping[str, Submission]) -> list[str]:
    """The indicators the office owes or has sent, in the programme's order; those it no longer has
    come last.
    """
    wanted = {code for owing, code in owed(programme) if owing == office} | sent.keys()
    known = [one.code for one in programme.indicators if one.code in wanted]
    return [*known, *sorted(wanted - set(known))]


def _row(programme: Programme, code: str, sent: Submission | None) -> dict[str, Any]:
    name = next((one.short_name for one in programme.indicators if one.code == code), "")
    if sent is None:
        return {"indicator": code, "name": name, **NOT_SENT}
    stored = {each: value for each, value in sent.counts.items() if each not in CHAT_ONLY}
    return {
        "indicator": code,
        "name": name,
        **stored,
        **_verified(sent),
        "id": sent.id,
        "revision": sent.revision,
        "version": sent.version,
        "submitted_at": sent.submitted_at.astimezone(BANGKOK).isoformat(timespec="seconds"),
        "counted_from": sent.counted_from.isoformat(),
    }


def _verified(sent: Submission) -> dict[str, Any]:
    """The verifier's part, where there is one: why, and what was reported."""
    if sent.review is None or not sent.review.verified:
        return {}
    return {
        "verified": sent.review.verified["reason"],
        "reported_score": sent.score.get("final_score"),
    }


def _print(facts: Mapping[str, Any]) -> None:
    click.echo(f"{facts['office']}  {facts['office_name']}  ({facts['programme']})")
    for row in facts["indicators"]:
        click.echo(f"  {row['indicator']:<6} {row['name']}  {row['status']}{_figures(row)}")
        for line in row["explanation"]:
            click.echo(f"         {line}")
    click.echo("  TOTAL")
    for line in facts["total"]["explanation"]:
        click.echo(f"         {line}")


def _figures(row: Mapping[str, Any]) -> str:
    if row["final_score"] is None:
        return ""
    return (
        f"  raw {row['raw_score']}  deductions {row['total_deduction']}"
        f"  final {row['final_score']}  weighted {row['weighted_score'] or '-'}"
    )
