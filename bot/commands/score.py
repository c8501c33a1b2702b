"""raingan score: a case, or one a line, as JSON on standard input; its score on standard output. No database."""

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from importlib import import_module
from pathlib import Path

import click

from bot.commands import Refused
from scoring.answers import answer
from scoring.lines import Line
from scoring.problems import ProgrammeError
from scoring.programme import Programme, read
from scoring.result import Score, refused

HERE = Path(__file__).resolve().parents[2] / "programmes"


class Shelf:
    """The programmes that can be scored: those given with --programme first, then those that ship with the project."""

    def __init__(self, given: Iterable[Path] = ()) -> None:
        self._read: dict[str, Programme] = {}
        for path in given:
            programme = _programme(path)
            self._read[programme.key] = programme

    def find(self, key: str) -> Programme | None:
        """The programme with this key, read at its first use."""
        if key not in self._read:
            folder = next((root / key.lower() for root in (Path("programmes"), HERE) if _is_bundled(root, key)), None)
            if folder is None:
                return None
            self._read[key] = _programme(folder)
        return self._read[key]


@click.command()
@click.option("--jsonl", is_flag=True, help="One case a line, one answer a line.")
@click.option(
    "--programme",
    "given",
    multiple=True,
    type=click.Path(path_type=Path, exists=True),
    help="A programme's folder or workbook.",
)
def score(jsonl: bool, given: tuple[Path, ...]) -> None:
    """Score a case: {"programme": …, "indicator": …, "values": {…}, "submitted": …}."""
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
    """The answer to one case as it was written; what cannot be read comes back as status invalid."""
    try:
        case = json.loads(text.decode("utf-8-sig"), parse_float=Decimal)
    except (ValueError, RecursionError):
        return refused("invalid", Line("อ่านไม่ได้ ต้องเป็น JSON หนึ่งกรณี", "cannot be read: one case of JSON is wanted"))
    if not isinstance(case, Mapping):
        return refused("invalid", Line("ต้องเป็นตาราง JSON {…}", "must be a JSON object {…}"))
    key = case.get("programme")
    programme = shelf.find(key) if isinstance(key, str) else None
    if programme is None:
        return refused("invalid", Line(f"programme: ไม่มีโครงการ {key}", f"programme: there is no programme {key}"))
    return answer(programme, case)


def _lines(stream: Iterable[bytes]) -> Iterator[bytes]:
    return (line for line in stream if line.strip())


def _json(found: Score) -> str:
    return json.dumps(found.to_json(), ensure_ascii=False)


def _is_bundled(root: Path, key: str) -> bool:
    """A key names a folder and nothing else on the disk."""
    return key == Path(key).name and (root / key.lower() / "programme.toml").is_file()


def _programme(path: Path) -> Programme:
    """A programme's folder, or a workbook with the same content."""
    try:
        if path.is_file():
            workbook_file = import_module("bot.commands.workbook_file")  # openpyxl is slow to load and seldom wanted
            from_workbook: Programme = workbook_file.read(path)
            return from_workbook
        return read({file.name: file.read_bytes() for file in sorted(path.glob("*.toml"))})
    except ProgrammeError as error:
        raise Refused("\n".join(map(str, error.problems))) from error
