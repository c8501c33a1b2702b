"""What must be read before a step can decide, derived from the table of commands. Pure."""

from msgspec import Struct

from handlers import in_words
from handlers.commands import COMMANDS, FORM_COMMANDS, idle_command, main_command
from handlers.on_screen import as_tapped
from handlers.people.typed import code_in
from handlers.surveys.survey import code_in as survey_code_in
from handlers.vocabulary.actions import Action, read_action
from handlers.vocabulary.command import Need, Where
from handlers.vocabulary.events import CodeRead, Event, SomethingElse, Tapped, Wrote
from handlers.vocabulary.places import Announcing, Appraising, Home, Judging, Surveying
from handlers.vocabulary.state import State
from handlers.vocabulary.words import heard

# words of an open form that need more
OF_FORM = ("evidence_link", "preview", "on_page", "survey_figures", "foresee")


class Needs(Struct, frozen=True):
    """What to look up: an `invite` or `survey` by its code, the question a `quoted` message asked,
    an `upload`, links to `calendars` and `boards`, who sits at which of the `desks`,
    what is `stuck`; the `appraisals` in which the person has a part, the records that score the
    targets of the one `appraised`, the `colleagues` who may assess.

    `submissions`, the revisions `earlier` than those, their `pieces` of evidence, and the `results`
    of surveys (with answers those `of_survey`), where the step may need them; the surveys whose
    figures a report opens filled in with (`flows`: programme, office, work); a `code` for a survey,
    a token for `pages`; the `queue` of what waits for review `after` a place in it, the report
    `under` review; the `members` of offices, a `request` to join, what is `held` of the person;
    what was sent `elsewhere` of the work about to be sent; the rounds of `judging`, what the office
    that is `judged` has told, the round that is `closing`.
    """

    invite: str = ""
    submissions: bool = False
    earlier: bool = False
    pieces: bool = False
    survey: str = ""
    results: bool = False
    of_survey: str = ""
    flows: tuple[str, str, str] | None = None
    code: bool = False
    pages: bool = False
    quoted: str = ""
    upload: str = ""
    own_forms: str | None = None
    queue: bool = False
    after: str = ""
    under: str = ""
    members: bool = False
    request: str = ""
    held: bool = False
    elsewhere: bool = False
    calendars: bool = False
    boards: bool = False
    desks: bool = False
    stuck: bool = False
    judging: bool = False
    judged: tuple[str, str] | None = None
    closing: str = ""
    appraisals: bool = False
    appraised: str = ""
    colleagues: bool = False


def needs(state: State, event: Event) -> Needs:
    event = as_tapped(state, event)
    code = survey = quoted = ""
    match event.what:
        case Tapped(data):
            chosen = read_action(data)
            wanted = _of_tap(state, chosen)
        case Wrote(text, _, replied_to):
            chosen, wanted = Action(""), _of_text(state, text)
            code, survey = code_in(text), survey_code_in(text)
            quoted = replied_to if state.draft else ""
        case CodeRead():  # perhaps of a signed page: whose it is, the reports sent before tell
            chosen, wanted = Action(""), {Need.SUBMISSIONS}
        case SomethingElse() if isinstance(state.where, Home):
            chosen, wanted = Action(""), _of("sticker")
        case _:
            chosen, wanted = Action(""), set()
    return Needs(
        invite=code or state.joining.invite,
        submissions=Need.SUBMISSIONS in wanted,
        earlier=Need.EARLIER in wanted,
        pieces=Need.PIECES in wanted,
        survey=(chosen.survey if Need.SURVEY in wanted else "")
        or survey
        or (state.draft.survey if state.draft else ""),
        results=Need.RESULTS in wanted,
        of_survey=chosen.survey or _counted(state),
        flows=_flows(state, chosen) if Need.FLOWS in wanted else None,
        code=Need.CODE in wanted,
        pages=Need.PAGES in wanted,
        quoted=quoted,
        upload=chosen.upload if Need.UPLOAD in wanted else "",
        own_forms=chosen.upload if Need.OWN_FORMS in wanted else None,
        queue=Need.QUEUE in wanted,
        after=chosen.cursor if Need.QUEUE in wanted else "",
        under=(chosen.report or _on_desk(state)) if Need.UNDER in wanted else "",
        members=Need.MEMBERS in wanted,
        request=chosen.request if Need.REQUEST in wanted else "",
        held=Need.HELD in wanted,
        calendars=Need.CALENDARS in wanted,
        boards=Need.BOARDS in wanted,
        desks=Need.DESKS in wanted,
        stuck=Need.STUCK in wanted,
        judging=Need.JUDGING in wanted,
        judged=_judged(state, chosen) if Need.JUDGED in wanted else None,
        closing=chosen.programme if chosen.name == "judge_close_sure" else "",
        appraisals=Need.APPRAISALS in wanted or _appraised(state) != "",
        appraised=(chosen.appraisal or _appraised(state))
        if wanted & {Need.APPRAISED, Need.ELSEWHERE}
        else "",
        colleagues=Need.COLLEAGUES in wanted,
        elsewhere=Need.ELSEWHERE in wanted and state.draft is not None,
    )


