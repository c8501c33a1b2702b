"""The five programmes, read once, and short ways to ask for a score."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from scoring.answers import answer
from scoring.programme import Programme
from scoring.programme_reading import read

PROGRAMMES = Path(__file__).parents[2] / "programmes"
CBI, DLA, LPG = "CBI-2556-R1", "DLA-2567-R1-IND6", "LPG-OFFICESTAR-2567"
MOI, ONE = "MOI-2550-3.2", "DLA-ONEPROV-ONEDEV"
ALL = (CBI, DLA, LPG, MOI, ONE)
IN_TIME = "2013-03-08"


def files(key: str) -> dict[str, bytes]:
    """The files of a programme's folder."""
    return {file.name: file.read_bytes() for file in (PROGRAMMES / key.lower()).glob("*.toml")}


@cache
def programme(key: str) -> Programme:
    """One of the five programmes."""
    return read(files(key))


@cache
def offices_scored() -> Programme:
    """The programme whose districts are scored themselves: the mechanics are held on it."""
    folder = Path(__file__).parents[1] / "programmes" / CBI.lower()
    return read({file.name: file.read_bytes() for file in folder.glob("*.toml")})


def changed(key: str, **settings: object) -> Programme:
    """A programme that settles some points otherwise."""
    stated = programme(key)
    told = stated.model_dump()
    return Programme.model_validate(told | {"settings": told["settings"] | settings})


def scored(
    key: str | Programme, indicator: str, values: Mapping[str, object], **rest: object
) -> dict[str, Any]:
    """The answer other programs get."""
    chosen = programme(key) if isinstance(key, str) else key
    return answer(chosen, {"indicator": indicator, "values": values, **rest}).to_json()
