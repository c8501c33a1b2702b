"""What a form that was read tells: warnings, length, pictures, ranges, lists from files."""

from datetime import UTC, datetime

import pytest

from forms.filling import preloads
from forms.filling.session import Answers, Session
from forms.problems import FormError
from forms.upload.suited import suited
from forms.upload.warned import warnings_of
from forms.upload.xlsform import Uploaded, uploaded

YES_NO = "| choices | | | |\n| | list_name | name | label |\n| | yn | y | Y |\n| | yn | n | N |\n"
NOW = datetime(2024, 3, 1, 2, 0, tzinfo=UTC)
COLUMNS = (
    "type name label relevant constraint calculation appearance parameters media::image "
    "choice_filter default "
    "required read_only"
)


def read(*rows: str, choices: str = "", beside: dict[str, bytes] | None = None) -> Uploaded:
    """Rows as `type; name; column=text; …`."""
    names = COLUMNS.split()
    lines = []
    for row in rows:
        kind, name, *cells = (part.strip() for part in row.split(";"))
        given = {
            "type": kind,
            "name": name,
            "label": name.upper(),
            **dict(cell.split("=", 1) for cell in cells),
        }
        lines.append(f"| | {' | '.join(given.get(column, '') for column in names)} |")
    head = f"| survey |{' |' * len(names)}\n| | {' | '.join(names)} |\n"
    return uploaded(
        (head + "\n".join(lines) + "\n" + choices).encode(), ending=".md", beside=beside
    )


def warned(form: Uploaded) -> list[tuple[int, str, str]]:
    return [(one.row, one.name, one.code) for one in warnings_of(form)]


def test_what_may_surprise_is_warned_of_with_its_row() -> None:
    form = read(
        "integer; a",
        "text; b; relevant=${a}",
        "text; c; constraint=regex(., '[0-9]+')",
        "text; d; constraint=regex(., '^[0-9]+$'); appearance=multiline",
        "text; e; appearance=w1",
        "begin group; g; appearance=field-list",
        f"note; f; label={'ยาว' * 500}",
        "text; h; media::image=map.png",
        "end group; ; label=",
        "date; i; constraint=. < date('2556-12-31')",
    )

    assert warned(form) == [
        (3, "b", "warn_bare_question"),
        (4, "c", "warn_regex_unanchored"),
        (6, "e", "warn_ignored"),
        (7, "g", "warn_one_by_one"),
        (8, "f", "warn_long_label"),
        (9, "h", "warn_picture"),
        (11, "i", "warn_buddhist_year"),
    ]


def test_a_question_tells_its_appearance_its_range_its_picture_and_its_constraint() -> None:
    form = read(
        "text; a; appearance=multiline w2; constraint=string-length(.) < 100",
        "range; b; parameters=start=1 end=9 step=2; media::image=scale.png",
    ).form
    text, scale = form.questions

    assert text.appearance == {"multiline", "w2"}
    assert text.rules.constraint_text == "string-length(.) < 100"
    assert (scale.lowest, scale.highest, scale.step, scale.image) == ("1", "9", "2", "scale.png")


PLACES = "name,label,up\na,ก,x\nb,ข,y\n"


@pytest.mark.parametrize(
    "places",
    [
        PLACES.encode(),
        PLACES.encode("utf-8-sig"),
        PLACES.encode("cp874"),
        PLACES.replace(",", "\t").encode("utf-16"),
        PLACES.replace(",", ";").replace("\n", "\r\n").encode(),
        PLACES.replace("\n", ",,\n").encode(),
    ],
    ids=[
        "UTF-8",
        "with a mark",
        "Windows' Thai",
        "UTF-16 with tabs",
        "semicolons",
        "columns left empty",
    ],
)
def test_a_list_in_an_attached_file_is_asked_from(places: bytes) -> None:
    form = read(
        "text; up",
        "select_one_from_file places.csv; place; choice_filter=up=${up}",
        beside={"places.csv": places},
    )

    asked = Session(form.form, Answers().put("/xf/up", "y"), NOW)

    assert [choice.label.text("th") for choice in asked.choices(form.form.questions[1])] == ["ข"]
    assert "jr://file-csv" not in form.xform


@pytest.mark.parametrize(
    "files", [{}, {"places.csv": b"name,na me\n"}, {"places.csv": b"\xff\xfe"}, {"places.csv": b""}]
)
def test_a_list_that_is_missing_or_unreadable_is_named(files: dict[str, bytes]) -> None:
    with pytest.raises(FormError, match=r"places\.csv"):
        read("select_one_from_file places.csv; place", beside=files)


