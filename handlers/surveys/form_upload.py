"""A form that was brought and checked is published: how it is answered, by when, then it is
there.
"""

from handlers.surveys.bringing import own_office
from handlers.surveys.survey import share
from handlers.vocabulary.actions import Action, action
from handlers.vocabulary.command import Command, Need
from handlers.vocabulary.effects import PublishForm
from handlers.vocabulary.known import Upload
from handlers.vocabulary.messages import Button, Clock, Pick, Text
from handlers.vocabulary.review_effects import Tell
from handlers.vocabulary.talk import Talk
from handlers.vocabulary.turn import Turn, spoken, tap, told
from handlers.vocabulary.words import say
from scoring.document import ReportForm
from thai.dates import read, short

KINDS = ("once", "many", "survey")


def publish(talk: Talk, chosen: Action) -> Turn:
    """เผยแพร่: first how it is answered, then by when, then it is there."""
    upload = talk.known.upload
    if upload is None or not upload.is_sound:
        return told(
            talk.state, "trouble.old_button", tap("overview", talk.language, action("overview"))
        )
    own = own_office(talk, upload.programme)
    if not own and not talk.may_at_top("publish_form", upload.programme):
        return told(talk.state, "overview.not_allowed")
    if upload.is_published:
        return told(talk.state, "form.already", tap("overview", talk.language, action("overview")))
    kind, day = chosen.kind, chosen.picked
    if own:  # for an office of one's own, surveys only
        kind = "survey"
    if kind not in KINDS:
        return _ask_kind(talk, upload)
    if not own and (other := _of_other_use(talk, upload, kind)) is not None:
        return told(talk.state, "form.other_use", code=other.code, name=other.title)
    if kind == "survey" and upload.report["has_files"]:
        return told(talk.state, "survey.no_files")
    if kind != "survey" and not day and not chosen.no_due:
        return _ask_due(talk, upload, kind)
    if day and (due := read(day)) is not None and due < talk.today:
        turn = _ask_due(talk, upload, kind)
        return turn.after(Text(talk.say("form.due_is_past", day=short(due))))
    return _published(talk, upload, kind, day, own)


def _of_other_use(talk: Talk, upload: Upload, kind: str) -> ReportForm | None:
    """The form in use with the same code that is a survey while this is none, or the other way
    round.
    """
    edition = talk.known.editions.get(upload.programme)
    form = edition.programme.report_form(str(upload.report["code"])) if edition else None
    return form if form is not None and form.xlsform and form.survey != (kind == "survey") else None


def _ask_kind(talk: Talk, upload: Upload) -> Turn:
    buttons = [
        tap(f"kind_{kind}", talk.language, action("publish", upload=upload.id, kind=kind))
        for kind in KINDS
    ]
    return told(talk.state, "form.ask_kind", *buttons, _drop(talk))


def _drop(talk: Talk) -> Button:
    return tap("cancel", talk.language, action("publish_drop"))


def dropped(talk: Talk, _chosen: Action) -> Turn:
    """ยกเลิก: nothing is published; the form stays where it can be."""
    return told(talk.state, "form.not_published")


def _ask_due(talk: Talk, upload: Upload, kind: str) -> Turn:
    data = action("publish", upload=upload.id, kind=kind)
    buttons: tuple[Button, ...] = (
        Pick(talk.say("buttons.pick_date"), data, Clock.DATE, talk.today.isoformat()),
        tap("no_due", talk.language, action("publish", upload=upload.id, kind=kind, no_due="1")),
    )
    return told(talk.state, "form.ask_due", *buttons, _drop(talk))


def _published(talk: Talk, upload: Upload, kind: str, day: str, office: str) -> Turn:
    due = read(day) if day else None
    code = talk.known.fresh_code if kind == "survey" else ""
    token = talk.known.token
    effect = PublishForm(upload.id, upload.programme, kind, due, code, token, office)
    name = str(upload.report["title"])
    if kind == "survey":
        return (
            share(talk, code, token)
            .after(Text(talk.say("form.published_survey", name=name)))
            .also(effect)
        )
    when = talk.say("form.due", day=short(due)) if due else talk.say("due.no_due")
    buttons = (tap("overview", talk.language, action("overview")),)
    told_of = _word_to_reporters(talk, upload, name, when)
    count = sum(len(one.people) for one in told_of)
    words = [talk.say("form.published", name=name, when=when)]
    words += [talk.say("form.reporters_told", count=count)] if count else []
    text = Text("\n".join(words), buttons)
    return spoken(talk.state, text, must=True).also(effect, *told_of)


def _word_to_reporters(talk: Talk, upload: Upload, name: str, when: str) -> tuple[Tell, ...]:
    """Said to everybody who is to answer, with their next free reply: no message of the month is
    spent on it, and the reminders follow.
    """
    people: dict[str, list[int]] = {}
    for one in talk.known.members:
        if one.programme == upload.programme and one.role == "reporter":
            people.setdefault(one.language, []).append(one.id)
    return tuple(
        Tell(
            tuple(dict.fromkeys(ids)),
            (
                Text(
                    say("form.new_to_answer", language, name=name, when=when),
                    (tap("report", language, action("report")),),
                ),
            ),
        )
        for language, ids in people.items()
    )


COMMANDS = (
    Command("publish", publish, needs=(Need.UPLOAD, Need.MEMBERS)),
    Command("publish_drop", dropped),
)
