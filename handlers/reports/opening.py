"""A collector's form opens filled in: with the sums or the rows of what the others have sent.

What comes in later is offered, never added by itself.
"""

from collections.abc import Mapping

from msgspec.structs import replace

from forms.filling.answers import Answers
from forms.model import Form
from forms.records.asking import Documents
from forms.records.trees import document
from forms.xpath.nodes import Node
from handlers.questions.asking import ask
from handlers.vocabulary.actions import Action
from handlers.vocabulary.command import FormCommand, Need, at_any_moment
from handlers.vocabulary.known import Submission
from handlers.vocabulary.messages import Card, Text
from handlers.vocabulary.naming import first_named
from handlers.vocabulary.records import OFFICES, record_node
from handlers.vocabulary.talk import OpenReport
from handlers.vocabulary.turn import Turn, tap
from scoring.collecting import Gathered, gathered
from scoring.programme import Programme

MISSING = "missing"
MOST_NAMES = 8


def merging(report: OpenReport) -> Gathered[Submission] | None:
    """What has come in for this report to merge; None where it merges nothing."""
    talk, programme = report.talk, report.edition.programme
    sent = [one for one in talk.known.submissions if one.programme == programme.key]
    return gathered(programme, report.indicator, report.draft.office, sent)


def filled(report: OpenReport, found: Gathered[Submission]) -> OpenReport:
    """The report with what came from the others in it: rows are there, single answers are asked
    once more with what was found.
    """
    programme, form = report.edition.programme, report.session.form
    documents = Documents(_documents(programme, found), report.session.now)
    answers = report.draft.answers
    for name, expression in report.indicator.opens.items():
        path = f"/{form.shape.name}/{name}"
        if path in form.repeats:
            rows = [*documents.nodes(expression)]
            answers = _with_rows(form, answers, path, rows) if rows else answers
        elif (value := documents.value(expression)) is not None:
            answers = answers.keep({path: str(value)}).forget(path)
    merged = tuple(one.id for one in found.records)
    return report.with_draft(replace(report.draft, answers=answers, merged=merged))


def _documents(programme: Programme, found: Gathered[Submission]) -> Mapping[str, Node]:
    """instance('CODE')/below for each work that is merged; the offices, and those missing."""
    made = {
        code: document(
            code,
            (
                record_node("below", programme, one)
                for one in found.records
                if one.indicator == code
            ),
        )
        for code in programme.work_codes
    }
    senders = {one.office for one in found.records} | set(found.missing)
    named = [one for one in programme.offices if one.code in senders]
    offices = document(OFFICES, (_office("below", one.code, one.name, one.kind) for one in named))
    missing = document(
        MISSING,
        (
            _office("office", one.code, one.name, one.kind)
            for one in named
            if one.code in found.missing
        ),
    )
    return {**made, OFFICES: offices, MISSING: missing}


def _office(name: str, code: str, called: str, kind: str) -> Node:
    node = Node(name)
    for fact, text in (("code", code), ("name", called), ("kind", kind)):
        node.add(fact, text)
    return node


def _with_rows(form: Form, answers: Answers, repeat: str, nodes: list[Node]) -> Answers:
    """The rows of a repeat, one for each node; an answer is taken where the form asks it under the
    same name.
    """
    answers = answers.without_row(repeat) if repeat in answers.rows else answers
    asked = {
        path.removeprefix(f"{repeat}/") for path in form.rules if path.startswith(f"{repeat}/")
    }
    values = {
        f"{repeat}[{number}]/{name}": child.value()
        for number, node in enumerate(nodes, 1)
        for name, child in _leaves(node)
        if name in asked and child.value()
    }
    done = [path for path in values if path not in answers.done]
    answers = answers.keep(values).with_rows(repeat, len(nodes))
    return answers.having_done(done)


def _leaves(node: Node, above: str = "") -> list[tuple[str, Node]]:
    """The nodes below one that hold an answer, by their path from it."""
    found: list[tuple[str, Node]] = []
    for child in node.children:
        path = f"{above}/{child.name}" if above else child.name
        found += _leaves(child, path) if child.children else [(path, child)]
    return found


def words(report: OpenReport, found: Gathered[Submission]) -> Text:
    """What it opens with: from how many offices, and who is missing."""
    talk, programme = report.talk, report.edition.programme
    offices = len({one.office for one in found.records})
    told = [talk.say("report.merged", count=offices) if offices else talk.say("report.merged_none")]
    if found.missing:
        names = [programme.office(code).name for code in found.missing]
        shown = first_named(names, MOST_NAMES, talk.language)
        told.append(talk.say("overview.missing", offices=shown))
    return Text("\n".join(told))


def came_later(report: OpenReport, found: Gathered[Submission]) -> tuple[str, ...]:
    """The offices whose reports came, or were changed, after the form was opened."""
    before = set(report.draft.merged)
    return tuple(
        dict.fromkeys(
            report.edition.programme.office(one.office).name
            for one in found.records
            if one.id not in before
        )
    )


def offered(report: OpenReport) -> tuple[Card, ...]:
    """What came in since the form was opened, with the button that takes it in; nothing when
    nothing did.
    """
    found = merging(report)
    names = came_later(report, found) if found and report.draft.merged else ()
    if not names:
        return ()
    talk = report.talk
    button = tap("merge_again", talk.language, report.action("merge_again"))
    title, shown = talk.say("report.came_later"), ", ".join(names[:MOST_NAMES])
    return (Card(f"{title}: {shown}", title, lines=(shown,), button=button),)


def merge_again(report: OpenReport, _: Action) -> Turn:
    """Takes in what came since, in place of what it was opened with."""
    found = merging(report)
    if found is None:
        return ask(report)
    return ask(filled(report, found)).after(words(report, found))


FORM_COMMANDS = (FormCommand("merge_again", merge_again, at_any_moment, (Need.SUBMISSIONS,)),)
