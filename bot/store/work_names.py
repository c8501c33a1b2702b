"""What a piece of work is called in a sentence, read from its programme as it is now."""

from sqlalchemy import Connection, select

from bot.store.tables.records import programmes
from handlers.vocabulary.words import say


def called(conn: Connection, programme: str, code: str, language: str) -> str:
    """ตัวชี้วัดที่ 4, or the short name of a report form; the whole programme is not read for
    it.
    """
    current = select(programmes.c.content).where(
        programmes.c.key == programme, programmes.c.current
    )
    content = conn.execute(current).scalar() or {}
    forms = {
        form["code"]: form.get("short_name") or form["code"]
        for form in content.get("report_forms", ())
    }
    is_indicator = any(one["code"] == code for one in content.get("indicators", ()))
    return (
        say("report.indicator", language, code=code) if is_indicator else str(forms.get(code, code))
    )
