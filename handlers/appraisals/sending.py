"""ส่งแบบประเมิน: what is checked before a part is sent, and to whom it goes. Whatever is refused is
said in a sentence with the way to mend it; nothing that was answered is lost.
"""

from fractions import Fraction

from msgspec.structs import replace

from forms.kinds import MEDIA_KINDS
from forms.paths import below_root
from handlers.appraisals.figuring import Refusal, Sum, reached, worked_out
from handlers.appraisals.filling import part_open
from handlers.appraisals.parties import edition_of, look_button, not_now, word
from handlers.questions.asking import ask
from handlers.vocabulary.agreed import Target, targets, weights
from handlers.vocabulary.appraised import AGREEMENT, FINDINGS, RESULTS, Appraisal, SendAppraisal
from handlers.vocabulary.messages import Button, Text
from handlers.vocabulary.places import HOME
from handlers.vocabulary.talk import OpenReport
from handlers.vocabulary.turn import Turn, spoken, tap, told
from scoring.appraisal import Appraisal as Rules
from scoring.lines import plain

FULL = 100
MOST_MENDS = 10


def sent(report: OpenReport, *, sure: bool) -> Turn:
    """A finished part, by which one it is."""
    found = report.talk.known.appraisal(report.draft.appraisal)
    form = report.edition.programme.report_form(report.draft.indicator)
    part = form.appraisal if form else ""
    if found is None or part_open(found, report.talk.known.person, part) != part:
        return not_now(report.talk.going(HOME), found)
    if part == AGREEMENT:
        return _propose(report, found, sure=sure)
    return _tell_results(report, found) if part == RESULTS else _tell_findings(report, found)


def _propose(report: OpenReport, found: Appraisal, *, sure: bool) -> Turn:
    answers, programme = report.session.instance(), report.edition.programme
    agreed, rules = targets(programme, answers), programme.appraisal or Rules()
    refusal = _unweighed(report, agreed) or _excluded(report, found, agreed)
    if refusal is not None:
        return refusal
    if len(agreed) < rules.min_indicators and (rules.fewer_indicators == "refuse" or not sure):
        return _too_few(report, len(agreed), rules)
    key = "proposed_again" if found.revisions.get(AGREEMENT) else "proposed"
    turn = _done(report, found, "sent_agreement", found.assessor.name)
    effect = SendAppraisal(found.id, AGREEMENT, answers, "proposed", report.edition.version)
    return turn.also(effect, *word(found.assessor, found, key))


def _unweighed(report: OpenReport, agreed: tuple[Target, ...]) -> Turn | None:
    """Weights that do not come to 100: by how much, and which weight is to be mended."""
    total = weights(agreed)
    if total == FULL:
        return None
    key = "weights_below" if total < FULL else "weights_above"
    off = plain(abs(Fraction(FULL) - total))
    lines = [f"{one.place} {one.name}: {plain(Fraction(one.weight))}" for one in agreed]
    said = report.talk.say(f"appraisal.{key}", total=plain(total), off=off)
    paths = [f"target[{one.place}]/weight" for one in agreed]
    return _mend(report, "\n".join([said, *lines]), paths)


def _excluded(report: OpenReport, found: Appraisal, agreed: tuple[Target, ...]) -> Turn | None:
    """A target of an indicator that does not count for the office, or scores nobody it is under."""
    talk, programme = report.talk, report.edition.programme
    for one in (each for each in agreed if each.indicator):
        at = reached(programme, found.office, one.indicator, talk.known.appraised, talk.event.at)
        if at is not None and at.status != "excluded":
            continue
        key = "target_excluded" if at else "target_of_nobody"
        said = talk.say(f"appraisal.{key}", name=one.name)
        return _mend(report, said, [f"target[{one.place}]/indicator"])
    return None


def _mend(report: OpenReport, words: str, paths: list[str]) -> Turn:
    """The sentence, with the questions it is about as buttons; the summary stays on screen."""
    root, session = report.session.form.shape.name, report.session
    numbers = {one.path: place for place, one in enumerate(session.questions(), 1)}
    wanted = [path for path in (f"/{root}/{name}" for name in paths) if path in numbers]
    buttons: list[Button] = [
        tap(
            "edit_one",
            report.talk.language,
            report.action("edit_one", question=session.key(path)),
            place=numbers[path],
        )
        for path in wanted[:MOST_MENDS]
    ]
    buttons.append(tap("edit", report.talk.language, report.action("edit")))
    return spoken(report.on_summary(), Text(words, tuple(buttons)))


