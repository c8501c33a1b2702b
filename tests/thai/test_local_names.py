"""Names of local organisations, their kind written in any of its ways."""

import pytest

from thai.local_names import kind_in, spelt_alike


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("ทต.บางทราย", "เทศบาลตำบลบางทราย"),
        ("เทศบาล ต.บางทราย", "เทศบาลตำบลบางทราย"),
        ("ทต. บางทราย", "เทศบาลตำบลบางทราย"),
        ("อบต คลองกิ่ว", "อบต.คลองกิ่ว"),
        ("องค์การบริหารส่วนตำบลคลองกิ่ว", "อบต.คลองกิ่ว"),
        ("เมืองพัทยา", "เมืองพัทยา"),
        ("บางทราย", "บางทราย"),
    ],
)
def test_the_ways_to_write_one_name_are_one(written: str, meant: str) -> None:
    assert spelt_alike(written) == meant


def test_a_name_without_its_kind_has_none() -> None:
    assert (kind_in("บางทราย"), kind_in("อบต.บางพระ")) == ("", "อบต.")
