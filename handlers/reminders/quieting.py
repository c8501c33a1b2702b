"""เตือนพรุ่งนี้, ปิดเตือน, เปิดเตือน: a person's own wishes about reminders, with what waiting
costs. Pure.
"""

from datetime import date

from msgspec.structs import replace

from handlers.questions import asking
from handlers.reminders.reminding import costs, owing, when
from handlers.reports.owing import Item
from handlers.vocabulary.actions import action
from handlers.vocabulary.command import Command, Need, Where, plainly
from handlers.vocabulary.messages import Text
from handlers.vocabulary.naming import listed
from handlers.vocabulary.talk import Talk, open_report
from handlers.vocabulary.turn import Turn, spoken, tap
from scoring.deadlines import leg_code
from scoring.reminders.stages import next_working_day
from thai.dates import short
from thai.working_days import Calendar

MOST_LINES = 5


def snooze(talk: Talk) -> Turn:
    """Reminds again on the next working day, whether or not a stage falls on it; says what that day
    costs.
    """
    day = next_working_day(_calendar(talk), talk.today)
    said = talk.say("reminder.snoozed", day=short(day))
    return _answer(talk.becoming(ask_again=day, muted=False), said, "report", "mute")


def mute(talk: Talk) -> Turn:
    """No more reminders but those at a deadline itself; says what waiting will cost."""
    said = talk.say("reminder.muted" if talk.reporting() else "reminder.muted_summaries")
    return _answer(talk.becoming(muted=True, ask_again=None), said, "report", "unmute")


def unmute(talk: Talk) -> Turn:
    return _answer(
        talk.becoming(muted=False, ask_again=None), talk.say("reminder.unmuted"), "report", "mute"
    )


def _calendar(talk: Talk) -> Calendar:
    """The working days of the person's own programmes: a day off in any of them counts as one."""
    mine = {one.programme for one in talk.known.memberships} & talk.known.editions.keys()
    holidays = [talk.known.editions[key].calendar.holidays for key in mine]
    return Calendar(frozenset[date]().union(*holidays))


def _answer(talk: Talk, said: str, *buttons: str) -> Turn:
    """The wish is granted; in the middle of a report its question comes again below."""
    told = Text(
        "\n".join([said, *_prices(talk)]),
        tuple(tap(key, talk.language, action(key)) for key in buttons),
    )
    opened = open_report(talk, talk.state.draft) if talk.state.draft else None
    if opened:
        return asking.ask(opened, asking.asked(opened)).after(replace(told, choices=()))
    return spoken(talk.state, told)


def _prices(talk: Talk) -> list[str]:
    """Never past a deadline without a word of its price: what each report costs by waiting, or
    will.
    """
    lines = []
    for item, how in owing(talk)[:MOST_LINES]:
        said = [*when(talk, item), *costs(talk, item, how), *_later(talk, item)]
        lines.append(
            talk.say(
                "reminder.price",
                title=listed(item.programme, item.indicator),
                when=" · ".join(said),
            )
        )
    return lines


def _later(talk: Talk, item: Item) -> list[str]:
    """For what is not due yet: its date, and what each working day after it costs."""
    leg = leg_code(item.programme, item.indicator, item.office, talk.today)
    due, rate = item.standing.due, item.indicator.window(leg).rate
    if due is None or due <= talk.today or item.holds:
        return []
    if not rate:
        return [talk.say("form.due", day=short(due))]
    return [
        talk.say(
            "reminder.rate",
            day=short(due),
            points=talk.say("work.points", points=f"{float(rate):.2f}"),
        )
    ]


COMMANDS = (
    Command("snooze", plainly(snooze), Where.AT_ONCE, (Need.SUBMISSIONS,)),
    Command("mute", plainly(mute), Where.AT_ONCE, (Need.SUBMISSIONS,)),
    Command("unmute", plainly(unmute), Where.AT_ONCE, (Need.SUBMISSIONS,)),
)
