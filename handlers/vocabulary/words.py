"""Every sentence the bot says, from the wording files: Thai first, English second."""

import tomllib
from importlib.resources import files

LANGUAGES = ("th", "en")


def _flat(table: dict[str, object], above: str = "") -> dict[str, str]:
    found: dict[str, str] = {}
    for key, value in table.items():
        if isinstance(value, dict):
            found |= _flat(value, f"{above}{key}.")
        else:
            found[above + key] = str(value).strip()
    return found


SENTENCES = {
    language: _flat(tomllib.loads(files("handlers.wording").joinpath(f"{language}.toml").read_text("utf-8")))
    for language in LANGUAGES
}


def say(key: str, language: str, **values: object) -> str:
    """The sentence of a key, e.g. say("report.accepted", "th", answer="88 แห่ง")."""
    return SENTENCES[language if language in LANGUAGES else "th"][key].format(**values)


def heard(key: str, text: str) -> bool:
    """Whether a person typed a word of the bot's: keys under `words` list them, in both languages, separated by |."""
    return " ".join(text.casefold().split()) in _SPELLINGS[key]


_SPELLINGS = {
    key.removeprefix("words."): {
        word.strip().casefold() for language in LANGUAGES for word in SENTENCES[language][key].split("|")
    }
    for key in SENTENCES["th"]
    if key.startswith("words.")
}
