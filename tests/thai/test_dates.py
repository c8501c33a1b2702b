"""Dates in both eras, in every form people write them."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thai.dates import bangkok_day, day_of, either, long, month_of, read, short, year_of

TODAY = date(2013, 3, 20)
SPRING = date(2013, 3, 22)


@pytest.mark.parametrize(
    "written",
    [
        "๒๒ มีนาคม ๒๕๕๖",
        "22 มีนาคม 2556",
        "22 มี.ค. 2556",
        "22 มี.ค. 56",
        "22มีค56",
        "22 มี.ค 2556",
        "วันที่ 22 มีนาคม พ.ศ. 2556",
        "วันศุกร์ที่ ๒๒ มีนาคม พ.ศ. ๒๕๕๖",
        "ศ. 22 มี.ค. 2556",
        "22 เดือนมีนาคม ปี 2556",
        "22/3/2556",
        "22/03/56",
        "22-3-2556",
        "22.3.2556",
        "22/3/2013",
        "2013-03-22",
        "2556-03-22",
        "2013/3/22",
        "22 มีนาคม ค.ศ. 2013",
        "22 March 2013",
        "March 22, 2013",
        "Friday 22 Mar 2013",
    ],
)
def test_one_day_is_read_in_every_form(written: str) -> None:
    assert read(written) == SPRING


@pytest.mark.parametrize(
    "written",
    [
        "29 กุมภาพันธ์ 2566",
        "31/4/2556",
        "31 ก.พ. 56",
        "0/3/2556",
        "22/13/2556",
        "22 มีนาคม ค.ศ. 2556",
        "22 มีนาคม พ.ศ. 2013",
        "จ. 22 มี.ค. 2556",
        "22 มี.ค.",
        "22/3/556",
        "20130322",
        "2013-3/22",
        "วันไหนก็ได้",
        "",
    ],
)
def test_a_day_that_does_not_exist_or_contradicts_itself_is_refused(written: str) -> None:
    assert read(written) is None


def test_a_leap_day_exists_in_a_leap_year_of_either_era() -> None:
    assert read("29 กุมภาพันธ์ 2567") == read("29/2/2024") == date(2024, 2, 29)


def test_years_from_2400_are_buddhist_and_below_christian() -> None:
    assert read("1/1/2400") == date(1857, 1, 1)
    assert read("1/1/2399") == date(2399, 1, 1)


@pytest.mark.parametrize(
    ("word", "day"), [("วันนี้", 20), ("เมื่อวาน", 19), ("พรุ่งนี้", 21), ("tomorrow", 21)]
)
def test_a_word_for_a_day_needs_today(word: str, day: int) -> None:
    assert read(word, TODAY) == date(2013, 3, day)
    assert read(word) is None


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2013-03-22T16:59:59Z", 22),
        ("2013-03-22T17:00:00Z", 23),
        ("2013-03-22T23:59:59+07:00", 22),
        ("2556-03-22 10:30", 22),
        ("2013-03-22T00:30:00+09:00", 21),
        ("๒๒ มีนาคม ๒๕๕๖", 22),
    ],
)
def test_an_instant_belongs_to_its_day_in_bangkok(written: str, day: int) -> None:
    assert day_of(written) == date(2013, 3, day)


@pytest.mark.parametrize(
    "written", ["2013-03-22T25:00:00Z", "2013-02-30T10:00:00Z", "2013-03-22Tnoon"]
)
def test_an_instant_that_does_not_exist_is_refused(written: str) -> None:
    assert day_of(written) is None


@pytest.mark.parametrize(
    ("written", "days"),
    [
        ("20/3/13", ["1970-03-20", "2013-03-20"]),
        ("20 มี.ค. 13", ["1970-03-20", "2013-03-20"]),
        ("20/3/56", ["2013-03-20"]),
        ("20/3/40", ["1997-03-20"]),
        ("20/3/พ.ศ. 13", ["1970-03-20"]),
        ("20/3/2513", ["1970-03-20"]),
        ("29/2/12", ["2012-02-29"]),
        ("พ. 20 มี.ค. 13", ["2013-03-20"]),
        ("31/2/13", []),
        ("วันนี้", ["2013-03-20"]),
        ("ไม่ทราบ", []),
    ],
)
def test_a_short_year_near_today_in_one_era_only_may_be_of_either(
    written: str, days: list[str]
) -> None:
    assert [day.isoformat() for day in either(written, TODAY)] == days


@pytest.mark.parametrize(
    ("written", "month", "year"),
    [
        ("มี.ค. 2556", "2013-03-01", "2013-01-01"),
        ("เดือนมีนาคม พ.ศ. 2556", "2013-03-01", "2013-01-01"),
        ("๓/๒๕๕๖", "2013-03-01", "2013-01-01"),
        ("3-2013", "2013-03-01", "2013-01-01"),
        ("มี.ค. 56", "2013-03-01", "2013-01-01"),
        ("20 มี.ค. 2556", "2013-03-01", "2013-01-01"),
        ("2013-03-20", "2013-03-01", "2013-01-01"),
        ("2556", None, "2013-01-01"),
        ("ปี พ.ศ. 2556", None, "2013-01-01"),
        ("13/2556", None, None),
        ("นานมาแล้ว", None, None),
    ],
)
def test_a_month_and_a_year_are_read_by_their_first_day(
    written: str, month: str | None, year: str | None
) -> None:
    found = [
        day.isoformat() if day else None
        for day in (month_of(written, TODAY), year_of(written, TODAY))
    ]
    assert found == [month, year]


def test_an_instant_without_offset_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="offset"):
        bangkok_day(datetime(2013, 3, 22))  # noqa: DTZ001 - the mistake meant
    assert bangkok_day(datetime(2013, 3, 22, 17, tzinfo=UTC)) == date(2013, 3, 23)


def test_a_day_is_shown_in_the_buddhist_era() -> None:
    assert short(TODAY) == "พ. 20 มี.ค. 2556"
    assert long(TODAY) == "20 มีนาคม 2556"


@given(st.dates(date(1900, 1, 1), date(2150, 12, 31)))
def test_what_is_shown_is_read_back(day: date) -> None:
    assert read(short(day)) == read(long(day)) == read(day.isoformat()) == day


@given(st.text(max_size=40))
def test_any_text_is_a_date_or_none_and_never_an_error(text: str) -> None:
    assert day_of(text, TODAY) is None or isinstance(day_of(text, TODAY), date)
