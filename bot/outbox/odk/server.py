"""The one door to an OpenRosa server (ODK Central, KoboToolbox): how much it takes at once, and one
record into it.
"""

import uuid
from base64 import b64encode
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO
from urllib.parse import urlsplit

import requests

from bot.outbox.errors import DoorError

TIMEOUT = (5.0, 120.0)  # seconds to connect, seconds of silence
USUAL_ROOM = 10_000_000  # bytes of a request, where the server does not say
PIECE = 1 << 20
XML = "xml_submission_file"
TAKEN = {
    201,
    202,
    409,
}  # 409: it has a record of this id already, with other contents: ours came first
PASSING = {408, 425, 429}


class OpenRosaError(DoorError):
    """The server refused, or could not be reached."""


@dataclass(frozen=True, slots=True)
class File:
    """An attachment on this machine's disk: its name in the record, what it is, where its bytes
    are.
    """

    name: str
    mime: str
    path: Path

    @property
    def size(self) -> int:
        """Bytes."""
        return self.path.stat().st_size


@dataclass(frozen=True, slots=True)
class Room:
    """Where submissions go, and the largest request taken, in bytes."""

    address: str
    most: int


class OpenRosa:
    """A server at `server` (the address before /submission); `user` "" and a password means a
    token.
    """

    def __init__(self, server: str, user: str, password: str) -> None:
        self._address = f"{server.rstrip('/')}/submission"
        self._session = requests.Session()
        self._session.headers["X-OpenRosa-Version"] = "1.0"
        told = _authorization(user, password) if password else ""

        def sign(request: requests.PreparedRequest) -> requests.PreparedRequest:
            """Ours and no other: without this, requests would look for a password of its own."""
            if told:
                request.headers["Authorization"] = told
            return request

        self._session.auth = sign

    def room(self) -> Room:
        """Asks before anything is sent, as OpenRosa wants it."""
        with _understood():
            answer = self._session.head(self._address, timeout=TIMEOUT, allow_redirects=False)
        if answer.status_code >= 300:
            raise refused(answer)
        told = answer.headers.get("X-OpenRosa-Accept-Content-Length", "")
        return Room(
            self._moved(answer.headers.get("Location", "")),
            int(told) if told.isdigit() else USUAL_ROOM,
        )

    def _moved(self, told: str) -> str:
        """Where the server wants submissions, if that is on the same server: the password goes
        nowhere else.
        """
        here, there = urlsplit(self._address), urlsplit(told)
        return told if (here.scheme, here.netloc) == (there.scheme, there.netloc) else self._address

    def send(self, room: Room, xml: bytes, files: Sequence[File]) -> None:
        """Sends a record in as many requests as it takes; what arrived before is known to the
        server and harmless.

        Raises OpenRosaError; `status` 404 where the server knows neither the form nor the record it
        replaces.
        """
        batches = [*_batches(files, room.most - len(xml))]
        while batches:
            batch = batches.pop(0)
            answer = self._post(room.address, xml, batch, more=bool(batches))
            if answer.status_code == 413 and len(batch) > 1:
                batches = [batch[: len(batch) // 2], batch[len(batch) // 2 :], *batches]
            elif answer.status_code not in TAKEN:
                raise refused(answer)

    def _post(
        self, address: str, xml: bytes, files: Sequence[File], *, more: bool
    ) -> requests.Response:
        boundary = uuid.uuid4().hex
        kind = f"multipart/form-data; boundary={boundary}"
        with TemporaryFile() as body:
            _write(body, boundary, xml, files, more=more)
            body.seek(0)
            with _understood():
                return self._session.post(
                    address,
                    data=body,
                    headers={"Content-Type": kind},
                    timeout=TIMEOUT,
                    allow_redirects=False,
                )


def _authorization(user: str, password: str) -> str:
    """Letters of any language, as RFC 7617 has them."""
    if not user:
        return f"Token {password}"
    return "Basic " + b64encode(f"{user}:{password}".encode()).decode()


def _batches(files: Sequence[File], room: int) -> Iterator[list[File]]:
    """The files in requests that fit, the largest last; one that fits nowhere goes by itself. At
    least one batch.
    """
    batch: list[File] = []
    size = 0
    for file in sorted(files, key=lambda file: file.size):
        if batch and size + file.size > room:
            yield batch
            batch, size = [], 0
        batch.append(file)
        size += file.size + 512  # what stands around it
    yield batch


def _write(body: BinaryIO, boundary: str, xml: bytes, files: Sequence[File], *, more: bool) -> None:
    """The request's body, a piece at a time."""
    _part(body, boundary, XML, f"{XML}.xml", "text/xml")
    body.write(xml)
    if more:
        _part(body, boundary, "*isIncomplete*", "", "text/plain")
        body.write(b"yes")
    for file in files:
        _part(body, boundary, file.name, file.name, file.mime)
        with file.path.open("rb") as content:
            while piece := content.read(PIECE):
                body.write(piece)
    body.write(f"\r\n--{boundary}--\r\n".encode())


def _part(body: BinaryIO, boundary: str, name: str, file: str, mime: str) -> None:
    shown = "; ".join(
        [f'name="{_quoted(name)}"', *([f'filename="{_quoted(file)}"'] if file else [])]
    )
    body.write(
        f"\r\n--{boundary}\r\nContent-Disposition: form-data; {shown}\r\nContent-Type: "
        f"{mime}\r\n\r\n".encode()
    )


def _quoted(name: str) -> str:
    return name.replace('"', "%22").replace("\r", "").replace("\n", "")


@contextmanager
def _understood() -> Iterator[None]:
    try:
        yield
    except requests.RequestException as error:
        raise OpenRosaError(
            f"the OpenRosa server could not be reached: {type(error).__name__}",
            retry=True,
            unknown=True,
        ) from error


def refused(answer: requests.Response) -> OpenRosaError:
    """What a refusal means; a person may mend a wrong password or a missing form, so these are
    tried again.
    """
    status = answer.status_code
    said = " ".join(answer.text.split())[:300]
    if status in {401, 403}:
        return OpenRosaError(
            f"the OpenRosa server does not let this account in ({status}): look at OPENROSA_USER "
            "and OPENROSA_PASSWORD",
            retry=True,
            status=status,
        )
    if status == 404:
        return OpenRosaError(
            f"the OpenRosa server does not know this address, form or version (404): {said}",
            retry=True,
            status=404,
        )
    retry = status < 400 or status in PASSING or status >= 500
    return OpenRosaError(
        f"the OpenRosa server answered {status}: {said}", retry=retry, status=status
    )
