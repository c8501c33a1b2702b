"""A record as an XML instance: in the form's order, rows in their places, legal whatever people
typed.
"""

from datetime import UTC, datetime
from uuid import UUID
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import given
from hypothesis import strategies as st

from forms.filling.answers import Answers
from forms.filling.instance_xml import instance_xml
from forms.filling.record import Record, completed
from forms.filling.session import Session
from forms.reading.xform import Form, compile_form
from forms.upload.xlsform import to_xform

ORX = "{http://openrosa.org/xforms}"
FORM = """
| survey   |              |          |          |
|          | type         | name     | label    |
|          | start        | start    |          |
|          | end          | end      |          |
|          | deviceid     | device   |          |
|          | text         | first    | First    |
|          | begin group  | g        | Group    |
|          | begin repeat | person   | Person   |
|          | text         | name     | Name     |
|          | begin repeat | pet      | Pet      |
|          | text         | pet_name | Pet name |
|          | end repeat   |          |          |
|          | end repeat   |          |          |
|          | end group    |          |          |
|          | begin group  | empty    | Empty    |
|          | text         | nothing  | Nothing  |
|          | end group    |          |          |
| settings |              |          |          |
|          | form_id      | version  | instance_name |
|          | house        | 2 ก      | ${first} |
"""
ANSWERS = {
    "start": "2013-03-18T09:00:00.000+07:00",
    "first": 'ก < ข & "ค"',
    "g/person[2]/name": "แดง",
    "g/person[2]/pet[1]/pet_name": "ตูบ",
    "g/person[2]/pet[3]/pet_name": "ด่าง",
    "meta/instanceName": "ชื่อ",
}
ENDED = datetime(2013, 3, 18, 2, 5, tzinfo=UTC)


@pytest.fixture(scope="module")
def house() -> Form:
    return compile_form(to_xform(FORM.encode(), ending=".md"))


def written(form: Form, answers: dict[str, str], replaces: str | None = None) -> Element:
    record = Record("uuid:2", "uuid:1", replaces, answers, ENDED, "สมชาย", "line:7")
    root: Element = fromstring(instance_xml(form, completed(form, record), name="ชื่อสำรอง"))
    return root


def test_the_form_is_named_on_the_root_and_the_record_in_its_meta(house: Form) -> None:
    root = written(house, ANSWERS)
    meta = {node.tag.removeprefix(ORX): node.text for node in root.findall(f"{ORX}meta/*")}

    assert (root.get("id"), root.get("version")) == ("house", "2 ก")
    assert meta == {"instanceID": "uuid:2", "instanceName": "ชื่อ"}


def test_a_revision_names_what_it_replaces(house: Form) -> None:
    assert written(house, ANSWERS, "uuid:1").findtext(f"{ORX}meta/{ORX}deprecatedID") == "uuid:1"


def test_a_form_that_gives_no_name_has_the_record_s(house: Form) -> None:
    nameless = {path: text for path, text in ANSWERS.items() if not path.startswith("meta")}
    assert written(house, nameless).findtext(f"{ORX}meta/{ORX}instanceName") == "ชื่อสำรอง"


def test_answers_stand_in_the_form_s_order_and_blank_ones_are_left_out(house: Form) -> None:
    root = written(house, ANSWERS)

    assert [node.tag for node in root] == ["start", "end", "device", "first", "g", f"{ORX}meta"]
    assert root.findtext("first") == 'ก < ข & "ค"'
    assert (root.findtext("end"), root.findtext("device")) == (
        "2013-03-18T09:05:00.000+07:00",
        "line:7",
    )


def test_rows_keep_their_places(house: Form) -> None:
    root = written(house, ANSWERS)
    people = root.findall("g/person")

    assert [person.findtext("name") for person in people] == [None, "แดง"]
    assert [pet.findtext("pet_name") for pet in people[1].findall("pet")] == ["ตูบ", None, "ด่าง"]


@given(st.text(max_size=60))
def test_whatever_was_typed_the_instance_is_legal_and_the_same_at_every_try(
    house: Form, text: str
) -> None:
    answers = {**ANSWERS, "first": text or "ก"}
    record = Record("uuid:2", "uuid:1", None, answers, ENDED, "สมชาย", "line:7")
    first = instance_xml(house, completed(house, record))
    assert first == instance_xml(house, completed(house, record))
    fromstring(first)


ENTITY = """
| survey   |         |      |         |         |
|          | type    | name | label   | save_to |
|          | text    | who  | Who?    | who     |
|          | integer | age  | Age?    |         |
| entities |         |      |         |
|          | dataset | label  | create_if  |
|          | people  | ${who} | ${age} > 3 |
"""


def test_an_entity_that_a_record_makes_is_in_its_instance() -> None:
    form = compile_form(to_xform(ENTITY.encode(), ending=".md"))
    session = Session(form, Session(form, Answers(), ENDED).opened(), ENDED)
    answers = dict(session.after("/xf/who", "แดง").after("/xf/age", "5").instance())

    entity = written(form, answers).find(f"{ORX}meta/entity")

    assert entity is not None
    assert entity.attrib == {
        "dataset": "people",
        "create": "true",
        "id": answers["meta/entity/@id"],
    }
    assert entity.findtext("label") == "แดง"
    assert UUID(entity.attrib["id"])
