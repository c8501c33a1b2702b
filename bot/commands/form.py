"""raingan form check, run, eval"""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from bot.commands import Refused
from bot.commands.beside import beside
from bot.commands.form_eval import evaluate
from bot.commands.form_run import run
from bot.commands.opened import settings_or_refuse
from forms.problems import FormError, Problem, in_english
from forms.upload.suited import Suited, suited
from forms.upload.warned import warnings_of
from forms.upload.xlsform import Uploaded, uploaded
from handlers.surveys.form_words import worded


@click.group()
def form() -> None:
    """XLSForms."""


form.add_command(evaluate)
form.add_command(run)


@form.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print facts as JSON.")
@click.option("--language", type=click.Choice(["en", "th"]), default="en", show_default=True)
def check(file: Path, as_json: bool, language: str) -> None:
    """Say what a form asks and how long it takes in chat, or everything that is wrong with it."""
    try:
        found = uploaded(
            file.read_bytes(),
            ending=file.suffix.lower(),
            beside=beside(file),
            name=file.stem,
            limits=settings_or_refuse().form_limits,
        )
    except FormError as error:
        if as_json:
            click.echo(
                json.dumps({"problems": _told(error.problems)}, ensure_ascii=False, indent=2)
            )
        said = worded(error.problems, language)
        raise Refused("\n".join(f"{file.name}: {one}" for one in said)) from error
    if as_json:
        click.echo(json.dumps(_summary(found), ensure_ascii=False, indent=2))
    else:
        _say(found, language)


def _summary(found: Uploaded) -> dict[str, Any]:
    form, length = found.form, suited(found.form)
    return {
        "title": form.title,
        "id": form.id,
        "version": form.version,
        "questions": len(form.questions),
        "repeats": len(form.repeats),
        "languages": list(form.languages),
        "warnings": _told(warnings_of(found)),
        "chat": {
            "suited": length.fits,
            "questions": length.questions,
            "minutes": length.minutes,
            "reasons": _told(length.reasons),
        },
    }


def _told(problems: Iterable[Problem]) -> list[dict[str, Any]]:
    return [
        {
            "reason": problem.code,
            "values": dict(problem.values),
            "sheet": problem.sheet,
            "row": problem.row,
            "name": problem.name,
            "column": problem.column,
            "said": in_english(problem),
        }
        for problem in problems
    ]


def _say(found: Uploaded, language: str) -> None:
    form = found.form
    languages = ", ".join(form.languages) or "one"
    click.echo(f"{form.title or form.id} (id {form.id}, version {form.version or 'none'})")
    click.echo(
        f"{len(form.questions)} questions, {len(form.repeats)} repeats, languages: {languages}"
    )
    for question in form.questions:
        click.echo(f"  {question.name:<16} {question.kind:<16} {question.label.text('th')}")
    _say_length(suited(form), language)
    for warning in worded(warnings_of(found), language):
        click.echo(f"warning: {warning}")


def _say_length(length: Suited, language: str) -> None:
    suits = "suited to chat" if length.fits else "not suited to chat"
    click.echo(
        f"{suits}: about {length.questions} questions and {length.minutes} minutes for one person"
    )
    for reason in worded(length.reasons, language):
        click.echo(f"  {reason}")
