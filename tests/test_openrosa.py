"""Records on to an ODK or Kobo server, over HTTP: whatever the server or the network does, each is
there once.
"""

from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import pytest
import requests
from defusedxml.ElementTree import fromstring
from sqlalchemy import select

from bot.checkup.examining import examine_all
from bot.outbox.odk.server import File, OpenRosa, OpenRosaError
from bot.store.tables.queue import outbox
from emulators.openrosa.server import Server, start
from tests.test_delivery import later
from tests.test_evidence import report
from tests.world import World

FORM = "cbi-2556-r1-indicator-4"
ORX = "{http://openrosa.org/xforms}"


def server(talk: World) -> Server:
    assert talk.openrosa is not None
    return talk.openrosa.server


def records(talk: World) -> list[dict[str, Any]]:
    assert talk.openrosa is not None
    told = requests.get(f"{talk.openrosa.address}/_emulator/records", timeout=10).json()["records"]
    return list(told)


def instance(record: dict[str, Any]) -> Element:
    root: Element = fromstring(record["xml"])
    return root


def job(talk: World) -> list[tuple[str, str | None]]:
    """The state of each record's way out, and the last error."""
    with talk.database.reading() as conn:
        rows = conn.execute(
            select(outbox.c.state, outbox.c.error).where(outbox.c.lane == "openrosa")
        ).all()
    return [(row.state, row.error) for row in rows]


def revise(talk: World, value: str) -> None:
    talk.say("สมชาย", "รายงาน")
    for label in ("ส่งฉบับแก้ไข 4", "แก้ไข", "แก้ข้อ 2"):
        talk.tap("สมชาย", label)
    talk.say("สมชาย", value)
    talk.say("สมชาย", "ส่ง")


def test_a_record_arrives_with_its_answers_its_ids_and_its_file(talk_sending_on: World) -> None:
    report(talk_sending_on, photos=1)

    (record,) = records(talk_sending_on)
    root = instance(record)
    assert (record["form"], record["version"]) == (FORM, "1")
    assert [(node.tag, node.text) for node in root][:3] == [
        ("denominator", "97"),
        ("numerator", "88"),
        ("percent", "90.72"),
    ]
    assert root.findtext(f"{ORX}meta/{ORX}instanceID") == record["ids"][0]
    assert root.findtext(f"{ORX}meta/{ORX}instanceName") == "อำเภอบ้านบึง · แผนที่ภาษี"
    assert root.find(f"{ORX}meta/{ORX}deprecatedID") is None
    assert list(record["files"]) == [root.findtext("evidence")]
    assert all(record["files"].values())


def test_several_files_of_one_question_arrive_in_one(talk_sending_on: World) -> None:
    report(talk_sending_on)

    (record,) = records(talk_sending_on)
    ((name, size),) = record["files"].items()
    assert name == instance(record).findtext("evidence")
    assert name.endswith(".zip")
    assert size > 0


def test_a_revision_replaces_the_record_it_corrects(talk_sending_on: World) -> None:
    report(talk_sending_on)
    revise(talk_sending_on, "97")

    (record,) = records(talk_sending_on)
    root = instance(record)
    assert len(record["ids"]) == 2
    assert root.findtext("numerator") == "97"
    assert root.findtext(f"{ORX}meta/{ORX}deprecatedID") == record["ids"][0]
    assert root.findtext(f"{ORX}meta/{ORX}instanceID") == record["ids"][1]
    assert list(record["files"]) == [root.findtext("evidence")]


@pytest.mark.parametrize("kind", [500, 429, "drop_before", "drop_after"])
def test_in_any_trouble_the_record_is_there_exactly_once(
    talk_sending_on: World, kind: object
) -> None:
    server(talk_sending_on).faults.add(str(kind), "/submission", times=3)

    report(talk_sending_on)
    for _ in range(5):
        later(talk_sending_on)

    (record,) = records(talk_sending_on)
    assert (len(record["ids"]), len(record["files"]), job(talk_sending_on)) == (
        1,
        1,
        [("done", None)],
    )


def test_a_lost_reply_of_each_post_makes_no_second_record(talk_sending_on: World) -> None:
    """Every request is carried out, none is answered, until the last."""
    server(talk_sending_on).faults.add("drop_after", "POST", times=2)
    server(talk_sending_on).kind = "kobo"

    report(talk_sending_on)
    for _ in range(4):
        later(talk_sending_on)

    assert len(records(talk_sending_on)) == 1
    assert job(talk_sending_on) == [("done", None)]


def test_a_server_away_stops_no_chat_and_gets_the_record_later(talk_sending_on: World) -> None:
    server(talk_sending_on).faults.add("drop_before", times=50)

    said = report(talk_sending_on)

    assert "4.0722" in said
    (waiting,) = job(talk_sending_on)
    assert waiting[0] == "waiting"
    assert "could not be reached" in (waiting[1] or "")
    server(talk_sending_on).faults.clear()
    later(talk_sending_on)
    assert len(records(talk_sending_on)) == 1


def test_a_form_the_server_does_not_have_yet_is_tried_again(talk_sending_on: World) -> None:
    server(talk_sending_on).forms = {"another"}
    report(talk_sending_on)
    ((state, error),) = job(talk_sending_on)
    assert (state, records(talk_sending_on)) == ("waiting", [])
    assert FORM in (error or "")

    server(talk_sending_on).forms = {FORM}
    later(talk_sending_on)

    assert len(records(talk_sending_on)) == 1


