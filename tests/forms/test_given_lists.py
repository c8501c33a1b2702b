"""Lists a form has from where it is used: its programme's register, and the office that sends."""

from datetime import UTC, datetime

import pytest

from forms.filling.session import Answers, Session
from forms.model import Form
from forms.problems import FormError
from forms.reading.xform import compile_form
from forms.sender import sent_as, sent_by
from forms.upload.xlsform import to_xform, uploaded

NOW = datetime(2013, 3, 18, 2, tzinfo=UTC)
REGISTER = {
    "organisations": [
        {"name": "MC-1", "label": "เทศบาลตำบลบางทราย", "kind": "เทศบาล", "district": "CBI-MC"},
        {"name": "BB-1", "label": "อบต.คลองกิ่ว", "kind": "อบต.", "district": "CBI-BB"},
    ]
}
HEAD = "| survey |\n| | type | name | label | choice_filter | calculation |\n"
CHOICES = "| choices |\n| | list_name | name | label |\n| | office | a | ก |\n"
CHOOSES = (
    f"{HEAD}| | select_one_from_file organisations.csv | lao | อปท. ใด | "
    "district = instance('office')/root/item/code | |\n"
    "| | calculate | whose | | | instance('office')/root/item/name |\n"
)


def form_of(text: str, given: dict[str, list[dict[str, str]]] | None = None) -> Form:
    return compile_form(to_xform(text.encode(), ending=".md", given=given), given)


def offered(form: Form) -> list[str]:
    session = Session(form, Answers(), NOW)
    return [choice.name for choice in session.choices(session.questions()[0])]


def test_the_register_is_offered_for_the_district_that_sends() -> None:
    form = sent_by(form_of(CHOOSES, REGISTER), "CBI-BB", "อำเภอบ้านบึง", "district")
    assert offered(form) == ["BB-1"]
    assert Session(form, Answers(), NOW).value("/xf/whose") == "อำเภอบ้านบึง"


def test_a_form_that_several_works_share_knows_which_of_them_it_is() -> None:
    text = (
        f"{HEAD}| | note | which | ข้อ ${{name}} | | |\n| | text | done | ทำอะไร | | |\n"
        "| | calculate | name | | | instance('work')/root/item/name |\n"
        "| | calculate | most | | | instance('work')/root/item/maximum |\n"
    )
    form = sent_as(form_of(text), "1.2", "การบริหาร", "15")
    session = Session(form, Answers(), NOW)
    assert (session.value("/xf/name"), session.value("/xf/most")) == ("การบริหาร", "15")
    assert Session(form_of(text), Answers(), NOW).value("/xf/name") == ""


def test_nobodys_form_offers_nothing_of_a_district() -> None:
    assert offered(form_of(CHOOSES, REGISTER)) == []


def test_a_new_register_is_offered_by_the_form_as_it_was_kept() -> None:
    kept = to_xform(CHOOSES.encode(), ending=".md", given=REGISTER)
    new = {"organisations": [{**REGISTER["organisations"][1], "name": "BB-2"}]}
    form = sent_by(compile_form(kept, new), "CBI-BB", "อำเภอบ้านบึง", "district")
    assert offered(form) == ["BB-2"]


def test_a_form_without_its_register_is_refused_by_the_name_of_the_file() -> None:
    with pytest.raises(FormError) as raised:
        form_of(CHOOSES)
    assert [(one.code, one.values["file"]) for one in raised.value.problems] == [
        ("file_missing", "organisations.csv")
    ]


def test_a_file_that_comes_with_the_form_is_its_own() -> None:
    content = b"name,label,kind,district\nX,Y,Z,\n"
    found = uploaded(
        CHOOSES.encode(), ending=".md", beside={"organisations.csv": content}, given=REGISTER
    )
    assert (offered(found.form), found.lists) == (["X"], ("organisations.csv",))


def test_the_office_may_be_declared_as_odk_wants_it() -> None:
    declared = CHOOSES.replace(HEAD, f"{HEAD}| | csv-external | office | | | |\n")
    form = sent_by(form_of(declared, REGISTER), "CBI-MC", "อำเภอเมืองชลบุรี", "district")
    assert offered(form) == ["MC-1"]


def test_an_unknown_column_of_the_office_is_named() -> None:
    with pytest.raises(FormError) as raised:
        form_of(CHOOSES.replace("item/name", "item/size"), REGISTER)
    assert [one.code for one in raised.value.problems] == ["unknown_column"]


def test_a_list_of_the_forms_own_called_office_stays_its_own() -> None:
    own = f"{HEAD}| | select_one office | o | ใด | | |\n{CHOICES}"
    form = form_of(own)
    assert sent_by(form, "CBI-MC", "", "") is form


def test_choices_from_a_file_called_office_want_that_file() -> None:
    with pytest.raises(FormError) as raised:
        form_of(f"{HEAD}| | select_one_from_file office.csv | o | ใด | | |\n")
    assert [one.code for one in raised.value.problems] == ["file_missing"]
