"""An answer that rows hang on: it may ask for more rows than are kept, or for fewer than are
answered already.
"""

from msgspec.structs import replace

from forms.filling.session import Session
from forms.model import Question
from forms.paths import parent_of, plain_path
from handlers.questions.asking import ask, choices
from handlers.questions.rows import row_name
from handlers.vocabulary.answers import shown
from handlers.vocabulary.messages import Text
from handlers.vocabulary.talk import OpenReport
from handlers.vocabulary.turn import Turn, spoken, tap

MOST_NAMED = 3  # rows


def objection(report: OpenReport, question: Question, value: str) -> Turn | None:
    """What is said instead of taking the answer; None when no row stands against it."""
    if not any(repeat.count for repeat in report.session.form.repeats.values()):
        return None
    then = report.session.after(question.path, value)
    return _too_many(report, question, value, then) or _fewer(report, question, value, then)


def _too_many(report: OpenReport, question: Question, value: str, then: Session) -> Turn | None:
    """No row is left out untold."""
    found = next((path for path in then.overfull if path not in report.session.overfull), None)
    if found is None:
        return None
    label = report.session.say(
        then.form.repeats[plain_path(found)].label, parent_of(found), report.talk.language
    )
    facts = {
        "answer": shown(question, value, report.talk.language),
        "label": label,
        "most": then.form.most_rows,
    }
    return ask(report, question).after(Text(report.talk.say("repeat.too_many", **facts)))


def _fewer(report: OpenReport, question: Question, value: str, then: Session) -> Turn | None:
    """Rows with answers in them go only after a yes."""
    going = _going(report, then)
    if not going:
        return None
    talk = report.talk
    report = report.with_draft(replace(report.draft, at=question.path, unsure=value))
    names = ", ".join(row_name(report, f"{row}/") for row in going[:MOST_NAMED])
    more = len(going) - MOST_NAMED
    rows = talk.say("repeat.and_more", rows=names, count=more) if more > 0 else names
    words = talk.say("repeat.fewer", answer=shown(question, value, talk.language), rows=rows)
    sure = tap(
        "drop_rest",
        talk.language,
        report.action("sure", question=report.session.key(question.path)),
    )
    return spoken(
        report.talk.state,
        Text(words, (sure, *choices(report, question)), report.asks(question.path)),
    )


def _going(report: OpenReport, then: Session) -> list[str]:
    """The rows that have answers or files in them and that the answer would take away."""
    given = {*report.draft.answers.done, *report.draft.pieces}
    rows = (
        f"{path}[{number}]"
        for path, count in report.session.answers.rows.items()
        for number in range(1, count + 1)
    )
    return [
        row
        for row in rows
        if not then.has(row) and any(path.startswith(f"{row}/") for path in given)
    ]
