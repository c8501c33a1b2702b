"""The values a measure reads, out of the records that count: what the programme's expressions give,
and what only a measure knows to ask for.
"""

from collections.abc import Mapping, Sequence

from forms.records.asking import Documents
from handlers.vocabulary.known import Submission
from handlers.vocabulary.records import quality_of
from scoring import worth
from scoring.indicator import Indicator
from scoring.measures.milestone import Milestone
from scoring.programme import Programme


def measured(
    programme: Programme, indicator: Indicator, records: Documents, reports: Sequence[Submission]
) -> dict[str, object]:
    """The values, by the names of `raingan score`."""
    found = dict(worth.values(indicator.values, records))
    measure = indicator.measure
    if not isinstance(measure, Milestone):
        return found
    if measure.quality_step:
        found.setdefault("quality_accepted", _quality(reports))
    told = found.get("forms")
    if isinstance(told, list):
        found["forms"] = [{**_due(programme, measure, row), **row} for row in told]
    return found


def _quality(reports: Sequence[Submission]) -> bool | None:
    """Accepted where every record is; refused where one is; else not judged yet (A-20)."""
    judged = [quality_of(one) for one in reports]
    if False in judged:
        return False
    return True if judged and None not in judged else None


def _due(programme: Programme, measure: Milestone, row: Mapping[str, object]) -> dict[str, object]:
    """The due date of a form as the work has it under which it is sent; none where none is set
    (B-02).
    """
    part = next((one for one in measure.forms if one.code == str(row.get("form"))), None)
    if part is None or part.due or part.work is None or part.work not in programme.work_codes:
        return {}
    return {"due": programme.work(part.work).window().due}
