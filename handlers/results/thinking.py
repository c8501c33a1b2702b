"""ถ้าได้ 90%, ต้องได้เท่าไรถึง 5, ถ้าส่งพรุ่งนี้: the rulebook answers what would be, with the sum; nothing
is sent by it.
"""

from datetime import date
from fractions import Fraction

from handlers.results import basis
from handlers.results.known_case import case_of, codes_of, fed_by, place_of
from handlers.results.why import not_yours
from handlers.vocabulary.actions import Action, action
from handlers.vocabulary.command import Command, Help, Need
from handlers.vocabulary.messages import Bar, Card, Row, Tap, Text
from handlers.vocabulary.naming import called, listed, office_named, titled
from handlers.vocabulary.talk import Talk
from handlers.vocabulary.turn import Turn, spoken, tap, told
from scoring.deadlines import leg_code
from scoring.indicator import Indicator
from scoring.lines import plain
from scoring.measures.composite import Composite
from scoring.programme import Programme
from scoring.result import Score
from scoring.what_if import Case, Thought, needed, with_percent
from thai.dates import short

MOST_ROWS = 12
TARGET, PERCENT, DAY = "to", "percent", "day"  # kinds of question


def what_if(talk: Talk, chosen: Action) -> Turn:
    """`kind` is what is asked, `value` the score to reach, the result in per cent, or the day; of
    one indicator, or of all that an office is asked for.
    """
    place = place_of(talk, chosen)
    if place is None:
        return told(talk.state, "what_if.nothing")
    programme, office = place
    if not talk.may("see_score", programme.key, office):
        return not_yours(talk, programme.key, office)
    codes = codes_of(programme, office)
    if chosen.indicator:
        feeds = [one.code for one in fed_by(programme, chosen.indicator)]
        code = chosen.indicator if chosen.indicator in codes else next(iter(feeds), "")
        if not code:
            return told(talk.state, "what_if.nothing")
        return spoken(talk.state, _of_one(talk, programme, office, code, chosen))
    if not codes:
        return told(talk.state, "what_if.nothing")
    if len(codes) == 1:
        return spoken(talk.state, _of_one(talk, programme, office, codes[0], chosen))
    return spoken(talk.state, _of_all(talk, programme, office, codes, chosen))


def _of_one(
    talk: Talk, programme: Programme, office: str, code: str, chosen: Action
) -> Card | Text:
    indicator = programme.indicator(code)
    case = case_of(talk, programme, office, code)
    if isinstance(indicator.measure, Composite):
        return _no_scale(talk, programme, indicator)
    if chosen.kind == DAY:
        return _on_day(talk, case, office, date.fromisoformat(chosen.value))
    if chosen.kind == TARGET:
        target = Fraction(chosen.value)
        found = needed(case, target)
        if found is None:
            return _no_scale(talk, programme, indicator)
        title = talk.say("what_if.needed_title", target=plain(target), name=indicator.short_name)
        is_enough = found.score.exact is not None and found.score.exact >= target
        result = talk.say("what_if.least", result=_result(talk, found))
        if not is_enough:
            result = talk.say(
                "what_if.best", final=found.score.final_score, result=_result(talk, found)
            )
        return _card(talk, case, office, title, result, found.score)
    percent = Fraction(chosen.value)
    thought = with_percent(case, percent)
    if thought is None:
        name = titled(programme, indicator, talk.language)
        choices = (_ask(talk, programme, office, code, "5"),)
        return Text(talk.say("what_if.no_percent", name=name, code=code), choices)
    what = talk.say("what_if.percent", percent=plain(percent))
    title = talk.say("what_if.title", what=what, name=indicator.short_name)
    return _card(talk, case, office, title, _result(talk, thought), thought.score)


def _ask(talk: Talk, programme: Programme, office: str, code: str, target: str) -> Tap:
    data = action(
        "what_if",
        programme=programme.key,
        office=office,
        indicator=code,
        kind=TARGET,
        value=target,
    )
    return tap("reach", talk.language, data, target=target)


def _no_scale(talk: Talk, programme: Programme, indicator: Indicator) -> Text:
    name = titled(programme, indicator, talk.language)
    return Text(talk.say("what_if.no_scale", name=name, code=indicator.code))


def _result(talk: Talk, thought: Thought) -> str:
    return thought.told.en if talk.language == "en" else thought.told.th


