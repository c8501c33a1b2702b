"""The words of a form: labels, hints and messages by language, with answers set into them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from forms.plain_words import plain
from forms.problems import Problem
from forms.xpath.compiling import compile_expression
from forms.xpath.nodes import Node, to_text
from forms.xpath.scope import Argument, Scope
from forms.xpath.tokens import ExpressionError
from thai.dates import read as read_date
from thai.dates import short

XF = "{http://www.w3.org/2002/xforms}"
JR = "{http://openrosa.org/javarosa}"
DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}.*)?")
CODES = {
    **dict.fromkeys(("thai", "ไทย", "ภาษาไทย", "th"), "th"),
    **dict.fromkeys(("english", "อังกฤษ", "ภาษาอังกฤษ", "en"), "en"),
}
UNTRANSLATED = "-"  # what pyxform writes where a translation is missing


@dataclass(frozen=True, slots=True)
class Words:
    """One text in each language the form has; a part is plain text or an expression over the
    answers.
    """

    by_language: Mapping[str, tuple[str | Argument, ...]]

    def __bool__(self) -> bool:
        return bool(self.by_language)

    def text(self, language: str, scope: Scope | None = None) -> str:
        """The text in a language ("th"), or in the form's first language where that one is
        missing.
        """
        parts = self.by_language.get(language) or next(iter(self.by_language.values()), ())
        return "".join(_part(part, scope, language) for part in parts).strip()


NO_WORDS = Words({})
# what pyxform itself writes for or_other
IN_THAI = {"Other": "อื่น ๆ", "Specify other.": "โปรดระบุ"}


def in_thai(words: Words) -> Words:
    """The words of or_other in Thai too; all other words as they are."""
    texts = set(words.by_language.values())
    (own,) = next(iter(texts)) if len(texts) == 1 and len(next(iter(texts))) == 1 else ("",)
    if not isinstance(own, str) or own not in IN_THAI:
        return words
    return Words({"th": (IN_THAI[own],), "en": (own,), "": (own,)})


def _part(part: str | Argument, scope: Scope | None, language: str) -> str:
    if isinstance(part, str):
        return part
    text = to_text(part(scope)) if scope else "…"
    return _day_in_words(text) if language == "th" and DAY.fullmatch(text) else text


def _day_in_words(text: str) -> str:
    """A day or a moment that stands in a Thai sentence: พ. 20 มี.ค. 2556, พ. 20 มี.ค. 2556 09:30
    น.
    """
    day, _, clock = text.partition("T")
    read = read_date(day)
    return text if read is None else f"{short(read)} {clock[:5]} น." if clock else short(read)


class WordsReader:
    """Reads the words of one form out of its XForm."""

    def __init__(self, model: Element) -> None:
        self._texts: dict[str, dict[str, tuple[str | Argument, ...]]] = {}
        self._images: dict[str, str] = {}
        self.problems: list[Problem] = []
        translations = model.findall(f"{XF}itext/{XF}translation")
        translations.sort(key=lambda one: one.get("default") != "true()")
        names = [_language(one.get("lang", "")) for one in translations]
        self.languages = tuple(name for name in names if name != "default")
        for translation in translations:
            for text in translation.findall(f"{XF}text"):
                self._add(text, _language(translation.get("lang", "")))

    def _add(self, text: Element, language: str) -> None:
        text_id = text.get("id", "")
        for value in text.findall(f"{XF}value"):
            if value.get("form") == "image":
                self._images.setdefault(text_id, (value.text or "").rsplit("/", 1)[-1])
            elif value.get("form") is None:
                parts = self._parts(value, text_id.rpartition(":")[0])
                if parts and parts != (UNTRANSLATED,):
                    self._texts.setdefault(text_id, {})[language] = parts

    def child(self, control: Element, tag: str) -> Words:
        element = control.find(f"{XF}{tag}")
        if element is None:
            return NO_WORDS
        if element.get("ref"):
            return self.reference(element.get("ref", ""))
        return self._plain(element, control.get("ref") or control.get("nodeset") or "")

    def image(self, control: Element) -> str:
        """The name of the picture beside a label; blank if there is none."""
        element = control.find(f"{XF}label")
        return "" if element is None else self._images.get(element.get("ref", "")[10:-2], "")

    def image_of_item(self, item: Element) -> str:
        return self._images.get(item.findtext(f"{XF}itextId") or "", "")

    def reference(self, text: str) -> Words:
        """The words a jr:itext('…') names, or the text itself."""
        if text.startswith("jr:itext('"):
            return Words(self._texts.get(text[10:-2], {}))
        return Words({"": (plain(text),)}) if text else NO_WORDS

    def texts(self) -> Node:
        """All texts by their ids, in the form's first language: what jr:itext() looks up."""
        root = Node("texts")
        for text_id, by_language in self._texts.items():
            item = root.add("item")
            item.add("name", text_id)
            item.add("label", Words(by_language).text(""))
        return root

    def item(self, item: Element, label: str) -> Words:
        """The words of a choice; `label` is the column that holds them where there are no
        translations.
        """
        text_id = item.findtext(f"{XF}itextId")
        return (
            Words(self._texts.get(text_id, {}))
            if text_id
            else self._plain(item.find(f"{XF}{label}"), "")
        )

    def _plain(self, element: Element | None, path: str) -> Words:
        parts = () if element is None else self._parts(element, path)
        return Words({"": parts}) if parts else NO_WORDS

    def _parts(self, element: Element, path: str) -> tuple[str | Argument, ...]:
        parts: list[str | Argument] = [plain(element.text or "")]
        for output in element:
            try:
                parts.append(compile_expression(output.get("value", "")))
            except ExpressionError as error:
                self.problems.append(Problem(error.code, error.values, path, "label"))
            parts.append(plain(output.tail or ""))
        return tuple(part for part in parts if part)


def _language(name: str) -> str:
    """The code in "ไทย (th)", or of a language written by its name alone; any other name as it
    is.
    """
    if name.endswith(")"):
        return name.rsplit("(", 1)[-1].rstrip(")").strip().lower()
    return CODES.get(name.strip().lower(), name)