def test_who_filled_it_in_and_when_it_ended_are_set_from_outside() -> None:
    form = read("text; a", "username; who; label=", "end; finished; label=").form

    kept = Answers().keep(
        {**preloads.about(form, {"username": "ploy"}), **preloads.ended(form, NOW)}
    )

    assert Session(form, kept, NOW).instance() == {
        "who": "ploy",
        "finished": "2024-03-01T09:00:00.000+07:00",
    }


def test_times_that_are_compared_bare_and_sums_over_what_may_be_blank_are_warned_of() -> None:
    form = read(
        "time; opens",
        "time; closes; constraint=. > ${opens}",
        "time; again; constraint=decimal-time(.) > decimal-time(${opens})",
        "note; late; relevant=${closes}>'20:00'",
        "begin repeat; row",
        "integer; asked; required=yes",
        "integer; left",
        "begin group; g; relevant=${asked} > 1",
        "decimal; hidden; required=yes",
        "end group; ; label=",
        "end repeat; ; label=",
        "calculate; a; label=; calculation=sum(${asked})",
        "calculate; b; label=; calculation=sum(${left}) + max( ${hidden} )",
    )

    assert warned(form) == [
        (3, "closes", "warn_times"),
        (5, "late", "warn_times"),
        (14, "b", "warn_blank_sum"),
        (14, "b", "warn_blank_sum"),
    ]


def test_a_question_is_not_asked_while_it_is_read_only() -> None:
    form = read(
        "select_one yn; sure",
        "text; a; read_only=${sure} = 'y'",
        "text; b; read_only=yes; default=x",
        choices=YES_NO,
    )

    def asked(sure: str) -> list[str]:
        session = Session(form.form, Answers().put("/xf/sure", sure), NOW)
        return [question.name for question in session.questions()]

    assert asked("n") == ["sure", "a"]
    assert asked("y") == ["sure"]


def test_a_default_that_is_no_value_of_its_type_is_blank_and_a_day_from_excel_is_a_day() -> None:
    form = read(
        "date; a; default=2013-03-20 00:00:00",
        "date; b; default=20/3/2556",
        "integer; c; default=5",
    )

    session = Session(form.form, Answers(), NOW)

    assert [session.value(f"/xf/{name}") for name in "abc"] == ["2013-03-20", "", "5"]


def test_a_choice_without_a_label_is_called_by_its_name() -> None:
    choices = "| choices | | | |\n| | list_name | name | label |\n| | l | x | |\n| | l | y | Y |\n"

    (question,) = read("select_one l; q", choices=choices).form.questions

    assert [choice.label.text("th") for choice in question.choices] == ["x", "Y"]


@pytest.mark.parametrize(
    ("settings", "named"),
    [
        ("", ("แบบ_ก", "แบบ_ก")),
        ("| settings | |\n| | form_title |\n| | แบบ |\n", ("แบบ_ก", "แบบ")),
        ("| settings | | |\n| | form_id | version |\n| | f-1 | 2 |\n", ("f-1", "f-1")),
    ],
)
def test_a_form_without_an_id_is_named_by_its_file(settings: str, named: tuple[str, str]) -> None:
    survey = "| survey | | | |\n| | type | name | label |\n| | text | a | A |\n"

    form = uploaded((survey + settings).encode(), ending=".md", name="แบบ ก").form

    assert (form.id, form.title) == named


def test_a_short_form_suits_chat() -> None:
    found = suited(
        read("integer; a", "text; b; relevant=${a} > 1", "text; c; relevant=${a} > 2").form
    )

    assert (found.fits, found.questions, found.minutes, found.reasons) == (True, 2, 1, ())


def test_a_long_form_with_rows_in_rows_does_not_and_says_why() -> None:
    rows = [f"text; q{number}; appearance=multiline" for number in range(45)]
    nested = [
        "begin repeat; r",
        "text; x",
        "begin repeat; s",
        "text; y",
        "end repeat; ; label=",
        "end repeat; ; label=",
    ]

    found = suited(read(*rows, *nested).form)

    assert not found.fits
    assert [reason.code for reason in found.reasons] == [
        "suit_many_questions",
        "suit_nested",
        "suit_long_texts",
    ]
