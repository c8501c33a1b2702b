"""The one table of what is understood (wording/understood.toml), read once."""

import tomllib
from importlib.resources import files

from thai.understanding import Vocabulary


def _listed(words: str) -> tuple[str, ...]:
    return tuple(one.strip() for one in words.split("|"))


def _vocabulary() -> Vocabulary:
    table = tomllib.loads(files("handlers.wording").joinpath("understood.toml").read_text("utf-8"))
    words = {**table["asides"], **table["words"], **table["small"]}
    return Vocabulary(
        {idea: _listed(spellings) for idea, spellings in words.items()},
        {meaning: _listed(ways) for meaning, ways in table["meanings"].items()},
        asides=frozenset(table["asides"]),
        small=frozenset(table["small"]),
        anywhere=frozenset(table["anywhere"]["ideas"].split()),
        short=_listed(table["short"]["words"]),
    )


VOCABULARY = _vocabulary()
