"""The report forms of every programme: whole, in both languages, and finished by a person who
answers sensibly.
"""

from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.commands.form import form as form_command
from bot.programme_files import ROOTS, bundled, read_folder
from forms.filling.answers import Answers
from forms.filling.session import Session
from forms.model import below_root, plain_path
from forms.reading.xform import Form, compile_form
from forms.words import Words
from scoring.deadlines import owed
from scoring.document import ReportForm
from scoring.programme import Programme
from tests.forms.report_answers import WALKS
from tests.forms.report_walks import NOW, PRINTED, SENDER, Person
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


def report_form(key: str, code: str) -> tuple[ReportForm, Form]:
    programme = folder(key)[0]
    found = programme.report_form(code)
    assert found is not None
    assert found.xlsform is not None
    return found, _compiled(key, found.xlsform)


@cache
def _compiled(key: str, name: str) -> Form:
    return compile_form(folder(key)[1][name])


def finished(key: str, code: str) -> Person:
    person = Person(report_form(key, code)[1], WALKS[key, code])
    person.finish()
    return person


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.parent.name}-{file.stem}")
def test_form_check_accepts_every_form(file: Path) -> None:
    done = CliRunner().invoke(form_command, ["check", str(file)])
    assert done.exit_code == 0, done.output


def test_every_form_of_the_source_can_be_filled_in() -> None:
    found = {
        (key, form.code)
        for key in {key for key, _ in CODES}
        for form in folder(key)[0].report_forms
        if form.is_sent and form.xlsform is not None
    }
    assert found == set(CODES)


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.parent.name}-{file.stem}")
def test_every_form_speaks_both_languages_and_says_why_an_answer_cannot_stand(file: Path) -> None:
    form = _compiled(file.parent.parent.name.upper(), file.stem)
    for question in form.questions:
        assert set(question.label.by_language) >= LANGUAGES, question.name
        assert in_both_or_none(question.hint), question.name
        assert all(set(choice.label.by_language) >= LANGUAGES for choice in question.choices), (
            question.name
        )
        if question.rules.constraint is not None:
            assert set(question.constraint_message.by_language) >= LANGUAGES, question.name
    for repeat in form.repeats.values():
        assert set(repeat.label.by_language) >= LANGUAGES, repeat.path


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


@pytest.mark.parametrize(("key", "code"), CODES)
def test_no_field_of_the_printed_form_is_forgotten(key: str, code: str) -> None:
    stated, form = report_form(key, code)
    walk = WALKS[key, code]
    holders = {below_root(path) for path in {*form.by_path, *form.rules} if path.count("/") > 1}

    assert set(walk.fields) == {each.number for each in stated.fields if each.number}
    assert {names for names in walk.fields.values() if isinstance(names, str)} <= {SENDER, PRINTED}
    assert walk.questions() <= holders


@pytest.mark.parametrize(("key", "code"), CODES)
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
            words = [question.label, question.hint, *(choice.label for choice in question.choices)]
            said = "\n".join(
                one.text(language, session.scope(question.path)) for one in words if one
            )
            assert length(said) < LINE_TEXT / 4, question.name


@pytest.mark.parametrize(("key", "code"), CODES)
def test_the_office_is_known_from_who_sends_and_not_asked_for(key: str, code: str) -> None:
    form = report_form(key, code)[1]
    asked = [question.label.text("th") for question in form.questions]
    assert not any("สำนักงานส่งเสริมการปกครองท้องถิ่นจังหวัด" in label for label in asked)


def broken(key: str, code: str, name: str, value: str) -> bool:
    """Whether an answer is refused where a finished report is changed to it."""
    session = finished(key, code).session
    question = next(one for one in session.questions() if one.name == name)
    return session.breaks_constraint(question, value)


