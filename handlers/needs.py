"""What must be read before a step can decide: an invite, the reports already sent. Pure."""

from dataclasses import dataclass, replace

from handlers.actions import read_action
from handlers.conversation import MAIN_WORDS
from handlers.enrol import code_in
from handlers.events import Event, Sent, Tapped, Wrote
from handlers.state import State
from handlers.survey import code_in as survey_code_in
from handlers.words import heard

ANSWERS = {
    *("answer", "toggle", "chosen", "more", "skip", "back", "pause", "cancel", "stay", "enough"),
    *("edit", "edit_one", "summary", "add_row", "no_more", "none_of", "drop_row", "reopen"),
}
RESULTS = {"survey_results", "survey_items", "survey_share", "survey_close"}


@dataclass(frozen=True, slots=True)
class Needs:
    """What to look up: an `invite` or `survey` by its code, the question a `quoted` message asked, an `upload`, links
    to `calendars`; `submissions` and their `pieces` of evidence, and the `results` of surveys, where the step may need
    them.
    """

    invite: str = ""
    submissions: bool = False
    pieces: bool = False
    survey: str = ""
    results: bool = False
    quoted: str = ""
    upload: str = ""
    calendars: bool = False


def needs(state: State, event: Event) -> Needs:
    found = _of(state, event)
    open_survey = state.draft.survey if state.draft else ""
    return replace(found, survey=found.survey or open_survey)


def _of(state: State, event: Event) -> Needs:
    match event.what:
        case Wrote(text, _, quoted):
            results = heard("survey_results", text) or state.wanted == "survey_results"
            return Needs(
                code_in(text) or state.invite,
                _asks_for_reports(state, text),
                survey=survey_code_in(text),
                results=results,
                quoted=quoted if state.draft else "",
                calendars=heard("due", text) or state.wanted == "due",
            )
        case Tapped(data):
            chosen = read_action(data)
            results = chosen.name in RESULTS or (chosen.name == "leave" and state.wanted == "survey_results")
            return Needs(
                state.invite,
                chosen.name not in ANSWERS,
                chosen.name == "start",
                results=results,
                upload=chosen.get("u"),
                calendars=chosen.name == "due" or (chosen.name == "leave" and state.wanted == "due"),
            )
        case Sent():
            return Needs(state.invite)
        case _:
            return Needs(state.invite, state.draft is None)


def _asks_for_reports(state: State, text: str) -> bool:
    if state.draft is None or state.place == "review" or state.wanted:
        return True
    return any(heard(word, text) for word in MAIN_WORDS) or heard("send", text)
