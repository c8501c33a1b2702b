"""A coordinator tries a form out in her own chat, as a reporter will see it; nothing of it is
kept.
"""

from handlers.questions.asking import ask, said_with_notes
from handlers.surveys.bringing import publishable
from handlers.vocabulary.actions import Action, action
from handlers.vocabulary.command import Command, Need
from handlers.vocabulary.draft import UPLOADED, Draft
from handlers.vocabulary.places import HOME
from handlers.vocabulary.talk import OpenReport, Talk, open_report
from handlers.vocabulary.turn import Turn, tap, told


def start(talk: Talk, _chosen: Action) -> Turn:
    """ลองตอบ."""
    upload = talk.known.upload
    if upload is None or not upload.is_sound or upload.programme not in publishable(talk):
        return told(
            talk.state, "trouble.old_button", tap("overview", talk.language, action("overview"))
        )
    talk = talk.going(HOME)
    mine = next(one.office for one in talk.known.memberships if one.programme == upload.programme)
    version, code = f"{UPLOADED}{upload.id}", str(upload.report["code"])
    opened = open_report(
        talk, Draft(talk.fresh_id(), upload.programme, version, mine, code, trial=True)
    )
    if opened is None:
        return told(talk.state, "trouble.programme_gone")
    opened = opened.answering(opened.session.opened())
    said = talk.say("form.trial_began", name=opened.titled)
    return ask(opened).after(*said_with_notes(opened, "", said))


def finished(opened: OpenReport) -> Turn:
    """The end of a trial: nothing was kept, and the form can be published."""
    talk = opened.talk
    upload = opened.draft.version.removeprefix(UPLOADED)
    state = talk.state.done_with_form()
    buttons = (
        tap("publish", talk.language, action("publish", upload=upload)),
        tap("try", talk.language, action("try", upload=upload)),
    )
    return told(state, "form.trial_done", *buttons)


COMMANDS = (Command("try", start, needs=(Need.UPLOAD,)),)
