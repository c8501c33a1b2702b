"""One office: its total with what that rests on, its rank and what the week has changed, and its
indicators as bars, most points still to gain first.
"""

from fractions import Fraction

from handlers.results import basis
from handlers.results.adding import adding_card, onward, said
from handlers.results.board import Board, board
from handlers.results.rests_on import rests_on
from handlers.results.stands import OfficeStands, stands_of
from handlers.results.week import week_words
from handlers.results.why import not_yours
from handlers.vocabulary.actions import Action, action
from handlers.vocabulary.command import Command, Need
from handlers.vocabulary.messages import Card, Row, Tap, Tone
from handlers.vocabulary.naming import listed
from handlers.vocabulary.talk import Talk
from handlers.vocabulary.turn import Turn, spoken, tap
from scoring.deadlines import owed
from scoring.lines import points_text
from scoring.programme import Programme
from scoring.running import Stand, points_to_gain

MOST_ROWS = 10
MOST_CHANGES = 4
NEEDS = (Need.SUBMISSIONS, Need.EARLIER)


def office_scores(talk: Talk, chosen: Action) -> Turn:
    """คะแนนบ้านบึง, and the further pages of it."""
    programme, office = chosen.programme, chosen.office
    if not talk.may("see_score", programme, office):
        return not_yours(talk, programme, office)
    return spoken(talk.state, office_card(talk, programme, office, chosen.first))


def seen_board(talk: Talk, programme: Programme) -> Board:
    """The board of the offices whose scores this person may see."""
    offices = talk.reach("see_score", programme.key)
    return board(programme, talk.known.submissions, talk.event.at, offices)


def office_card(talk: Talk, programme: str, office: str, first: int = 0) -> Card:
    """What scores the office, or what it adds to the score of another."""
    edition = talk.known.editions[programme].programme
    found = seen_board(talk, edition)
    one = found.whole.get(office) or found.offices.get(office)
    if one is None:
        sent = [each for each in talk.known.submissions if each.programme == programme]
        one = stands_of(edition, office, sent, talk.event.at)
    return _scored(talk, found, one, first) if one.figures else adding_card(talk, found, one)


def _scored(talk: Talk, found: Board, one: OfficeStands, first: int) -> Card:
    programme = found.programme
    rows = [_row(talk, programme, one, each) for each in by_gain(programme, one)]
    rows += [_composed(talk, programme, one, code) for code in _wholes(one)]
    first = first if first < len(rows) else 0
    shown, rest = rows[first : first + MOST_ROWS], len(rows) - first - MOST_ROWS
    lines = (
        *basis.total_words(talk, one),
        *week_words(talk, found, one),
        *basis.states_words(talk, one.running),
        *basis.reporting_words(talk, one.reporting),
        *_unscored(talk, programme, one.office),
    )
    footnotes = (
        *(rests_on(talk, programme, one.figures) if one.office in found.whole else ()),
        basis.moment_words(talk, programme, talk.event.at),
    )
    name = programme.office(one.office).name
    told = " · ".join([*lines, *said(shown)])
    place = {"programme": programme.key, "office": one.office}
    more = action("office", **place, number=str(first + MOST_ROWS))
    return Card(
        alt=talk.say("score.office_alt", office=name, rows=told),
        title=talk.say("score.office_title", office=name),
        subtitle=programme.short_name,
        figure=basis.headline(talk, one),
        bar=basis.total_bar(one),
        rows=tuple(shown),
        lines=lines,
        footnotes=footnotes,
        second=tap("all", talk.language, more) if rest > 0 else None,
        choices=onward(talk, programme),
    )


def by_gain(programme: Programme, one: OfficeStands) -> list[Stand]:
    """Most points still to gain first; those that can gain none any more last."""
    running = one.running
    if running is None:
        return []
    return sorted(running.stands, key=lambda each: -points_to_gain(programme, each, running.basis))


def _wholes(one: OfficeStands) -> list[str]:
    """The indicators that are made of others; all of them where there is no total."""
    stands = {each.code for each in one.running.stands} if one.running else set[str]()
    return [code for code in one.figures if code not in stands]


def _row(talk: Talk, programme: Programme, one: OfficeStands, stand: Stand) -> Row:
    figure = one.figures[stand.code]
    note = [basis.stand_words(talk, stand)]
    gain = points_to_gain(programme, stand, one.running.basis) if one.running else None
    if any(each.is_returned for each in figure.reports):
        note.append(talk.say("returned.to_correct"))
    if figure.missing and figure.reports:
        note.append(talk.say("score.row_missing", count=len(figure.missing)))
    if gain:
        note.append(talk.say("score.row_gain", points=points_text(Fraction(round(gain, 2)))))
    full = Fraction(programme.indicator(stand.code).weight or 5) if _in_points(one) else basis.TOP
    return Row(
        listed(programme, figure.indicator),
        " · ".join(note),
        basis.TONES[stand.state],
        _why(talk, programme, one, stand.code),
        basis.stand_bar(stand, full),
    )


def _in_points(one: OfficeStands) -> bool:
    """Whether indicators are judged in points, not on the scale of 5."""
    return one.total is not None and "level" in one.total.facts


def _composed(talk: Talk, programme: Programme, one: OfficeStands, code: str) -> Row:
    """The sum of its parts; of a programme without a total its score alone."""
    figure = one.figures[code]
    status, final = figure.record["status"], figure.record.get("final_score")
    words = str(final) if final and figure.reports else talk.say(f"score.status_{status}")
    tone = Tone.NEAR if figure.reports else Tone.NOT_SENT
    return Row(listed(programme, figure.indicator), words, tone, _why(talk, programme, one, code))


def _why(talk: Talk, programme: Programme, one: OfficeStands, code: str) -> Tap | None:
    if not one.figures[code].reports:
        return None
    data = action("why", programme=programme.key, office=one.office, indicator=code)
    is_scored = one.figures[code].record.get("final_score") is not None
    return tap("why" if is_scored else "read_report", talk.language, data)


def _unscored(talk: Talk, programme: Programme, office: str) -> tuple[str, ...]:
    """The report forms that carry no score of the office: sent or not, apart from the scores."""
    scored = {one.code for one in programme.indicators if office in programme.assessed(one.code)}
    codes = [code for owing, code in owed(programme) if owing == office and code not in scored]
    if not codes:
        return ()
    missing = [code for code in codes if not talk.known.sent(programme.key, office, code)]
    words = talk.say("score.forms", sent=len(codes) - len(missing), count=len(codes))
    names = ", ".join(listed(programme, programme.work(code)) for code in missing[:MOST_CHANGES])
    return (f"{words} · {talk.say('overview.missing', offices=names)}" if missing else words,)


COMMANDS = (Command("office", office_scores, needs=NEEDS),)
