"""Whether the values of a programme can be asked of its forms: every expression compiled, every
name in it found.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from bot.papers.checking import unanswered
from forms.model import Form
from forms.reading.xform import compile_form
from forms.records.checking import Known, reasons
from handlers.reports.opening import MISSING
from handlers.vocabulary.agreed import READ_BY
from handlers.vocabulary.records import OFFICES
from scoring.programme import Programme
from scoring.reach import unreached
from scoring.work import Work
from scoring.worth import Each, Worth, expressions


class Place(NamedTuple):
    """An expression and the key it stands under; `rows` is the node-set whose nodes it is asked
    of.
    """

    key: str
    expression: str
    rows: str = ""


def misnamed(programme: Programme, forms: Mapping[str, str]) -> list[str]:
    """One sentence for each expression that cannot be asked, with its key."""
    compiled = {name: compile_form(xform, programme.lists) for name, xform in forms.items()}
    shapes = {
        work.code: compiled[work.form].shape
        for work in programme.works
        if work.form and work.form in compiled
    }
    known = Known.of_forms(shapes, OFFICES, MISSING)
    return [
        f"{place.key}: {reason}"
        for place in _places(programme)
        for reason in reasons(place.expression, known, place.rows)
    ] + [
        *_unopened(programme, compiled),
        *_unappraised(programme, compiled),
        *_unheld(programme, compiled),
        *unanswered(programme, compiled),
    ]


def not_reached(programme: Programme, forms: Mapping[str, str]) -> dict[str, str]:
    """The indicators no answer in chat leads to, each with the reason."""
    names = {
        name: [question.name for question in compile_form(xform, programme.lists).questions]
        for name, xform in forms.items()
    }
    return unreached(programme, names)


def _places(programme: Programme) -> Iterator[Place]:
    for indicator in programme.indicators:
        for name, worth in indicator.values.items():
            yield from _of_worth(f"indicators[{indicator.code}].values.{name}", worth)
        if indicator.sent:
            yield Place(f"indicators[{indicator.code}].sent", indicator.sent)
    for work in programme.works:
        for name, worth in work.opens.items():
            yield from _of_worth(f"{_key(programme, work)}.opens.{name}", worth)


def _key(programme: Programme, work: Work) -> str:
    table = "report_forms" if programme.report_form(work.code) else "indicators"
    return f"{table}[{work.code}]"


def _of_worth(key: str, worth: Worth) -> Iterator[Place]:
    rows = worth.each if isinstance(worth, Each) else ""
    for part, expression in expressions(worth):
        inside = rows if part in {"key", "value"} else ""
        yield Place(f"{key}.{part}" if part else key, expression, inside)


def _unheld(programme: Programme, forms: Mapping[str, Form]) -> Iterator[str]:
    """Questions that a rule of what is likely speaks of and the form does not have."""
    for rule in programme.plausible:
        form = forms.get(programme.work(rule.work).form or "")
        paths = {*form.rules, *form.by_path, *form.repeats} if form else set()
        if form and not any(path.endswith(f"/{rule.question}") for path in paths):
            yield f"plausible: {rule.question}: แบบของงาน {rule.work} ไม่มีข้อนี้"


def _unappraised(programme: Programme, forms: Mapping[str, Form]) -> Iterator[str]:
    """Questions an appraisal is read by and its form does not have."""
    for one in programme.report_forms:
        form = forms.get(one.xlsform or "") if one.appraisal else None
        if form is None:
            continue
        if programme.appraisal is None:
            yield f"report_forms[{one.code}].appraisal: there is no [appraisal]"
        paths = {path.removeprefix(f"/{form.shape.name}/") for path in form.rules}
        for name in READ_BY[one.appraisal]:
            if name not in paths:
                yield f"report_forms[{one.code}]: the form {one.xlsform} has no {name}"


def _unopened(programme: Programme, forms: Mapping[str, Form]) -> Iterator[str]:
    """Questions a form is to open with and does not have."""
    for work in programme.works:
        form = forms.get(work.form or "")
        if form is None:
            continue
        paths = {path.removeprefix(f"/{form.shape.name}/") for path in form.rules}
        paths |= {path.removeprefix(f"/{form.shape.name}/") for path in form.repeats}
        for name in work.opens:
            if name not in paths:
                yield f"{_key(programme, work)}.opens.{name}: the form {work.form} has no {name}"
