"""Web addresses as evidence: known by their form, named by their site, a note in the folder, never
opened unasked.
"""

import socket
import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from bot.outbox.evidence.link_probe import Opened, Probe, addresses, is_public
from handlers.questions.links import BadLink, Link, read_link
from tests.test_evidence import files
from tests.test_flags import found
from tests.world import World

VIDEO = "https://youtu.be/AbCd1234"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (VIDEO, "youtube"),
        ("https://www.youtube.com/watch?v=AbCd1234&t=10", "youtube"),
        ("https://m.facebook.com/story.php?id=1", "facebook"),
        ("https://fb.watch/abc/", "facebook"),
        ("https://drive.google.com/drive/folders/1a?usp=sharing", "drive"),
        ("https://docs.google.com/spreadsheets/d/1a/edit#gid=0", "drive"),
        ("https://vt.tiktok.com/x/", "tiktok"),
        ("https://www.dla.go.th/work/abc.pdf", "web"),
        ("http://203.150.1.1/ข่าว", "web"),
        ("https://อบต.ไทย/ข่าว/1", "web"),
        ("https://notyoutube.com/watch", "web"),
    ],
)
def test_an_address_is_named_by_its_site(text: str, kind: str) -> None:
    assert read_link(f" {text} ") == Link(text, kind)


def test_an_address_without_its_beginning_is_completed() -> None:
    assert read_link("www.youtube.com/watch?v=1") == Link(
        "https://www.youtube.com/watch?v=1", "youtube"
    )
    assert read_link("youtu.be/AbCd1234") == Link(VIDEO, "youtube")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (f"ดูที่ {VIDEO}", "two"),
        (f"{VIDEO} {VIDEO}", "two"),
        ("https://", "no_site"),
        ("https://youtube", "no_site"),
        ("http:/youtu.be/x", "no_site"),
        ("https://[::1", "no_site"),
        ("https://x.go.th:99999/", "no_site"),
        ('https://x.go.th/"onclick', "no_site"),
        ("https://somchai:1234@x.go.th/", "secret"),
        ("http://192.168.1.10/รูป", "inside"),
        ("http://127.0.0.1/", "inside"),
        ("http://[fe80::1]/", "inside"),
        ("http://localhost:8000/", "inside"),
        ("https://nas.local/photo", "inside"),
        (f"https://x.go.th/{'a' * 2000}", "too_long"),
    ],
)
def test_an_address_that_cannot_be_right_is_said_to_be_so(text: str, code: str) -> None:
    assert read_link(text) == BadLink(code)


@pytest.mark.parametrize("text", ["ครบแล้ว", "88", "3.14", "อ.บ้านบึง", "ภาพ.jpg", "report.pdf", ""])
def test_words_that_are_no_address_stay_words(text: str) -> None:
    assert read_link(text) is None


def test_a_link_is_shown_stored_and_found_in_folder_and_row(talk_with_google: World) -> None:
    talk = talk_with_google
    talk.at_evidence()

    assert "ส่งลิงก์ทีละหนึ่งลิงก์" in talk.say("สมชาย", f"ดูที่ {VIDEO}")
    assert "รับลิงก์แล้ว (YouTube) หลักฐาน 1 ชิ้น" in talk.say("สมชาย", VIDEO)
    assert "หลักฐาน 2 ชิ้น" in talk.send("สมชาย", photo=True)
    talk.say("สมชาย", "ครบแล้ว")
    talk.say("สมชาย", "ส่ง")

    assert talk.google is not None
    note = next(one for one in talk.google.google.kept() if one.name.endswith(".txt"))
    assert note.name == "2556-03-18 4 แผนที่ภาษี ลิงก์ YouTube 01.txt"
    assert note.content is not None
    assert note.content.read_bytes().decode() == f"{VIDEO}\n"
    assert len(files(talk)) == 2
    (book,) = talk.google.google.spreadsheets.values()
    names, _, row = book.sheet("4 แผนที่ภาษี").values()  # type: ignore[union-attr]
    shown = str(row[names.index("evidence_links")]).split("\n")
    assert shown[0] == f"YouTube: {VIDEO}"
    assert shown[1].startswith(talk.google.address)
    assert "2 จาก 2 ชิ้น" in talk.say("สมชาย", "คะแนน")


