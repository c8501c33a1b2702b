"""When a programme reminds: stages, hours and days, all of it data. Pure."""

from typing import Self

from pydantic import Field, model_validator

from scoring.stated import Stated


class Reminders(Stated):
    """When people are reminded: stages in working days before the due date (0: on the day) and
    before the cut-off.

    Messages go out from `hour` until `quiet_from` o'clock, on working days unless told otherwise.
    """

    opening: bool = True  # on the first working day of the round
    stages: tuple[int, ...] = (14, 7, 3, 1, 0)
    late_daily: bool = True  # False: on the first day late only
    before_cutoff: tuple[int, ...] = (2, 0)
    hour: int = Field(default=9, ge=0, le=23)
    quiet_from: int = Field(default=20, ge=1, le=24)
    working_days_only: bool = True

    @model_validator(mode="after")
    def _hours_in_order(self) -> Self:
        if self.quiet_from <= self.hour:
            raise ValueError(f"quiet_from ({self.quiet_from}) ต้องหลัง hour ({self.hour})")
        if any(days < 0 for days in (*self.stages, *self.before_cutoff)):
            raise ValueError("stages และ before_cutoff เป็นจำนวนวันทำการก่อนกำหนด ต้องไม่ติดลบ")
        return self
