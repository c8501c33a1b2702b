"""The command line: one file a group of commands, each read only when it is asked for."""

import sys
from importlib import import_module

import click

from bot.demo.environment import enter
from bot.demo.ports import DemoError

# name -> (where it is, one line on it). `raingan --help` reads this table and none of the modules.
COMMANDS = {
    "backup": (
        "bot.commands.backup:backup",
        "Write the database and every kept photo and file into one FILE.",
    ),
    "calendar": (
        "bot.commands.calendar:calendar",
        "Print or withdraw the link to an office's deadlines.",
    ),
    "db": ("bot.commands.run:db", "Bring the database up to date."),
    "demo": (
        "bot.commands.demo:demo",
        "Bot, worker, LINE and Google on this machine, and a phone page to talk to it.",
    ),
    "doctor": (
        "bot.commands.doctor:doctor",
        "Check everything the bot needs; say how to mend what is wrong.",
    ),
    "document": (
        "bot.commands.document:document",
        "Make an official paper (.docx, .pdf) from what an office has sent.",
    ),
    "emulate": ("bot.commands.emulate:emulate", "Run LINE or Google on this machine."),
    "erase": (
        "bot.commands.erase:erase",
        "Remove a person's data as the law asks; say what stays.",
    ),
    "export": (
        "bot.commands.export:export",
        "Write every record as CSV in ODK Central's layout, with attachments.",
    ),
    "folders": (
        "bot.commands.folders:folders",
        "Print the link and QR code of every evidence folder.",
    ),
    "form": ("bot.commands.form:form", "Check, walk and evaluate XLSForms."),
    "google": (
        "bot.commands.google:google",
        "Let the office's Google account keep evidence and Sheets.",
    ),
    "invite": ("bot.commands.invite:invite", "Make an invite code and its link."),
    "mirror": (
        "bot.commands.mirror:mirror",
        "Look whether every kept file is there; move them after a change of mirror.",
    ),
    "programme": ("bot.commands.programme:programme", "Check, load, list and show programmes."),
    "remind": ("bot.commands.remind:remind", "One pass of the reminders; --plan shows a month's."),
    "restore": (
        "bot.commands.backup:restore",
        "Put back what a backup holds, into an empty database.",
    ),
    "score": ("bot.commands.score:score", "Work out scores, or print what is stored."),
    "setup": (
        "bot.commands.setup:setup",
        "Set up an office: settings, LINE's webhook, the programme, the first invite.",
    ),
    "stuck": (
        "bot.commands.stuck:stuck",
        "List, retry or discard what was given up or set aside.",
    ),
    "worker": ("bot.commands.run:worker", "Carry out what waits in the outbox."),
}


class LazyGroup(click.Group):
    """Loads a command's module only when that command runs."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name][0].partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl([(name, words) for name, (_, words) in COMMANDS.items()])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--demo", "in_demo", is_flag=True, help="Speak to the demo's database and LINE.")
def raingan(*, in_demo: bool) -> None:
    """Raingan (รายงาน): chat reports, evidence and exact scores in LINE."""
    if in_demo:
        try:
            enter()
        except DemoError as error:
            raise Refused(str(error)) from error


class Refused(click.ClickException):
    """What was asked for is refused or found wrong: each reason a line on standard error, exit
    1.
    """

    def show(self, file: object = None) -> None:  # noqa: ARG002 - click's signature
        for line in self.message.splitlines():
            click.echo(line, err=True)


def main() -> None:
    try:
        raingan.main(standalone_mode=False)
    except click.UsageError as error:
        error.show()
        sys.exit(2)
    except click.ClickException as error:
        error.show()
        sys.exit(1)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(130)
