"""What a programme itself says, and what an office stands at in it, as its papers read them.

The names are those of `scoring/paper_words.py`; a programme's paper asks for no report.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from fractions import Fraction

from bot.papers.answers import day, figure, text
from bot.papers.making import PRINTED_IN
from documents.filling import Answer, Answers
from handlers.reports.owing import owed_now
from handlers.results.figures import Figure
from handlers.results.stands import OfficeStands, stands_of
from handlers.vocabulary.known import Submission
from handlers.vocabulary.naming import is_form
from handlers.vocabulary.words import say
from scoring.indicator import Indicator
from scoring.lines import places, plain
from scoring.offices import Office
from scoring.programme import Programme
from scoring.scales import LEVELS, Scale, scales
from thai.dates import bangkok_day, long


def programme_answers(
    programme: Programme, office: str, sent: Sequence[Submission], now: datetime
) -> Answers:
    """`sent`: the current reports of the office and of those below it."""
    stands = stands_of(programme, office, sent, now)
    found, today = stands.figures, bangkok_day(now)
    single = {
        "office": text(programme.office(office).name),
        "province": text(programme.office(office).province),
        "programme": text(programme.name),
        "year": figure(programme.fiscal_year),
        "round": figure(programme.round),
        "from": day(programme.round_start),
        "to": day(programme.round_end),
        "today": day(today),
        "weights": figure(sum(one.weight or 0 for one in _topmost(programme))),
        **_totals(stands),
    }
    rows = {
        "units": tuple(_units(programme)),
        "indicators": tuple(_indicators(programme, found, programme.indicators)),
        "sheets": tuple(_sheets(programme, found)),
        "composites": tuple(_composites(programme, found)),
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


def _topmost(programme: Programme) -> list[Indicator]:
    """Those whose weights make up 100: a part counts within its whole."""
    return [one for one in programme.indicators if one.parent is None]


def _units(programme: Programme) -> Iterable[Answers]:
    """Who reports what: offices of one kind together, by the name the document gives them."""
    kinds: dict[str, list[Office]] = {}
    for office in programme.offices:
        kinds.setdefault(office.kind, []).append(office)
    facts = programme.document.facts
    for kind, offices in kinds.items():
        codes = [one.code for one in programme.indicators if _reports(programme, one, offices)]
        if codes:
            yield Answers(
                {
                    "unit_name": text(_called(programme, offices)),
                    "unit_indicators": text(", ".join(codes)),
                    "unit_count": figure(len(offices)),
                    "unit_note": text(facts.get(f"unit_note_{kind}", "")),
                }
            )


def _called(programme: Programme, offices: Sequence[Office]) -> str:
    """Offices of one kind, by the name the document gives them."""
    said = programme.document.facts.get(f"unit_{offices[0].kind}")
    return said or ", ".join(one.name for one in offices)


def _reports(programme: Programme, indicator: Indicator, offices: Sequence[Office]) -> bool:
    return any(
        name in (one.code, one.kind) for one in offices for name in _named(programme, indicator)
    )


def _named(programme: Programme, indicator: Indicator) -> tuple[str, ...]:
    """Kinds or codes of those who report it, or a form it takes its values from."""
    own = indicator.reporters
    sources = [programme.work(code).reporters for code in programme.sources(indicator.code)]
    named = (*own.main, *own.supporting, *(name for one in sources for name in one.main))
    return tuple(dict.fromkeys(named))


def _indicators(
    programme: Programme, found: Mapping[str, Figure], shown: Iterable[Indicator]
) -> Iterable[Answers]:
    """A line for each indicator, and for each category of its scale."""
    for one in shown:
        printed = scales(one) or (Scale(("",) * LEVELS),)
        for place, scale in enumerate(printed):
            yield _indicator(programme, one, scale, found.get(one.code), is_first=place == 0)


def _indicator(
    programme: Programme, one: Indicator, scale: Scale, at: Figure | None, *, is_first: bool
) -> Answers:
    levels = {f"level_{place}": level for place, level in enumerate(scale.levels, 1)}
    said = {
        "code": f"{'*' if one.department_agreement else ''}{one.code}",
        "name": one.name,
        "dimension": one.dimension,
        "weight": str(one.weight or ""),
        "responsible": ", ".join(_responsible(programme, one)),
        "explained": one.explained,
        "rationale": one.rationale,
        "formula": one.formula,
        "evidence": one.evidence,
        "notes": "\n".join(one.notes),
        "contact": one.contact or one.verifier,
        "due": long(one.due) if one.due else "",
        **(_result(programme, at) if at else {}),
    }
    first = said if is_first else dict.fromkeys(said, "")
    scale_told = {"category": scale.category, **levels}
    return Answers(
        {name: text(told) for name, told in first.items()}
        | {name: figure(told) for name, told in scale_told.items()}
    )


def _responsible(programme: Programme, one: Indicator) -> Iterable[str]:
    for name in _named(programme, one):
        offices = [each for each in programme.offices if name in (each.code, each.kind)]
        if offices:
            yield _called(programme, offices)


def _result(programme: Programme, figure: Figure) -> dict[str, str]:
    record, weight = figure.record, figure.indicator.weight
    final = record.get("final_score")
    if final is None or not figure.reports:
        said = say("papers.nothing_sent", PRINTED_IN) if not figure.reports else ""
        return {"result": said, "score": "", "weighted": ""}
    parts = programme.parts(figure.indicator.parent or "")
    basis = sum(parts.values(), Fraction(0)) or Fraction(100)
    weighted = Fraction(final) * Fraction(weight or 0) / basis
    first = next(iter(record["explanation"]), "")
    return {"result": first, "score": str(final), "weighted": places(weighted)}


def _sheets(programme: Programme, found: Mapping[str, Figure]) -> Iterable[Answers]:
    """Each indicator once, with its scale as rows."""
    for one in programme.indicators:
        first, *_ = lines = tuple(_indicators(programme, found, (one,)))
        yield Answers(first.single, {"scales": lines if scales(one) else ()})


def _composites(programme: Programme, found: Mapping[str, Figure]) -> Iterable[Answers]:
    """The indicators that are made of others, each with its parts."""
    for one in programme.indicators:
        if parts := programme.children(one.code):
            [line] = _indicators(programme, found, (one,))
            weights = figure(sum(part.weight or 0 for part in parts))
            yield Answers(
                {**line.single, "weights": weights},
                {"parts": tuple(_indicators(programme, found, parts))},
            )


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
