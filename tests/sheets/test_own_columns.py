"""Two questions never share a column, whatever their groups are called."""

from forms.upload.xlsform import uploaded
from sheets.layout.odk_tables import Style, tables
from sheets.layout.repeats import column_names

FORM = """| survey | | | |
| | type | name | label |
| | text | KEY | Own key |
| | begin group | a | A |
| | text | b-c | one |
| | end group | | |
| | begin group | a-b | AB |
| | text | c | two |
| | end group | | |
"""


def test_names_that_join_to_one_are_kept_apart_in_the_sheet() -> None:
    assert column_names(["/xf/a/b-c", "/xf/a-b/c", "/xf/d"]) == {
        "/xf/a/b-c": "a-b-c",
        "/xf/a-b/c": "a-b/c",
        "/xf/d": "d",
    }
    assert column_names(["/xf/r/a/b", "/xf/r/a-b"], "/xf/r") == {
        "/xf/r/a/b": "a-b",
        "/xf/r/a-b": "a-b_2",
    }


def test_names_that_join_to_one_or_to_a_column_of_ours_are_kept_apart_in_the_export() -> None:
    (table,) = tables(uploaded(FORM.encode(), ending=".md", name="f").form)

    header = table.header(Style())

    assert header[1:4] == ["KEY_2", "a-b-c", "a-b/c"]
    assert len(set(header)) == len(header)
