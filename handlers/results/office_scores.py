"""One office: its total with what that rests on, its rank and what the week has changed, and its
indicators as bars, most points still to gain first.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from handlers.results import basis
from handlers.results.board import Board, board
from handlers.results.changes import WEEK, as_of
from handlers.results.rests_on import rests_on
from handlers.results.stands import OfficeStands, stands_of
from handlers.results.why import not_yours
from handlers.vocabulary.actions import Action, action
from handlers.vocabulary.command import Command, Need
from handlers.vocabulary.known import Submission
from handlers.vocabulary.messages import Card, Row, Tap, Tone
from handlers.vocabulary.naming import listed
from handlers.vocabulary.talk import Talk
from handlers.vocabulary.turn import Turn, spoken, tap
from scoring.deadlines import owed
from scoring.lines import MINUS, points_text
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
    return _scored(talk, found, one, first) if one.figures else _adding(talk, found, one)


def _scored(talk: Talk, found: Board, one: OfficeStands, first: int) -> Card:
    programme = found.programme
    rows = [_row(talk, programme, one, each) for each in by_gain(programme, one)]
    rows += [_composed(talk, programme, one, code) for code in _wholes(one)]
    first = first if first < len(rows) else 0
    shown, rest = rows[first : first + MOST_ROWS], len(rows) - first - MOST_ROWS
    lines = (
        *basis.total_words(talk, one),
        *_week(talk, found, one),
        *basis.states_words(talk, one.running),
        *basis.reporting_words(talk, one.reporting),
        *_unscored(talk, programme, one.office),
    )
    footnotes = (
        *(rests_on(talk, programme, one.figures) if one.office in found.whole else ()),
        basis.moment_words(talk, talk.event.at),
    )
    name = programme.office(one.office).name
    said = " · ".join([*lines, *_said(shown)])
    place = {"programme": programme.key, "office": one.office}
    more = action("office", **place, number=str(first + MOST_ROWS))
    return Card(
        alt=talk.say("score.office_alt", office=name, rows=said),
        title=talk.say("score.office_title", office=name),
        subtitle=programme.short_name,
        figure=basis.headline(talk, one),
        bar=basis.total_bar(one),
        rows=tuple(shown),
        lines=lines,
        footnotes=footnotes,
        second=tap("all", talk.language, more) if rest > 0 else None,
        choices=_onward(talk),
    )


def by_gain(programme: Programme, one: OfficeStands) -> list[Stand]:
    """Most points still to gain first; those that can gain none any more last."""
    stands = one.running.stands if one.running else ()
    return sorted(stands, key=lambda each: -points_to_gain(programme, each))


def _wholes(one: OfficeStands) -> list[str]:
    """The indicators that are made of others; all of them where there is no total."""
    stands = {each.code for each in one.running.stands} if one.running else set[str]()
    return [code for code in one.figures if code not in stands]


def _row(talk: Talk, programme: Programme, one: OfficeStands, stand: Stand) -> Row:
    figure = one.figures[stand.code]
    note = [basis.stand_words(talk, stand)]
    gain = points_to_gain(programme, stand)
    if any(each.is_returned for each in figure.reports):
        note.append(talk.say("returned.to_correct"))
    if figure.missing and figure.reports:
        note.append(talk.say("score.row_missing", count=len(figure.missing)))
    if gain and one.running:
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


def _week(talk: Talk, found: Board, one: OfficeStands) -> tuple[str, ...]:
    """The rank among its like, where all of them may be seen, and what the week has changed."""
    programme, office = found.programme, one.office
    told = []
    if office in found.ranks and _sees_all_like(talk, programme, office):
        told.append(talk.say("score.rank", rank=found.ranks[office], count=found.peers[office]))
    then = _week_ago(talk, programme, one)
    if then.running and one.running and then.running.assessed:
        more = one.running.earned - then.running.earned
        told.append(
            talk.say("score.since_week", points=signed(more))
            if more
            else talk.say("score.same_as_week")
        )
        changed = list(_changed(talk, programme, one, then))[:MOST_CHANGES] if more else []
        return (" · ".join(told), *changed)
    return (" · ".join(told),) if told else ()


def _week_ago(talk: Talk, programme: Programme, one: OfficeStands) -> OfficeStands:
    at = talk.event.at - WEEK
    sent = [
        each
        for each in as_of(talk.known.submissions, talk.known.earlier, at)
        if each.programme == programme.key
    ]
    return stands_of(programme, one.office, sent, at)


def _changed(
    talk: Talk, programme: Programme, one: OfficeStands, then: OfficeStands
) -> Iterator[str]:
    """4 แผนที่ภาษี 3.5722 → 4.0722: the indicators whose score is another one than a week ago."""
    for stand in one.running.stands if one.running else ():
        before = then.stand(stand.code)
        old = before.final if before else None
        if stand.final is not None and old != stand.final:
            yield talk.say(
                "score.changed",
                name=listed(programme, programme.indicator(stand.code)),
                before=basis.stand_words(talk, before) if before else "–",
                now=basis.stand_words(talk, stand),
            )


def signed(points: Fraction) -> str:
    """+4.07, −0.25: a difference of points."""
    return f"{MINUS if points < 0 else '+'}{points_text(Fraction(round(abs(points), 2)))}"


def _sees_all_like(talk: Talk, programme: Programme, office: str) -> bool:
    """Whether every office of this kind is within this person's reach."""
    kind, reach = programme.office(office).kind, talk.reach("see_score", programme.key)
    return all(one.code in reach for one in programme.offices if one.kind == kind)


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


