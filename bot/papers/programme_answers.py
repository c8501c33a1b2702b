"""What a programme itself says, and what an office stands at in it, as its papers read them.

The names are those of `scoring/paper_words.py`; a programme's paper asks for no report.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from bot.papers import board_lines
from bot.papers.answers import day, figure, text
from bot.papers.board_lines import board_of, reported
from bot.papers.indicator_lines import (
    called,
    composites,
    framework,
    indicators,
    reporting,
    sheets,
    topmost,
)
from bot.papers.making import PRINTED_IN
from documents.filling import Answer, Answers
from handlers.reports.owing import owed_now
from handlers.results.stands import OfficeStands, stands_of
from handlers.vocabulary.known import Submission
from handlers.vocabulary.naming import is_form
from handlers.vocabulary.words import say
from scoring.indicator import Indicator
from scoring.lines import places, plain
from scoring.offices import Office
from scoring.programme import Programme
from thai.dates import bangkok_day


def programme_answers(
    programme: Programme, office: str, sent: Sequence[Submission], now: datetime
) -> Answers:
    """`sent`: the current reports of the office and of those below it."""
    stands = stands_of(programme, office, sent, now)
    found, today = stands.figures, bangkok_day(now)
    seen = board_of(programme, office, sent, now)
    single = {
        "office": text(programme.office(office).name),
        "province": text(programme.office(office).province),
        "programme": text(programme.name),
        "year": figure(programme.fiscal_year),
        "round": figure(programme.round),
        "from": day(programme.round_start),
        "to": day(programme.round_end),
        "today": day(today),
        "weights": figure(sum(one.weight or 0 for one in topmost(programme))),
        **_totals(stands),
        **reported(seen.reporting),
    }
    rows = {
        "units": tuple(_units(programme)),
        "framework": tuple(framework(programme, found)),
        "indicators": tuple(indicators(programme, found, programme.indicators)),
        "sheets": tuple(sheets(programme, found)),
        "composites": tuple(composites(programme, found)),
        "offices": tuple(board_lines.offices(seen)),
        "works": tuple(board_lines.works(seen)),
        "owing": tuple(_owing(programme, office, sent, today)),
    }
    return Answers(single, rows)


def _totals(stands: OfficeStands) -> dict[str, Answer]:
    """What is earned of what was assessed so far; the total only once all of it is."""
    running, total = stands.running, stands.total
    if running is None or total is None:
        return {}
    told = {
        "earned": figure(places(running.earned, 2)),
        "assessed": figure(plain(running.assessed, 2)),
    }
    if running.assessed < running.full:
        return told
    return told | {name: figure(total.facts.get(name)) for name in ("total_on_5", "total_on_100")}


def _units(programme: Programme) -> Iterable[Answers]:
    """Who reports what: offices of one kind together, by the name the document gives them."""
    kinds: dict[str, list[Office]] = {}
    for office in programme.offices:
        kinds.setdefault(office.kind, []).append(office)
    facts = programme.document.facts
    for kind, offices in kinds.items():
        told = _codes(programme, offices)
        if told:
            yield Answers(
                {
                    "unit_name": text(called(programme, offices)),
                    "unit_indicators": figure(told),
                    "unit_count": figure(len(offices)),
                    "unit_note": text(facts.get(f"unit_note_{kind}", "")),
                }
            )


def _codes(programme: Programme, offices: Sequence[Office]) -> str:
    """What they answer for, and after it what they only support (A-28)."""
    mine = [one for one in programme.indicators if _reports(programme, one, offices)]
    supported = [one.code for one in mine if _is_among(offices, one.reporters.supporting)]
    main = _listed([one.code for one in mine if one.code not in supported])
    support = say("papers.supports", PRINTED_IN, codes=_listed(supported)) if supported else ""
    return " ".join(filter(None, (main, support)))


def _listed(codes: Sequence[str]) -> str:
    *before, last = codes or ("",)
    return say("papers.and", PRINTED_IN, before=", ".join(before), last=last) if before else last


def _is_among(offices: Sequence[Office], named: Sequence[str]) -> bool:
    return any(name in (one.code, one.kind) for one in offices for name in named)


def _reports(programme: Programme, indicator: Indicator, offices: Sequence[Office]) -> bool:
    return _is_among(offices, reporting(programme, indicator))


def _owing(
    programme: Programme, office: str, sent: Sequence[Submission], today: date
) -> Iterable[Answers]:
    """What the office still owes, and what came back: the most pressing first."""
    owed = owed_now(programme, programme.calendar, today, sent).owing.get(office, ())
    for standing in sorted(one.due.standing for one in owed):
        work = programme.work(standing.code)
        yield Answers(
            {
                "owed_code": text("" if is_form(programme, work.code) else work.code),
                "owed_name": text(work.name),
                "owed_due": day(standing.due),
                "owed_cutoff": day(standing.cutoff),
            }
        )
