"""raingan form check, run, eval"""

from pathlib import Path

import click

from bot.commands import Refused
from bot.commands.form_eval import evaluate
from bot.commands.form_run import run
from forms.xform import FormError, compile_form
from forms.xlsform import to_xform


@click.group()
def form() -> None:
    """XLSForms."""


form.add_command(evaluate)
form.add_command(run)


@form.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def check(file: Path) -> None:
    """Say what a form asks, or what is wrong with it."""
    try:
        compiled = compile_form(to_xform(file.read_bytes(), ending=file.suffix.lower()))
    except FormError as error:
        raise Refused(f"{file.name}: {error}") from error
    click.echo(f"{compiled.title or compiled.id}: {len(compiled.questions)} questions")
    for question in compiled.questions:
        click.echo(f"  {question.name:<16} {question.kind:<16} {question.label.text('th')}")
