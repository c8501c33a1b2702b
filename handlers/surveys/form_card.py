"""What was found in a form file, or in a list for one: told to the coordinator who brought it."""

from collections.abc import Mapping
from typing import Any

from handlers.surveys.form_words import from_json, worded
from handlers.vocabulary.actions import action
from handlers.vocabulary.known import Upload
from handlers.vocabulary.messages import Card, Text
from handlers.vocabulary.turn import tap
from handlers.vocabulary.words import say
from thai.dates import read, short
from thai.graphemes import cut

MOST_LINES = 8  # of warnings
MOST_FAULTS = 20
LONGEST_FAULT = 240  # letters: twenty of them fit into one card


def checked(upload: Upload, language: str) -> Card:
    """What was found in the form: what it asks and how long it takes, or what is wrong with it, row
    by row.
    """
    report = upload.report
    if not upload.is_sound:
        return _refused(upload, language)
    facts = [say("form.length", language, count=report["questions"], minutes=report["minutes"])]
    facts += [say("form.suited" if report["fits"] else "form.unsuited", language)]
    facts += worded(from_json(report["reasons"]), language)
    facts += (
        [say("form.replaces", language, name=report["replaces"])] if report.get("replaces") else []
    )
    facts += [_list(one, language) for one in report.get("lists", ())]
    warnings = tuple(worded(from_json(report["warnings"]), language)[:MOST_LINES])
    version = say("form.version", language, code=report["code"], version=report["version"] or "–")
    return Card(
        alt=say("form.alt", language, name=report["title"], facts=" · ".join(facts)),
        title=say("form.title", language, name=report["title"]),
        subtitle=" · ".join(filter(None, [version, report.get("programme", "")])),
        lines=tuple(facts),
        footnotes=warnings,
        button=tap("try", language, action("try", upload=upload.id)),
        second=tap("publish", language, action("publish", upload=upload.id)),
    )


def _refused(upload: Upload, language: str) -> Card:
    problems = worded(from_json(upload.report["problems"]), language)
    more = len(problems) - MOST_FAULTS
    rest = (say("form.more_problems", language, count=more),) if more > 0 else ()
    codes = {one["code"] for one in upload.report["problems"]}
    mend = "form.send_lists" if codes == {"file_missing"} else "form.send_again"
    title = "form.list_refused" if upload.report.get("is_list") else "form.refused"
    return Card(
        alt=say(
            "form.refused_alt", language, count=len(problems), first=cut(problems[0], LONGEST_FAULT)
        ),
        title=say(title, language, name=upload.report["title"]),
        lines=tuple(cut(one, LONGEST_FAULT) for one in problems[:MOST_FAULTS]),
        footnotes=(*rest, say(mend, language)),
    )


def kept(report: Mapping[str, Any], language: str) -> Text:
    """That a list is here, before the form that needs it, or after one that was published."""
    return Text(say("form.list_kept", language, name=report["title"], count=f"{report['rows']:,}"))


def _list(one: Mapping[str, Any], language: str) -> str:
    """ใช้รายการจาก places.csv (77 แถว ส่งเมื่อ จ. 18 มี.ค. 2556)."""
    day = read(one["sent"]) if one["sent"] else None
    key = "form.list_sent" if day else "form.list"
    return say(
        key, language, name=one["name"], count=f"{one['rows']:,}", day=short(day) if day else ""
    )
