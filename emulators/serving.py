"""Runs a WSGI app on the loopback the way a real service answers: kept alive, no Nagle delay, exact
lengths.
"""

from __future__ import annotations

import socket
import socketserver
import struct
import sys
import threading
from collections.abc import Callable, Iterable
from http.server import BaseHTTPRequestHandler
from io import BufferedIOBase, BytesIO
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import unquote

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication, WSGIEnvironment

HOST = "127.0.0.1"
LOOK_EVERY = 0.005  # seconds: so long `stop` waits, and each test stops two servers
NO_BODY = {"204", "304"}
Answer = tuple[str, list[tuple[str, str]], bytes]


class Dropped(Exception):  # noqa: N818 - no error: what was ordered
    """Raised inside an app: the connection is cut without a single byte of an answer, or after half
    of `answer`.
    """

    def __init__(self, answer: Answer | None = None) -> None:
        super().__init__()
        self.answer = answer


def collect(app: WSGIApplication, environ: WSGIEnvironment) -> Answer:
    """Runs `app` to its end and returns status, headers and the whole body."""
    head: list[Any] = []

    def start_response(
        status: str, headers: list[tuple[str, str]], exc_info: object = None
    ) -> Callable[[bytes], None]:
        head[:] = [status, headers, exc_info]
        return written.append

    written: list[bytes] = []
    parts: Iterable[bytes] = app(environ, start_response)
    try:
        written.extend(parts)
    finally:
        close = getattr(parts, "close", None)
        if close is not None:
            close()
    return head[0], head[1], b"".join(written)


class Connection(BaseHTTPRequestHandler):
    """One connection of one client: as many requests, one after another, as the client likes."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1
    server: Server

    def answer(self) -> None:
        """Answers one request; `Dropped` cuts the connection instead."""
        try:
            self.send(*collect(self.server.app, self.environ()))
        except Dropped as dropped:
            if dropped.answer:
                self.send(*dropped.answer, half=True)
                self.wfile.flush()
            self.drop()

    def send(
        self, status: str, headers: list[tuple[str, str]], body: bytes, *, half: bool = False
    ) -> None:
        """A whole answer, or one whose body ends half-way."""
        code, _, reason = status.partition(" ")
        self.send_response_only(int(code), reason)
        for name, value in headers:
            if name.lower() not in {"content-length", "connection"}:
                self.send_header(name, value)
        self.send_header("Date", self.date_time_string())
        if code not in NO_BODY:
            length = (
                {n.lower(): v for n, v in headers}.get("content-length")
                if self.command == "HEAD"
                else None
            )
            self.send_header("Content-Length", length or str(len(body)))
        self.end_headers()
        if self.command != "HEAD" and code not in NO_BODY:
            self.wfile.write(body[: len(body) // 2] if half else body)

    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = answer  # noqa: N815

    def drop(self) -> None:
        """Cuts the connection: the client sees it reset or closed, never an answer."""
        self.close_connection = True
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    def environ(self) -> WSGIEnvironment:
        """The request as PEP 3333 wants it, its body already read."""
        path, _, query = self.path.partition("?")
        body = self.read_body()
        environ: WSGIEnvironment = {
            "REQUEST_METHOD": self.command,
            "SCRIPT_NAME": "",
            "PATH_INFO": unquote(path, "iso-8859-1"),
            "QUERY_STRING": query,
            "REQUEST_URI": self.path,
            "SERVER_NAME": HOST,
            "SERVER_PORT": str(self.server.server_address[1]),
            "SERVER_PROTOCOL": self.request_version,
            "REMOTE_ADDR": self.client_address[0],
            "CONTENT_LENGTH": str(len(body)),
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http",
            "wsgi.input": BytesIO(body),
            "wsgi.errors": sys.stderr,
            "wsgi.multithread": True,
            "wsgi.multiprocess": False,
            "wsgi.run_once": False,
        }
        if (kind := self.headers.get("Content-Type")) is not None:
            environ["CONTENT_TYPE"] = kind
        for name, value in self.headers.items():
            key = "HTTP_" + name.upper().replace("-", "_")
            if key not in {"HTTP_CONTENT_TYPE", "HTTP_CONTENT_LENGTH", "HTTP_TRANSFER_ENCODING"}:
                environ[key] = f"{environ[key]}, {value}" if key in environ else value
        return environ

    def read_body(self) -> bytes:
        """The body, by its length or chunk by chunk."""
        if "chunked" in self.headers.get("Transfer-Encoding", "").lower():
            return b"".join(chunks(self.rfile))
        return self.rfile.read(int(self.headers.get("Content-Length") or 0))

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing: what was asked is in the emulator's own list."""


def chunks(stream: BufferedIOBase) -> Iterable[bytes]:
    """The chunks of a chunked body (RFC 9112, section 7.1), trailers read and forgotten."""
    while size := int(stream.readline().split(b";")[0], 16):
        yield stream.read(size)
        stream.readline()
    while stream.readline().strip():
        pass


class Server(socketserver.ThreadingTCPServer):
    """A thread for each connection; remembers open ones so that `stop` ends them too."""

    daemon_threads = True
    block_on_close = False
    allow_reuse_address = True
    request_queue_size = 256

    def __init__(self, app: WSGIApplication, port: int) -> None:
        self.app = app
        self.open: set[Any] = set()
        super().__init__((HOST, port), Connection)

    def process_request(self, request: Any, client_address: Any) -> None:  # noqa: ANN401
        self.open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:  # noqa: ANN401
        self.open.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401
        """A client that went away is no error of ours."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


class Running:
    """A server that runs in the background until `stop`."""

    def __init__(self, app: WSGIApplication, port: int = 0) -> None:
        self._server = Server(app, port)
        self.port: int = self._server.server_address[1]
        self.address = f"http://{HOST}:{self.port}"
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(LOOK_EVERY,), daemon=True
        )
        self._thread.start()

    def stop(self) -> None:
        """Takes no more requests, cuts what is open, frees the port. May be called twice."""
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
        for connection in tuple(self._server.open):
            hang_up(connection)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()


def hang_up(connection: socket.socket) -> None:
    """Ends both directions; a connection that is gone already is fine."""
    try:
        connection.shutdown(socket.SHUT_RDWR)
    except OSError:
        return


def start(app: WSGIApplication, port: int = 0) -> Running:
    """Starts `app` on 127.0.0.1; port 0 takes any free one."""
    return Running(app, port)
