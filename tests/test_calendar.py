"""The calendar of an office's deadlines: by an unguessable link, as every phone reads it."""

from datetime import date, datetime, timedelta
from typing import Any

import requests
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from documents.ics import Entry, ics
from tests.commands.cli import Shell
from tests.reminder_days import move_due_dates
from tests.world import PUBLIC, World
from thai.dates import BANGKOK

NOW = datetime(2013, 3, 18, 9, tzinfo=BANGKOK)


def link_of(talk: World, name: str) -> str:
    """The link behind the newest calendar button."""
    return str(talk._button(name, "เพิ่มลงปฏิทิน")["uri"]).replace(PUBLIC, talk.web.address)


def read(talk: World, link: str) -> dict[str, tuple[date, str]]:
    """The events by uid: their day and title."""
    answer = requests.get(link, timeout=10)
    assert (answer.status_code, answer.headers["Content-Type"]) == (
        200,
        "text/calendar; charset=utf-8",
    )
    found: Any = Calendar.from_ical(answer.content)
    return {
        str(one["UID"]): (one["DTSTART"].dt, str(one["SUMMARY"])) for one in found.walk("VEVENT")
    }


def test_the_due_list_leads_to_the_deadlines_of_one_s_own_office(talk_on_sqlite: World) -> None:
    talk = talk_on_sqlite
    talk.enrolled("สมชาย", "CBI-BB", "reporter")
    talk.say("สมชาย", "กำหนดส่ง")

    found = read(talk, link_of(talk, "สมชาย"))

    assert found["CBI-2556-R1-CBI-BB-4-due@raingan"] == (date(2013, 3, 20), "กำหนดส่ง 4 แผนที่ภาษี")
    assert found["CBI-2556-R1-CBI-BB-4-cutoff@raingan"] == (date(2013, 3, 26), "ตัดยอด 4 แผนที่ภาษี")
    assert found["CBI-2556-R1-CBI-BB-order-3-due@raingan"][0] == date(2013, 2, 22)
    assert {uid.split("-")[5] for uid in found} == {"4", "8.2", "10", "order"}


def test_the_link_stays_the_same_and_follows_a_deadline_that_is_moved(
    talk_on_sqlite: World,
) -> None:
    talk = talk_on_sqlite
    talk.enrolled("สมชาย", "CBI-BB", "reporter")
    talk.enrolled("มาลี", "CBI-BB", "reporter")
    for name in ("สมชาย", "มาลี"):
        talk.say(name, "กำหนดส่ง")
    move_due_dates(talk, "2013-03-20", "2013-03-29")

    assert link_of(talk, "สมชาย") == link_of(talk, "มาลี")
    assert read(talk, link_of(talk, "สมชาย"))["CBI-2556-R1-CBI-BB-4-due@raingan"][0] == date(
        2013, 3, 29
    )


def test_a_coordinator_s_link_shows_the_whole_programme(talk_on_sqlite: World) -> None:
    talk = talk_on_sqlite
    talk.enrolled("อรุณี", "CBI", "coordinator")
    talk.say("อรุณี", "กำหนดส่ง")

    assert "CBI-2556-R1-all-4-due@raingan" in read(talk, link_of(talk, "อรุณี"))


def test_a_withdrawn_link_is_gone_and_another_takes_its_place(talk_on_sqlite: World) -> None:
    talk = talk_on_sqlite
    talk.enrolled("สมชาย", "CBI-BB", "reporter")
    talk.say("สมชาย", "กำหนดส่ง")
    before, shell = link_of(talk, "สมชาย"), Shell.of(talk)
    office = ("--programme", "CBI-2556-R1", "--office", "CBI-BB")

    assert (
        shell.run("calendar", *office).out.strip().endswith(before.removeprefix(talk.web.address))
    )
    assert shell.run("calendar", *office, "--revoke").out == "1 withdrawn\n"
    assert requests.get(before, timeout=10).status_code == 404
    talk.say("สมชาย", "กำหนดส่ง")
    assert link_of(talk, "สมชาย") != before
    assert read(talk, link_of(talk, "สมชาย"))


def test_a_calendar_s_token_opens_no_evidence_and_a_guess_opens_nothing(
    talk_on_sqlite: World,
) -> None:
    talk = talk_on_sqlite
    talk.enrolled("สมชาย", "CBI-BB", "reporter")
    talk.say("สมชาย", "กำหนดส่ง")
    link = link_of(talk, "สมชาย")
    other = link.replace("/c/", "/e/").removesuffix(".ics")

    assert requests.get(other, timeout=10).status_code == 404
    assert requests.get(f"{talk.web.address}/c/guess.ics", timeout=10).status_code == 404


def test_an_office_that_is_none_is_refused(talk_on_sqlite: World) -> None:
    ended = Shell.of(talk_on_sqlite).run("calendar", "--programme", "CBI-2556-R1", "--office", "X")

    assert (ended.code, ended.err) == (1, "--office: CBI-2556-R1 has no office X\n")


@given(
    st.text(
        st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=200
    ),
    st.dates(min_value=date(2000, 1, 1), max_value=date(2100, 1, 1)),
)
def test_whatever_a_title_says_the_lines_are_folded_at_75_bytes_and_read_back_the_same(
    title: str, day: date
) -> None:
    written = ics("กำหนดส่ง", [Entry("1@raingan", day, title, title)], NOW)

    assert all(len(line) <= 75 for line in written.split(b"\r\n"))
    assert b"\n" not in written.replace(b"\r\n", b"")
    found: Any = Calendar.from_ical(written)
    (event,) = found.walk("VEVENT")
    assert (str(event["SUMMARY"]), event["DTSTART"].dt, event["DTEND"].dt) == (
        title,
        day,
        day + timedelta(days=1),
    )
