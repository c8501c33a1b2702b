"""The web process ends when it is told to: what is on its way is answered, whoever is idle is let
go, and nobody waits half a minute for a connection that a proxy keeps.
"""

import base64
import hashlib
import hmac
import json
import socket

from tests.processes import Processes, eventually
from tests.test_webhook import body
from tests.world import SECRET

AT_MOST = 15  # seconds; gunicorn alone takes thirty


def test_a_webhook_on_its_way_is_answered_and_an_idle_connection_holds_up_nobody(
    web: Processes,
) -> None:
    content = json.dumps(body()).encode()
    signature = base64.b64encode(hmac.new(SECRET.encode(), content, hashlib.sha256).digest())
    head = (
        b"POST /callback HTTP/1.1\r\nHost: x\r\nX-Line-Signature: %s\r\nContent-Length: %d\r\n\r\n"
    )
    idle, used, line = (
        socket.create_connection(("127.0.0.1", web.port), timeout=AT_MOST) for _ in range(3)
    )
    for one in (idle, used):
        one.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
        assert one.recv(4000).startswith(b"HTTP/1.1 200")
    line.sendall(head % (signature, len(content)) + content[:10])

    web.web_is_told_to_end()
    used.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
    once_more = used.recv(4000)
    line.sendall(content[10:])
    answered = line.recv(4000)
    eventually(web.web_has_ended, within=AT_MOST, what="the end of the web process")
    for one in (idle, used, line):
        one.close()

    assert answered.startswith(b"HTTP/1.1 200")
    assert once_more.startswith(b"HTTP/1.1 200")