@pytest.mark.parametrize(
    "address",
    [
        *(
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.0.1",
            "169.254.169.254",
            "0.0.0.0",
            "100.64.0.1",
        ),
        *(
            "224.0.0.1",
            "255.255.255.255",
            "192.0.2.1",
            "::1",
            "::",
            "fe80::1%eth0",
            "fd00::1",
            "ff02::1",
        ),
        *("::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "2001:db8::1", "not an address"),
        *("192.0.0.8", "198.18.0.1", "fec0::1", "::7f00:1", "::ffff:0:7f00:1", "2001:0:7f00:1::1"),
    ],
)
def test_addresses_of_our_own_network_are_never_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "203.150.1.1", "2606:4700::1111"])
def test_addresses_out_in_the_world_are(address: str) -> None:
    assert is_public(address)


class Site(BaseHTTPRequestHandler):
    """/ok answers, /to/… leads on, everything else is not there; /drip never ends its headers."""

    def do_GET(self) -> None:
        if self.path == "/drip":
            self.server.dripping.wait(30)  # type: ignore[attr-defined]
            return
        lead = self.path.removeprefix("/to/") if self.path.startswith("/to/") else ""
        self.send_response(302 if lead else 200 if self.path == "/ok" else 404)
        if lead:
            self.send_header("Location", lead if "://" in lead else f"/{lead}")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def probe() -> Iterator[Probe]:
    """A probe whose names resolve as told, and whose every public address is a server of ours."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        server.dripping = threading.Event()  # type: ignore[attr-defined]
        threading.Thread(target=server.serve_forever, daemon=True).start()
        port = server.server_address[1]
        names = {
            "site.th": ["203.150.1.1"],
            "rebound.th": ["203.150.1.1", "10.0.0.5"],
            "inside.th": ["169.254.169.254"],
        }

        def resolve(host: str, port: int) -> Sequence[str]:
            return names.get(host) or addresses(host, port)

        def connect(address: str, _port: int, seconds: float) -> socket.socket:
            assert is_public(address), "a connection towards our own network"
            return socket.create_connection(("127.0.0.1", port), timeout=seconds)

        yield Probe(resolve, connect)
        server.dripping.set()  # type: ignore[attr-defined]
        server.shutdown()


@pytest.mark.parametrize(
    ("url", "opened"),
    [
        ("http://site.th/ok", Opened(True)),
        ("http://site.th/to/ok", Opened(True)),
        ("http://site.th/ไม่มี", Opened(False, "404")),
        ("http://rebound.th/ok", Opened(False, "forbidden")),
        ("http://inside.th/latest/meta-data", Opened(False, "forbidden")),
        ("http://127.0.0.1/ok", Opened(False, "forbidden")),
        ("http://[::1]/ok", Opened(False, "forbidden")),
        ("http://2130706433/ok", Opened(False, "forbidden")),
        ("http://site.th:22/ok", Opened(False, "forbidden")),
        ("http://site.th/to/http://127.0.0.1/ok", Opened(False, "forbidden")),
        ("http://site.th/to/http://inside.th/ok", Opened(False, "forbidden")),
        ("http://site.th/to/file:///etc/passwd", Opened(False, "forbidden")),
        ("http://site.th/to/to/to/to/to/to/to/to/ok", Opened(False, "too many redirects")),
    ],
)
def test_a_link_is_followed_outside_only(probe: Probe, url: str, opened: Opened) -> None:
    assert probe.open(url) == opened


def test_a_server_that_never_ends_is_left_in_time(probe: Probe) -> None:
    assert not replace(probe, seconds=0.2).open("http://site.th/drip").ok


def test_a_link_that_does_not_open_is_told_only_where_the_office_lets_links_be_opened(
    talk_on_sqlite: World, probe: Probe
) -> None:
    talk = talk_on_sqlite
    parts = talk.worker.parts
    for allowed, office, name in ((False, "CBI-BB", "สมชาย"), (True, "CBI-PT", "มาลี")):
        talk.worker.parts = replace(
            parts, keeper=replace(parts.keeper, check_links=allowed), probe=probe
        )
        talk.at_evidence(name, office)
        talk.say(name, "http://site.th/ok")
        talk.say(name, "http://site.th/gone")
        talk.say(name, "ครบแล้ว")
        talk.say(name, "ส่ง")

    with talk.database.reading() as conn:
        ids = {
            row.office: row.id for row in conn.exec_driver_sql("SELECT office, id FROM submissions")
        }
    assert (found(talk, ids["CBI-BB"]), found(talk, ids["CBI-PT"])) == ([], [(2, "link_closed")])
