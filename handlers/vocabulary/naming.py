"""What a piece of work is called: an indicator by its number, a report form by its name."""

from collections.abc import Sequence

from handlers.vocabulary.words import say
from scoring.indicator import Indicator
from scoring.programme import Programme
from scoring.work import Work


def is_form(programme: Programme, code: str) -> bool:
    """Whether this is a report form of its own, and no indicator."""
    return all(one.code != code for one in programme.indicators)


def listed(programme: Programme, indicator: Work) -> str:
    """As a list shows it: 4 แผนที่ภาษี, or แบบรายงานที่ 3."""
    name = indicator.short_name
    return name if is_form(programme, indicator.code) else f"{indicator.code} {name}"


def called(programme: Programme, indicator: Work, language: str) -> str:
    """As a sentence calls it: ตัวชี้วัดที่ 4, or แบบรายงานที่ 3."""
    if is_form(programme, indicator.code):
        return indicator.short_name
    return say("report.indicator", language, code=indicator.code)


def titled(programme: Programme, indicator: Work, language: str) -> str:
    """In full: ตัวชี้วัดที่ 4 แผนที่ภาษี, or the whole title of a report form."""
    if is_form(programme, indicator.code):
        return indicator.name
    return f"{called(programme, indicator, language)} {indicator.short_name}"


def is_scored(work: Work) -> bool:
    """Whether its own answers are its score: an indicator whose values come from nowhere else."""
    return isinstance(work, Indicator) and not work.values


def first_named(names: Sequence[str], most: int, language: str) -> str:
    """The first few of many: อำเภอบ้านบึง, อำเภอศรีราชา และอีก 3 แห่ง."""
    told, rest = ", ".join(names[:most]), len(names) - most
    return f"{told} {say('overview.more', language, count=rest)}" if rest > 0 else told


def office_named(programme: Programme, code: str) -> str:
    """An office by its name; by its code once the programme has let it go."""
    return programme.office(code).name if code in programme.above else code