def _too_few(report: OpenReport, count: int, rules: Rules) -> Turn:
    """Fewer targets than are asked for: warned of, or refused, as the programme says (A-29)."""
    report = report.with_draft(replace(report.draft, at="", doubted=True))
    refuses = rules.fewer_indicators == "refuse"
    key = "appraisal.too_few" if refuses else "appraisal.few"
    sure = tap("send_sure", report.talk.language, report.action("send", sure="1"))
    edit = tap("edit", report.talk.language, report.action("edit"))
    buttons = (edit,) if refuses else (sure, edit)
    return told(report.on_summary(), key, *buttons, count=count, wanted=rules.min_indicators)


def _tell_results(report: OpenReport, found: Appraisal) -> Turn:
    turn = _done(report, found, "sent_results", found.assessor.name)
    effect = SendAppraisal(
        found.id,
        RESULTS,
        report.session.instance(),
        "reported",
        report.edition.version,
        evidence=_evidence(report),
    )
    return turn.also(effect, *word(found.assessor, found, "reported"))


def _evidence(report: OpenReport) -> tuple[tuple[str, str], ...]:
    """The photos and files in order, each with its question."""
    return tuple(
        (piece.id, below_root(question.path))
        for question in report.session.questions()
        if question.kind in MEDIA_KINDS
        for piece in report.draft.pieces.get(question.path, ())
    )


def _tell_findings(report: OpenReport, found: Appraisal) -> Turn:
    """The sum; where it is exactly 100, or something was missed, first the questions that asks."""
    talk = report.talk
    edition = edition_of(talk, found) or report.edition
    made = worked_out(
        edition.programme,
        found.office,
        found.parts.get(AGREEMENT, {}),
        report.session.instance(),
        talk.known.appraised,
        talk.event.at,
    )
    if isinstance(made, Refusal):
        said = talk.say(f"appraisal.{made.key}", name=made.name, reason=made.reason)
        edit = tap("edit", talk.language, report.action("edit"))
        return spoken(report.on_summary(), Text(said, (edit, look_button(found, talk.language))))
    report = _knowing(report, made)
    if report.session.next_stop() is not None:
        key = "appraisal.why_full" if made.full else "appraisal.plan_wanted"
        total = made.kept["total"]
        return ask(report).after(Text(talk.say(key, total=total, missed=" · ".join(made.missed))))
    if made.missed and not report.session.instance().get("plan[1]/skill"):
        return _mend_plan(report, made)
    turn = _done(report, found, "sent_findings", found.person.name, total=made.kept["total"])
    effect = SendAppraisal(
        found.id, FINDINGS, report.session.instance(), "told", edition.version, made.kept
    )
    return turn.also(effect, *word(found.person, found, "told", who=found.assessor.name))


def _knowing(report: OpenReport, made: Sum) -> OpenReport:
    """The form knows whether the sum is 100 and what was missed: its questions hang on it."""
    root = report.session.form.shape.name
    told_of = {
        f"/{root}/full": "yes" if made.full else "",
        f"/{root}/missed": " · ".join(made.missed),
    }
    return report.answering(report.draft.answers.keep(told_of))


def _mend_plan(report: OpenReport, made: Sum) -> Turn:
    """A plan without a row, where something was missed: its first row is asked."""
    path = f"/{report.session.form.shape.name}/plan"
    answers = report.draft.answers.forget(path).with_rows(path, 1)
    words = report.talk.say("appraisal.plan_wanted", missed=" · ".join(made.missed))
    return ask(report.answering(answers)).after(Text(words))


def _done(report: OpenReport, found: Appraisal, key: str, name: str, **values: object) -> Turn:
    talk = report.talk
    button = look_button(found, talk.language)
    said = Text(talk.say(f"appraisal.{key}", name=name, **values), (button,))
    return spoken(talk.state.done_with_form(), said, must=True)
