"""เทียบ ก ข: two offices side by side, their totals and each indicator that scores either."""

from decimal import Decimal
from fractions import Fraction

from handlers.results import basis
from handlers.results.adding import share_words
from handlers.results.office_scores import NEEDS, seen_board
from handlers.results.stands import OfficeStands
from handlers.results.why import not_yours
from handlers.vocabulary.actions import Action, action
from handlers.vocabulary.command import Command
from handlers.vocabulary.messages import Bar, Card, Row
from handlers.vocabulary.naming import listed
from handlers.vocabulary.talk import Talk
from handlers.vocabulary.turn import Turn, spoken, tap, told
from scoring.deadlines import owed
from scoring.lines import places, plain, points_text
from scoring.programme import Programme

MOST_ROWS = 12
HUNDRED = Fraction(100)


def compare(talk: Talk, chosen: Action) -> Turn:
    """`office` beside the office in `value`; which two, where either is not named."""
    programme, both = chosen.programme, (chosen.office, chosen.value)
    if not all((programme, *both)):
        return _which(talk, programme)
    for office in both:
        if not talk.may("see_score", programme, office):
            return not_yours(talk, programme, office)
    found = seen_board(talk, talk.known.editions[programme].programme)
    known = {**found.offices, **found.whole}
    if any(office not in known for office in both):
        return _which(talk, programme)
    first, second = (known[office] for office in both)
    return spoken(talk.state, _card(talk, found.programme, first, second, chosen.indicator))


def _which(talk: Talk, key: str) -> Turn:
    """Examples are offices within this person's reach."""
    mine = [one for one in talk.programmes("see_score") if key in {"", one.key}]
    for programme in mine:
        reach = talk.reach("see_score", programme.key)
        codes = [code for code in dict.fromkeys(one for one, _ in owed(programme)) if code in reach]
        if len(codes) > 1:
            one, other = (programme.office(code).name for code in codes[-2:])
            return told(talk.state, "compare.which", one=one, other=other)
    button = tap("score", talk.language, action("score"))
    return told(talk.state, "score.rank_not_allowed", button)


def _card(
    talk: Talk, programme: Programme, first: OfficeStands, second: OfficeStands, code: str
) -> Card:
    one, other = (programme.office(each.office).name for each in (first, second))
    rows = [*_totals(talk, programme, first, second)] if not code else []
    codes = [
        each.code
        for each in programme.indicators
        if (first.stand(each.code) or second.stand(each.code)) and code in {"", each.code}
    ]
    rows += [_row(talk, programme, first, second, each) for each in codes]
    if not codes:
        works = [each for office, each in owed(programme) if office == first.office]
        rows += [_sent_row(talk, programme, first, second, each) for each in works]
    title = talk.say("compare.title", one=one, other=other)
    said = " · ".join(
        f"{row.title}: {', '.join(f'{bar.label} {bar.note}' for bar in row.bars)}" for row in rows
    )
    return Card(
        alt=f"{title}: {said}",
        title=title,
        subtitle=programme.short_name,
        rows=tuple(rows[:MOST_ROWS]),
        footnotes=(basis.moment_words(talk, programme, talk.event.at),),
        choices=tuple(tap(word, talk.language, action(word)) for word in ("rank", "score")),
    )


def _totals(
    talk: Talk, programme: Programme, first: OfficeStands, second: OfficeStands
) -> list[Row]:
    """What each has earned of what was assessed of it; how completely each has reported."""
    both = (first, second)
    names = [programme.office(each.office).name for each in both]
    rows = []
    if first.running and second.running:
        more = first.running.earned - second.running.earned
        note = talk.say("compare.same")
        if more:
            leader = names[0] if more > 0 else names[1]
            points = points_text(Fraction(round(abs(more), 2)))
            note = talk.say("compare.more", office=leader, points=points)
        most = max(first.running.assessed, second.running.assessed)
        bars = tuple(
            Bar(
                basis.share_of(each.running.earned, most),
                name,
                f"{places(each.running.earned, 2)} / {plain(each.running.assessed, 2)}",
            )
            for name, each in zip(names, both, strict=True)
            if each.running
        )
        rows.append(Row(talk.say("compare.total"), note, bars=bars))
    bars = tuple(
        Bar(
            basis.share_of(each.reporting.completeness or Fraction(0), HUNDRED),
            name,
            f"{each.reporting.sent} / {each.reporting.expected}",
        )
        for name, each in zip(names, both, strict=True)
    )
    return [*rows, Row(talk.say("compare.reporting"), bars=bars)]


def _row(
    talk: Talk, programme: Programme, first: OfficeStands, second: OfficeStands, code: str
) -> Row:
    bars = []
    for each in (first, second):
        stand = each.stand(code)
        note = basis.stand_words(talk, stand) if stand else talk.say("compare.none")
        if stand and stand.final is not None:
            note = places(stand.final)
        share = basis.share_of(stand.final, basis.TOP) if stand and stand.final else basis.NOTHING
        bars.append(Bar(share, programme.office(each.office).name, note))
    return Row(listed(programme, programme.indicator(code)), bars=tuple(bars))


def _sent_row(
    talk: Talk, programme: Programme, first: OfficeStands, second: OfficeStands, code: str
) -> Row:
    """What each has sent of a work that scores neither by itself."""
    bars = []
    for each in (first, second):
        sent = talk.known.sent(programme.key, each.office, code)
        note = share_words(talk, sent[0]) if sent else talk.say("score.status_not_submitted")
        share = Decimal(1) if sent else basis.NOTHING
        bars.append(Bar(share, programme.office(each.office).name, note))
    return Row(listed(programme, programme.work(code)), bars=tuple(bars))


COMMANDS = (Command("compare", compare, needs=NEEDS),)
