"""คะแนน 4: one work over all the offices one may see, the highest score first."""

from decimal import Decimal

from handlers.vocabulary.actions import action
from handlers.vocabulary.known import Submission
from handlers.vocabulary.messages import Card, Row, Tone
from handlers.vocabulary.naming import first_named, listed
from handlers.vocabulary.talk import Talk
from handlers.vocabulary.turn import tap
from scoring.deadlines import owed
from scoring.programme import Programme
from scoring.work import Work

MOST_OFFICES = 16  # in one look, as in the list of offices
MOST_NAMES = 20


def across(talk: Talk, programme: Programme, work: Work) -> Card:
    """Whoever has sent it with its score, then the names of those who have not."""
    reach = talk.reach("see_score", programme.key)
    offices = [code for code, owing in owed(programme) if owing == work.code and code in reach]
    sent = {code: talk.known.submission(programme.key, code, work.code) for code in offices}
    begun = sorted(
        (one for one in sent.values() if one is not None),
        key=lambda one: (-_height(one), one.office),
    )
    missing = [programme.office(code).name for code in offices if sent[code] is None]
    rows = tuple(_row(talk, programme, one) for one in begun[:MOST_OFFICES])
    rest = [programme.office(one.office).name for one in begun[MOST_OFFICES:]]
    lines = [
        talk.say(key, offices=first_named(names, MOST_NAMES, talk.language))
        for key, names in (("score.more_sent", rest), ("overview.missing", missing))
        if names
    ]
    title = listed(programme, work)
    said = " · ".join([*(f"{row.title} {row.note}" for row in rows), *lines])
    return Card(
        alt=f"{title}: {said}",
        title=title,
        subtitle=programme.short_name,
        rows=rows,
        lines=tuple(lines),
        choices=tuple(tap(word, talk.language, action(word)) for word in ("score", "overview")),
    )


def _height(one: Submission) -> Decimal:
    final = one.counts.get("final_score")
    return Decimal(final) if final else Decimal(-1)


def _row(talk: Talk, programme: Programme, one: Submission) -> Row:
    final, status = one.counts.get("final_score"), one.counts.get("status", "not_submitted")
    words = str(final) if final else talk.say(f"score.status_{status}")
    data = action("why", programme=programme.key, office=one.office, indicator=one.indicator)
    return Row(
        programme.office(one.office).name,
        words,
        Tone.NEAR if one.is_returned else Tone.DONE,
        tap("why" if final else "read_report", talk.language, data),
    )
