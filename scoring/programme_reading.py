"""The files of a folder -> a programme, or every reason why not. Pure: bytes are handed in."""

import csv
import io
import tomllib
from collections.abc import Mapping, Sequence
from decimal import Decimal

from pydantic import ValidationError

from scoring.organisations import REGISTER, RegisterError, read_register
from scoring.paper import Paper
from scoring.problems import Problem, ProgrammeError, problem
from scoring.programme import Programme
from thai.text_files import delimiter_of, read_text

MAIN = "programme.toml"
PAPERS = "papers/"  # the folder of its official papers


def read(files: Mapping[str, bytes]) -> Programme:
    """The programme of a folder: programme.toml and any further .toml files beside it, by their
    relative names, and its register of organisations.

    Raises ProgrammeError with every problem found.
    """
    if MAIN not in files:
        raise ProgrammeError([Problem(MAIN, "", "ไม่มีแฟ้มนี้ในโฟลเดอร์ของโครงการ")])
    told: dict[str, object] = {}
    origin: dict[str, str] = {}
    problems: list[Problem] = []
    for name in sorted(
        (name for name in files if _is_ours(name)), key=lambda name: (name != MAIN, name)
    ):
        for key, value in _table(name, files[name], problems).items():
            if key in told:
                problems.append(Problem(name, key, f"ระบุไว้แล้วใน {origin[key]}"))
            told.setdefault(key, value)
            origin.setdefault(key, name)
    _add_papers(told, origin, files, problems)
    if problems:
        raise ProgrammeError(problems)
    return _with_register(validated(told, origin), files)


def _add_papers(
    told: dict[str, object],
    origin: dict[str, str],
    files: Mapping[str, bytes],
    problems: list[Problem],
) -> None:
    """The papers of the folder: one a file, checked by itself so that a problem names its file."""
    found = {
        name: _table(name, content, problems)
        for name, content in sorted(files.items())
        if name.startswith(PAPERS) and name.endswith(".toml")
    }
    papers: list[Paper] = []
    for name, one in found.items():
        try:
            papers.append(Paper.model_validate(one))
        except ValidationError as error:
            problems += [problem(each, one, {}, name) for each in error.errors()]
    if papers and "papers" not in told:
        told["papers"], origin["papers"] = tuple(papers), PAPERS.rstrip("/")


def _with_register(programme: Programme, files: Mapping[str, bytes]) -> Programme:
    """With the organisations of organisations.csv, where the folder has that file."""
    name = f"{REGISTER}.csv"
    if name not in files:
        return programme
    text = read_text(files[name])
    if text is None:
        raise ProgrammeError([Problem(name, "", "ต้องบันทึกเป็น UTF-8")])
    lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text)))
    return with_organisations(programme, lines, name)


def with_organisations(
    programme: Programme, rows: Sequence[Sequence[object]], file: str
) -> Programme:
    """The programme with the register of a table; raises ProgrammeError by row."""
    try:
        found = read_register(rows, programme.offices)
    except RegisterError as error:
        raise ProgrammeError(
            [Problem(file, f"แถว {row}", reason) for row, reason in error.problems]
        ) from error
    return Programme.model_validate({**programme.model_dump(), REGISTER: found})


def validated(told: Mapping[str, object], origin: Mapping[str, str]) -> Programme:
    """The programme these tables tell of; `origin` names the file of each, for the problems
    raised.
    """
    try:
        return Programme.model_validate(told)
    except ValidationError as error:
        raise ProgrammeError(
            [problem(each, told, origin, MAIN) for each in error.errors()]
        ) from error


def _is_ours(name: str) -> bool:
    return name.endswith(".toml") and "/" not in name


def _table(name: str, content: bytes, problems: list[Problem]) -> dict[str, object]:
    try:
        return tomllib.loads(content.decode("utf-8-sig"), parse_float=Decimal)
    except UnicodeDecodeError:
        problems.append(Problem(name, "", "ต้องบันทึกเป็น UTF-8"))
    except tomllib.TOMLDecodeError as error:
        problems.append(Problem(name, "", f"เขียน TOML ไม่ถูกต้อง: {error}"))
    return {}
