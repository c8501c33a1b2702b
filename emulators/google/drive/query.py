"""`files.list?q=`: the part of Drive's query language a program needs."""

from __future__ import annotations

import re
from collections.abc import Callable

from emulators.google import refusals
from emulators.google.state import ROOT, File

TEXT = r"'((?:[^'\\]|\\.)*)'"
Test = Callable[[File], bool]


def test_of(q: str) -> Test:
    """The test a query makes of each file; 400 for one Drive (or this emulator) cannot read."""
    tests = [term(one.strip()) for one in pieces(q)] if q.strip() else []
    return lambda file: all(test(file) for test in tests)


def pieces(q: str) -> list[str]:
    """Splits at ` and ` outside quotes and braces."""
    found, start, inside, at = [], 0, False, 0
    while at < len(q):
        if q[at] == "\\":
            at += 1
        elif q[at] == "'":
            inside = not inside
        elif not inside and "{" in q[start:at] and "}" not in q[start:at]:
            pass
        elif not inside and q[at : at + 5] == " and ":
            found.append(q[start:at])
            start = at + 5
        at += 1
    return [*found, q[start:]]


def term(one: str) -> Test:
    """One comparison."""
    for pattern, make in TERMS:
        match = re.fullmatch(pattern, one)
        if match:
            return make(*(re.sub(r"\\(.)", r"\1", part) for part in match.groups()))
    raise refusals.drive(400, "invalid", "Invalid Value", locationType="parameter", location="q")


TERMS: list[tuple[str, Callable[..., Test]]] = [
    (
        rf"{TEXT} in parents",
        lambda parent: lambda file: (ROOT if parent == "root" else parent) in file.parents,
    ),
    (rf"name ?= ?{TEXT}", lambda name: lambda file: file.name == name),
    (rf"name contains {TEXT}", lambda part: lambda file: part.casefold() in file.name.casefold()),
    (rf"mimeType ?= ?{TEXT}", lambda mime: lambda file: file.mime == mime),
    (rf"mimeType ?!= ?{TEXT}", lambda mime: lambda file: file.mime != mime),
    (r"trashed ?= ?(true|false)", lambda yes: lambda file: file.trashed == (yes == "true")),
    (
        rf"appProperties has \{{ ?key ?= ?{TEXT} and value ?= ?{TEXT} ?\}}",
        lambda key, value: lambda file: file.properties.get(key) == value,
    ),
]