def _card(talk: Talk, case: Case, office: str, title: str, result: str, score: Score) -> Card:
    """The score with its whole sum, and that nothing was sent."""
    final = score.final_score
    figure = str(final) if final is not None else talk.say(f"score.status_{score.status}")
    lines = tuple(one.en if talk.language == "en" else one.th for one in score.explanation)
    name = office_named(case.programme, office)
    return Card(
        alt=f"{title}: {figure} · {result}",
        title=title,
        subtitle=talk.say("score.subtitle", office=name, programme=case.programme.short_name),
        figure=figure,
        bar=final,
        lines=lines if result in lines else (result, *lines),
        footnotes=(*_whose(talk, case, office), talk.say("what_if.thought")),
        choices=(tap("score", talk.language, action("score")),),
    )


def _whose(talk: Talk, case: Case, office: str) -> tuple[str, ...]:
    """Where the score is another office's: whose it is."""
    assessed = case.programme.assessed(case.code)
    if office in assessed or not assessed:
        return ()
    return (talk.say("what_if.shared", office=office_named(case.programme, assessed[0])),)


def _on_day(talk: Talk, case: Case, office: str, day: date) -> Card | Text:
    """What waiting would cost: of what was sent nothing, else the best there is on each day."""
    programme, indicator = case.programme, case.indicator
    sent = talk.known.submission(programme.key, office, case.code)
    if sent is not None and not sent.restarts:
        final = sent.counts.get("final_score") or talk.say(f"score.status_{sent.counts['status']}")
        words = talk.say("what_if.sent_already", day=short(sent.counted_from), final=final)
        return Text(f"{called(programme, indicator, talk.language)}: {words}")
    then = _best_on(case, office, day)
    if then is None:
        return _no_scale(talk, programme, indicator)
    what = talk.say("what_if.on_day", day=short(day))
    title = talk.say("what_if.title", what=what, name=indicator.short_name)
    now = _best_on(case, office, talk.today)
    words = talk.say(
        "what_if.today",
        today=now.score.final_score if now else "–",
        day=short(day),
        then=then.score.final_score,
    )
    return _card(talk, case, office, title, words, then.score)


def _best_on(case: Case, office: str, day: date) -> Thought | None:
    """The best score a report of that day can still have."""
    stage = leg_code(case.programme, case.indicator, office, day)
    return needed(Case(case.programme, case.code, case.values, day, stage), basis.TOP)


def _of_all(
    talk: Talk, programme: Programme, office: str, codes: list[str], chosen: Action
) -> Card:
    """Of each indicator of the office in a line; its sum behind the button."""
    rows = tuple(
        row for code in codes if (row := _row(talk, programme, office, code, chosen)) is not None
    )
    name = office_named(programme, office)
    match chosen.kind:
        case "to":
            title = talk.say("what_if.needed_list", target=chosen.value, office=name)
        case "percent":
            what = talk.say("what_if.percent", percent=chosen.value)
            title = talk.say("what_if.list_title", what=what, office=name)
        case _:
            what = talk.say("what_if.on_day", day=short(date.fromisoformat(chosen.value)))
            title = talk.say("what_if.list_title", what=what, office=name)
    return Card(
        alt=f"{title}: {' · '.join(f'{row.title} {row.note}' for row in rows)}",
        title=title,
        subtitle=programme.short_name,
        rows=rows[:MOST_ROWS],
        footnotes=(talk.say("what_if.thought"),),
        choices=(tap("score", talk.language, action("score")),),
    )


def _row(talk: Talk, programme: Programme, office: str, code: str, chosen: Action) -> Row | None:
    indicator = programme.indicator(code)
    if isinstance(indicator.measure, Composite):
        return None
    case, name = case_of(talk, programme, office, code), listed(programme, indicator)
    if chosen.kind == DAY:
        found = _best_on(case, office, date.fromisoformat(chosen.value))
    elif chosen.kind == TARGET:
        found = needed(case, Fraction(chosen.value))
    else:
        found = with_percent(case, Fraction(chosen.value))
    if found is None or found.score.exact is None:
        return None
    score, exact = found.score, found.score.exact
    falls_short = chosen.kind == TARGET and exact < Fraction(chosen.value)
    key = "what_if.row_best" if falls_short or chosen.kind == DAY else "what_if.row"
    note = talk.say(key, result=_result(talk, found), final=score.final_score)
    if score.status == "cut_off":
        note = talk.say("score.status_cut_off")
    data = action(
        "what_if",
        programme=programme.key,
        office=office,
        indicator=code,
        kind=chosen.kind,
        value=chosen.value,
    )
    share = basis.share_of(exact, basis.TOP)
    return Row(name, note, None, tap("open", talk.language, data), (Bar(share),))


COMMANDS = (
    Command("what_if", what_if, needs=(Need.SUBMISSIONS,), help=Help("what_if", 5, "see_score")),
)
