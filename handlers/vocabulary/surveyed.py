"""A survey's answers as results: which statements it has, what they are parts of, which questions
tell groups of respondents apart.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from forms.filling.answers import Answers
from forms.filling.session import Session
from forms.model import Form, Question
from forms.paths import below_root
from handlers.vocabulary.known import Edition, Survey
from handlers.vocabulary.permissions import Membership, may
from handlers.vocabulary.words import say
from scoring.lines import places
from scoring.survey.columns import Item, read
from scoring.survey.figures import Figures, SurveyRules, level
from scoring.survey.results import Part, Results, results
from scoring.work import Work

SCALE = {"1", "2", "3", "4", "5"}
GROUP, WHO = "yes", "who"  # bind::group: tells groups apart · says in whose name it is answered


def may_on(memberships: Sequence[Membership], action: str, edition: Edition, office: str) -> bool:
    """Whether these memberships allow it for a survey of this office; one without an office is the
    programme's as a whole.
    """
    programme = edition.programme
    offices = (office,) if office else programme.tops
    return all(may(memberships, action, programme, one) for one in offices)


def asked_by(edition: Edition, survey: Survey) -> tuple[Work, Form]:
    """What the survey asks, as it did when it was opened: a version keeps its forms."""
    work = edition.programme.asked(survey.form)
    assert work is not None, "a version keeps its forms"
    return work, edition.forms(work.form or "")


def is_scale(question: Question) -> bool:
    """Whether a question is answered on the five levels."""
    return question.kind == "select_one" and {choice.name for choice in question.choices} == SCALE


def tells_groups(form: Form) -> tuple[Question, ...]:
    """The questions by which respondents are told apart: those its writer marked, else every choice
    of one that is no statement.
    """
    ones = [one for one in form.questions if one.kind == "select_one" and not is_scale(one)]
    ones = [one for one in ones if not one.path.count("[") and _stands_alone(form, one)]
    marked = [one for one in ones if one.headings.get("group") == GROUP]
    if marked or any(one.headings.get("group") for one in ones):
        return tuple(marked)
    return tuple(ones)


def _stands_alone(form: Form, question: Question) -> bool:
    return not any(question.path.startswith(f"{repeat}/") for repeat in form.repeats)


def who_question(form: Form) -> Question | None:
    """The question that says in whose name a named survey is answered."""
    return next((one for one in form.questions if one.headings.get("group") == WHO), None)


def given_answers(form: Form, given: Mapping[str, str]) -> Answers:
    """Answers in which only what the survey was opened with stands: what its topics are called."""
    return Answers().keep({f"/{form.shape.name}/{name}": text for name, text in given.items()})


def without_traces(session: Session) -> dict[str, str]:
    """The answers without what a form notes by itself: when it was opened, by whom, with what."""
    noted = {below_root(path) for path in session.form.preloads}
    return {path: text for path, text in session.instance().items() if path not in noted}


def items_of(
    form: Form, given: Mapping[str, str], now: datetime, language: str = "th"
) -> tuple[Item, ...]:
    """The statements in order, with what each is a part of."""
    session = Session(form, given_answers(form, given), now)
    return tuple(
        Item(
            below_root(one.path),
            _label(session, one, language),
            one.headings.get("construct", ""),
            called(form, given, one.headings.get("topic", "")),
            one.headings.get("dimension", ""),
        )
        for one in form.questions
        if is_scale(one)
    )


def _label(session: Session, question: Question, language: str) -> str:
    if not session.has(question.path):
        return question.label.text(language)
    return session.say(question.label, question.path, language)


def called(form: Form, given: Mapping[str, str], topic: str) -> str:
    """What a topic is called: by the survey, else as the form has it."""
    node = next((one for one in form.shape.children if one.name == topic), None)
    return given.get(topic) or (node.text if node is not None else "") or topic


def topics_of(form: Form) -> tuple[str, ...]:
    """The topics a coordinator may give names to, in order: those that stand in a hidden node."""
    names = {one.name for one in form.shape.children}
    told = (one.headings.get("topic", "") for one in form.questions)
    return tuple(dict.fromkeys(one for one in told if one in names))


def results_of(edition: Edition, survey: Survey, now: datetime, language: str = "th") -> Results:
    """All figures of a survey whose responses are known."""
    _, form = asked_by(edition, survey)
    answered = read(items_of(form, survey.given, now, language), survey.responses)
    groups = {
        one.label.text(language): tuple(_names(one, survey.responses, language))
        for one in tells_groups(form)
        if not survey.named
    }
    return results(answered, edition.programme.survey, invited=survey.invited, groups=groups)


def _names(
    question: Question, responses: Sequence[Mapping[str, str]], language: str
) -> Iterator[str]:
    labels = {one.name: one.label.text(language) for one in question.choices}
    path = below_root(question.path)
    for response in responses:
        name = response.get(path, "")
        yield labels.get(name, name) or say("survey.not_told", language)


def figure(found: Figures, rules: SurveyRules, language: str) -> str:
    """ค่าเฉลี่ย 4.25 · มาก / S.D. 0.71 · n = 12."""
    if found.mean is None:
        return say("survey.no_answers", language)
    return say(
        "survey.figure",
        language,
        mean=places(found.mean, 2),
        sd=found.sd(2),
        level=level(found.mean, rules),
        n=found.n,
    )


def paragraph(found: Results, rules: SurveyRules, language: str) -> str:
    """The sentence an official puts under the table; "" while nobody has answered."""
    if found.overall.mean is None:
        return ""
    told = [say("survey.paragraph", language, **_told(found.overall, rules))]
    if found.rate is not None:
        values = {"invited": found.invited, "count": found.respondents, "rate": found.rate}
        told.insert(0, say("survey.paragraph_rate", language, **values))
    for key, parts in (
        ("survey.paragraph_topics", found.topics),
        ("survey.paragraph_dimensions", found.dimensions),
        ("survey.paragraph_constructs", found.constructs),
    ):
        ranked = sorted((one for one in parts if one[1].mean is not None), key=_lowest_last)
        if len(ranked) > 1:
            listed = " ".join(
                say("survey.paragraph_part", language, name=name, **_told(each, rules))
                for name, each in ranked
            )
            told.append(say(key, language, parts=listed))
    return " ".join(told)


def _lowest_last(part: Part) -> tuple[object, str]:
    mean = part[1].mean
    return (-mean if mean is not None else 0, part[0])


def _told(found: Figures, rules: SurveyRules) -> dict[str, object]:
    assert found.mean is not None
    shown = {"mean": places(found.mean, 2), "sd": found.sd(2)}
    return {**shown, "level": level(found.mean, rules), "n": found.n}
