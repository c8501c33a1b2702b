"""คะแนน 4: one work over all the offices one may see, the highest score first, then those that have
not sent it; page by page.
"""

from collections.abc import Collection
from decimal import Decimal

from handlers.results import basis
from handlers.results.not_sent import not_sent
from handlers.vocabulary.actions import action
from handlers.vocabulary.known import Submission
from handlers.vocabulary.messages import Bar, Card, Row, Tone
from handlers.vocabulary.naming import listed
from handlers.vocabulary.talk import Talk
from handlers.vocabulary.turn import tap
from scoring import ranking
from scoring.completeness import Key, Reporting, altogether, reporting
from scoring.deadlines import owed
from scoring.programme import Programme
from scoring.work import Work

MOST_OFFICES = 10  # in one look


def across(talk: Talk, programme: Programme, work: Work, first: int = 0) -> Card:
    """Whoever has sent it with its score and rank, then those who have not."""
    reach = talk.reach("see_score", programme.key)
    offices = [code for code, owing in owed(programme) if owing == work.code and code in reach]
    sent = {code: talk.known.submission(programme.key, code, work.code) for code in offices}
    heights = {code: _height(one) for code, one in sent.items() if one is not None}
    ranks = ranking.ranks({code: height for code, height in heights.items() if height >= 0})
    order = sorted(offices, key=lambda code: -heights.get(code, Decimal(-2)))
    first = first if first < len(order) else 0
    shown = order[first : first + MOST_OFFICES]
    rows = tuple(_row(talk, programme, work, code, sent[code], ranks.get(code)) for code in shown)
    lines = basis.reporting_words(talk, altogether(_reports(talk, programme, work, reach)))
    title = listed(programme, work)
    said = " · ".join([*(f"{row.title} {row.note}" for row in rows), *lines])
    rest = len(order) - first - MOST_OFFICES
    data = action(
        "rank", programme=programme.key, indicator=work.code, number=str(first + MOST_OFFICES)
    )
    return Card(
        alt=f"{title}: {said}",
        title=title,
        subtitle=programme.short_name,
        rows=rows,
        lines=lines,
        footnotes=(basis.moment_words(talk, programme, talk.event.at),),
        second=tap("next_page", talk.language, data) if rest > 0 else None,
        choices=tuple(tap(word, talk.language, action(word)) for word in ("score", "overview")),
    )


def _reports(
    talk: Talk, programme: Programme, work: Work, offices: Collection[str]
) -> dict[Key, Reporting]:
    days = {
        (one.office, one.indicator): one.counted_from
        for one in talk.known.submissions
        if (one.programme, one.indicator) == (programme.key, work.code)
    }
    found = reporting(programme, days, talk.today, offices)
    return {key: one for key, one in found.items() if key[1] == work.code}


def _height(one: Submission) -> Decimal:
    final = one.counts.get("final_score")
    return Decimal(final) if final else Decimal(-1)


def _row(
    talk: Talk,
    programme: Programme,
    work: Work,
    office: str,
    one: Submission | None,
    rank: int | None,
) -> Row:
    name = programme.office(office).name
    if one is None:
        return Row(name, *not_sent(talk, programme, office, work.code))
    final, status = one.counts.get("final_score"), one.counts.get("status", "not_submitted")
    words = str(final) if final else talk.say(f"score.status_{status}")
    data = action("why", programme=programme.key, office=one.office, indicator=one.indicator)
    return Row(
        f"{rank}. {name}" if rank else name,
        words,
        Tone.NEAR if one.is_returned else Tone.DONE,
        tap("why" if final else "read_report", talk.language, data),
        (Bar(Decimal(final) / 5),) if final else (),
    )
