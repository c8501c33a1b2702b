"""Which indicators can be scored from what people send, and why the others cannot. Pure."""

from collections.abc import Collection, Mapping

from scoring.indicator import Indicator
from scoring.measures.composite import Composite
from scoring.measures.rubric_points import RubricPoints
from scoring.programme import Programme
from scoring.work import is_named


def unreached(programme: Programme, questions: Mapping[str, Collection[str]]) -> dict[str, str]:
    """Each indicator without a way from chat to its score, with the reason; `questions` are the
    names asked by the forms, by the name of the form.
    """
    found = {
        one.code: reason
        for one in programme.indicators
        if not isinstance(one.measure, Composite) and (reason := _why(programme, one, questions))
    }
    return found | {
        one.code: f"its parts {', '.join(gone)} are not reached"
        for one in programme.indicators
        if isinstance(one.measure, Composite)
        and (gone := [each.code for each in programme.children(one.code) if each.code in found])
    }


def _why(
    programme: Programme, indicator: Indicator, questions: Mapping[str, Collection[str]]
) -> str:
    sources = programme.sources(indicator.code)
    if isinstance(indicator.measure, RubricPoints) and indicator.measure.items and not sources:
        return ""  # its judges give the points
    if not sources:
        return "no form feeds it: give it a form, or values that come from the records of one"
    nobody = [code for code in sources if not _is_sent(programme, code)]
    if len(nobody) == len(sources):
        return f"nobody sends {', '.join(nobody)}: name its reporters"
    if not programme.assessed(indicator.code):
        return "it scores no office: name them in assessed, or its reporters"
    given = indicator.values or questions.get(indicator.form or "", ())
    if not any(set(wanted) <= set(given) for wanted in indicator.measure.reads):
        wanted_ = " or ".join(", ".join(one) for one in indicator.measure.reads)
        return f"its scale reads {wanted_}, and only {', '.join(given) or 'nothing'} is there"
    return ""


def _is_sent(programme: Programme, code: str) -> bool:
    """Whether a form asks it and an office owes it."""
    work = programme.work(code)
    return work.form is not None and any(
        is_named(office, work.reporters.all) for office in programme.offices
    )
