"""รายงาน: the cards of what an office owes, most urgent first."""

from collections.abc import Sequence

from msgspec.structs import replace

from handlers.reports import report
from handlers.reports.owing import Item, items
from handlers.reports.standing_words import note
from handlers.vocabulary.actions import Action, action
from handlers.vocabulary.command import Command, Help, Need, Where
from handlers.vocabulary.due_words import TONES
from handlers.vocabulary.messages import Button, Card, Row, Tap, Text, Tone
from handlers.vocabulary.naming import listed
from handlers.vocabulary.places import HOME
from handlers.vocabulary.talk import Talk
from handlers.vocabulary.turn import Turn, spoken, tap, told
from scoring.deadlines import owed
from scoring.rubric_items import items as judged_items

MOST_ROWS = 10


def work(talk: Talk, chosen: Action) -> Turn:
    """รายงาน: one card for each office the person reports for; รายงาน 4 begins that one."""
    mine = talk.reporting()
    if chosen.indicator and (found := _named(talk, chosen)):
        return report.start(talk, found)
    if not mine:
        if not talk.programmes("see_score"):
            return told(talk.state, talk.without_reports)
        return told(talk.state, "work.not_reporter", *_other_words(talk))
    if chosen.first:
        mine = tuple(
            one for one in mine if (one.programme, one.office) == (chosen.programme, chosen.office)
        )
    cards = [_work_card(talk, one.programme, one.office, chosen.first) for one in mine[:3]]
    return spoken(talk.state.going(HOME), *cards)


def _named(talk: Talk, chosen: Action) -> Action | None:
    """The work that was named, at the office that owes it; None where none of the own ones does."""
    return next(
        (
            replace(chosen, office=one.office)
            for one in talk.reporting()
            if one.programme == chosen.programme
            and chosen.office in ("", one.office)
            and (one.office, chosen.indicator) in owed(talk.known.editions[one.programme].programme)
        ),
        None,
    )


def _other_words(talk: Talk) -> tuple[Button, ...]:
    return tap("score", talk.language, action("score")), tap(
        "overview", talk.language, action("overview")
    )


def _work_card(talk: Talk, programme: str, office: str, first: int) -> Card | Text:
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
    after = first + MOST_ROWS
    rows = tuple(_row(talk, item) for item in found[first:after])
    more = action("report", programme=programme, office=office, number=str(after))
    return Card(
        alt=talk.say(
            "work.alt",
            office=name,
            count=len(owing),
            rows=" · ".join(f"{r.title} {r.note}" for r in rows),
        ),
        title=title,
        subtitle=_subtitle(talk, programme, found),
        rows=rows,
        second=tap("more", talk.language, more) if after < len(found) else None,
        choices=(
            tap("score", talk.language, action("score")),
            tap("due", talk.language, action("due")),
        ),
    )


def _subtitle(talk: Talk, programme: str, found: Sequence[Item]) -> str:
    """The programme; of a judged one also how many of the items are told."""
    whole = talk.known.editions[programme].programme
    judged = {one.code for one in judged_items(whole)}
    told_of = [one for one in found if one.indicator.code in judged]
    if not told_of:
        return whole.short_name
    done = sum(not one.is_owed for one in told_of)
    progress = talk.say("work.items_told", done=done, count=len(told_of))
    return f"{whole.short_name} · {progress}"


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


COMMANDS = (Command("report", work, Where.HOME, (Need.SUBMISSIONS,), Help("report", 1, "report")),)
