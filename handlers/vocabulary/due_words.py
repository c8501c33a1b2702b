"""How near a day is, in words and as a colour: working days left or late, and what that costs."""

from handlers.vocabulary.messages import Tone
from handlers.vocabulary.talk import Talk
from scoring.deadlines import Standing

TONES = {
    "not_sent": Tone.NOT_SENT,
    "near": Tone.NEAR,
    "late": Tone.LATE,
    "cut_off": Tone.LATE,
    "sent": Tone.DONE,
}


def owing_tone(now: Standing) -> Tone:
    """Of what is still owed: also where it was sent once and only has to be corrected."""
    return Tone.NOT_SENT if now.state == "sent" else TONES[now.state]


def when_due(talk: Talk, now: Standing, *, points: bool = True) -> str:
    """อีก 3 วันทำการ, or เลยกำหนด 2 วันทำการ · −0.50."""
    if now.due is None:
        return talk.say("work.no_due")
    if now.state == "cut_off":
        return talk.say("work.cut_off")
    if talk.today < now.due and not now.working_days_left:
        return talk.say("work.left_off", days=(now.due - talk.today).days)
    if talk.today < now.due:
        return talk.say("work.left", days=now.working_days_left)
    if talk.today == now.due:
        words = talk.say("work.today")
    elif now.working_days_late:
        words = talk.say("work.late", days=now.working_days_late)
    else:
        words = talk.say("work.late_no_days")
    if not points or not now.points_today:
        return words
    return f"{words} · {talk.say('work.points', points=f'{abs(now.points_today):.2f}')}"
