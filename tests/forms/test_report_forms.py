"""The report forms of every programme: whole, in both languages, and finished by a person who
answers sensibly.
"""

from collections import defaultdict
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.commands.form import form as form_command
from bot.programme_files import ROOTS, bundled, read_folder
from forms.model import Choice, Question
from forms.paths import below_root, plain_path
from forms.reading.xform import Form, compile_form
from forms.sender import sent_by
from forms.words import Words
from scoring.deadlines import owed
from scoring.programme import Programme
from tests.forms.report_answers import WALKS
from tests.forms.report_answers_indicators import OTHERWISE
from tests.forms.report_walks import PRINTED, SENDER, Person, Walk
from thai.graphemes import length

FILES = sorted(ROOTS[1].glob("*/forms/*.md"))
CODES = sorted(WALKS)
LANGUAGES = {"th", "en"}
LINE_TEXT = 5000  # characters in one message


@cache
def folder(key: str) -> tuple[Programme, dict[str, str]]:
    found = bundled(key)
    assert found is not None
    return read_folder(found)


def form_of(key: str, code: str) -> Form:
    """The form of a work, as the first office that owes it fills it in."""
    programme = folder(key)[0]
    name = programme.work(code).form
    assert name is not None
    office = programme.office(next(office for office, owing in owed(programme) if owing == code))
    return sent_by(compiled(key, name), office.code, office.name, office.kind)


@cache
def compiled(key: str, name: str) -> Form:
    programme, xforms = folder(key)
    return compile_form(xforms[name], programme.lists)


def finished(key: str, code: str, walk: Walk | None = None) -> Person:
    person = Person(form_of(key, code), walk or WALKS[key, code])
    person.finish()
    return person


PRINTED_FORMS = [(key, code) for key, code in CODES if folder(key)[0].report_form(code)]


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.parent.name}-{file.stem}")
def test_form_check_accepts_every_form(file: Path) -> None:
    done = CliRunner().invoke(form_command, ["check", str(file)])
    assert done.exit_code == 0, done.output


def test_every_work_can_be_filled_in() -> None:
    keys = {key for key, _ in CODES}
    found = {(key, code) for key in keys for _, code in owed(folder(key)[0])}
    assert found == set(CODES)


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.parent.name}-{file.stem}")
def test_every_form_speaks_both_languages_and_says_why_an_answer_cannot_stand(file: Path) -> None:
    form = compiled(file.parent.parent.name.upper(), file.stem)
    for question in form.questions:
        assert set(question.label.by_language) >= LANGUAGES, question.name
        assert in_both_or_none(question.hint), question.name
        assert _is_registered(question) or all(map(_in_both, question.choices)), question.name
        if question.rules.constraint is not None:
            assert set(question.constraint_message.by_language) >= LANGUAGES, question.name
    for repeat in form.repeats.values():
        assert set(repeat.label.by_language) >= LANGUAGES, repeat.path


def _is_registered(question: Question) -> bool:
    """Whether its choices are organisations or indicators, which have one name."""
    return "CBI-PAO" in question.names or question.name == "indicator"


def _in_both(choice: Choice) -> bool:
    return set(choice.label.by_language) >= LANGUAGES


def in_both_or_none(words: Words) -> bool:
    return not words or set(words.by_language) >= LANGUAGES


@pytest.mark.parametrize(("key", "code"), CODES)
def test_a_person_who_answers_sensibly_reaches_the_end(key: str, code: str) -> None:
    person = finished(key, code)
    session = person.session

    assert session.next() is None
    assert session.broken() is None
    assert person.unsaid() == []


@pytest.mark.parametrize(("key", "code"), CODES)
def test_what_can_be_worked_out_is_not_asked(key: str, code: str) -> None:
    instance = finished(key, code).session.instance()
    expected = WALKS[key, code].worked_out
    assert {path: instance.get(path) for path in expected} == expected


@pytest.mark.parametrize(("key", "code"), PRINTED_FORMS)
def test_no_field_of_the_printed_form_is_forgotten(key: str, code: str) -> None:
    stated, form = folder(key)[0].report_form(code), form_of(key, code)
    assert stated is not None
    walk = WALKS[key, code]
    holders = {below_root(path) for path in {*form.by_path, *form.rules} if path.count("/") > 1}

    assert set(walk.fields) == {each.number for each in stated.fields if each.number}
    assert {names for names in walk.fields.values() if isinstance(names, str)} <= {SENDER, PRINTED}
    assert walk.questions() <= holders


