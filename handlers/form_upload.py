"""A coordinator brings an XLSForm in chat: it is checked, can be tried, and is published to those who answer it."""

from pathlib import PurePath

from handlers.actions import Action, action
from handlers.effects import BringForm, PublishForm
from handlers.events import Sent, Tapped
from handlers.form_words import from_json, worded
from handlers.known import Upload
from handlers.messages import Button, Card, Clock, Pick, Text
from handlers.survey import share
from handlers.talk import Talk
from handlers.turn import Turn, spoken, tap, told
from handlers.words import say
from scoring.document import ReportForm
from thai.dates import read, short

ENDINGS = {".xlsx", ".xls", ".xlsm", ".md", ".csv"}
KINDS = ("once", "many", "survey")
MOST_LINES = 8


def is_form(sent: Sent) -> bool:
    return sent.kind == "file" and PurePath(sent.name).suffix.lower() in ENDINGS


def received(talk: Talk, sent: Sent) -> Turn:
    """The file is fetched and checked; what was found answers this message."""
    programme = publishable(talk)[0]
    return Turn(talk.state, (BringForm(talk.fresh_id(), programme, sent.message_id, sent.name),))


def publishable(talk: Talk) -> list[str]:
    """The programmes this person may bring forms to: a form is for the programme as a whole."""
    return [one.key for one in talk.programmes("publish_form") if talk.may_at_top("publish_form", one.key)]


def checked(upload: Upload, language: str) -> Card:
    """What was found in the form: what it asks and how long it takes, or what is wrong with it, row by row."""
    report = upload.report
    if not upload.is_sound:
        return _refused(upload, language)
    facts = [say("form.length", language, count=report["questions"], minutes=report["minutes"])]
    facts += [say("form.suited" if report["fits"] else "form.unsuited", language)]
    facts += worded(from_json(report["reasons"]), language)
    facts += [say("form.replaces", language, name=report["replaces"])] if report.get("replaces") else []
    own = [one for one in from_json(report["warnings"]) if one.code != "warn_converter"]  # which speaks English only
    warnings = tuple(worded(own, language)[:MOST_LINES])
    return Card(
        alt=say("form.alt", language, name=report["title"], facts=" · ".join(facts)),
        title=say("form.title", language, name=report["title"]),
        subtitle=say("form.version", language, code=report["code"], version=report["version"] or "–"),
        lines=tuple(facts),
        footnotes=warnings,
        button=tap("try", language, action("try", u=upload.id)),
        second=tap("publish", language, action("publish", u=upload.id)),
    )


def _refused(upload: Upload, language: str) -> Card:
    problems = worded(from_json(upload.report["problems"]), language)
    more = len(problems) - MOST_LINES
    rest = (say("form.more_problems", language, count=more),) if more > 0 else ()
    return Card(
        alt=say("form.refused_alt", language, count=len(problems), first=problems[0]),
        title=say("form.refused", language, name=upload.report["title"]),
        lines=tuple(problems[:MOST_LINES]),
        footnotes=(*rest, say("form.send_again", language)),
    )


def publish(talk: Talk, chosen: Action) -> Turn:
    """เผยแพร่: first how it is answered, then by when, then it is there."""
    upload = talk.known.upload
    if upload is None or not upload.is_sound:
        return told(talk.state, "trouble.old_button", tap("overview", talk.language, action("overview")))
    if not talk.may_at_top("publish_form", upload.programme):
        return told(talk.state, "overview.not_allowed")
    if upload.is_published:
        return told(talk.state, "form.already", tap("overview", talk.language, action("overview")))
    kind, day = chosen.get("k"), _picked(talk)
    if kind not in KINDS:
        return _ask_kind(talk, upload)
    if (other := _of_other_use(talk, upload, kind)) is not None:
        return told(talk.state, "form.other_use", code=other.code, name=other.title)
    if kind == "survey" and upload.report["has_files"]:
        return told(talk.state, "survey.no_files")
    if kind != "survey" and not day and not chosen.get("no_due"):
        return _ask_due(talk, upload, kind)
    return _published(talk, upload, kind, day)


def _of_other_use(talk: Talk, upload: Upload, kind: str) -> ReportForm | None:
    """The form in use with the same code that is a survey while this is none, or the other way round."""
    edition = talk.known.editions.get(upload.programme)
    form = edition.programme.report_form(str(upload.report["code"])) if edition else None
    return form if form is not None and form.xlsform and form.survey != (kind == "survey") else None


def _picked(talk: Talk) -> str:
    what = talk.event.what
    return what.picked if isinstance(what, Tapped) else ""


def _ask_kind(talk: Talk, upload: Upload) -> Turn:
    buttons = [tap(f"kind_{kind}", talk.language, action("publish", u=upload.id, k=kind)) for kind in KINDS]
    return told(talk.state, "form.ask_kind", *buttons)


def _ask_due(talk: Talk, upload: Upload, kind: str) -> Turn:
    data = action("publish", u=upload.id, k=kind)
    buttons: tuple[Button, ...] = (
        Pick(talk.say("buttons.pick_date"), data, Clock.DATE, talk.today.isoformat()),
        tap("no_due", talk.language, action("publish", u=upload.id, k=kind, no_due="1")),
    )
    return told(talk.state, "form.ask_due", *buttons)


def _published(talk: Talk, upload: Upload, kind: str, day: str) -> Turn:
    due = read(day) if day else None
    code = talk.known.fresh_code if kind == "survey" else ""
    effect = PublishForm(upload.id, upload.programme, kind, due, code, talk.known.token)
    name = str(upload.report["title"])
    if kind == "survey":
        return (
            share(talk, code, talk.known.token).after(Text(talk.say("form.published_survey", name=name))).also(effect)
        )
    when = talk.say("form.due", day=short(due)) if due else talk.say("due.no_due")
    buttons = (tap("overview", talk.language, action("overview")),)
    text = Text(talk.say("form.published", name=name, when=when), buttons)
    return spoken(talk.state, text, must=True).also(effect)
