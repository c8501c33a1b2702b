"""From the plan to the person: what is said is true when it is said, and is said once."""

from bot.store.tables.queue import outbox
from tests.reminder_days import at, digests, quota, send_all, states
from tests.world import World


def test_who_has_sent_by_the_time_of_delivery_hears_nothing(talk_on_sqlite: World) -> None:
    """The plan is made, LINE is away, and the last report is sent before it comes back."""
    talk = talk_on_sqlite
    talk.enrolled("สมชาย", "CBI-BB", "reporter")
    send_all(talk, "สมชาย", but=("4",))
    talk.set_clock(at(19))
    talk.line.line.faults.add(500, "/message/push", times=99)
    talk.remind()
    send_all(talk, "สมชาย", but=("8.2", "10"))
    talk.line.line.faults.clear()
    with talk.database.writing() as conn:
        conn.execute(outbox.update().values(due_at=outbox.c.created_at))
    talk.remind()

    assert (digests(talk, "สมชาย"), states(talk)) == (0, ["done"])


def test_who_could_not_be_pushed_hears_with_the_next_free_reply_how_things_stand_then(
    talk_on_sqlite: World,
) -> None:
    """Planned on the 19th when the month was used up; written to on the 21st: it speaks of the
    21st.
    """
    talk = talk_on_sqlite
    talk.enrolled("สมชาย", "CBI-BB", "reporter")
    quota(talk, 300, used=300)
    talk.set_clock(at(19))
    quiet = talk.remind()
    talk.set_clock(at(21, 8))

    said = talk.say("สมชาย", "ช่วยเหลือ")

    assert quiet == {}
    assert "เลยกำหนด 1 วันทำการ · ส่งวันนี้ −0.25 ส่งพรุ่งนี้ −0.50" in said
    talk.set_clock(at(21, 9))
    assert talk.remind() == {}, "that was today's message"


def test_what_a_free_reply_told_of_is_not_pushed_again(talk_on_sqlite: World) -> None:
    """Kept on the 11th, said with a reply on the 15th, three working days before: the 18th has
    nothing new.
    """
    talk = talk_on_sqlite
    talk.set_clock(at(8))
    talk.enrolled("สมชาย", "CBI-BB", "reporter")
    send_all(talk, "สมชาย", but=("4", "10"))
    quota(talk, 0)
    talk.set_clock(at(11))
    talk.remind()
    quota(talk, 300)
    talk.set_clock(at(15, 8))

    assert "อีก 3 วันทำการ" in talk.say("สมชาย", "ช่วยเหลือ")
    for day in (15, 18):
        talk.set_clock(at(day))
        assert talk.remind() == {}


def test_a_kept_reminder_of_what_has_been_sent_meanwhile_is_never_said(
    talk_on_sqlite: World,
) -> None:
    talk = talk_on_sqlite
    for name in ("สมชาย", "มาลี"):
        talk.enrolled(name, "CBI-BB", "reporter")
    send_all(talk, "มาลี", but=())
    quota(talk, 0)
    talk.set_clock(at(19))
    talk.remind()

    assert "ยังไม่ส่ง" not in talk.say("สมชาย", "ช่วยเหลือ")