def _of_tap(state: State, chosen: Action) -> set[Need]:
    """Of the button's own command, and of the one it lets the person go on to."""
    then = {"leave": state.wanted, "back_leave": chosen.wanted}.get(chosen.name, "")
    return _of(chosen.name) | _of(then)


def _of(name: str) -> set[Need]:
    command = COMMANDS.get(name) or FORM_COMMANDS.get(name)
    return set(command.needs) if command else set()


def _of_text(state: State, text: str) -> set[Need]:
    """Of the word that was typed; of whatever else listens where the person is."""
    main = main_command(text)
    if state.draft is not None:
        leaves = state.wanted if heard("yes", text) or heard("leave", text) else ""
        at_once = main.name if main and main.where is Where.AT_ONCE else ""
        sends = "send" if state.at_summary else ""
        named = {name for name in OF_FORM if heard(name, text)}
        return set().union(*map(_of, (leaves, at_once, sends, *named)))
    if state.reviewing is not None:
        return {Need.UNDER} | (_of(main.name) if main and main.where is Where.AT_ONCE else set())
    if main is not None:
        return _of(main.name)
    if isinstance(state.where, Judging):
        goes_through = state.where.doing in {"points", "comment"}
        return {Need.JUDGING, *((Need.JUDGED,) if goes_through else ())}
    if isinstance(state.where, Announcing):
        return _of("broadcast")
    if isinstance(state.where, Appraising):
        return {Need.APPRAISALS, Need.COLLEAGUES}
    if isinstance(state.where, Surveying):
        return {Need.CODE, Need.SUBMISSIONS, Need.RESULTS}
    if (idle := idle_command(text)) is not None:
        return _of(idle.name)
    return {*in_words.needed(text)} if isinstance(state.where, Home) else set()


def _judged(state: State, chosen: Action) -> tuple[str, str] | None:
    """The programme and the office that is judged: what a button names, else what is on screen."""
    if chosen.office:
        return chosen.programme, chosen.office
    at = state.where
    return (at.programme, at.office) if isinstance(at, Judging) and at.office else None


def _counted(state: State) -> str:
    """The survey of which somebody is saying how many it was given to."""
    return state.where.survey if isinstance(state.where, Surveying) else ""


def _flows(state: State, chosen: Action) -> tuple[str, str, str] | None:
    """The report that is begun, or the open one: what a survey's figures may go into."""
    if chosen.name == "start":
        return chosen.programme, chosen.office, chosen.indicator
    draft = state.draft
    return (draft.programme, draft.office, draft.indicator) if draft else None


def _appraised(state: State) -> str:
    """The appraisal of which a part is open."""
    return state.draft.appraisal if state.draft else ""


def _on_desk(state: State) -> str:
    """The report a decision is being made about."""
    return state.reviewing.submission if state.reviewing else ""
