"""An OpenRosa server on this machine: takes what ODK Central and KoboToolbox take, and refuses what
they refuse.
"""

from __future__ import annotations

import base64
import json
import threading
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TYPE_CHECKING

from werkzeug.datastructures import FileStorage
from werkzeug.formparser import parse_form_data

from emulators import serving
from emulators.faults import Faults, guard, send
from emulators.openrosa.instance import Refused, meta, parsed
from emulators.serving import Answer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

XML = "xml_submission_file"
NAMESPACE = "http://openrosa.org/http/response"
RESPONSE = (
    '<OpenRosaResponse xmlns="{ns}"><message nature="{nature}">{text}</message></OpenRosaResponse>'
)


@dataclass
class Record:
    """A record as it stands now: the newest instance, the ids it has had, the files it names."""

    form: str
    version: str
    xml: bytes
    ids: list[str]
    files: dict[str, bytes] = field(default_factory=dict)


@dataclass
class Server:
    """What the server knows. With `forms` only these are taken; `kind` is central or kobo.

    A request may have `most` bytes; the server says so, unless it `claims` another number, as
    behind a proxy.
    """

    user: str = ""
    password: str = ""
    forms: set[str] | None = None
    most: int = 100_000_000
    claims: int = 0
    kind: str = "central"
    records: list[Record] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    faults: Faults = field(default_factory=Faults)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def of(self, id: str) -> Record | None:
        """The record that has, or once had, this id."""
        return next((record for record in self.records if id in record.ids), None)


class Running(serving.Running):
    """The emulator, running; `server` is everything it knows."""

    def __init__(self, server: Server, port: int = 0) -> None:
        self.server = server
        super().__init__(application(server), port)


def start(port: int = 0, **told: object) -> Running:
    """Starts on 127.0.0.1; see `Server` for what may be told."""
    return Running(Server(**told), port)  # type: ignore[arg-type]


def application(server: Server) -> WSGIApplication:
    """Everything, with trouble on order in front of it."""

    def work(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        with server.lock:
            try:
                return send(answer(server, environ), start_response)
            except Refused as refused:
                return send(reply(refused.status, refused.text, "error"), start_response)

    return guard(
        work, server.faults, lambda status, reason, _environ: reply(status, reason, "error")
    )


def answer(server: Server, environ: WSGIEnvironment) -> Answer:
    """One request."""
    method, path = environ["REQUEST_METHOD"], environ["PATH_INFO"]
    if path == "/_emulator/records":
        return "200 OK", [("Content-Type", "application/json")], json.dumps(shown(server)).encode()
    if not path.endswith("/submission") or method not in {"HEAD", "POST"}:
        raise Refused(404, "Could not find the resource you were looking for.")
    server.requests.append(method)
    if environ.get("HTTP_X_OPENROSA_VERSION") != "1.0":
        raise Refused(
            400, "An expected header field (X-OpenRosa-Version) did not match the expected format."
        )
    identify(server, environ)
    return head(server, environ) if method == "HEAD" else post(server, environ)


def identify(server: Server, environ: WSGIEnvironment) -> None:
    """401 unless the password, or the token where there is no user, is right."""
    if not server.password:
        return
    basic = base64.b64encode(f"{server.user}:{server.password}".encode()).decode()
    wanted = f"Basic {basic}" if server.user else f"Token {server.password}"
    if environ.get("HTTP_AUTHORIZATION", "") != wanted:
        raise Refused(401, "Could not authenticate with the provided credentials.")


def head(server: Server, environ: WSGIEnvironment) -> Answer:
    """Where to post, and how much at once."""
    host = environ.get("HTTP_HOST") or f"127.0.0.1:{environ['SERVER_PORT']}"
    room = ("X-OpenRosa-Accept-Content-Length", str(server.claims or server.most))
    return (
        "204 No Content",
        [*standard(), ("Location", f"http://{host}{environ['PATH_INFO']}"), room],
        b"",
    )


def post(server: Server, environ: WSGIEnvironment) -> Answer:
    """Takes an instance and those of its files that this request brings."""
    if int(environ.get("CONTENT_LENGTH") or 0) > server.most:
        raise Refused(413, "The request is larger than this server takes.")
    if not str(environ.get("CONTENT_TYPE", "")).startswith("multipart/form-data"):
        raise Refused(400, "Multipart POST content-type expected.")
    _, _, sent = parse_form_data(environ)
    files = {name: whole(sent[name]) for name in sent}
    xml = files.pop(XML, None)
    if xml is None:
        raise Refused(400, f"Required multipart POST field {XML} missing.")
    return take(server, xml, files)


def whole(sent: FileStorage) -> bytes:
    """The bytes of one part."""
    with sent.stream as stream:
        return bytes(stream.read())


def take(server: Server, xml: bytes, files: dict[str, bytes]) -> Answer:
    """A new record, a new revision of one, or more files of one that is there."""
    root = parsed(xml)
    instance, deprecated = meta(root, "instanceID"), meta(root, "deprecatedID")
    form, version = root.get("id", ""), root.get("version", "")
    if not form:
        raise Refused(400, "The form ID xml attribute is missing.")
    if server.forms is not None and form not in server.forms:
        raise Refused(404, f"The form ID {form} you sent is not known here.")
    if not instance:
        raise Refused(400, "The instanceID is missing from the submission.")
    known = server.of(instance)
    if known is not None and known.xml != xml:
        raise Refused(
            409, "A submission already exists with this ID, but with different form data."
        )
    is_new = known is None
    if known is None:
        known = revised(server, form, version, xml, instance, deprecated)
    names = {node.text for node in root.iter() if node.text}
    known.files |= {name: content for name, content in files.items() if name in names}
    duplicate = not is_new and server.kind == "kobo"
    return (
        reply(202, "Duplicate submission")
        if duplicate
        else reply(201, "full submission upload was successful!")
    )


def revised(
    server: Server, form: str, version: str, xml: bytes, instance: str, deprecated: str
) -> Record:
    """The record with its new instance; 404 where what it replaces was never here."""
    if not deprecated:
        server.records.append(Record(form, version, xml, [instance]))
        return server.records[-1]
    record = server.of(deprecated)
    if record is None:
        raise Refused(404, f"The submission {deprecated} that this one replaces is not known here.")
    record.form, record.version, record.xml = form, version, xml
    record.ids.append(instance)
    return record


def standard() -> list[tuple[str, str]]:
    """What stands in every answer."""
    return [("X-OpenRosa-Version", "1.0"), ("Content-Type", "text/xml; charset=utf-8")]


def reply(status: int, text: str, nature: str = "submit_success") -> Answer:
    """An answer as OpenRosa words it."""
    plain = text.replace("&", "&amp;").replace("<", "&lt;")
    told = [("WWW-Authenticate", 'Basic realm="OpenRosa"')] if status == 401 else []
    body = RESPONSE.format(ns=NAMESPACE, nature=nature, text=plain).encode()
    return f"{status} {HTTPStatus(status).phrase}", [*standard(), *told], body


def shown(server: Server) -> dict[str, object]:
    """Every record: its form, its ids oldest first, its newest instance, its files by name with
    their size in bytes.
    """
    records = [
        {"form": one.form, "version": one.version, "ids": one.ids, "xml": one.xml.decode()}
        | {"files": {name: len(content) for name, content in one.files.items()}}
        for one in server.records
    ]
    return {"records": records, "requests": server.requests}
