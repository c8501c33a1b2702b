"""Expressions over records: whatever the records are called, those that pass are found."""

from datetime import UTC, datetime

from forms.records.asking import Documents
from forms.records.trees import Sent, document, tree

NOW = datetime(2013, 3, 20, tzinfo=UTC)
OFFICES = document(
    "offices",
    [
        tree("own", Sent({"code": "CBI", "kind": "province"})),
        tree("below", Sent({"code": "CBI-BB", "kind": "district"})),
        tree("below", Sent({"code": "CBI-SR", "kind": "district"})),
    ],
)
ASKED = Documents({"offices": OFFICES}, NOW)


def test_a_text_is_looked_for_in_records_of_any_name() -> None:
    assert ASKED.value("count(instance('offices')/*[kind = 'district'])") == 2
    assert ASKED.value("count(instance('offices')/below[kind = 'district'])") == 2
    assert ASKED.value("instance('offices')/*[kind = 'province']/code") == "CBI"


def test_the_latest_day_is_found_among_many() -> None:
    sent = [tree("below", Sent({}, {"sent": f"2013-03-{day:02}"})) for day in (8, 15, 13)]
    asked = Documents({"x": document("x", sent)}, NOW)
    assert asked.value("date(max(instance('x')/*/meta/sent))") == "2013-03-15"