REFUSED = {
    "a telephone without its 0": (
        "DLA-ONEPROV-ONEDEV",
        "nomination",
        "phone",
        "38279000",
        "๐๓๘ ๒๗๙ ๐๐๐",
    ),
    "a mobile with letters": ("DLA-ONEPROV-ONEDEV", "nomination", "mobile", "ไม่มี", "0812345678"),
    "an e-mail without @": (
        "DLA-ONEPROV-ONEDEV",
        "nomination",
        "email",
        "somying.dla.go.th",
        "a@b.co",
    ),
    "an e-mail and more": (
        "DLA-ONEPROV-ONEDEV",
        "nomination",
        "email",
        "my mail a@b.co",
        "a.b-c@mail.dla.go.th",
    ),
    "a link without https": (
        "DLA-2567-R1-IND6",
        "form-1",
        "drive_link",
        "drive.google.com/x",
        "https://a.co/x",
    ),
    "more answers than people": ("DLA-2567-R1-IND6", "form-2", "answered", "98", "97"),
    "a mean above 5": ("DLA-2567-R1-IND6", "form-2", "mean", "5.01", "5"),
    "a district twice": ("CBI-2556-R1", "form-3", "district", "CBI-SR", "CBI-MC"),
    "two commas": ("CBI-2556-R1", "form-3", "area_subdistricts", "ก,, ข", "ก, ข"),
    "too few village numbers": ("CBI-2556-R1", "form-3", "villages", "12, 8", "1,2,3"),
    "numbers without a comma": ("CBI-2556-R1", "form-3", "villages", "12 8 5", "๑๒, ๘, ๕"),
    "no organisation at all": ("CBI-2556-R1", "form-4", "names", ", ก", "ก"),
    "a district and status twice": ("CBI-2556-R1", "form-4", "status", "finished", "tax_map"),
    "more executives than people": ("CBI-2556-R1", "form-5", "executives", "61", "60"),
    "an end before the beginning": ("CBI-2556-R1", "form-5", "to", "2013-03-31", "2013-04-01"),
    "four levels": ("CBI-2556-R1", "form-6", "levels", "1\n2\n3\n4", "1\n2\n3\n4\n5"),
    "six levels": ("CBI-2556-R1", "form-6", "levels", "1\n2\n3\n4\n5\n6", "1\n\n2\n3\n4\n5"),
    "a day after September": ("CBI-2556-R1", "form-7", "to", "2013-10-01", "2013-09-30"),
    "a day before April": ("CBI-2556-R1", "form-7", "from", "2013-03-31", "2013-04-01"),
}


@pytest.mark.parametrize(("key", "code", "name", "wrong", "right"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_is_refused_and_what_can_is_not(
    key: str, code: str, name: str, wrong: str, right: str
) -> None:
    assert broken(key, code, name, wrong)
    assert not broken(key, code, name, right)


def test_the_districts_offered_are_those_of_the_programme() -> None:
    programme, _ = folder("CBI-2556-R1")
    districts = [
        (office.code, office.name) for office in programme.offices if office.kind == "district"
    ]
    for code in ("form-3", "form-4"):
        question = report_form("CBI-2556-R1", code)[1].question("/xf/area/district")
        question = question or report_form("CBI-2556-R1", code)[1].question(
            "/xf/status_row/district"
        )
        assert question is not None
        assert [(choice.name, choice.label.text("th")) for choice in question.choices] == districts


def test_a_form_3_with_every_district_covers_all_districts() -> None:
    form = report_form("CBI-2556-R1", "form-3")[1]
    question = form.question("/xf/area/district")
    assert question is not None
    codes = [choice.name for choice in question.choices]
    answers = Answers().with_rows("/xf/area", len(codes))
    for place, code in enumerate(codes, 1):
        answers = answers.put(f"/xf/area[{place}]/district", code).put(
            f"/xf/area[{place}]/area_subdistricts", "ก"
        )
    assert Session(form, answers, NOW).value("/xf/all_districts") == "yes"


def test_each_unit_is_asked_for_the_forms_it_answers_for() -> None:
    asked: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for key in {key for key, _ in CODES}:
        programme, _ = folder(key)
        kinds = {office.code: office.kind for office in programme.offices}
        for office, code in owed(programme):
            asked[key][kinds[office]].add(code)

    chonburi = asked["CBI-2556-R1"]
    assert chonburi["district"] == {"4", "8.2", "10"}
    assert chonburi["development"] >= {"form-3", "form-4", "form-5", "form-6"}
    assert chonburi["finance"] & {"form-6", "form-7"} == {"form-6", "form-7"}
    assert chonburi["personnel"] == {"form-6", "form-7"}
    assert {"form-6"} <= chonburi["general-admin"]
    assert asked["DLA-2567-R1-IND6"] == {"province": {"form-1", "form-2"}}
    assert asked["DLA-ONEPROV-ONEDEV"] == {"province": {"nomination"}}
    assert asked["MOI-2550-3.2"] == {"bureau": {"form-3.2"}}
