"""raingan score KEY --office CODE of a programme that is judged: what its judges have given, with
the total, level and rank; provisional until the round is closed.
"""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection

from bot.store import judging_seen
from bot.store.library import Library
from handlers.vocabulary.judged import Panel
from scoring import award
from scoring.judging import by_dimension, ranking, verdicts
from scoring.lines import places, plain, rounded
from scoring.office_total import weight_of
from scoring.programme import Programme
from scoring.rubric_items import items


def facts_of_judging(
    conn: Connection, library: Library, programme: Programme, office: str
) -> dict[str, Any]:
    """The same facts as of a programme on 5, of an office as it stands now."""
    panel = judging_seen.whole(conn, programme)
    then = library.edition(conn, programme.key, panel.version) if panel.version else None
    programme = then.programme if then else programme
    given = panel.by_office()
    points = by_dimension(programme, given.get(office, {}), panel.settled.get(office, {}))
    place = next(
        (one for one in ranking(programme, given, panel.settled) if one.office == office), None
    )
    is_begun = place is not None and place.items > 0
    total = award.total(programme, {"points": points if is_begun else {}})
    indicators = list(_indicators(programme, panel, office))
    begun = {one["code"] for one in indicators if one["final_score"] is not None}
    return {
        "programme": programme.key,
        "office": office,
        "office_name": programme.office(office).name,
        "state": "closed" if panel.is_closed else "open",
        "indicators": indicators,
        "weight_reported": plain(weight_of(programme, begun)),
        "explanation": total.to_json()["explanation"] if is_begun else [],
        "total": total.facts.get("total") if is_begun else None,
        "level": place.level or None if place else None,
        "rank": place.rank if place else None,
    }


def _indicators(programme: Programme, panel: Panel, office: str) -> Iterator[dict[str, Any]]:
    """Each dimension, with the sum of its items as its explanation."""
    given, settled = panel.by_office().get(office, {}), panel.settled.get(office, {})
    found = {one.code: one for one in verdicts(programme, given, settled)}
    for code, points in by_dimension(programme, given, settled).items():
        indicator = programme.indicator(code)
        mine = [found[one.code] for one in items(programme) if one.dimension == code]
        is_begun = any(one.points is not None for one in mine)
        final = str(rounded(points)) if is_begun else None
        yield {
            "code": code,
            "indicator": code,
            "name": indicator.short_name,
            "status": ("scored" if panel.is_closed else "provisional")
            if is_begun
            else "not_submitted",
            "raw_score": final,
            "deductions": [],
            "total_deduction": "0.0000" if is_begun else None,
            "final_score": final,
            "weight": plain(indicator.share) if indicator.share is not None else None,
            "weighted_score": final,
            "explanation": [
                f"{one.code}: {places(one.points)} · กรรมการ {one.judges} คน"
                for one in mine
                if one.points is not None
            ],
            "from": [],
        }