@pytest.mark.parametrize(("key", "code"), PRINTED_FORMS)
def test_the_record_holds_every_field_of_the_printed_form(key: str, code: str) -> None:
    session = finished(key, code).session
    filled = {plain_path(f"/{path}")[1:] for path in session.instance()}
    walk = WALKS[key, code]
    for number, names in walk.fields.items():
        if not isinstance(names, str):
            assert filled & set(names) or set(names) <= set(walk.skipped), number


@pytest.mark.parametrize(("key", "code"), CODES)
def test_no_question_is_longer_than_a_message(key: str, code: str) -> None:
    session = finished(key, code).session
    for question in session.questions():
        for language in LANGUAGES:
            listed = () if _is_registered(question) else question.choices
            words = [question.label, question.hint, *(choice.label for choice in listed)]
            said = "\n".join(
                one.text(language, session.scope(question.path)) for one in words if one
            )
            assert length(said) < LINE_TEXT / 4, question.name


@pytest.mark.parametrize(("key", "code"), CODES)
def test_the_office_is_known_from_who_sends_and_not_asked_for(key: str, code: str) -> None:
    form = form_of(key, code)
    asked = [question.label.text("th") for question in form.questions]
    assert not any("สำนักงานส่งเสริมการปกครองท้องถิ่นจังหวัด" in label for label in asked)


def broken(key: str, code: str, name: str, value: str) -> bool:
    """Whether an answer is refused where a finished report is changed to it."""
    session = finished(key, code).session
    question = next(one for one in session.questions() if one.name == name)
    return session.breaks_constraint(question, value)


MEDIA_FORM = ("DLA-2567-R1-IND6", "form-1")
NOMINATION = ("DLA-ONEPROV-ONEDEV", "nomination")
REFUSED = {
    "a telephone without its 0": (*NOMINATION, "phone", "38279000", "๐๓๘ ๒๗๙ ๐๐๐"),
    "a mobile with letters": (*NOMINATION, "mobile", "ไม่มี", "0812345678"),
    "an e-mail without @": (*NOMINATION, "email", "somying.dla.go.th", "a@b.co"),
    "an e-mail and more": (*NOMINATION, "email", "my mail a@b.co", "a.b-c@mail.dla.go.th"),
    "a link without https": (*MEDIA_FORM, "drive_link", "drive.google.com/x", "https://a.co/x"),
    "one topic twice": (*MEDIA_FORM, "topic_title", "การจัดเก็บรายได้", "ขยะ"),
    "more answers than people": ("DLA-2567-R1-IND6", "form-2", "answered", "98", "97"),
    "a mean above 5": ("DLA-2567-R1-IND6", "form-2", "mean", "5.01", "5"),
    "an organisation twice": ("CBI-2556-R1", "form-3", "organisation", "CBI-SR-02", "CBI-MC-01"),
    "a municipality too many": ("CBI-2556-R1", "form-4", "municipalities", "-1", "0"),
    "an organisation in two states": (
        *("CBI-2556-R1", "form-4", "organisation"),
        *("CBI-BB-01", "CBI-MC-01"),
    ),
    "more executives than people": ("CBI-2556-R1", "form-5", "executives", "61", "60"),
    "an end before the beginning": ("CBI-2556-R1", "form-5", "to", "2013-03-31", "2013-04-01"),
    "a plan outside the year": ("CBI-2556-R1", "form-5", "from", "2012-09-30", "2012-10-01"),
    "a plan past the year": ("CBI-2556-R1", "form-5", "mou_to", "2013-10-01", "2013-09-30"),
    "a co-operation of one": ("CBI-2556-R1", "form-5", "members", "1", "3"),
    "a day after September": ("CBI-2556-R1", "form-7-2", "to", "2013-10-01", "2013-09-30"),
    "a day before April": ("CBI-2556-R1", "form-7-2", "from", "2013-03-31", "2013-04-01"),
    "a council twice": ("CBI-2556-R1", "1.1", "municipality", "CBI-SR-02", "CBI-MC-01"),
    "a letter before the resolution": (
        *("CBI-2556-R1", "1.1", "convened"),
        *("2012-11-04", "2012-11-05"),
    ),
    "two meetings of a board on one day": (
        *("CBI-2556-R1", "1.2", "held"),
        *("2013-01-20", "2012-11-20"),
    ),
    "a meeting outside the round": ("CBI-2556-R1", "1.2", "held", "2013-04-01", "2013-03-31"),
    "published before it came": ("CBI-2556-R1", "1.3", "published", "2013-01-03", "2013-01-04"),
    "a letter twice": ("CBI-2556-R1", "1.3", "document_no", "มท 2", "มท 5"),
    "spent more than received": ("CBI-2556-R1", "2", "numerator", "12500001", "12500000"),
    "more than there are": ("CBI-2556-R1", "4", "numerator", "98", "97"),
    "a case of another year": ("CBI-2556-R1", "8.1", "case_year", "2549", "2548"),
    "a newer case of another year": ("CBI-2556-R1", "8.2", "case_year", "2548", "2549"),
    "sent before the governor had it": ("CBI-2556-R1", "8.2", "sent", "2013-02-28", "2013-03-01"),
}


