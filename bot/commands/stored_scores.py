"""raingan score KEY --office CODE: what is stored of an office's reports, and its total."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import click

from bot.commands import Refused
from bot.commands.judged_scores import facts_of_judging
from bot.commands.opened import opened
from bot.commands.programme import current
from bot.store import submissions
from bot.store.library import Library
from handlers.results.figures import Figure, figures, total_of
from handlers.vocabulary.known import Submission
from scoring import award
from scoring.lines import plain
from scoring.office_total import weight_of
from scoring.programme import Programme
from scoring.result import Score
from scoring.rubric_items import is_judged
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
    """Prints every indicator the office is scored by, what it has sent to others' scores, and the
    total.
    """
    at = opened(create=True)
    programme = current(at, key).programme
    if office not in {one.code for one in programme.offices}:
        raise Refused(f"{key} has no office {office}: see raingan programme show {key}")
    with at.database.reading() as conn:
        if is_judged(programme):
            facts = facts_of_judging(conn, Library(), programme, office)
        else:
            sent = submissions.of_programme(conn, key)
            facts = facts_of(programme, office, sent, at.clock())
    if as_json:
        click.echo(json.dumps(facts, ensure_ascii=False))
    else:
        _print(facts)


def facts_of(
    programme: Programme, office: str, sent: Sequence[Submission], now: datetime
) -> dict[str, Any]:
    """The scores of an office as other programs read them (docs/programmes.md)."""
    found = figures(programme, office, sent, now)
    total = total_of(programme, found)
    reported = {code for code, one in found.items() if one.reports}
    return {
        "programme": programme.key,
        "office": office,
        "office_name": programme.office(office).name,
        "indicators": [_row(one) for one in found.values()],
        "sent": [_sent(one) for one in sent if one.office == office],
        "weight_reported": plain(weight_of(programme, reported)),
        "explanation": total.to_json()["explanation"],
        **_totals(programme, total),
    }


def _totals(programme: Programme, total: Score) -> dict[str, Any]:
    """The total on 5 and on 100; of an award its points and level, and no rank before the judges
    have one.
    """
    if award.dimensions(programme):
        return {"total": total.facts.get("total"), "level": total.facts.get("level"), "rank": None}
    on_both = {name: total.facts.get(name) for name in ("total_on_5", "total_on_100")}
    return {**on_both, "total": total.to_json()}


def _row(figure: Figure) -> dict[str, Any]:
    code = figure.indicator.code
    stored = {each: value for each, value in figure.record.items() if each not in CHAT_ONLY}
    only = figure.reports[0] if len(figure.reports) == 1 else None
    return {
        "code": code,
        "indicator": code,
        "name": figure.indicator.short_name,
        **NOT_SENT,
        **stored,
        "from": [one.id for one in figure.reports],
        "missing": list(figure.missing),
        "not_accepted": figure.waiting,
        **(_alone(only) if only else {}),
    }


def _alone(sent: Submission) -> dict[str, Any]:
    """What can be said of a score that rests on one report."""
    return {
        **_verified(sent),
        "id": sent.id,
        "revision": sent.revision,
        "version": sent.version,
        "submitted_at": sent.submitted_at.astimezone(BANGKOK).isoformat(timespec="seconds"),
        "counted_from": sent.counted_from.isoformat(),
    }


def _sent(sent: Submission) -> dict[str, Any]:
    """A report of this office: under which code, and what it adds to whose scores."""
    return {
        "id": sent.id,
        "work": sent.indicator,
        "counted_from": sent.counted_from.isoformat(),
        "shares": {one["indicator"]: one["th"] for one in sent.score.get("shares", ())},
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
    for sent in facts.get("sent", ()):
        shares = [f"{code}: {share}" for code, share in sent["shares"].items()]
        if shares:
            click.echo(f"  {sent['work']:<6} {' · '.join(shares)}")
    click.echo("  TOTAL")
    for line in facts["explanation"]:
        click.echo(f"         {line}")


def _figures(row: Mapping[str, Any]) -> str:
    if row["final_score"] is None:
        return ""
    return (
        f"  raw {row['raw_score']}  deductions {row['total_deduction']}"
        f"  final {row['final_score']}  weighted {row['weighted_score'] or '-'}"
    )
