"""Trouble on order: the next calls that match answer an error, are late, or lose their
connection.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from emulators.serving import Answer, Dropped, collect

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

PATH = "/_emulator/faults"
KINDS = ("timeout", "drop_before", "drop_half", "drop_after", "slow", "late")
LONG = 60.0
SPARED = ("/_emulator", "/phone/")
JSON = [("Content-Type", "application/json")]


@dataclass
class Rule:
    """The next `times` calls whose "METHOD /path" contains `match`, after letting `skip` of them
    pass.

    `kind` is a status from 400 to 599 as text, or: `timeout` (no answer for `delay` or 60 seconds,
    then a cut), `drop_before` (cut, nothing done), `drop_half` (done, half of the reply arrives),
    `drop_after` (done, the reply is lost), `slow` (late by `delay`). `delay` seconds pass before
    any of them. `reason` is for the service's own error body.
    """

    kind: str
    match: str = ""
    times: int = 1
    delay: float = 0.0
    skip: int = 0
    reason: str = ""

    def __post_init__(self) -> None:
        self.kind = str(self.kind)
        if self.kind not in KINDS and not (self.kind.isdigit() and 400 <= int(self.kind) <= 599):
            raise ValueError(
                f"kind must be a status from 400 to 599 or one of {', '.join(KINDS)}, not "
                f"{self.kind!r}"
            )


class Faults:
    """The trouble still to come, shared by all threads of one emulator."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._rules: list[Rule] = []
        self._over = threading.Event()
        self.hits = 0

    def add(self, kind: str | int, match: str = "", *, times: int = 1, **more: Any) -> Rule:  # noqa: ANN401
        """Orders trouble; see `Rule` for what may be said. ValueError for a kind that does not
        exist.
        """
        rule = Rule(kind=str(kind), match=match, times=times, **more)
        with self._lock:
            self._rules.append(rule)
        return rule

    def clear(self) -> None:
        """Ends all trouble, also for calls that are being kept waiting now."""
        with self._lock:
            self._rules.clear()
            self._over.set()
            self._over = threading.Event()

    def waiting(self) -> list[dict[str, Any]]:
        """The trouble still to come, as it was ordered."""
        with self._lock:
            return [asdict(rule) for rule in self._rules]

    def take(self, call: str) -> Rule | None:
        """The rule that strikes this "METHOD /path", used up by one."""
        with self._lock:
            rule = next((r for r in self._rules if r.match in call), None)
            if rule is None:
                return None
            if rule.skip > 0:
                rule.skip -= 1
                return None
            rule.times -= 1
            self.hits += 1
            if rule.times <= 0:
                self._rules.remove(rule)
            return rule

    def wait(self, seconds: float) -> None:
        """Passes the time, or less when the trouble is cleared meanwhile."""
        if seconds > 0:
            self._over.wait(seconds)


Refuse = Callable[[int, str, "WSGIEnvironment"], Answer]


def guard(app: WSGIApplication, faults: Faults, refuse: Refuse) -> WSGIApplication:
    """`app` with trouble in front of it, and `GET/POST/DELETE /_emulator/faults` to order it.

    `refuse(status, reason, environ)` gives the service's own answer. The rehearsal itself
    (`SPARED`) never suffers.
    """

    def guarded(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        path = environ["PATH_INFO"]
        if path == PATH:
            return send(order(faults, environ), start_response)
        spared = path == "/" or path.startswith(SPARED)
        rule = None if spared else faults.take(f"{environ['REQUEST_METHOD']} {path}")
        if rule is None:
            return app(environ, start_response)
        return send(strike(rule, app, faults, refuse, environ), start_response)

    return guarded


def strike(
    rule: Rule, app: WSGIApplication, faults: Faults, refuse: Refuse, environ: WSGIEnvironment
) -> Answer:
    """What the caller gets from a call the rule strikes; `Dropped` when that is nothing."""
    if rule.kind == "late":
        answer = collect(app, environ)
        faults.wait(rule.delay)
        return answer
    faults.wait(rule.delay or (LONG if rule.kind == "timeout" else 0))
    if rule.kind in {"timeout", "drop_before"}:
        raise Dropped
    if rule.kind.isdigit():
        return refuse(int(rule.kind), rule.reason, environ)
    answer = collect(app, environ)
    if rule.kind in {"drop_half", "drop_after"}:
        raise Dropped(answer if rule.kind == "drop_half" else None)
    return answer


def order(faults: Faults, environ: WSGIEnvironment) -> Answer:
    """POST one rule, a list of them or {"faults": [...]}; GET what waits; DELETE clears."""
    method = environ["REQUEST_METHOD"]
    if method == "DELETE":
        faults.clear()
    if method == "POST":
        try:
            said = json.loads(environ["wsgi.input"].read())
            wanted = said.get("faults", [said]) if isinstance(said, dict) else said
            for rule in [Rule(**one) for one in wanted]:
                faults.add(**asdict(rule))
        except (ValueError, TypeError, AttributeError) as trouble:
            return "400 Bad Request", JSON, json.dumps({"message": str(trouble)}).encode()
    return "200 OK", JSON, json.dumps({"faults": faults.waiting()}).encode()


def send(answer: Answer, start_response: StartResponse) -> list[bytes]:
    """Hands a whole answer to the server."""
    status, headers, body = answer
    start_response(status, headers)
    return [body]
