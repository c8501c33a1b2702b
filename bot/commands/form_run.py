"""raingan form run: a form walked at the terminal, or by a script of JSON lines."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import click
from pydantic import ValidationError

from bot.clock import clock_of
from bot.commands import Refused
from bot.commands.beside import beside
from bot.settings import Settings, SettingsError
from forms.filling.answers import Answers
from forms.filling.choices import numbers_of
from forms.filling.session import Session
from forms.filling.typed import Misread, read_answer
from forms.filling.walk import walked
from forms.kinds import MEDIA, fits_type
from forms.model import Form, Question
from forms.problems import FormError
from forms.reading.xform import compile_form
from forms.upload.xlsform import to_xform

LANGUAGE = "th"


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--answers",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="One step a line, as JSON; one state a line is printed.",
)
def run(file: Path, answers: Path | None) -> None:
    """Walk a form at the terminal, or by a script."""
    try:
        form = compile_form(
            to_xform(
                file.read_bytes(), ending=file.suffix.lower(), strict=False, beside=beside(file)
            )
        )
        now = clock_of(Settings())()
    except (FormError, SettingsError, ValidationError) as error:
        raise Refused(f"{file.name}: {error}") from error
    if answers is None:
        _talk(form, now)
        return
    problems = []
    for place, told in enumerate(walked(form, _steps(answers), now)):
        click.echo(json.dumps(told, ensure_ascii=False))
        if "error" in told:
            problems.append(f"{answers.name}, step {place}: {told['error']}")
    if problems:
        raise Refused("\n".join(problems))


def _steps(file: Path) -> Iterator[object]:
    """The steps of a script; a line that is not JSON is a step that cannot be taken."""
    for line in file.read_text("utf-8").splitlines():
        if not line.strip():
            continue
        try:
            yield json.loads(line)
        except (ValueError, RecursionError):
            yield None


def _talk(form: Form, now: datetime) -> None:
    """Asks one question after another; ".." goes back, an empty line leaves out what is
    optional.
    """
    session = Session(form, Session(form, Answers(), now).opened(), now)
    while (question := session.next()) is not None:
        session = Session(form, _asked(session, question, now), now)
    for path, value in session.instance().items():
        click.echo(f"{path} = {value}")


def _asked(session: Session, question: Question, now: datetime) -> Answers:
    click.echo(session.say(question.label, question.path, LANGUAGE))
    offered = session.choices(question)
    for number, choice in zip(numbers_of(offered), offered, strict=True):
        click.echo(f"  {number} {choice.label.text(LANGUAGE)}")
    text: str = click.prompt(question.name, default="", show_default=False)
    if text == "..":
        before = session.before(question.path)
        return session.answers.forget(before.path) if before else session.answers
    if question.kind == "note":
        click.echo(session.say(question.required_message, question.path, LANGUAGE) or "?")
        return session.answers
    value = _value(replace(question, choices=offered), text, now)
    if value is None or (not value and session.is_required(question)):
        click.echo("?")
        return session.answers
    if session.breaks_constraint(question, value):
        click.echo(session.say(question.constraint_message, question.path, LANGUAGE) or "?")
        return session.answers
    answers = session.answers.put(question.path, value)
    for note in Session(session.form, answers, now).notes_after(question.path):
        click.echo(session.say(note.label, note.path, LANGUAGE))
    return answers


def _value(question: Question, text: str, now: datetime) -> str | None:
    """What is stored for a typed text; of a file its name. None if it cannot be read."""
    if not text:
        return ""
    if question.kind not in MEDIA.values():
        found = read_answer(question, text, language=LANGUAGE, today=now.date())
        return None if isinstance(found, Misread) else found
    return text if fits_type(question.rules.type, text) else None
