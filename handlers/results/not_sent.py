"""How a report that was not sent stands: not sent, and the working days left or late."""

from handlers.vocabulary.due_words import owing_tone, when_due
from handlers.vocabulary.messages import Tone
from handlers.vocabulary.talk import Talk
from scoring.deadlines import standing_of
from scoring.programme import Programme


def not_sent(talk: Talk, programme: Programme, office: str, code: str) -> tuple[str, Tone]:
    """ยังไม่ส่ง · เลยกำหนด 2 วันทำการ · −0.50"""
    calendar = talk.known.editions[programme.key].calendar
    now = standing_of(programme, programme.work(code), office, calendar, talk.today, None)
    words = talk.say("score.status_not_submitted")
    return f"{words} · {when_due(talk, now)}", owing_tone(now)
