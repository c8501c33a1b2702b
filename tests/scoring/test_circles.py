"""A programme whose parts wait for each other, or are parts of themselves, is refused by name."""

from typing import Any

import pytest
from pydantic import ValidationError

from scoring.programme import Programme
from tests.scoring.cast import CBI, programme


def _with(**changes: dict[str, Any]) -> dict[str, object]:
    """Chonburi with keys of its indicators changed, by code."""
    told = programme(CBI).model_dump()
    told["indicators"] = [{**one, **changes.get(one["code"], {})} for one in told["indicators"]]
    return told


def test_indicators_that_are_parts_of_each_other() -> None:
    told = _with(**{"1": {"parent": "8"}, "8": {"parent": "1"}})

    with pytest.raises(ValidationError, match=r"1, 8 เป็นตัวชี้วัดย่อยของกันเองเป็นวง"):
        Programme.model_validate(told)


def test_works_that_wait_for_each_other() -> None:
    told = _with(**{"9": {"after": "10"}, "10": {"after": "9"}})

    with pytest.raises(ValidationError, match=r"after: 9, 10 รอกันเองเป็นวง"):
        Programme.model_validate(told)


def test_a_collector_cannot_merge_what_nobody_sends() -> None:
    told = _with(**{"9": {"merges": ("form-99",)}})

    with pytest.raises(ValidationError, match="merges: 9 อ้างถึง form-99 ซึ่งไม่มีแบบใดส่ง"):
        Programme.model_validate(told)
