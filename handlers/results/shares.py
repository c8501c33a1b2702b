"""What a report is worth by itself: the score of its own indicator, or what it adds to those of
others.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from forms.model import Question
from forms.paths import below_root
from handlers.results.case_values import case_values
from handlers.results.figures import Account, Figure
from handlers.results.score_record import score_record
from handlers.vocabulary.known import Submission
from handlers.vocabulary.naming import is_scored
from scoring.programme import Programme
from scoring.score import score
from scoring.shares import share
from scoring.work import Work

SENT = "sent"


def worth_of(
    programme: Programme,
    work: Work,
    questions: Iterable[Question],
    sent: Submission,
    merged: tuple[str, ...] = (),
) -> Mapping[str, Any]:
    """The score record kept with a report: its score by the questions of its form, or its shares
    where others are scored; and the reports it has `merged`. A verifier's values stand in place of
    the reported ones.
    """
    if is_scored(work):
        told: Mapping[str, str] = (sent.review.verified if sent.review else {}).get("values", {})
        values = case_values(
            questions,
            lambda path: told.get(path, sent.answers.get(below_root(path), "")),
        )
        return score_record(score(programme, work.code, values, sent.counted_from))
    now = sent.submitted_at
    shares = {"status": SENT, "shares": [*_shares(programme, sent, now)]}
    return shares | ({"merged": list(merged)} if merged else {})


def _shares(programme: Programme, sent: Submission, now: datetime) -> Iterable[dict[str, str]]:
    """Of each indicator that scores another office: its code and the share in both languages."""
    account = Account(programme, sent.office, (sent,), now)
    for indicator in programme.feeds(sent.indicator):
        line = share(indicator, account.values(indicator, (sent,)))
        if line is not None and not account.is_assessed(indicator):
            yield {"indicator": indicator.code, "th": line.th, "en": line.en}


def fed_figures(
    programme: Programme, sent: Submission, others: Iterable[Submission], now: datetime
) -> tuple[Figure, ...]:
    """What the sender's own indicators stand at with this report in its place."""
    fed = [one for one in programme.feeds(sent.indicator) if one.values]
    kept = [one for one in others if one.programme == sent.programme and not _replaces(sent, one)]
    account = Account(programme, sent.office, [*kept, sent], now)
    return tuple(account.figure(one) for one in fed if account.is_assessed(one))


def _replaces(sent: Submission, before: Submission) -> bool:
    """Whether a report takes the place of an earlier one."""
    named = (before.office, before.indicator, before.series)
    return named == (sent.office, sent.indicator, sent.series)
