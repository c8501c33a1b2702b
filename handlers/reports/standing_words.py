"""How a piece of work stands, in words: days left or late, to whom it goes, what was begun or
sent, what came back.
"""

from handlers.reports.owing import Item
from handlers.vocabulary.talk import Talk, open_report
from handlers.vocabulary.way import along
from scoring.deadlines import Standing
from thai.dates import bangkok_day, short


def note(talk: Talk, item: Item) -> str:
    """How the work stands in words: days left or late, points at stake, what was begun or sent."""
    if item.returned:
        return " · ".join(came_back(talk, item))
    if item.submission:
        final = item.submission.counts.get("final_score")
        day = short(bangkok_day(item.submission.submitted_at))
        if item.submission.review and item.submission.review.state == "accepted":
            return talk.say("returned.passed", score=final or day)
        return talk.say("work.sent_score", score=final) if final else talk.say("work.sent", day=day)
    when = " · ".join(on_its_way(talk, item, when_due(talk, item.standing)))
    if item.sent:
        when = f"{talk.say('work.sent_many', count=item.sent)} · {when}"
    report = open_report(talk, item.draft) if item.draft else None
    if report is None:
        return when
    place, count = report.session.place(report.draft.at)
    return f"{when} · {talk.say('work.begun', place=place, count=count)}"


def on_its_way(talk: Talk, item: Item, *when: str) -> list[str]:
    """How near its day is, with to whom it goes."""
    return along(item.programme, item.indicator, item.office, talk.today, talk.language, when)


def when_due(talk: Talk, now: Standing, *, points: bool = True) -> str:
    """อีก 3 วันทำการ, or เลยกำหนด 2 วันทำการ · −0.50."""
    if now.due is None:
        return talk.say("work.no_due")
    if now.state == "cut_off":
        return talk.say("work.cut_off")
    if talk.today < now.due and not now.working_days_left:
        return talk.say("work.left_off", days=(now.due - talk.today).days)
    if talk.today < now.due:
        return talk.say("work.left", days=now.working_days_left)
    if talk.today == now.due:
        words = talk.say("work.today")
    elif now.working_days_late:
        words = talk.say("work.late", days=now.working_days_late)
    else:
        words = talk.say("work.late_no_days")
    if not points or not now.points_today:
        return words
    return f"{words} · {talk.say('work.points', points=f'{abs(now.points_today):.2f}')}"


def came_back(talk: Talk, item: Item, *, points: bool = True) -> tuple[str, ...]:
    """How much is in doubt, and what correcting it costs: nothing while the first revision's day
    holds.
    """
    reasons = item.returned.review.reasons if item.returned and item.returned.review else {}
    row = talk.say("returned.row", count=len(reasons))
    if item.holds:
        return row, talk.say("returned.day_holds")
    return row, talk.say("returned.own_day"), when_due(talk, item.standing, points=points)