def test_a_correction_of_what_never_arrived_brings_the_first_along(talk_sending_on: World) -> None:
    """Records were sent on only later: the server has never seen what the correction replaces."""
    report(talk_sending_on)
    server(talk_sending_on).records.clear()

    revise(talk_sending_on, "90")
    later(talk_sending_on)

    (record,) = records(talk_sending_on)
    assert (len(record["ids"]), instance(record).findtext("numerator")) == (2, "90")


XML_OF_THREE = b"""<data id="f" version="1"><a>1.bin</a><b>2.bin</b><c>3.bin</c>
<meta><instanceID>uuid:1</instanceID></meta></data>"""


@pytest.mark.parametrize(
    ("most", "claims", "posts"),
    [
        (100_000, 0, 1),  # all at once
        (9_000, 0, 3),  # the server says how little it takes
        (9_000, 100_000, 5),  # what stands before it refuses more: 413, halved, and halved again
    ],
)
def test_files_too_large_for_one_request_come_in_several(
    tmp_path: Path, most: int, claims: int, posts: int
) -> None:
    files = [File(f"{place}.bin", "image/jpeg", tmp_path / f"{place}.bin") for place in (1, 2, 3)]
    for place, file in enumerate(files):
        file.path.write_bytes(bytes([place]) * 6_000)
    with start(most=most, claims=claims) as running:
        door = OpenRosa(running.address, "", "")
        door.send(door.room(), XML_OF_THREE, files)

        (record,) = running.server.records
        assert {name: content[:1] for name, content in record.files.items()} == {
            "1.bin": b"\0",
            "2.bin": b"\1",
            "3.bin": b"\2",
        }
        assert all(len(content) == 6_000 for content in record.files.values())
        assert running.server.requests.count("POST") == posts


def test_a_file_that_fits_nowhere_is_told_and_the_record_is_there(tmp_path: Path) -> None:
    small, large = tmp_path / "1.bin", tmp_path / "2.bin"
    small.write_bytes(b"1")
    large.write_bytes(b"2" * 20_000)
    with start(most=5_000) as running:
        door = OpenRosa(running.address, "", "")
        files = [File("2.bin", "image/jpeg", large), File("1.bin", "image/jpeg", small)]

        with pytest.raises(OpenRosaError, match="413") as raised:
            door.send(door.room(), XML_OF_THREE, files)

        assert not raised.value.retry
        assert list(running.server.records[0].files) == ["1.bin"]


@pytest.mark.parametrize(
    ("xml", "status", "retry"),
    [
        (b"<data id='f'><meta/></data>", 400, False),
        (b"<data><meta><instanceID>uuid:1</instanceID></meta></data>", 400, False),
        (b"<data id='f'", 400, False),
        (
            b"<data id='f'><meta><instanceID>a</instanceID>"
            b"<deprecatedID>b</deprecatedID></meta></data>",
            404,
            True,
        ),
    ],
)
def test_what_the_server_will_never_take_is_not_tried_for_ever(
    xml: bytes, status: int, retry: bool
) -> None:
    with start() as running:
        door = OpenRosa(running.address, "", "")
        with pytest.raises(OpenRosaError) as raised:
            door.send(door.room(), xml, [])
        assert (raised.value.status, raised.value.retry, running.server.records) == (
            status,
            retry,
            [],
        )


def test_without_the_version_s_header_nothing_is_taken() -> None:
    with start() as running:
        assert requests.head(f"{running.address}/submission", timeout=10).status_code == 400


def test_the_same_id_with_other_contents_leaves_the_first_record() -> None:
    with start() as running:
        door = OpenRosa(running.address, "", "")
        door.send(door.room(), XML_OF_THREE, [])
        door.send(door.room(), XML_OF_THREE.replace(b"1.bin", b"9.bin"), [])
        assert [record.xml for record in running.server.records] == [XML_OF_THREE]


def test_nothing_is_sent_on_where_no_server_is_set(talk_on_sqlite: World) -> None:
    report(talk_on_sqlite)

    assert job(talk_on_sqlite) == []


def openrosa_check(talk: World) -> list[tuple[bool, str]]:
    return [
        (one.ok, one.sentence) for one in examine_all(talk.settings) if one.subject == "OpenRosa"
    ]


def test_doctor_says_where_records_go_or_why_they_cannot(talk_sending_on: World) -> None:
    ((right, sentence),) = openrosa_check(talk_sending_on)
    assert (right, "/v1/projects/1/submission" in sentence, "100 MB" in sentence) == (
        True,
        True,
        True,
    )

    server(talk_sending_on).password = "another"

    ((right, sentence),) = openrosa_check(talk_sending_on)
    assert (right, "OPENROSA_PASSWORD" in sentence) == (False, True)


def test_doctor_is_silent_where_nothing_is_sent_on(talk_on_sqlite: World) -> None:
    assert openrosa_check(talk_on_sqlite) == []


def test_a_token_opens_the_door_where_there_is_no_user(talk_sending_on: World) -> None:
    assert talk_sending_on.openrosa is not None
    server(talk_sending_on).user, server(talk_sending_on).password = "", "a-token"
    address = talk_sending_on.openrosa.address

    assert OpenRosa(address, "", "a-token").room().address == f"{address}/submission"
    with pytest.raises(OpenRosaError, match="OPENROSA_USER"):
        OpenRosa(address, "", "another").room()
