"""Every sentence the bot says, from the wording files: Thai first, English second."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files

from thai.particles import without_particles

LANGUAGES = ("th", "en")
LONGEST_WORD = 200  # letters; no word of the bot's is longer, its spaces and particles included


def _flat(table: dict[str, object], above: str = "") -> dict[str, str]:
    found: dict[str, str] = {}
    for key, value in table.items():
        if isinstance(value, dict):
            found |= _flat(value, f"{above}{key}.")
        else:
            found[above + key] = str(value).strip()
    return found


SENTENCES = {
    language: _flat(
        tomllib.loads(files("handlers.wording").joinpath(f"{language}.toml").read_text("utf-8"))
    )
    for language in LANGUAGES
}


def say(key: str, language: str, **values: object) -> str:
    """The sentence of a key, e.g. say("report.accepted", "th", answer="88 แห่ง")."""
    language = language if language in LANGUAGES else "th"
    return _filled(key, language, values) if values else _plainly(key, language)


@cache  # of every sentence that is the same each time
def _plainly(key: str, language: str) -> str:
    return _filled(key, language, {})


def _filled(key: str, language: str, values: Mapping[str, object]) -> str:
    apart = _TOUCHING[language].get(key)
    if apart:
        values = {**values} | {
            name: _apart(apart[name], values[name]) for name in apart if name in values
        }
    return _DOUBLED.sub(r"\1", SENTENCES[language][key].format(**values))


def _apart(sides: tuple[bool, bool], value: object) -> object:
    """Thai letters and Latin ones or figures stand a space apart: ใน + Office Star, พัก + 1.2."""
    if not isinstance(value, str) or not value:
        return value
    before, after = sides
    before, after = before and _is_latin(value[0]), after and _is_latin(value[-1])
    return f"{' ' * before}{value}{' ' * after}"


def _is_latin(letter: str) -> bool:
    return letter.isascii() and letter.isalnum()


def heard(key: str, text: str) -> bool:
    """Whether a person typed a word of the bot's: keys under `words` list them, in both languages,
    separated by |.
    """
    return key in heard_keys(text)


def heard_keys(text: str) -> frozenset[str]:
    """The keys under `words` that a text is a word of; spaces and particles do not matter."""
    return _heard(text) if len(text) <= LONGEST_WORD else frozenset()


@lru_cache(maxsize=4096)  # a step asks of a text and of every button whether it is a word, often
def _heard(text: str) -> frozenset[str]:
    found = _MEANT.get(_bare(text))
    return found if found is not None else _MEANT.get(_bare(without_particles(text)), frozenset())


def plain(text: str) -> str:
    """A typed text as words are compared: case and spaces do not matter."""
    return " ".join(text.casefold().split())


def _bare(text: str) -> str:
    return "".join(text.casefold().split())


def is_of_a_button(text: str) -> bool:
    """Whether any button named in the wording files could have these words."""
    return _BUTTONS.fullmatch(plain(text)) is not None


def _meant() -> dict[str, frozenset[str]]:
    """{a spelling: the keys it is a word of}"""
    found: dict[str, set[str]] = {}
    for language in LANGUAGES:
        for key, words in SENTENCES[language].items():
            if key.startswith("words."):
                for word in words.split("|"):
                    found.setdefault(_bare(word), set()).add(key.removeprefix("words."))
    return {spelling: frozenset(keys) for spelling, keys in found.items()}


def _buttons() -> re.Pattern[str]:
    labels = {
        plain(SENTENCES[one][key])
        for one in LANGUAGES
        for key in SENTENCES[one]
        if key.startswith("buttons.")
    }
    return re.compile(
        "|".join(re.sub(r"\\{\w+\\}", ".+", re.escape(label)) for label in sorted(labels))
    )


def _touching(language: str) -> dict[str, dict[str, tuple[bool, bool]]]:
    """Of each sentence the places that a Thai letter touches, in front or behind."""
    found: dict[str, dict[str, tuple[bool, bool]]] = {}
    for key, sentence in SENTENCES[language].items():
        for place in _PLACE.finditer(sentence):
            sides = place["before"] is not None, place["after"] is not None
            if any(sides):
                found.setdefault(key, {})[place["name"]] = sides
    return found


_DOUBLED = re.compile("(รายงาน|แบบ|ตัวชี้วัดที่ )\\1+")  # เริ่มรายงาน + รายงานผล
_PLACE = re.compile(r"(?P<before>[ก-๎])?\{(?P<name>\w+)\}(?P<after>(?=[ก-๎]))?")
_TOUCHING = {language: _touching(language) for language in LANGUAGES}
_MEANT = _meant()
_BUTTONS = _buttons()
