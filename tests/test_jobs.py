"""Jobs as types: what an older version wrote is still read, and what nobody can read keeps nobody
waiting.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import select

from bot.clock import real_now
from bot.outbox import claims, queue
from bot.outbox.jobs.files import (
    AwaitSet,
    BringBack,
    CheckForm,
    CheckOwnForm,
    CountPages,
    FetchContent,
    KeepEvidence,
    KeepPaper,
    MakePaper,
    Probe,
    ReadCode,
    ReadRows,
)
from bot.outbox.jobs.job import Job
from bot.outbox.jobs.kinds import KINDS
from bot.outbox.jobs.rows import (
    CompareSheet,
    MirrorAppraisal,
    MirrorJudging,
    MirrorRow,
    MirrorSurvey,
    SendOn,
)
from bot.outbox.jobs.saying import GroupDigest, Push, Remind, Reply
from bot.outbox.lanes import LANES
from bot.store.engine import Database, open_database
from bot.store.migrate import upgrade
from bot.store.tables.queue import outbox
from tests.world import KEY, World

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
TEXT = [{"type": "text", "text": "สวัสดี"}]
SAID = {"to": "U1", "messages": TEXT, "must": True}

# kind, stream and payload as versions before the types wrote them; of newer kinds as their first
# version did
OLD: list[tuple[str, str, dict[str, Any], Job]] = [
    ("appraisal", "sheet:p", {"appraisal": "a"}, MirrorAppraisal("p", "a")),
    (
        "reply",
        "person:U1",
        {**SAID, "reply_token": "t", "asks": [[0, "r", "/xf/a"]]},
        Reply("U1", TEXT, must=True, asks=[[0, "r", "/xf/a"]], reply_token="t"),
    ),
    ("push", "person:U1", {**SAID, "reply_token": ""}, Push("U1", TEXT, must=True)),
    (
        "remind",
        "person:U1",
        {
            "to": "U1",
            "reply_token": "",
            "must": True,
            "person": 7,
            "day": "2013-03-20",
            "mornings": ["p"],
            "weeklies": [],
        },
        Remind("U1", 7, "2013-03-20", ["p"], []),
    ),
    (
        "group_digest",
        "group:C1",
        {"to": "C1", "reply_token": "", "must": True, "programme": "p", "day": "2013-03-20"},
        GroupDigest("C1", "p", "2013-03-20"),
    ),
    ("fetch", "evidence:e", {"evidence": "e"}, FetchContent("e")),
    (
        "check_form",
        "uploads:7",
        {"upload": "u", "to": "U1", "reply_token": "t"},
        CheckForm("u", "U1", "t", 7),
    ),
    (
        "read_rows",
        "evidence:e",
        {"evidence": "e", "to": "U1", "reply_token": "t", "draft": "d", "piece": {"id": "e"}},
        ReadRows("e", "U1", "t", "d", {"id": "e"}),
    ),
    (
        "read_code",
        "evidence:e",
        {"evidence": "e", "to": "U1", "reply_token": "t", "draft": "d", "question": "/xf/q"},
        ReadCode("e", "U1", "t", "d", "/xf/q"),
    ),
    ("probe", "probe:e", {"evidence": "e"}, Probe("e")),
    ("keep", "evidence:e", {"evidence": "e", "submission": "s"}, KeepEvidence("e", "s")),
    (
        "count_pages",
        "pages:d",
        {"draft": "d", "event": "v", "to": "U1", "person": 7, "language": "th"},
        CountPages("d", "v", "U1", 7, "th"),
    ),
    (
        "check_own_form",
        "own_forms:f",
        {"form": "f", "to": "U1", "reply_token": "t"},
        CheckOwnForm("f", "U1", "t"),
    ),
    (
        "keep_paper",
        "paper:p/o/form-4",
        {"programme": "p", "office": "o", "paper": "form-4", "submission": "s"},
        KeepPaper("p", "o", "form-4", "s"),
    ),
    (
        "make_paper",
        "made:7/p~booklet~o~draft",
        {"person": 7, "name": "p~booklet~o~draft", "to": "U1", "event": "v"},
        MakePaper(7, "p~booklet~o~draft", "U1", "v"),
    ),
    ("mirror", "sheet:p", {"submission": "s"}, MirrorRow("p", "s")),
    (
        "survey",
        "sheet:p",
        {"programme": "p", "survey": "SV-7K2MX", "night": "2013-03-20"},
        MirrorSurvey("p", "SV-7K2MX", "2013-03-20"),
    ),
    (
        "judging",
        "sheet:p",
        {"programme": "p", "night": "2013-03-20"},
        MirrorJudging("p", "2013-03-20"),
    ),
    (
        "await_set",
        "set:d:s",
        {"set_id": "s", "to": "U1", "reply_token": "t", "draft": "d", "question": "/xf/q"},
        AwaitSet("s", "U1", "t", "d", "/xf/q"),
    ),
    ("bring_back", "brought:e", {"evidence": "e"}, BringBack("e")),
    ("compare", "sheet:p", {"programme": "p"}, CompareSheet("p")),
    ("openrosa", "openrosa:p/o/4", {"submission": "s"}, SendOn("s", "p/o/4")),
]


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    made = open_database(database_url)
    upgrade(made)
    yield made
    made.close()


def write_old(
    database: Database, kind: str, stream: str, payload: object, now: datetime = NOW
) -> None:
    row = {
        "key": f"00000000-0000-4000-8000-{len(kind):06d}{len(stream):06d}",
        "once": None,
        "lane": KINDS[kind].lane if kind in KINDS else "line",
        "kind": kind,
        "stream": stream,
        "payload": payload,
        "state": "waiting",
        "created_at": now,
        "due_at": now,
        "attempts": 0,
    }
    with database.writing() as conn:
        conn.execute(outbox.insert(), row)


def claimed(database: Database, lane: str) -> list[queue.Queued[Job]]:
    with database.writing() as conn:
        me = claims.Worker("me", NOW - claims.DEAD_AFTER)
        return claims.claim(conn, lane, NOW, me, streams=5)


@pytest.mark.parametrize(("kind", "stream", "payload", "job"), OLD, ids=[one[0] for one in OLD])
def test_a_row_of_an_older_version_is_the_same_job(
    database: Database, kind: str, stream: str, payload: dict[str, Any], job: Job
) -> None:
    write_old(database, kind, stream, payload)

    (found,) = claimed(database, job.lane)

    assert (found.job, found.job.stream()) == (job, stream)


def test_every_kind_of_older_rows_is_known_and_none_is_new() -> None:
    assert {one[0] for one in OLD} == set(KINDS)


def test_every_kind_has_its_lane_once() -> None:
    carried_out = [kind for lane in LANES.values() for kind in lane.kinds]

    assert sorted(one.kind for one in carried_out) == sorted(KINDS)


@pytest.mark.parametrize("job", [one[3] for one in OLD], ids=[one[0] for one in OLD])
def test_a_job_comes_back_as_it_was_put(database: Database, job: Job) -> None:
    with database.writing() as conn:
        queue.put(conn, job, NOW)

    (found,) = claimed(database, job.lane)

    assert {**found.job.to_json(), "asks": []} == {**job.to_json(), "asks": []}


@pytest.mark.parametrize(("kind", "payload"), [("fly", {}), ("push", {"to": "U1"}), ("push", [1])])
def test_what_nobody_can_read_is_given_up_and_keeps_nobody_waiting(
    database: Database, kind: str, payload: object
) -> None:
    write_old(database, kind, "person:U1", payload)
    write_old(database, "push", "person:U22", SAID)

    found = claimed(database, "line")

    assert [one.stream for one in found] == ["person:U22"]
    with database.reading() as conn:
        states = conn.execute(select(outbox.c.state).order_by(outbox.c.id)).scalars().all()
    assert states == ["given_up", "waiting"]


def test_a_reply_that_waits_in_the_old_shape_reaches_the_person(talk: World) -> None:
    talk.enrolled("สมชาย", "CBI-BB", "reporter")
    user = talk.person("สมชาย")
    old = {"to": user, "reply_token": "", "messages": TEXT, "must": True, "asks": []}
    write_old(talk.database, "push", f"person:{user}", old, real_now())

    talk.worker.drain()

    assert [one["text"] for one in talk.heard("สมชาย")] == ["สวัสดี"]


def test_the_row_of_a_report_in_the_old_shape_is_written(talk: World) -> None:
    write_old(talk.database, "mirror", f"sheet:{KEY}", {"submission": "nobody's"})

    talk.worker.drain()

    with talk.database.reading() as conn:
        assert conn.execute(select(outbox.c.state)).scalars().all() == ["done"]
