"""A part of an appraisal is opened as a form: the agreement and the results by the person, the
findings by the assessor; filled in with what stands already.
"""

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from forms.filling.session import Answers, Session
from handlers.appraisals.parties import edition_of, not_now
from handlers.questions import room
from handlers.questions.asking import ask
from handlers.reports import report, revising
from handlers.vocabulary.actions import Action
from handlers.vocabulary.agreed import Target, expected, own, rows
from handlers.vocabulary.appraised import AGREEMENT, FINDINGS, RESULTS, Appraisal
from handlers.vocabulary.command import Command, Need
from handlers.vocabulary.draft import Draft
from handlers.vocabulary.known import Edition
from handlers.vocabulary.messages import Text
from handlers.vocabulary.places import HOME
from handlers.vocabulary.talk import OpenReport, Talk, open_report
from handlers.vocabulary.turn import Turn, told
from scoring.targets import form_of

# which part each of them fills in, and in which states it may still be changed
OPEN = {
    ("person", "begun"): AGREEMENT,
    ("person", "proposed"): AGREEMENT,
    ("person", "returned"): AGREEMENT,
    ("person", "agreed"): RESULTS,
    ("person", "reported"): RESULTS,
    ("person", "questioned"): RESULTS,
    ("assessor", "reported"): FINDINGS,
    ("assessor", "told"): FINDINGS,
}
REVISABLE = {"agreed", "reported", "questioned"}  # the agreement may be changed as well


def part_open(found: Appraisal, person: int, wanted: str = "") -> str:
    """The part somebody may fill in now, the wanted one where there are two; "" for none."""
    role = found.role_of(person)
    if wanted == AGREEMENT and role == "person" and found.state in REVISABLE:
        return AGREEMENT
    part = OPEN.get((role, found.state), "")
    return part if wanted in {"", part} else ""


def fill(talk: Talk, chosen: Action) -> Turn:
    """กรอก, ทำต่อ or แก้ไข."""
    found = talk.known.appraisal(chosen.appraisal)
    if found is None or not part_open(found, talk.known.person, chosen.kind):
        return not_now(talk, found)
    return opened(talk, found, chosen.kind)


def opened(talk: Talk, found: Appraisal, wanted: str = "") -> Turn:
    """The form of the part: gone on with where it was begun, else with what stands in it."""
    edition = edition_of(talk, found)
    part = part_open(found, talk.known.person, wanted)
    form = form_of(edition.programme.report_forms, part) if edition else None
    if edition is None or form is None:
        return told(talk.state, "trouble.programme_gone")
    aside = talk.state.draft
    begun = next((one for one in talk.state.begun if _is_of(one, found, form.code)), None)
    if begun is None and (full := room.refusal(talk)):
        return full
    talk = talk.going(HOME)
    if begun is None:
        turn = _begin(talk, found, edition, part, form.code)
    else:
        turn = report.resume(talk, _brought_up_to_date(talk, begun, found, edition, part))
    is_another = aside is not None and not _is_of(aside, found, form.code)
    return turn.after(*report.told_of(talk, aside)) if aside and is_another else turn


def _is_of(draft: Draft, found: Appraisal, form: str) -> bool:
    return (draft.appraisal, draft.indicator) == (found.id, form)


def _begin(talk: Talk, found: Appraisal, edition: Edition, part: str, form: str) -> Turn:
    version = edition.version
    draft = Draft(talk.fresh_id(), found.programme, version, "", form, appraisal=found.id)
    opened_now = open_report(talk, draft)
    if opened_now is None:
        return told(talk.state, "trouble.programme_gone")
    before = found.parts.get(part)
    if before is None:
        made = opened_now.answering(opened_now.session.opened())
    else:
        pieces = found.pieces if part == RESULTS else {}
        made = opened_now.with_draft(
            replace(_as_sent(opened_now, draft, before), pieces=dict(pieces))
        )
    if part != AGREEMENT:
        made = made.answering(_told_beforehand(made, found, edition, part))
    rules = edition.programme.appraisal
    least = rules.min_indicators if rules else 0
    words = talk.say(f"appraisal.open_{part}", name=found.person.name, least=least)
    return ask(made).after(Text(words))


def _brought_up_to_date(
    talk: Talk, begun: Draft, found: Appraisal, edition: Edition, part: str
) -> Draft:
    """What was begun, with what the other has sent since."""
    made = open_report(talk, begun)
    if made is None or part == AGREEMENT:
        return begun
    return replace(begun, answers=_told_beforehand(made, found, edition, part))


def _as_sent(opened_now: OpenReport, draft: Draft, before: Mapping[str, str]) -> Draft:
    """With all that was answered; a question that is new is asked."""
    session = opened_now.session
    blank = Session(session.form, Answers(), session.now)
    return replace(draft, answers=revising.answers_of(before, blank, left_blank=True))


def _told_beforehand(made: OpenReport, found: Appraisal, edition: Edition, part: str) -> Answers:
    """What a form of the end of the round shows of the agreement: one's own targets with their
    criteria and, for the assessor, what was told of them; the competencies that are expected.
    """
    agreed = found.parts.get(AGREEMENT, {})
    mine = own(edition.programme, agreed)
    values = {"own_count": str(len(mine)), **_of_targets(mine)}
    if part == FINDINGS:
        levels = expected(agreed)
        values |= {"competency_count": str(len(levels)), **_of_results(found)}
        for place, one in enumerate(levels, 1):
            values[f"competency[{place}]/competency_name"] = one.name
            values[f"competency[{place}]/expected"] = one.level
    root, held = made.session.form.shape.name, made.draft.answers
    told_of = {f"/{root}/{name}": text for name, text in values.items()}
    judged = {path for path in told_of if path.endswith("/score") and held.values.get(path)}
    return held.keep({path: text for path, text in told_of.items() if path not in judged})


def _of_targets(mine: Iterable[Target]) -> dict[str, str]:
    values: dict[str, str] = {}
    for place, one in enumerate(mine, 1):
        values[f"own[{place}]/target_name"] = one.name
        values[f"own[{place}]/criteria"] = " · ".join(
            f"{level} = {text}" for level, text in enumerate(one.criteria, 1)
        )
    return values


def _of_results(found: Appraisal) -> dict[str, str]:
    """What the person told of each of their own targets; the score they propose is the assessor's
    to keep or change.
    """
    values: dict[str, str] = {}
    for place, row in rows(found.parts.get(RESULTS, {}), "own"):
        values[f"own[{place}]/result"] = row.get("result", "")
        values[f"own[{place}]/evidence"] = row.get("evidence", "")
        values[f"own[{place}]/told"] = row.get("score", "")
        values[f"own[{place}]/score"] = row.get("score", "")
    return values


COMMANDS = (Command("appraise_fill", fill, needs=(Need.APPRAISALS,)),)
