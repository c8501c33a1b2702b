"""What chat cannot do itself: done as near as it can be, with one warning, and never refused."""

from datetime import date

import pytest

from forms.filling.answers import Answers
from forms.filling.session import Session
from forms.filling.typed import Misread, read_answer
from forms.kinds import fits_type
from forms.upload.warned import warnings_of
from forms.upload.xlsform import Uploaded, uploaded
from tests.forms.test_upload import NOW

LISTS = (
    "| choices | | | |\n| | list_name | name | label |\n| | l | a | A |\n| | l | b | B |\n"
    "| | l | c | C |\n| | s | code | title |\n"
)
HEAD = "| survey | | | | | | |\n| | type | name | label | appearance | choice_filter | default |\n"
FILES = {
    "towns.csv": b"code,title,p\nx,Xanadu,1\ny,York,2\n",
    "sites.geojson": b'{"features": [{"geometry": {"type": "Point", "coordinates": [100.5, 13.7]},'
    b' "properties": {"id": "a1", "title": "Site A"}}]}',
    "places.xml": b"<root><item><name>n1</name><label>North</label></item></root>",
}
NEAR = {
    "a bar code": ("barcode | q | Q | | |", "barcode", "near_barcode"),
    "a line": ("geotrace | q | Q | | |", "geotrace", "near_geotrace"),
    "an area": ("geoshape | q | Q | | |", "geoshape", "near_geoshape"),
    "an order": ("rank l | q | Q | | |", "rank", "near_rank"),
    "a signature": ("image | q | Q | signature | |", "image", "near_drawing"),
    "a drawing": ("image | q | Q | annotate | |", "image", "near_drawing"),
    "a picture's parts": ("select_one l | q | Q | image-map | |", "select_one", "near_image_map"),
    "another app": ("integer | q | Q | ex:org.example.scan(a='b') | |", "integer", "near_app"),
    "a search": ("select_one s | q | Q | search('towns') | |", "select_one", "near_search"),
    "the report before": ("text | q | Q | | | ${last-saved#q}", "text", "near_last_saved"),
}


def read(*rows: str, more: str = "") -> Uploaded:
    lines = "".join(f"| | {row} |\n" for row in rows)
    return uploaded((HEAD + lines + LISTS + more).encode(), ending=".md", beside=FILES)


def opened(form: Uploaded) -> Session:
    return Session(form.form, Session(form.form, Answers(), NOW).opened(), NOW)


@pytest.mark.parametrize(("row", "kind", "warning"), NEAR.values(), ids=NEAR)
def test_it_is_asked_and_told_once(row: str, kind: str, warning: str) -> None:
    form = read(row)

    assert form.form.by_path["/xf/q"].kind == kind
    assert [(one.row, one.code) for one in warnings_of(form) if one.code.startswith("near_")] == [
        (2, warning)
    ]
    assert opened(form).value("/xf/q") == ""


@pytest.mark.parametrize(
    "kind", ["background-audio", "start-geopoint", "audit", "imei", "get sim id"]
)
def test_what_is_recorded_in_the_background_is_left_out(kind: str) -> None:
    name = "audit" if kind == "audit" else "back"
    form = read(f"{kind} | {name} | | | |", "text | q | Q | | |")

    assert [question.name for question in form.form.questions] == ["q"]
    assert "near_behind" in {one.code for one in warnings_of(form)}


def test_a_place_that_is_noted_in_the_background_is_left_out() -> None:
    content = (
        "| survey | | | | |\n| | type | name | label | trigger |\n| | text | a | A | |\n"
        "| | background-geopoint | where | | ${a} |\n"
    )

    form = uploaded(content.encode(), ending=".md")

    assert [question.name for question in form.form.questions] == ["a"]
    assert [(one.row, one.code) for one in warnings_of(form)] == [(3, "near_behind")]


@pytest.mark.parametrize(
    ("row", "choices"),
    [
        ("select_one s | q | Q | minimal search('towns') | |", [("x", "Xanadu"), ("y", "York")]),
        ("select_one s | q | Q | search('towns', 'matches', 'p', '2') | |", [("y", "York")]),
        ("select_one s | q | Q | search('towns', 'contains', 'title', 'X') | |", [("x", "Xanadu")]),
        ("select_one_from_file sites.geojson | q | Q | | |", [("a1", "Site A")]),
        ("select_one_from_file places.xml | q | Q | | |", [("n1", "North")]),
    ],
)
def test_lists_of_every_kind_are_offered(row: str, choices: list[tuple[str, str]]) -> None:
    session = opened(read(row))
    question = session.question("/xf/q")
    assert question is not None

    offered = session.choices(question)

    assert [(one.name, one.label.text("")) for one in offered] == choices


def test_external_choices_are_filtered_like_others() -> None:
    more = (
        "| external_choices | | | |\n| | list_name | name | label | p |\n"
        "| | city | aus | Austin | a |\n| | city | sea | Seattle | b |\n"
    )
    form = read(
        "select_one l | p | P | | |", "select_one_external city | q | Q | | p=${p} |", more=more
    )

    assert opened(form).after("/xf/p", "b").offered("/xf/q") == ["sea"]


