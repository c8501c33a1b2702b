"""Numbers as people type them."""

from decimal import Decimal

import pytest

from thai.digits import arabic, number, thai


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("88", "88"),
        ("๘๘", "88"),
        ("๑,๒๓๔.๕๐", "1234.50"),
        (" 97 แห่ง ", "97"),
        ("ร้อยละ 90.5", "90.5"),
        ("90%", "90"),
        ("90.5 เปอร์เซ็นต์", "90.5"),
        ("จำนวน ๒๘ เรื่อง", "28"),
        ("รวม 5 อบต.", "5"),
        ("-3", "-3"),
    ],
)
def test_a_number_is_read_however_it_is_written(typed: str, meant: str) -> None:
    assert number(typed) == Decimal(meant)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "ไม่ทราบ",
        "88/97",
        "88 97",
        "1,23",
        "1.234.567",
        "2 ล้าน",
        "5 พัน",
        "1e5",
        "NaN",
        "Infinity",
        "9O",
        "88 หรือ 89",
        "--5",
    ],
)
def test_what_is_no_number_or_could_be_two_is_refused(typed: str) -> None:
    assert number(typed) is None


def test_digits_are_changed_and_nothing_else() -> None:
    assert arabic("พ.ศ. ๒๕๕๖") == "พ.ศ. 2556"
    assert thai("20 มี.ค. 2556") == "๒๐ มี.ค. ๒๕๕๖"
