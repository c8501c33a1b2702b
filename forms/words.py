"""The words of a form: labels, hints and messages by language, with answers set into them."""

from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from forms.nodes import to_text
from forms.scope import Argument, Scope
from forms.xpath import compile_expression

XF = "{http://www.w3.org/2002/xforms}"
JR = "{http://openrosa.org/javarosa}"
UNTRANSLATED = "-"  # what pyxform writes where a translation is missing


@dataclass(frozen=True, slots=True)
class Words:
    """One text in each language the form has; a part is plain text or an expression over the answers."""

    by_language: Mapping[str, tuple[str | Argument, ...]]

    def __bool__(self) -> bool:
        return bool(self.by_language)

    def text(self, language: str, scope: Scope | None = None) -> str:
        """The text in a language ("th"), or in the form's first language where that one is missing."""
        parts = self.by_language.get(language) or next(iter(self.by_language.values()), ())
        return "".join(_part(part, scope) for part in parts).strip()


NO_WORDS = Words({})
# what pyxform itself writes for or_other
IN_THAI = {"Other": "อื่น ๆ", "Specify other.": "โปรดระบุ"}


def in_thai(words: Words) -> Words:
    """The words of or_other in Thai too; all other words as they are."""
    (own,) = words.by_language.get("", ()) if len(words.by_language.get("", ())) == 1 else ("",)
    if not isinstance(own, str) or own not in IN_THAI:
        return words
    return Words({"th": (IN_THAI[own],), "en": (own,), "": (own,)})


def _part(part: str | Argument, scope: Scope | None) -> str:
    if isinstance(part, str):
        return part
    return to_text(part(scope)) if scope else "…"


class WordsReader:
    """Reads the words of one form out of its XForm."""

    def __init__(self, model: Element) -> None:
        self._texts: dict[str, dict[str, tuple[str | Argument, ...]]] = {}
        translations = model.findall(f"{XF}itext/{XF}translation")
        for translation in sorted(translations, key=lambda one: one.get("default") != "true()"):
            for text in translation.findall(f"{XF}text"):
                self._add(text, _language(translation.get("lang", "")))

    def _add(self, text: Element, language: str) -> None:
        value = next((value for value in text.findall(f"{XF}value") if value.get("form") is None), None)
        parts = () if value is None else _parts(value)
        if parts and parts != (UNTRANSLATED,):
            self._texts.setdefault(text.get("id", ""), {})[language] = parts

    def child(self, control: Element, tag: str) -> Words:
        element = control.find(f"{XF}{tag}")
        if element is None:
            return NO_WORDS
        return self.reference(element.get("ref", "")) if element.get("ref") else _plain(element)

    def reference(self, text: str) -> Words:
        """The words a jr:itext('…') names, or the text itself."""
        if text.startswith("jr:itext('"):
            return Words(self._texts.get(text[10:-2], {}))
        return Words({"": (text,)}) if text else NO_WORDS

    def item(self, item: Element) -> Words:
        text_id = item.findtext(f"{XF}itextId")
        return Words(self._texts.get(text_id, {})) if text_id else _plain(item.find(f"{XF}label"))


def _plain(element: Element | None) -> Words:
    parts = () if element is None else _parts(element)
    return Words({"": parts}) if parts else NO_WORDS


def _parts(element: Element) -> tuple[str | Argument, ...]:
    parts: list[str | Argument] = [element.text or ""]
    for output in element:
        parts += [compile_expression(output.get("value", "")), output.tail or ""]
    return tuple(part for part in parts if part)


def _language(name: str) -> str:
    """The code in "ไทย (th)"; a name without one as it is."""
    return name.rsplit("(", 1)[-1].rstrip(")") if name.endswith(")") else name
