"""อันดับ: the offices of a programme, each with its rank among its like, page by page."""

from fractions import Fraction

from handlers.results import basis
from handlers.results.across import across
from handlers.results.board import Board
from handlers.results.office_scores import NEEDS, office_card, office_scores, seen_board
from handlers.results.stands import OfficeStands
from handlers.vocabulary.actions import Action, action
from handlers.vocabulary.command import Command, Where
from handlers.vocabulary.messages import Bar, Card, Row, Tap, Text
from handlers.vocabulary.talk import Talk
from handlers.vocabulary.turn import Turn, spoken, tap, told
from scoring.lines import places, plain
from scoring.programme import Programme

MOST_OFFICES = 10  # in one look
LEADING = 3


def ranking(talk: Talk, chosen: Action) -> Turn:
    """อันดับ, อันดับ 4, อันดับบ้านบึง: of all offices, of one indicator, where one office stands."""
    if chosen.office:
        return office_scores(talk, chosen)
    overseen = talk.programmes("see_overview")
    if chosen.programme:
        overseen = tuple(one for one in overseen if one.key == chosen.programme)
    if not overseen:
        own = [one for one in talk.reporting() if chosen.programme in {"", one.programme}]
        if not own:
            return told(talk.state, "overview.not_allowed")
        words = Text(talk.say("score.rank_not_allowed"))
        return spoken(talk.state, words, office_card(talk, own[0].programme, own[0].office))
    if chosen.indicator:
        work = overseen[0].work(chosen.indicator)
        return spoken(talk.state, across(talk, overseen[0], work, chosen.first))
    return spoken(talk.state, *(league_card(talk, one) for one in overseen[:3]))


def more_offices(talk: Talk, chosen: Action) -> Turn:
    """The next page."""
    programme = chosen.programme
    if not talk.reach("see_overview", programme):
        return told(talk.state, "overview.not_allowed")
    edition = talk.known.editions[programme].programme
    return spoken(talk.state, league_card(talk, edition, chosen.first))


def league_card(talk: Talk, programme: Programme, first: int = 0) -> Card:
    """Ten offices of the table, those that have sent nothing last."""
    found = seen_board(talk, programme)
    offices = found.ordered()
    first = first if first < len(offices) else 0
    shown = offices[first : first + MOST_OFFICES]
    rows = tuple(_row(talk, found, one) for one in shown)
    lines = basis.reporting_words(talk, found.reporting)
    key = "score.offices_title" if found.is_scored else "score.reporting_title"
    title = talk.say(key, programme=programme.short_name)
    said = " · ".join([*(f"{row.title} {row.note}" for row in rows), *lines])
    return Card(
        alt=f"{title}: {said}",
        title=title,
        rows=rows,
        lines=lines,
        footnotes=(
            *page_words(talk, first, len(shown), len(offices)),
            basis.moment_words(talk, programme, talk.event.at),
        ),
        second=_next(talk, programme, first + MOST_OFFICES, len(offices)),
        choices=(
            *(tap(word, talk.language, action(word)) for word in ("overview", "due")),
            tap(
                "picture_ranking",
                talk.language,
                action("picture", programme=programme.key, kind="ranking"),
            ),
        ),
    )


def week_lines(talk: Talk, programme: Programme) -> tuple[str, ...]:
    """The total of whoever is scored by what the others send, and the first three of the table."""
    found = seen_board(talk, programme)
    totals = [words for one in found.whole.values() for words in basis.total_words(talk, one)]
    leading = [one for one in found.ordered() if one.office in found.ranks][:LEADING]
    names = (f"{found.ranks[one.office]}. {programme.office(one.office).name}" for one in leading)
    words = (talk.say("score.leading", offices=" · ".join(names)),) if leading else ()
    return (*totals, *words)


def page_words(talk: Talk, first: int, shown: int, count: int) -> tuple[str, ...]:
    """ลำดับ 11–20 จาก 33; nothing where all of it is shown."""
    if shown >= count:
        return ()
    return (talk.say("score.page", first=first + 1, last=first + shown, count=count),)


def _next(talk: Talk, programme: Programme, first: int, count: int) -> Tap | None:
    if first >= count:
        return None
    data = action("offices", programme=programme.key, number=str(first))
    return tap("next_page", talk.language, data)


def _row(talk: Talk, found: Board, one: OfficeStands) -> Row:
    rank, name = found.ranks.get(one.office), found.programme.office(one.office).name
    told = (
        talk.say(
            "score.earned_of",
            earned=places(one.running.earned, 2),
            assessed=plain(one.running.assessed, 2),
        )
        if one.running and one.running.assessed
        else ""
    )
    reported = one.reporting
    sent = talk.say("score.office_row", sent=reported.sent, count=reported.expected)
    data = action("office", programme=found.programme.key, office=one.office)
    return Row(
        title=f"{rank}. {name}" if rank else name,
        note=" · ".join(filter(None, [told, sent])),
        tone=basis.reporting_tone(one.reporting),
        button=tap("open", talk.language, data),
        bars=(_bar(found, one),),
    )


def _bar(found: Board, one: OfficeStands) -> Bar:
    """Points of the most that any office could have by now, so that bars follow the ranks; of
    offices without a score how completely they have reported.
    """
    if one.running is None:
        return Bar(basis.share_of(one.reporting.completeness or Fraction(0), Fraction(100)))
    return Bar(basis.share_of(one.running.earned, found.most_assessed))


COMMANDS = (
    Command("rank", ranking, Where.IDLE, NEEDS),
    Command("offices", more_offices, needs=NEEDS),
)
