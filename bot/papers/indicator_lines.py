"""The indicators of a programme as its papers print them: line by line with scale and score, under
the heads of the framework, as sheets, and with their parts.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from bot.papers.answers import figure, text
from bot.papers.making import PRINTED_IN
from documents.filling import Answers
from handlers.results.figures import Figure
from handlers.vocabulary.words import say
from scoring.indicator import Indicator
from scoring.lines import places, plain
from scoring.measures.milestone import Milestone
from scoring.offices import Office
from scoring.programme import Programme
from scoring.scales import LEVELS, Scale, scales
from thai.dates import long

BETWEEN = " · "  # a dimension and what of it


def topmost(programme: Programme) -> list[Indicator]:
    """Those whose weights make up 100: a part counts within its whole."""
    return [one for one in programme.indicators if one.parent is None]


def called(programme: Programme, offices: Sequence[Office]) -> str:
    """Offices of one kind, by the name the document gives them."""
    said = programme.document.facts.get(f"unit_{offices[0].kind}")
    return said or ", ".join(one.name for one in offices)


def reporting(programme: Programme, indicator: Indicator) -> tuple[str, ...]:
    """Kinds or codes of those who report it, or a form it takes its values from."""
    own = indicator.reporters
    sources = [programme.work(code).reporters for code in programme.sources(indicator.code)]
    named = (*own.main, *own.supporting, *(name for one in sources for name in one.main))
    return tuple(dict.fromkeys(named))


def framework(programme: Programme, found: Mapping[str, Figure]) -> Iterator[Answers]:
    """Every indicator in one line, under the heads of its dimension; of a table of categories a
    line for each with the weight in brackets (A-24).
    """
    before = ("", "")
    for one in programme.indicators:
        at = _parts_of(one.dimension)
        yield from (text_line(words) for words in _heads(programme, before, at))
        before = at
        printed = scales(one)
        if len(printed) < 2:
            yield from indicators(programme, found, (one,))
            continue
        scale = Scale(("",) * LEVELS)
        yield _indicator(programme, one, scale, found.get(one.code), is_first=True)
        for each in printed:
            line = _indicator(programme, one, each, None, is_first=False)
            weight = f"({plain(Fraction(one.weight or 0), 2)})"
            told = {"name": line.single["category_name"], "weight": figure(weight)}
            yield Answers({**line.single, **told})


def text_line(words: str) -> Answers:
    return Answers({"name": figure(words)})


def _heads(programme: Programme, before: tuple[str, str], at: tuple[str, str]) -> Iterator[str]:
    """What begins here: a dimension, a part of it, each with the weight of all within."""
    told = [_parts_of(one.dimension) for one in topmost(programme)]
    weights = [Fraction(one.weight or 0) for one in topmost(programme)]
    for key, size in (("papers.outer", 1), ("papers.inner", 2)):
        name = at[size - 1]
        if name and at[:size] != before[:size]:
            within = zip(told, weights, strict=True)
            whole = sum((each for place, each in within if place[:size] == at[:size]), Fraction(0))
            yield say(key, PRINTED_IN, name=name, weight=plain(whole, 2))


def _parts_of(dimension: str) -> tuple[str, str]:
    outer, _, inner = dimension.rpartition(BETWEEN)
    return outer, inner


def indicators(
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
        "sheet_code": f"{one.code}{'*' if one.department_agreement else ''}",
        "name": one.name,
        "dimension": one.dimension,
        "aspect": _parts_of(one.dimension)[1],
        "weight": str(one.weight or ""),
        "responsible": ", ".join(_responsible(programme, one)),
        "explained": one.explained,
        "rationale": one.rationale,
        "formula": one.formula,
        "evidence": one.evidence,
        "notes": "\n".join(one.notes),
        "contact": one.contact or one.verifier,
        "due": long(one.due) if one.due else "",
        **(_result(programme, at) if at else dict.fromkeys(("result", "score", "weighted"), "")),
    }
    first = said if is_first else dict.fromkeys(said, "")
    named = f"{scale.category} {scale.printed}".strip() or say("papers.scale", PRINTED_IN)
    scale_told = {"category": scale.category, "category_name": named, **levels}
    return Answers(
        {name: text(told) for name, told in first.items()}
        | {name: figure(told) for name, told in scale_told.items()}
    )


def _responsible(programme: Programme, one: Indicator) -> Iterable[str]:
    for name in reporting(programme, one):
        offices = [each for each in programme.offices if name in (each.code, each.kind)]
        if offices:
            yield called(programme, offices)


def _result(programme: Programme, figure: Figure) -> dict[str, str]:
    record, weight = figure.record, figure.indicator.weight
    final = record.get("final_score")
    if final is None or not figure.reports:
        said = say("papers.nothing_sent", PRINTED_IN) if not figure.reports else ""
        return {"result": said, "score": "", "weighted": ""}
    parts = programme.parts(figure.indicator.parent or "")
    basis = sum(parts.values(), Fraction(0)) or Fraction(100)
    weighted = Fraction(final) * Fraction(weight or 0) / basis
    return {"result": _sum(programme, figure), "score": str(final), "weighted": places(weighted)}


def _sum(programme: Programme, figure: Figure) -> str:
    """What was done; where something was taken off, every line, so that the score beside it can be
    followed; of what is added up the sum, for its parts are lines of their own. The weight has a
    column of its own.
    """
    told: Sequence[str] = figure.record["explanation"]
    without_weight = told[:-1] if figure.indicator.weight else told
    if figure.record["deductions"]:
        return "\n".join(without_weight)
    is_sum = bool(programme.parts(figure.indicator.code))
    return next(iter(without_weight[-1:] if is_sum else told), "")


def sheets(programme: Programme, found: Mapping[str, Figure]) -> Iterable[Answers]:
    """Each indicator once, with its scale as rows, or with what each of its steps asks for."""
    for one in programme.indicators:
        first, *_ = lines = tuple(indicators(programme, found, (one,)))
        steps = one.measure.steps if isinstance(one.measure, Milestone) else ()
        told = tuple(
            Answers({"step_level": figure(step.level), "step_text": text(step.text)})
            for step in steps
        )
        scale = lines if scales(one) and not steps else ()
        yield Answers(first.single, {"scales": scale, "steps": told})


def composites(programme: Programme, found: Mapping[str, Figure]) -> Iterable[Answers]:
    """The indicators that are made of others, each with its parts."""
    for one in programme.indicators:
        if parts := programme.children(one.code):
            [line] = indicators(programme, found, (one,))
            weights = figure(sum(part.weight or 0 for part in parts))
            yield Answers(
                {**line.single, "weights": weights},
                {"parts": tuple(indicators(programme, found, parts))},
            )