def test_an_external_list_may_be_called_as_another_and_hold_a_name_twice() -> None:
    more = (
        "| external_choices | | | |\n| | list name | name | label | p |\n"
        "| | l | king | King of A | a |\n| | l | king | King of B | b |\n| | z | a | A | |\n"
    )
    session = opened(
        read("select_one l | p | P | | |", "select_one_external l | q | Q | | p=${p} |", more=more)
    ).after("/xf/p", "b")
    question = session.question("/xf/q")
    assert question is not None

    assert session.offered("/xf/p") == ["a", "b", "c"]
    assert [one.label.text("") for one in session.choices(question)] == ["King of B"]


def test_a_list_of_a_map_may_have_columns_with_a_colon() -> None:
    sites = (
        b'{"features": [{"geometry": {"type": "Point", "coordinates": [100.5, 13.7]},'
        b' "properties": {"id": "a1", "addr:street": "High Street", "not a name": 1}}]}'
    )
    content = (
        "| survey | | | | | |\n| | type | name | label | parameters | calculation |\n"
        "| | select_one_from_file roads.geojson | q | Q | label=addr:street value=id | |\n"
        "| | calculate | road | | | instance('roads')/root/item[id = ${q}]/addr:street |\n"
    )
    session = opened(
        uploaded(content.encode(), ending=".md", beside={"roads.geojson": sites})
    ).after("/xf/q", "a1")
    question = session.question("/xf/q")
    assert question is not None

    assert [one.label.text("") for one in session.choices(question)] == ["High Street"]
    assert session.value("/xf/road") == "High Street"


@pytest.mark.parametrize("kind", ["q barcode", "add barcode prompt", "q geotrace"])
def test_old_spellings_are_told_of_too(kind: str) -> None:
    codes = [one.code for one in warnings_of(read(f"{kind} | q | Q | | |"))]

    assert codes == [f"near_{kind.split()[1]}"]


def test_the_words_of_a_form_can_be_looked_up() -> None:
    content = (
        "| survey | | | | |\n| | type | name | label::Thai (th) | calculation |\n"
        "| | select_one l | q | Q | |\n| | calculate | said | | "
        "jr:itext(instance('l')/root/item[name = ${q}]/itextId) |\n"
        "| choices | | | |\n| | list_name | name | label::Thai (th) |\n| | l | a | ก |\n"
    )

    form = uploaded(content.encode(), ending=".md")

    assert opened(form).after("/xf/q", "a").value("/xf/said") == "ก"


def test_the_rows_of_a_repeat_are_choices() -> None:
    form = read(
        "begin repeat | r | R | | |", "text | who | Who? | | |", "end repeat | | | | |",
        "select_one ${who} | head | Head? | | |",
    )  # fmt: skip
    session = opened(form).after("/xf/r[1]/who", "Somchai")
    session = Session(form.form, session.add_row("/xf/r"), NOW).after("/xf/r[2]/who", "Malee")
    question = session.question("/xf/head")
    assert question is not None

    assert [one.label.text("") for one in session.choices(question)] == ["Somchai", "Malee"]
    assert session.after("/xf/head", "Malee").value("/xf/head") == "Malee"
    assert session.after("/xf/head", "Nobody").value("/xf/head") == ""


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("rank l", "3 1 2", "c a b"),
        ("rank l", "B, C, A", "b c a"),
        ("barcode", "8850999", "8850999"),
        ("geotrace", "13.1, 100.1\n13.2, 100.2", "13.1 100.1 0 0; 13.2 100.2 0 0"),
        (
            "geoshape", "13.1 100.1; 13.2 100.2; 13.3 100.1",
            "13.1 100.1 0 0; 13.2 100.2 0 0; 13.3 100.1 0 0; 13.1 100.1 0 0",
        ),
        (
            "geotrace", '{"type": "LineString", "coordinates": [[100.1, 13.1], [100.2, 13.2]]}',
            "13.1 100.1 0 0; 13.2 100.2 0 0",
        ),
    ],
)  # fmt: skip
def test_what_is_typed_is_understood(kind: str, text: str, value: str) -> None:
    question = read(f"{kind} | q | Q | | |").form.by_path["/xf/q"]

    assert read_answer(question, text, language="en", today=date(2024, 3, 1)) == value
    assert fits_type(question.rules.type, value)


@pytest.mark.parametrize(
    ("kind", "text", "why"),
    [
        ("rank l", "3 1", "not_an_order"),
        ("rank l", "1 1 2", "not_an_order"),
        ("geotrace", "13.1, 100.1", "not_points"),
        ("geoshape", "13.1, 100.1; 13.2, 100.2", "not_points"),
        ("geotrace", '{"type": "LineString"}', "not_points"),
    ],
)
def test_half_an_answer_is_asked_again(kind: str, text: str, why: str) -> None:
    question = read(f"{kind} | q | Q | | |").form.by_path["/xf/q"]

    assert read_answer(question, text, language="en", today=date(2024, 3, 1)) == Misread(why)
