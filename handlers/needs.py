"""What must be read before a step can decide: an invite, the reports already sent. Pure."""

from dataclasses import dataclass, replace

from handlers.desk_words import OF_BROADCAST, OF_MEMBERS, OF_REQUEST, WORDS
from handlers.main_words import MAIN_WORDS
from handlers.on_screen import as_tapped
from handlers.people.enrol import code_in
from handlers.review.review_talk import ACTIONS as ABOUT_REVIEW
from handlers.surveys.survey import code_in as survey_code_in
from handlers.vocabulary.actions import read_action
from handlers.vocabulary.events import Event, Sent, Tapped, Wrote
from handlers.vocabulary.state import State
from handlers.vocabulary.words import heard

ANSWERS = {
    *(
        "answer",
        "toggle",
        "chosen",
        "keep",
        "more",
        "sure",
        "skip",
        "back",
        "pause",
        "cancel",
        "stay",
        "enough",
    ),
    *("edit", "edit_one", "summary", "add_row", "no_more", "none_of", "drop_row", "reopen"),
    *("keep_answer", "drop_evidence"),
}
RESULTS = {"survey_results", "survey_items", "survey_texts", "survey_share", "survey_close"}


@dataclass(frozen=True, slots=True)
class Needs:
    """What to look up: an `invite` or `survey` by its code, the question a `quoted` message asked,
    an `upload`, links to `calendars`; `submissions` and their `pieces` of evidence, and the
    `results` of surveys, where the step may need them; the `queue` of what waits for review `after`
    a place in it, the report `under` review; the `members` of offices, a `request` to join, what is
    `held` of the person.
    """

    invite: str = ""
    submissions: bool = False
    pieces: bool = False
    survey: str = ""
    results: bool = False
    quoted: str = ""
    upload: str = ""
    queue: bool = False
    after: str = ""
    under: str = ""
    members: bool = False
    request: str = ""
    held: bool = False
    calendars: bool = False


def needs(state: State, event: Event) -> Needs:
    event = as_tapped(state, event)
    found = _about_people(state, event) or _of(state, event)
    open_survey = state.draft.survey if state.draft else ""
    return replace(found, survey=found.survey or open_survey)


def _about_people(state: State, event: Event) -> Needs | None:
    """For what concerns people and not reports; None where it does not."""
    match event.what:
        case Tapped(data):
            chosen = read_action(data)
            name = {"back_leave": chosen.get("w"), "leave": state.wanted}.get(
                chosen.name, chosen.name
            )
        case Wrote(text) if state.draft is None and state.reviewing is None:
            chosen = read_action("")
            name = next((word for word in WORDS if heard(word, text)), "")
            if not name and state.place == "broadcast":
                name = "broadcast"
        case Wrote(text) if heard("yes", text) and state.wanted:
            chosen, name = read_action(""), state.wanted
        case _:
            return None
    if name in OF_REQUEST:
        return Needs(request=chosen.get("j"))
    if name in OF_MEMBERS or name in OF_BROADCAST:
        return Needs(members=True, submissions=name in OF_BROADCAST)
    return Needs(held=True) if name == "my_data" else None


def _of(state: State, event: Event) -> Needs:
    match event.what:
        case Wrote(text) if state.draft is None and (heard("check", text) or state.reviewing):
            return Needs(queue=heard("check", text), under=_on_desk(state))
        case Wrote(text, _, quoted):
            results = heard("survey_results", text) or state.wanted == "survey_results"
            return Needs(
                code_in(text) or state.invite,
                _asks_for_reports(state, text),
                survey=survey_code_in(text),
                results=results,
                quoted=quoted if state.draft else "",
                queue=heard("yes", text) and state.wanted == "check",
                calendars=heard("due", text) or state.wanted == "due",
            )
        case Tapped(data):
            chosen = read_action(data)
            if chosen.name in {"check", "check_more"}:
                return Needs(queue=True, after=chosen.get("c"))
            if chosen.name in ABOUT_REVIEW or chosen.name == "correct":
                return Needs(under=chosen.get("r") or _on_desk(state))
            wanted = state.wanted if chosen.name == "leave" else chosen.get("w")
            results = chosen.name in RESULTS or wanted == "survey_results"
            return Needs(
                state.invite,
                chosen.name not in ANSWERS,
                chosen.name == "start",
                results=results,
                upload=chosen.get("u"),
                queue=wanted == "check",
                calendars=chosen.name == "due"
                or (chosen.name == "leave" and state.wanted == "due"),
            )
        case Sent():
            return Needs(state.invite)
        case _:
            return Needs(state.invite, state.draft is None)


def _on_desk(state: State) -> str:
    """The report a decision is being made about."""
    return state.reviewing.submission if state.reviewing else ""


def _asks_for_reports(state: State, text: str) -> bool:
    if state.draft is None or state.place == "review" or state.wanted:
        return True
    return any(heard(word, text) for word in MAIN_WORDS) or heard("send", text)
