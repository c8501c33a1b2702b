"""Somebody with a browser and no scripts: opens a page, fills in what it asks, presses a button."""

from __future__ import annotations

from collections.abc import Mapping
from html.parser import HTMLParser
from typing import Any

import requests


class Form(HTMLParser):
    """The first form of a page: {name: values it would send}, the names of its inputs, which of
    them are refused, the values of its buttons.
    """

    def __init__(self, page: str) -> None:
        super().__init__()
        self.values: dict[str, list[str]] = {}
        self.names: list[str] = []
        self.refused: list[str] = []
        self.buttons: list[str] = []
        self.options: dict[str, list[str]] = {}
        self.finished = False
        self._area = self._select = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        name = told.get("name", "")
        if tag == "body":
            self.finished = "data-finished" in told
        if tag == "option" and self._select:
            self.options.setdefault(self._select, []).append(told.get("value", ""))
            if "selected" in told:
                self.values[self._select] = [told.get("value", "")]
        if not name or tag == "meta":
            return
        if tag == "button":
            self.buttons.append(told.get("value", ""))
            return
        self.names += [name] if name not in self.names else []
        if told.get("aria-invalid") == "true":
            self.refused.append(name)
        if tag == "input":
            self._input(name, told)
        elif tag == "textarea":
            self._area, self.values[name] = name, [""]
        elif tag == "select":
            self._select = name

    def _input(self, name: str, told: Mapping[str, str]) -> None:
        value = told.get("value", "")
        if told.get("type") in {"radio", "checkbox"}:
            self.options.setdefault(name, []).append(value)
            if "checked" in told:
                self.values.setdefault(name, []).append(value)
        else:
            self.values[name] = [value]

    def handle_data(self, data: str) -> None:
        if self._area:
            self.values[self._area][0] += data.removeprefix("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._area = ""
        if tag == "select":
            self._select = ""


class Visitor:
    """Keeps cookies, as a browser does."""

    def __init__(self, base: str, path: str) -> None:
        self.http = requests.Session()
        self.url = f"{base}{path}"
        self.answer = self.http.get(self.url, timeout=30)
        self.form = Form(self.answer.text)

    @property
    def page(self) -> str:
        return self.answer.text

    @property
    def asked(self) -> list[str]:
        """The names of its questions."""
        return [name for name in self.form.names if not name.startswith("_")]

    def reload(self) -> Visitor:
        return self._got(self.http.get(self.url, timeout=30))

    def filled(self, answers: Mapping[str, Any], press: str = "send") -> dict[str, Any]:
        told = {**self.form.values, **answers, "_do": press}
        return {name: value for name, value in told.items() if value is not None}

    def press(self, answers: Mapping[str, Any] | None = None, button: str = "send") -> Visitor:
        return self.send(self.filled(answers or {}, button))

    def send(self, told: Mapping[str, Any]) -> Visitor:
        return self._got(self.http.post(self.url, data=told, timeout=30))

    def _got(self, answer: requests.Response) -> Visitor:
        self.answer, self.form = answer, Form(answer.text)
        return self