@pytest.mark.parametrize(("key", "code", "name", "wrong", "right"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_is_refused_and_what_can_is_not(
    key: str, code: str, name: str, wrong: str, right: str
) -> None:
    assert broken(key, code, name, wrong)
    assert not broken(key, code, name, right)


@pytest.mark.parametrize(("code", "walk"), OTHERWISE.values(), ids=OTHERWISE)
def test_whoever_has_only_the_sums_or_nothing_gives_that(code: str, walk: Walk) -> None:
    person = finished("CBI-2556-R1", code, walk)
    instance = person.session.instance()
    assert person.unsaid() == []
    assert {path: instance.get(path) for path in walk.worked_out} == walk.worked_out


def test_the_working_days_of_the_forms_are_those_of_the_programme() -> None:
    calendar = folder("CBI-2556-R1")[0].calendar
    days = [date(2012, 10, 1) + timedelta(days=number) for number in range(365)]
    off = [
        day.isoformat() for day in days if day.weekday() < 5 and not calendar.is_working_day(day)
    ]
    for code in ("1.3", "1.4"):
        (listed,) = form_of("CBI-2556-R1", code).lists["days_off"].children
        assert [item.children[-1].text for item in listed.children] == off


def test_every_district_is_known_to_the_forms() -> None:
    programme, _ = folder("CBI-2556-R1")
    names = [office.name for office in programme.offices if office.kind == "district"]
    for code in ("form-3", "form-4"):
        (listed,) = form_of("CBI-2556-R1", code).lists["districts"].children
        assert [
            next(one.text for one in item.children if one.name == "title")
            for item in listed.children
        ] == names


def test_the_districts_without_a_designated_organisation_are_named_before_sending() -> None:
    session = finished("CBI-2556-R1", "form-3").session
    note = session.form.question("/xf/missing_are")
    assert note is not None
    said = session.say(note.label, note.path, "th")
    assert "อำเภอเกาะจันทร์" in said
    assert "อำเภอบ้านบึง" not in said


def test_each_unit_is_asked_for_the_forms_it_answers_for() -> None:
    asked: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for key in {key for key, _ in CODES}:
        programme, _ = folder(key)
        kinds = {office.code: office.kind for office in programme.offices}
        for office, code in owed(programme):
            asked[key][kinds[office]].add(code)

    chonburi = asked["CBI-2556-R1"]
    thrice = {"form-7-1", "form-7-2", "form-7-3"}
    assert chonburi["district"] == {"1.1", "1.4", "4", "8.1", "8.2", "form-3", "form-5", "form-6"}
    assert chonburi["development"] == {"form-3", "form-4", "form-5", "form-6"}
    assert chonburi["finance"] == {"2", "form-6", *thrice}
    assert chonburi["personnel"] == {"1.2", "form-6", *thrice}
    assert chonburi["legal"] == {"1.1", "8.1", "8.2", "form-6"}
    assert chonburi["general-admin"] == {"1.3", "1.4", "9", "10", "form-6", *thrice}
    assert asked["DLA-2567-R1-IND6"] == {"province": {"form-1", "form-2"}}
    assert asked["DLA-ONEPROV-ONEDEV"] == {"province": {"nomination"}}
    assert asked["MOI-2550-3.2"] == {"bureau": {"form-3.2"}}
