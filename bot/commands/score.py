"""raingan score: a case, or one a line, as JSON on standard input; its score on standard output. No
database.

With a programme's KEY: what is stored of it, and what would change if it were scored anew.
"""

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import click

from bot import later
from bot.commands import Refused
from bot.programme_files import bundled, read_rules
from scoring.answers import answer
from scoring.lines import Line
from scoring.problems import ProgrammeError
from scoring.programme import Programme
from scoring.result import Score, refused


class Shelf:
    """The programmes that can be scored: those given with --programme first, then those that ship
    with the project.
    """

    def __init__(self, given: Iterable[Path] = ()) -> None:
        self._read: dict[str, Programme] = {}
        for path in given:
            programme = _programme(path)
            self._read[programme.key] = programme

    def find(self, key: str) -> Programme | None:
        """The programme with this key, read at its first use."""
        if key not in self._read:
            folder = bundled(key)
            if folder is None:
                return None
            self._read[key] = _programme(folder)
        return self._read[key]


@click.command()
@click.argument("key", required=False)
@click.option("--office", help="With KEY: print what is stored for this office.")
@click.option(
    "--recompute", is_flag=True, help="With KEY: show what the current version would change."
)
@click.option(
    "--apply",
    "applies",
    is_flag=True,
    help="With --recompute: write the changes, each with an audit row.",
)
@click.option("--json", "as_json", is_flag=True, help="With KEY: machine output.")
@click.option("--jsonl", is_flag=True, help="One case a line, one answer a line.")
@click.option(
    "--programme",
    "given",
    multiple=True,
    type=click.Path(path_type=Path, exists=True),
    help="A programme's folder or workbook.",
)
def score(**options: Any) -> None:  # noqa: ANN401 - click's own values
    """Score a case {"programme": …, "indicator": …, "values": {…}, "submitted": …}; with KEY, see
    what is stored.
    """
    asked = Asked(**options)
    asked.check()
    if asked.key is None:
        from_input(asked.given, jsonl=asked.jsonl)
    elif asked.office:
        later.stored_scores.show(asked.key, asked.office, as_json=asked.as_json)
    else:
        later.recompute.recompute(asked.key, applies=asked.applies, as_json=asked.as_json)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command line asked for."""

    key: str | None
    office: str | None
    recompute: bool
    applies: bool
    as_json: bool
    jsonl: bool
    given: tuple[Path, ...]

    def check(self) -> None:
        """Raises UsageError for what does not go together."""
        if self.key is None and (self.office or self.recompute or self.applies):
            raise click.UsageError("give the programme's KEY")
        if self.key is not None and (self.jsonl or self.given):
            raise click.UsageError(
                "--jsonl and --programme are for cases on standard input, without KEY"
            )
        if self.key is not None and bool(self.office) == self.recompute:
            raise click.UsageError("with KEY give either --office CODE or --recompute")
        if self.applies and not self.recompute:
            raise click.UsageError("--apply goes with --recompute")


def from_input(given: tuple[Path, ...], *, jsonl: bool) -> None:
    """Answers the case, or the cases, on standard input."""
    shelf = Shelf(given)
    if jsonl:
        for line in _lines(sys.stdin.buffer):
            click.echo(_json(scored(line, shelf)))
        return
    found = scored(sys.stdin.buffer.read(), shelf)
    click.echo(_json(found))
    if found.status == "invalid":
        raise Refused(found.reason or "")


def scored(text: bytes, shelf: Shelf) -> Score:
    """The answer to one case as it was written; what cannot be read comes back as status
    invalid.
    """
    try:
        case = json.loads(text.decode("utf-8-sig"), parse_float=Decimal)
    except (ValueError, RecursionError):
        return refused(
            "invalid",
            Line("อ่านไม่ได้ ต้องเป็น JSON หนึ่งกรณี", "cannot be read: one case of JSON is wanted"),
        )
    if not isinstance(case, Mapping):
        return refused("invalid", Line("ต้องเป็นตาราง JSON {…}", "must be a JSON object {…}"))
    key = case.get("programme")
    programme = shelf.find(key) if isinstance(key, str) else None
    if programme is None:
        return refused(
            "invalid",
            Line(f"programme: ไม่มีโครงการ {key}", f"programme: there is no programme {key}"),
        )
    return answer(programme, case)


def _lines(stream: Iterable[bytes]) -> Iterator[bytes]:
    return (line for line in stream if line.strip())


def _json(found: Score) -> str:
    return json.dumps(found.to_json(), ensure_ascii=False)


def _programme(path: Path) -> Programme:
    """A programme's folder, or a workbook with the same content."""
    try:
        if path.is_file():
            return later.workbook_file.read(path)
        return read_rules(path)
    except ProgrammeError as error:
        raise Refused("\n".join(map(str, error.problems))) from error
