"""What was found in an office's own form: told to the coordinator who brought it."""

from collections.abc import Mapping

from handlers.vocabulary.actions import action
from handlers.vocabulary.brought import OwnForm
from handlers.vocabulary.messages import Card
from handlers.vocabulary.turn import tap
from handlers.vocabulary.words import say
from thai.graphemes import cut

MOST_FAULTS = 12
MOST_NAMED = 6
LONGEST = 200  # letters of a line


def checked(form: OwnForm, title: str, language: str) -> Card:
    """How many fields it has and what it leaves out; or what is wrong, place by place."""
    return _sound(form, title, language) if form.is_sound else _refused(form, title, language)


def _sound(form: OwnForm, title: str, language: str) -> Card:
    report = form.report
    lines = [say("own_form.filled", language, count=report["fields"])]
    if unused := report["unused"]:
        names = ", ".join(unused[:MOST_NAMED])
        told = say("own_form.unused", language, count=len(unused), names=names)
        lines.append(cut(told, LONGEST))
    notes = () if report["has_code"] else (say("own_form.without_code", language),)
    said = say("own_form.sound", language, title=title)
    return Card(
        alt=f"{said} · {lines[0]}",
        title=said,
        subtitle=form.name,
        lines=tuple(lines),
        footnotes=notes,
        button=tap("own_form_take", language, action("own_form_take", upload=form.id)),
        second=tap("cancel", language, action("own_form_none")),
    )


def _refused(form: OwnForm, title: str, language: str) -> Card:
    lines = list(troubles(form.report, language))
    more = len(lines) - MOST_FAULTS
    notes = (say("own_form.more_faults", language, count=more),) if more > 0 else ()
    return Card(
        alt=say("own_form.refused_alt", language, title=title, first=lines[0]),
        title=say("own_form.refused", language, title=title),
        subtitle=form.name,
        lines=tuple(cut(one, LONGEST) for one in lines[:MOST_FAULTS]),
        footnotes=(*notes, say("own_form.send_again", language)),
        second=tap("cancel", language, action("own_form_none")),
    )


def troubles(report: Mapping[str, object], language: str) -> list[str]:
    """One sentence for each thing that is wrong with a form."""
    trouble, faults = report["trouble"], report["faults"]
    if trouble == "nothing_named":
        return [say("own_form.nothing_named", language, example="{{ office }}")]
    if trouble:
        return [say(f"own_form.trouble_{trouble}", language)]
    assert isinstance(faults, list)
    return [_fault(one, language) for one in faults]


def _fault(fault: Mapping[str, str], language: str) -> str:
    code, near = fault["code"], fault["near"]
    key = f"own_form.fault_{code}_near" if near and code != "broken" else f"own_form.fault_{code}"
    begin, end = f"{{% for … in {fault['name']} %}}", "{% endfor %}"
    return say(key, language, **fault, begin=begin, end=end)