def _adding(talk: Talk, found: Board, one: OfficeStands) -> Card:
    """What an office that is not scored itself has sent, and what it adds to the score of which."""
    programme = found.programme
    name = programme.office(one.office).name
    codes = [code for owing, code in owed(programme) if owing == one.office]
    shown = tuple(_share_row(talk, programme, one.office, code) for code in codes[:MOST_ROWS])
    lines = (*_week(talk, found, one), *basis.reporting_words(talk, one.reporting))
    key = "score.shares_title" if shown else "score.office_title"
    title, rest = talk.say(key, office=name), " · ".join([*lines, *_said(shown)])
    return Card(
        alt=f"{title}: {rest}",
        title=title,
        subtitle=programme.short_name,
        rows=shown,
        lines=lines,
        footnotes=(basis.moment_words(talk, talk.event.at),),
        choices=_onward(talk),
    )


def _share_row(talk: Talk, programme: Programme, office: str, code: str) -> Row:
    name = listed(programme, programme.work(code))
    submission = talk.known.submission(programme.key, office, code)
    if submission is None and (sent := talk.known.sent(programme.key, office, code)):
        return Row(name, talk.say("work.sent_many", count=len(sent)), Tone.DONE)
    if submission is None:
        return Row(name, talk.say("score.status_not_submitted"), Tone.NOT_SENT)
    note = share_words(talk, submission)
    data = action("why", programme=programme.key, office=office, indicator=code)
    if submission.is_returned:
        note = f"{note} · {talk.say('returned.to_correct')}"
    tone = Tone.NEAR if submission.is_returned else Tone.DONE
    return Row(name, note, tone, tap("read_report", talk.language, data))


def share_words(talk: Talk, submission: Submission) -> str:
    """The score, the shares where others are scored, or that it was sent."""
    counts = submission.counts
    if counts.get("final_score"):
        return str(counts["final_score"])
    shares = [str(one[talk.language]) for one in counts.get("shares", ())]
    return " · ".join(shares) or talk.say(f"score.status_{counts['status']}")


def _onward(talk: Talk) -> tuple[Tap, ...]:
    words = ("report" if talk.reporting() else "overview", "due")
    return tuple(tap(word, talk.language, action(word)) for word in words)


def _said(rows: Sequence[Row]) -> list[str]:
    return [f"{row.title} {row.note}" for row in rows]


COMMANDS = (Command("office", office_scores, needs=NEEDS),)
