"""What an office owes: รายงาน, most urgent first."""

from collections.abc import Sequence
from dataclasses import dataclass

from handlers.vocabulary.actions import action
from handlers.vocabulary.command import Command, Help, Need, Where, plainly
from handlers.vocabulary.known import Edition, Submission
from handlers.vocabulary.messages import Button, Card, Row, Tap, Text, Tone
from handlers.vocabulary.naming import listed
from handlers.vocabulary.state import Draft
from handlers.vocabulary.talk import Talk, open_report
from handlers.vocabulary.turn import Turn, spoken, tap, told
from handlers.vocabulary.way import along
from scoring.deadlines import Standing, owed, standing_of
from scoring.programme import Programme
from scoring.work import Work
from thai.dates import bangkok_day, short

MOST_ROWS = 10

TONES = {
    "not_sent": Tone.NOT_SENT,
    "near": Tone.NEAR,
    "late": Tone.LATE,
    "cut_off": Tone.LATE,
    "sent": Tone.DONE,
}


@dataclass(frozen=True, slots=True)
class Item:
    """One indicator an office owes or has sent; `returned` is the report of it that came back, if
    one did: `standing` is then how its correction stands.
    """

    programme: Programme
    office: str
    indicator: Work
    standing: Standing
    submission: Submission | None
    draft: Draft | None
    is_many: bool = False
    sent: int = 0  # of a form that may be sent many times
    returned: Submission | None = None
    waits_for: Work | None = None  # what has to be sent before it

    @property
    def is_owed(self) -> bool:
        """Whether there is anything to do: nothing was sent, or what was sent came back."""
        return self.returned is not None or (self.submission is None and not self.sent)

    @property
    def holds(self) -> bool:
        """Whether it came back and the day of its first revision stays."""
        return self.returned is not None and not self.returned.restarts


def items(talk: Talk, programme: str, office: str) -> list[Item]:
    """The office's indicators, most urgent first; those that are sent come last."""
    edition = talk.known.editions[programme]
    found = []
    for owing, code in owed(edition.programme):
        if owing != office:
            continue
        indicator = edition.programme.work(code)
        submission = talk.known.submission(programme, office, code)
        draft = _draft(talk, programme, office, code)
        sent = _sent(talk, programme, office, code)
        is_many = _is_many(edition, code)
        returned = next(iter(costly_first(sent)), None)
        sent_on = submission.counted_from if submission and not returned else None
        holds = returned is not None and not returned.restarts
        now = standing_of(
            edition.programme,
            indicator,
            office,
            edition.calendar,
            talk.today,
            sent_on,
            holds=holds,
        )
        count = len(sent) if is_many else 0
        first = _waits_for(talk, edition.programme, office, indicator) if not sent else None
        found.append(
            Item(
                edition.programme,
                office,
                indicator,
                now,
                submission,
                draft,
                is_many,
                count,
                returned,
                first,
            )
        )
    return sorted(found, key=lambda item: (item.returned is None, item.standing))


def _waits_for(talk: Talk, programme: Programme, office: str, work: Work) -> Work | None:
    """The work that is to be sent before this one and has not been; None when the way is free."""
    if work.after is None or _sent(talk, programme.key, office, work.after):
        return None
    return programme.work(work.after)


def costly_first(sent: Sequence[Submission]) -> list[Submission]:
    """Those that came back: first the ones whose correction costs, then the oldest."""
    return sorted(
        (one for one in sent if one.is_returned),
        key=lambda one: (not one.restarts, one.submitted_at),
    )


def _is_many(edition: Edition, code: str) -> bool:
    """Whether an office may send any number of these."""
    form = edition.programme.report_form(code)
    return form is not None and form.many


def _sent(talk: Talk, programme: str, office: str, code: str) -> list[Submission]:
    wanted = (programme, office, code)
    return [
        one
        for one in talk.known.submissions
        if (one.programme, one.office, one.indicator) == wanted
    ]


def _draft(talk: Talk, programme: str, office: str, indicator: str) -> Draft | None:
    drafts = (*((talk.state.draft,) if talk.state.draft else ()), *talk.state.paused)
    return next((one for one in drafts if one.is_for(programme, office, indicator)), None)


def work(talk: Talk) -> Turn:
    """รายงาน: one card for each office the person reports for."""
    mine = talk.reporting()
    if not mine:
        if not talk.programmes("see_score"):
            return told(talk.state, "work.no_office")
        return told(talk.state, "work.not_reporter", *_other_words(talk))
    cards = [_work_card(talk, one.programme, one.office) for one in mine[:3]]
    return spoken(talk.becoming(place="home").state, *cards)


def _other_words(talk: Talk) -> tuple[Button, ...]:
    return tap("score", talk.language, action("score")), tap(
        "overview", talk.language, action("overview")
    )


def _work_card(talk: Talk, programme: str, office: str) -> Card | Text:
    found = items(talk, programme, office)
    name = talk.known.editions[programme].programme.office(office).name
    if not found:
        return Text(talk.say("work.nothing", office=name))
    owing = [item for item in found if item.is_owed]
    title = (
        talk.say("work.title", office=name, count=len(owing))
        if owing
        else talk.say("work.all_done", office=name)
    )
    rows = tuple(_row(talk, item) for item in found[:MOST_ROWS])
    return Card(
        alt=talk.say(
            "work.alt",
            office=name,
            count=len(owing),
            rows=" · ".join(f"{r.title} {r.note}" for r in rows),
        ),
        title=title,
        subtitle=talk.known.editions[programme].programme.short_name,
        rows=rows,
        choices=(
            tap("score", talk.language, action("score")),
            tap("due", talk.language, action("due")),
        ),
    )


def _row(talk: Talk, item: Item) -> Row:
    """What waits for something else has no button."""
    if item.waits_for:
        before = listed(item.programme, item.waits_for)
        said = talk.say("work.waits_for", before=before)
        return Row(listed(item.programme, item.indicator), said, Tone.NOT_SENT)
    return Row(
        title=listed(item.programme, item.indicator),
        note=note(talk, item),
        tone=Tone.LATE if item.returned else TONES[item.standing.state],
        button=button(talk, item),
    )


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


def button(talk: Talk, item: Item) -> Tap:
    if item.returned:
        data = action("correct", report=item.returned.id.removeprefix("uuid:"))
        return tap("resume" if item.draft else "correct", talk.language, data)
    key = (
        "resume"
        if item.draft
        else "revise"
        if item.submission
        else "one_more"
        if item.sent
        else "start"
    )
    data = action(
        "start", programme=item.programme.key, office=item.office, indicator=item.indicator.code
    )
    return tap(key, talk.language, data)


COMMANDS = (
    Command("report", plainly(work), Where.HOME, (Need.SUBMISSIONS,), Help("report", 1, "report")),
)
